"""Themes and places of codes as they were: every edition and every stay, with who made them."""

from collections.abc import Collection
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.orm import Session, aliased

from app.security.viewer import Viewer
from app.store.base import in_study
from app.store.tables import Code, Member, PlaceHeld, ThemeEdition, ThemeState
from app.store.visible import visible


class EditionLine(NamedTuple):
    """A theme as it was in one edition, and who made it so; `until` is None for the one that holds now."""

    theme_id: UUID
    edition: int
    parent_id: UUID | None
    position: int
    name: str
    central_idea: str
    is_not: str
    state: ThemeState
    why: str
    merged_into_id: UUID | None
    initials: str | None
    since: datetime
    until: datetime | None


class StayLine(NamedTuple):
    """That a code was in a theme; who put it there and who took it out."""

    theme_id: UUID
    code_id: UUID
    code: str
    put_by: str | None
    since: datetime
    taken_by: str | None
    until: datetime | None


def editions(
    session: Session, viewer: Viewer, *, theme_id: UUID | None = None, into: UUID | None = None,
    at: datetime | None = None,
) -> list[EditionLine]:  # fmt: skip
    """Return editions, oldest first: of one theme or all, of those merged into one, and with `at` of that moment."""
    asked: Select[*tuple[Any, ...]] = (
        select(
            ThemeEdition.theme_id, ThemeEdition.edition, ThemeEdition.parent_id, ThemeEdition.position,
            ThemeEdition.was_called, ThemeEdition.central_idea, ThemeEdition.is_not, ThemeEdition.state,
            ThemeEdition.why, ThemeEdition.merged_into_id, Member.initials, ThemeEdition.since, ThemeEdition.until,
        )
        .outerjoin(Member, in_study(ThemeEdition.made_by_id, Member.id))
        .where(ThemeEdition.study_id == viewer.study_id)
        .order_by(ThemeEdition.since, ThemeEdition.edition, ThemeEdition.id)
    )  # fmt: skip
    if theme_id is not None:
        asked = asked.where(ThemeEdition.theme_id == theme_id)
    if into is not None:
        asked = asked.where(ThemeEdition.merged_into_id == into)
    if at is not None:
        asked = asked.where(ThemeEdition.since <= at, or_(ThemeEdition.until.is_(None), ThemeEdition.until > at))
    return [EditionLine(*row) for row in session.execute(asked)]


def stays(session: Session, viewer: Viewer, *, at: datetime | None = None, latest: int | None = None) -> list[StayLine]:
    """Return the stays of the codes that the viewer may see: with `at` those of then, with `latest` the newest."""
    putter, taker = aliased(Member), aliased(Member)
    asked = (
        select(
            PlaceHeld.theme_id, PlaceHeld.code_id, Code.name, putter.initials, PlaceHeld.since, taker.initials,
            PlaceHeld.until,
        )
        .join(Code, in_study(PlaceHeld.code_id, Code.id))
        .outerjoin(putter, and_(putter.study_id == PlaceHeld.study_id, putter.id == PlaceHeld.put_by_id))
        .outerjoin(taker, and_(taker.study_id == PlaceHeld.study_id, taker.id == PlaceHeld.taken_by_id))
        .where(PlaceHeld.study_id == viewer.study_id, visible(viewer, Code))
    )  # fmt: skip
    if at is not None:
        asked = asked.where(PlaceHeld.since <= at, or_(PlaceHeld.until.is_(None), PlaceHeld.until > at))
    if latest is not None:
        newest = func.coalesce(PlaceHeld.until, PlaceHeld.since)
        asked = asked.order_by(newest.desc(), PlaceHeld.id).limit(latest)
    else:
        asked = asked.order_by(func.lower(Code.name), PlaceHeld.id)
    return [StayLine(*row) for row in session.execute(asked)]


def codes_changed_at(session: Session, viewer: Viewer, theme_ids: Collection[UUID]) -> datetime | None:
    """Return when a code that the viewer may see was last put into one of these themes or taken out, or None."""
    asked = (
        select(func.max(func.coalesce(PlaceHeld.until, PlaceHeld.since)))
        .join(Code, in_study(PlaceHeld.code_id, Code.id))
        .where(PlaceHeld.study_id == viewer.study_id, visible(viewer, Code), PlaceHeld.theme_id.in_(list(theme_ids)))
    )
    return session.scalar(asked)
