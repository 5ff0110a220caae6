"""What the codes add up to: themes, subthemes and the quotes that speak for them, as they are and as they were."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from app.store.base import Base, InStudy, belongs_to, choice, of_study


class ThemeState(StrEnum):
    """How far a theme is."""

    CANDIDATE = "candidate"
    REVIEWED = "reviewed"
    DEFINED = "defined"
    DISCARDED = "discarded"


class Theme(InStudy, Base):
    """A theme, or, with a parent, a subtheme.

    `edition` rises with every change of what stands here, and `why` is the reason of one that was discarded. It
    keeps its codes, so that it can be taken back.
    """

    __tablename__ = "theme"
    __table_args__ = (
        UniqueConstraint("study_id", "name"),
        CheckConstraint("length(trim(name)) > 0", name="name"),
        of_study(),
        belongs_to("theme", "parent_id"),
    )

    parent_id: Mapped[UUID | None]
    position: Mapped[int]
    name: Mapped[str]
    central_idea: Mapped[str] = mapped_column(default="")
    is_not: Mapped[str] = mapped_column(default="", server_default=text("''"))
    state: Mapped[ThemeState] = mapped_column(
        choice(ThemeState), default=ThemeState.CANDIDATE, server_default=text("'candidate'")
    )
    why: Mapped[str] = mapped_column(default="", server_default=text("''"))
    edition: Mapped[int] = mapped_column(default=1, server_default=text("1"))


class ThemeCode(Base):
    """A code's place in a theme or subtheme; a code may serve two."""

    __tablename__ = "theme_code"
    __table_args__ = (belongs_to("theme"), belongs_to("code"), Index(None, "study_id", "code_id"))

    study_id: Mapped[UUID] = mapped_column(primary_key=True)
    theme_id: Mapped[UUID] = mapped_column(primary_key=True)
    code_id: Mapped[UUID] = mapped_column(primary_key=True)


class ThemeEdition(InStudy, Base):
    """A theme as it is, or was until `until`, and who made it so.

    `theme_id`, `parent_id` and `merged_into_id` point at nothing: a theme without anything in it can be removed.
    """

    __tablename__ = "theme_edition"
    __table_args__ = (
        UniqueConstraint("study_id", "theme_id", "edition"),
        of_study(),
        belongs_to("member", "made_by_id"),
    )

    theme_id: Mapped[UUID]
    edition: Mapped[int]
    parent_id: Mapped[UUID | None]
    position: Mapped[int]
    was_called: Mapped[str]
    central_idea: Mapped[str]
    is_not: Mapped[str]
    state: Mapped[ThemeState] = mapped_column(choice(ThemeState))
    why: Mapped[str]
    merged_into_id: Mapped[UUID | None]
    made_by_id: Mapped[UUID | None]
    since: Mapped[datetime]
    until: Mapped[datetime | None]


class PlaceHeld(InStudy, Base):
    """That a code is in a theme, or was until `until`; who put it there, and who took it out.

    `theme_id` points at nothing: a theme without anything in it can be removed.
    """

    __tablename__ = "place_held"
    __table_args__ = (
        of_study(),
        belongs_to("code"),
        belongs_to("member", "put_by_id"),
        belongs_to("member", "taken_by_id"),
        Index(None, "study_id", "code_id"),
    )

    theme_id: Mapped[UUID]
    code_id: Mapped[UUID]
    put_by_id: Mapped[UUID | None]
    since: Mapped[datetime]
    taken_by_id: Mapped[UUID | None]
    until: Mapped[datetime | None]


class Quote(InStudy, Base):
    """A meaning unit chosen to speak for a theme or subtheme."""

    __tablename__ = "quote"
    __table_args__ = (
        UniqueConstraint("study_id", "theme_id", "unit_id"),
        of_study(),
        belongs_to("theme"),
        belongs_to("meaning_unit", "unit_id"),
        belongs_to("member", "chosen_by_id"),
    )

    theme_id: Mapped[UUID]
    unit_id: Mapped[UUID]
    chosen_by_id: Mapped[UUID]
    position: Mapped[int]
