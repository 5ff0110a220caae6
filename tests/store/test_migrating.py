"""The migrations make the tables that the models describe, and take them away again."""

from collections.abc import Iterator

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, inspect

from app.store.base import Base
from app.store.database import open_engine
from app.store.migrating import migrate, migrate_back
from tests.databases import BOTH, Databases

OURS = set(Base.metadata.tables)


@pytest.fixture(params=BOTH)
def empty(request: pytest.FixtureRequest, databases: Databases) -> Iterator[Engine]:
    with databases.fresh(request.param, migrated=False) as url:
        engine = open_engine(url)
        yield engine
        engine.dispose()


def tables(engine: Engine) -> set[str]:
    return set(inspect(engine).get_table_names()) - {"alembic_version"}


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
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})

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
