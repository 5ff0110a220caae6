"""A study: what it asks, whom it talked with, where, and how it words its findings."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from app.store.base import Base, InStudy, belongs_to, choice, now, of_study


class Approach(StrEnum):
    """How the study's tradition thinks about coders who differ."""

    RELIABILITY = "coding reliability"
    CODEBOOK = "codebook"
    REFLEXIVE = "reflexive"


class Study(Base):
    """The whole piece of research; the only thing that belongs to nothing else.

    `stance` is the team's own words about its views and differences; `approach` decides what agreement opens on.
    """

    __tablename__ = "study"
    __table_args__ = (CheckConstraint('several > 1 AND "some" > 1', name="wording"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    title: Mapped[str]
    language: Mapped[str] = mapped_column(default="en")
    method: Mapped[str] = mapped_column(default="")
    stance: Mapped[str] = mapped_column(default="")
    approach: Mapped[Approach] = mapped_column(
        choice(Approach), default=Approach.CODEBOOK, server_default=text("'codebook'")
    )
    label_pattern: Mapped[str] = mapped_column(default="{participant} (FG, {group})")
    several: Mapped[int] = mapped_column(default=3)
    some: Mapped[int] = mapped_column(default=2)
    approval: Mapped[str] = mapped_column(default="")
    information_sheet: Mapped[str] = mapped_column(default="")
    recruitment: Mapped[str] = mapped_column(default="")
    sampling: Mapped[str] = mapped_column(default="")
    dates: Mapped[str] = mapped_column(default="")
    codebook_revision: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime] = mapped_column(default=now)


class ResearchQuestion(InStudy, Base):
    """A question that the study wants to answer."""

    __tablename__ = "research_question"
    __table_args__ = (UniqueConstraint("study_id", "position"), of_study())

    position: Mapped[int]
    words: Mapped[str]


class GuideQuestion(InStudy, Base):
    """A question that the moderator brings into every focus group."""

    __tablename__ = "guide_question"
    __table_args__ = (UniqueConstraint("study_id", "position"), of_study())

    position: Mapped[int]
    words: Mapped[str]


class Stakeholder(InStudy, Base):
    """A kind of participant: service users, professionals, volunteers, or any other that the study names."""

    __tablename__ = "stakeholder"
    __table_args__ = (
        UniqueConstraint("study_id", "name"),
        UniqueConstraint("study_id", "short"),
        of_study(),
    )

    position: Mapped[int]
    name: Mapped[str]
    plural: Mapped[str]
    short: Mapped[str]
    inclusion: Mapped[str] = mapped_column(default="")


class District(InStudy, Base):
    """Where a focus group met, by a letter and never by its real name."""

    __tablename__ = "district"
    __table_args__ = (UniqueConstraint("study_id", "name"), of_study())

    name: Mapped[str]


class FocusGroup(InStudy, Base):
    """One conversation with participants of one kind."""

    __tablename__ = "focus_group"
    __table_args__ = (
        UniqueConstraint("study_id", "label"),
        of_study(),
        belongs_to("stakeholder"),
        belongs_to("district"),
    )

    stakeholder_id: Mapped[UUID]
    district_id: Mapped[UUID | None]
    position: Mapped[int]
    label: Mapped[str]
    minutes: Mapped[int | None]
    setting: Mapped[str] = mapped_column(default="")
    held_by: Mapped[str] = mapped_column(default="")
