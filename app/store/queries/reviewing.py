"""How themes were tried: checks, cases that do not fit, what participants said, and where their words come from."""

from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Select, and_, func, select
from sqlalchemy.orm import Session

from app.security.viewer import Viewer
from app.store.base import in_study
from app.store.queries.coding import signed
from app.store.queries.standing import counted, merges
from app.store.tables import (
    CaseAnswer,
    Check,
    CheckAnswer,
    Code,
    Coding,
    FocusGroup,
    MeaningUnit,
    Member,
    Reflection,
    ReviewCheck,
    ThemeCode,
    Transcript,
)
from app.store.visible import visible


class CheckLine(NamedTuple):
    """What a member found when reviewing a theme."""

    theme_id: UUID
    asked: Check
    answer: CheckAnswer
    words: str
    member_id: UUID
    initials: str
    at: datetime


class ReflectionLine(NamedTuple):
    """What participants said when they were shown a theme."""

    id: UUID
    focus_group: str | None
    said_on: date
    words: str
    initials: str


class Case(NamedTuple):
    """A coding of one of a theme's codes that does not fit, as a passage to be shown."""

    coding_id: UUID
    theme_id: UUID
    code: str
    unit_id: UUID
    initials: str
    transcript_id: UUID
    focus_group: str
    start: int
    end: int
    first_turn: int
    last_turn: int


class FitLine(NamedTuple):
    """A coding of a meaning unit, and whether its coder has marked it as one that does not fit."""

    id: UUID
    code: str
    does_not_fit: bool


class AnswerLine(NamedTuple):
    """What a member answered to a case."""

    theme_id: UUID
    coding_id: UUID
    words: str
    initials: str
    at: datetime


def checks(session: Session, viewer: Viewer, theme_id: UUID | None = None) -> list[CheckLine]:
    """Return the answers to review checks, newest first: of one theme or of all."""
    asked = (
        select(
            ReviewCheck.theme_id, ReviewCheck.asked, ReviewCheck.answer, ReviewCheck.words, ReviewCheck.member_id,
            Member.initials, ReviewCheck.at,
        )
        .join(Member, in_study(ReviewCheck.member_id, Member.id))
        .where(ReviewCheck.study_id == viewer.study_id)
        .order_by(ReviewCheck.at.desc(), ReviewCheck.id)
    )  # fmt: skip
    if theme_id is not None:
        asked = asked.where(ReviewCheck.theme_id == theme_id)
    return [CheckLine(*row) for row in session.execute(asked)]


def reflections(session: Session, viewer: Viewer, theme_id: UUID) -> list[ReflectionLine]:
    """Return what participants said when shown a theme, newest first."""
    rows = session.execute(
        select(Reflection.id, FocusGroup.label, Reflection.said_on, Reflection.words, Member.initials)
        .outerjoin(FocusGroup, in_study(Reflection.focus_group_id, FocusGroup.id))
        .join(Member, in_study(Reflection.written_by_id, Member.id))
        .where(Reflection.study_id == viewer.study_id, Reflection.theme_id == theme_id)
        .order_by(Reflection.said_on.desc(), Reflection.written_at.desc(), Reflection.id)
    )
    return [ReflectionLine(*row) for row in rows]


def cases(session: Session, viewer: Viewer, theme_id: UUID | None = None) -> list[Case]:
    """Return the codings in a theme, or in any, that do not fit, in the order of the focus groups and of the talk."""
    merged = merges(viewer)
    asked: Select[*tuple[Any, ...]] = (
        select(
            Coding.id, ThemeCode.theme_id, Code.name, MeaningUnit.id, signed(), MeaningUnit.transcript_id,
            FocusGroup.label, MeaningUnit.start, MeaningUnit.end, MeaningUnit.first_turn, MeaningUnit.last_turn,
        )
        .join(MeaningUnit, in_study(Coding.unit_id, MeaningUnit.id))
        .outerjoin(merged, Coding.code_id == merged.c.id)
        .join(Code, and_(Coding.study_id == Code.study_id, counted(merged) == Code.id))
        .join(ThemeCode, in_study(ThemeCode.code_id, Code.id))
        .join(Member, in_study(MeaningUnit.coder_id, Member.id))
        .join(Transcript, in_study(MeaningUnit.transcript_id, Transcript.id))
        .join(FocusGroup, in_study(Transcript.focus_group_id, FocusGroup.id))
        .where(visible(viewer, Coding), visible(viewer, MeaningUnit), visible(viewer, Code), Coding.does_not_fit)
        .order_by(FocusGroup.position, FocusGroup.label, Transcript.id, MeaningUnit.start, Coding.id)
    )  # fmt: skip
    if theme_id is not None:
        asked = asked.where(ThemeCode.theme_id == theme_id)
    return [Case(*row) for row in session.execute(asked)]


def answers(session: Session, viewer: Viewer, theme_id: UUID | None = None) -> list[AnswerLine]:
    """Return the answers to the cases that the viewer may see, oldest first: in one theme or in all."""
    asked = (
        select(CaseAnswer.theme_id, CaseAnswer.coding_id, CaseAnswer.words, Member.initials, CaseAnswer.at)
        .join(Coding, in_study(CaseAnswer.coding_id, Coding.id))
        .join(Member, in_study(CaseAnswer.member_id, Member.id))
        .where(visible(viewer, Coding), CaseAnswer.study_id == viewer.study_id)
        .order_by(CaseAnswer.at, CaseAnswer.id)
    )
    if theme_id is not None:
        asked = asked.where(CaseAnswer.theme_id == theme_id)
    return [AnswerLine(*row) for row in session.execute(asked)]


def fitting(session: Session, viewer: Viewer, unit_id: UUID) -> list[FitLine]:
    """Return the codings of a meaning unit, by the code that was put on, and whether each fits."""
    rows = session.execute(
        select(Coding.id, Code.name, Coding.does_not_fit)
        .join(Code, in_study(Coding.code_id, Code.id))
        .where(visible(viewer, Coding), visible(viewer, Code), Coding.unit_id == unit_id)
        .order_by(func.lower(Code.name), Code.id)
    )
    return [FitLine(*row) for row in rows]


def is_reviewed(session: Session, viewer: Viewer, theme_id: UUID) -> bool:
    """Say whether anything is kept about a theme that would be lost with it."""
    return any(
        session.scalar(select(func.count()).where(table.study_id == viewer.study_id, table.theme_id == theme_id))
        for table in (ReviewCheck, CaseAnswer, Reflection)
    )
