"""Decisions: what the team settled about a difference; it makes the consensus, and what each had coded stays."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Final
from uuid import UUID, uuid4

from sqlalchemy import delete
from sqlalchemy.orm import Session

from app.analysis.audit.differing import passages_of
from app.analysis.audit.tally import Mask
from app.analysis.passages import slice_of
from app.security.permissions import Action, require
from app.security.viewer import Viewer
from app.sentences import N_, Refusal
from app.store.queries import accounts, studies, transcripts
from app.store.queries import decisions as queries
from app.store.queries.transcripts import NotInThisStudy, TurnRow
from app.store.tables import (
    DecidedBy,
    DecidedCoding,
    Decision,
    Outcome,
    Reading,
    ReadingState,
    Round,
    RoundKind,
    RoundState,
    Settled,
)
from app.store.trail_chain import Act, Reference, record
from app.workbench.audit.walk import Difference, Walk, walk
from app.workbench.codebook import code_to_apply
from app.workbench.placing import NoWholeWord, Passage, WordsWithdrawn, place_of
from app.workbench.units import draw_anew, keep_unit, put_coding, take_off

SETTLED, SETTLED_AGREED, TAKEN_BACK = "difference.settled", "agreement.settled", "decision.taken back"
# In the consensus, what one coder took up, what both said, and what stands beside each other is there.
EVERY_READING: Final = frozenset({Outcome.BOTH, Outcome.STAND, Outcome.AGREED})


class DifferenceHasChanged(Refusal):
    """Settling a difference that is settled already, or that looks different now."""

    sentence = N_("This difference was settled meanwhile, or the coding has changed. Please look at it again.")


class ReasonMissing(Refusal):
    """Settling a difference without a reason."""

    sentence = N_("Please write in a few words why you settled it this way.")


class WhoseReading(Refusal):
    """Taking up one reading without saying whose."""

    sentence = N_("Please say whose reading you take up.")


class WhichCode(Refusal):
    """Settling on another code without naming one that is not in question here."""

    sentence = N_("Please choose the other code, one that is not in question here.")


@dataclass(frozen=True, slots=True)
class Settlement:
    """How a difference is settled, in the words of whoever notes it."""

    outcome: Outcome
    reason: str = ""
    prevailed_id: UUID | None = None
    another_id: UUID | None = None
    with_ids: Collection[UUID] = ()


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a difference lies, and the sum of what was shown of it."""

    transcript_id: UUID
    first: int
    last: int
    seen: str


def settle(session: Session, viewer: Viewer, round_id: UUID, spot: Spot, how: Settlement) -> Decision:
    """Note how the team settled a difference, with a reason."""
    require(viewer, Action.SETTLE)
    found = _walk(session, viewer, round_id, spot.transcript_id)
    difference = found.find(spot.transcript_id, spot.first, spot.last)
    if difference is None or difference.seen != spot.seen:
        raise DifferenceHasChanged
    if not how.reason.strip():
        raise ReasonMissing
    if how.outcome is Outcome.AGREED:
        raise DifferenceHasChanged
    if how.outcome is Outcome.ONE and (
        how.prevailed_id is None or not difference.coders >> found.basis.bits.get(how.prevailed_id, 99) & 1
    ):
        raise WhoseReading
    code_ids = {row.id for row, _ in difference.codes}
    if how.outcome is Outcome.ANOTHER and (how.another_id is None or how.another_id in code_ids):
        raise WhichCode
    made = _decide(session, viewer, found, difference, how)
    payload: dict[str, Reference] = {
        "transcript": spot.transcript_id, "first": spot.first, "last": spot.last, "outcome": how.outcome.value,
        "prevailed": how.prevailed_id, "another": how.another_id,
    }  # fmt: skip
    record(session, Act(viewer.study_id, viewer.member_id, SETTLED, made.id, round_id, payload=payload))
    _whole_transcript(session, viewer, round_id, spot.transcript_id)
    return made


def settle_agreed(session: Session, viewer: Viewer, round_id: UUID, transcript_id: UUID) -> int:
    """Take everything on which all readers of a transcript agree into the consensus, in one step; return how much."""
    require(viewer, Action.SETTLE)
    found = _walk(session, viewer, round_id, transcript_id)
    for one in found.agreed:
        _decide(session, viewer, found, one, Settlement(Outcome.AGREED))
    if found.agreed:
        payload: dict[str, Reference] = {"transcript": transcript_id, "passages": len(found.agreed)}
        record(session, Act(viewer.study_id, viewer.member_id, SETTLED_AGREED, None, round_id, payload=payload))
    _whole_transcript(session, viewer, round_id, transcript_id)
    return len(found.agreed)


def take_back(session: Session, viewer: Viewer, decision_id: UUID) -> Decision:
    """Open a difference again: what its decision put into the consensus leaves it."""
    require(viewer, Action.SETTLE)
    made = queries.decision(session, viewer, decision_id)
    for coding_id, unit_id in queries.decided_codings(session, viewer, decision_id):
        take_off(session, viewer, coding_id, unit_id)
    for table in (DecidedCoding, DecidedBy, Settled):
        session.execute(delete(table).where(table.study_id == viewer.study_id, table.decision_id == decision_id))
    consensus = queries.consensus_round(session, viewer)
    whole = queries.settled_transcripts(session, viewer, consensus.id) if consensus else {}
    for reading in whole.get(made.transcript_id, ()):
        session.delete(reading)
    session.delete(made)
    session.flush()
    draw_anew(session, viewer, made.transcript_id, made.first_turn, made.last_turn)
    payload: dict[str, Reference] = {
        "transcript": made.transcript_id, "first": made.first_turn, "last": made.last_turn,
        "outcome": made.outcome.value,
    }  # fmt: skip
    record(session, Act(viewer.study_id, viewer.member_id, TAKEN_BACK, decision_id, made.round_id, payload=payload))
    return made


def _walk(session: Session, viewer: Viewer, round_id: UUID, transcript_id: UUID) -> Walk:
    transcripts.transcript(session, viewer, transcript_id)
    found = walk(session, viewer, round_id, transcript_id)
    if found is None:
        raise NotInThisStudy
    return found


def _decide(session: Session, viewer: Viewer, found: Walk, one: Difference, how: Settlement) -> Decision:
    stretch = one.stretch
    made = Decision(
        study_id=viewer.study_id, id=uuid4(), round_id=found.basis.round.id, transcript_id=one.talk.id,
        first_turn=stretch.first, last_turn=stretch.last, outcome=how.outcome, reason=how.reason.strip(),
        prevailed_id=how.prevailed_id if how.outcome is Outcome.ONE else None, noted_by_id=viewer.member_id,
    )  # fmt: skip
    session.add(made)
    session.flush()
    _note_who(session, viewer, made.id, how.with_ids)
    counted = {turn.number for turn in found.talks[one.talk.id].turns}
    numbers = [number for number in range(stretch.first, stretch.last + 1) if number in counted]
    turns = transcripts.turns(session, viewer, one.talk.id, range(stretch.first, stretch.last + 1))
    codes = [row.id for row, _ in one.codes]
    if how.outcome is Outcome.ANOTHER and how.another_id is not None:
        codes.append(code_to_apply(session, viewer, how.another_id).id)
    _settle(session, viewer, made, {turn.number: turn.id for turn in turns}, numbers, codes)
    for code_id, passages in _kept(found, one, how, turns):
        _put(session, viewer, made, code_id, passages, turns)
    return made


def _note_who(session: Session, viewer: Viewer, decision_id: UUID, with_ids: Collection[UUID]) -> None:
    known = {one.id for one in accounts.members(session, viewer)} if with_ids else set()
    if not known.issuperset(with_ids):
        raise NotInThisStudy
    for member_id in set(with_ids) - {viewer.member_id}:
        session.add(DecidedBy(study_id=viewer.study_id, decision_id=decision_id, member_id=member_id))
    session.flush()


def _settle(
    session: Session, viewer: Viewer, made: Decision, ids: Mapping[int, UUID], numbers: Iterable[int],
    code_ids: Sequence[UUID],
) -> None:  # fmt: skip
    """Settle codes on turns; another code may be settled on one of them already, and stays so."""
    held = {
        (one.number, one.code_id) for one in queries.settled(session, viewer) if one.transcript_id == made.transcript_id
    }
    for number, code_id in product(numbers, code_ids):
        if (number, code_id) not in held:
            session.add(Settled(study_id=made.study_id, decision_id=made.id, turn_id=ids[number], code_id=code_id))
    session.flush()


Passages = list[tuple[int, int]]


def _kept(found: Walk, one: Difference, how: Settlement, turns: list[TurnRow]) -> Iterable[tuple[UUID, Passages]]:
    """Yield what goes into the consensus: each code with its passages."""
    marked, stretch = found.talks[one.talk.id].marked, one.stretch
    if how.outcome is Outcome.ANOTHER and how.another_id is not None:
        yield how.another_id, [(turns[0].start, turns[-1].end)]
    whose: Mask = -1 if how.outcome in EVERY_READING else 0
    if how.outcome is Outcome.ONE and how.prevailed_id is not None:
        whose = 1 << found.basis.bits[how.prevailed_id]
    for row, said in one.codes:
        passages = passages_of(marked, stretch, said.code, said.did & whose)
        if passages:
            yield row.id, passages


def _put(
    session: Session, viewer: Viewer, made: Decision, code_id: UUID, passages: Passages, turns: list[TurnRow]
) -> None:
    """Put a code into the consensus, on the part of the passages that lies in the turns."""
    consensus = _consensus(session, viewer)
    for start, end in passages:
        low, high = max(start, turns[0].start), min(end, turns[-1].end)
        try:
            place = place_of(session, viewer, made.transcript_id, Passage(low, high, slice_of(turns, low, high)))
        except (NoWholeWord, WordsWithdrawn):
            continue  # of these words nothing is left that could be coded
        unit_id, coding_id = keep_unit(session, viewer, consensus.id, place), uuid4()
        if not put_coding(session, viewer, coding_id, unit_id, code_id):
            coding_id = queries.coding_of(session, viewer, unit_id, code_id)
        session.merge(DecidedCoding(study_id=viewer.study_id, decision_id=made.id, coding_id=coding_id))
    session.flush()
    draw_anew(session, viewer, made.transcript_id, made.first_turn, made.last_turn)


def _consensus(session: Session, viewer: Viewer) -> Round:
    """Return the round of the consensus, made with the first decision; nobody codes in it by hand."""
    found = queries.consensus_round(session, viewer)
    if found is None:
        found = Round(
            study_id=viewer.study_id, position=len(studies.rounds(session, viewer)) + 1, kind=RoundKind.CONSENSUS,
            state=RoundState.CLOSED,
        )  # fmt: skip
        session.add(found)
        session.flush()
    return found


def _whole_transcript(session: Session, viewer: Viewer, round_id: UUID, transcript_id: UUID) -> None:
    """Note that the consensus holds all of a transcript, when nothing of it is left to settle."""
    left = _walk(session, viewer, round_id, transcript_id)
    if left.open or left.agreed or transcript_id not in left.talks:
        return
    consensus = _consensus(session, viewer)
    if queries.settled_transcripts(session, viewer, consensus.id).get(transcript_id):
        return
    talk = transcripts.transcript(session, viewer, transcript_id)
    session.add(
        Reading(
            study_id=viewer.study_id, round_id=consensus.id, member_id=viewer.member_id, transcript_id=talk.id,
            first_turn=1, last_turn=talk.turns, at_turn=talk.turns, state=ReadingState.DONE,
            codebook_revision=studies.study(session, viewer).codebook_revision,
        )
    )  # fmt: skip
    session.flush()
