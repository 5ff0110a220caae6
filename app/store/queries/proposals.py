"""Proposals to recode colleagues' codings: what is proposed to whom, and not answered yet."""

from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Select, and_, select
from sqlalchemy.orm import Session, aliased

from app.security.viewer import Viewer
from app.store.base import in_study
from app.store.queries.standing import counted, merges
from app.store.queries.transcripts import NotInThisStudy
from app.store.tables import (
    Code,
    Coding,
    FocusGroup,
    MeaningUnit,
    Member,
    Proposal,
    Round,
    RoundState,
    Transcript,
)
from app.store.visible import visible


class ProposalLine(NamedTuple):
    """A proposal to recode one of the viewer's own codings, with its passage."""

    id: UUID
    unit_id: UUID
    from_code: str
    to_code: str
    to_code_id: UUID
    by: str
    transcript_id: UUID
    focus_group: str
    start: int
    end: int
    first_turn: int
    last_turn: int


def proposed(session: Session, viewer: Viewer, code_id: UUID) -> set[UUID]:
    """Return the codings of a code for which a proposal was made."""
    asked = select(Proposal.coding_id).where(Proposal.study_id == viewer.study_id, Proposal.from_code_id == code_id)
    return set(session.scalars(asked))


def proposals(session: Session, viewer: Viewer) -> list[ProposalLine]:
    """Return what is proposed to the viewer and not answered, in the order of the talk."""
    was, becomes, proposer = aliased(Code), aliased(Code), aliased(Member)
    merged = merges(viewer)
    asked: Select[*tuple[Any, ...]] = (
        select(
            Proposal.id, MeaningUnit.id, was.name, becomes.name, becomes.id, proposer.initials, Transcript.id,
            FocusGroup.label, MeaningUnit.start, MeaningUnit.end, MeaningUnit.first_turn, MeaningUnit.last_turn,
        )
        .join(Coding, in_study(Proposal.coding_id, Coding.id))
        .outerjoin(merged, Coding.code_id == merged.c.id)
        .join(MeaningUnit, in_study(Coding.unit_id, MeaningUnit.id))
        .join(Round, in_study(MeaningUnit.round_id, Round.id))
        .join(was, and_(was.study_id == Proposal.study_id, was.id == Proposal.from_code_id))
        .join(becomes, and_(becomes.study_id == Proposal.study_id, becomes.id == Proposal.to_code_id))
        .join(proposer, and_(proposer.study_id == Proposal.study_id, proposer.id == Proposal.proposed_by_id))
        .join(Transcript, in_study(MeaningUnit.transcript_id, Transcript.id))
        .join(FocusGroup, in_study(Transcript.focus_group_id, FocusGroup.id))
        .where(visible(viewer, Coding), visible(viewer, MeaningUnit), MeaningUnit.coder_id == viewer.member_id)
        .where(Proposal.answer.is_(None), Round.state == RoundState.OPEN)
        .where(counted(merged) == Proposal.from_code_id)
        .where(Proposal.to_code_id.in_(select(Code.id).where(visible(viewer, Code))))
        .order_by(FocusGroup.position, FocusGroup.label, Transcript.id, MeaningUnit.start, Proposal.id)
    )  # fmt: skip
    return [ProposalLine(*row) for row in session.execute(asked)]


def proposal(session: Session, viewer: Viewer, proposal_id: UUID) -> Proposal:
    """Return a proposal to the viewer that is not answered; raises NotInThisStudy."""
    if proposal_id not in {line.id for line in proposals(session, viewer)}:
        raise NotInThisStudy
    return session.scalars(
        select(Proposal).where(Proposal.study_id == viewer.study_id, Proposal.id == proposal_id)
    ).one()
