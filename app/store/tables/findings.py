"""What the study finds: its sentences, the passages behind them, and the words that it uses for counts."""

from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.store.base import Base, InStudy, belongs_to, choice, of_study


class CountedLevel(StrEnum):
    """What a finding counts."""

    FOCUS_GROUPS = "focus groups"
    PARTICIPANTS = "participants"


class Bearing(StrEnum):
    """How a passage bears on a finding."""

    SUPPORTS = "supports"
    QUALIFIES = "qualifies"
    CONTRADICTS = "contradicts"


class Finding(InStudy, Base):
    """One sentence of a theme or subtheme. Without stakeholder and district it speaks of everybody."""

    __tablename__ = "finding"
    __table_args__ = (
        CheckConstraint("length(trim(sentence)) > 0", name="sentence"),
        of_study(),
        belongs_to("theme"),
        belongs_to("stakeholder"),
        belongs_to("district"),
        Index(None, "study_id", "theme_id"),
    )

    theme_id: Mapped[UUID]
    position: Mapped[int]
    sentence: Mapped[str]
    level: Mapped[CountedLevel] = mapped_column(choice(CountedLevel))
    stakeholder_id: Mapped[UUID | None]
    district_id: Mapped[UUID | None]


class FindingPassage(Base):
    """A meaning unit that supports, qualifies or contradicts a finding."""

    __tablename__ = "finding_passage"
    __table_args__ = (belongs_to("finding"), belongs_to("meaning_unit", "unit_id"), Index(None, "study_id", "unit_id"))

    study_id: Mapped[UUID] = mapped_column(primary_key=True)
    finding_id: Mapped[UUID] = mapped_column(primary_key=True)
    unit_id: Mapped[UUID] = mapped_column(primary_key=True)
    bearing: Mapped[Bearing] = mapped_column(choice(Bearing))


class ThemeQuestion(Base):
    """That a guide question is about a theme or subtheme: where it was not asked, silence means something else."""

    __tablename__ = "theme_question"
    __table_args__ = (belongs_to("theme"), belongs_to("guide_question"))

    study_id: Mapped[UUID] = mapped_column(primary_key=True)
    theme_id: Mapped[UUID] = mapped_column(primary_key=True)
    guide_question_id: Mapped[UUID] = mapped_column(primary_key=True)


class DefinedWords(Base):
    """From how many the study says several, and from what percentage many, most and almost all; nothing is no word.

    For focus groups the number for several stands in the study.
    """

    __tablename__ = "defined_words"
    __table_args__ = (
        of_study(),
        CheckConstraint("several IS NULL OR several > 1", name="several"),
        CheckConstraint(
            "coalesce(many, 1) BETWEEN 1 AND 99 AND coalesce(most, 51) BETWEEN 51 AND 99"
            " AND coalesce(almost_all, 51) BETWEEN 51 AND 99",
            name="shares",
        ),
    )

    study_id: Mapped[UUID] = mapped_column(primary_key=True)
    level: Mapped[CountedLevel] = mapped_column(choice(CountedLevel), primary_key=True)
    several: Mapped[int | None]
    many: Mapped[int | None]
    most: Mapped[int | None]
    almost_all: Mapped[int | None]
