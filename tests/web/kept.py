"""What a database keeps: each byte of the SQLite file and of what lies beside it, each column, and each transcript."""

from pathlib import Path
from uuid import UUID

from sqlalchemy import func, select

from app.store.base import Base
from app.store.queries.transcripts import turns
from app.store.tables import Transcript
from tests.web.scene import Scene

Turns = list[tuple[str, str]]


def whole_database(scene: Scene) -> bytes:
    """Return every byte of the SQLite file, of what lies beside it, and of the data directory."""
    file = scene.engine.url.database
    with scene.engine.connect() as connection:
        names = [row[2] for row in connection.exec_driver_sql("PRAGMA database_list")]
    assert names == [file]
    found = {path.name: path.read_bytes() for path in Path(file).parent.glob(f"{Path(file).name}*")}
    assert {Path(file).name + end for end in ("", "-wal", "-shm")} <= set(found)
    folder = scene.application.state.desk.settings.data_directory
    return b"".join([*found.values(), *(path.read_bytes() for path in folder.rglob("*") if path.is_file())])


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


def talks_of(scene: Scene, group: UUID) -> list[tuple[Transcript, Turns]]:
    """Return the transcripts of a focus group with their turns: who, and what words."""
    with scene.read() as session:
        lead = scene.viewers["lead"]
        talks = session.scalars(select(Transcript).where(Transcript.focus_group_id == group)).all()
        found = [(talk, [(turn.participant, turn.words) for turn in turns(session, lead, talk.id)]) for talk in talks]
        session.expunge_all()
        return found
