"""What is under way: forms that were sent, and long work in the worker process."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.store.base import Base, InStudy, belongs_to, choice, now, of_study


class JobState(StrEnum):
    """Where long work is."""

    RUNNING = "running"
    DONE = "done"
    REFUSED = "refused"
    FAILED = "failed"


class Operation(Base):
    """A form that was carried out; sent again, it is not carried out again."""

    __tablename__ = "operation"

    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id", ondelete="RESTRICT"), primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(default=now)


class Job(InStudy, Base):
    """Long work, how far it is, and how it ended; never what it read."""

    __tablename__ = "job"
    __table_args__ = (
        CheckConstraint("progress BETWEEN 0 AND 100", name="progress"),
        of_study(),
        belongs_to("member"),
    )

    member_id: Mapped[UUID]
    kind: Mapped[str]
    state: Mapped[JobState] = mapped_column(choice(JobState))
    progress: Mapped[int] = mapped_column(default=0)
    started_at: Mapped[datetime] = mapped_column(default=now)
    ended_at: Mapped[datetime | None]
