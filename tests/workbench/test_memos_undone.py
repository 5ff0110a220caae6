"""What a member did to their own memos is taken back, and the trail keeps both."""

import pytest
from sqlalchemy import select

from app.store.queries.trail import UndoableAct
from app.store.tables import MemoKind, TrailPayload, TrailRow
from app.workbench import memos
from app.workbench.memo_undo import MEMO_ACTS, MemoChangedAgain, take_back
from app.workbench.trail import verify_trails
from tests.factories import KEY
from tests.workbench.memo_desk import MemoDesk


@pytest.fixture
def desk(write, read):
    return MemoDesk(write, read)


def last(desk):
    """Return the latest act on a memo that undoes nothing."""
    with desk.read() as session:
        row = session.execute(
            select(TrailRow.number, TrailRow.act, TrailRow.subject_id, TrailPayload.payload)
            .join(TrailPayload, (TrailPayload.study_id == TrailRow.study_id) & (TrailPayload.number == TrailRow.number))
            .where(TrailRow.act.in_(MEMO_ACTS), TrailRow.undoes.is_(None))
            .order_by(TrailRow.number.desc())
            .limit(1)
        ).one()
        return UndoableAct(*row)


def undone(desk, act):
    """Take an act back; return what the trail says of it."""
    desk.do(take_back, desk.first, act)
    with desk.read() as session:
        assert verify_trails(session, KEY)[1] == []
        return session.execute(select(TrailRow.act, TrailRow.undoes).order_by(TrailRow.number.desc())).first()


def test_a_memo_is_taken_back(desk):
    desk.note(desk.first)
    act = last(desk)

    assert undone(desk, act) == ("memo.written.undone", act.number)
    assert desk.told(desk.lead) == []


def test_a_removed_memo_comes_back(desk):
    memo_id = desk.note(desk.first, "Said")
    desk.do(memos.remove_memo, desk.first, memo_id)
    act = last(desk)

    assert undone(desk, act) == ("memo.removed.undone", act.number)
    assert desk.told(desk.lead) == [("Said",)]


def test_an_edited_memo_says_again_what_it_said(desk):
    memo_id = desk.note(desk.first, "Once")
    desk.edit(desk.first, memo_id, "Twice", 1, MemoKind.REACTION)
    act = last(desk)

    assert undone(desk, act) == ("memo.changed.undone", act.number)
    [thread] = desk.threads(desk.lead)
    assert (thread.memo.words, thread.memo.kind) == ("Once", MemoKind.ANALYTIC)


def test_edits_go_back_only_while_they_are_the_latest(desk):
    memo_id = desk.note(desk.first, "Once")
    desk.edit(desk.first, memo_id, "Twice", 1)
    first = last(desk)
    desk.edit(desk.first, memo_id, "Thrice", 2)

    with pytest.raises(MemoChangedAgain):
        desk.do(take_back, desk.first, first)
    assert desk.told(desk.lead) == [("Thrice",)]


def test_what_is_back_already_is_not_taken_back(desk):
    memo_id = desk.note(desk.first)
    written = last(desk)
    desk.do(memos.remove_memo, desk.first, memo_id)
    removed = last(desk)
    with pytest.raises(MemoChangedAgain):
        desk.do(take_back, desk.first, written)
    desk.do(memos.put_memo_back, desk.first, memo_id)

    with pytest.raises(MemoChangedAgain):
        desk.do(take_back, desk.first, removed)


def test_nobody_takes_back_what_another_did(desk):
    desk.note(desk.first, "Said")

    with pytest.raises(memos.MemoOfSomebodyElse):
        desk.do(take_back, desk.lead, last(desk))
