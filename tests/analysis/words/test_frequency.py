"""How often words are said, how evenly, and which side says them more."""

from collections import Counter
from math import log

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nltk.metrics.association import BigramAssocMeasures

from app.analysis.undefined import Undefined
from app.analysis.words.frequency import NOT_SAID, ONE_PART, deviation_of_proportions, frequencies
from app.analysis.words.keyness import NOTHING_SAID, keyness, log_likelihood
from app.analysis.words.stems import stem_in
from app.analysis.words.stop_words import STOP_WORDS
from tests.analysis.words.conversations import known, said

TALK = said(
    "SU1 P1: the bus the bus",
    "SU1 I: the bus bus bus",
    "SU1 P2: bus",
    "SU2 P1: the soup [bus]",
    "SU2 P1: soup bus the",
)


def test_a_word_is_counted_with_its_turns_people_and_focus_groups():
    found = frequencies(TALK, frozenset({"the"}))

    # 5 words in SU1 (not the moderator's), 2 + 3 in SU2.
    assert (found.said, dict(found.by_focus_group)) == (10, {known("SU1"): 5, known("SU2"): 5})
    bus, soup = found.words
    assert (bus.word, bus.count, bus.turns, bus.participants, bus.focus_groups) == ("bus", 4, 3, 3, 2)
    assert (soup.word, soup.count, soup.turns, soup.participants, soup.focus_groups) == ("soup", 2, 2, 1, 1)


def test_a_focus_group_that_says_no_words_is_still_one_of_them():
    found = frequencies(said("SU1 P1: bus", "SU2 P1: [name 1]"))

    assert dict(found.by_focus_group) == {known("SU1"): 1, known("SU2"): 0}


def test_forms_of_a_word_are_joined_by_their_stem():
    found = frequencies(said("SU1 P1: ensomhet ensomheten ensomheter", "SU1 P2: bussen"), key=stem_in("nb"))

    assert [(one.word, one.count) for one in found.words] == [("ensom", 3), ("buss", 1)]
    assert stem_in("fi")("talossa") == "talossa"


def test_the_deviation_of_proportions_of_a_hand_worked_example():
    # Parts of 50, 30 and 20 words; the word is said 2, 2 and 6 times: v = .2 .2 .6, s = .5 .3 .2.
    # Half of (.3 + .1 + .4) = .4; divided by 1 - .2 = .5.
    sizes = {known("a"): 50, known("b"): 30, known("c"): 20}

    assert deviation_of_proportions({known("a"): 2, known("b"): 2, known("c"): 6}, sizes) == 0.5
    assert deviation_of_proportions({known("a"): 5, known("b"): 3, known("c"): 2}, sizes) == 0
    assert deviation_of_proportions({known("c"): 7}, sizes) == 1


def test_what_is_not_said_or_said_in_one_group_only_has_no_deviation():
    assert deviation_of_proportions({}, {known("a"): 5, known("b"): 5}) == NOT_SAID
    assert deviation_of_proportions({known("a"): 2}, {known("a"): 5, known("b"): 0}) == ONE_PART


COUNTS = st.lists(st.tuples(st.integers(0, 9), st.integers(1, 30)), min_size=2, max_size=6)


@given(COUNTS)
def test_the_deviation_lies_between_even_and_all_in_the_smallest_part(parts):
    counts = {known(str(n)): count for n, (count, _) in enumerate(parts)}
    sizes = {known(str(n)): size for n, (_, size) in enumerate(parts)}

    found = deviation_of_proportions(counts, sizes)

    assert found == NOT_SAID if not any(counts.values()) else 0 <= found <= 1


def test_g2_and_log_ratio_of_a_hand_worked_example():
    # 20 of 1,000 words against 5 of 1,000: four times as often, log2(4) = 2.
    # E = 12.5 and 12.5 for the word, 987.5 and 987.5 for the rest:
    # 2 * (20 ln 1.6 + 5 ln .4 + 980 ln(980/987.5) + 995 ln(995/987.5)) = 2 * (9.400 - 4.581 - 7.471 + 7.528) = 9.75.
    expected = 2 * (20 * log(1.6) + 5 * log(0.4) + 980 * log(980 / 987.5) + 995 * log(995 / 987.5))
    first = frequencies(said("SU1 P1: " + "bus " * 20 + "so " * 980))
    second = frequencies(said("P1 P1: " + "bus " * 5 + "so " * 995))

    keys = {key.word: key for key in keyness(first, second)}

    assert keys["bus"].log_ratio == pytest.approx(2)
    assert keys["bus"].g2 == pytest.approx(expected) == pytest.approx(9.75, abs=0.01)
    assert (keys["bus"].first.per_thousand, keys["bus"].second.per_thousand) == (20, 5)


def test_a_word_that_one_side_does_not_say_counts_as_half():
    # 8 of 16 words against half of one of 16: log2(16) = 4.
    first = frequencies(said("SU1 P1: " + "bus so " * 8, "SU2 P1: [name 1]"))
    second = frequencies(said("P1 P1: " + "so " * 16))

    bus, _ = keyness(first, second)

    assert (bus.word, bus.log_ratio) == ("bus", 4)
    assert (bus.second.count, bus.second.deviation) == (0, NOT_SAID)
    assert (bus.first.heard_in, bus.first.focus_groups, bus.second.focus_groups) == (1, 2, 1)


def test_words_that_are_rare_or_of_one_focus_group_can_be_left_out():
    first = frequencies(said("SU1 P1: bus bus bus soup soup", "SU2 P1: soup one"))
    second = frequencies(said("P1 P1: so so so soup"))

    assert {key.word for key in keyness(first, second)} == {"bus", "soup", "so"}
    assert {key.word for key in keyness(first, second, fewest=4)} == {"soup"}
    # "bus" is only of SU1; "so" is said more by the professionals, who have one focus group.
    assert {key.word for key in keyness(first, second, fewest_groups=2)} == {"soup"}


def test_against_silence_nothing_is_key():
    (key,) = keyness(frequencies(said("SU1 P1: bus bus bus")), frequencies([]))

    assert (key.log_ratio, key.g2, key.second.per_thousand) == (NOTHING_SAID, NOTHING_SAID, NOTHING_SAID)


@given(st.integers(0, 50), st.integers(0, 50), st.integers(1, 200), st.integers(1, 200))
def test_g2_is_that_of_nltk(a: int, b: int, rest_a: int, rest_b: int):
    # nltk takes the same four cells: the word on the first side, its total, the side's words, and all words.
    n1, n2 = a + rest_a, b + rest_b
    if a + b == 0:
        return
    oracle = BigramAssocMeasures.likelihood_ratio(a, (a + b, n1), n1 + n2)

    assert log_likelihood(a, n1, b, n2) == pytest.approx(oracle, abs=1e-6)


WORDS = st.lists(st.sampled_from(["bus", "soup", "the", "so", "[name]", "(ler)"]), max_size=12).map(" ".join)
TURNS = st.lists(st.tuples(st.sampled_from(["SU1 P1", "SU1 P2", "SU2 P1", "SU1 I"]), WORDS), max_size=8)


@given(TURNS)
def test_frequencies_are_those_of_a_slow_recount(turns: list[tuple[str, str]]):
    found = frequencies(said(*(f"{label}: {words}" for label, words in turns)), STOP_WORDS["en"])

    spoken = [(label, words.split()) for label, words in turns if not label.endswith("I")]
    recounted = Counter(word for _, words in spoken for word in words if word in {"bus", "soup"})
    assert {one.word: one.count for one in found.words} == recounted
    for one in found.words:
        having = [(place, label) for place, (label, words) in enumerate(spoken) if one.word in words]
        assert one.turns == len(having)
        assert one.participants == len({label for _, label in having})
        assert one.focus_groups == len({label[:3] for _, label in having})
    assert found.said == sum(word in {"bus", "soup", "the", "so"} for _, words in spoken for word in words)
    assert not any(isinstance(one.deviation, float) and not 0 <= one.deviation <= 1 for one in found.words)
    assert all(isinstance(one.deviation, Undefined | float) for one in found.words)
