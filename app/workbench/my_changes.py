"""What a member has changed themselves, newest first: each change is undone, and what was undone is done again."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy.orm import Session

from app.security.permissions import Action, may, require
from app.security.viewer import Viewer
from app.store.queries.names import Named, names_of
from app.store.queries.trail import ActOn, UndoableAct, act_by_hash, acts
from app.store.queries.transcripts import NotInThisStudy
from app.workbench import codebook_undo, memo_undo, theme_undo, undoing
from app.workbench.codebook_undo import TakenBackAlready
from app.workbench.trail import things_of
from app.workbench.turned import UNDONE

SHOWN: Final = 100


@dataclass(frozen=True, slots=True)
class MyChange:
    """One change: what was done, when, on what; `hash` names it where it can be turned, `again` if that does it again.

    `undone` when it was turned already.
    """

    act: str
    at: datetime
    on: tuple[Named, ...]
    hash: str
    again: bool
    undone: bool


def my_changes(session: Session, viewer: Viewer) -> list[MyChange]:
    """Return the latest of the viewer's own changes that can be undone or done again, or were."""
    require(viewer, Action.READ)
    done = acts(session, viewer, tuple(WAYS), actor_id=viewer.member_id, limit=SHOWN)
    on = {act.number: things_of(act.subject_id, act.payload) for act in done}
    names = names_of(session, viewer, {one for some in on.values() for one in some})
    return [
        MyChange(
            act.act, act.at, tuple(names[one] for one in on[act.number] if one in names),
            "" if act.answered or not may(viewer, WAYS[act.act][0]) else act.hash,
            act.act.endswith(UNDONE), act.answered,
        )
        for act in done
    ]  # fmt: skip


def turn(session: Session, viewer: Viewer, named: str) -> ActOn:
    """Undo a change of the viewer's own, or do again what they undid; raises what somebody has done to it since."""
    act = act_by_hash(session, viewer, tuple(WAYS), named)
    if act is None or act.actor_id != viewer.member_id:
        raise NotInThisStudy
    needed, way = WAYS[act.act]
    require(viewer, needed)
    if act.answered:
        raise TakenBackAlready
    way(session, viewer, act)
    return act


def _undoable(act: ActOn) -> UndoableAct:
    return UndoableAct(act.number, act.act, act.subject_id, act.payload)


def _turn_coding(session: Session, viewer: Viewer, act: ActOn) -> None:
    undoing.turn(session, viewer, _undoable(act))


def _turn_code(session: Session, viewer: Viewer, act: ActOn) -> None:
    codebook_undo.take_back(session, viewer, act.hash)


def _turn_memo(session: Session, viewer: Viewer, act: ActOn) -> None:
    memo_undo.take_back(session, viewer, _undoable(act))


Way = tuple[Action, Callable[[Session, Viewer, ActOn], Any]]
# How each change is turned, and what the viewer's role must include for it.
WAYS: Final[Mapping[str, Way]] = {
    **dict.fromkeys(undoing.ACTS, (Action.APPLY_CODE, _turn_coding)),
    **{name: (needed, _turn_code) for name, needed in codebook_undo.ALLOWED.items()},
    **dict.fromkeys(memo_undo.MEMO_ACTS, (Action.WRITE_MEMO, _turn_memo)),
    **dict.fromkeys(theme_undo.THEME_ACTS, (Action.EDIT_THEMES, theme_undo.turn_theme)),
}
