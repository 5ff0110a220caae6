"""What is known about participants and focus groups: named attributes, with values in bands only."""

from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.store.base import Base, InStudy, belongs_to, choice, of_study


class Bearer(StrEnum):
    """Whom an attribute tells about."""

    PARTICIPANT = "participant"
    FOCUS_GROUP = "focus group"


class Attribute(InStudy, Base):
    """Something known about participants or focus groups, such as an age band."""

    __tablename__ = "attribute"
    __table_args__ = (
        UniqueConstraint("study_id", "name"),
        CheckConstraint("length(trim(name)) > 0", name="name"),
        of_study(),
    )

    name: Mapped[str]
    bearer: Mapped[Bearer] = mapped_column(choice(Bearer))
    position: Mapped[int]


class Band(InStudy, Base):
    """One value that an attribute can have, wide enough to be shared by several people."""

    __tablename__ = "band"
    __table_args__ = (
        UniqueConstraint("study_id", "attribute_id", "name"),
        CheckConstraint("length(trim(name)) > 0", name="name"),
        of_study(),
        belongs_to("attribute"),
    )

    attribute_id: Mapped[UUID]
    name: Mapped[str]
    position: Mapped[int]


class ParticipantBand(Base):
    """In which band of an attribute a participant is."""

    __tablename__ = "participant_band"
    __table_args__ = (belongs_to("participant"), belongs_to("attribute"), belongs_to("band"))

    study_id: Mapped[UUID] = mapped_column(primary_key=True)
    participant_id: Mapped[UUID] = mapped_column(primary_key=True)
    attribute_id: Mapped[UUID] = mapped_column(primary_key=True)
    band_id: Mapped[UUID]


class FocusGroupBand(Base):
    """In which band of an attribute a focus group is."""

    __tablename__ = "focus_group_band"
    __table_args__ = (belongs_to("focus_group"), belongs_to("attribute"), belongs_to("band"))

    study_id: Mapped[UUID] = mapped_column(primary_key=True)
    focus_group_id: Mapped[UUID] = mapped_column(primary_key=True)
    attribute_id: Mapped[UUID] = mapped_column(primary_key=True)
    band_id: Mapped[UUID]


class AttributeRange(Base):
    """The exact range of an attribute over a whole stakeholder (`22-67`): a summary, never one person's."""

    __tablename__ = "attribute_range"
    __table_args__ = (belongs_to("attribute"), belongs_to("stakeholder"))

    study_id: Mapped[UUID] = mapped_column(primary_key=True)
    attribute_id: Mapped[UUID] = mapped_column(primary_key=True)
    stakeholder_id: Mapped[UUID] = mapped_column(primary_key=True)
    words: Mapped[str]
