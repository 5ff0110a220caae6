"""Bring a database to the tables that this version needs."""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module

from sqlalchemy import Connection, Engine, inspect, text

from app.shipped import shipped
from app.store.database import is_sqlite


class LinksBroken(RuntimeError):
    """A migration after which a row points to one that is not there."""


def migrate(engine: Engine, revision: str = "head") -> None:
    """Take every migration up to `revision` that the database has not seen; most starts find nothing to take."""
    if revision == "head" and _revision(engine) == _newest():
        return
    with _links_at_rest(engine) as connection:
        _alembic("upgrade", connection, revision)


def migrate_back(engine: Engine, revision: str = "base") -> None:
    """Take migrations back down to `revision`."""
    with _links_at_rest(engine) as connection:
        _alembic("downgrade", connection, revision)


def _revision(engine: Engine) -> str | None:
    """Return the migration that the database has seen last, if it has seen any."""
    with engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        found: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
        return found


def _newest() -> str:
    """Return the last migration that comes with this version; their files are numbered without gaps."""
    return max(file.name.partition("_")[0] for file in shipped("migrations").glob("versions/[0-9]*_*.py"))


@contextmanager
def _links_at_rest(engine: Engine) -> Iterator[Connection]:
    """Begin a transaction in which SQLite may copy a table that others point to; before it is kept, links must hold."""
    with engine.execution_options(writes=True).connect() as connection:
        links = "PRAGMA foreign_keys={}".format if is_sqlite(engine) else None
        cursor = connection.connection.cursor()
        try:
            if links:
                cursor.execute(links("OFF"))
            with connection.begin():
                yield connection
                if links and connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
                    raise LinksBroken
        finally:
            if links:
                cursor.execute(links("ON"))
            cursor.close()


def _alembic(command: str, connection: Connection, revision: str) -> None:
    """Let Alembic carry out a command over this connection; it is loaded only where there is something to migrate."""
    config = import_module("alembic.config").Config()
    config.set_main_option("script_location", str(shipped("migrations")))
    config.attributes["connection"] = connection
    getattr(import_module("alembic.command"), command)(config, revision)
