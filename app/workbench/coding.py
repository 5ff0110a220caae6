"""Coding: put a code on a passage or a turn, take it off again, undo either."""

import json
from dataclasses import dataclass
from uuid import UUID, uuid4

from sqlalchemy import Insert, delete, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from app.security.permissions import Action, NotAllowed, require
from app.security.viewer import Viewer
from app.sentences import N_, Refusal
from app.store.base import now
from app.store.queries import coding as queries
from app.store.queries import studies, transcripts
from app.store.queries.revisions import held_revision
from app.store.queries.trail import UndoableAct, latest_undoable
from app.store.queries.transcripts import NotInThisStudy
from app.store.tables import Coding, MeaningUnit, Quote, Turn, UnitTurn
from app.store.trail_chain import Act, Reference, record
from app.store.visible import visible
from app.workbench.placing import NothingMarked, Passage, Place, place_now, place_of
from app.workbench.projecting import project

APPLIED, REMOVED = "coding.applied", "coding.removed"


class NoOpenRound(Refusal):
    """Coding while no round is open."""

    sentence = N_("No round is open, so coding rests. A lead author can open one under Rounds.")


class RoundHasChanged(Refusal):
    """Coding from a page that was opened while another round was open."""

    sentence = N_("The round has changed since you opened this page, so nothing was coded. Please reload the page.")


class NothingToUndo(Refusal):
    """Nothing of the member's own coding is left to undo."""

    sentence = N_("There is nothing of yours to undo.")


class UsedInQuote(Refusal):
    """The last coding of a passage that has been chosen as a quote."""

    sentence = N_("This passage has been chosen as a quote. Take the quote back first, under Quotes.")


class RoundIsOver(Refusal):
    """Removing a coding of a round that is no longer open."""

    sentence = N_("This coding belongs to a round that is over, so it stays as it is.")


class CodingOfSomebodyElse(NotAllowed):
    """Removing what another coder coded."""

    sentence = N_("Only the coder who made a coding can take it off.")


@dataclass(frozen=True, slots=True)
class Change:
    """What a change of coding touched, for the screen: the turns to draw anew, and the code.

    `gone` when the words were taken out of the transcript meanwhile, so that there was nothing left to change.
    """

    transcript_id: UUID
    first_turn: int
    last_turn: int
    code_id: UUID
    words: str = ""
    gone: bool = False


def apply_code(session: Session, viewer: Viewer, *, transcript_id: UUID, code_id: UUID, passage: Passage) -> Change:
    """Put a code on a passage of a transcript. Twice is as good as once."""
    require(viewer, Action.APPLY_CODE)
    return _apply(session, viewer, code_id, place_of(session, viewer, transcript_id, passage))


def stay_in_round(session: Session, viewer: Viewer, round_id: UUID) -> None:
    """Raise RoundHasChanged unless coding still goes into this round: a page may be older than a reveal."""
    round_ = studies.round_of_work(session, viewer)
    if round_ is None or round_.id != round_id:
        raise RoundHasChanged


def apply_code_to_turn(session: Session, viewer: Viewer, *, transcript_id: UUID, code_id: UUID, number: int) -> Change:
    """Put a code on a whole turn."""
    require(viewer, Action.APPLY_CODE)
    if not number:
        raise NothingMarked
    turns = transcripts.turns(session, viewer, transcript_id, [number])
    if not turns:
        raise NotInThisStudy
    whole = Passage(turns[0].start, turns[0].end, turns[0].words)
    return _apply(session, viewer, code_id, place_of(session, viewer, transcript_id, whole))


def _apply(session: Session, viewer: Viewer, code_id: UUID, place: Place) -> Change:
    code = queries.code(session, viewer, code_id)
    round_ = studies.round_of_work(session, viewer)
    if round_ is None:
        raise NoOpenRound
    unit_id = _keep_unit(session, viewer, round_.id, place)
    coding_id = uuid4()
    added = session.execute(
        _insert_once(
            session,
            Coding,
            study_id=viewer.study_id,
            id=coding_id,
            unit_id=unit_id,
            code_id=code.id,
            created_at=now(),
        )
    )
    first, last = place.turns[0][0].number, place.turns[-1][0].number
    if added.first() is not None:
        draw_anew(session, viewer, place.transcript_id, first, last)
        payload = _payload(place.transcript_id, place.revision, place.start, place.end, round_.id, code.id)
        record(session, Act(viewer.study_id, viewer.member_id, APPLIED, coding_id, round_.id, payload=payload))
    return Change(place.transcript_id, first, last, code.id, place.words)


def _keep_unit(session: Session, viewer: Viewer, round_id: UUID, place: Place) -> UUID:
    """Return the coder's meaning unit on this passage in this round, made now if need be."""
    key = {
        "study_id": viewer.study_id, "round_id": round_id, "coder_id": viewer.member_id,
        "transcript_id": place.transcript_id, "start": place.start, "end": place.end,
    }  # fmt: skip
    unit_id, turns = uuid4(), place.turns
    numbers = {"first_turn": turns[0][0].number, "last_turn": turns[-1][0].number}
    made = session.execute(_insert_once(session, MeaningUnit, id=unit_id, condensation="", **numbers, **key)).first()
    if made is None:
        same = [getattr(MeaningUnit, name) == value for name, value in key.items()]
        return session.scalars(select(MeaningUnit.id).where(visible(viewer, MeaningUnit), *same)).one()
    project(session, viewer, {unit_id: turns})
    return unit_id


def _insert_once(session: Session, table: type[Coding | MeaningUnit], **values: object) -> Insert:
    """Return an insert that does nothing when the same row is there, and returns the id when it did something."""
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    return insert(table).values(**values).on_conflict_do_nothing().returning(table.id)


def remove_coding(session: Session, viewer: Viewer, coding_id: UUID) -> Change:
    """Take a code off a passage. A passage that carries no other code goes with it."""
    require(viewer, Action.APPLY_CODE)
    _, transcript_id, _ = queries.coding(session, viewer, coding_id)
    revision = held_revision(session, viewer, transcript_id)  # from here on the passage stays where it is
    row, _, round_id = queries.coding(session, viewer, coding_id)
    if row.coder_id != viewer.member_id:
        raise CodingOfSomebodyElse
    if not row.open:
        raise RoundIsOver
    _take_off(session, viewer, row.id, row.unit_id)
    draw_anew(session, viewer, transcript_id, row.first_turn, row.last_turn)
    payload = _payload(transcript_id, revision, row.start, row.end, round_id, row.code_id)
    record(session, Act(viewer.study_id, viewer.member_id, REMOVED, coding_id, round_id, payload=payload))
    return Change(transcript_id, row.first_turn, row.last_turn, row.code_id)


def _take_off(session: Session, viewer: Viewer, coding_id: UUID, unit_id: UUID) -> None:
    session.execute(delete(Coding).where(visible(viewer, Coding), Coding.id == coding_id))
    left = select(Coding.id).where(visible(viewer, Coding), Coding.unit_id == unit_id)
    if session.scalar(left.limit(1)) is not None:
        return
    if session.scalar(select(Quote.id).where(visible(viewer, Quote), Quote.unit_id == unit_id).limit(1)) is not None:
        raise UsedInQuote
    session.execute(delete(UnitTurn).where(visible(viewer, UnitTurn), UnitTurn.unit_id == unit_id))
    session.execute(delete(MeaningUnit).where(visible(viewer, MeaningUnit), MeaningUnit.id == unit_id))


def draw_anew(session: Session, viewer: Viewer, transcript_id: UUID, first: int, last: int) -> None:
    """Raise the revision of the turns whose codings have changed."""
    session.execute(
        update(Turn)
        .where(
            Turn.study_id == viewer.study_id,
            Turn.transcript_id == transcript_id,
            Turn.number.between(first, last),
        )
        .values(revision=Turn.revision + 1)
    )


def undo(session: Session, viewer: Viewer) -> Change:
    """Take the viewer's own latest coding or uncoding back; the trail keeps both.

    Where its words are no longer in the transcript there is nothing to take back, and the next undo goes on.
    """
    require(viewer, Action.APPLY_CODE)
    act = latest_undoable(session, viewer, (APPLIED, REMOVED))
    if act is None:
        raise NothingToUndo
    was = json.loads(act.payload)
    transcript_id, round_id, code_id = (UUID(was[name]) for name in ("transcript", "round", "code"))
    place, number = place_now(session, viewer, transcript_id, was.get("revision", 1), was["start"], was["end"])
    record(session, Act(viewer.study_id, viewer.member_id, f"{act.act}.undone", None, round_id, act.number, was))
    done = place is not None and _turn_back(session, viewer, act, round_id, code_id, place)
    if place is None or not done:
        return Change(transcript_id, number, number, code_id, gone=True)
    first, last = place.turns[0][0].number, place.turns[-1][0].number
    draw_anew(session, viewer, transcript_id, first, last)
    return Change(transcript_id, first, last, code_id, place.words)


def _turn_back(session: Session, viewer: Viewer, act: UndoableAct, round_id: UUID, code_id: UUID, place: Place) -> bool:
    """Do the opposite of an act; False when its coding has become one with an earlier one, which stays."""
    if act.act == REMOVED:
        unit_id = _keep_unit(session, viewer, round_id, place)
        values = {"study_id": viewer.study_id, "id": act.subject_id, "unit_id": unit_id, "code_id": code_id}
        session.execute(_insert_once(session, Coding, created_at=now(), **values))
        return True
    found = select(Coding.id, Coding.unit_id).where(visible(viewer, Coding), Coding.id == act.subject_id)
    coding = session.execute(found).one_or_none()
    if coding is not None:
        _take_off(session, viewer, coding[0], coding[1])
    return coding is not None


def _payload(
    transcript_id: UUID, revision: int, start: int, end: int, round_id: UUID, code_id: UUID
) -> dict[str, Reference]:
    """Say where the passage lay, in the revision that the transcript had then."""
    return {
        "transcript": transcript_id, "revision": revision, "start": start, "end": end, "round": round_id,
        "code": code_id,
    }  # fmt: skip
