"""Words are found on both databases, and deleted words are gone from what they are found in."""

from pathlib import Path

import pytest
from sqlalchemy import text

from app.store.queries.said import spoken
from app.store.tables import Degree, Revising
from app.store.word_search import says_any
from app.workbench.revising import revise
from app.workbench.rewriting import Replacement
from app.workbench.withdrawing import withdraw
from tests import factories
from tests.factories import on_sqlite
from tests.workbench.leaving_study import voice

LINES = ("I: Ask", "P1: The choir on Tuesdays", "P2: Kvitrvand is far away", "P1: Nothing else")
CANARY = "kvitrvand"


@pytest.fixture
def lead(session):
    lead = factories.study(session)
    lead_elsewhere = factories.study(session)
    factories.transcript(session, lead_elsewhere, lines=["P1: Another choir"])
    return lead


@pytest.fixture
def talk(session, lead):
    group = factories.focus_group(session, lead, label="Service users 1")
    made = factories.transcript(session, lead, lines=LINES, group=group)
    session.commit()
    return made


def found(session, lead, *words):
    return [turn.number for turn in spoken(session, lead, where=says_any(session, lead, list(words)))]


@pytest.mark.usefixtures("talk")
def test_turns_that_say_any_of_the_words_are_found_in_this_study_only(session, lead):
    assert found(session, lead, "CHOIR", "far") == [2, 3]
    assert found(session, lead, "it's", 'the "AND" NOT choir*') == [2]  # signs of a query are no signs here
    assert says_any(session, lead, ["?!"]) is None


@pytest.mark.parametrize("way", ["redacted", "withdrawn"])
def test_deleted_words_are_found_no_more(session, lead, talk, way):
    take_out(session, lead, talk, way)

    assert found(session, lead, CANARY) == []
    assert found(session, lead, "choir") == [2]


def take_out(session, lead, talk, way):
    if way == "withdrawn":
        withdraw(session, lead, voice(session, lead, "P2"), Degree.REMOVED)
    else:
        place = factories.passage(session, lead, talk, "Kvitrvand")
        change = Replacement(place.start, place.end, "[place 1]", "Kvitrvand")
        revise(session, lead, talk.id, [change], Revising.REDACTED)
    session.commit()


@on_sqlite
@pytest.mark.parametrize("way", ["redacted", "withdrawn"])
def test_no_byte_of_the_index_holds_a_deleted_word(session, lead, talk, engine, way):
    def held():
        file = Path(engine.url.database)
        return CANARY.encode() in b"".join(part.read_bytes() for part in file.parent.glob(f"{file.name}*")).lower()

    def indexed():
        with engine.connect() as connection:
            connection.execute(text("CREATE VIRTUAL TABLE temp.terms USING fts5vocab('main', 'turn_words', 'row')"))
            found = connection.scalar(text("SELECT count(*) FROM temp.terms WHERE term = :word"), {"word": CANARY})
            connection.execute(text("DROP TABLE temp.terms"))
            return found

    assert (held(), indexed()) == (True, 1)

    take_out(session, lead, talk, way)

    assert (held(), indexed()) == (False, 0)
