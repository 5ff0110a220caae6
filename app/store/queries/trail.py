"""The trail as a viewer may read it, and as an auditor's check reads it."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import Session, aliased

from app.security.viewer import Viewer
from app.store.base import in_study
from app.store.tables import Account, EnteredFor, Member, Round, RoundState, Study, TrailHead, TrailPayload, TrailRow
from app.store.visible import entered_for, visible


class TrailLine(NamedTuple):
    """One act as it is shown; `number` counts what the viewer may see, so that no gap tells of a colleague's act.

    `payload` is what it refers to (JSON), besides its subject.
    """

    number: int
    act: str
    initials: str | None
    name: str | None
    at: datetime
    entered_for: str | None
    subject_id: UUID | None
    payload: str


@dataclass(frozen=True, slots=True)
class Sought:
    """Which acts are asked for: by whom, of which kinds (their first words), on which thing, before which number."""

    member_id: UUID | None = None
    kinds: tuple[str, ...] = ()
    thing_id: UUID | None = None
    before: int | None = None


class UndoableAct(NamedTuple):
    """The viewer's latest act that has not been undone, with what it changed (JSON)."""

    number: int
    act: str
    subject_id: UUID | None
    payload: str


def trail(session: Session, viewer: Viewer, sought: Sought, limit: int) -> list[TrailLine]:
    """Return the newest of the acts that are asked for and that the viewer may see, newest first."""
    whose, typed = aliased(Member), EnteredFor.typed_by_id == TrailRow.actor_id
    counted = func.row_number().over(order_by=TrailRow.number).label("shown")
    seen = select(TrailRow.number, counted).where(visible(viewer, TrailRow)).subquery()
    rows = session.execute(
        select(
            seen.c.shown, TrailRow.act, Member.initials, Account.name, TrailRow.at, whose.initials,
            TrailRow.subject_id, TrailPayload.payload,
        )
        .join(seen, seen.c.number == TrailRow.number)
        .join(TrailPayload, in_study(TrailRow.number, TrailPayload.number))
        .outerjoin(Member, in_study(TrailRow.actor_id, Member.id))
        .outerjoin(Account, Account.id == Member.account_id)
        .outerjoin(EnteredFor, and_(in_study(TrailRow.subject_id, EnteredFor.subject_id), typed))
        .outerjoin(whose, and_(whose.study_id == EnteredFor.study_id, whose.id == EnteredFor.member_id))
        .where(visible(viewer, TrailRow), *_sought(sought, seen.c.shown))
        .order_by(TrailRow.number.desc())
        .limit(limit)
    )  # fmt: skip
    return [TrailLine(*row) for row in rows]


def _sought(sought: Sought, shown: ColumnElement[int]) -> Iterator[ColumnElement[bool]]:
    if sought.member_id is not None:
        yield TrailRow.actor_id == sought.member_id
    if sought.kinds:
        yield or_(*(TrailRow.act.startswith(f"{kind}.") for kind in sought.kinds))
    if sought.thing_id is not None:
        yield or_(TrailRow.subject_id == sought.thing_id, TrailPayload.payload.contains(str(sought.thing_id)))
    if sought.before is not None:
        yield shown < sought.before


class ActOn(NamedTuple):
    """One act on a code or on the codebook, with what it changed (JSON), and whether it was taken back.

    `hash` names the act without telling how many others there are.
    """

    hash: str
    number: int
    act: str
    subject_id: UUID | None
    actor_id: UUID | None
    initials: str | None
    name: str | None
    at: datetime
    payload: str
    answered: bool


def acts(
    session: Session, viewer: Viewer, kinds: tuple[str, ...], *, subject_id: UUID | None = None,
    actor_id: UUID | None = None, limit: int = 200,
) -> list[ActOn]:  # fmt: skip
    """Return the newest acts of these kinds that the viewer may see, newest first: on one subject, or by one member."""
    asked = _acts(viewer, kinds)
    if subject_id is not None:
        asked = asked.where(TrailRow.subject_id == subject_id)
    if actor_id is not None:
        asked = asked.where(TrailRow.actor_id == actor_id)
    return [ActOn(*row) for row in session.execute(asked.order_by(TrailRow.number.desc()).limit(limit))]


def act_by_hash(session: Session, viewer: Viewer, kinds: tuple[str, ...], found: str) -> ActOn | None:
    """Return the act of one of these kinds that has this hash, if the viewer may see it."""
    row = session.execute(_acts(viewer, kinds).where(TrailRow.hash == found)).one_or_none()
    return None if row is None else ActOn(*row)


def _acts(viewer: Viewer, kinds: tuple[str, ...]) -> Select[*tuple[Any, ...]]:
    answer = aliased(TrailRow)
    answered = select(answer.number).where(answer.study_id == TrailRow.study_id, answer.undoes == TrailRow.number)
    return (
        select(
            TrailRow.hash, TrailRow.number, TrailRow.act, TrailRow.subject_id, TrailRow.actor_id, Member.initials,
            Account.name, TrailRow.at, TrailPayload.payload, answered.exists(),
        )
        .join(TrailPayload, in_study(TrailRow.number, TrailPayload.number))
        .outerjoin(Member, in_study(TrailRow.actor_id, Member.id))
        .outerjoin(Account, Account.id == Member.account_id)
        .where(visible(viewer, TrailRow), TrailRow.act.in_(kinds))
    )  # fmt: skip


def latest_on(session: Session, viewer: Viewer, kinds: Collection[str], subject_id: UUID | None) -> int | None:
    """Return the number of the latest act of these kinds on a thing."""
    asked = select(func.max(TrailRow.number)).where(visible(viewer, TrailRow), TrailRow.subject_id == subject_id)
    return session.scalar(asked.where(TrailRow.act.in_(kinds)))


def latest_undoable(
    session: Session, viewer: Viewer, acts: tuple[str, ...], redone: str = ".redone"
) -> UndoableAct | None:
    """Return the latest act of these kinds by the viewer, or entered for them, that nothing has undone yet.

    Its round is open. An act that was done again, whose name has the ending `redone`, can be undone again.
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
        .where(visible(viewer, TrailRow), or_(TrailRow.actor_id == viewer.member_id, entered_for(viewer)))
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
