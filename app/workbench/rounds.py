"""Rounds and readings: open a round, reveal it, say that a transcript has been read."""

from dataclasses import replace
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.security.permissions import Action, require
from app.security.viewer import Viewer
from app.sentences import N_, Refusal
from app.store.base import in_study
from app.store.queries import studies, transcripts
from app.store.queries.transcripts import NotInThisStudy
from app.store.tables import Code, Member, Reading, ReadingState, Round, RoundKind, RoundState
from app.store.trail_chain import Act, record
from app.store.visible import visible
from app.workbench.codebook import next_revision
from app.workbench.coding import NoOpenRound


class RoundIsOpen(Refusal):
    """Opening an independent round beside another one."""

    sentence = N_("An independent round is open already. Reveal it before you open another.")


class NothingToReveal(Refusal):
    """Revealing a round that is not an open independent one."""

    sentence = N_("Only an open independent round can be revealed.")


def open_independent_round(session: Session, viewer: Viewer) -> Round:
    """Open a round in which every coder sees only their own work until it is revealed."""
    require(viewer, Action.RUN_ROUNDS)
    rounds = studies.rounds(session, viewer)
    if any(one.kind is RoundKind.INDEPENDENT and one.state is RoundState.OPEN for one in rounds):
        raise RoundIsOpen
    round_ = Round(
        study_id=viewer.study_id, position=len(rounds) + 1, kind=RoundKind.INDEPENDENT, state=RoundState.OPEN
    )
    session.add(round_)
    session.flush()
    record(session, Act(viewer.study_id, viewer.member_id, "round.opened", round_.id))
    return round_


def reveal_round(session: Session, viewer: Viewer, round_id: UUID) -> None:
    """End an independent round: everybody sees all of it, and the codes made in it belong to the team."""
    require(viewer, Action.RUN_ROUNDS)
    found = [one for one in studies.rounds(session, viewer) if one.id == round_id]
    if not found:
        raise NotInThisStudy
    if found[0].kind is not RoundKind.INDEPENDENT or found[0].state is not RoundState.OPEN:
        raise NothingToReveal
    found[0].state = RoundState.REVEALED
    session.flush()
    _share_codes(session, replace(viewer, blind_rounds=viewer.blind_rounds - {round_id}), round_id)
    record(session, Act(viewer.study_id, viewer.member_id, "round.revealed", round_id))


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


def mark_reading(session: Session, viewer: Viewer, *, transcript_id: UUID, done: bool) -> Reading:
    """Say that the viewer has read a transcript in the open round, with today's codebook, or is still reading."""
    require(viewer, Action.MARK_READING)
    transcripts.transcript(session, viewer, transcript_id)
    round_ = studies.round_of_work(session, viewer)
    if round_ is None:
        raise NoOpenRound
    reading = session.scalar(
        select(Reading).where(
            visible(viewer, Reading), Reading.round_id == round_.id, Reading.member_id == viewer.member_id,
            Reading.transcript_id == transcript_id,
        )
    )  # fmt: skip
    if reading is None:
        reading = Reading(
            study_id=viewer.study_id,
            round_id=round_.id,
            member_id=viewer.member_id,
            transcript_id=transcript_id,
        )
        session.add(reading)
    reading.state = ReadingState.DONE if done else ReadingState.READING
    reading.codebook_revision = studies.study(session, viewer).codebook_revision if done else None
    session.flush()
    act = "reading.done" if done else "reading.reopened"
    payload = {"transcript": transcript_id, "codebook": reading.codebook_revision}
    record(session, Act(viewer.study_id, viewer.member_id, act, reading.id, round_.id, payload=payload))
    return reading
