"""How a theme is tried: review checks, answers to what does not fit, and what participants said when shown it."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.store.base import Base, InStudy, belongs_to, choice, now, of_study


class Check(StrEnum):
    """What is asked of a theme when it is reviewed."""

    EXTRACTS = "extracts"
    WHOLE_SET = "whole set"
    SHARED_MEANING = "shared meaning"


class CheckAnswer(StrEnum):
    """What somebody finds."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"


class ReviewCheck(InStudy, Base):
    """What a member found when they reviewed a theme. The newest answer of a member counts; the others stay."""

    __tablename__ = "review_check"
    __table_args__ = (of_study(), belongs_to("theme"), belongs_to("member"), Index(None, "study_id", "theme_id"))

    theme_id: Mapped[UUID]
    member_id: Mapped[UUID]
    asked: Mapped[Check] = mapped_column(choice(Check))
    answer: Mapped[CheckAnswer] = mapped_column(choice(CheckAnswer))
    words: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime] = mapped_column(default=now)


class CaseAnswer(InStudy, Base):
    """What a member answers, in a theme, to a coding that does not fit. `coding_id` points at nothing: it may go."""

    __tablename__ = "case_answer"
    __table_args__ = (
        CheckConstraint("length(trim(words)) > 0", name="words"),
        of_study(),
        belongs_to("theme"),
        belongs_to("member"),
        Index(None, "study_id", "coding_id"),
    )

    theme_id: Mapped[UUID]
    coding_id: Mapped[UUID]
    member_id: Mapped[UUID]
    words: Mapped[str]
    at: Mapped[datetime] = mapped_column(default=now)


class Reflection(InStudy, Base):
    """What participants said when they were shown a theme, written down by a member; with whom, when it was one group.

    It is written without names, like a transcript.
    """

    __tablename__ = "reflection"
    __table_args__ = (
        CheckConstraint("length(trim(words)) > 0", name="words"),
        of_study(),
        belongs_to("theme"),
        belongs_to("focus_group"),
        belongs_to("member", "written_by_id"),
        Index(None, "study_id", "theme_id"),
    )

    theme_id: Mapped[UUID]
    focus_group_id: Mapped[UUID | None]
    said_on: Mapped[date]
    words: Mapped[str]
    written_by_id: Mapped[UUID]
    written_at: Mapped[datetime] = mapped_column(default=now)
