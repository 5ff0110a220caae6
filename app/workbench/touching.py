"""What a change of words touched, as far as the viewer may see it: nothing changes or goes silently."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID

from sqlalchemy.orm import Session

from app.security.viewer import Viewer
from app.store.queries import coding, themes, transcripts
from app.store.queries import revisions as queries
from app.store.queries.coding import CodingRow
from app.workbench.rewriting import Rewritten


class Fate(StrEnum):
    """What became of a coded passage."""

    REWORDED = "reworded"
    JOINED = "joined"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class UnitLine:
    """A coded passage that is not what it was: its codes, its coder, and the themes that it was quoted for."""

    transcript_id: UUID
    turn: int
    fate: Fate
    codes: tuple[str, ...]
    initials: str
    themes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TouchedTranscript:
    """A transcript with the turns whose words changed; `redrawn` are all that have to be drawn anew, by their ids."""

    id: UUID
    title: str
    turns: tuple[int, ...]
    redrawn: tuple[UUID, ...]
    reopened: bool


@dataclass(frozen=True, slots=True)
class Touched:
    """All that an act touched: transcripts, passages, how many moved on with their words as they were, and texts."""

    transcripts: tuple[TouchedTranscript, ...] = ()
    units: tuple[UnitLine, ...] = ()
    moved: int = 0
    texts: tuple[tuple[str, str], ...] = field(default=())

    @property
    def titles(self) -> dict[UUID, str]:
        """What each of the transcripts is called."""
        return {one.id: one.title for one in self.transcripts}

    def and_(self, other: "Touched") -> "Touched":
        """Return what two acts touched together."""
        return Touched(
            self.transcripts + other.transcripts, self.units + other.units, self.moved + other.moved,
            self.texts + other.texts,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Seen:
    """What the viewer saw in a transcript before: what it is called, codings and the names of themes by unit."""

    title: str
    codings: Mapping[UUID, list[CodingRow]]
    themes: Mapping[UUID, list[str]]


def seen(session: Session, viewer: Viewer, transcript_id: UUID) -> Seen:
    """Return what the viewer sees in a transcript, before its words change."""
    codings: dict[UUID, list[CodingRow]] = {}
    for row in coding.codings(session, viewer, transcript_id):
        codings.setdefault(row.unit_id, []).append(row)
    names = {theme.id: theme.name for theme in themes.themes(session, viewer)}
    quoted: dict[UUID, list[str]] = {}
    for quote in queries.quotes_of_units(session, viewer, transcript_id):
        quoted.setdefault(quote.unit_id, []).append(names[quote.theme_id])
    here = transcripts.transcript(session, viewer, transcript_id)
    return Seen(here.title or here.focus_group, codings, quoted)


def touched_by(was: Seen, done: Rewritten) -> Touched:
    """Return what a change of one transcript touched of what the viewer saw in it."""
    carried, transcript = done.carried, done.transcript
    fates: list[tuple[Fate, Iterable[UUID]]] = [
        (Fate.REWORDED, carried.reworded), (Fate.JOINED, carried.joined), (Fate.GONE, carried.gone),
    ]  # fmt: skip
    lines = [
        _line(transcript.id, fate, was.codings.get(id_, []), was.themes.get(id_, []))
        for fate, ids in fates
        for id_ in ids
        if id_ in was.codings or id_ in was.themes
    ]
    moved = sum(id_ in was.codings for id_ in carried.moved.keys() - carried.reworded)
    whole = TouchedTranscript(transcript.id, was.title, done.turns, done.redrawn, done.reopened)
    return Touched(
        (whole,), tuple(sorted(lines, key=lambda line: (line.turn, line.fate, line.codes, line.initials))), moved
    )


def _line(transcript_id: UUID, fate: Fate, rows: list[CodingRow], names: list[str]) -> UnitLine:
    turn, initials = (rows[0].first_turn, rows[0].initials) if rows else (0, "")
    return UnitLine(transcript_id, turn, fate, tuple(row.code for row in rows), initials, tuple(names))
