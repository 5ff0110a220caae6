"""A study's own facts: its questions, stakeholders, districts, focus groups and rounds."""

from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Select, bindparam, func, select
from sqlalchemy.orm import Session

from app.security.viewer import Viewer
from app.store.base import in_study
from app.store.counted import is_counted
from app.store.hot import ask
from app.store.tables import (
    District,
    FocusGroup,
    GuideQuestion,
    Participant,
    ResearchQuestion,
    Round,
    RoundState,
    Stakeholder,
    Study,
    Transcript,
)


class GroupLine(NamedTuple):
    """A focus group with its stakeholder and district, and how much is known of it."""

    id: UUID
    label: str
    stakeholder_id: UUID
    stakeholder: str
    short: str
    district_id: UUID | None
    district: str | None
    minutes: int | None
    participants: int
    transcripts: int


def study(session: Session, viewer: Viewer) -> Study:
    """Return the viewer's study."""
    return session.scalars(select(Study).where(Study.id == viewer.study_id)).one()


def hold(session: Session, viewer: Viewer) -> None:
    """Hold the study until the transaction ends: whoever else does so waits."""
    session.execute(select(Study.id).where(Study.id == viewer.study_id).with_for_update())


def research_questions(session: Session, viewer: Viewer) -> list[str]:
    """Return the research questions in their order."""
    asked = select(ResearchQuestion.words).where(ResearchQuestion.study_id == viewer.study_id)
    return list(session.scalars(asked.order_by(ResearchQuestion.position)))


def guide_questions(session: Session, viewer: Viewer) -> list[str]:
    """Return the guide questions in their order."""
    asked = select(GuideQuestion.words).where(GuideQuestion.study_id == viewer.study_id)
    return list(session.scalars(asked.order_by(GuideQuestion.position)))


def guide(session: Session, viewer: Viewer) -> list[GuideQuestion]:
    """Return the guide questions in their order, each with its id."""
    asked = select(GuideQuestion).where(GuideQuestion.study_id == viewer.study_id)
    return list(session.scalars(asked.order_by(GuideQuestion.position)))


def stakeholders(session: Session, viewer: Viewer) -> list[Stakeholder]:
    """Return the stakeholders in the study's order."""
    asked = select(Stakeholder).where(Stakeholder.study_id == viewer.study_id)
    return list(session.scalars(asked.order_by(Stakeholder.position)))


def districts(session: Session, viewer: Viewer) -> list[District]:
    """Return the districts by name."""
    asked = select(District).where(District.study_id == viewer.study_id)
    return list(session.scalars(asked.order_by(District.name)))


def focus_groups(session: Session, viewer: Viewer) -> list[GroupLine]:
    """Return the focus groups in order of stakeholder and label, with their participants and transcripts counted."""
    people = (
        select(func.count())
        .where(
            Participant.study_id == FocusGroup.study_id,
            Participant.focus_group_id == FocusGroup.id,
            is_counted(),
        )
        .scalar_subquery()
    )
    talks = (
        select(func.count())
        .where(Transcript.study_id == FocusGroup.study_id, Transcript.focus_group_id == FocusGroup.id)
        .scalar_subquery()
    )
    rows = session.execute(
        select(
            FocusGroup.id, FocusGroup.label, Stakeholder.id, Stakeholder.plural, Stakeholder.short,
            District.id, District.name, FocusGroup.minutes, people, talks,
        )
        .join(Stakeholder, in_study(FocusGroup.stakeholder_id, Stakeholder.id))
        .outerjoin(District, in_study(FocusGroup.district_id, District.id))
        .where(FocusGroup.study_id == viewer.study_id)
        .order_by(Stakeholder.position, FocusGroup.position, FocusGroup.label)
    )  # fmt: skip
    return [GroupLine(*row) for row in rows]


def stakeholder_of_groups(session: Session, viewer: Viewer) -> dict[str, tuple[str, str]]:
    """Return the stakeholder of each focus group, in singular and plural, by the label of the group."""
    rows = session.execute(
        select(FocusGroup.label, Stakeholder.name, Stakeholder.plural)
        .join(Stakeholder, in_study(FocusGroup.stakeholder_id, Stakeholder.id))
        .where(FocusGroup.study_id == viewer.study_id)
    )
    return {row[0]: (row[1], row[2]) for row in rows}


def rounds(session: Session, viewer: Viewer) -> list[Round]:
    """Return the rounds in their order."""
    return list(session.scalars(select(Round).where(Round.study_id == viewer.study_id).order_by(Round.position)))


def open_rounds(session: Session, viewer: Viewer) -> list[Round]:
    """Return the rounds that are open."""
    return [one for one in rounds(session, viewer) if one.state is RoundState.OPEN]


def round_of_work(session: Session, viewer: Viewer) -> Round | None:
    """Return the round that coding goes into now: the last one that is open."""
    asked = select(Round).where(
        Round.study_id == bindparam("study"), Round.id == _round_now().limit(1).scalar_subquery()
    )
    return session.scalar(asked, {"study": viewer.study_id})


def round_now(session: Session, viewer: Viewer) -> UUID | None:
    """Return the id of the round that coding goes into now."""
    found: UUID | None = ask(session, _round_now, study=viewer.study_id).scalar()
    return found


def _round_now() -> Select[UUID]:
    here = Round.study_id == bindparam("study"), Round.state == RoundState.OPEN
    return select(Round.id).where(*here).order_by(Round.position.desc())
