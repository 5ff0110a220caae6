"""The coding: rounds, readings, codes, meaning units and what they carry."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from app.store.base import Base, InStudy, belongs_to, choice, now, of_study


class RoundKind(StrEnum):
    """How a round is worked: together, each blind to the others, or on what was agreed."""

    SHARED = "shared"
    INDEPENDENT = "independent"
    CONSENSUS = "consensus"


class RoundState(StrEnum):
    """Where a round is."""

    OPEN = "open"
    CLOSED = "closed"
    REVEALED = "revealed"


class ReadingState(StrEnum):
    """How far a member is with a transcript in a round."""

    READING = "reading"
    DONE = "done"


class Meaning(StrEnum):
    """Whether a meaning unit is read for what is said, or for what lies beneath it."""

    SEMANTIC = "semantic"
    LATENT = "latent"


class Round(InStudy, Base):
    """A stretch of coding with its rules."""

    __tablename__ = "round"
    __table_args__ = (UniqueConstraint("study_id", "position"), of_study())

    position: Mapped[int]
    kind: Mapped[RoundKind] = mapped_column(choice(RoundKind))
    state: Mapped[RoundState] = mapped_column(choice(RoundState), default=RoundState.OPEN)


class Reading(InStudy, Base):
    """That a member has looked at a transcript in a round; the only evidence that somebody did.

    `codebook_revision` is the codebook that the reading was done with.
    """

    __tablename__ = "reading"
    __table_args__ = (
        UniqueConstraint("study_id", "round_id", "member_id", "transcript_id"),
        of_study(),
        belongs_to("round"),
        belongs_to("member"),
        belongs_to("transcript"),
    )

    round_id: Mapped[UUID]
    member_id: Mapped[UUID]
    transcript_id: Mapped[UUID]
    state: Mapped[ReadingState] = mapped_column(choice(ReadingState))
    codebook_revision: Mapped[int | None]


class Code(InStudy, Base):
    """A label for what is said, with the rule for using it.

    Names are unique among the codes that belong to the whole team (`owner_key` empty) and among the codes of
    one coder in a blind round, never across the two: a clash would tell what a colleague has made.
    """

    __tablename__ = "code"
    __table_args__ = (
        UniqueConstraint("study_id", "name", "owner_key"),
        CheckConstraint("length(trim(name)) > 0", name="name"),
        of_study(),
        belongs_to("member", "made_by_id"),
        belongs_to("round", "made_in_id"),
    )

    name: Mapped[str]
    definition: Mapped[str] = mapped_column(default="")
    use_when: Mapped[str] = mapped_column(default="")
    do_not_use_when: Mapped[str] = mapped_column(default="")
    example: Mapped[str] = mapped_column(default="")
    near_miss: Mapped[str] = mapped_column(default="")
    made_by_id: Mapped[UUID | None]
    made_in_id: Mapped[UUID | None]
    owner_key: Mapped[str] = mapped_column(default="")
    made_at_revision: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime] = mapped_column(default=now)


class MeaningUnit(InStudy, Base):
    """A passage that a coder keeps in a round. Keeping the same passage twice keeps it once.

    One that was `kept` for itself, or about which something is written, stays when its last code is taken off.
    """

    __tablename__ = "meaning_unit"
    __table_args__ = (
        UniqueConstraint("study_id", "round_id", "coder_id", "transcript_id", "start", "end"),
        CheckConstraint('0 <= start AND start < "end"', name="passage"),
        CheckConstraint("first_turn <= last_turn", name="turns"),
        of_study(),
        belongs_to("transcript"),
        belongs_to("round"),
        belongs_to("member", "coder_id"),
        Index(None, "study_id", "transcript_id", "first_turn"),
    )

    transcript_id: Mapped[UUID]
    round_id: Mapped[UUID]
    coder_id: Mapped[UUID]
    start: Mapped[int]
    end: Mapped[int]
    first_turn: Mapped[int]
    last_turn: Mapped[int]
    condensation: Mapped[str] = mapped_column(default="")
    meaning: Mapped[Meaning | None] = mapped_column(choice(Meaning))
    kept: Mapped[bool] = mapped_column(default=False, server_default=text("false"))


class UnitTurn(Base):
    """The projection unit x turn: which turns a meaning unit touches with at least one whole word.

    `voice` says whether the turn's participant carries the unit; every count reads this table.
    """

    __tablename__ = "unit_turn"
    __table_args__ = (
        belongs_to("meaning_unit", "unit_id"),
        belongs_to("turn"),
        belongs_to("participant"),
        Index(None, "study_id", "turn_id"),
    )

    study_id: Mapped[UUID] = mapped_column(primary_key=True)
    unit_id: Mapped[UUID] = mapped_column(primary_key=True)
    turn_id: Mapped[UUID] = mapped_column(primary_key=True)
    participant_id: Mapped[UUID]
    words: Mapped[int]
    voice: Mapped[bool]


class Coding(InStudy, Base):
    """One code on one meaning unit."""

    __tablename__ = "coding"
    __table_args__ = (
        UniqueConstraint("study_id", "unit_id", "code_id"),
        of_study(),
        belongs_to("meaning_unit", "unit_id"),
        belongs_to("code"),
        Index(None, "study_id", "code_id"),
    )

    unit_id: Mapped[UUID]
    code_id: Mapped[UUID]
    created_at: Mapped[datetime] = mapped_column(default=now)
