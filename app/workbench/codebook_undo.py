"""Undo in the codebook: each act on a code that nothing later stands on goes back, and forth again."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final
from uuid import UUID

from sqlalchemy import delete, or_, select
from sqlalchemy.orm import Session

from app.security.permissions import Action, require
from app.security.viewer import Viewer
from app.sentences import N_, Refusal
from app.store.queries import codebook as queries
from app.store.queries import codes as code_queries
from app.store.queries import themes
from app.store.queries.standing import stands_for
from app.store.queries.trail import ActOn, act_by_hash
from app.store.queries.transcripts import NotInThisStudy
from app.store.tables import Code, CodeWording, Coding, Pin, PlaceHeld, Proposal, SecondLook, ThemeCode
from app.store.trail_chain import Act, Reference, record
from app.store.visible import visible
from app.workbench.code_places import MANY_PLACED, PLACED, put_back
from app.workbench.codebook import (
    BACK,
    CHANGED,
    CREATED,
    RETIRED,
    RULE,
    SPLIT,
    bring_back,
    next_revision,
    retire_code,
    reword,
)
from app.workbench.codebook_imports import IMPORTED
from app.workbench.merging import MERGED, PARTED, merge_codes, part_code
from app.workbench.themes import let_go_if_empty
from app.workbench.turned import UNDONE, ever, turned


class ChangedAgain(Refusal):
    """Taking back a change after which the code was changed again."""

    sentence = N_("This code has been changed again since. Take the later change back first.")


class UsedSince(Refusal):
    """Taking back the making of a code that something hangs on by now."""

    sentence = N_("This code has been used since, so it cannot be taken back. You can retire it instead.")


class NotWhileBlind(Refusal):
    """Removing a code while an independent round is open: a refusal would tell of a colleague's hidden coding."""

    sentence = N_("An independent round is open. A code of the team can be removed once the round is revealed.")


class TakenBackAlready(Refusal):
    """Taking back what was taken back."""

    sentence = N_("This was taken back already.")


def take_back(session: Session, viewer: Viewer, named: str) -> ActOn:
    """Take an act of the history back; raises what is in the way: something later that stands on it, most often."""
    act = act_by_hash(session, viewer, tuple(ALLOWED), named)
    if act is None:
        raise NotInThisStudy
    require(viewer, ALLOWED[act.act])
    if act.actor_id != viewer.member_id and ALLOWED[act.act] is Action.CREATE_CODE:
        require(viewer, Action.EDIT_CODEBOOK)
    if act.answered:
        raise TakenBackAlready
    next_revision(session, viewer)
    DOINGS[act.act](session, viewer, act)
    return act


def edition_of(act: ActOn) -> int:
    """Return the edition that an act replaced, or 0."""
    found = json.loads(act.payload).get("edition", 0)
    return found if isinstance(found, int) else 0


def _subject(act: ActOn) -> UUID:
    if act.subject_id is None:
        raise NotInThisStudy
    return act.subject_id


def _unword(session: Session, viewer: Viewer, act: ActOn) -> None:
    code = code_queries.code(session, viewer, _subject(act))
    payload: dict[str, Reference] = {"edition": code.edition}
    restore(session, viewer, code, edition_of(act))
    name = turned(act.act)
    record(session, Act(viewer.study_id, viewer.member_id, name, code.id, code.made_in_id, act.number, payload))


def restore(session: Session, viewer: Viewer, code: Code, edition: int) -> None:
    """Write a code as it was in an edition, unless it says something else by now than the edition after that one."""
    texts = {line.wording.edition: line.wording for line in queries.wordings(session, viewer, code.id)}
    after = texts.get(edition + 1)
    if edition not in texts:
        raise NotInThisStudy
    if after is not None and (after.was_called, rule_of(after)) != (code.name, rule_of(code)):
        raise ChangedAgain
    reword(session, viewer, code, name=texts[edition].was_called, rule=rule_of(texts[edition]))


def rule_of(row: Code | CodeWording) -> dict[str, str]:
    """Return the parts of a code's rule, as it is or was."""
    return {part: getattr(row, part) for part in RULE}


def _unmake(session: Session, viewer: Viewer, act: ActOn) -> None:
    code = code_queries.code(session, viewer, _subject(act))
    round_id = code.made_in_id
    remove_codes(session, viewer, [code])
    record(session, Act(viewer.study_id, viewer.member_id, act.act + UNDONE, act.subject_id, round_id, act.number))


def remove_codes(session: Session, viewer: Viewer, codes: Sequence[Code]) -> None:
    """Remove codes that nothing hangs on; raises UsedSince, or NotWhileBlind."""
    if viewer.blind_rounds and any(not code.owner_key for code in codes):
        raise NotWhileBlind
    ids, merged = [code.id for code in codes], stands_for(session, viewer)
    used = session.scalar(select(Coding.id).where(visible(viewer, Coding), Coding.code_id.in_(ids)).limit(1))
    if used is not None or {*merged, *merged.values()} & set(ids):
        raise UsedSince
    about = or_(Proposal.from_code_id.in_(ids), Proposal.to_code_id.in_(ids))
    session.execute(delete(Proposal).where(Proposal.study_id == viewer.study_id, about))
    for table in (ThemeCode, PlaceHeld, Pin, CodeWording, SecondLook):
        session.execute(delete(table).where(table.study_id == viewer.study_id, table.code_id.in_(ids)))
    session.execute(delete(Code).where(visible(viewer, Code), Code.id.in_(ids)))


def _unimport(session: Session, viewer: Viewer, act: ActOn) -> None:
    """Remove the codes that an import made, write those that it changed as they were, remove its empty themes."""
    told = json.loads(act.payload)
    known = {code.id: code for code in queries.every_code(session, viewer)}
    remove_codes(session, viewer, [known[id_] for id_ in _ids(told["made"]) if id_ in known])
    for changed in told["changed"].split():
        id_, _, edition = changed.partition(":")
        restore(session, viewer, code_queries.code(session, viewer, UUID(id_)), int(edition))
    _remove_empty(session, viewer, list(_ids(told["themes"])))
    record(session, Act(viewer.study_id, viewer.member_id, IMPORTED + UNDONE, act.subject_id, undoes=act.number))


def _ids(told: str) -> Iterable[UUID]:
    return map(UUID, told.split())


def _remove_empty(session: Session, viewer: Viewer, ids: Sequence[UUID]) -> None:
    """Remove those of some themes that hold nothing by now, subthemes first; what somebody cannot see keeps a theme."""
    if viewer.blind_rounds:
        return
    rows = [one for one in themes.themes(session, viewer) if one.id in ids]
    for row in sorted(rows, key=lambda one: one.parent_id is None):
        let_go_if_empty(session, viewer, row)


Doing = Callable[[Session, Viewer, ActOn], Any]


def _merge_again(session: Session, viewer: Viewer, act: ActOn) -> None:
    into = json.loads(act.payload).get("from")
    if into is None:
        raise ChangedAgain
    merge_codes(session, viewer, _subject(act), UUID(into), act.number)


# What can be taken back, what the viewer's role must include for it, and how it is done.
ALLOWED: Final[Mapping[str, Action]] = {
    CREATED: Action.CREATE_CODE,
    SPLIT: Action.CREATE_CODE,
    **dict.fromkeys(ever(CHANGED), Action.EDIT_CODEBOOK),
    **dict.fromkeys((*ever(PLACED), *ever(MANY_PLACED)), Action.EDIT_THEMES),
    **dict.fromkeys((MERGED, PARTED, RETIRED, BACK), Action.EDIT_CODEBOOK),
    IMPORTED: Action.EDIT_CODEBOOK,
}
DOINGS: Final[Mapping[str, Doing]] = {
    CREATED: _unmake,
    SPLIT: _unmake,
    **dict.fromkeys(ever(CHANGED), _unword),
    **dict.fromkeys((*ever(PLACED), *ever(MANY_PLACED)), put_back),
    MERGED: lambda session, viewer, act: part_code(session, viewer, _subject(act)),
    PARTED: _merge_again,
    RETIRED: lambda session, viewer, act: bring_back(session, viewer, _subject(act)),
    BACK: lambda session, viewer, act: retire_code(session, viewer, _subject(act), act.number),
    IMPORTED: _unimport,
}
