"""How turns answer earlier ones, as coders have marked it."""

from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.store.base import Base, InStudy, belongs_to, choice, of_study


class How(StrEnum):
    """How a turn answers an earlier one."""

    BUILDS_ON = "builds on"
    AGREES = "agrees"
    CHALLENGES = "challenges"


class TurnAnswer(InStudy, Base):
    """That a coder reads a turn as building on an earlier one, agreeing with it, or challenging it."""

    __tablename__ = "turn_answer"
    __table_args__ = (
        UniqueConstraint("study_id", "round_id", "coder_id", "turn_id", "earlier_id", "how"),
        CheckConstraint("turn_id <> earlier_id", name="two_turns"),
        of_study(),
        belongs_to("transcript"),
        belongs_to("round"),
        belongs_to("member", "coder_id"),
        belongs_to("turn"),
        belongs_to("turn", "earlier_id"),
        Index(None, "study_id", "transcript_id"),
    )

    transcript_id: Mapped[UUID]
    round_id: Mapped[UUID]
    coder_id: Mapped[UUID]
    turn_id: Mapped[UUID]
    earlier_id: Mapped[UUID]
    how: Mapped[How] = mapped_column(choice(How))
