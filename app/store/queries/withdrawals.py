"""Who withdrew, what a participant's words hang on, and who took quotes out."""

import json
from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from app.importing.roles import Kind
from app.security.viewer import Viewer
from app.store.base import in_study
from app.store.tables import (
    Coding,
    Degree,
    FocusGroup,
    MeaningUnit,
    Member,
    Participant,
    Quote,
    Screening,
    Theme,
    TrailPayload,
    TrailRow,
    Transcript,
    Turn,
    UnitTurn,
    Withdrawal,
)
from app.store.visible import visible

EXPORTED = "quotes.exported"


class TheirTurn(NamedTuple):
    """A turn of somebody, with its transcript."""

    transcript_id: UUID
    id: UUID
    participant_id: UUID
    number: int
    start: int
    end: int
    words: str


class TheirCoding(NamedTuple):
    """A coding on a passage in which somebody speaks, and in which `alone` nobody else does."""

    id: UUID
    transcript_id: UUID
    first_turn: int
    alone: bool


class TheirQuote(NamedTuple):
    """A quote in which somebody speaks."""

    id: UUID
    theme: str
    transcript_id: UUID
    first_turn: int
    round_id: UUID
    theme_id: UUID
    unit_id: UUID


class ExportLine(NamedTuple):
    """That somebody took quotes out: who, when, how many, and whose."""

    at: datetime
    initials: str
    quotes: int
    participants: frozenset[UUID]


class WithdrawalLine(NamedTuple):
    """That a participant withdrew."""

    label: str
    focus_group: str
    degree: Degree
    made_at: datetime
    initials: str


def participant_with_slip(session: Session, viewer: Viewer, digest: str) -> Participant | None:
    """Return the participant whose slip has this hash."""
    return session.scalar(
        select(Participant).where(Participant.study_id == viewer.study_id, Participant.slip_hash == digest)
    )


def without_slip(session: Session, viewer: Viewer, ids: Collection[UUID]) -> list[Participant]:
    """Return those of some participants who have no slip yet."""
    asked = select(Participant).where(Participant.study_id == viewer.study_id, Participant.id.in_(ids))
    return list(session.scalars(asked.where(Participant.slip_hash.is_(None))))


def held_people(session: Session, viewer: Viewer, person_id: UUID) -> list[Participant]:
    """Return the participants who are one human, to change them: the same whoever asks, one after the other."""
    return list(
        session.scalars(
            select(Participant)
            .where(
                Participant.study_id == viewer.study_id, Participant.person_id == person_id,
                Participant.kind == Kind.PARTICIPANT,
            )
            .order_by(Participant.id)
            .with_for_update()
            .execution_options(populate_existing=True)
        )
    )  # fmt: skip


def their_turns(session: Session, viewer: Viewer, ids: Collection[UUID]) -> list[TheirTurn]:
    """Return the turns of some participants, transcript by transcript."""
    rows = session.execute(
        select(Turn.transcript_id, Turn.id, Turn.participant_id, Turn.number, Turn.start, Turn.end, Turn.words)
        .where(Turn.study_id == viewer.study_id, Turn.participant_id.in_(ids))
        .order_by(Turn.transcript_id, Turn.number)
    )
    return [TheirTurn(*row) for row in rows]


def their_codings(session: Session, viewer: Viewer, ids: Collection[UUID]) -> list[TheirCoding]:
    """Return the codings on passages in which some participants speak."""
    theirs = select(UnitTurn.unit_id).where(visible(viewer, UnitTurn), UnitTurn.participant_id.in_(ids))
    others = (
        select(UnitTurn.turn_id)
        .where(visible(viewer, UnitTurn), UnitTurn.unit_id == MeaningUnit.id, UnitTurn.participant_id.not_in(ids))
        .correlate(MeaningUnit)
    )
    rows = session.execute(
        select(Coding.id, MeaningUnit.transcript_id, MeaningUnit.first_turn, ~others.exists())
        .join(MeaningUnit, in_study(Coding.unit_id, MeaningUnit.id))
        .where(visible(viewer, Coding), visible(viewer, MeaningUnit), MeaningUnit.id.in_(theirs))
        .order_by(MeaningUnit.transcript_id, MeaningUnit.start, Coding.id)
    )
    return [TheirCoding(*row) for row in rows]


def their_quotes(session: Session, viewer: Viewer, ids: Collection[UUID]) -> list[TheirQuote]:
    """Return the quotes in whose passage some participants speak, be it between two others."""
    within = and_(
        Turn.study_id == MeaningUnit.study_id, Turn.transcript_id == MeaningUnit.transcript_id,
        Turn.number.between(MeaningUnit.first_turn, MeaningUnit.last_turn), Turn.participant_id.in_(ids),
    )  # fmt: skip
    rows = session.execute(
        select(
            Quote.id, Theme.name, MeaningUnit.transcript_id, MeaningUnit.first_turn, MeaningUnit.round_id,
            Quote.theme_id, Quote.unit_id,
        )
        .join(MeaningUnit, in_study(Quote.unit_id, MeaningUnit.id))
        .join(Theme, in_study(Quote.theme_id, Theme.id))
        .where(visible(viewer, Quote), visible(viewer, MeaningUnit), select(Turn.id).where(within).exists())
        .order_by(Quote.position, Quote.id)
    )  # fmt: skip
    return [TheirQuote(*row) for row in rows]


def signed(session: Session, viewer: Viewer) -> set[UUID]:
    """Return the transcripts under whose anonymising somebody's signature stands."""
    asked = select(Screening.transcript_id).where(Screening.study_id == viewer.study_id)
    return set(session.scalars(asked.where(Screening.reopened_at.is_(None))))


def titles(session: Session, viewer: Viewer) -> dict[UUID, str]:
    """Return what each transcript is called."""
    rows = session.execute(
        select(Transcript.id, Transcript.title, FocusGroup.label)
        .join(FocusGroup, in_study(Transcript.focus_group_id, FocusGroup.id))
        .where(Transcript.study_id == viewer.study_id)
    )
    return {row[0]: row[1] or row[2] for row in rows}


def exports(session: Session, viewer: Viewer) -> list[ExportLine]:
    """Return every time that quotes were taken out, as far as the viewer may see it, newest first."""
    rows = session.execute(
        select(TrailRow.at, Member.initials, TrailPayload.payload)
        .join(TrailPayload, in_study(TrailRow.number, TrailPayload.number))
        .join(Member, in_study(TrailRow.actor_id, Member.id))
        .where(visible(viewer, TrailRow), TrailRow.act == EXPORTED)
        .order_by(TrailRow.number.desc())
    )
    found = []
    for at, initials, payload in rows:
        told = json.loads(payload)
        found.append(ExportLine(at, initials, told["quotes"], frozenset(map(UUID, told["participants"].split()))))
    return found


def withdrawals(session: Session, viewer: Viewer) -> list[WithdrawalLine]:
    """Return who withdrew, newest first."""
    rows = session.execute(
        select(Participant.label, FocusGroup.label, Withdrawal.degree, Withdrawal.made_at, Member.initials)
        .join(Participant, in_study(Withdrawal.participant_id, Participant.id))
        .join(FocusGroup, in_study(Participant.focus_group_id, FocusGroup.id))
        .join(Member, in_study(Withdrawal.made_by_id, Member.id))
        .where(Withdrawal.study_id == viewer.study_id)
        .order_by(Withdrawal.made_at.desc(), Withdrawal.id)
    )
    return [WithdrawalLine(*row) for row in rows]


def degrees_of(session: Session, viewer: Viewer, participant_id: UUID) -> set[Degree]:
    """Return what a participant has asked for so far."""
    asked = select(Withdrawal.degree).where(Withdrawal.study_id == viewer.study_id)
    return set(session.scalars(asked.where(Withdrawal.participant_id == participant_id)))
