"""What was decided to be replaced is nowhere any more; everything else stands as it did."""

import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.importing.anonymising.decisions import Choice, Decision, Decisions, accepted
from app.importing.anonymising.forms import Words
from app.importing.anonymising.identifiers import Category, Identifier, Tier
from app.importing.anonymising.replacing import Anonymised, Counted, Placeholder, originals, replaced
from app.importing.anonymising.rows import Row, rows
from app.importing.anonymising.screened_text import screened_text
from app.importing.draft import DraftTurn
from tests.importing.anonymising.spoken import found, turns


def words_of(anonymised: Anonymised) -> list[str]:
    return [turn.words for turn in anonymised.turns]


def all_accepted(found_rows: tuple[Row, ...]) -> Decisions:
    return {row.key: accepted(row) for row in found_rows}


@pytest.mark.parametrize(
    ("language", "said", "expected"),
    [
        ("en", "It was Kari's idea, Kari’s!", "It was [name 1]'s idea, [name 1]’s!"),
        ("nb", "Karis mor og KARIS far.", "[navn 1]s mor og [navn 1]S far."),
        ("nl", "Kari's fiets", "[naam 1]'s fiets"),
        ("de", "Karis Haus", "[Name 1]s Haus"),
        ("sv", "Hos Kari.\nKaris hus", "Hos [namn 1].\n[namn 1]s hus"),
    ],
)
def test_a_genitive_stays_behind_its_placeholder(language: str, said: str, expected: str):
    draft = turns("Kari.", said)
    text = screened_text((), draft)
    found_rows = rows(text, found(text, "Kari"), language=language)

    anonymised = replaced((), draft, found_rows, all_accepted(found_rows))

    assert words_of(anonymised)[1] == expected


def test_placeholders_are_found_where_they_are_said_to_be():
    draft = turns("Hi Kari, in Hull with [name 3]")
    text = screened_text(("Held in Hull",), draft)
    found_rows = rows(text, [*found(text, "Kari"), *found(text, "Hull", Category.PLACE)], language="en")

    anonymised = replaced(("Held in Hull",), draft, found_rows, all_accepted(found_rows))

    assert anonymised.header == ("Held in [place 1]",)
    assert anonymised.in_header == ((Placeholder(8, 17, Category.PLACE),),)
    assert words_of(anonymised) == ["Hi [name 4], in [place 1] with [name 3]"]
    assert anonymised.in_turns == (
        (
            Placeholder(3, 11, Category.PERSON),
            Placeholder(16, 25, Category.PLACE),
            Placeholder(31, 39, Category.PERSON),  # the file had it already
        ),
    )


def test_labels_and_times_stay_with_their_turns():
    draft = (DraftTurn("Kari", "I am Kari.", start_ms=1200, session="2"),)
    text = screened_text((), draft)
    found_rows = rows(text, found(text, "Kari"), language="en")

    anonymised = replaced((), draft, found_rows, {})

    assert anonymised.turns == (DraftTurn("Kari", "I am [name 1].", start_ms=1200, session="2"),)


def test_what_is_undecided_is_replaced_unless_it_is_only_possible():
    draft = turns("Kari and Bo")
    text = screened_text((), draft)
    found_rows = rows(text, [*found(text, "Kari"), *found(text, "Bo", tier=Tier.POSSIBLE)], language="en")

    anonymised = replaced((), draft, found_rows, {})

    assert words_of(anonymised) == ["[name 1] and Bo"]
    assert anonymised.counts == {Category.PERSON: Counted(replaced=1, kept=0)}


def test_each_place_is_decided_by_itself():
    draft = turns("Hope came. Hope is a kind of work. Hope left. Hope too.")
    text = screened_text((), draft)
    (row,) = rows(text, found(text, "Hope"), language="en")
    starts = [place.start for place in row.places]
    decision = Decision(row.key, Choice.EACH_PLACE, "[name 1]", frozenset({starts[1]}), ((starts[3], "[my aunt]"),))

    anonymised = replaced((), draft, [row], {row.key: decision})

    assert words_of(anonymised) == ["[name 1] came. Hope is a kind of work. [name 1] left. [my aunt] too."]
    assert anonymised.counts == {Category.PERSON: Counted(replaced=3, kept=1)}


def test_the_longest_of_nested_places_gives_the_placeholder():
    draft = turns("the only vicar in Hull said")
    text = screened_text((), draft)
    identifiers = [*found(text, "only vicar in Hull", Category.ROLE), *found(text, "Hull", Category.PLACE)]
    found_rows = rows(text, identifiers, language="en")

    assert words_of(replaced((), draft, found_rows, {})) == ["the [role 1] said"]
    kept = {"only vicar in hull": Decision("only vicar in hull", Choice.KEEP)}
    assert words_of(replaced((), draft, found_rows, kept)) == ["the only vicar in [place 1] said"]


def test_no_piece_of_overlapping_places_is_left_over():
    draft = turns("ask Anne Kari Nordmann's dog")
    identifiers = [
        Identifier(4, 13, Category.PLACE, Tier.SURE),  # Anne Kari
        Identifier(9, 24, Category.PERSON, Tier.SURE),  # Kari Nordmann's
    ]
    found_rows = rows(screened_text((), draft), identifiers, language="en")

    assert words_of(replaced((), draft, found_rows, {})) == ["ask [name 1]'s dog"]


def test_a_name_that_stands_in_brackets_gets_no_second_pair():
    draft = turns("[Kari] laughs, [Kari laughs]")
    found_rows = rows(screened_text((), draft), found(screened_text((), draft), "Kari"), language="en")

    anonymised = replaced((), draft, found_rows, {})

    assert words_of(anonymised) == ["[name 1] laughs, [[name 1] laughs]"]


def test_the_next_transcript_learns_which_names_have_placeholders():
    draft = turns("Kari Nordmann, Nordmann, 35 21 41 48, Bo")
    text = screened_text((), draft)
    identifiers = [*found(text, "Kari Nordmann"), *found(text, "Nordmann"), *found(text, "35 21 41 48", Category.PHONE)]
    found_rows = rows(text, identifiers, language="en", sitting={"ola": "[name 4]"})

    anonymised = replaced((), draft, found_rows, all_accepted(found_rows), {"ola": "[name 4]"})

    # A phone number has no placeholder of its own to be recognised by.
    assert anonymised.sitting == {"ola": "[name 4]", "kari nordmann": "[name 5]", "nordmann": "[name 5]"}


def test_a_key_tells_every_spelling_behind_a_placeholder():
    draft = turns("Kari Nordmann. Kari! kari? Bo on Monday, Tuesday")
    text = screened_text((), draft)
    identifiers = [
        *found(text, "Kari Nordmann"),
        *found(text, "Kari"),
        *found(text, "kari"),
        *found(text, "Bo"),
        *found(text, "Monday", Category.DATE),
        *found(text, "Tuesday", Category.DATE),
    ]
    found_rows = rows(text, identifiers, language="en")

    key = originals(found_rows, {**all_accepted(found_rows), "bo": Decision("bo", Choice.KEEP)})

    assert {placeholder: set(spellings) for placeholder, spellings in key.items()} == {
        "[name 1]": {"Kari Nordmann", "Kari", "kari"},
        "[date]": {"Monday", "Tuesday"},
    }


NAMES = ("Kari", "Kari Nordmann", "Ola Nordmann", "Nordmann", "Hope", "Hope Street", "St. Mary", "Will", "Bo", "35 21")
SAID = (
    *NAMES,
    "kari",
    "KARI",
    "Karis",
    "Kari's",
    "will",
    "hope",
    "Oslo",
    "og",
    "mumbled",
    "[name 90]",
    "[laughs]",
    "é",
)
BETWEEN = (" ", ", ", ". ", "\n", " - ", "-", "’ ", " (")

said = st.lists(st.tuples(st.sampled_from(SAID), st.sampled_from(BETWEEN)), max_size=9).map(
    lambda pieces: "".join(word + gap for word, gap in pieces)
)
drafts = st.lists(said, min_size=1, max_size=4)
categories = st.sampled_from([Category.PERSON, Category.PLACE, Category.ORGANISATION, Category.ADDRESS, Category.PHONE])
tiers = st.sampled_from(list(Tier))
choices = st.sampled_from([Choice.REPLACE, Choice.REPLACE, Choice.KEEP, None])


@st.composite
def stretches(draw: st.DrawFn, text: str) -> list[tuple[int, int, Category]]:
    """Some names and some stretches of nothing in particular, overlapping as they may."""
    named = [match.span() for name in NAMES for match in re.finditer(re.escape(name), text)]
    anything = st.tuples(st.integers(0, len(text)), st.integers(0, 12)).map(lambda at: (at[0], at[0] + at[1]))
    chosen = draw(st.lists(st.sampled_from(named) | anything if named else anything, max_size=8))
    return [(start, end, draw(categories)) for start, end in chosen]


@st.composite
def reviews(draw: st.DrawFn) -> tuple[list[str], tuple[DraftTurn, ...], tuple[Row, ...], dict[str, Decision]]:
    """A transcript with what was found in it, marked and decided."""
    header, draft = draw(st.lists(said, max_size=1)), turns(*draw(drafts))
    text = screened_text(header, draft)
    identifiers = [Identifier(*stretch, draw(tiers)) for stretch in draw(stretches(text.text))]
    marked = draw(stretches(text.text))
    found_rows = rows(text, identifiers, marked, language=draw(st.sampled_from(["en", "nb"])))
    decisions = {}
    for row in found_rows:
        choice = draw(choices)
        if choice is not None:
            decisions[row.key] = Decision(row.key, choice, f"[somebody {len(decisions)}]")
    return header, draft, found_rows, decisions


@settings(deadline=None)
@given(reviews())
def test_the_text_outside_the_places_is_unchanged(review):
    header, draft, found_rows, decisions = review

    anonymised = replaced(header, draft, found_rows, decisions)

    before = [*header, *(turn.words for turn in draft)]
    after = [*anonymised.header, *words_of(anonymised)]
    placeholders = [*anonymised.in_header, *anonymised.in_turns]
    for original, words, places in zip(before, after, placeholders, strict=True):
        ends = [0, *(end for place in places for end in (place.start, place.end)), len(words)]
        outside = [words[start:end] for start, end in list(pairwise(ends))[::2]]
        assert re.fullmatch("(?s:.+)".join(map(re.escape, outside)), original)


@settings(deadline=None)
@given(reviews())
def test_every_placeholder_stands_where_it_is_said_to_and_nowhere_else(review):
    header, draft, found_rows, decisions = review

    anonymised = replaced(header, draft, found_rows, decisions)

    for words, places in zip(words_of(anonymised), anonymised.in_turns, strict=True):
        told = [words[place.start : place.end] for place in places]
        assert told == re.findall(r"\[(?!laughs)[^\[\]]*\]", words)
        assert all(first.end <= second.start for first, second in pairwise(places))


@settings(deadline=None)
@given(reviews())
def test_no_replaced_form_is_left_as_a_whole_word_outside_what_was_kept(review):
    header, draft, found_rows, decisions = review
    text = screened_text(header, draft)

    anonymised = replaced(header, draft, found_rows, decisions)

    kept_rows = [row for row in found_rows if row.key in decisions and decisions[row.key].choice is Choice.KEEP]
    kept = [text.text[place.start : place.end] for row in kept_rows for place in row.places]
    after = [re.sub(r"\[[^\[\]]*\]", " … ", words) for words in (*anonymised.header, *words_of(anonymised))]
    for row in found_rows:
        gone = row.needs_decision if row.key not in decisions else decisions[row.key].choice is Choice.REPLACE
        if gone and not any(other.alike for other in found_rows):
            for spelling in (spelling.strip(" ,.-’()") for spelling in row.spellings):
                assert times(spelling, after) <= times(spelling, kept)
            for word in (form[0] for form in row.forms if len(form) == 1):
                assert folded(after).count(word) <= folded(kept).count(word)


def times(spelling: str, texts: list[str]) -> int:
    return sum(len(re.findall(rf"(?<![\w-]){re.escape(spelling)}(?![\w'’-])", text)) for text in texts)


def folded(texts: list[str]) -> list[str]:
    return [word.folded for text in texts for word in Words(text).words]


@settings(deadline=None)
@given(reviews())
def test_every_place_is_counted_once(review):
    header, draft, found_rows, decisions = review

    anonymised = replaced(header, draft, found_rows, decisions)

    inserted = sum(
        words[place.start : place.end] != "[name 90]"
        for words, places in zip(
            [*anonymised.header, *words_of(anonymised)], [*anonymised.in_header, *anonymised.in_turns], strict=True
        )
        for place in places
    )
    assert sum(counted.replaced for counted in anonymised.counts.values()) == inserted
