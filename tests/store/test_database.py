"""What the database promises: nothing acknowledged is lost, nothing half-done is kept, times have a zone."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from threading import Barrier

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError, StatementError

from app.store.database import BUSY_MILLISECONDS, FIRST_SOUND_SQLITE, sqlite_module, sqlite_version
from app.store.queries import codes as code_queries
from app.store.queries import coding as coding_queries
from app.store.tables import Account, Study
from app.workbench.coding import apply_code
from app.workbench.placing import Passage
from app.workbench.trail import verify_trails
from tests import factories
from tests.factories import on_postgresql, on_sqlite
from tests.on_the_trail import newest_acts

FULL, ON = 2, 1
PROMISES = {
    "journal_mode": "wal",
    "synchronous": FULL,
    "foreign_keys": ON,
    "secure_delete": ON,
    "trusted_schema": 0,
    "busy_timeout": BUSY_MILLISECONDS,
}


@on_sqlite
def test_every_pooled_connection_keeps_the_promises(engine):
    connections = [engine.connect() for _ in range(3)]  # at the same time, so that they are three

    kept = [
        {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in PROMISES} for connection in connections
    ]
    for connection in connections:
        connection.close()
    with engine.connect() as again:
        kept.append({name: again.exec_driver_sql(f"PRAGMA {name}").scalar() for name in PROMISES})

    assert kept == [PROMISES] * 4


@on_sqlite
def test_deleted_words_leave_the_file(engine, write):
    with write() as session:
        session.add(Study(title="w0rds that were taken back"))
    with write() as session:
        session.delete(session.scalars(select(Study)).one())
    with engine.connect() as connection:
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")

    assert b"w0rds that were taken back" not in Path(engine.url.database).read_bytes()


def test_the_sqlite_in_use_is_known():
    # pysqlite3 brings a newer SQLite where its wheel exists; elsewhere the command line warns.
    assert sqlite_version() >= (3, 35)
    if sqlite_module.__name__ == "pysqlite3":
        assert sqlite_version() >= FIRST_SOUND_SQLITE


def test_a_moment_without_a_zone_is_refused(session):
    naive = datetime(2026, 5, 1, 12)  # noqa: DTZ001 (what this test is about)
    session.add(Study(title="Study", created_at=naive))

    with pytest.raises(StatementError, match="needs its time zone"):
        session.flush()


def test_a_moment_comes_back_in_utc(write, read):
    in_oslo = datetime(2026, 5, 1, 12, 30, 15, 123456, tzinfo=timezone(timedelta(hours=2)))
    with write() as session:
        session.add(Study(title="Study", created_at=in_oslo))

    with read() as session:
        kept = session.scalars(select(Study.created_at)).one()

    assert kept == in_oslo
    assert kept.tzinfo is UTC


def test_what_raises_is_undone_whole(write, read):
    def stumble():
        with write() as session:
            factories.study(session)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        stumble()

    with read() as session:
        assert session.scalar(select(func.count()).select_from(Account)) == 0


def test_a_commit_that_fails_is_heard_and_keeps_nothing(write, read):
    with write() as session:
        lead = factories.study(session)

    def fail_at_the_end():
        with write() as session:
            factories.code(session, lead)
            session.add(Study(id=lead.study_id, title="The same id again"))  # flushed by the commit alone

    with pytest.raises(IntegrityError):
        fail_at_the_end()

    with read() as session:
        assert code_queries.codes(session, lead) == []
        assert [line.act for line in newest_acts(session, lead)] == ["study.created"]


def test_a_reader_sees_the_study_as_it_was_at_one_moment(write, read):
    with write() as session:
        lead = factories.study(session)
        factories.code(session, lead)

    with read() as reading:
        before = code_queries.codes(reading, lead)
        with write() as session:
            factories.code(session, lead)
        after = code_queries.codes(reading, lead)

    assert after == before
    with read() as session:
        assert len(code_queries.codes(session, lead)) == 2


@on_postgresql
def test_a_reader_cannot_write(read):
    with read() as session:
        session.add(Study(title="Study"))

        with pytest.raises(Exception, match="read-only transaction"):
            session.flush()


@pytest.mark.parametrize("people", [64])
def test_simultaneous_writes_beside_slow_readers_all_succeed(write, read, people):
    with write() as session:
        lead = factories.study(session)
        talk = factories.transcript(session, lead, lines=["P1: " + "word " * people])
        code = factories.code(session, lead)
    start = Barrier(16)

    def put_code(number: int) -> None:
        if number < 14:
            start.wait()
        with write() as session:
            place = Passage(number * 5, number * 5 + 4, "word")
            apply_code(session, lead, transcript_id=talk.id, code_id=code.id, passage=place)

    def read_slowly(_: int) -> int:
        with read() as session:
            first = len(coding_queries.codings(session, lead, talk.id))
            start.wait()
            again = len(coding_queries.codings(session, lead, talk.id))
            return again - first

    with ThreadPoolExecutor(16) as threads:
        slow = [threads.submit(read_slowly, number) for number in range(2)]
        written = [threads.submit(put_code, number) for number in range(people)]
        assert [one.result() for one in slow] == [0, 0]
        for one in written:
            one.result()

    with read() as session:
        assert len(coding_queries.codings(session, lead, talk.id)) == people
        # One act for the study, its stakeholder, focus group, transcript and code, and one for each coding.
        assert verify_trails(session, factories.KEY) == (5 + people, [])
