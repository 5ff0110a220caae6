"""The same coder again after some weeks: how far each agrees with their own earlier coding."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from sqlalchemy.orm import Session

from app.analysis.audit.figures import by_row, over_all
from app.analysis.audit.tally import Mask, Readings, added, tally
from app.analysis.audit.units import Cut, Marked, Spoken, units_of
from app.analysis.coefficients.ratings import NO_PAIRS
from app.analysis.undefined import Undefined
from app.security.viewer import Viewer
from app.store.queries import agreement as queries
from app.store.queries.agreement import CoderLine
from app.store.queries.transcripts import NotInThisStudy
from app.workbench.audit.choice import Choice
from app.workbench.audit.ground import Basis, TalkInUnits, basis

FIRST, AGAIN = 1, 2  # the two times are the two coders


@dataclass(frozen=True, slots=True)
class WithThemselves:
    """A coder's agreement with their own earlier coding, over all codes, on so many turns that they read twice."""

    coder_id: UUID
    initials: str
    turns: int
    alpha: float | Undefined


@dataclass(frozen=True, slots=True)
class Twice:
    """What one coder read twice, their two times as two coders, who are named by the numbers of the rounds."""

    basis: Basis
    talks: tuple[TalkInUnits, ...]


def with_themselves(session: Session, viewer: Viewer, later: Basis) -> list[WithThemselves]:
    """Compare each coder of a repetition with themselves; nothing when the round repeats no other."""
    earlier = _earlier(session, viewer, later)
    if earlier is None:
        return []
    both = [coder for coder in later.coders if coder.id in earlier.bits]
    return [_compared(coder, _twice(session, viewer, (earlier, later), coder)) for coder in both]


def twice(session: Session, viewer: Viewer, later: Basis, coder_id: UUID) -> Twice:
    """Return what one coder of a repetition read both times; raises NotInThisStudy where there is no such coder."""
    earlier = _earlier(session, viewer, later)
    if earlier is None or not {coder_id} <= earlier.bits.keys() & later.bits.keys():
        raise NotInThisStudy
    return _twice(session, viewer, (earlier, later), later.coders[later.bits[coder_id]])


def _earlier(session: Session, viewer: Viewer, later: Basis) -> Basis | None:
    """Return the round that this one repeats, if it does."""
    return None if later.round.repeats_id is None else basis(session, viewer, Choice(later.round.repeats_id))


def _compared(coder: CoderLine, both: Twice) -> WithThemselves:
    book = both.basis.book
    whole = added([tally(units_of(Cut.TURN, talk.turns, talk.marked), book) for talk in both.talks], book)
    cells = by_row(whole.rows())
    some = [cells[row] for row in range(book.codes) if row in cells]
    alpha = over_all(some) if whole.read_by_two else NO_PAIRS
    return WithThemselves(coder.id, coder.initials, whole.read_by_two, alpha)


def _twice(session: Session, viewer: Viewer, times: tuple[Basis, Basis], coder: CoderLine) -> Twice:
    named = tuple(CoderLine(one.round.id, f"{coder.initials} ({one.round.position})", "") for one in times)
    return Twice(replace(times[1], coders=named), tuple(_talks(session, viewer, times, coder.id)))


def _talks(session: Session, viewer: Viewer, times: tuple[Basis, Basis], coder_id: UUID) -> Iterator[TalkInUnits]:
    talks = [talk.id for talk in times[1].talks if all(_read(found, talk.id, coder_id) for found in times)]
    codes = {code.id: number for number, code in enumerate(times[1].codes)}
    marked: dict[UUID, list[Marked]] = defaultdict(list)
    for bit, found in zip((FIRST, AGAIN), times, strict=True):
        for talk, rows in queries.marks(session, viewer, found.round.id, talks, {coder_id: 0}, codes).items():
            marked[talk] += [Marked(row.number, bit, row.code, row.start, row.end) for row in rows]
    outlines = queries.outlines(session, viewer, talks, words=False)
    for talk in talks:
        read = [_read(found, talk, coder_id) for found in times]
        turns = [Spoken(one.number, 0, _readings(read, one.number)) for one in outlines[talk] if one.counted]
        yield TalkInUnits(talk, turns, marked[talk])


Read = Sequence[tuple[Mask, frozenset[int]]]


def _read(found: Basis, transcript_id: UUID, coder_id: UUID) -> Read:
    """Return what a coder read of a talk in a round, each stretch with the codes that they had."""
    return [
        (found.had[one.reading_id], one.numbers)
        for one in found.read.get(transcript_id, ())
        if one.member_id == coder_id
    ]


def _readings(read: Sequence[Read], number: int) -> Readings:
    who: dict[Mask, Mask] = {}
    for bit, some in zip((FIRST, AGAIN), read, strict=True):
        for had, numbers in some:
            if number in numbers:
                who[bit] = who.get(bit, 0) | had
    return tuple(who.items())
