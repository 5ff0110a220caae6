"""The steps of the study's method, and where the team is in them."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.security.viewer import Viewer
from app.store.base import in_study
from app.store.queries.transcripts import NotInThisStudy
from app.store.tables import Artefact, Member, Step, StepArtefact, StepMove


@dataclass(frozen=True, slots=True)
class StepLine:
    """A step with what its board shows."""

    id: UUID
    name: str
    about: str
    artefacts: frozenset[Artefact]


class MoveLine(NamedTuple):
    """That somebody went on, or back, to a step."""

    step_id: UUID
    initials: str
    back: bool
    words: str
    at: datetime


def steps(session: Session, viewer: Viewer) -> list[StepLine]:
    """Return the steps in their order, in two statements."""
    asked = select(StepArtefact.step_id, StepArtefact.artefact).where(StepArtefact.study_id == viewer.study_id)
    shown: dict[UUID, set[Artefact]] = {}
    for step_id, artefact in session.execute(asked):
        shown.setdefault(step_id, set()).add(artefact)
    rows = session.execute(
        select(Step.id, Step.name, Step.about).where(Step.study_id == viewer.study_id).order_by(Step.position, Step.id)
    )
    return [StepLine(*row, frozenset(shown.get(row[0], ()))) for row in rows]


def all_steps(session: Session, viewer: Viewer) -> list[Step]:
    """Return the steps in their order, to be changed."""
    asked = select(Step).where(Step.study_id == viewer.study_id)
    return list(session.scalars(asked.order_by(Step.position, Step.id)))


def step(session: Session, viewer: Viewer, step_id: UUID) -> Step:
    """Return one step; raises NotInThisStudy."""
    found = session.scalar(select(Step).where(Step.study_id == viewer.study_id, Step.id == step_id))
    if found is None:
        raise NotInThisStudy
    return found


def moves(session: Session, viewer: Viewer) -> list[MoveLine]:
    """Return every going on and going back, oldest first."""
    rows = session.execute(
        select(StepMove.step_id, Member.initials, StepMove.back, StepMove.words, StepMove.at)
        .join(Member, in_study(StepMove.moved_by_id, Member.id))
        .where(StepMove.study_id == viewer.study_id)
        .order_by(StepMove.at, StepMove.id)
    )
    return [MoveLine(*row) for row in rows]
