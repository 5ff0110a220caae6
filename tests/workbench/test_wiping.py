"""Old words are gone from the database's files when the answer says that they are."""

import random
from pathlib import Path

import pytest

from app.store.database import BUSY_MILLISECONDS, wipe_log
from app.store.queries.transcripts import turns
from app.store.tables import Revising
from app.workbench.revising import revise
from app.workbench.rewriting import Replacement
from tests import factories
from tests.factories import on_sqlite

CANARY = "Kvitrvand"


def bytes_of(engine):
    """Return what SQLite's files hold: the database, its write-ahead log and their index."""
    file = Path(engine.url.database)
    return {part.name.removeprefix(file.name): part.read_bytes() for part in file.parent.glob(f"{file.name}*")}


def holding(engine, words):
    return {name for name, content in bytes_of(engine).items() if words.encode() in content}


def redact(session, lead, talk, words):
    place = factories.passage(session, lead, talk, words)
    revise(session, lead, talk.id, [Replacement(place.start, place.end, "[name 1]", words)], Revising.REDACTED)


@on_sqlite
def test_no_file_of_the_database_holds_a_redacted_word(engine, write):
    with write() as session:
        lead = factories.study(session)
        talk = factories.transcript(session, lead, lines=[f"P1: I know {CANARY} well", "P2: Who?"])
        label = factories.code(session, lead)
        factories.coding(session, lead, talk=talk, label=label, words=f"know {CANARY}")
    assert holding(engine, CANARY) != set()

    with write() as session:
        redact(session, lead, talk, CANARY)

    assert holding(engine, CANARY) == set()
    assert holding(engine, "[name 1]") == {""}  # in the database itself; the log is empty


@on_sqlite
@pytest.mark.parametrize("seed", range(3))
def test_nothing_is_left_behind_in_pages_that_were_moved_split_or_freed(engine, write, seed):
    # Turns from a few letters to several pages long, redacted one after another in any order.
    some = random.Random(seed)  # noqa: S311 (sizes of turns, no secret)
    names = [f"{CANARY}{number:03}x" for number in range(60)]
    lines = [f"P1: {'word ' * some.choice((0, 3, 40, 300, 2500))}{name} yes" for name in names]
    with write() as session:
        lead = factories.study(session)
        talk = factories.transcript(session, lead, lines=lines)
    some.shuffle(names)

    for first in range(0, 60, 6):
        with write() as session:
            words = "\n".join(turn.words for turn in turns(session, lead, talk.id))
            edits = [
                Replacement(
                    words.index(name), words.index(name) + len(name), f"[name {'y' * some.randrange(30)}]", name
                )
                for name in names[first : first + 6]
            ]
            revise(session, lead, talk.id, edits, Revising.REDACTED)
        gone, content = names[: first + 6], b"".join(bytes_of(engine).values())
        assert [name for name in gone if name.encode() in content] == []
    assert CANARY.encode() not in content


@on_sqlite
def test_while_somebody_still_reads_the_old_words_the_log_is_emptied_by_a_later_act(engine, write, read, monkeypatch):
    monkeypatch.setattr("app.store.database.WIPE_MILLISECONDS", 20)
    with write() as session:
        lead = factories.study(session)
        talk = factories.transcript(session, lead, lines=[f"P1: I know {CANARY} well"])

    with read() as reading:
        turns(reading, lead, talk.id)
        with write() as session:
            redact(session, lead, talk, CANARY)
        assert CANARY in turns(reading, lead, talk.id)[0].words
        assert holding(engine, CANARY) != set()
    with write() as session:
        factories.code(session, lead)

    assert holding(engine, CANARY) == set()


@on_sqlite
def test_a_connection_waits_for_others_as_long_as_before(engine):
    assert wipe_log(engine)

    with engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA busy_timeout").scalar() == BUSY_MILLISECONDS


@on_sqlite
def test_what_is_undone_wipes_nothing_and_leaves_nothing_to_wipe(write, monkeypatch):
    wiped = []
    monkeypatch.setattr("app.store.database.wipe_log", lambda engine: wiped.append(engine) or True)
    with write() as session:
        lead = factories.study(session)
        talk = factories.transcript(session, lead, lines=[f"P1: I know {CANARY} well"])

    with write() as session:
        redact(session, lead, talk, CANARY)
        session.rollback()
        session.commit()

    assert wiped == []
