"""The migrations make the tables that the models describe, and take them away again."""

import re
from collections.abc import Iterator
from uuid import uuid4

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.util import CommandError
from sqlalchemy import Engine, inspect, text

from app.store import migrating
from app.store.base import Base
from app.store.database import open_engine
from app.store.migrating import migrate, migrate_back
from tests.databases import BOTH, Databases

OURS = set(Base.metadata.tables)
INDEX = re.compile("turn_(place|words)")  # the words to search in: no table of ours, and different in each database
OPTIONS = {
    "compare_type": True, "compare_server_default": True,
    "include_object": lambda _, name, *__: not INDEX.match(name or ""),
}  # fmt: skip


@pytest.fixture(params=BOTH)
def empty(request: pytest.FixtureRequest, databases: Databases) -> Iterator[Engine]:
    with databases.fresh(request.param, migrated=False) as url:
        engine = open_engine(url)
        yield engine
        engine.dispose()


def tables(engine: Engine) -> set[str]:
    found = set(inspect(engine).get_table_names()) - {"alembic_version"}
    return {name for name in found if not INDEX.match(name)}


def checks(engine: Engine) -> dict[str, list[tuple[str, str]]]:
    asked = inspect(engine)
    return {name: sorted((one["name"], one["sqltext"]) for one in asked.get_check_constraints(name)) for name in OURS}


def test_the_tables_come_go_and_come_again(empty):
    migrate(empty)
    after_up = tables(empty)
    migrate_back(empty)
    after_down = tables(empty)
    migrate(empty)

    assert (after_up, after_down, tables(empty)) == (OURS, set(), OURS)


def test_migrating_twice_changes_nothing(engine):
    migrate(engine)

    assert tables(engine) == OURS


def test_the_migrated_tables_are_those_of_the_models(engine):
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts=OPTIONS)

        assert compare_metadata(context, Base.metadata) == []


def test_the_migrated_tables_check_their_rows_as_the_models_say(engine, databases):
    # Alembic does not compare check constraints, so we compare with tables made from the models themselves.
    with databases.fresh(engine.dialect.name, migrated=False) as url:
        made = open_engine(url)
        Base.metadata.create_all(made)
        expected = checks(made)
        made.dispose()

    assert checks(engine) == expected
    assert sum(map(len, expected.values())) > 10


def insert(connection, table: str, **values: object) -> None:
    names = ", ".join(f'"{name}"' for name in values)
    places = ", ".join(f":{name}" for name in values)
    connection.execute(text(f"INSERT INTO {table} ({names}) VALUES ({places})"), values)  # noqa: S608 (our own names)


def test_a_study_of_the_first_version_keeps_its_words_through_every_step(empty):
    migrate(empty, "0001")
    sqlite = empty.dialect.name == "sqlite"
    study, kind, group, voice, talk = (uuid4().hex if sqlite else uuid4() for _ in range(5))
    with empty.begin() as connection:
        insert(
            connection, "study", id=study, title="T", language="en", method="", stance="", label_pattern="", several=3,
            some=2, approval="", information_sheet="", recruitment="", sampling="", dates="", codebook_revision=0,
            created_at="2026-01-01 00:00:00",
        )  # fmt: skip
        insert(
            connection,
            "stakeholder",
            study_id=study,
            id=kind,
            position=1,
            name="n",
            plural="p",
            short="s",
            inclusion="",
        )
        insert(
            connection, "focus_group", study_id=study, id=group, stakeholder_id=kind, position=1, label="G", setting="",
            held_by="",
        )  # fmt: skip
        insert(
            connection, "participant", study_id=study, id=voice, focus_group_id=group, label="P1", kind="participant",
            person_id=voice,
        )  # fmt: skip
        insert(
            connection, "transcript", study_id=study, id=talk, focus_group_id=group, title="t", header="", revision=1,
            turn_count=1, length=6, imported_at="2026-01-01 00:00:00",
        )  # fmt: skip
        insert(
            connection, "turn", study_id=study, id=voice, transcript_id=talk, participant_id=voice, number=1, start=0,
            end=6, words="Coffee", revision=0,
        )  # fmt: skip
    said = text("SELECT turn.words, participant.label FROM turn JOIN participant ON participant.id = participant_id")

    migrate(empty)
    with empty.connect() as connection:
        after_up = connection.execute(said).all(), connection.execute(text("SELECT language FROM transcript")).scalar()
    migrate_back(empty, "0001")
    with empty.connect() as connection:
        after_down = connection.execute(said).all()

    assert after_up == ([("Coffee", "P1")], "en")
    assert after_down == [("Coffee", "P1")]


def test_a_database_that_is_up_to_date_is_left_as_it_is(engine, monkeypatch):
    monkeypatch.setattr(migrating, "_alembic", lambda *_: pytest.fail("there is nothing to migrate"))

    migrate(engine)


def test_a_database_of_a_later_version_is_refused(empty):
    migrate(empty)
    with empty.execution_options(writes=True).begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))

    with pytest.raises(CommandError, match="9999"):
        migrate(empty)
