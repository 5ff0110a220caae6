"""Carry a transcript's meaning units through a change of its words: they shift, shrink, become one, or go."""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import bindparam, delete, select, update
from sqlalchemy.orm import Session

from app.analysis.edit_map import EditMap
from app.security.viewer import Viewer
from app.store.queries import revisions as queries
from app.store.queries.revisions import UnitRow
from app.store.queries.transcripts import TurnRow
from app.store.tables import Coding, FindingPassage, MeaningUnit, Quote, UnitMaker
from app.store.visible import visible
from app.workbench.memo_places import move_memos
from app.workbench.projecting import AT_ONCE, Held, held_turns, project, unproject, voices_of

# While units change places, none may stand where another one has not left yet: first all are put out of the way.
OUT_OF_THE_WAY = 2**30


@dataclass(frozen=True, slots=True)
class Change:
    """A change of a transcript: its map, and its turns as they were and as they are now, in order."""

    edits: EditMap
    before: Sequence[TurnRow]
    after: Sequence[TurnRow]


@dataclass(slots=True)
class Carried:
    """What became of the units, by their ids: moved on, of other words, one with another, and gone.

    `recounted` are those that lie in an edited turn, with the turns that they hold now.
    """

    moved: dict[UUID, tuple[int, int]] = field(default_factory=dict)
    recounted: dict[UUID, Held] = field(default_factory=dict)
    reworded: set[UUID] = field(default_factory=set)
    joined: dict[UUID, UUID] = field(default_factory=dict)
    gone: set[UUID] = field(default_factory=set)


def carry_units(session: Session, viewer: Viewer, transcript_id: UUID, change: Change) -> Carried:
    """Carry every unit of a transcript, whoever made it: the viewer must be one who is blind to nothing."""
    rows = queries.units(session, viewer, transcript_id)
    carried = _carried(rows, change)
    _join(rows, carried)
    _move_what_hangs_on(session, viewer, transcript_id, carried)
    _join_condensations(session, viewer, rows, carried)
    _remove(session, viewer, carried.gone | carried.joined.keys())
    _put(session, viewer, transcript_id, carried)
    voices = voices_of(session, viewer, carried.recounted)
    unproject(session, viewer, carried.recounted)
    project(session, viewer, carried.recounted, voices)
    return carried


def _carried(rows: Iterable[UnitRow], change: Change) -> Carried:
    """Say where each unit that lies at or after the first edit goes."""
    pairs = zip(change.before, change.after, strict=True)
    stretches = [(turn.start, turn.end) for turn, now in pairs if turn.words != now.words]
    starts, carried, first = [turn.start for turn in change.after], Carried(), stretches[0][0]
    for row in rows:
        if row.end <= first:
            continue
        place = change.edits.carried(row.start, row.end)
        edited = any(start < row.end and row.start < end for start, end in stretches)
        held = held_turns(_between(change.after, starts, *place), *place) if place and edited else ()
        if place is None or (edited and not held):
            carried.gone.add(row.id)
            continue
        carried.moved[row.id] = place
        if edited:
            carried.recounted[row.id] = held
        if change.edits.touches(row.start, row.end):
            carried.reworded.add(row.id)
    return carried


def _between(turns: Sequence[TurnRow], starts: Sequence[int], start: int, end: int) -> Sequence[TurnRow]:
    return turns[bisect_right(starts, start) - 1 : bisect_left(starts, end)]


def _join(rows: Iterable[UnitRow], carried: Carried) -> None:
    """Let units of one coder and round that now lie at the same place become one."""
    first: dict[tuple[UUID, UUID, str, int, int], UUID] = {}
    for row in rows:
        if row.id in carried.gone:
            continue
        place = carried.moved.get(row.id, (row.start, row.end))
        kept = first.setdefault((row.round_id, row.coder_id, row.together, *place), row.id)
        if kept != row.id:
            carried.joined[row.id] = kept
            del carried.moved[row.id]
            carried.recounted.pop(row.id, None)
            carried.reworded.discard(row.id)


def _move_what_hangs_on(session: Session, viewer: Viewer, transcript_id: UUID, carried: Carried) -> None:
    """Give codings and quotes of joined units to the unit that is kept: of two the same, the earlier stays."""
    if not carried.joined:
        return
    codings = queries.codings_of_units(session, viewer, transcript_id)
    quotes = queries.quotes_of_units(session, viewer, transcript_id)
    stays, goes = _sorted_out({one.id: (one.unit_id, one.code_id) for one in codings}, carried.joined)
    move_memos(session, viewer, goes)
    session.execute(delete(Coding).where(visible(viewer, Coding), Coding.id.in_(goes)))
    for id_, unit_id in stays.items():
        session.execute(update(Coding).where(visible(viewer, Coding), Coding.id == id_).values(unit_id=unit_id))
    stays, goes = _sorted_out({one.id: (one.unit_id, one.theme_id) for one in quotes}, carried.joined)
    session.execute(delete(Quote).where(visible(viewer, Quote), Quote.id.in_(goes)))
    for id_, unit_id in stays.items():
        session.execute(update(Quote).where(visible(viewer, Quote), Quote.id == id_).values(unit_id=unit_id))
    _move_findings(session, viewer, carried)


def _move_findings(session: Session, viewer: Viewer, carried: Carried) -> None:
    """Let the unit that is kept stand behind the findings of those that it takes in."""
    units = [*carried.joined, *carried.joined.values()]
    rows = session.scalars(
        select(FindingPassage).where(visible(viewer, FindingPassage), FindingPassage.unit_id.in_(units))
    ).all()
    stand = {(row.finding_id, row.unit_id) for row in rows}
    for row in rows:
        kept = carried.joined.get(row.unit_id, row.unit_id)
        if kept == row.unit_id:
            continue
        if (row.finding_id, kept) in stand:
            session.delete(row)
        else:
            stand.add((row.finding_id, kept))
            row.unit_id = kept
    session.flush()


def _sorted_out(
    hanging: Mapping[UUID, tuple[UUID, UUID]], joined: Mapping[UUID, UUID]
) -> tuple[dict[UUID, UUID], dict[UUID, UUID]]:
    """Return what changes to which unit, and what goes because the same hangs there from earlier, with that one."""
    seen: dict[tuple[UUID, UUID], UUID] = {}
    stays, goes = dict[UUID, UUID](), dict[UUID, UUID]()
    for id_, (unit_id, what) in hanging.items():
        kept = joined.get(unit_id, unit_id)
        if (kept, what) in seen:
            goes[id_] = seen[kept, what]
        elif kept != unit_id:
            stays[id_] = kept
        seen.setdefault((kept, what), id_)
    return stays, goes


def _join_condensations(session: Session, viewer: Viewer, rows: Iterable[UnitRow], carried: Carried) -> None:
    """Keep what was written about a unit that is now one with another."""
    written = {row.id: row.condensation for row in rows}
    for id_, kept in carried.joined.items():
        if written[id_] and written[id_] not in written[kept].split("\n"):
            written[kept] = "\n".join(filter(None, (written[kept], written[id_])))
            mine = update(MeaningUnit).where(visible(viewer, MeaningUnit), MeaningUnit.id == kept)
            session.execute(mine.values(condensation=written[kept]))


def _remove(session: Session, viewer: Viewer, units: Collection[UUID]) -> None:
    """Remove units with all that hangs on them."""
    ids = list(units)
    for at in range(0, len(ids), AT_ONCE):
        some = ids[at : at + AT_ONCE]
        session.execute(delete(Quote).where(visible(viewer, Quote), Quote.unit_id.in_(some)))
        session.execute(delete(FindingPassage).where(visible(viewer, FindingPassage), FindingPassage.unit_id.in_(some)))
        session.execute(delete(Coding).where(visible(viewer, Coding), Coding.unit_id.in_(some)))
        unproject(session, viewer, some)
        session.execute(delete(UnitMaker).where(visible(viewer, UnitMaker), UnitMaker.unit_id.in_(some)))
        session.execute(delete(MeaningUnit).where(visible(viewer, MeaningUnit), MeaningUnit.id.in_(some)))


def _put(session: Session, viewer: Viewer, transcript_id: UUID, carried: Carried) -> None:
    """Put the units where they lie now, and say which turns those that were reworded touch."""
    ids = list(carried.moved)
    here = update(MeaningUnit).where(visible(viewer, MeaningUnit), MeaningUnit.transcript_id == transcript_id)
    away = {"start": MeaningUnit.start + OUT_OF_THE_WAY, "end": MeaningUnit.end + OUT_OF_THE_WAY}
    for at in range(0, len(ids), AT_ONCE):
        some = here.where(MeaningUnit.id.in_(ids[at : at + AT_ONCE]))
        session.execute(some.values(away).execution_options(synchronize_session=False))
    connection, one = session.connection(), here.where(MeaningUnit.id == bindparam("unit"))
    places = [{"unit": id_, "new_start": start, "new_end": end} for id_, (start, end) in carried.moved.items()]
    if places:
        connection.execute(one.values(start=bindparam("new_start"), end=bindparam("new_end")), places)
    turns = [
        {"unit": id_, "first": held[0][0].number, "last": held[-1][0].number}
        for id_, held in carried.recounted.items()
    ]  # fmt: skip
    if turns:
        connection.execute(one.values(first_turn=bindparam("first"), last_turn=bindparam("last")), turns)
