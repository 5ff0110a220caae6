"""The steps of a study's method, where the team is in them, first thoughts, and who stands behind what."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.store.base import Base, InStudy, belongs_to, choice, now, of_study


class Artefact(StrEnum):
    """What a step leaves behind, and its board shows."""

    FIRST_THOUGHTS = "first thoughts"
    UNITS = "meaning units"
    CODEBOOK = "codebook"
    THEMES = "themes"
    CHECKS = "review checks"
    DEFINITIONS = "definitions"
    QUOTES = "quotes"


class SignedThing(StrEnum):
    """What a member can stand behind."""

    STEP = "step"
    THEME = "theme"
    FINDING = "finding"
    TRANSCRIPT = "transcript"


class Step(InStudy, Base):
    """One step of the study's method, in the study's own words."""

    __tablename__ = "step"
    __table_args__ = (CheckConstraint("length(trim(name)) > 0", name="name"), of_study())

    position: Mapped[int]
    name: Mapped[str]
    about: Mapped[str] = mapped_column(default="")


class StepArtefact(Base):
    """That a step's board shows an artefact."""

    __tablename__ = "step_artefact"
    __table_args__ = (belongs_to("step"),)

    study_id: Mapped[UUID] = mapped_column(primary_key=True)
    step_id: Mapped[UUID] = mapped_column(primary_key=True)
    artefact: Mapped[Artefact] = mapped_column(choice(Artefact), primary_key=True)


class StepMove(InStudy, Base):
    """That the team went on to a step, or `back` to an earlier one, and why."""

    __tablename__ = "step_move"
    __table_args__ = (of_study(), belongs_to("step"), belongs_to("member", "moved_by_id"))

    step_id: Mapped[UUID]
    moved_by_id: Mapped[UUID]
    back: Mapped[bool]
    words: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime] = mapped_column(default=now)


class FirstThought(InStudy, Base):
    """What a member thinks after a first reading of a transcript, before anything is coded.

    It is theirs alone until it is handed in and then opened: when everybody has handed theirs in, or when a lead opens
    those whose writers agree (`may_open`). One that is `passed` says that its writer writes none. `made_in_id` is the
    blind round in which it was handed in, until whose reveal no other coder sees it.
    """

    __tablename__ = "first_thought"
    __table_args__ = (
        UniqueConstraint("study_id", "transcript_id", "member_id"),
        CheckConstraint("opened_at IS NULL OR handed_in_at IS NOT NULL", name="opened"),
        of_study(),
        belongs_to("transcript"),
        belongs_to("member"),
        belongs_to("round", "made_in_id"),
    )

    transcript_id: Mapped[UUID]
    member_id: Mapped[UUID]
    words: Mapped[str]
    revision: Mapped[int] = mapped_column(default=1)
    passed: Mapped[bool] = mapped_column(default=False)
    may_open: Mapped[bool] = mapped_column(default=False)
    begun_at: Mapped[datetime] = mapped_column(default=now)
    handed_in_at: Mapped[datetime | None]
    opened_at: Mapped[datetime | None]
    made_in_id: Mapped[UUID | None]


class SignOff(InStudy, Base):
    """That a member stands behind something as it is, in their words; reopened when something changes under it.

    `thing_id` points at nothing, because it may be a step, theme, finding or transcript.
    """

    __tablename__ = "sign_off"
    __table_args__ = (of_study(), belongs_to("member"), Index(None, "study_id", "thing_id"))

    thing: Mapped[SignedThing] = mapped_column(choice(SignedThing))
    thing_id: Mapped[UUID]
    member_id: Mapped[UUID]
    words: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime] = mapped_column(default=now)
    reopened_at: Mapped[datetime | None]
