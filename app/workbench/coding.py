"""Coding: put a code on a passage or a turn, take it off again, put another in its place, move its bounds."""

from dataclasses import dataclass, replace
from uuid import UUID, uuid4

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.security.permissions import Action, NotAllowed, require
from app.security.viewer import Viewer
from app.sentences import N_, Refusal
from app.store.queries import coding as queries
from app.store.queries import studies
from app.store.queries.coding import CodingRow
from app.store.queries.revisions import held_revision
from app.store.tables import Coding
from app.store.trail_chain import Act, Reference
from app.store.visible import visible
from app.workbench.codebook import code_to_apply
from app.workbench.company import note_act
from app.workbench.placing import Passage, Place, place_of, place_of_turn
from app.workbench.sign_offs import Changed, reopen
from app.workbench.units import draw_anew, keep_unit, let_go, put_coding, take_off

APPLIED, REMOVED, RECODED, MOVED = "coding.applied", "coding.removed", "coding.recoded", "coding.moved"


class NoOpenRound(Refusal):
    """Coding while no round is open."""

    sentence = N_("No round is open, so coding rests. A lead author can open one under Rounds.")


class RoundHasChanged(Refusal):
    """Coding from a page that was opened while another round was open."""

    sentence = N_("The round has changed since you opened this page, so nothing was coded. Please reload the page.")


class RoundIsOver(Refusal):
    """Changing or removing a coding of a round that is no longer open."""

    sentence = N_("This coding belongs to a round that is over, so it stays as it is.")


class CodingOfSomebodyElse(NotAllowed):
    """Changing or removing what another coder coded."""

    sentence = N_("Only the coder who made a coding can change it or take it off.")


@dataclass(frozen=True, slots=True)
class Change:
    """What a change of coding touched, for the screen: the turns to draw anew, and the code if it was about one.

    `gone` when the words were taken out of the transcript meanwhile, so that there was nothing left to change. `also`
    are other codes whose counts have changed; `book` says that the codebook itself has. `unit_id` is the meaning unit
    that was coded, `code` the name of the code where it is known already.
    """

    transcript_id: UUID
    first_turn: int
    last_turn: int
    code_id: UUID | None
    words: str = ""
    gone: bool = False
    also: tuple[UUID, ...] = ()
    book: bool = False
    unit_id: UUID | None = None
    code: str = ""


def apply_code(session: Session, viewer: Viewer, *, transcript_id: UUID, code_id: UUID, passage: Passage) -> Change:
    """Put a code on a passage of a transcript. Twice is as good as once."""
    require(viewer, Action.APPLY_CODE)
    return _apply(session, viewer, code_id, place_of(session, viewer, transcript_id, passage))


def stay_in_round(session: Session, viewer: Viewer, round_id: UUID) -> None:
    """Raise RoundHasChanged unless coding still goes into this round: a page may be older than a reveal."""
    if studies.round_now(session, viewer) != round_id:
        raise RoundHasChanged


def apply_code_to_turn(session: Session, viewer: Viewer, *, transcript_id: UUID, code_id: UUID, number: int) -> Change:
    """Put a code on a whole turn."""
    require(viewer, Action.APPLY_CODE)
    return _apply(session, viewer, code_id, place_of_turn(session, viewer, transcript_id, number))


def _apply(session: Session, viewer: Viewer, code_id: UUID, place: Place) -> Change:
    code = code_to_apply(session, viewer, code_id)
    round_id = studies.round_now(session, viewer)
    if round_id is None:
        raise NoOpenRound
    coding_id, unit_id = uuid4(), keep_unit(session, viewer, round_id, place)
    first, last = place.turns[0][0].number, place.turns[-1][0].number
    if put_coding(session, viewer, coding_id, unit_id, code.id):
        draw_anew(session, viewer, place.transcript_id, first, last)
        payload = _payload(place.transcript_id, place.revision, place.start, place.end, round_id, code.id)
        note_act(session, viewer, Act(viewer.study_id, viewer.member_id, APPLIED, coding_id, round_id, payload=payload))
    return Change(place.transcript_id, first, last, code.id, place.words, unit_id=unit_id, code=code.name)


def remove_coding(session: Session, viewer: Viewer, coding_id: UUID) -> Change:
    """Take a code off a passage. A passage that carries no other code goes with it."""
    held = _held(session, viewer, coding_id)
    row, viewer = held.row, replace(viewer, together=held.row.together)
    take_off(session, viewer, row.id, row.unit_id)
    draw_anew(session, viewer, held.transcript_id, row.first_turn, row.last_turn)
    _note(session, viewer, REMOVED, held)
    return Change(held.transcript_id, row.first_turn, row.last_turn, row.code_id)


def recode(session: Session, viewer: Viewer, *, coding_id: UUID, code_id: UUID) -> Change:
    """Put another code in a coding's place, on the same passage."""
    held = _held(session, viewer, coding_id)
    row, code = held.row, code_to_apply(session, viewer, code_id)
    viewer = replace(viewer, together=row.together)
    if code.id != row.code_id:
        change_code(session, viewer, row.id, row.unit_id, code.id)
        draw_anew(session, viewer, held.transcript_id, row.first_turn, row.last_turn)
        _note(session, viewer, RECODED, held, code=code.id, was_code=row.own_code_id)
    return Change(held.transcript_id, row.first_turn, row.last_turn, code.id, also=(row.code_id,))


def change_code(session: Session, viewer: Viewer, coding_id: UUID, unit_id: UUID, code_id: UUID) -> None:
    """Change the code of a coding; where the passage carries the code already, the two become one."""
    here = visible(viewer, Coding)
    same = select(Coding.id).where(here, Coding.unit_id == unit_id, Coding.code_id == code_id)
    if session.scalar(same) is not None:
        take_off(session, viewer, coding_id, unit_id)
    else:
        reopen(session, viewer, Changed(coding=coding_id))
        session.execute(update(Coding).where(here, Coding.id == coding_id).values(code_id=code_id))
        reopen(session, viewer, Changed(coding=coding_id))


def move_coding(session: Session, viewer: Viewer, *, coding_id: UUID, passage: Passage) -> Change:
    """Give a coding other bounds in its transcript; other codes on the old passage stay where they are."""
    held = _held(session, viewer, coding_id)
    row, place = held.row, place_of(session, viewer, held.transcript_id, passage)
    first, last = place.turns[0][0].number, place.turns[-1][0].number
    viewer = replace(viewer, together=row.together)
    if (place.start, place.end) != (row.start, row.end):
        change_bounds(session, viewer, row.id, row.unit_id, held.round_id, place)
        _note(session, viewer, MOVED, held, start=place.start, end=place.end, was_start=row.start, was_end=row.end)
    first, last = min(first, row.first_turn), max(last, row.last_turn)
    draw_anew(session, viewer, held.transcript_id, first, last)
    return Change(held.transcript_id, first, last, row.code_id, place.words)


def change_bounds(
    session: Session, viewer: Viewer, coding_id: UUID, unit_id: UUID, round_id: UUID, place: Place
) -> None:
    """Put a coding on the passage at another place; where that carries the code already, the two become one."""
    here, new = visible(viewer, Coding), keep_unit(session, viewer, round_id, place)
    code_id = session.scalars(select(Coding.code_id).where(here, Coding.id == coding_id)).one()
    same = select(Coding.id).where(here, Coding.unit_id == new, Coding.code_id == code_id)
    if session.scalar(same) is not None:
        take_off(session, viewer, coding_id, unit_id)
    else:
        session.execute(update(Coding).where(here, Coding.id == coding_id).values(unit_id=new))
        reopen(session, viewer, Changed(coding=coding_id))
        let_go(session, viewer, unit_id)


@dataclass(frozen=True, slots=True)
class _Held:
    """A coding of the viewer's own whose passage stays where it is until the transaction ends."""

    row: CodingRow
    transcript_id: UUID
    round_id: UUID
    revision: int


def _held(session: Session, viewer: Viewer, coding_id: UUID) -> _Held:
    """Return a coding that the viewer may change."""
    require(viewer, Action.APPLY_CODE)
    _, transcript_id, _ = queries.coding(session, viewer, coding_id)
    revision = held_revision(session, viewer, transcript_id)
    row, _, round_id = queries.coding(session, viewer, coding_id)
    if not queries.is_maker(viewer, row):
        raise CodingOfSomebodyElse
    if not row.open:
        raise RoundIsOver
    return _Held(row, transcript_id, round_id, revision)


def _note(session: Session, viewer: Viewer, act: str, held: _Held, **other: Reference) -> None:
    row = held.row
    payload = _payload(held.transcript_id, held.revision, row.start, row.end, held.round_id, row.own_code_id)
    payload = {**payload, **other}
    note_act(session, viewer, Act(viewer.study_id, viewer.member_id, act, row.id, held.round_id, payload=payload))


def _payload(
    transcript_id: UUID, revision: int, start: int, end: int, round_id: UUID, code_id: UUID
) -> dict[str, Reference]:
    """Say where the passage lay, in the revision that the transcript had then."""
    return {
        "transcript": transcript_id, "revision": revision, "start": start, "end": end, "round": round_id,
        "code": code_id,
    }  # fmt: skip
