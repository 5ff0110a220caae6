"""First thoughts about transcripts, as far as the viewer may read them."""

from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.security.viewer import Role, Viewer
from app.store.base import in_study, now
from app.store.tables import FirstThought, Member
from app.store.visible import visible


class Thought(NamedTuple):
    """What a member thought after a first reading of a transcript."""

    id: UUID
    transcript_id: UUID
    member_id: UUID
    initials: str
    words: str
    revision: int
    passed: bool
    may_open: bool
    begun_at: datetime
    handed_in_at: datetime | None
    opened_at: datetime | None


class Writer(NamedTuple):
    """A member of whom first thoughts are expected."""

    id: UUID
    initials: str


def thoughts(session: Session, viewer: Viewer, transcript_id: UUID | None = None) -> list[Thought]:
    """Return the first thoughts that the viewer may read, of one transcript or of all."""
    asked = (
        select(
            FirstThought.id, FirstThought.transcript_id, FirstThought.member_id, Member.initials, FirstThought.words,
            FirstThought.revision, FirstThought.passed, FirstThought.may_open, FirstThought.begun_at,
            FirstThought.handed_in_at, FirstThought.opened_at,
        )
        .join(Member, in_study(FirstThought.member_id, Member.id))
        .where(visible(viewer, FirstThought))
        .order_by(Member.initials, FirstThought.id)
    )  # fmt: skip
    if transcript_id is not None:
        asked = asked.where(FirstThought.transcript_id == transcript_id)
    return [Thought(*row) for row in session.execute(asked)]


def own_thought(session: Session, viewer: Viewer, transcript_id: UUID) -> FirstThought | None:
    """Return the viewer's own first thoughts about a transcript, to be changed."""
    mine = FirstThought.member_id == viewer.member_id, FirstThought.transcript_id == transcript_id
    return session.scalar(select(FirstThought).where(visible(viewer, FirstThought), *mine))


def open_thoughts(session: Session, viewer: Viewer, ids: Collection[UUID]) -> None:
    """Open first thoughts for everybody."""
    here = update(FirstThought).where(visible(viewer, FirstThought), FirstThought.id.in_(list(ids)))
    session.execute(here.values(opened_at=now()))


def writers(session: Session, viewer: Viewer) -> list[Writer]:
    """Return the members of whom first thoughts are expected: leads and co-researchers."""
    rows = session.execute(
        select(Member.id, Member.initials)
        .where(Member.study_id == viewer.study_id, Member.role.in_([Role.LEAD, Role.CO_RESEARCHER]))
        .order_by(Member.initials)
    )
    return [Writer(*row) for row in rows]
