"""What is coded keeps its words when others of the transcript change: it moves on, grows, becomes one, or goes."""

import pytest
from sqlalchemy import func, select

from app.store.queries.coding import codings
from app.store.tables import (
    MeaningUnit,
    Quote,
    Turn,
    UnitTurn,
)
from app.workbench.coding import apply_code
from app.workbench.placing import Passage
from app.workbench.quotes import choose_quote, chosen_quotes
from app.workbench.touching import Fate
from tests import factories
from tests.workbench.changing import LINES, coded, correct, redact


@pytest.fixture
def lead(session):
    return factories.study(session)


@pytest.fixture
def talk(session, lead):
    return factories.transcript(session, lead, lines=LINES)


def counted(session, lead):
    """Return the projection: turn number, whole words, voice."""
    rows = session.execute(
        select(Turn.number, UnitTurn.words, UnitTurn.voice)
        .join(Turn, (Turn.study_id == UnitTurn.study_id) & (Turn.id == UnitTurn.turn_id))
        .where(UnitTurn.study_id == lead.study_id)
        .order_by(Turn.number, UnitTurn.words)
    )
    return [tuple(row) for row in rows]


def test_passages_before_around_and_after_keep_their_words(session, lead, talk):
    labels = {name: factories.code(session, lead, name=name) for name in ("a", "b", "c", "d", "e", "f")}
    marks = {"a": "Hello", "b": "My friend Anna", "c": "Anna", "d": "she stays", "e": "Anna, she stays\nTell us",
             "f": "Tell us"}  # fmt: skip
    for name, words in marks.items():
        factories.coding(session, lead, talk=talk, label=labels[name], words=words)

    touched = redact(session, lead, talk, "Anna")

    assert sorted(coded(session, lead, talk)) == [
        ("a", "Hello", 1, 1),
        ("b", "My friend [name 1]", 2, 2),
        ("c", "[name 1]", 2, 2),
        ("d", "she stays", 2, 2),
        ("e", "[name 1], she stays\nTell us", 2, 3),
        ("f", "Tell us", 3, 3),
    ]
    assert [(line.fate, line.codes) for line in touched.units] == [
        (Fate.REWORDED, ("b",)), (Fate.REWORDED, ("c",)), (Fate.REWORDED, ("e",)),
    ]  # fmt: skip
    assert touched.moved == 2  # "d" and "f"; "Hello" lies before and stays where it is


def test_the_words_of_a_passage_are_counted_anew(session, lead, talk):
    factories.coding(session, lead, talk=talk, words="Anna, she")
    assert counted(session, lead) == [(2, 2, True)]

    redact(session, lead, talk, "Anna")

    assert counted(session, lead) == [(2, 3, True)]  # name, 1, she


def test_a_boundary_inside_the_name_grows_to_the_whole_placeholder(session, lead, talk):
    label = factories.code(session, lead, name="a")
    place = Passage(9, 18, "friend An")
    apply_code(session, lead, transcript_id=talk.id, code_id=label.id, passage=place)

    redact(session, lead, talk, "Anna")

    assert coded(session, lead, talk) == [("a", "friend [name 1]", 2, 2)]


def test_passages_that_come_to_lie_at_one_place_become_one(session, lead, talk):
    first, second, both = (factories.code(session, lead, name=name) for name in ("first", "second", "both"))
    for label, words in ((both, "my friend Ann"), (both, "my friend Anna")):
        place = factories.passage(session, lead, talk, words.replace("my", "My"))
        apply_code(session, lead, transcript_id=talk.id, code_id=label.id, passage=place)
    place = factories.passage(session, lead, talk, "My friend Ann")
    apply_code(session, lead, transcript_id=talk.id, code_id=first.id, passage=place)
    place = factories.passage(session, lead, talk, "My friend Anna")
    apply_code(session, lead, transcript_id=talk.id, code_id=second.id, passage=place)

    touched = redact(session, lead, talk, "Anna")

    held = "My friend [name 1]"
    assert sorted(coded(session, lead, talk)) == [(name, held, 2, 2) for name in ("both", "first", "second")]
    assert session.scalar(select(func.count()).select_from(MeaningUnit)) == 1
    assert [line.fate for line in touched.units].count(Fate.JOINED) == 1


def test_passages_of_two_coders_stay_two(session, lead, talk):
    coder = factories.member(session, lead, initials="CR")
    label = factories.code(session, lead, name="a")
    factories.coding(session, lead, talk=talk, label=label, words="friend Ann")
    factories.coding(session, coder, talk=talk, label=label, words="friend Anna")

    redact(session, lead, talk, "Anna")

    assert [row.initials for row in codings(session, lead, talk.id)] == ["CR", "LA"]


def test_quotes_and_notes_of_passages_that_become_one_are_kept(session, lead, talk):
    label, theme, other = factories.code(session, lead), factories.theme(session, lead), factories.theme(session, lead)
    factories.coding(session, lead, talk=talk, label=label, words="friend Ann")
    factories.coding(session, lead, talk=talk, label=label, words="friend Anna")
    ids = [row.unit_id for row in codings(session, lead, talk.id)]
    notes = iter(("one note", "another"))
    for unit_id in ids:
        choose_quote(session, lead, theme_id=theme.id, unit_id=unit_id)
        session.get(MeaningUnit, (lead.study_id, unit_id)).condensation = next(notes)
    choose_quote(session, lead, theme_id=other.id, unit_id=ids[1])
    session.flush()

    touched = redact(session, lead, talk, "Anna")

    session.expire_all()
    [unit] = session.scalars(select(MeaningUnit))
    assert sorted(unit.condensation.split("\n")) == ["another", "one note"]
    assert {(quote.theme_id, quote.unit_id) for quote in session.scalars(select(Quote))} == {
        (theme.id, unit.id), (other.id, unit.id),
    }  # fmt: skip
    assert {name for line in touched.units for name in line.themes} == {theme.name, other.name}


def test_a_passage_of_which_no_word_is_left_goes_and_is_named(session, lead):
    talk = factories.transcript(session, lead, lines=["P1: Yes hm no"])
    label, theme = factories.code(session, lead, name="a"), factories.theme(session, lead, name="Doubt")
    factories.coding(session, lead, talk=talk, label=label, words="hm")
    factories.quote(session, lead, talk=talk, speaks_for=theme)
    factories.coding(session, lead, talk=talk, label=label, words="Yes hm")

    touched = correct(session, lead, talk, "hm", "…")

    assert coded(session, lead, talk) == [("a", "Yes …", 1, 1)]
    assert chosen_quotes(session, lead) == []
    gone = [line for line in touched.units if line.fate is Fate.GONE]
    assert [(line.turn, line.codes, line.initials, line.themes) for line in gone] == [(1, ("a",), "LA", ("Doubt",))]
