"""What was settled: decisions, what they are about, who took part, and what they put into the consensus."""

from collections import Counter, defaultdict
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, aliased

from app.security.viewer import Viewer
from app.store.base import in_study
from app.store.counted import is_counted
from app.store.queries.standing import counted, merges
from app.store.queries.transcripts import NotInThisStudy
from app.store.tables import (
    Coding,
    DecidedBy,
    DecidedCoding,
    Decision,
    MeaningUnit,
    Member,
    Outcome,
    Participant,
    Reading,
    Round,
    RoundKind,
    Settled,
    Turn,
    UnitTurn,
)
from app.store.visible import visible


class DecisionLine(NamedTuple):
    """A decision, with who noted it and whose reading was taken up."""

    id: UUID
    round_id: UUID
    transcript_id: UUID
    first_turn: int
    last_turn: int
    outcome: Outcome
    prevailed: str | None
    reason: str
    noted_by: str
    noted_at: datetime


class SettledLine(NamedTuple):
    """That a decision settles a code on a turn."""

    decision_id: UUID
    transcript_id: UUID
    number: int
    code_id: UUID


def decisions(session: Session, viewer: Viewer, round_id: UUID | None = None) -> list[DecisionLine]:
    """Return the decisions about a round, or all, in the order of the talks."""
    prevailed = aliased(Member)
    asked: Select[*tuple[Any, ...]] = (
        select(
            Decision.id, Decision.round_id, Decision.transcript_id, Decision.first_turn, Decision.last_turn,
            Decision.outcome, prevailed.initials, Decision.reason, Member.initials, Decision.noted_at,
        )
        .join(Member, in_study(Decision.noted_by_id, Member.id))
        .outerjoin(prevailed, in_study(Decision.prevailed_id, prevailed.id))
        .where(visible(viewer, Decision))
        .order_by(Decision.transcript_id, Decision.first_turn, Decision.id)
    )  # fmt: skip
    if round_id is not None:
        asked = asked.where(Decision.round_id == round_id)
    return [DecisionLine(*row) for row in session.execute(asked)]


def decision(session: Session, viewer: Viewer, decision_id: UUID) -> Decision:
    """Return one decision; raises NotInThisStudy."""
    found = session.scalar(select(Decision).where(visible(viewer, Decision), Decision.id == decision_id))
    if found is None:
        raise NotInThisStudy
    return found


def settled(session: Session, viewer: Viewer) -> list[SettledLine]:
    """Return every code of a turn that is settled; a merged code is the one that it was merged into."""
    merged = merges(viewer)
    rows = session.execute(
        select(
            Settled.decision_id, Turn.transcript_id, Turn.number, func.coalesce(merged.c.counted, Settled.code_id)
        )
        .join(Decision, in_study(Settled.decision_id, Decision.id))
        .join(Turn, in_study(Settled.turn_id, Turn.id))
        .outerjoin(merged, Settled.code_id == merged.c.id)
        .where(visible(viewer, Decision))
    )  # fmt: skip
    return [SettledLine(*row) for row in rows]


def took_part(session: Session, viewer: Viewer) -> dict[UUID, list[str]]:
    """Return the initials of those who took part in each decision, beside the one who noted it."""
    rows = session.execute(
        select(DecidedBy.decision_id, Member.initials)
        .join(Member, in_study(DecidedBy.member_id, Member.id))
        .join(Decision, in_study(DecidedBy.decision_id, Decision.id))
        .where(visible(viewer, Decision))
        .order_by(Member.initials)
    )
    found: dict[UUID, list[str]] = defaultdict(list)
    for decision_id, initials in rows:
        found[decision_id].append(initials)
    return found


def consensus_round(session: Session, viewer: Viewer) -> Round | None:
    """Return the round that decisions put their codings into, once there is one."""
    asked = select(Round).where(Round.study_id == viewer.study_id, Round.kind == RoundKind.CONSENSUS)
    return session.scalar(asked.order_by(Round.position).limit(1))


def consensus_marks(session: Session, viewer: Viewer) -> set[tuple[UUID, int, UUID]]:
    """Return (transcript, turn, code) for everything that the consensus holds."""
    merged = merges(viewer)
    rows = session.execute(
        select(Turn.transcript_id, Turn.number, counted(merged))
        .select_from(MeaningUnit)
        .join(Round, in_study(MeaningUnit.round_id, Round.id))
        .join(UnitTurn, in_study(UnitTurn.unit_id, MeaningUnit.id))
        .join(Coding, in_study(Coding.unit_id, MeaningUnit.id))
        .join(Turn, in_study(UnitTurn.turn_id, Turn.id))
        .outerjoin(merged, Coding.code_id == merged.c.id)
        .where(visible(viewer, MeaningUnit), visible(viewer, UnitTurn), visible(viewer, Coding))
        .where(Round.kind == RoundKind.CONSENSUS)
    )
    return {(row[0], row[1], row[2]) for row in rows}


def decided_codings(session: Session, viewer: Viewer, decision_id: UUID) -> list[tuple[UUID, UUID]]:
    """Return (coding, unit) of what a decision alone put into the consensus and what is still there."""
    others = select(DecidedCoding.coding_id).where(
        DecidedCoding.study_id == viewer.study_id, DecidedCoding.decision_id != decision_id
    )
    rows = session.execute(
        select(Coding.id, Coding.unit_id)
        .join(DecidedCoding, in_study(DecidedCoding.coding_id, Coding.id))
        .where(visible(viewer, Coding), DecidedCoding.decision_id == decision_id, Coding.id.not_in(others))
    )
    return [(row[0], row[1]) for row in rows]


def coding_of(session: Session, viewer: Viewer, unit_id: UUID, code_id: UUID) -> UUID:
    """Return the coding of a code on a unit."""
    asked = select(Coding.id).where(visible(viewer, Coding), Coding.unit_id == unit_id, Coding.code_id == code_id)
    return session.scalars(asked).one()


def settled_transcripts(session: Session, viewer: Viewer, round_id: UUID) -> dict[UUID, list[Reading]]:
    """Return the readings that say of a transcript that the consensus holds all of it."""
    asked = select(Reading).where(visible(viewer, Reading), Reading.round_id == round_id)
    found: dict[UUID, list[Reading]] = defaultdict(list)
    for reading in session.scalars(asked):
        found[reading.transcript_id].append(reading)
    return found


def prevailed(session: Session, viewer: Viewer, round_id: UUID) -> Counter[str]:
    """Return how often each coder's reading was taken up, of the decisions that took up one."""
    rows = session.execute(
        select(Member.initials, func.count())
        .join(Decision, in_study(Decision.prevailed_id, Member.id))
        .where(visible(viewer, Decision), Decision.round_id == round_id)
        .group_by(Member.initials)
    )
    return Counter({row[0]: row[1] for row in rows})


class HeardLine(NamedTuple):
    """That participants of a focus group speak of a code, in the consensus or in coders' own rounds."""

    consensus: bool
    code_id: UUID
    focus_group_id: UUID


def heard(session: Session, viewer: Viewer) -> list[HeardLine]:
    """Return in which focus groups each code was put on a participant's turn."""
    merged = merges(viewer)
    rows = session.execute(
        select(Round.kind == RoundKind.CONSENSUS, counted(merged), Participant.focus_group_id)
        .select_from(UnitTurn)
        .join(MeaningUnit, in_study(UnitTurn.unit_id, MeaningUnit.id))
        .join(Round, in_study(MeaningUnit.round_id, Round.id))
        .join(Coding, in_study(Coding.unit_id, MeaningUnit.id))
        .outerjoin(merged, Coding.code_id == merged.c.id)
        .join(Participant, in_study(UnitTurn.participant_id, Participant.id))
        .where(visible(viewer, UnitTurn), visible(viewer, MeaningUnit), visible(viewer, Coding), is_counted())
        .distinct()
    )
    return [HeardLine(*row) for row in rows]
