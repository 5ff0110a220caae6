"""What waits for a member in the round that is open: where they stopped, what they were given, what comes next."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from app.security.viewer import Viewer
from app.store.queries import readings as queries
from app.store.queries import studies, transcripts
from app.store.queries.transcripts import TranscriptLine
from app.store.tables import Reading, ReadingState

BEGUN = (ReadingState.READING, ReadingState.OPENED_AGAIN)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a transcript to read: `place` of `turns` is where the reader stopped, 0 before they have begun."""

    transcript_id: UUID
    title: str
    reading_id: UUID | None
    state: ReadingState
    first: int
    last: int
    whole: bool
    place: int

    @property
    def turns(self) -> int:
        """Return how many turns it has."""
        return self.last - self.first + 1


@dataclass(frozen=True, slots=True)
class MyWork:
    """`next` is what to go on with; `waiting` what else was begun or given; `finished` transcripts are read whole."""

    next: Piece | None
    waiting: tuple[Piece, ...]
    finished: frozenset[UUID]


def my_work(session: Session, viewer: Viewer, talks: Sequence[TranscriptLine] | None = None) -> MyWork:
    """Return the viewer's own work in the round that is open; what they have left out altogether is not asked for."""
    round_ = studies.round_of_work(session, viewer)
    if round_ is None:
        return MyWork(None, (), frozenset())
    talks = transcripts.transcripts(session, viewer) if talks is None else talks
    mine = queries.my_readings(session, viewer, round_.id)
    left_out = queries.my_left_out(session, viewer, round_.id)
    by_id = {talk.id: talk for talk in talks}
    open_ = [one for one in mine if not _over(one, left_out.get(one.transcript_id, frozenset()))]
    begun = sorted((one for one in open_ if one.state in BEGUN), key=lambda one: one.moved_at, reverse=True)
    pieces = [_piece(one, by_id[one.transcript_id]) for one in begun]
    order = {talk.id: at for at, talk in enumerate(talks)}
    given = sorted((one for one in open_ if one.state not in BEGUN), key=lambda one: order[one.transcript_id])
    pieces += [_piece(one, by_id[one.transcript_id]) for one in given]
    touched = {one.transcript_id for one in mine}
    fresh = [_fresh(talk) for talk in talks if talk.id not in touched]
    first = next(iter([*pieces, *fresh]), None)
    return MyWork(first, tuple(pieces[1:]), _finished(mine, talks))


def _over(reading: Reading, left_out: Collection[int]) -> bool:
    every = range(reading.first_turn, reading.last_turn + 1)
    return reading.state is ReadingState.DONE or all(number in left_out for number in every)


def _piece(reading: Reading, talk: TranscriptLine) -> Piece:
    first, last = reading.first_turn, reading.last_turn
    place = min(reading.at_turn, last) - first + 1 if reading.state in BEGUN else 0
    return Piece(
        talk.id, talk.title or talk.focus_group, reading.id, reading.state, first, last,
        (first, last) == (1, talk.turns), place,
    )  # fmt: skip


def _fresh(talk: TranscriptLine) -> Piece:
    title = talk.title or talk.focus_group
    return Piece(talk.id, title, None, ReadingState.NOT_BEGUN, 1, talk.turns, whole=True, place=0)


def _finished(mine: Collection[Reading], talks: Collection[TranscriptLine]) -> frozenset[UUID]:
    """Return the transcripts that the readings which are done hold whole."""
    done: dict[UUID, set[int]] = {}
    for one in mine:
        if one.state is ReadingState.DONE:
            done.setdefault(one.transcript_id, set()).update(range(one.first_turn, one.last_turn + 1))
    return frozenset(talk.id for talk in talks if len(done.get(talk.id, ())) >= talk.turns)
