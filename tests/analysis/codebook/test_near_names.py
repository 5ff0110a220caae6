"""Names of codes that may mean the same are found, with what tells them apart; others are left in peace."""

import random
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.analysis.codebook.near_names import WHY, Likeness, Near, compared, likeness, near_names, near_to
from app.analysis.codebook.spelling import alike_among, edits, nearly_alike
from tests.machine import in_time, spent

LETTERS, ORDER, PLURAL, STEM, SPELLING = Likeness


@pytest.mark.parametrize(
    ("first", "second", "language", "why"),
    [
        ("Self-harm", "self harm", "en", (LETTERS,)),
        ("Selfharm", "Self harm", "en", (LETTERS,)),
        ("Shame & guilt", "The shame and guilt", "en", (LETTERS,)),
        ("Peer’s voice", "Peers voice", "en", (LETTERS,)),
        ("\uff33hame", "Shame", "en", (LETTERS,)),
        ("Support from peers", "Peers, support from", "en", (ORDER,)),
        ("Friend", "Friends", "en", (PLURAL,)),
        ("Stories", "Story", "en", (PLURAL,)),
        ("Loss of friends", "Friend, loss of", "en", (ORDER, PLURAL)),
        ("Sharing stories", "Shared story", "en", (STEM,)),
        ("Worry", "Worried", "en", (STEM,)),
        ("Churches", "Church", "en", (STEM,)),
        ("Belongign", "Belonging", "en", (SPELLING,)),
        ("Freindship", "Friendship", "en", (SPELLING,)),
        ("Lack of trsut", "Trust, lack of", "en", (ORDER, SPELLING)),
        ("Supporting freinds", "Supported friend", "en", (SPELLING,)),
        ("Venn", "Vennene", "nb", (PLURAL,)),
        ("Skam", "Skammen", "nb", (PLURAL,)),
        ("Gruppe", "Gruppen", "nb", (PLURAL,)),
        ("Ensomhet", "Ensomheten", "nb", (PLURAL,)),
        ("Deling", "Delingen", "nb", (PLURAL,)),
        ("Tillit til systemet", "Systemer, tillit til", "nb", (ORDER, PLURAL)),
        ("Pårørende", "Pårøende", "nb", (SPELLING,)),
        ("→", " → ", "en", (LETTERS,)),
    ],
)
def test_near_names_and_why(first, second, language, why):
    one, other = compared(first, language), compared(second, language)

    assert likeness(one, other) == why
    assert likeness(other, one) == why
    assert near_names({1: first, 2: second}, language) == (Near(1, 2, why),)


@pytest.mark.parametrize(
    ("first", "second", "language"),
    [
        ("Shame", "Hope", "en"),
        ("Being believed", "Not being believed", "en"),
        ("Group 1", "Group 2", "en"),
        ("Focus 2019", "Focus 2020", "en"),
        ("Trygghet", "Utrygghet", "nb"),
        ("Usikker", "Sikker", "nb"),
        ("Unfairness", "Fairness", "en"),
        ("Rest", "Best", "en"),  # too short for a slip
        ("Venner", "Venn", "de"),  # no forms in this language
        ("Support from family", "Support to family", "en"),
        ("→", "←", "en"),
    ],
)
def test_names_that_mean_something_else_are_left_in_peace(first, second, language):
    assert near_names({1: first, 2: second}, language) == ()


def test_the_nearest_pairs_come_first():
    names = {"a": "Freinds", "b": "Friends", "c": "Friend", "d": "FRIENDS"}

    found = [(pair.first, pair.second, pair.why[-1]) for pair in near_names(names)]

    assert found == [
        ("b", "d", LETTERS), ("b", "c", PLURAL), ("c", "d", PLURAL),
        ("a", "b", SPELLING), ("a", "c", SPELLING), ("a", "d", SPELLING),
    ]  # fmt: skip


def test_a_new_name_is_told_which_codes_it_is_near_to():
    names = {"a": "Lack of trust", "b": "Lacks of trust", "c": "Hope"}

    assert near_to("lack of trust", names) == {"a": (LETTERS,), "b": (PLURAL,)}


def test_every_likeness_has_a_sentence():
    assert set(WHY) == set(Likeness)


@pytest.mark.parametrize(
    ("first", "second", "count"),
    # ca -> ac swaps neighbours; in abc -> ca the swapped letters would be edited twice: three edits (Damerau's limit).
    [("", "", 0), ("a", "", 1), ("ca", "ac", 1), ("ca", "abc", 3), ("kitten", "sitting", 3), ("form", "from", 1)],
)
def test_edits_of_hand_worked_examples(first, second, count):
    assert edits(first, second) == edits(second, first) == count


WORDS = st.text("abé", min_size=3, max_size=12)
NAMES = st.lists(
    st.lists(
        WORDS | st.sampled_from(["friends", "freind", "sharing", "shared", "of", "the", "2"]), min_size=1, max_size=3
    ).map(" ".join),
    max_size=8,
)


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, max_size=12))
def test_the_quick_way_finds_the_words_that_comparing_all_finds(words):
    found = alike_among(words)

    for first, second in combinations(set(words), 2):
        assert (second in found.get(first, ())) == (first in found.get(second, ())) == nearly_alike(first, second)


@settings(max_examples=150, deadline=None)
@given(NAMES, st.sampled_from(["en", "nb", "de"]))
def test_the_quick_way_finds_the_names_that_comparing_all_finds(names, language):
    forms = {number: compared(name, language) for number, name in enumerate(names)}

    found = {(pair.first, pair.second): pair.why for pair in near_names(dict(enumerate(names)), language)}

    expected = {(i, j): likeness(forms[i], forms[j]) for i, j in combinations(forms, 2)}
    assert found == {pair: why for pair, why in expected.items() if why}


def test_a_thousand_codes_take_no_time():
    chance = random.Random(7)  # noqa: S311 (names for a test, no secret)
    syllables = ["sup", "port", "tru", "st", "fam", "ily", "lone", "ness", "shar", "ing", "hope", "heal", "peer", "com"]
    words = ["".join(chance.choices(syllables, k=chance.randint(1, 4))) for _ in range(600)]
    names = {number: " ".join(chance.choices(words, k=chance.randint(1, 4))) for number in range(1_000)}

    assert in_time(1, lambda: spent(lambda: near_names(names)))


def test_names_made_to_take_long_do_not():
    names = {number: "ab" * 2_000 + str(number) + " x" * 50 for number in range(200)}

    assert in_time(2, lambda: spent(lambda: near_names(names)))
