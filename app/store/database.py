"""The connection to the database: SQLite tuned so that nothing acknowledged is lost, or PostgreSQL."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from functools import lru_cache
from pathlib import Path
from types import ModuleType

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection, ExceptionContext
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session
from sqlalchemy.pool import ConnectionPoolEntry

from app.store.announcing import keep_announcing
from app.store.hot import as_told
from app.store.ledger import LEDGER, Ledger, keep_ledger
from app.store.trail_chain import KEY, keep_trail

try:
    import pysqlite3 as sqlite_module
except ImportError:
    sqlite_module = sqlite3

BUSY_MILLISECONDS = 10_000
PLACES = 16  # requests that may hold a connection at the same time; the pools keep some more beside them
WIPE_MILLISECONDS = 1_000  # the one writer's turn is not over before: long enough for readers to draw their page
FIRST_SOUND_SQLITE = (3, 51, 3)
PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    f"PRAGMA busy_timeout={BUSY_MILLISECONDS}",
    "PRAGMA foreign_keys=ON",
    "PRAGMA secure_delete=ON",
    "PRAGMA trusted_schema=OFF",
)
WIPE = "wipe"
_to_wipe: set[str] = set()  # databases whose log still holds deleted words because somebody was reading


def sqlite_version() -> tuple[int, ...]:
    """Return the version of SQLite in use; those before 3.51.3 have a fault in their write-ahead log."""
    return tuple(sqlite_module.sqlite_version_info)


def open_engine(url: str, ledger: Path | None = None) -> Engine:
    """Return an engine for `url`, with the settings that each database needs; `ledger` is the file beside it."""
    if url.startswith("sqlite"):
        module: ModuleType = sqlite_module
        engine = create_engine(url, module=module, pool_size=20, max_overflow=30, hide_parameters=True)
        event.listen(engine, "connect", _tune_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    else:
        engine = create_engine(url, pool_size=PLACES, max_overflow=PLACES, pool_timeout=60, hide_parameters=True)
    event.listen(engine, "handle_error", _let_go)
    engine.update_execution_options(ledger=ledger)
    return engine


def _let_go(context: ExceptionContext) -> None:
    """Close a connection whose commit failed: it may still be in its transaction, and nobody would undo that."""
    if context.statement is None:
        context.is_disconnect, context.invalidate_pool_on_disconnect = True, False


def is_sqlite(engine: Engine) -> bool:
    """Say whether the engine speaks to SQLite, which has one writer at a time."""
    return engine.dialect.name == "sqlite"


def _tune_sqlite(connection: DBAPIConnection, entry: ConnectionPoolEntry) -> None:
    del entry
    connection.isolation_level = None  # we say BEGIN ourselves
    cursor = connection.cursor()
    for pragma in PRAGMAS:
        cursor.execute(pragma)
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    """Begin a transaction in the driver's own words: through SQLAlchemy it takes as long as three statements."""
    statement = "BEGIN IMMEDIATE" if connection.get_execution_options().get("writes", False) else "BEGIN"
    cursor = connection.connection.cursor()
    try:
        cursor.execute(statement)
    except connection.dialect.loaded_dbapi.Error as error:
        raise as_told(error, statement, connection.dialect) from error
    finally:
        cursor.close()


def reader(engine: Engine) -> Session:
    """Return a session that only reads, and sees the study as it was at one moment, however often it asks."""
    if not is_sqlite(engine):
        engine = engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
    return Session(engine, autoflush=False, expire_on_commit=False)


class Writer(Session):
    """A session that writes: its trail is kept, its ledger written, its news told with every commit."""


def writer(engine: Engine, key: bytes) -> Writer:
    """Return a session that writes: on SQLite it takes the one writer's place at once; its trail is kept."""
    ledger = engine.get_execution_options().get("ledger")
    knows = {KEY: key, LEDGER: None if ledger is None else Ledger(ledger, key)}
    return Writer(_for_writing(engine), expire_on_commit=False, info=knows)


@lru_cache(maxsize=4)
def _for_writing(engine: Engine) -> Engine:
    """Return the engine as one that begins to write at once; made once, because making it takes as long as asking."""
    return engine.execution_options(writes=True)


def wipe_when_kept(session: Session) -> None:
    """Leave nothing of what this transaction deletes in SQLite's files, once it is kept.

    Deleted words are overwritten in the database itself (secure_delete), but its write-ahead log still holds the pages
    as they were until it is emptied.
    """
    session.info[WIPE] = True


def _wipe_after(session: Session) -> None:
    """Empty the log after an act that asked for it; while somebody still reads the old words, after a later one."""
    wanted = session.info.pop(WIPE, False)
    if not wanted and not _to_wipe:
        return
    engine = session.get_bind()
    assert isinstance(engine, Engine)  # noqa: S101 (narrows the type; our sessions are bound to engines)
    if not is_sqlite(engine):
        return
    address = str(engine.url)
    if wanted:
        _to_wipe.add(address)
    if address in _to_wipe and wipe_log(engine):
        _to_wipe.discard(address)


keep_trail(Writer)
keep_ledger(Writer)
keep_announcing(Writer)
event.listen(Writer, "after_commit", _wipe_after)
event.listen(Writer, "after_rollback", lambda session: session.info.pop(WIPE, None))


def wipe_log(engine: Engine) -> bool:
    """Write SQLite's log into the database and empty it; False while a reader still needs what it holds."""
    with suppress(sqlite_module.OperationalError, SQLAlchemyError), closing(engine.raw_connection()) as connection:
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA busy_timeout={WIPE_MILLISECONDS}")
        try:
            return bool(cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0] == 0)
        finally:
            cursor.execute(f"PRAGMA busy_timeout={BUSY_MILLISECONDS}")
    return False


@contextmanager
def writing(engine: Engine, key: bytes) -> Iterator[Session]:
    """Open one transaction, keep it at the end, undo it if anything is raised."""
    with writer(engine, key) as session:
        try:
            yield session
            session.commit()
        except BaseException:
            session.rollback()
            raise
