"""The codebook's own history: merged codes, earlier wordings, versions; and what is proposed and pinned."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.store.base import Base, InStudy, belongs_to, choice, now, of_study


class Answer(StrEnum):
    """What a coder did with a proposal to recode."""

    TAKEN = "taken"
    LEFT = "left"


class StandsFor(Base):
    """That a code was merged into another one. It keeps its codings; each counts as one of the other code."""

    __tablename__ = "stands_for"
    __table_args__ = (
        CheckConstraint("code_id <> target_id", name="other"),
        of_study(),
        belongs_to("code"),
        belongs_to("code", "target_id"),
        Index(None, "study_id", "target_id"),
    )

    study_id: Mapped[UUID] = mapped_column(primary_key=True)
    code_id: Mapped[UUID] = mapped_column(primary_key=True)
    target_id: Mapped[UUID]


class CodeWording(InStudy, Base):
    """A code's name and rule as they were in an earlier edition, and who wrote the next one when."""

    __tablename__ = "code_wording"
    __table_args__ = (
        UniqueConstraint("study_id", "code_id", "edition"),
        of_study(),
        belongs_to("code"),
        belongs_to("member", "replaced_by_id"),
    )

    code_id: Mapped[UUID]
    edition: Mapped[int]
    was_called: Mapped[str]
    definition: Mapped[str]
    use_when: Mapped[str]
    do_not_use_when: Mapped[str]
    example: Mapped[str]
    near_miss: Mapped[str]
    replaced_by_id: Mapped[UUID]
    replaced_at: Mapped[datetime] = mapped_column(default=now)


class CodebookVersion(InStudy, Base):
    """The team's codebook as it was at one moment, kept for a reason."""

    __tablename__ = "codebook_version"
    __table_args__ = (
        UniqueConstraint("study_id", "number"),
        CheckConstraint("length(trim(reason)) > 0", name="reason"),
        of_study(),
        belongs_to("member", "made_by_id"),
    )

    number: Mapped[int]
    reason: Mapped[str]
    made_by_id: Mapped[UUID]
    made_at: Mapped[datetime] = mapped_column(default=now)
    codebook_revision: Mapped[int]


class VersionTheme(InStudy, Base):
    """A theme as a version keeps it. `theme_id` points at nothing: the theme may be gone since."""

    __tablename__ = "version_theme"
    __table_args__ = (
        UniqueConstraint("study_id", "version_id", "theme_id"),
        of_study(),
        belongs_to("codebook_version", "version_id"),
    )

    version_id: Mapped[UUID]
    theme_id: Mapped[UUID]
    parent_id: Mapped[UUID | None]
    position: Mapped[int]
    was_called: Mapped[str]
    central_idea: Mapped[str]


class VersionCode(InStudy, Base):
    """A code as a version keeps it. `themes` are the ids of the themes that it was in, one blank between.

    `code_id`, `target_id` and `split_from_id` point at nothing: the code may be gone since.
    """

    __tablename__ = "version_code"
    __table_args__ = (
        UniqueConstraint("study_id", "version_id", "code_id"),
        of_study(),
        belongs_to("codebook_version", "version_id"),
    )

    version_id: Mapped[UUID]
    code_id: Mapped[UUID]
    target_id: Mapped[UUID | None]
    split_from_id: Mapped[UUID | None]
    retired: Mapped[bool]
    position: Mapped[int]
    themes: Mapped[str]
    was_called: Mapped[str]
    definition: Mapped[str]
    use_when: Mapped[str]
    do_not_use_when: Mapped[str]
    example: Mapped[str]
    near_miss: Mapped[str]


class Proposal(InStudy, Base):
    """That a coder may want to give one of their codings another code, after a code was split.

    `coding_id` points at nothing: the coding may be taken off before anybody answers.
    """

    __tablename__ = "proposal"
    __table_args__ = (
        UniqueConstraint("study_id", "coding_id", "from_code_id"),
        of_study(),
        belongs_to("code", "from_code_id"),
        belongs_to("code", "to_code_id"),
        belongs_to("member", "proposed_by_id"),
    )

    coding_id: Mapped[UUID]
    from_code_id: Mapped[UUID]
    to_code_id: Mapped[UUID]
    proposed_by_id: Mapped[UUID]
    made_at: Mapped[datetime] = mapped_column(default=now)
    answer: Mapped[Answer | None] = mapped_column(choice(Answer))


class Pin(Base):
    """A code that a member has on one of the keys 1 to 9."""

    __tablename__ = "pin"
    __table_args__ = (
        UniqueConstraint("study_id", "member_id", "code_id"),
        CheckConstraint("key BETWEEN 1 AND 9", name="key"),
        of_study(),
        belongs_to("member"),
        belongs_to("code"),
    )

    study_id: Mapped[UUID] = mapped_column(primary_key=True)
    member_id: Mapped[UUID] = mapped_column(primary_key=True)
    key: Mapped[int] = mapped_column(primary_key=True)
    code_id: Mapped[UUID]
