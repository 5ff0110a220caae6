"""A reading of a whole transcript stays one through the step to stretches, and back."""

from uuid import uuid4

import pytest
from sqlalchemy import text

from app.store.database import open_engine
from app.store.migrating import migrate, migrate_back
from tests.databases import BOTH
from tests.store.test_migrating import insert

MOMENT = "2026-01-01 00:00:00"
READ = text("SELECT state, codebook_revision FROM reading")
NOW = text("SELECT state, codebook_revision, first_turn, last_turn, because, at_turn FROM reading")


@pytest.fixture(params=BOTH)
def before(request, databases):
    with databases.fresh(request.param, migrated=False) as url:
        engine = open_engine(url)
        migrate(engine, "0008")
        yield engine
        engine.dispose()


def a_study_with_a_reading(engine):
    sqlite = engine.dialect.name == "sqlite"
    study, kind, group, talk, member, round_, reading = (uuid4().hex if sqlite else uuid4() for _ in range(7))
    here = {"study_id": study}
    with engine.begin() as connection:
        insert(
            connection, "study", id=study, title="T", language="en", method="", stance="", label_pattern="", several=3,
            some=2, approval="", information_sheet="", recruitment="", sampling="", dates="", codebook_revision=0,
            created_at=MOMENT,
        )  # fmt: skip
        names = {"name": "n", "plural": "p", "short": "s", "inclusion": ""}
        insert(connection, "stakeholder", id=kind, position=1, **names, **here)
        group_of = {"stakeholder_id": kind, "position": 1, "label": "G", "setting": "", "held_by": ""}
        insert(connection, "focus_group", id=group, **group_of, **here)
        insert(
            connection, "transcript", id=talk, focus_group_id=group, title="t", header="", revision=1, turn_count=7,
            length=6, imported_at=MOMENT, language="en", **here,
        )  # fmt: skip
        insert(
            connection, "account", id=member, login="a", name="A", password_hash="-", administrator=False, keys="",
            created_at=MOMENT,
        )  # fmt: skip
        who = {"account_id": member, "role": "lead", "initials": "A", "backgrounds": ""}
        insert(connection, "member", id=member, **who, **here)
        insert(connection, "round", id=round_, position=1, kind="shared", state="open", **here)
        insert(
            connection, "reading", id=reading, round_id=round_, member_id=member, transcript_id=talk, state="done",
            codebook_revision=4, **here,
        )  # fmt: skip


def rows(engine, asked):
    with engine.connect() as connection:
        return [tuple(row) for row in connection.execute(asked)]


def test_a_reading_was_of_the_whole_transcript_and_stays_so(before):
    a_study_with_a_reading(before)

    migrate(before)
    after_up = rows(before, NOW)
    migrate_back(before, "0008")

    assert after_up == [("done", 4, 1, 7, "", 1)]
    assert rows(before, READ) == [("done", 4)]


def test_on_the_way_back_only_readings_of_whole_transcripts_stay(before):
    a_study_with_a_reading(before)
    migrate(before)
    with before.begin() as connection:
        connection.execute(text("UPDATE reading SET first_turn = 2, at_turn = 2"))

    migrate_back(before, "0008")

    assert rows(before, READ) == []
