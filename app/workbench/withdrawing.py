"""Withdrawal: slips that participants get, and what happens when one comes back."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final
from uuid import UUID, uuid4

from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from app.importing.roles import Kind
from app.security.permissions import Action, require
from app.security.slips import fresh_slip, slip_digest
from app.security.viewer import Viewer, blind_to_nothing
from app.sentences import N_, Refusal
from app.store.ledger import note
from app.store.queries import people, revisions
from app.store.queries import withdrawals as queries
from app.store.queries.withdrawals import TheirQuote, TheirTurn
from app.store.tables import (
    Degree,
    Participant,
    ParticipantBand,
    Quote,
    Revising,
    Summary,
    ThemeResponse,
    Turn,
    Withdrawal,
)
from app.store.trail_chain import Act, Reference, record
from app.store.visible import visible
from app.workbench.answering import take_answers_off
from app.workbench.quoted_in_memos import take_out_of_memos
from app.workbench.rewriting import Replacement, rewrite
from app.workbench.sign_offs import Changed, reopen
from app.workbench.touching import Touched, seen, touched_by

# From the least to the most: who asks for one gets those before it too.
DEGREES: Final = (Degree.NOT_QUOTED, Degree.NOT_COUNTED, Degree.REMOVED)
WITHDRAWN: Final = {
    "en": "[withdrawn]", "nb": "[trukket tilbake]", "nn": "[trekt tilbake]", "sv": "[återtaget]",
    "da": "[trukket tilbage]", "nl": "[ingetrokken]", "de": "[zurückgezogen]",
}  # fmt: skip


class UnknownSlip(Refusal):
    """A slip that is nobody's in this study."""

    sentence = N_("No participant of this study has this slip. Look at it once more: there is no 0, o, 1 or l in it.")


class NotAParticipant(Refusal):
    """Withdrawing somebody who is not counted as a participant."""

    sentence = N_("Only a participant can withdraw. If this voice is one, say so under People first.")


class AlreadyFurther(Refusal):
    """Withdrawing less than what was withdrawn before."""

    sentence = N_("This participant has already withdrawn further than that, so nothing was changed.")


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """What a withdrawal did: for whom, what it touched, and the quotes that were taken back, as the viewer sees it."""

    people: tuple[UUID, ...]
    degree: Degree
    touched: Touched
    quotes: tuple[TheirQuote, ...]
    transcripts: tuple[UUID, ...]


def give_slips(session: Session, viewer: Viewer, participant_ids: Sequence[UUID]) -> dict[UUID, str]:
    """Give each participant a slip, which is told once and kept as a hash. Whoever has one keeps it and gets none."""
    require(viewer, Action.WITHDRAW_PARTICIPANT)
    given = {}
    for participant in queries.without_slip(session, viewer, participant_ids):
        given[participant.id] = fresh_slip()
        participant.slip_hash = slip_digest(viewer.study_id, given[participant.id])
    session.flush()
    return given


def participant_of_slip(session: Session, viewer: Viewer, slip: str) -> Participant:
    """Return the participant whose slip this is; raises UnknownSlip."""
    require(viewer, Action.WITHDRAW_PARTICIPANT)
    found = queries.participant_with_slip(session, viewer, slip_digest(viewer.study_id, slip))
    if found is None:
        raise UnknownSlip
    return found


def withdraw(session: Session, viewer: Viewer, participant_id: UUID, degree: Degree) -> Withdrawn:
    """Let a participant withdraw, in every focus group that the same person took part in. Twice is as good as once."""
    require(viewer, Action.WITHDRAW_PARTICIPANT)
    participant = people.participant(session, viewer, participant_id)
    if participant.kind is not Kind.PARTICIPANT:
        raise NotAParticipant
    return carry_out(session, viewer, participant, degree, act="participant.withdrew", by=viewer.member_id)


def carry_out(
    session: Session, viewer: Viewer, participant: Participant, degree: Degree, *, act: str, by: UUID | None
) -> Withdrawn:
    """Withdraw a person, and say so in the ledger and on the trail; `by` is nobody when the ledger is applied."""
    same = queries.held_people(session, viewer, participant.person_id)
    if any(one.withdrawn and DEGREES.index(one.withdrawn) > DEGREES.index(degree) for one in same):
        raise AlreadyFurther
    ids = tuple(one.id for one in same)
    for one in same:
        _note(session, viewer, one, degree)
    session.flush()
    shown = queries.their_quotes(session, viewer, ids)
    _take_back(session, blind_to_nothing(viewer), ids)
    turns = queries.their_turns(session, viewer, ids)
    reopen(session, blind_to_nothing(viewer), Changed(transcripts={turn.transcript_id for turn in turns}))
    touched = Touched()
    if degree is Degree.REMOVED:
        texts = take_out_of_memos(session, viewer, turns, _signs(session, viewer, turns))
        touched = replace(_remove_words(session, viewer, turns), texts=texts)
        _remove_bands(session, viewer, ids)
        take_answers_off(session, blind_to_nothing(viewer), ids)
    else:
        _draw_anew(session, viewer, ids)
    note(session, {
        "act": "withdrew", "study": str(viewer.study_id), "participants": sorted(map(str, ids)), "degree": degree.value,
        "by": str(viewer.member_id),
    })  # fmt: skip
    payload: dict[str, Reference] = {"degree": degree.value, "participants": " ".join(map(str, ids))}
    record(session, Act(viewer.study_id, by, act, participant.id, payload=payload))
    return Withdrawn(ids, degree, touched, tuple(shown), tuple(dict.fromkeys(turn.transcript_id for turn in turns)))


def _note(session: Session, viewer: Viewer, participant: Participant, degree: Degree) -> None:
    participant.withdrawn = degree
    if degree not in queries.degrees_of(session, viewer, participant.id):
        session.add(
            Withdrawal(
                study_id=viewer.study_id, id=uuid4(), participant_id=participant.id, degree=degree,
                made_by_id=viewer.member_id,
            )
        )  # fmt: skip


def _take_back(session: Session, viewer: Viewer, ids: Sequence[UUID]) -> None:
    """Take every quote back in which the person speaks, whoever chose it: the viewer must be blind to nothing."""
    quotes = [quote.id for quote in queries.their_quotes(session, viewer, ids)]
    session.execute(delete(Quote).where(visible(viewer, Quote), Quote.id.in_(quotes)))


def _remove_words(session: Session, viewer: Viewer, turns: Sequence[TheirTurn]) -> Touched:
    """Put the sign of a withdrawal in place of every turn; the turns keep their numbers."""
    edits: dict[UUID, list[Replacement]] = {}
    for turn in turns:
        edits.setdefault(turn.transcript_id, []).append(Replacement(turn.start, turn.end, "", turn.words))
    touched = Touched()
    signs = _signs(session, viewer, turns)
    for transcript_id, some in sorted(edits.items(), key=lambda one: str(one[0])):
        sign = signs[transcript_id]
        left = [Replacement(one.start, one.end, sign, one.expected) for one in some if one.expected != sign]
        if left:
            was = seen(session, viewer, transcript_id)
            touched = touched.and_(touched_by(was, rewrite(session, viewer, transcript_id, left, Revising.WITHDRAWN)))
    return touched


def _signs(session: Session, viewer: Viewer, turns: Sequence[TheirTurn]) -> dict[UUID, str]:
    """Return the sign of a withdrawal for each transcript in which the person speaks."""
    talks = dict.fromkeys(turn.transcript_id for turn in turns)
    return {id_: withdrawn_sign(revisions.language_of(session, viewer, id_)) for id_ in talks}


def withdrawn_sign(language: str) -> str:
    """Return what stands in a transcript of this language where words were withdrawn."""
    return WITHDRAWN.get(language, WITHDRAWN["en"])


def _remove_bands(session: Session, viewer: Viewer, ids: Sequence[UUID]) -> None:
    """Remove what is known and was written of the person: nothing of them is counted any more."""
    for table in (ParticipantBand, Summary, ThemeResponse):
        session.execute(delete(table).where(table.study_id == viewer.study_id, table.participant_id.in_(ids)))


def _draw_anew(session: Session, viewer: Viewer, ids: Sequence[UUID]) -> None:
    """Let the person's turns be drawn with the sign that they are not to be quoted."""
    theirs = update(Turn).where(Turn.study_id == viewer.study_id, Turn.participant_id.in_(ids))
    session.execute(theirs.values(revision=Turn.revision + 1))
