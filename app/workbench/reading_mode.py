"""The reading mode: one turn at a time, where a reader stopped, and what they leave out."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from sqlalchemy import delete
from sqlalchemy.orm import Session

from app.security.permissions import Action, require
from app.security.viewer import Viewer
from app.sentences import N_, Refusal
from app.store.queries import readings as queries
from app.store.queries import transcripts
from app.store.queries.readings import NoteLine
from app.store.queries.transcripts import NotInThisStudy, TranscriptLine, TurnRow
from app.store.tables import LeftOut, Reading, ReadingState, Round
from app.store.visible import visible
from app.workbench import readings


class NothingRead(Refusal):
    """Being done with a stretch of which every turn was left out."""

    sentence = N_("You have left out all of it, so there is nothing to mark as read. That is fine: simply leave it.")


class Step(StrEnum):
    """Where a reader goes from a card."""

    ON = "on"
    BACK = "back"
    LEAVE_OUT = "leave out"


class Shows(StrEnum):
    """What a card shows: a turn, what to know before it, that it was left out, or that this is the end."""

    TURN = "turn"
    NOTE = "note"
    LEFT_OUT = "left out"
    END = "end"


@dataclass(frozen=True, slots=True)
class Asked:
    """Which card is asked for: without a reading or turn, the one where the reader stopped.

    `shown` are the content notes after which the reader wanted to go on, `looked_at` a turn that they had left out and
    want to see after all. Both travel with the page and are kept nowhere: whoever comes back is told again.
    """

    reading_id: UUID | None = None
    turn: int = 0
    shown: frozenset[UUID] = frozenset()
    looked_at: int = 0


@dataclass(frozen=True, slots=True)
class Card:
    """One card: where it lies in its stretch, and the turn or the note that it shows."""

    transcript: TranscriptLine
    round: Round
    reading_id: UUID | None
    state: ReadingState
    first: int
    last: int
    number: int
    shows: Shows
    turn: TurnRow | None
    note: NoteLine | None
    all_left_out: bool

    @property
    def whole(self) -> bool:
        """Whether the stretch is the whole transcript."""
        return (self.first, self.last) == (1, self.transcript.turns)


def card(session: Session, viewer: Viewer, transcript_id: UUID, asked: Asked) -> Card:
    """Return the card that a reader asks for, or the one where they stopped."""
    require(viewer, Action.MARK_READING)
    talk, round_ = transcripts.transcript(session, viewer, transcript_id), readings.round_now(session, viewer)
    mine = queries.my_readings(session, viewer, round_.id, talk.id)
    reading = _chosen(mine, asked)
    first, last = (reading.first_turn, reading.last_turn) if reading else (1, talk.turns)
    state = reading.state if reading else ReadingState.NOT_BEGUN
    kept = first if reading is None else last + 1 if state is ReadingState.DONE else reading.at_turn
    number = min(max(asked.turn or kept, first), last + 1)
    left_out = queries.my_left_out(session, viewer, round_.id).get(talk.id, frozenset())
    turn, note, shows = None, None, Shows.END
    if number <= last:
        note = _note_before(queries.content_notes(session, viewer, talk.id), number, asked.shown)
        if number in left_out and number != asked.looked_at:
            shows = Shows.LEFT_OUT
        elif note is not None:
            shows = Shows.NOTE
        else:
            shows, turn = Shows.TURN, transcripts.turns(session, viewer, talk.id, [number])[0]
    return Card(
        talk, round_, reading.id if reading else None, state, first, last, number, shows, turn,
        note if shows is Shows.NOTE else None, left_out >= frozenset(range(first, last + 1)),
    )  # fmt: skip


def _chosen(mine: Collection[Reading], asked: Asked) -> Reading | None:
    """Return the reading that is asked for, else the one that holds the turn, else where the reader stopped last.

    None stands for the whole transcript, which the reader has not begun.
    """
    if asked.reading_id is not None:
        for one in mine:
            if one.id == asked.reading_id:
                return one
        raise NotInThisStudy
    fitting = [one for one in mine if not asked.turn or one.first_turn <= asked.turn <= one.last_turn]
    begun = [one for one in fitting if one.state in (ReadingState.READING, ReadingState.OPENED_AGAIN)]
    if begun:
        return max(begun, key=lambda one: one.moved_at)
    given = [one for one in fitting if one.state is ReadingState.NOT_BEGUN]
    return next(iter([*given, *fitting]), None)


def _note_before(notes: Collection[NoteLine], number: int, shown: Collection[UUID]) -> NoteLine | None:
    over = (one for one in notes if one.first_turn <= number <= one.last_turn)
    return next((one for one in over if one.id not in shown), None)


def kept_reading(session: Session, viewer: Viewer, transcript_id: UUID, reading_id: UUID | None) -> Reading:
    """Return the viewer's reading that a card belongs to, begun now if need be."""
    require(viewer, Action.MARK_READING)
    talk, round_ = transcripts.transcript(session, viewer, transcript_id), readings.round_now(session, viewer)
    if reading_id is None:
        reading = readings.whole_reading(session, viewer, talk, round_.id)
    else:
        reading = readings.my_reading(session, viewer, reading_id)
        if (reading.round_id, reading.transcript_id) != (round_.id, talk.id):
            raise NotInThisStudy
    readings.begin(session, viewer, reading)
    return reading


def keep_place(session: Session, viewer: Viewer, transcript_id: UUID, asked: Asked) -> Reading:
    """Keep where a reader is."""
    reading = kept_reading(session, viewer, transcript_id, asked.reading_id)
    reading.at_turn = min(max(asked.turn, reading.first_turn), reading.last_turn + 1)
    session.flush()
    return reading


def step(
    session: Session, viewer: Viewer, transcript_id: UUID, asked: Asked, step: Step,
    *, seen: bool = False, note_id: UUID | None = None,
) -> Reading:  # fmt: skip
    """Go on, go back, or leave a turn out, or all turns that a content note is about from here on.

    A turn that was left out is read after all when its reader goes on from it having `seen` it.
    """
    reading = keep_place(session, viewer, transcript_id, asked)
    number = reading.at_turn
    if step is Step.BACK:
        to = number - 1
    elif step is Step.LEAVE_OUT and number <= reading.last_turn:
        to = _leave_out(session, viewer, reading, number, note_id) + 1
    else:
        to = number + 1
        if seen:
            _take_in(session, viewer, reading, number)
    reading.at_turn = min(max(to, reading.first_turn), reading.last_turn + 1)
    session.flush()
    return reading


def _leave_out(session: Session, viewer: Viewer, reading: Reading, number: int, note_id: UUID | None) -> int:
    """Leave out a turn, or those from it to the end of what a content note is about; return the last of them."""
    last = number
    if note_id is not None:
        note = queries.content_note(session, viewer, note_id)
        if note.transcript_id == reading.transcript_id and note.first_turn <= number:
            last = min(max(note.last_turn, number), reading.last_turn)
    known = queries.my_left_out(session, viewer, reading.round_id).get(reading.transcript_id, frozenset())
    for one in range(number, last + 1):
        if one not in known:
            session.add(
                LeftOut(
                    study_id=viewer.study_id, round_id=reading.round_id, member_id=viewer.member_id,
                    transcript_id=reading.transcript_id, number=one,
                )
            )  # fmt: skip
    return last


def _take_in(session: Session, viewer: Viewer, reading: Reading, number: int) -> None:
    session.execute(
        delete(LeftOut).where(
            visible(viewer, LeftOut),
            LeftOut.round_id == reading.round_id,
            LeftOut.transcript_id == reading.transcript_id,
            LeftOut.number == number,
        )
    )


def finish(session: Session, viewer: Viewer, transcript_id: UUID, reading_id: UUID | None) -> Reading:
    """Be done with a stretch: every turn of it counts as read, apart from those that were left out."""
    reading = kept_reading(session, viewer, transcript_id, reading_id)
    left_out = queries.my_left_out(session, viewer, reading.round_id).get(transcript_id, frozenset())
    if left_out >= frozenset(range(reading.first_turn, reading.last_turn + 1)):
        raise NothingRead
    reading.at_turn = reading.last_turn + 1
    readings.finish(session, viewer, reading)
    return reading
