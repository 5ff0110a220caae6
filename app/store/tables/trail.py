"""The trail: who did what, when, in a chain that shows if a row is altered, removed or moved."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.store.base import Base, belongs_to, of_study


class TrailHead(Base):
    """The end of a study's trail. Locked while a row is added; keyed with a secret outside the database."""

    __tablename__ = "trail_head"
    __table_args__ = (of_study(),)

    study_id: Mapped[UUID] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(default=0)
    hash: Mapped[str] = mapped_column(default="")
    seal: Mapped[str] = mapped_column(default="")


class TrailRow(Base):
    """One act. Its hash covers the row before it and the salted hash of its payload, not the payload."""

    __tablename__ = "trail_row"
    __table_args__ = (
        of_study(),
        belongs_to("member", "actor_id"),
        belongs_to("round"),
        Index(None, "study_id", "actor_id", "number"),
        Index(None, "study_id", "undoes"),
    )

    study_id: Mapped[UUID] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    actor_id: Mapped[UUID | None]
    act: Mapped[str]
    subject_id: Mapped[UUID | None]
    round_id: Mapped[UUID | None]
    undoes: Mapped[int | None]
    at: Mapped[datetime]
    payload_hash: Mapped[str]
    previous: Mapped[str]
    hash: Mapped[str]


class TrailPayload(Base):
    """What an act changed: references and settings as JSON, never words. It can be erased, and its salt with it."""

    __tablename__ = "trail_payload"
    __table_args__ = (
        ForeignKeyConstraint(["study_id", "number"], ["trail_row.study_id", "trail_row.number"], ondelete="RESTRICT"),
    )

    study_id: Mapped[UUID] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    salt: Mapped[str]
    payload: Mapped[str]
