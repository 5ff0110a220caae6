"""Findings with the passages behind them, the words a study defines, and which questions are about which theme."""

from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from app.importing.roles import Move
from app.security.viewer import Viewer
from app.store.base import in_study
from app.store.counted import is_counted
from app.store.queries.transcripts import NotInThisStudy
from app.store.tables import (
    Bearing,
    CountedLevel,
    DefinedWords,
    Finding,
    FindingPassage,
    FocusGroup,
    MeaningUnit,
    Participant,
    ThemeQuestion,
    Transcript,
    Turn,
    UnitTurn,
)
from app.store.visible import visible


class PassageLine(NamedTuple):
    """A passage of a finding, where it lies and how it bears on it."""

    finding_id: UUID
    bearing: Bearing
    unit_id: UUID
    transcript_id: UUID
    focus_group_id: UUID
    focus_group: str
    start: int
    end: int
    first_turn: int
    last_turn: int


class HeardLine(NamedTuple):
    """That a participant who is counted speaks in a passage; the person only where their turns carry it."""

    unit_id: UUID
    focus_group_id: UUID
    person_id: UUID
    voice: bool


def findings(session: Session, viewer: Viewer) -> list[Finding]:
    """Return the findings of all themes, in their order."""
    asked = select(Finding).where(Finding.study_id == viewer.study_id)
    return list(session.scalars(asked.order_by(Finding.position, Finding.id)))


def finding(session: Session, viewer: Viewer, finding_id: UUID) -> Finding:
    """Return one finding; raises NotInThisStudy."""
    found = session.scalar(select(Finding).where(Finding.study_id == viewer.study_id, Finding.id == finding_id))
    if found is None:
        raise NotInThisStudy
    return found


def finding_passages(session: Session, viewer: Viewer) -> list[PassageLine]:
    """Return the passages of all findings that the viewer may see, in the order of the focus groups and of the talk."""
    asked: Select[*tuple[Any, ...]] = (
        select(
            FindingPassage.finding_id, FindingPassage.bearing, MeaningUnit.id, Transcript.id, FocusGroup.id,
            FocusGroup.label, MeaningUnit.start, MeaningUnit.end, MeaningUnit.first_turn, MeaningUnit.last_turn,
        )
        .join(MeaningUnit, in_study(FindingPassage.unit_id, MeaningUnit.id))
        .join(Transcript, in_study(MeaningUnit.transcript_id, Transcript.id))
        .join(FocusGroup, in_study(Transcript.focus_group_id, FocusGroup.id))
        .where(visible(viewer, FindingPassage), visible(viewer, MeaningUnit))
        .order_by(FocusGroup.position, FocusGroup.label, Transcript.id, MeaningUnit.start, MeaningUnit.id)
    )  # fmt: skip
    return [PassageLine(*row) for row in session.execute(asked)]


def heard_in_findings(session: Session, viewer: Viewer) -> list[HeardLine]:
    """Return who is heard in the passages of findings: only participants who are counted."""
    rows = session.execute(
        select(UnitTurn.unit_id, Participant.focus_group_id, Participant.person_id, UnitTurn.voice)
        .join(FindingPassage, in_study(FindingPassage.unit_id, UnitTurn.unit_id))
        .join(Participant, in_study(UnitTurn.participant_id, Participant.id))
        .where(visible(viewer, UnitTurn), visible(viewer, FindingPassage), is_counted())
        .distinct()
    )
    return [HeardLine(*row) for row in rows]


def passage(session: Session, viewer: Viewer, finding_id: UUID, unit_id: UUID) -> FindingPassage | None:
    """Return a passage of a finding, if it is one and the viewer may see it."""
    return session.scalar(
        select(FindingPassage).where(
            visible(viewer, FindingPassage), FindingPassage.finding_id == finding_id, FindingPassage.unit_id == unit_id
        )
    )


def defined_words(session: Session, viewer: Viewer) -> dict[CountedLevel, DefinedWords]:
    """Return the words that the study has defined for focus groups and for participants."""
    rows = session.scalars(select(DefinedWords).where(DefinedWords.study_id == viewer.study_id))
    return {row.level: row for row in rows}


def theme_questions(session: Session, viewer: Viewer) -> dict[UUID, set[UUID]]:
    """Return, for each theme or subtheme, the guide questions that are about it."""
    asked = select(ThemeQuestion.theme_id, ThemeQuestion.guide_question_id)
    found: dict[UUID, set[UUID]] = {}
    for theme_id, question_id in session.execute(asked.where(ThemeQuestion.study_id == viewer.study_id)):
        found.setdefault(theme_id, set()).add(question_id)
    return found


def questions_asked(session: Session, viewer: Viewer) -> dict[UUID, set[UUID]]:
    """Return, for each guide question, the focus groups in which a moderator's turn is known to ask it."""
    rows = session.execute(
        select(Turn.guide_question_id, Transcript.focus_group_id)
        .join(Transcript, in_study(Turn.transcript_id, Transcript.id))
        .where(Turn.study_id == viewer.study_id, Turn.move == Move.QUESTION, Turn.guide_question_id.is_not(None))
        .distinct()
    )
    found: dict[UUID, set[UUID]] = {}
    for question_id, group_id in rows:
        if question_id is not None:
            found.setdefault(question_id, set()).add(group_id)
    return found
