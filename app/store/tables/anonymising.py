"""How a transcript was made anonymous: who signed for it, what was counted, and whether a key exists elsewhere."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.importing.roles import Kind
from app.store.base import Base, InStudy, belongs_to, choice, now, of_study


class Screening(InStudy, Base):
    """A member's signature under the anonymising of a transcript, with counts and never an original.

    `counts` is JSON: for each category how many identifiers were replaced and kept. `words_hash` is the SHA-256 of the
    anonymised words, so that the same transcript is not stored twice. `reopened_at` is set when the words change.
    """

    __tablename__ = "screening"
    __table_args__ = (
        UniqueConstraint("study_id", "transcript_id"),
        of_study(),
        belongs_to("transcript"),
        belongs_to("member", "signed_by_id"),
    )

    transcript_id: Mapped[UUID]
    signed_by_id: Mapped[UUID]
    signed_at: Mapped[datetime] = mapped_column(default=now)
    version: Mapped[str]
    counts: Mapped[str]
    words_hash: Mapped[str]
    reopened_at: Mapped[datetime | None]


class KeyFile(InStudy, Base):
    """That somebody took out a key to a transcript's names. As long as one exists the study is pseudonymised."""

    __tablename__ = "key_file"
    __table_args__ = (of_study(), belongs_to("member", "made_by_id"), belongs_to("member", "destroyed_by_id"))

    made_by_id: Mapped[UUID]
    made_at: Mapped[datetime] = mapped_column(default=now)
    destroyed_by_id: Mapped[UUID | None]
    destroyed_at: Mapped[datetime | None]


class LabelChoice(Base):
    """What a label meant in the study's earlier transcripts. Only labels that are no names are kept."""

    __tablename__ = "label_choice"
    __table_args__ = (of_study(),)

    study_id: Mapped[UUID] = mapped_column(primary_key=True)
    label: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[Kind] = mapped_column(choice(Kind))
