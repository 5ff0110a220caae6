"""What was settled after coders differed: decisions, what they are about, and what they put into the consensus."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.store.base import Base, InStudy, belongs_to, choice, now, of_study


class Outcome(StrEnum):
    """How a difference was settled.

    ONE reading was taken up, or BOTH (all of them together); ANOTHER code was found that says it better, or NONE
    applies; both readings STAND beside each other. AGREED is no difference: everybody had read it the same way.
    """

    ONE = "one"
    BOTH = "both"
    ANOTHER = "another"
    NONE = "none"
    STAND = "both readings stand"
    AGREED = "agreed"


class Decision(InStudy, Base):
    """What a team settled about some turns of a round, why, and who noted it. What each coder had coded stays.

    `prevailed_id` is whose reading was taken up, when the outcome is ONE.
    """

    __tablename__ = "decision"
    __table_args__ = (
        CheckConstraint("first_turn <= last_turn", name="turns"),
        CheckConstraint("(prevailed_id IS NOT NULL) = (outcome = 'one')", name="prevailed"),
        of_study(),
        belongs_to("round"),
        belongs_to("transcript"),
        belongs_to("member", "prevailed_id"),
        belongs_to("member", "noted_by_id"),
        Index(None, "study_id", "transcript_id"),
    )

    round_id: Mapped[UUID]
    transcript_id: Mapped[UUID]
    first_turn: Mapped[int]
    last_turn: Mapped[int]
    outcome: Mapped[Outcome] = mapped_column(choice(Outcome))
    prevailed_id: Mapped[UUID | None]
    reason: Mapped[str] = mapped_column(default="")
    noted_by_id: Mapped[UUID]
    noted_at: Mapped[datetime] = mapped_column(default=now)


class Settled(Base):
    """That a decision settles a code on a turn: each code of a turn is settled once, whatever the round."""

    __tablename__ = "settled"
    __table_args__ = (
        UniqueConstraint("study_id", "turn_id", "code_id"),
        belongs_to("decision"),
        belongs_to("turn"),
        belongs_to("code"),
    )

    study_id: Mapped[UUID] = mapped_column(primary_key=True)
    decision_id: Mapped[UUID] = mapped_column(primary_key=True)
    turn_id: Mapped[UUID] = mapped_column(primary_key=True)
    code_id: Mapped[UUID] = mapped_column(primary_key=True)


class DecidedBy(Base):
    """That a member took part in a decision, beside the one who noted it."""

    __tablename__ = "decided_by"
    __table_args__ = (belongs_to("decision"), belongs_to("member"))

    study_id: Mapped[UUID] = mapped_column(primary_key=True)
    decision_id: Mapped[UUID] = mapped_column(primary_key=True)
    member_id: Mapped[UUID] = mapped_column(primary_key=True)


class DecidedCoding(Base):
    """That a decision put a coding into the consensus. The coding may have gone since, with words that were taken out.

    So `coding_id` is no link: whoever takes a decision back removes what is still there.
    """

    __tablename__ = "decided_coding"
    __table_args__ = (belongs_to("decision"), Index(None, "study_id", "coding_id"))

    study_id: Mapped[UUID] = mapped_column(primary_key=True)
    decision_id: Mapped[UUID] = mapped_column(primary_key=True)
    coding_id: Mapped[UUID] = mapped_column(primary_key=True)
