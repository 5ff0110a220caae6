"""Undo and redo: the opposite of a member's own change of coding, as a new act that names the one it answers."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.security.permissions import Action, require
from app.security.viewer import Viewer
from app.sentences import N_, Refusal
from app.store.base import in_study
from app.store.queries.standing import counted_code
from app.store.queries.studies import open_rounds
from app.store.queries.trail import UndoableAct, latest_on, latest_redoable, latest_undoable
from app.store.tables import Code, Coding, How, MeaningUnit
from app.store.trail_chain import Act
from app.store.visible import visible
from app.workbench.answering import MARKED, TAKEN_OFF, Answers, put_answer, take_answer
from app.workbench.coding import (
    APPLIED,
    MOVED,
    RECODED,
    REMOVED,
    Change,
    RoundIsOver,
    change_bounds,
    change_code,
)
from app.workbench.company import entering_for, note_act
from app.workbench.on_the_spot import bring_with, let_go_with
from app.workbench.placing import Place, place_now
from app.workbench.turned import REDONE, UNDONE, base, ever
from app.workbench.units import KEPT, LET_GO, draw_anew, keep_unit, let_go, put_coding, take_off


class NothingToUndo(Refusal):
    """Nothing of the member's own coding is left to undo."""

    sentence = N_("There is nothing of yours to undo.")


class NothingToRedo(Refusal):
    """The member has undone nothing, or has coded again since."""

    sentence = N_("There is nothing to do again.")


class CodedAgain(Refusal):
    """Undoing a change of a coding that was changed again since."""

    sentence = N_("This coding has been changed again since. Undo the later change first.")


@dataclass(frozen=True, slots=True)
class _Turned:
    """A change to be made the other way round, or once more: which coding, what it was about, and where it lies now.

    `was` is what the trail says of it.
    """

    coding_id: UUID
    round_id: UUID
    code_id: UUID | None
    place: Place
    was: Mapping[str, Any]


Doing = Callable[[Session, Viewer, _Turned], bool]


def undo(session: Session, viewer: Viewer) -> Change:
    """Take the viewer's own latest change of coding back; the trail keeps both.

    Where its words are no longer in the transcript, or its coding is no longer there, there is nothing to take back,
    and the next undo goes on.
    """
    require(viewer, Action.APPLY_CODE)
    act = latest_undoable(session, viewer, tuple(BACK), REDONE)
    if act is None:
        raise NothingToUndo
    return _answer(session, viewer, act, UNDONE)


def redo(session: Session, viewer: Viewer) -> Change:
    """Do again what the viewer undid last, unless they have changed something else since."""
    require(viewer, Action.APPLY_CODE)
    act = latest_redoable(session, viewer, tuple(BACK), UNDONE)
    if act is None:
        raise NothingToRedo
    return _answer(session, viewer, act, REDONE)


def turn(session: Session, viewer: Viewer, act: UndoableAct) -> Change:
    """Undo one of the viewer's own changes of coding, or do again what they undid; raises CodedAgain, RoundIsOver."""
    require(viewer, Action.APPLY_CODE)
    if act.act not in ACTS:
        raise NothingToUndo
    if latest_on(session, viewer, ACTS, act.subject_id) != act.number:
        raise CodedAgain
    if UUID(json.loads(act.payload)["round"]) not in {one.id for one in open_rounds(session, viewer)}:
        raise RoundIsOver
    return _answer(session, viewer, act, REDONE if act.act.endswith(UNDONE) else UNDONE)


def _answer(session: Session, viewer: Viewer, act: UndoableAct, ending: str) -> Change:
    kind, was = base(act.act), json.loads(act.payload)
    viewer = _as_then(session, viewer, was)
    start, end, code = _before(was) if ending == UNDONE else (was["start"], was["end"], was.get("code"))
    code_id = UUID(code) if code else None
    transcript_id, round_id = UUID(was["transcript"]), UUID(was["round"])
    place, number = place_now(session, viewer, transcript_id, was.get("revision", 1), start, end)
    name, doing = f"{kind}{ending}", BACK if ending == UNDONE else AGAIN
    book = kind == APPLIED and ending == REDONE and bring_with(session, viewer, code_id, act.number)
    note_act(session, viewer, Act(viewer.study_id, viewer.member_id, name, act.subject_id, round_id, act.number, was))
    gone = Change(transcript_id, number, number, code_id, gone=True, book=book)
    if place is None or act.subject_id is None:
        return gone
    lay = _turns_of(session, viewer, act.subject_id)
    turned = _Turned(act.subject_id, round_id, code_id, place, was)
    if not doing[kind](session, viewer, turned):
        return gone
    if kind == APPLIED and ending == UNDONE:
        book = let_go_with(session, viewer, code_id, act.number)
    turns = [place.turns[0][0].number, place.turns[-1][0].number, *lay]
    draw_anew(session, viewer, transcript_id, min(turns), max(turns))
    counts = tuple(counted_code(session, viewer, UUID(was[name])) for name in ("code", "was_code") if was.get(name))
    return Change(transcript_id, min(turns), max(turns), code_id, place.words, also=counts, book=book)


def _as_then(session: Session, viewer: Viewer, was: Mapping[str, Any]) -> Viewer:
    """Return who acted then: the viewer, in the name of whose paper they entered, with all who made it together."""
    if "for" in was and UUID(was["for"]) != viewer.member_id:
        viewer = entering_for(session, viewer, UUID(was["for"]))
    return replace(viewer, together=was.get("together", ""))


def _before(was: Mapping[str, Any]) -> tuple[int, int, str | None]:
    """Return bounds and code as they were before an act."""
    return was.get("was_start", was["start"]), was.get("was_end", was["end"]), was.get("was_code", was.get("code"))


def _put(session: Session, viewer: Viewer, turned: _Turned) -> bool:
    here = select(Code.id).where(visible(viewer, Code), Code.id == turned.code_id)
    if turned.code_id is None or session.scalar(here) is None:
        return False
    unit_id = keep_unit(session, viewer, turned.round_id, turned.place)
    put_coding(session, viewer, turned.coding_id, unit_id, turned.code_id)
    return True


def _take(session: Session, viewer: Viewer, turned: _Turned) -> bool:
    """Take the coding off; False when it has become one with an earlier one, which stays."""
    unit_id = _unit_of(session, viewer, turned.coding_id)
    if unit_id is not None:
        take_off(session, viewer, turned.coding_id, unit_id)
    return unit_id is not None


def _recode(session: Session, viewer: Viewer, turned: _Turned) -> bool:
    """Give the coding the other code; one that became one with another coding then is put where it was."""
    unit_id = _unit_of(session, viewer, turned.coding_id)
    if unit_id is None:
        return _put(session, viewer, turned)
    if turned.code_id is not None:
        change_code(session, viewer, turned.coding_id, unit_id, turned.code_id)
    return True


def _move(session: Session, viewer: Viewer, turned: _Turned) -> bool:
    """Give the coding the other bounds; one that became one with another coding then is put where it was."""
    unit_id = _unit_of(session, viewer, turned.coding_id)
    if unit_id is None:
        return _put(session, viewer, turned)
    change_bounds(session, viewer, turned.coding_id, unit_id, turned.round_id, turned.place)
    return True


def _keep(session: Session, viewer: Viewer, turned: _Turned) -> bool:
    """Keep the passage for itself."""
    unit_id = keep_unit(session, viewer, turned.round_id, turned.place)
    session.execute(
        update(MeaningUnit).where(visible(viewer, MeaningUnit), MeaningUnit.id == unit_id).values(kept=True)
    )
    return True


def _let_go(session: Session, viewer: Viewer, turned: _Turned) -> bool:
    """Keep the passage no longer for itself."""
    unit_id = keep_unit(session, viewer, turned.round_id, turned.place)
    here = update(MeaningUnit).where(visible(viewer, MeaningUnit), MeaningUnit.id == unit_id)
    session.execute(here.values(kept=False))
    let_go(session, viewer, unit_id)
    return True


def _mark(session: Session, viewer: Viewer, turned: _Turned) -> bool:
    """Mark again how a turn answers an earlier one."""
    was, talk = turned.was, turned.place.transcript_id
    answers = Answers(talk, turned.round_id, UUID(was["turn"]), UUID(was["earlier"]), How(was["how"]))
    return put_answer(session, viewer, turned.coding_id, answers)


def _take_mark(session: Session, viewer: Viewer, turned: _Turned) -> bool:
    """Take the mark on how a turn answers off."""
    return take_answer(session, viewer, turned.coding_id)


def _turns_of(session: Session, viewer: Viewer, coding_id: UUID) -> tuple[int, ...]:
    """Return the first and last turn that a coding lies on now, if it is there."""
    row = session.execute(
        select(MeaningUnit.first_turn, MeaningUnit.last_turn)
        .join(Coding, in_study(Coding.unit_id, MeaningUnit.id))
        .where(visible(viewer, Coding), visible(viewer, MeaningUnit), Coding.id == coding_id)
    ).one_or_none()
    return () if row is None else (row[0], row[1])


def _unit_of(session: Session, viewer: Viewer, coding_id: UUID) -> UUID | None:
    return session.scalar(select(Coding.unit_id).where(visible(viewer, Coding), Coding.id == coding_id))


# How each act is taken back, and how it is done again.
BACK: Final[Mapping[str, Doing]] = {
    APPLIED: _take, REMOVED: _put, RECODED: _recode, MOVED: _move, KEPT: _let_go, LET_GO: _keep,
    MARKED: _take_mark, TAKEN_OFF: _mark,
}  # fmt: skip
AGAIN: Final[Mapping[str, Doing]] = {
    APPLIED: _put, REMOVED: _take, RECODED: _recode, MOVED: _move, KEPT: _keep, LET_GO: _let_go,
    MARKED: _mark, TAKEN_OFF: _take_mark,
}  # fmt: skip
ACTS: Final = frozenset(name for act in BACK for name in ever(act))
