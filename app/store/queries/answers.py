"""How turns answer earlier ones."""

from collections.abc import Collection
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import Session, aliased

from app.security.viewer import Viewer
from app.store.base import in_study
from app.store.hot import ask
from app.store.queries.coding import BEYOND
from app.store.queries.transcripts import NotInThisStudy
from app.store.tables import How, Member, Participant, Round, RoundState, Transcript, Turn, TurnAnswer
from app.store.visible import visible


class AnswerLine(NamedTuple):
    """How a coder reads one turn as answering an earlier one, both by their numbers."""

    id: UUID
    turn: int
    earlier: int
    how: How
    coder_id: UUID
    initials: str
    open: bool


class AnswerRow(NamedTuple):
    """A mark as it is changed: what it says, by whom, and where its answering turn lies."""

    id: UUID
    transcript_id: UUID
    round_id: UUID
    turn_id: UUID
    earlier_id: UUID
    how: How
    coder_id: UUID
    turn: int
    start: int
    end: int
    open: bool


class Answered(NamedTuple):
    """That somebody answers somebody in a transcript, whoever has marked it."""

    transcript_id: UUID
    focus_group_id: UUID
    turn: int
    earlier: int
    how: How
    participant_id: UUID
    earlier_participant_id: UUID


def answers_on(
    session: Session, viewer: Viewer, transcript_id: UUID, numbers: Collection[int] | None = None
) -> list[AnswerLine]:
    """Return how a transcript's turns answer earlier ones, all or those between the least and greatest number."""
    first, last = (min(numbers), max(numbers)) if numbers else (0, BEYOND)
    rows = ask(session, _on, viewer, talk=transcript_id, first=first, last=last)
    return [AnswerLine(*row) for row in rows]


def _on(viewer: Viewer) -> Select[*tuple[Any, ...]]:
    earlier = aliased(Turn)
    return (
        select(
            TurnAnswer.id, Turn.number, earlier.number, TurnAnswer.how, TurnAnswer.coder_id, Member.initials,
            Round.state == RoundState.OPEN,
        )
        .select_from(TurnAnswer)
        .join(Turn, in_study(TurnAnswer.turn_id, Turn.id))
        .join(earlier, (TurnAnswer.study_id == earlier.study_id) & (TurnAnswer.earlier_id == earlier.id))
        .join(Member, in_study(TurnAnswer.coder_id, Member.id))
        .join(Round, in_study(TurnAnswer.round_id, Round.id))
        .where(visible(viewer, TurnAnswer), TurnAnswer.transcript_id == bindparam("talk"))
        .where(Turn.number.between(bindparam("first"), bindparam("last")))
        .order_by(Turn.number, earlier.number, TurnAnswer.how, Member.initials)
    )  # fmt: skip


def answer(session: Session, viewer: Viewer, answer_id: UUID) -> AnswerRow:
    """Return one mark; raises NotInThisStudy, also for what the viewer may not see."""
    row = session.execute(
        select(
            TurnAnswer.id, TurnAnswer.transcript_id, TurnAnswer.round_id, TurnAnswer.turn_id, TurnAnswer.earlier_id,
            TurnAnswer.how, TurnAnswer.coder_id, Turn.number, Turn.start, Turn.end, Round.state == RoundState.OPEN,
        )
        .join(Turn, in_study(TurnAnswer.turn_id, Turn.id))
        .join(Round, in_study(TurnAnswer.round_id, Round.id))
        .where(visible(viewer, TurnAnswer), TurnAnswer.id == answer_id)
    ).one_or_none()  # fmt: skip
    if row is None:
        raise NotInThisStudy
    return AnswerRow(*row)


def answered(session: Session, viewer: Viewer) -> list[Answered]:
    """Return every answer that the viewer may see, once however many coders have marked it, in the order of turns."""
    earlier, asked_of = aliased(Turn), aliased(Participant)
    rows = session.execute(
        select(
            Transcript.id, Transcript.focus_group_id, Turn.number, earlier.number, TurnAnswer.how,
            Participant.person_id, asked_of.person_id,
        )
        .select_from(TurnAnswer)
        .join(Transcript, in_study(TurnAnswer.transcript_id, Transcript.id))
        .join(Turn, in_study(TurnAnswer.turn_id, Turn.id))
        .join(earlier, (TurnAnswer.study_id == earlier.study_id) & (TurnAnswer.earlier_id == earlier.id))
        .join(Participant, in_study(Turn.participant_id, Participant.id))
        .join(asked_of, (earlier.study_id == asked_of.study_id) & (earlier.participant_id == asked_of.id))
        .where(visible(viewer, TurnAnswer))
        .distinct()
        .order_by(Transcript.id, Turn.number, earlier.number, TurnAnswer.how)
    )  # fmt: skip
    return [Answered(*row) for row in rows]
