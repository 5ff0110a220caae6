"""Memos as they are shown: threads in time, on one thing or in the whole study, as far as the viewer may see them."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final
from uuid import UUID

from sqlalchemy.orm import Session

from app.security.permissions import Action, require
from app.security.viewer import Viewer
from app.store.queries import memos as queries
from app.store.queries import studies
from app.store.queries.memos import MemoRow
from app.store.queries.transcripts import NotInThisStudy
from app.store.tables import MemoKind, MemoOn
from app.store.trail_chain import Act, record
from app.workbench.memo_things import Thing, Where, steps_of, thing, where_is

AT_ONCE: Final = 50
EXPORTED: Final = "memos.exported"


class Whose(StrEnum):
    """Which memos are shown: all that the viewer may see, their own with the private ones, or those of the team."""

    ALL = "all"
    MINE = "mine"
    TEAM = "team"


@dataclass(frozen=True, slots=True)
class Thread:
    """A memo with its replies in time, and what it hangs on; a removed memo is shown for its replies' sake only."""

    memo: MemoRow
    replies: tuple[MemoRow, ...]
    where: Where

    @property
    def count(self) -> int:
        """How many memos and replies there are to read."""
        return len(self.replies) + (self.memo.removed_at is None)


@dataclass(frozen=True, slots=True)
class OnThing:
    """All memos on one thing, those of reactions apart, and the thing itself."""

    thing: Thing
    memos: tuple[Thread, ...]
    reactions: tuple[Thread, ...]

    @property
    def count(self) -> int:
        """How many memos and replies the viewer may see on it."""
        return sum(thread.count for thread in (*self.memos, *self.reactions))


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which memos of the study are asked for."""

    kind: MemoKind = MemoKind.ANALYTIC
    hangs_on: MemoOn | None = None
    by: UUID | None = None
    whose: Whose = Whose.ALL
    words: str = ""

    def __contains__(self, thread: Thread) -> bool:
        """Say whether a thread is asked for: its memo, or what somebody answered."""
        memo = thread.memo
        if memo.kind is not self.kind or self.hangs_on not in {None, memo.hangs_on}:
            return False
        if self.whose is Whose.TEAM and memo.private:
            return False
        return any(self._is_by_and_says(row) for row in (memo, *thread.replies) if row.removed_at is None)

    def _is_by_and_says(self, row: MemoRow) -> bool:
        words = self.words.strip().casefold()
        return self.by in {None, row.author_id} and words in row.words.casefold()


def memos_on(session: Session, viewer: Viewer, hangs_on: MemoOn, id_: str) -> OnThing:
    """Return the memos on one thing; on a turn also those on passages and codings that touch it."""
    require(viewer, Action.READ)
    found = thing(session, viewer, hangs_on, id_)
    threads = _threads(session, viewer, queries.memos(session, viewer, found.memos))
    return OnThing(
        found, tuple(one for one in threads if one.memo.kind is MemoKind.ANALYTIC),
        tuple(one for one in threads if one.memo.kind is MemoKind.REACTION),
    )  # fmt: skip


def thread_of(session: Session, viewer: Viewer, memo_id: UUID) -> Thread:
    """Return the thread that a memo or reply belongs to, also of a memo that the viewer has just removed."""
    require(viewer, Action.READ)
    memo = queries.memo(session, viewer, memo_id)
    first = memo.answers_id or memo.id
    rows = queries.memos(session, viewer, queries.of_thread(first))
    head = next((row for row in rows if row.id == first), None)
    if head is None:
        raise NotInThisStudy
    return _thread(session, viewer, head, rows)


def every_memo(session: Session, viewer: Viewer, wanted: Wanted) -> list[Thread]:
    """Return the threads of the study that are asked for, the newest first."""
    require(viewer, Action.READ)
    if wanted.whose is Whose.MINE:
        wanted = Wanted(wanted.kind, wanted.hangs_on, viewer.member_id, Whose.ALL, wanted.words)
    threads = _threads(session, viewer, queries.memos(session, viewer))
    return [thread for thread in reversed(threads) if thread in wanted]


def take_out_memos(session: Session, viewer: Viewer, wanted: Wanted) -> list[Thread]:
    """Return memos for a file, oldest first: the team's, or the viewer's own with the private ones, for themself.

    The trail says that memos were taken out, and nothing of how many: some may be private.
    """
    if wanted.whose is Whose.ALL:
        wanted = Wanted(wanted.kind, wanted.hangs_on, wanted.by, Whose.TEAM, wanted.words)
    threads = list(reversed(every_memo(session, viewer, wanted)))
    record(session, Act(viewer.study_id, viewer.member_id, EXPORTED, payload={"kind": wanted.kind.value}))
    return threads


def _threads(session: Session, viewer: Viewer, rows: Iterable[MemoRow]) -> list[Thread]:
    """Put replies under their memos; what is removed goes, unless somebody answered it."""
    rows = list(rows)
    steps = steps_of(studies.study(session, viewer).method)
    replies = _replies(rows)
    return [
        Thread(row, replies.get(row.id, ()), where_is(viewer, row, steps))
        for row in rows
        if row.answers_id is None and (row.removed_at is None or row.id in replies)
    ]


def _thread(session: Session, viewer: Viewer, head: MemoRow, rows: Iterable[MemoRow]) -> Thread:
    steps = steps_of(studies.study(session, viewer).method)
    return Thread(head, _replies(rows).get(head.id, ()), where_is(viewer, head, steps))


def _replies(rows: Iterable[MemoRow]) -> dict[UUID, tuple[MemoRow, ...]]:
    replies: dict[UUID, tuple[MemoRow, ...]] = {}
    for row in rows:
        if row.answers_id is not None and row.removed_at is None:
            replies[row.answers_id] = (*replies.get(row.answers_id, ()), row)
    return replies
