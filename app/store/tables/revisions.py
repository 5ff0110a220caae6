"""What was changed in a stored transcript, by places and lengths and never by words; and who withdrew."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.store.base import Base, InStudy, belongs_to, choice, now, of_study


class Revising(StrEnum):
    """Why the words of a stored transcript were changed."""

    REDACTED = "redacted"
    CORRECTED = "corrected"
    WITHDRAWN = "withdrawn"


class Degree(StrEnum):
    """What a participant who withdraws asks for."""

    NOT_QUOTED = "not quoted"
    NOT_COUNTED = "not counted"
    REMOVED = "removed"


class Revision(InStudy, Base):
    """One change of a transcript: it led to revision `number`, and its edits say where."""

    __tablename__ = "revision"
    __table_args__ = (
        UniqueConstraint("study_id", "transcript_id", "number"),
        of_study(),
        belongs_to("transcript"),
        belongs_to("member", "made_by_id"),
    )

    transcript_id: Mapped[UUID]
    number: Mapped[int]
    why: Mapped[Revising] = mapped_column(choice(Revising))
    made_by_id: Mapped[UUID]
    made_at: Mapped[datetime] = mapped_column(default=now)


class Edit(InStudy, Base):
    """A stretch of the transcript as it was before the revision, and how long what stands there now is."""

    __tablename__ = "edit"
    __table_args__ = (
        UniqueConstraint("study_id", "revision_id", "start"),
        CheckConstraint('0 <= start AND start <= "end" AND length >= 0', name="stretch"),
        of_study(),
        belongs_to("revision"),
    )

    revision_id: Mapped[UUID]
    start: Mapped[int]
    end: Mapped[int]
    length: Mapped[int]


class Withdrawal(InStudy, Base):
    """That a participant withdrew, how far, and who carried it out."""

    __tablename__ = "withdrawal"
    __table_args__ = (
        UniqueConstraint("study_id", "participant_id", "degree"),
        of_study(),
        belongs_to("participant"),
        belongs_to("member", "made_by_id"),
    )

    participant_id: Mapped[UUID]
    degree: Mapped[Degree] = mapped_column(choice(Degree))
    made_by_id: Mapped[UUID]
    made_at: Mapped[datetime] = mapped_column(default=now)
