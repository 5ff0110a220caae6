"""What themes and places of codes were before: kept by every action that changes them.

Kept in tables of their own and not read from the trail: names are words, which the trail never holds, and a
co-researcher may look at earlier boards but not into the trail. An edition or a stay is one row with its beginning and
its end, so any moment can be asked for, and a move of one code among three hundred keeps one row.
"""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from app.security.viewer import Viewer
from app.store.base import now
from app.store.tables import PlaceHeld, Theme, ThemeCode, ThemeEdition


def keep_edition(
    session: Session, viewer: Viewer, theme: Theme, *, merged_into: UUID | None = None, at: datetime | None = None
) -> None:
    """Keep a theme as it now is; what it was before ends."""
    moment = at or now()
    end_edition(session, viewer, theme.id, moment)
    session.add(
        ThemeEdition(
            study_id=viewer.study_id, id=uuid4(), theme_id=theme.id, edition=theme.edition, parent_id=theme.parent_id,
            position=theme.position, was_called=theme.name, central_idea=theme.central_idea, is_not=theme.is_not,
            state=theme.state, why=theme.why, merged_into_id=merged_into, made_by_id=viewer.member_id, since=moment,
        )
    )  # fmt: skip
    session.flush()


def end_edition(session: Session, viewer: Viewer, theme_id: UUID, at: datetime) -> None:
    """End what a theme was."""
    running = ThemeEdition.theme_id == theme_id, ThemeEdition.until.is_(None)
    session.execute(update(ThemeEdition).where(ThemeEdition.study_id == viewer.study_id, *running).values(until=at))


def put_codes(session: Session, viewer: Viewer, theme_id: UUID, code_ids: Collection[UUID], at: datetime) -> int:
    """Put codes into a theme that are not there yet; return how many."""
    here = ThemeCode.study_id == viewer.study_id, ThemeCode.theme_id == theme_id
    there = set(session.scalars(select(ThemeCode.code_id).where(*here, ThemeCode.code_id.in_(list(code_ids)))))
    new = [code for code in dict.fromkeys(code_ids) if code not in there]
    if new:
        of_study = {"study_id": viewer.study_id, "theme_id": theme_id}
        session.execute(insert(ThemeCode), [{**of_study, "code_id": code} for code in new])
        stay = {**of_study, "put_by_id": viewer.member_id, "since": at}
        session.execute(insert(PlaceHeld), [{**stay, "id": uuid4(), "code_id": code} for code in new])
    return len(new)


def take_codes(session: Session, viewer: Viewer, theme_id: UUID, code_ids: Collection[UUID], at: datetime) -> None:
    """Take codes out of a theme."""
    here = ThemeCode.study_id == viewer.study_id, ThemeCode.theme_id == theme_id
    session.execute(delete(ThemeCode).where(*here, ThemeCode.code_id.in_(list(code_ids))))
    stays = PlaceHeld.study_id == viewer.study_id, PlaceHeld.theme_id == theme_id, PlaceHeld.until.is_(None)
    ended = update(PlaceHeld).where(*stays, PlaceHeld.code_id.in_(list(code_ids)))
    session.execute(ended.values(until=at, taken_by_id=viewer.member_id))
