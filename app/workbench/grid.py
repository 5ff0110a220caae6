"""The summary grid: what each focus group, or each participant of one, says about each theme, in the team's words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from app.analysis.comparison import Column
from app.analysis.counting import NOTHING, Places, cell_passages, matrix
from app.analysis.tallies import Tally
from app.security.permissions import Action, require
from app.security.viewer import Viewer
from app.store.queries import grid as queries
from app.store.queries import people
from app.store.queries import themes as theme_queries
from app.store.queries.people import AttributeLine, VoiceLine
from app.store.queries.studies import GroupLine
from app.store.queries.tallies import tallies
from app.store.queries.transcripts import NotInThisStudy
from app.store.tables import Bearer, Summary
from app.store.trail_chain import Act, record
from app.workbench.columns import Setting, setting
from app.workbench.comparison import Place, rows_of
from app.workbench.heard import voice_names
from app.workbench.keeping import WrittenMeanwhile
from app.workbench.layers import Read, layers, read
from app.workbench.quotes import Said, passages_at
from app.workbench.theme_tree import tree

AT_ONCE = 30  # passages beside a summary


@dataclass(frozen=True, slots=True)
class GridColumn:
    """A focus group, or a participant of the one that was chosen, with what is known of them in bands."""

    id: UUID
    name: str
    bands: Mapping[UUID, str]


@dataclass(frozen=True, slots=True)
class GridCell:
    """What the team has written, and how many passages there are to write from."""

    words: str
    finished: bool
    passages: int

    @property
    def open(self) -> bool:
        """Whether there is something to summarise that is not finished."""
        return self.passages > 0 and not self.finished


@dataclass(frozen=True, slots=True)
class Grid:
    """The whole grid; `cells` go row by row. `group` is the focus group whose participants are the columns."""

    rows: tuple[Place, ...]
    columns: tuple[GridColumn, ...]
    cells: tuple[tuple[GridCell, ...], ...]
    attributes: tuple[AttributeLine, ...]
    groups: tuple[GroupLine, ...]
    group: GroupLine | None

    @property
    def unfinished(self) -> int:
        """How many cells have passages and no finished summary."""
        return sum(cell.open for cells in self.cells for cell in cells)


@dataclass(frozen=True, slots=True)
class _Known:
    """What every page of the grid is made from."""

    held: Sequence[Tally]
    read: Read
    where: Setting
    rows: tuple[Place, ...]


def _known(session: Session, viewer: Viewer) -> _Known:
    held, known = tallies(session, viewer), read(session, viewer)
    where = setting(session, viewer, Column.FOCUS_GROUP, held, known)
    rows = tuple(one for one in rows_of(tree(session, viewer, with_counts=False)) if one.depth < 2)
    return _Known(held, known, where, rows)


def known_places(session: Session, viewer: Viewer) -> tuple[Sequence[Tally], Read, Places]:
    """Return the tallies of the study, what has been read, and where everybody stands."""
    known = _known(session, viewer)
    return known.held, known.read, known.where.places


def grid(session: Session, viewer: Viewer, group_id: UUID | None = None) -> Grid:
    """Return the grid of all focus groups, or of the participants of one; raises NotInThisStudy."""
    require(viewer, Action.READ)
    known = _known(session, viewer)
    group = next((one for one in known.where.groups if one.id == group_id), None)
    if group_id is not None and group is None:
        raise NotInThisStudy
    attributes = tuple(
        one for one in people.attributes(session, viewer)
        if one.bearer is (Bearer.FOCUS_GROUP if group is None else Bearer.PARTICIPANT)
    )  # fmt: skip
    names = {band.id: band.name for one in attributes for band in one.bands}
    chosen = people.chosen_bands(session, viewer)
    columns = tuple(
        GridColumn(id_, name, {one.id: names[chosen[id_, one.id]] for one in attributes if (id_, one.id) in chosen})
        for id_, name in _columns(session, viewer, known.where, group)
    )
    layer = layers(session, viewer, known.read).chosen("").layer
    counted = matrix(
        known.held, {one.id: one.codes for one in known.rows}, _places(known.where, each=group is not None), layer
    )
    written = queries.summaries(session, viewer)
    cells = tuple(
        tuple(
            _cell(written.get((row.id, one.id)), counted[row.id].cells.get(one.id, NOTHING).passages) for one in columns
        )
        for row in known.rows
    )
    return Grid(known.rows, columns, cells, attributes, known.where.groups, group)


def _columns(session: Session, viewer: Viewer, where: Setting, group: GroupLine | None) -> list[tuple[UUID, str]]:
    if group is None:
        return [(one.id, one.label) for one in where.groups]
    return [(one.id, one.label) for one in counted_voices(session, viewer) if one.focus_group_id == group.id]


def counted_voices(session: Session, viewer: Viewer) -> list[VoiceLine]:
    """Return the participants who are counted, in the order of focus groups and labels."""
    names = voice_names(session, viewer)
    return [one for one in people.voices(session, viewer) if (one.focus_group_id, one.person_id) in names]


def _places(where: Setting, *, each: bool) -> Places:
    """Return who stands in which column: those of a focus group in one, or each in their own."""
    if not each:
        return where.places
    return replace(where.places, columns={one: one for one in where.places.columns})


def _cell(summary: Summary | None, passages: int) -> GridCell:
    if summary is None:
        return GridCell("", finished=False, passages=passages)
    return GridCell(summary.words, summary.finished, passages)


def grid_taken_out(session: Session, viewer: Viewer, group_id: UUID | None) -> Grid:
    """Return the grid for a file, and note on the trail that somebody takes it out."""
    require(viewer, Action.EXPORT_QUOTES)
    found = grid(session, viewer, group_id)
    record(session, Act(viewer.study_id, viewer.member_id, "grid.exported"))
    return found


@dataclass(frozen=True, slots=True)
class OneCell:
    """A cell with passages to write from, AT_ONCE of them from `first` on."""

    row: Place
    column: str
    group: UUID | None
    cell: GridCell
    passages: Sequence[Said]
    first: int

    @property
    def following(self) -> int:
        """How many passages come before those that are not shown yet; 0 when all are."""
        shown = self.first + len(self.passages)
        return shown if self.passages and shown < self.cell.passages else 0


def one_cell(session: Session, viewer: Viewer, theme_id: UUID, column_id: UUID, first: int = 0) -> OneCell:
    """Return a cell of a focus group or of a participant, its passages from `first` on; raises NotInThisStudy."""
    require(viewer, Action.READ)
    known = _known(session, viewer)
    row = next((one for one in known.rows if one.id == theme_id), None)
    group = next((one for one in known.where.groups if one.id == column_id), None)
    voice = next((one for one in counted_voices(session, viewer) if one.id == column_id), None)
    if row is None or (group is None and voice is None):
        raise NotInThisStudy
    layer = layers(session, viewer, known.read).chosen("").layer
    found = cell_passages(known.held, row.codes, _places(known.where, each=group is None), layer, [column_id])
    said = passages_at(session, viewer, code_ids=row.codes, places=found, first=first, most=AT_ONCE)
    summary = queries.summaries(session, viewer).get((theme_id, column_id))
    name = group.label if group else f"{voice.label}, {voice.focus_group}" if voice else ""
    return OneCell(row, name, voice.focus_group_id if voice else None, _cell(summary, len(found)), said, first)


def summarise(
    session: Session, viewer: Viewer, theme_id: UUID, column_id: UUID, *, words: str, before: str, finished: bool
) -> None:
    """Keep a summary; nothing written removes it. Raises WrittenMeanwhile when somebody else was first."""
    require(viewer, Action.EDIT_THEMES)
    theme_queries.theme(session, viewer, theme_id)
    voice = next((one for one in counted_voices(session, viewer) if one.id == column_id), None)
    groups = {one.focus_group_id for one in people.voices(session, viewer)}
    if voice is None and column_id not in groups:
        raise NotInThisStudy
    summary = queries.summaries(session, viewer).get((theme_id, column_id))
    stands, wanted = summary.words if summary else "", words.strip()
    if stands not in {before.strip(), wanted}:
        raise WrittenMeanwhile(now=stands)
    if not wanted:
        if summary is not None:
            session.delete(summary)
    elif summary is None:
        session.add(
            Summary(
                id=uuid4(),
                study_id=viewer.study_id,
                theme_id=theme_id,
                words=wanted,
                finished=finished,
                focus_group_id=None if voice else column_id,
                participant_id=voice.id if voice else None,
            )
        )
    else:
        summary.words, summary.finished = wanted, finished
    session.flush()
    record(session, Act(viewer.study_id, viewer.member_id, "summary.written", theme_id, payload={"of": str(column_id)}))
