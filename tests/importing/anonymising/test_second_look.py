"""After replacing, what may still tell who was meant is shown again; what was decided to be kept is not."""

import re
from collections.abc import Collection, Iterator, Sequence

import pytest

from app.importing.anonymising.decisions import Choice, Decision, Decisions
from app.importing.anonymising.identifiers import Category, Identifier, Tier
from app.importing.anonymising.replacing import replaced
from app.importing.anonymising.rows import rows
from app.importing.anonymising.screened_text import screened_text
from app.importing.anonymising.second_look import Combination, Remaining, second_look, told_together
from app.importing.anonymising.traces import Trace
from tests.importing.anonymising.spoken import turns

NAMES = {
    "Kari Nordmann": Category.PERSON,
    "Ola Nordmann": Category.PERSON,
    "Kari": Category.PERSON,
    "Oslo": Category.PLACE,
    "35 21 41 48": Category.PHONE,
    "NAV": Category.ORGANISATION,
    "narcolepsy": Category.HEALTH,
    "mayor": Category.ROLE,
}


def capitals(text: str, _language: str, listed: Sequence[str], _speakers: Collection[str]) -> Iterator[Identifier]:
    """Find the names above and those listed, and nothing else."""
    known = NAMES | dict.fromkeys(listed, Category.PERSON)
    pattern = "|".join(sorted(known, key=len, reverse=True))
    for match in re.finditer(rf"\b(?:{pattern})\b", text):
        yield Identifier(match.start(), match.end(), known[match[0]], Tier.LIKELY)


def looked_at(
    *said: str,
    decisions: Decisions | None = None,
    speakers: Collection[str] = (),
    listed: Sequence[str] = (),
    language: str = "nb",
) -> tuple[Remaining, ...]:
    draft = turns(*said)
    text = screened_text((), draft)
    found_rows = rows(text, capitals(text.text, language, (), ()), language=language)
    anonymised = replaced((), draft, found_rows, decisions or {})
    return second_look(anonymised, language, listed, speakers, found_rows, decisions or {}, capitals)


def told(*said: str, decisions: Decisions | None = None, speakers: Collection[str] = ()) -> list[tuple[Trace, str]]:
    return [(left.trace, left.shown) for left in looked_at(*said, decisions=decisions, speakers=speakers)]


def test_nothing_is_left_of_what_is_replaced_everywhere():
    assert told("Kari Nordmann bor i Oslo.", "Karis bror, sa Nordmann, Oslos beste") == []


def test_what_a_detector_finds_only_now_is_shown_with_its_places():
    (left,) = looked_at("Jeg heter Per.", "Per, ja", listed=["Per"])

    assert (left.trace, left.key, left.category, left.tier) == (Trace.DETECTED, "per", Category.PERSON, Tier.LIKELY)
    assert [place.turn for place in left.places] == [1, 2]
    assert left.contexts[0] == ("Jeg heter ", "Per", ".")


def test_what_was_decided_to_be_kept_is_not_shown_again():
    kept = {"nav": Decision("nav", Choice.KEEP)}

    assert told("NAV er treg. NAVs kø.", decisions=kept) == []


def test_a_number_that_was_kept_is_not_shown_again():
    kept = {"35214148": Decision("35214148", Choice.KEEP)}

    assert told("Ring 35 21 41 48.", decisions=kept) == []


def test_what_is_found_in_two_ways_is_shown_once():
    (left,) = looked_at("Hei Per.", speakers=["Per"], listed=["Per"])

    assert left.trace is Trace.DETECTED


def test_what_was_kept_in_one_place_is_not_shown_again():
    kept = {"oslo": Decision("oslo", Choice.EACH_PLACE, "[sted 1]", frozenset({0}))}

    assert told("Oslo er en by. Jeg bor i Oslo.", decisions=kept) == []


def test_a_decision_after_the_second_look_settles_it():
    (left,) = looked_at("Kari!", "sa Ka- Kari")
    settled = {left.key: Decision(left.key, Choice.KEEP)}

    assert told("Kari!", "sa Ka- Kari", decisions=settled) == []


def test_a_namesake_who_is_kept_is_not_taken_for_what_is_left_of_another():
    kept = {"ola nordmann": Decision("ola nordmann", Choice.KEEP)}

    assert told("Kari Nordmann og Ola Nordmann.", decisions=kept) == []


def test_usual_placeholders_are_not_looked_into_and_free_ones_are():
    free = {"kari": Decision("kari", Choice.REPLACE, "[vennen fra Oslo]")}

    assert told("Kari og [navn 3]", decisions=free) == [(Trace.DETECTED, "Oslo")]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("så kari lo, kari lo, kari", (Trace.SAME_WORD, "kari")),  # more often than found: taken for an everyday word
        ("hele Karigjengen", (Trace.INSIDE, "Karigjengen")),
        ("hos Anne-Kari", None),  # the pretend detector finds Kari in it, and the whole word goes
        ("i Nord-Kari-land", None),
        ("den Ka- Kari sa", (Trace.CUT_OFF, "Ka")),
        ("den Ka… Kari sa", (Trace.CUT_OFF, "Ka")),
        ("det er K-a-r-i", (Trace.SPLIT, "K-a-r-i")),
        ("det er K. A. R. I. der", (Trace.SPLIT, "K. A. R. I")),
    ],
)
def test_traces_of_a_replaced_name(said: str, expected: tuple[Trace, str] | None):
    assert told("Kari kom.", said) == ([expected] if expected else [])


def test_a_long_name_tells_inside_a_word_without_a_capital_and_a_short_one_does_not():
    assert told("Ola Nordmann i Oslo.", "en nordmannsak, en sola, en oslofrue, Oslofolk") == [
        (Trace.INSIDE, "nordmannsak"),
        (Trace.INSIDE, "Oslofolk"),
    ]


def test_a_name_is_found_over_the_end_of_a_line_and_of_a_turn():
    (left,) = looked_at("Kari Nordmann.", "sa Nord-\nmann, ja", "Nord", "mann")

    assert (left.trace, left.shown, [place.turn for place in left.places]) == (Trace.SPLIT, "Nord- mann", [2, 3])


def test_a_speakers_name_is_shown_and_a_mere_label_is_not():
    assert told("Takk, Bodil. Hei P1.", speakers=["Bodil", "P1", "Moderator"]) == [(Trace.SPEAKER, "Bodil")]


def combinations_in(*said: str, decisions: Decisions | None = None) -> tuple[Combination, ...]:
    draft = turns(*said)
    text = screened_text((), draft)
    found_rows = rows(text, capitals(text.text, "en", (), ()), language="en")
    anonymised = replaced((), draft, found_rows, decisions or {})
    return told_together(anonymised, found_rows, decisions or {})


def test_a_diagnosis_that_can_be_read_beside_a_place_is_flagged():
    kept = {"narcolepsy": Decision("narcolepsy", Choice.KEEP)}
    said = ("I have narcolepsy and live in Oslo.", "narcolepsy is rare", "Oslo is a town")

    assert combinations_in(*said, decisions=kept) == (Combination(1, Category.HEALTH, "narcolepsy"),)


def test_a_role_behind_a_free_placeholder_beside_an_organisation_is_flagged():
    free = {"mayor": Decision("mayor", Choice.REPLACE, "[somebody powerful]")}

    assert combinations_in("The mayor told NAV.", decisions=free) == (Combination(1, Category.ROLE, "mayor"),)


def test_a_diagnosis_behind_a_usual_placeholder_is_not_flagged():
    assert combinations_in("I have narcolepsy and live in Oslo.") == ()


def test_a_place_of_the_partly_anonymised_file_counts_too():
    kept = {"mayor": Decision("mayor", Choice.KEEP)}

    assert combinations_in("The mayor of [place 2].", decisions=kept) == (Combination(1, Category.ROLE, "mayor"),)
