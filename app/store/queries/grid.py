"""The team's summaries, and how participants respond to themes."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.security.viewer import Viewer
from app.store.tables import Response, Summary, ThemeResponse


def summaries(session: Session, viewer: Viewer) -> dict[tuple[UUID, UUID], Summary]:
    """Return every summary by its theme and the focus group or participant that it is of."""
    found = session.scalars(select(Summary).where(Summary.study_id == viewer.study_id))
    return {(one.theme_id, one.focus_group_id or one.participant_id or one.id): one for one in found}


def responses(session: Session, viewer: Viewer) -> dict[tuple[UUID, UUID], Response]:
    """Return how each participant responds to each theme, as far as the team has said so."""
    rows = session.execute(
        select(ThemeResponse.theme_id, ThemeResponse.participant_id, ThemeResponse.response)
        .where(ThemeResponse.study_id == viewer.study_id)
    )  # fmt: skip
    return {(row[0], row[1]): row[2] for row in rows}
