"""What every coding asks and stores, in the database's own words: put together once, carried out without detours.

SQLAlchemy writes each statement and knows how values go in and out; carrying it out itself takes it five times as long
as the database needs to answer. The names of the values are the statement's own `bindparam`s. Rows come back, never
objects of the session. None has a limit: SQLite would prepare a statement anew whenever a limit is put in.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final, TypeVarTuple

from sqlalchemy import BindParameter, ClauseElement, Connection, Dialect, Executable
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine.interfaces import DBAPICursor
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.types import TypeEngine

from app.store.base import Base

Of = TypeVarTuple("Of")
Row = tuple[Any, ...]
Out = Callable[[Any], Any]
Through = Out | None
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
    names: tuple[str, ...]
    constants: tuple[object, ...]
    filled_in: tuple[tuple[int, str, Through], ...]
    by_place: bool
    has_rows: bool
    out: tuple[tuple[int, Out], ...]

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
        if not self.has_rows:
            return [], cursor.rowcount
        rows = cursor.fetchall()
        return [self._known(row) for row in rows] if self.out else list(rows), cursor.rowcount

    def _known(self, row: Sequence[Any]) -> Row:
        """Return a row with its values as we know them."""
        known = list(row)
        for place, through in self.out:
            known[place] = through(known[place])
        return tuple(known)

    def _sent(self, row: Values) -> object:
        """Return the values of a row as the database takes them, between those that are always the same."""
        sent = list(self.constants)
        for place, name, through in self.filled_in:
            value = row[name]
            sent[place] = value if through is None else through(value)
        return tuple(sent) if self.by_place else dict(zip(self.names, sent, strict=True))


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
    names = tuple((compiled.positiontup if compiled.positional else None) or compiled.binds)
    binds = [compiled.binds[name] for name in names]
    ways = [_way_in(bind.type, dialect) for bind in binds]
    ways_out = ((place, _way_out(column.type, dialect)) for place, column in enumerate(columns))
    return _Ready(
        compiled.string, dialect, names,
        tuple(_always(bind, way) for bind, way in zip(binds, ways, strict=True)),
        tuple((n, names[n], way) for n, way in enumerate(ways) if binds[n].required),
        compiled.positional, bool(columns),
        tuple((place, through) for place, through in ways_out if through is not None),
    )  # fmt: skip


def _always(bind: BindParameter[Any], way: Through) -> object:
    """Return the value that is part of the statement, as the database takes it; None where it is filled in."""
    if bind.required or bind.value is None:
        return None
    return bind.value if way is None else way(bind.value)


def _way_in(kind: TypeEngine[Any], dialect: Dialect) -> Through:
    return kind.dialect_impl(dialect).bind_processor(dialect)


def _way_out(kind: TypeEngine[Any], dialect: Dialect) -> Through:
    return kind.dialect_impl(dialect).result_processor(dialect, None)
