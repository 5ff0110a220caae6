"""Rounds and readings: open a round, reveal it, say that a transcript has been read."""

from dataclasses import replace
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.security.permissions import Action, require
from app.security.viewer import Viewer
from app.sentences import N_, Refusal
from app.store.base import in_study
from app.store.queries import readings as queries
from app.store.queries import studies, transcripts
from app.store.queries.transcripts import NotInThisStudy
from app.store.tables import Code, Member, Reading, ReadingState, Round, RoundKind, RoundState
from app.store.trail_chain import Act, record
from app.store.visible import visible
from app.workbench import readings
from app.workbench.codebook import next_revision
from app.workbench.first_thoughts import open_when_all_are_in
from app.workbench.sign_offs import Changed, reopen


class RoundIsOpen(Refusal):
    """Opening an independent round beside another one."""

    sentence = N_("An independent round is open already. Reveal it before you open another.")


class NothingToReveal(Refusal):
    """Revealing a round that is not an independent one, or that is revealed already."""

    sentence = N_("Only an independent round that is not revealed yet can be revealed.")


class NothingToClose(Refusal):
    """Closing a round that is not open."""

    sentence = N_("Only an open round can be closed.")


class NothingToReopen(Refusal):
    """Opening a round again that is not closed: what was revealed has been seen, and the consensus is for decisions."""

    sentence = N_("Only a closed round can be opened again. What was revealed has been seen; open a new round instead.")


class NoReasonForRound(Refusal):
    """Closing a round, or opening it again, without saying why."""

    sentence = N_("Please write in a few words why.")


class NothingToRepeat(Refusal):
    """Coding a round once more that is still blind, or that is no coder's own work."""

    sentence = N_("Only a round of coding that everybody may see can be coded once more.")


def open_independent_round(session: Session, viewer: Viewer, repeats_id: UUID | None = None) -> Round:
    """Open a round in which every coder sees only their own work until it is revealed.

    `repeats_id` names a round that is coded once more; nobody who codes sees anything of it meanwhile.
    """
    require(viewer, Action.RUN_ROUNDS)
    rounds = studies.rounds(session, viewer)
    if any(one.kind is RoundKind.INDEPENDENT and one.state is not RoundState.REVEALED for one in rounds):
        raise RoundIsOpen
    if repeats_id is not None and _round(session, viewer, repeats_id).kind is RoundKind.CONSENSUS:
        raise NothingToRepeat
    round_ = Round(
        study_id=viewer.study_id, position=len(rounds) + 1, kind=RoundKind.INDEPENDENT, state=RoundState.OPEN,
        repeats_id=repeats_id, codebook_revision=studies.study(session, viewer).codebook_revision,
    )  # fmt: skip
    session.add(round_)
    session.flush()
    payload = {"repeats": repeats_id} if repeats_id else {}
    record(session, Act(viewer.study_id, viewer.member_id, "round.opened", round_.id, payload=payload))
    return round_


def reveal_round(session: Session, viewer: Viewer, round_id: UUID, because: str = "") -> None:
    """End an independent round: everybody sees all of it, and the codes made in it belong to the team."""
    require(viewer, Action.RUN_ROUNDS)
    found = _round(session, viewer, round_id)
    if found.kind is not RoundKind.INDEPENDENT or found.state is RoundState.REVEALED:
        raise NothingToReveal
    found.state, found.because = RoundState.REVEALED, because.strip()
    session.flush()
    sees = replace(viewer, blind_rounds=viewer.blind_rounds - {round_id}, set_aside=frozenset())
    _share_codes(session, sees, round_id)
    reopen(session, sees, Changed(round=round_id))
    open_when_all_are_in(session, sees)
    record(session, Act(viewer.study_id, viewer.member_id, "round.revealed", round_id))


def close_round(session: Session, viewer: Viewer, round_id: UUID, because: str) -> None:
    """Let nobody code in a round any more, with a reason; an independent one stays blind until it is revealed."""
    require(viewer, Action.RUN_ROUNDS)
    found = _round(session, viewer, round_id)
    if found.state is not RoundState.OPEN:
        raise NothingToClose
    _move(session, viewer, found, RoundState.CLOSED, because, "round.closed")


def reopen_round(session: Session, viewer: Viewer, round_id: UUID, because: str) -> None:
    """Open a closed round again, with a reason."""
    require(viewer, Action.RUN_ROUNDS)
    found = _round(session, viewer, round_id)
    if found.state is not RoundState.CLOSED or found.kind is RoundKind.CONSENSUS:
        raise NothingToReopen
    _move(session, viewer, found, RoundState.OPEN, because, "round.reopened")


def _move(session: Session, viewer: Viewer, found: Round, state: RoundState, because: str, act: str) -> None:
    if not because.strip():
        raise NoReasonForRound
    found.state, found.because = state, " ".join(because.split())
    session.flush()
    record(session, Act(viewer.study_id, viewer.member_id, act, found.id))


def _round(session: Session, viewer: Viewer, round_id: UUID) -> Round:
    found = next((one for one in studies.rounds(session, viewer) if one.id == round_id), None)
    if found is None:
        raise NotInThisStudy
    return found


def _share_codes(session: Session, viewer: Viewer, round_id: UUID) -> None:
    """Give the round's codes to the team; of two with one name, the later carries its coder's initials.

    For the team they are made now: whoever was done with a reading could not have used a colleague's code.
    """
    revision = next_revision(session, viewer)
    names = {
        name.lower() for name in session.scalars(select(Code.name).where(visible(viewer, Code), Code.owner_key == ""))
    }
    made = session.execute(
        select(Code, Member.initials)
        .join(Member, in_study(Code.made_by_id, Member.id))
        .where(visible(viewer, Code), Code.made_in_id == round_id)
        .order_by(Code.created_at, Code.id)
    )
    for code, initials in made.all():
        name, number = code.name, 1
        while name.lower() in names:
            name = f"{code.name} ({initials})" if number == 1 else f"{code.name} ({initials} {number})"
            number += 1
        code.name, code.owner_key, code.made_at_revision = name, "", revision
        names.add(name.lower())


def mark_reading(session: Session, viewer: Viewer, *, transcript_id: UUID, done: bool, because: str = "") -> Reading:
    """Say that the viewer has read all of a transcript in the open round, with today's codebook, or goes on reading.

    Whoever has read all of it has read every stretch of it that they were given.
    """
    require(viewer, Action.MARK_READING)
    talk, round_ = transcripts.transcript(session, viewer, transcript_id), readings.round_now(session, viewer)
    whole = readings.whole_reading(session, viewer, talk, round_.id)
    for one in queries.my_readings(session, viewer, round_.id, talk.id):
        if done and (one is whole or one.state is not ReadingState.DONE):
            readings.finish(session, viewer, one)
        elif not done and one.state is ReadingState.DONE:
            readings.reopen(session, viewer, one, because)
        elif not done and one is whole:
            readings.begin(session, viewer, one)
    return whole
