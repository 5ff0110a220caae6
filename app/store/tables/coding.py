"""The coding: rounds, codes, meaning units and what they carry."""

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


class Meaning(StrEnum):
    """Whether a meaning unit is read for what is said, or for what lies beneath it."""

    SEMANTIC = "semantic"
    LATENT = "latent"


class Round(InStudy, Base):
    """A stretch of coding with its rules.

    `codebook_revision` is the codebook it was opened with. `because` is why it is where it is: why it was closed,
    revealed early or opened again. `repeats_id` is the round that is coded once more, by the same coders some weeks
    later; while the repetition is open, they do not see what was coded then.
    """

    __tablename__ = "round"
    __table_args__ = (UniqueConstraint("study_id", "position"), of_study())

    position: Mapped[int]
    kind: Mapped[RoundKind] = mapped_column(choice(RoundKind))
    state: Mapped[RoundState] = mapped_column(choice(RoundState), default=RoundState.OPEN)
    because: Mapped[str] = mapped_column(default="", server_default=text("''"))
    codebook_revision: Mapped[int | None]
    repeats_id: Mapped[UUID | None]
    opened_at: Mapped[datetime | None] = mapped_column(default=now)


class Code(InStudy, Base):
    """A label for what is said, with the rule for using it.

    Names are unique among the codes that belong to the whole team (`owner_key` empty) and among the codes of
    one coder in a blind round, never across the two: a clash would tell what a colleague has made. `edition` rises
    with every change of its name or rule; a retired code keeps its codings and is put on nothing more.
    `split_from_id` says which code it was made out of, which may be gone since.
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
    edition: Mapped[int] = mapped_column(default=1, server_default=text("1"))
    retired_at: Mapped[datetime | None]
    split_from_id: Mapped[UUID | None]


class MeaningUnit(InStudy, Base):
    """A passage that a coder keeps in a round. Keeping the same passage twice keeps it once.

    One that was `kept` for itself, or about which something is written, stays when its last code is taken off.
    One that was made `together` has the initials of all its makers, "AB + CD"; its coder is who typed.
    """

    __tablename__ = "meaning_unit"
    __table_args__ = (
        UniqueConstraint("study_id", "round_id", "coder_id", "transcript_id", "start", "end", "together"),
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
    together: Mapped[str] = mapped_column(default="", server_default=text("''"))


class UnitMaker(Base):
    """One of the members who made a meaning unit together."""

    __tablename__ = "unit_maker"
    __table_args__ = (belongs_to("meaning_unit", "unit_id"), belongs_to("member"))

    study_id: Mapped[UUID] = mapped_column(primary_key=True)
    unit_id: Mapped[UUID] = mapped_column(primary_key=True)
    member_id: Mapped[UUID] = mapped_column(primary_key=True)


class EnteredFor(Base):
    """Work done on paper that somebody typed for a member: a coding, meaning unit, code or reading.

    It stays when its subject goes, so that both can undo it.
    """

    __tablename__ = "entered_for"
    __table_args__ = (belongs_to("member"), belongs_to("member", "typed_by_id"))

    study_id: Mapped[UUID] = mapped_column(primary_key=True)
    subject_id: Mapped[UUID] = mapped_column(primary_key=True)
    member_id: Mapped[UUID]
    typed_by_id: Mapped[UUID]


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
    """One code on one meaning unit; with the mark that it belongs there and yet does not fit what the code says."""

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
    does_not_fit: Mapped[bool] = mapped_column(default=False, server_default=text("false"))
    created_at: Mapped[datetime] = mapped_column(default=now)
