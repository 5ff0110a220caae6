"""How much of everything there is and by whom, for the board of the steps: each in one grouped statement."""

from typing import NamedTuple
from uuid import UUID

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from app.security.viewer import Viewer
from app.store.base import in_study
from app.store.tables import Code, Coding, MeaningUnit, Member, Quote, Transcript
from app.store.visible import visible


class UnitCount(NamedTuple):
    """A coder's meaning units: how many, how many of them put in short, and how many without a code."""

    initials: str
    units: int
    condensed: int
    uncoded: int


class QuoteCount(NamedTuple):
    """How many quotes a member chose for a theme from a focus group."""

    theme_id: UUID
    focus_group_id: UUID
    initials: str
    quotes: int


def units(session: Session, viewer: Viewer) -> list[UnitCount]:
    """Return the meaning units that the viewer may see, by coder."""
    coded = select(Coding.unit_id).where(visible(viewer, Coding))
    rows = session.execute(
        select(
            Member.initials, func.count(), func.sum(case((MeaningUnit.condensation != "", 1), else_=0)),
            func.sum(case((MeaningUnit.id.in_(coded), 0), else_=1)),
        )
        .select_from(MeaningUnit)
        .join(Member, in_study(MeaningUnit.coder_id, Member.id))
        .where(visible(viewer, MeaningUnit))
        .group_by(Member.initials)
    )  # fmt: skip
    return [UnitCount(*row) for row in rows]


def without_units(session: Session, viewer: Viewer) -> list[str]:
    """Return the titles of the transcripts in which the viewer sees no meaning unit."""
    held = select(MeaningUnit.transcript_id).where(visible(viewer, MeaningUnit))
    asked = select(Transcript.title).where(Transcript.study_id == viewer.study_id, Transcript.id.not_in(held))
    return list(session.scalars(asked.order_by(Transcript.imported_at, Transcript.id)))


def code_makers(session: Session, viewer: Viewer) -> list[tuple[str, int]]:
    """Return who made how many of the codes that the viewer may see."""
    rows = session.execute(
        select(Member.initials, func.count())
        .select_from(Code)
        .join(Member, in_study(Code.made_by_id, Member.id))
        .where(visible(viewer, Code))
        .group_by(Member.initials)
    )
    return [(row[0], row[1]) for row in rows]


def quotes(session: Session, viewer: Viewer) -> list[QuoteCount]:
    """Return how many of the quotes that the viewer may see each member chose, by theme and focus group."""
    rows = session.execute(
        select(Quote.theme_id, Transcript.focus_group_id, Member.initials, func.count())
        .join(MeaningUnit, in_study(Quote.unit_id, MeaningUnit.id))
        .join(Transcript, in_study(MeaningUnit.transcript_id, Transcript.id))
        .join(Member, in_study(Quote.chosen_by_id, Member.id))
        .where(visible(viewer, Quote), visible(viewer, MeaningUnit))
        .group_by(Quote.theme_id, Transcript.focus_group_id, Member.initials)
    )
    return [QuoteCount(*row) for row in rows]
