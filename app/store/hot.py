"""What every coding asks and stores, in the database's own words: put together once, carried out without detours.

SQLAlchemy writes each statement and knows how values go in and out; carrying it out itself takes it five times as long
as the database needs to answer. The names of the values are the statement's own `bindparam`s. Rows come back, never
objects of the session. None has a limit: SQLite would prepare a statement anew whenever a limit is put in.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final, TypeVarTuple

from sqlalchemy import ClauseElement, Connection, Dialect, Executable
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine.interfaces import DBAPICursor
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.types import TypeEngine

from app.store.base import Base

Of = TypeVarTuple("Of")
Row = tuple[Any, ...]
Through = Callable[[Any], Any] | None
Values = Mapping[str, object]
CONNECTION: Final = "connection"  # among what a session knows
ROOM_FOR = 512  # some ten statements for each of fifty viewers; whoever comes after waits a little longer


class Answer(list[Row]):
    """The rows of an answer."""

    def one_or_none(self) -> Row | None:
        """Return the row, or None where there is none; raises ValueError for several."""
        if len(self) > 1:
            raise ValueError("several rows")
        return self[0] if self else None

    def one(self) -> Row:
        """Return the only row; raises ValueError where there is none, or several."""
        [row] = self
        return row

    def scalar(self) -> Any:  # noqa: ANN401 (as the column)
        """Return the first value of the first row, or None where there is none."""
        return self[0][0] if self else None


def ask(session: Session, statement: Callable[[*Of], Executable], *of: *Of, **values: object) -> Answer:
    """Carry out the statement that a function returns of these arguments, which are few (a viewer), with the values."""
    connection = _connection(session)
    asked, ready = _kept(connection.dialect, statement, of)
    if ready is None:
        return Answer(map(tuple, connection.execute(asked, values)))
    return Answer(ready.carry_out(connection, [values])[0])


def put(session: Session, table: type[Base], rows: Sequence[Values]) -> None:
    """Store rows; each names the same columns."""
    if rows:
        connection = _connection(session)
        _ready_to_put(connection.dialect, table, tuple(rows[0]), once=False).carry_out(connection, rows)


def put_once(session: Session, table: type[Base], **row: object) -> bool:
    """Store a row unless it is there; False when it was, after waiting for whoever else is storing it."""
    connection = _connection(session)
    _, count = _ready_to_put(connection.dialect, table, tuple(row), once=True).carry_out(connection, [row])
    return count == 1


def as_told(error: Exception, statement: str, dialect: Dialect) -> Exception:
    """Return what the driver raised as SQLAlchemy would raise it, without the values."""
    return DBAPIError.instance(
        statement, None, error, dialect.loaded_dbapi.Error, hide_parameters=True, dialect=dialect
    )


@dataclass(frozen=True, slots=True)
class _Ready:
    """A statement as the database takes it, and how each value goes in and comes out."""

    text: str
    dialect: Dialect
    values: tuple[tuple[str, object, Through], ...]
    by_place: bool
    out: tuple[Through, ...]

    def carry_out(self, connection: Connection, rows: Sequence[Values]) -> tuple[list[Row], int]:
        """Return the rows of the answer, and how many rows it was about."""
        sent = [self._sent(row) for row in rows]
        cursor = connection.connection.cursor()
        try:
            return self._answer(cursor, sent)
        except self.dialect.loaded_dbapi.Error as error:
            raise as_told(error, self.text, self.dialect) from error
        finally:
            cursor.close()

    def _answer(self, cursor: DBAPICursor, sent: list[Any]) -> tuple[list[Row], int]:
        if len(sent) > 1:
            cursor.executemany(self.text, sent)
        else:
            cursor.execute(self.text, sent[0])
        if not self.out:
            return [], cursor.rowcount
        return [
            tuple(value if through is None else through(value) for value, through in zip(row, self.out, strict=True))
            for row in cursor.fetchall()
        ], cursor.rowcount

    def _sent(self, row: Values) -> object:
        sent = [
            (name, row.get(name, always) if through is None else through(row.get(name, always)))
            for name, always, through in self.values
        ]
        return tuple(value for _, value in sent) if self.by_place else dict(sent)


def _connection(session: Session) -> Connection:
    """Return the connection of the session's transaction; asking the session for it each time takes as long again."""
    if session.autoflush:
        session.flush()  # what the session still holds would be missed
    known: Connection | None = session.info.get(CONNECTION)
    if known is None or known.closed:
        known = session.info[CONNECTION] = session.connection()
    return known


@lru_cache(maxsize=ROOM_FOR)
def _kept(
    dialect: Dialect, statement: Callable[..., Executable], of: tuple[object, ...]
) -> tuple[Executable, _Ready | None]:
    """Return a statement, and made ready; None for one whose text is another one for each number of values."""
    asked = statement(*of)
    assert isinstance(asked, ClauseElement)  # noqa: S101 (narrows the type; a text would not be)
    compiled = asked.compile(dialect=dialect)
    assert isinstance(compiled, SQLCompiler)  # noqa: S101 (narrows the type)
    return asked, _made_ready(compiled, list(getattr(asked, "selected_columns", ())))


@lru_cache(maxsize=ROOM_FOR)
def _ready_to_put(dialect: Dialect, table: type[Base], names: tuple[str, ...], *, once: bool) -> _Ready:
    insert = (postgresql.insert if dialect.name == "postgresql" else sqlite.insert)(table)
    if once:
        insert = insert.on_conflict_do_nothing()
    ready = _made_ready(insert.compile(dialect=dialect, column_keys=names), [])
    assert ready is not None  # noqa: S101 (narrows the type; only `in` has a text for each number of values)
    return ready


def _made_ready(compiled: SQLCompiler, columns: Sequence[Any]) -> _Ready | None:
    dialect = compiled.dialect
    if any(bind.expanding or bind.literal_execute for bind in compiled.binds.values()):
        return None
    names = compiled.positiontup if compiled.positional else list(compiled.binds)
    return _Ready(
        compiled.string, dialect,
        tuple((name, compiled.binds[name].value, _way_in(compiled.binds[name].type, dialect)) for name in names or ()),
        compiled.positional,
        tuple(_way_out(column.type, dialect) for column in columns),
    )  # fmt: skip


def _way_in(kind: TypeEngine[Any], dialect: Dialect) -> Through:
    return kind.dialect_impl(dialect).bind_processor(dialect)


def _way_out(kind: TypeEngine[Any], dialect: Dialect) -> Through:
    return kind.dialect_impl(dialect).result_processor(dialect, None)
