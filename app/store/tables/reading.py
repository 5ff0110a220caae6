"""The reading: who has looked at which turns in a round, what they left out, and what a reader is told before."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.store.base import Base, InStudy, belongs_to, choice, now, of_study


class ReadingState(StrEnum):
    """How far a member is with a stretch of a transcript in a round, as others may know it."""

    NOT_BEGUN = "not begun"
    READING = "reading"
    DONE = "done"
    OPENED_AGAIN = "opened again"


class Reading(InStudy, Base):
    """That a member has looked, or is to look, at a stretch of a transcript in a round; whole transcripts are the rule.

    It is the only evidence that somebody did: a turn is read by a member when a done reading's stretch holds it and
    they have not left it out. `codebook_revision` is the codebook that the reading was done with, `because` why it was
    opened again. `at_turn` and `moved_at` are the reader's own place, which nobody else is shown; a place after the
    last turn is the end.
    """

    __tablename__ = "reading"
    __table_args__ = (
        UniqueConstraint(
            "study_id", "round_id", "member_id", "transcript_id", "first_turn", "last_turn", name="uq_reading_stretch"
        ),
        CheckConstraint("1 <= first_turn AND first_turn <= last_turn", name="stretch"),
        CheckConstraint("at_turn BETWEEN first_turn AND last_turn + 1", name="place"),
        of_study(),
        belongs_to("round"),
        belongs_to("member"),
        belongs_to("transcript"),
    )

    round_id: Mapped[UUID]
    member_id: Mapped[UUID]
    transcript_id: Mapped[UUID]
    first_turn: Mapped[int]
    last_turn: Mapped[int]
    state: Mapped[ReadingState] = mapped_column(choice(ReadingState))
    codebook_revision: Mapped[int | None]
    because: Mapped[str] = mapped_column(default="")
    at_turn: Mapped[int]
    moved_at: Mapped[datetime] = mapped_column(default=now)


class LeftOut(Base):
    """A turn that a member left out in a round, because it came too close: it counts as not read by them.

    Nobody but the member ever sees a row of this, whatever their role. Why a turn was left out is not asked, so that
    nothing of it can be kept.
    """

    __tablename__ = "left_out"
    __table_args__ = (belongs_to("round"), belongs_to("member"), belongs_to("transcript"))

    study_id: Mapped[UUID] = mapped_column(primary_key=True)
    round_id: Mapped[UUID] = mapped_column(primary_key=True)
    member_id: Mapped[UUID] = mapped_column(primary_key=True)
    transcript_id: Mapped[UUID] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)


class SecondLook(Base):
    """That a reader who was done has looked once more for a code that was made later: no "no" is missing any more."""

    __tablename__ = "second_look"
    __table_args__ = (belongs_to("reading"), belongs_to("code"))

    study_id: Mapped[UUID] = mapped_column(primary_key=True)
    reading_id: Mapped[UUID] = mapped_column(primary_key=True)
    code_id: Mapped[UUID] = mapped_column(primary_key=True)
    looked_at: Mapped[datetime] = mapped_column(default=now)


class ContentNote(InStudy, Base):
    """What a reader is told before some turns are shown ("speaks of suicide"), in the words of a lead author."""

    __tablename__ = "content_note"
    __table_args__ = (
        CheckConstraint("1 <= first_turn AND first_turn <= last_turn", name="stretch"),
        CheckConstraint("length(trim(words)) > 0", name="words"),
        of_study(),
        belongs_to("transcript"),
        belongs_to("member", "made_by_id"),
        Index(None, "study_id", "transcript_id"),
    )

    transcript_id: Mapped[UUID]
    first_turn: Mapped[int]
    last_turn: Mapped[int]
    words: Mapped[str]
    made_by_id: Mapped[UUID]
    made_at: Mapped[datetime] = mapped_column(default=now)
