"""Marking how a turn answers an earlier one: it builds on it, agrees with it, or challenges it."""

from collections.abc import Collection
from dataclasses import asdict, dataclass
from uuid import UUID, uuid4

from sqlalchemy import delete, or_, select, update
from sqlalchemy.orm import Session

from app.security.permissions import Action, NotAllowed, require
from app.security.viewer import Viewer
from app.sentences import N_, Refusal
from app.store.hot import put_once
from app.store.queries import answers as queries
from app.store.queries import studies, transcripts
from app.store.queries.answers import AnswerRow
from app.store.queries.revisions import held_revision
from app.store.queries.transcripts import TurnRow
from app.store.tables import How, Turn, TurnAnswer
from app.store.trail_chain import Act, Reference
from app.store.visible import visible
from app.workbench.coding import Change, NoOpenRound
from app.workbench.company import note_act
from app.workbench.placing import Passage, Place, place_of, place_of_turn
from app.workbench.units import draw_anew

MARKED, TAKEN_OFF = "answer.marked", "answer.taken off"
NEAR = 20  # turns before, among which the answered one is looked for


class NobodyToAnswer(Refusal):
    """A turn before which no other participant has spoken for a while."""

    sentence = N_("No other participant has spoken shortly before this turn, so there is nothing that it answers.")


class NotAParticipantsTurn(Refusal):
    """Marking how a moderator, or a voice that is not counted, answers."""

    sentence = N_("Only participants' turns are marked as answers to each other. Please choose another turn.")


class AnswersThemselves(Refusal):
    """Marking from a turn to a later one of the same participant."""

    sentence = N_(
        "What you marked begins and ends with the same participant. "
        "Please mark from the turn that is answered to the one that answers it."
    )


class MarkOfSomebodyElse(NotAllowed):
    """Taking off what another coder marked."""

    sentence = N_("Only the coder who marked how a turn answers can take the mark off.")


class MarkOfRoundThatIsOver(Refusal):
    """Taking a mark off that was made in a round that is no longer open."""

    sentence = N_("This mark belongs to a round that is over, so it stays as it is.")


@dataclass(frozen=True, slots=True)
class Answers:
    """How one turn answers an earlier one, as somebody reads them in a round."""

    transcript_id: UUID
    round_id: UUID
    turn_id: UUID
    earlier_id: UUID
    how: How


def mark_answer(
    session: Session, viewer: Viewer, *, transcript_id: UUID, number: int, how: How, passage: Passage | None = None
) -> tuple[Change, bool]:
    """Mark how a participant's turn answers an earlier one of another participant; the same again takes it off.

    The last turn of a passage answers its first. A single turn answers the last one before it of somebody else.
    Returns what is drawn anew, and whether the mark stands now.
    """
    require(viewer, Action.APPLY_CODE)
    if passage is None:
        place = place_of_turn(session, viewer, transcript_id, number)
    else:
        place = place_of(session, viewer, transcript_id, passage)
    turn, earlier = _pair(session, viewer, place)
    round_id = studies.round_now(session, viewer)
    if round_id is None:
        raise NoOpenRound
    answers, answer_id = Answers(transcript_id, round_id, turn.id, earlier.id, how), uuid4()
    if not put_answer(session, viewer, answer_id, answers):
        return remove_answer(session, viewer, _same(session, viewer, answers)), False
    _note(session, viewer, MARKED, queries.answer(session, viewer, answer_id), place.revision)
    return _drawn(session, viewer, transcript_id, turn.number), True


def remove_answer(session: Session, viewer: Viewer, answer_id: UUID) -> Change:
    """Take one of the coder's own marks off; raises NotInThisStudy, MarkOfSomebodyElse and MarkOfRoundThatIsOver."""
    require(viewer, Action.APPLY_CODE)
    row = queries.answer(session, viewer, answer_id)
    revision = held_revision(session, viewer, row.transcript_id)
    if row.coder_id != viewer.member_id:
        raise MarkOfSomebodyElse
    if not row.open:
        raise MarkOfRoundThatIsOver
    take_answer(session, viewer, answer_id)
    _note(session, viewer, TAKEN_OFF, row, revision)
    return _drawn(session, viewer, row.transcript_id, row.turn)


def _drawn(session: Session, viewer: Viewer, transcript_id: UUID, number: int) -> Change:
    draw_anew(session, viewer, transcript_id, number, number)
    return Change(transcript_id, number, number, None)


def _note(session: Session, viewer: Viewer, act: str, row: AnswerRow, revision: int) -> None:
    payload: dict[str, Reference] = {
        "transcript": row.transcript_id, "revision": revision, "round": row.round_id, "start": row.start,
        "end": row.end, "turn": row.turn_id, "earlier": row.earlier_id, "how": row.how.value,
    }  # fmt: skip
    note_act(session, viewer, Act(viewer.study_id, viewer.member_id, act, row.id, row.round_id, payload=payload))


def put_answer(session: Session, viewer: Viewer, answer_id: UUID, answers: Answers) -> bool:
    """Keep how a turn answers an earlier one; False when this coder has marked it so already."""
    row = {"study_id": viewer.study_id, "coder_id": viewer.member_id, **asdict(answers)}
    return put_once(session, TurnAnswer, id=answer_id, **row)


def take_answer(session: Session, viewer: Viewer, answer_id: UUID) -> bool:
    """Take one of the coder's own marks off; False when it is not there any more."""
    mine = visible(viewer, TurnAnswer), TurnAnswer.coder_id == viewer.member_id, TurnAnswer.id == answer_id
    there = session.scalar(select(TurnAnswer.id).where(*mine)) is not None
    session.execute(delete(TurnAnswer).where(*mine))
    return there


def _same(session: Session, viewer: Viewer, answers: Answers) -> UUID:
    """Return the coder's own mark that says the same."""
    same = [getattr(TurnAnswer, name) == value for name, value in asdict(answers).items()]
    mine = visible(viewer, TurnAnswer), TurnAnswer.coder_id == viewer.member_id
    return session.scalars(select(TurnAnswer.id).where(*mine, *same)).one()


def take_answers_off(session: Session, viewer: Viewer, participant_ids: Collection[UUID]) -> None:
    """Take off every mark on how these participants answer others, or others them: it says what they did."""
    theirs = select(Turn.id).where(Turn.study_id == viewer.study_id, Turn.participant_id.in_(participant_ids))
    of_theirs = or_(TurnAnswer.turn_id.in_(theirs), TurnAnswer.earlier_id.in_(theirs))
    answering = select(TurnAnswer.turn_id).where(visible(viewer, TurnAnswer), of_theirs)
    drawn = update(Turn).where(Turn.study_id == viewer.study_id, Turn.id.in_(answering))
    session.execute(drawn.values(revision=Turn.revision + 1))
    session.execute(delete(TurnAnswer).where(visible(viewer, TurnAnswer), of_theirs))


def _pair(session: Session, viewer: Viewer, place: Place) -> tuple[TurnRow, TurnRow]:
    """Return the turn that answers and the one that is answered, both of participants."""
    (first, _), (turn, _) = place.turns[0], place.turns[-1]
    if not turn.counted or not first.counted:
        raise NotAParticipantsTurn
    if first.number < turn.number:
        if first.participant_id == turn.participant_id:
            raise AnswersThemselves
        return turn, first
    near = transcripts.turns(session, viewer, place.transcript_id, range(max(turn.number - NEAR, 1), turn.number))
    before = [one for one in near if one.counted and one.participant_id != turn.participant_id]
    if not before:
        raise NobodyToAnswer
    return turn, before[-1]
