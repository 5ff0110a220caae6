"""Memos as a viewer may see them: what they say, what they hang on, and how many there are."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select
from sqlalchemy.orm import Session, aliased

from app.security.viewer import Viewer
from app.store.base import in_study
from app.store.queries.transcripts import NotInThisStudy
from app.store.tables import (
    Account,
    Code,
    Coding,
    Degree,
    EarlierWords,
    FocusGroup,
    Member,
    Memo,
    MemoKind,
    MemoOn,
    Participant,
    Theme,
    TrailRow,
    Transcript,
    Turn,
)
from app.store.visible import visible

# What lies in the words of a transcript.
IN_WORDS = (MemoOn.TURN, MemoOn.PASSAGE, MemoOn.CODING)
ID_OF = {
    MemoOn.TRANSCRIPT: Memo.transcript_id,
    MemoOn.PARTICIPANT: Memo.participant_id,
    MemoOn.FOCUS_GROUP: Memo.focus_group_id,
    MemoOn.CODING: Memo.thing_id,
    MemoOn.CODE: Memo.thing_id,
    MemoOn.THEME: Memo.thing_id,
    MemoOn.STEP: Memo.step,
    MemoOn.STUDY: Memo.study_id,
}


class MemoRow(NamedTuple):
    """A memo with what it hangs on; `group`, `speaker` and the names are those of the thing, empty where it is gone."""

    id: UUID
    author_id: UUID
    author: str
    kind: MemoKind
    private: bool
    words: str
    revision: int
    written_at: datetime
    changed_at: datetime | None
    removed_at: datetime | None
    answers_id: UUID | None
    made_in_id: UUID | None
    hangs_on: MemoOn
    transcript_id: UUID | None
    title: str | None
    group_id: UUID | None
    group: str | None
    first_turn: int | None
    last_turn: int | None
    start: int | None
    end: int | None
    turn_id: UUID | None
    turn_start: int | None
    turn_words: str | None
    speaker: str | None
    withdrawn: Degree | None
    participant_id: UUID | None
    participant: str | None
    thing_id: UUID | None
    coding_here: UUID | None
    code: str | None
    theme: str | None
    step: int | None


class Placed(NamedTuple):
    """A memo with its place in the words of a transcript."""

    id: UUID
    start: int
    end: int


def memos(session: Session, viewer: Viewer, *these: ColumnElement[bool]) -> list[MemoRow]:
    """Return the memos that the viewer may see, with their replies and what is left of removed ones, in time."""
    rows = session.execute(_memos(viewer).where(*these).order_by(Memo.written_at, Memo.id))
    return [MemoRow(*row) for row in rows]


def _memos(viewer: Viewer) -> Select[*tuple[Any, ...]]:
    here, speaker = Memo.study_id, aliased(Participant)
    group_id = func.coalesce(Memo.focus_group_id, Participant.focus_group_id, Transcript.focus_group_id)
    said = case((Memo.removed_at.is_(None), Memo.words), else_="")  # what is removed is not even its author's to read
    return (
        select(
            Memo.id, Memo.author_id, Account.name, Memo.kind, Memo.private, said, Memo.revision,
            Memo.written_at, Memo.changed_at, Memo.removed_at, Memo.answers_id, Memo.made_in_id, Memo.hangs_on,
            Memo.transcript_id, Transcript.title, FocusGroup.id, FocusGroup.label, Memo.first_turn, Memo.last_turn,
            Memo.start, Memo.end, Turn.id, Turn.start, Turn.words, speaker.label, speaker.withdrawn,
            Memo.participant_id, Participant.label, Memo.thing_id, Coding.id, Code.name, Theme.name, Memo.step,
        )
        .join(Member, in_study(Memo.author_id, Member.id))
        .join(Account, Account.id == Member.account_id)
        .outerjoin(Transcript, in_study(Memo.transcript_id, Transcript.id))
        .outerjoin(
            Turn, and_(Turn.study_id == here, Turn.transcript_id == Memo.transcript_id, Turn.number == Memo.first_turn)
        )
        .outerjoin(speaker, and_(speaker.study_id == here, speaker.id == Turn.participant_id))
        .outerjoin(Participant, in_study(Memo.participant_id, Participant.id))
        .outerjoin(FocusGroup, and_(FocusGroup.study_id == here, FocusGroup.id == group_id))
        .outerjoin(Coding, and_(in_study(Memo.thing_id, Coding.id), visible(viewer, Coding)))
        .outerjoin(
            Code,
            and_(Code.study_id == here, Code.id == func.coalesce(Coding.code_id, Memo.thing_id), visible(viewer, Code)),
        )
        .outerjoin(Theme, in_study(Memo.thing_id, Theme.id))
        .where(visible(viewer, Memo))
    )  # fmt: skip


def memo(session: Session, viewer: Viewer, memo_id: UUID, *, to_change: bool = False) -> Memo:
    """Return one memo, with `to_change` so that nobody else changes it meanwhile; raises NotInThisStudy."""
    asked = select(Memo).where(visible(viewer, Memo), Memo.id == memo_id)
    if to_change:
        asked = asked.with_for_update().execution_options(populate_existing=True)
    found = session.scalar(asked)
    if found is None:
        raise NotInThisStudy
    return found


def earlier_words(session: Session, viewer: Viewer, memo_id: UUID) -> list[EarlierWords]:
    """Return what one of the viewer's own memos said before each edit, the oldest first."""
    asked = select(EarlierWords).where(visible(viewer, EarlierWords), EarlierWords.memo_id == memo_id)
    return list(session.scalars(asked.order_by(EarlierWords.number)))


def of_thread(memo_id: UUID) -> ColumnElement[bool]:
    """Return the condition that a memo is this one, or answers it."""
    return or_(Memo.id == memo_id, Memo.answers_id == memo_id)


def on_thing(hangs_on: MemoOn, id_: UUID | int) -> ColumnElement[bool]:
    """Return the condition that a memo hangs on this thing, which is no turn or passage."""
    return and_(Memo.hangs_on == hangs_on, ID_OF[hangs_on] == id_)


def on_turns(transcript_id: UUID, first: int, last: int) -> ColumnElement[bool]:
    """Return the condition that a memo hangs on these turns, or on a passage or coding that touches them."""
    return and_(
        Memo.transcript_id == transcript_id, Memo.hangs_on.in_(IN_WORDS), Memo.first_turn <= last,
        Memo.last_turn >= first,
    )  # fmt: skip


def on_passage(transcript_id: UUID, start: int, end: int) -> ColumnElement[bool]:
    """Return the condition that a memo hangs on exactly these words."""
    return and_(
        Memo.transcript_id == transcript_id, Memo.hangs_on == MemoOn.PASSAGE, Memo.start == start, Memo.end == end
    )


def memo_counts(session: Session, viewer: Viewer, hangs_on: MemoOn) -> dict[UUID | int, int]:
    """Return how many memos and replies the viewer may see on each thing of a kind; turns have `turn_marks`."""
    key = ID_OF[hangs_on]
    rows = session.execute(
        select(key, func.count())
        .select_from(Memo)
        .where(visible(viewer, Memo), Memo.hangs_on == hangs_on, Memo.removed_at.is_(None))
        .group_by(key)
    )
    return {row[0]: row[1] for row in rows if row[0] is not None}


def turn_marks(session: Session, viewer: Viewer, transcript_id: UUID) -> dict[int, int]:
    """Return how many memos the viewer may see on each turn of a transcript, also on passages and codings of it."""
    rows = session.execute(
        select(Memo.first_turn, Memo.last_turn).where(
            visible(viewer, Memo), Memo.transcript_id == transcript_id, Memo.hangs_on.in_(IN_WORDS),
            Memo.removed_at.is_(None),
        )
    )  # fmt: skip
    marks: dict[int, int] = {}
    for first, last in rows:
        for number in range(first or 0, (last or 0) + 1):
            marks[number] = marks.get(number, 0) + 1
    return marks


def memo_authors(session: Session, viewer: Viewer) -> list[tuple[UUID, str]]:
    """Return the members who wrote a memo that the viewer may see, by name."""
    wrote = select(Memo.author_id).where(visible(viewer, Memo), Memo.removed_at.is_(None))
    rows = session.execute(
        select(Member.id, Account.name)
        .join(Account, Account.id == Member.account_id)
        .where(Member.study_id == viewer.study_id, Member.id.in_(wrote))
        .order_by(Account.name, Member.id)
    )
    return [(row[0], row[1]) for row in rows]


def latest_act_on(session: Session, viewer: Viewer, subject_id: UUID, act: str) -> int | None:
    """Return the number of the viewer's own latest act of this kind on something."""
    return session.scalar(
        select(func.max(TrailRow.number)).where(
            visible(viewer, TrailRow), TrailRow.actor_id == viewer.member_id, TrailRow.subject_id == subject_id,
            TrailRow.act == act,
        )
    )  # fmt: skip


def placed(session: Session, viewer: Viewer, transcript_id: UUID, after: int) -> list[Placed]:
    """Return every memo with a place in a transcript that ends behind `after`, whoever may see it."""
    rows = session.execute(
        select(Memo.id, Memo.start, Memo.end)
        .where(Memo.study_id == viewer.study_id, Memo.transcript_id == transcript_id, Memo.end > after)
        .order_by(Memo.id)
    )
    return [Placed(id_, start, end) for id_, start, end in rows if start is not None and end is not None]


def every_text(session: Session, viewer: Viewer) -> Iterable[Memo | EarlierWords]:
    """Return all that members ever wrote in memos, whoever may see it: to take words out, never to show any."""
    yield from session.scalars(select(Memo).where(Memo.study_id == viewer.study_id).order_by(Memo.id))
    earlier = select(EarlierWords).where(EarlierWords.study_id == viewer.study_id)
    yield from session.scalars(earlier.order_by(EarlierWords.id))
