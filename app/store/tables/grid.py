"""The team's own summaries of what is said about a theme, and who agrees, dissents or gives an example."""

from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.store.base import Base, InStudy, belongs_to, choice, of_study


class Response(StrEnum):
    """What somebody does with a theme when it comes up."""

    AGREE = "agree"
    DISSENT = "dissent"
    EXAMPLE = "example"
    SILENT = "silent"


class Summary(InStudy, Base):
    """What one focus group, or one participant, says about a theme or subtheme, in the team's words."""

    __tablename__ = "summary"
    __table_args__ = (
        UniqueConstraint("study_id", "theme_id", "focus_group_id"),
        UniqueConstraint("study_id", "theme_id", "participant_id"),
        CheckConstraint("(focus_group_id IS NULL) <> (participant_id IS NULL)", name="of_one"),
        CheckConstraint("length(trim(words)) > 0", name="words"),
        of_study(),
        belongs_to("theme"),
        belongs_to("focus_group"),
        belongs_to("participant"),
    )

    theme_id: Mapped[UUID]
    focus_group_id: Mapped[UUID | None]
    participant_id: Mapped[UUID | None]
    words: Mapped[str]
    finished: Mapped[bool]


class ThemeResponse(Base):
    """How the team reads one participant on one theme or subtheme."""

    __tablename__ = "theme_response"
    __table_args__ = (belongs_to("theme"), belongs_to("participant"))

    study_id: Mapped[UUID] = mapped_column(primary_key=True)
    theme_id: Mapped[UUID] = mapped_column(primary_key=True)
    participant_id: Mapped[UUID] = mapped_column(primary_key=True)
    response: Mapped[Response] = mapped_column(choice(Response))
