"""The trail as a live stream tells it: which acts a viewer may hear of, counted so that no gap tells of any other."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.security.viewer import Role, Viewer
from app.store.base import in_study
from app.store.tables import Code, Coding, Colleagues, LiveChoice, TrailHead, TrailPayload, TrailRow, Transcript, Turn
from app.store.visible import heard, visible


class HeardAct(NamedTuple):
    """An act of the trail; `payload` is JSON, or None where it was erased."""

    number: int
    act: str
    actor_id: UUID | None
    subject_id: UUID | None
    payload: str | None


class Choice(NamedTuple):
    """What a member has chosen: when colleagues' changes come, and whether colleagues see where the member is."""

    colleagues: Colleagues
    shown: bool


def trail_end(session: Session, study_id: UUID) -> int:
    """Return the number of the last act of a study; it orders our reading and is never sent to anybody."""
    return session.scalars(select(TrailHead.number).where(TrailHead.study_id == study_id)).one()


def heard_count(session: Session, viewer: Viewer, end: int) -> int:
    """Return how many acts up to `end` the viewer may hear of: the viewer's own cursor."""
    asked = select(func.count()).select_from(TrailRow).where(heard(viewer), TrailRow.number <= end)
    return session.scalars(asked).one()


def latest_heard(
    session: Session, viewer: Viewer, end: int, limit: int, since: datetime | None = None
) -> list[HeardAct]:
    """Return the newest acts up to `end` that the viewer may hear of, at most `limit`, in their order."""
    asked = (
        select(TrailRow.number, TrailRow.act, TrailRow.actor_id, TrailRow.subject_id, TrailPayload.payload)
        .outerjoin(TrailPayload, in_study(TrailRow.number, TrailPayload.number))
        .where(heard(viewer), TrailRow.number <= end)
        .order_by(TrailRow.number.desc())
        .limit(limit)
    )
    if since is not None:
        asked = asked.where(TrailRow.at >= since)
    return [HeardAct(*row) for row in reversed(session.execute(asked).all())]


def acts_after(session: Session, viewers: Sequence[Viewer], after: int) -> list[tuple[HeardAct, list[Viewer]]]:
    """Return the acts of one study after a number, each with those of the viewers who may hear of it.

    All are asked for at once, each through the rule of their own; an act that none of them may hear of has nobody.
    """
    told = [heard(viewer).label(f"viewer{place}") for place, viewer in enumerate(viewers)]
    rows: Sequence[Any] = session.execute(
        select(TrailRow.number, TrailRow.act, TrailRow.actor_id, TrailRow.subject_id, TrailPayload.payload, *told)
        .outerjoin(TrailPayload, in_study(TrailRow.number, TrailPayload.number))
        .where(TrailRow.study_id == viewers[0].study_id, TrailRow.number > after)
        .order_by(TrailRow.number)
    ).all()
    size = len(HeardAct._fields)
    return [
        (HeardAct(*row[:size]), [viewer for viewer, hears in zip(viewers, row[size:], strict=True) if hears])
        for row in rows
    ]


def turns_touched(
    session: Session, study_id: UUID, transcript_id: UUID, revision: int, start: int, end: int
) -> tuple[int, int] | None:
    """Return the first and last turn of a stretch of a transcript, or None if its words have changed since."""
    first, last = session.execute(
        select(func.min(Turn.number), func.max(Turn.number))
        .join(Transcript, in_study(Turn.transcript_id, Transcript.id))
        .where(Turn.study_id == study_id, Turn.transcript_id == transcript_id, Transcript.revision == revision)
        .where(Turn.end > start, Turn.start < end)
    ).one()
    return None if first is None else (first, last)


def counts_of(session: Session, viewer: Viewer, code_ids: Collection[UUID]) -> Mapping[UUID, int]:
    """Return how many codings of each of these codes the viewer may see, without codes that they may not see."""
    counted = (
        select(func.count())
        .select_from(Coding)
        .where(visible(viewer, Coding), Coding.code_id == Code.id)
        .scalar_subquery()
    )
    rows = session.execute(select(Code.id, counted).where(visible(viewer, Code), Code.id.in_(code_ids)))
    return {row[0]: row[1] for row in rows}


def choice_of(session: Session, viewer: Viewer) -> Choice:
    """Return what the member has chosen; a co-researcher who has not chosen is asked before anything moves."""
    row = session.execute(
        select(LiveChoice.colleagues, LiveChoice.shown).where(
            LiveChoice.study_id == viewer.study_id, LiveChoice.member_id == viewer.member_id
        )
    ).one_or_none()
    if row is not None:
        return Choice(*row)
    return Choice(Colleagues.ASKED if viewer.role is Role.CO_RESEARCHER else Colleagues.AT_ONCE, shown=True)
