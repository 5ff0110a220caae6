"""Undo of what a member did to their own memos, and doing it again: each act of the trail and its opposite."""

import json
from typing import Final

from sqlalchemy.orm import Session

from app.security.viewer import Viewer
from app.sentences import N_, Refusal
from app.store.queries import memos as queries
from app.store.queries.trail import UndoableAct
from app.store.queries.transcripts import NotInThisStudy
from app.workbench.memos import CHANGED, REMOVED, WRITTEN, Answered, put_memo_back, remove_memo, say_as_before
from app.workbench.turned import UNDONE, base, ever, turned

MEMO_ACTS: Final = (*ever(WRITTEN), *ever(CHANGED), *ever(REMOVED))


class MemoChangedAgain(Refusal):
    """Taking back a change of a memo that was changed, removed or put back since."""

    sentence = N_("This memo has been changed again since. Undo the later change first.")


def take_back(session: Session, viewer: Viewer, act: UndoableAct) -> None:
    """Do the opposite of one of the viewer's own acts on a memo, and record it with the number of what it turns.

    Raises MemoChangedAgain when there is nothing to take back: the memo was changed, removed or put back since.
    """
    if act.subject_id is None:
        raise NotInThisStudy
    memo, answers = queries.memo(session, viewer, act.subject_id), Answered(turned(act.act), act.number)
    if base(act.act) == CHANGED:
        if not say_as_before(session, viewer, memo.id, int(json.loads(act.payload)["earlier"]), answers):
            raise MemoChangedAgain
        return
    was_removed = (base(act.act) == REMOVED) != act.act.endswith(UNDONE)
    if (memo.removed_at is not None) != was_removed:
        raise MemoChangedAgain
    (put_memo_back if was_removed else remove_memo)(session, viewer, memo.id, answers)
