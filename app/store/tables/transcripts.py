"""What was said: participants, transcripts and their turns."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.importing.roles import Kind, Move
from app.store.base import Base, InStudy, belongs_to, choice, now, of_study
from app.store.tables.revisions import Degree


class Participant(InStudy, Base):
    """One voice of a focus group. Only the kind `participant` is ever counted.

    `person_id` is the same for participants of several focus groups who are one human. `slip_hash` is the hash of the
    withdrawal slip that the participant got, and `withdrawn` what they asked for when they used it.
    """

    __tablename__ = "participant"
    __table_args__ = (
        UniqueConstraint("study_id", "focus_group_id", "label"),
        of_study(),
        belongs_to("focus_group"),
    )

    focus_group_id: Mapped[UUID]
    label: Mapped[str]
    kind: Mapped[Kind] = mapped_column(choice(Kind))
    person_id: Mapped[UUID]
    slip_hash: Mapped[str | None]
    withdrawn: Mapped[Degree | None] = mapped_column(choice(Degree))


class Transcript(InStudy, Base):
    """One recorded conversation, as turns. Its words are its turns' words joined by LF."""

    __tablename__ = "transcript"
    __table_args__ = (of_study(), belongs_to("focus_group"), Index(None, "study_id", "focus_group_id"))

    focus_group_id: Mapped[UUID]
    title: Mapped[str]
    header: Mapped[str] = mapped_column(default="")
    language: Mapped[str] = mapped_column(default="en", server_default="en")
    revision: Mapped[int] = mapped_column(default=1)
    turn_count: Mapped[int]
    length: Mapped[int]
    imported_at: Mapped[datetime] = mapped_column(default=now)


class Turn(InStudy, Base):
    """What one participant said before the next: code points `start` to `end` (not included) of the transcript.

    `revision` rises with every change of its codings, so that a drawn turn can be kept until then. `time_ms` is when it
    begins in the recording; `move` says what a moderator does with it, and `guide_question_id` which question it asks.
    """

    __tablename__ = "turn"
    __table_args__ = (
        UniqueConstraint("study_id", "transcript_id", "number"),
        CheckConstraint('0 <= start AND start < "end"', name="stretch"),
        of_study(),
        belongs_to("transcript"),
        belongs_to("participant"),
        belongs_to("guide_question"),
        CheckConstraint("guide_question_id IS NULL OR move = 'question'", name="asks"),
    )

    transcript_id: Mapped[UUID]
    participant_id: Mapped[UUID]
    guide_question_id: Mapped[UUID | None]
    number: Mapped[int]
    start: Mapped[int]
    end: Mapped[int]
    words: Mapped[str]
    time_ms: Mapped[int | None]
    move: Mapped[Move | None] = mapped_column(choice(Move))
    revision: Mapped[int] = mapped_column(default=0)
