"""Everything that a database keeps: each byte of the SQLite file and of what lies beside it, and each column."""

from pathlib import Path

from sqlalchemy import func, select

from app.store.base import Base
from tests.web.scene import Scene


def whole_database(scene: Scene) -> bytes:
    """Return every byte of the SQLite file and of what lies beside it."""
    file = scene.engine.url.database
    with scene.engine.connect() as connection:
        names = [row[2] for row in connection.exec_driver_sql("PRAGMA database_list")]
    assert names == [file]
    found = {path.name: path.read_bytes() for path in Path(file).parent.glob(f"{Path(file).name}*")}
    assert {Path(file).name + end for end in ("", "-wal", "-shm")} <= set(found)
    return b"".join(found.values())


def every_column(scene: Scene) -> str:
    """Return every column of every row of every table, as one text."""
    with scene.read() as session:
        return "\n".join(
            repr(tuple(row)) for table in Base.metadata.sorted_tables for row in session.execute(select(table)).all()
        )


def row_counts(scene: Scene) -> dict[str, int]:
    """Return how many rows each table holds."""
    with scene.read() as session:
        counts = {table.name: select(func.count()).select_from(table) for table in Base.metadata.sorted_tables}
        return {name: session.scalar(count) or 0 for name, count in counts.items()}
