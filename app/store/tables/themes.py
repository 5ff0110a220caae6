"""What the codes add up to: themes, subthemes and the quotes that speak for them."""

from uuid import UUID

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.store.base import Base, InStudy, belongs_to, of_study


class Theme(InStudy, Base):
    """A theme, or, with a parent, a subtheme."""

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


class ThemeCode(Base):
    """A code's place in a theme or subtheme; a code may serve two."""

    __tablename__ = "theme_code"
    __table_args__ = (belongs_to("theme"), belongs_to("code"), Index(None, "study_id", "code_id"))

    study_id: Mapped[UUID] = mapped_column(primary_key=True)
    theme_id: Mapped[UUID] = mapped_column(primary_key=True)
    code_id: Mapped[UUID] = mapped_column(primary_key=True)


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
