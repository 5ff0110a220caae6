"""Readings: who is to read which stretch of a transcript, and how far each member is."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy.orm import Session

from app.security.permissions import Action, Role, require
from app.security.viewer import Viewer
from app.sentences import N_, Refusal
from app.store.base import now
from app.store.queries import accounts, studies, transcripts
from app.store.queries import readings as queries
from app.store.queries.transcripts import NotInThisStudy, TranscriptLine
from app.store.tables import ContentNote, Reading, ReadingState, Round
from app.store.trail_chain import Act, Reference, record
from app.workbench.coding import NoOpenRound
from app.workbench.company import note_act


class NoSuchStretch(Refusal):
    """A stretch that the transcript does not have."""

    sentence = N_("This transcript has the turns 1 to %(turns)s. Please choose a first and a last turn among them.")


class SameStretch(Refusal):
    """Giving somebody a stretch that is theirs already."""

    sentence = N_("This member has this stretch already.")


class DoesNotRead(Refusal):
    """Giving a stretch to somebody whose role does not read for the study."""

    sentence = N_("A supervisor reads along, and is given no stretches.")


class AlreadyBegun(Refusal):
    """Taking back a stretch that somebody has begun to read."""

    sentence = N_("This stretch has been begun, so it stays with its reader.")


class NoReason(Refusal):
    """Opening a reading again without saying why."""

    sentence = N_("Please write in a few words why you open it again.")


class NoteWithoutWords(Refusal):
    """A content note that says nothing."""

    sentence = N_("Please write what readers should know before.")


def round_now(session: Session, viewer: Viewer) -> Round:
    """Return the round that reading and coding go into; raises NoOpenRound."""
    round_ = studies.round_of_work(session, viewer)
    if round_ is None:
        raise NoOpenRound
    return round_


def stretch_of(talk: TranscriptLine, first: int, last: int) -> tuple[int, int]:
    """Return a stretch of a transcript, with 0 for an end that was left open; raises NoSuchStretch."""
    stretch = first or 1, last or talk.turns
    if not 1 <= stretch[0] <= stretch[1] <= talk.turns:
        raise NoSuchStretch(turns=talk.turns)
    return stretch


def assign_stretch(
    session: Session, viewer: Viewer, *, member_id: UUID, transcript_id: UUID, first: int = 0, last: int = 0
) -> Reading:
    """Give a member a stretch of a transcript to read in the round that is open; without ends, all of it."""
    require(viewer, Action.PLAN_READING)
    talk, round_ = transcripts.transcript(session, viewer, transcript_id), round_now(session, viewer)
    stretch = stretch_of(talk, first, last)
    roles = {one.id: one.role for one in accounts.members(session, viewer)}
    if member_id not in roles:
        raise NotInThisStudy
    if roles[member_id] is Role.SUPERVISOR:
        raise DoesNotRead
    held = {
        (one.first_turn, one.last_turn)
        for one in queries.readings(session, viewer)
        if (one.round_id, one.member_id, one.transcript_id) == (round_.id, member_id, transcript_id)
    }
    if stretch in held:
        raise SameStretch
    reading = _new(viewer.study_id, round_.id, member_id, transcript_id, stretch)
    session.add(reading)
    session.flush()
    payload: dict[str, Reference] = {
        "member": member_id,
        "transcript": transcript_id,
        "first": stretch[0],
        "last": stretch[1],
    }
    record(session, Act(viewer.study_id, viewer.member_id, "reading.assigned", reading.id, round_.id, payload=payload))
    return reading


def _new(study_id: UUID, round_id: UUID, member_id: UUID, transcript_id: UUID, stretch: tuple[int, int]) -> Reading:
    return Reading(
        study_id=study_id, round_id=round_id, member_id=member_id, transcript_id=transcript_id,
        first_turn=stretch[0], last_turn=stretch[1], at_turn=stretch[0], state=ReadingState.NOT_BEGUN,
    )  # fmt: skip


def take_back_stretch(session: Session, viewer: Viewer, reading_id: UUID) -> None:
    """Take back a stretch that nobody has begun to read."""
    require(viewer, Action.PLAN_READING)
    reading = queries.reading(session, viewer, reading_id)
    if reading.state is not ReadingState.NOT_BEGUN:
        raise AlreadyBegun
    session.delete(reading)
    session.flush()
    payload = {"member": reading.member_id, "transcript": reading.transcript_id}
    act = Act(viewer.study_id, viewer.member_id, "reading.taken back", reading_id, reading.round_id, payload=payload)
    record(session, act)


def whole_reading(session: Session, viewer: Viewer, talk: TranscriptLine, round_id: UUID) -> Reading:
    """Return the viewer's reading of a whole transcript in a round, made now if need be."""
    for one in queries.my_readings(session, viewer, round_id, talk.id):
        if (one.first_turn, one.last_turn) == (1, talk.turns):
            return one
    made = _new(viewer.study_id, round_id, viewer.member_id, talk.id, (1, talk.turns))
    session.add(made)
    session.flush()
    return made


def begin(session: Session, viewer: Viewer, reading: Reading) -> None:
    """Note that the viewer has begun one of their readings; later times change nothing."""
    reading.moved_at = now()
    if reading.state is ReadingState.NOT_BEGUN:
        reading.state = ReadingState.READING
        _note(session, viewer, "reading.begun", reading)


def finish(session: Session, viewer: Viewer, reading: Reading) -> None:
    """Note that the viewer is done with one of their readings, with today's codebook."""
    reading.state, reading.moved_at = ReadingState.DONE, now()
    reading.codebook_revision = studies.study(session, viewer).codebook_revision
    _note(session, viewer, "reading.done", reading)


def reopen(session: Session, viewer: Viewer, reading: Reading, because: str = "") -> None:
    """Note that the viewer goes on with a reading that was done."""
    reading.state, reading.codebook_revision = ReadingState.OPENED_AGAIN, None
    reading.because, reading.moved_at = " ".join(because.split()), now()
    _note(session, viewer, "reading.reopened", reading)


def _note(session: Session, viewer: Viewer, act: str, reading: Reading) -> None:
    session.flush()
    payload: dict[str, Reference] = {
        "transcript": reading.transcript_id, "first": reading.first_turn, "last": reading.last_turn,
        "codebook": reading.codebook_revision,
    }  # fmt: skip
    note_act(
        session, viewer, Act(viewer.study_id, viewer.member_id, act, reading.id, reading.round_id, payload=payload)
    )


def my_reading(session: Session, viewer: Viewer, reading_id: UUID) -> Reading:
    """Return one of the viewer's own readings; raises NotInThisStudy for anybody else's."""
    require(viewer, Action.MARK_READING)
    reading = queries.reading(session, viewer, reading_id)
    if reading.member_id != viewer.member_id:
        raise NotInThisStudy
    return reading


def open_again(session: Session, viewer: Viewer, reading_id: UUID, because: str) -> Reading:
    """Open one's own reading again, with a reason that the team can see; one that is not done is left as it is."""
    reading = my_reading(session, viewer, reading_id)
    if not because.strip():
        raise NoReason
    if reading.state is ReadingState.DONE:
        reopen(session, viewer, reading, because)
        reading.at_turn = reading.first_turn
        session.flush()
    return reading


def readers(session: Session, viewer: Viewer) -> Sequence[accounts.MemberLine]:
    """Return the members who may be given a stretch, co-researchers first."""
    require(viewer, Action.PLAN_READING)
    able = [one for one in accounts.members(session, viewer) if one.role is not Role.SUPERVISOR]
    return sorted(able, key=lambda one: one.role is not Role.CO_RESEARCHER)


def set_content_note(
    session: Session, viewer: Viewer, *, transcript_id: UUID, words: str, first: int = 0, last: int = 0
) -> ContentNote:
    """Say what readers should know before some turns, or before the whole transcript."""
    require(viewer, Action.PLAN_READING)
    talk, words = transcripts.transcript(session, viewer, transcript_id), " ".join(words.split())
    if not words:
        raise NoteWithoutWords
    first, last = stretch_of(talk, first, last)
    note = ContentNote(
        study_id=viewer.study_id, transcript_id=talk.id, first_turn=first, last_turn=last, words=words,
        made_by_id=viewer.member_id,
    )  # fmt: skip
    session.add(note)
    session.flush()
    payload: dict[str, Reference] = {"transcript": talk.id, "first": first, "last": last}
    record(session, Act(viewer.study_id, viewer.member_id, "content note.set", note.id, payload=payload))
    return note


def remove_content_note(session: Session, viewer: Viewer, note_id: UUID) -> None:
    """Take a content note away."""
    require(viewer, Action.PLAN_READING)
    note = queries.content_note(session, viewer, note_id)
    session.delete(note)
    session.flush()
    payload = {"transcript": note.transcript_id}
    record(session, Act(viewer.study_id, viewer.member_id, "content note.removed", note_id, payload=payload))
