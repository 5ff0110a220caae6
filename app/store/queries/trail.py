"""The trail as a viewer may read it, and as an auditor's check reads it."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, aliased

from app.security.viewer import Viewer
from app.store.base import in_study
from app.store.tables import Account, Member, Round, RoundState, Study, TrailHead, TrailPayload, TrailRow
from app.store.visible import visible


class TrailLine(NamedTuple):
    """One act as it is shown; `number` counts what the viewer may see, so that no gap tells of a colleague's act."""

    number: int
    act: str
    initials: str | None
    name: str | None
    at: datetime


class UndoableAct(NamedTuple):
    """The viewer's latest act that has not been undone, with what it changed (JSON)."""

    number: int
    act: str
    subject_id: UUID | None
    payload: str


def trail(session: Session, viewer: Viewer, limit: int = 500) -> list[TrailLine]:
    """Return the newest acts that the viewer may see, newest first."""
    number = func.row_number().over(order_by=TrailRow.number)
    rows = session.execute(
        select(number, TrailRow.act, Member.initials, Account.name, TrailRow.at)
        .outerjoin(Member, in_study(TrailRow.actor_id, Member.id))
        .outerjoin(Account, Account.id == Member.account_id)
        .where(visible(viewer, TrailRow))
        .order_by(TrailRow.number.desc())
        .limit(limit)
    )
    return [TrailLine(*row) for row in rows]


def latest_undoable(
    session: Session, viewer: Viewer, acts: tuple[str, ...], redone: str = ".redone"
) -> UndoableAct | None:
    """Return the viewer's own latest act of these kinds, in a round that is open, that nothing has undone yet.

    An act that was done again, whose name has the ending `redone`, can be undone again.
    """
    kinds = (*acts, *(act + redone for act in acts))
    row = session.execute(_unanswered(viewer, kinds)).one_or_none()
    return None if row is None else UndoableAct(*row)


def latest_redoable(
    session: Session, viewer: Viewer, acts: tuple[str, ...], undone: str = ".undone"
) -> UndoableAct | None:
    """Return the viewer's own latest undoing that was not answered, unless they have acted anew since."""
    anew = select(func.max(TrailRow.number)).where(
        visible(viewer, TrailRow), TrailRow.actor_id == viewer.member_id, TrailRow.act.in_(acts)
    )
    asked = _unanswered(viewer, tuple(act + undone for act in acts))
    row = session.execute(asked.where(TrailRow.number > func.coalesce(anew.scalar_subquery(), 0))).one_or_none()
    return None if row is None else UndoableAct(*row)


def _unanswered(viewer: Viewer, kinds: tuple[str, ...]) -> Select[*tuple[Any, ...]]:
    answer = aliased(TrailRow)
    answered = select(answer.number).where(answer.study_id == TrailRow.study_id, answer.undoes == TrailRow.number)
    return (
        select(TrailRow.number, TrailRow.act, TrailRow.subject_id, TrailPayload.payload)
        .join(TrailPayload, in_study(TrailRow.number, TrailPayload.number))
        .join(Round, in_study(TrailRow.round_id, Round.id))
        .where(visible(viewer, TrailRow), TrailRow.actor_id == viewer.member_id)
        .where(TrailRow.act.in_(kinds), ~answered.exists(), Round.state == RoundState.OPEN)
        .order_by(TrailRow.number.desc())
        .limit(1)
    )


def whole_trail(session: Session, study_id: UUID) -> Iterator[tuple[TrailRow, TrailPayload | None]]:
    """Yield every row of a study's trail with its payload, in order, whatever anybody may see: for the check."""
    rows = session.execute(
        select(TrailRow, TrailPayload)
        .outerjoin(
            TrailPayload,
            in_study(TrailRow.number, TrailPayload.number),
        )
        .where(TrailRow.study_id == study_id)
        .order_by(TrailRow.number)
    )
    for row in rows:
        yield row[0], row[1]


def heads(session: Session) -> Iterator[tuple[UUID, TrailHead | None]]:
    """Yield every study with the end of its trail, which is None where somebody has removed it."""
    studies = select(Study.id, TrailHead).outerjoin(TrailHead, TrailHead.study_id == Study.id).order_by(Study.id)
    yield from ((row[0], row[1]) for row in session.execute(studies).all())
