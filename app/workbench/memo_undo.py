"""Undo of what a member did to their own memos: each act of the trail and its opposite."""

import json
from typing import Final

from sqlalchemy.orm import Session

from app.security.viewer import Viewer
from app.store.queries import memos as queries
from app.store.queries.trail import UndoableAct
from app.store.queries.transcripts import NotInThisStudy
from app.workbench.memos import CHANGED, REMOVED, WRITTEN, put_memo_back, remove_memo, say_as_before

MEMO_ACTS: Final = (WRITTEN, CHANGED, REMOVED)


def take_back(session: Session, viewer: Viewer, act: UndoableAct) -> bool:
    """Do the opposite of one of the viewer's own acts on a memo, and record it with the number of what it undoes.

    False when there is nothing to take back: the memo was changed again, or removed or put back, since.
    """
    if act.subject_id is None:
        raise NotInThisStudy
    memo = queries.memo(session, viewer, act.subject_id)
    if act.act == CHANGED:
        return say_as_before(session, viewer, memo.id, int(json.loads(act.payload)["earlier"]), act.number)
    if (memo.removed_at is None) == (act.act == REMOVED):
        return False
    if act.act == REMOVED:
        put_memo_back(session, viewer, memo.id)
    else:
        remove_memo(session, viewer, memo.id, act.number)
    return True
