"""Merge a code into another one: look first at what it does, do it, and take it back."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from sqlalchemy import delete
from sqlalchemy.orm import Session

from app.analysis.agreement import TurnOf
from app.analysis.codebook.merging import (
    CodeInRound,
    CodingOnTurn,
    MergeAgreement,
    MergeExtent,
    merge_agreement,
    merge_extent,
)
from app.security.permissions import Action, require
from app.security.viewer import Viewer
from app.sentences import N_, Refusal
from app.store.queries import codebook as queries
from app.store.queries import codes as code_queries
from app.store.queries import readings, studies, transcripts
from app.store.queries.codebook import OnTurn
from app.store.queries.standing import counted_code, stands_for
from app.store.queries.trail import acts
from app.store.tables import Code, Round, StandsFor
from app.store.trail_chain import Act, Reference, record
from app.workbench.codebook import CodeMerged, in_use, next_revision
from app.workbench.read_turns import ReadTurns, read_turns
from app.workbench.sign_offs import Changed, reopen

MERGED: Final = "code.merged"
PARTED: Final = "code.parted"


class MergedInCircle(Refusal):
    """Merging a code into itself, or into one that stands for it."""

    sentence = N_("A code cannot be merged into itself, or into one that was merged into it.")


class NotYetShared(Refusal):
    """Merging a code of the team into one that is still its coder's own."""

    sentence = N_(
        "One of these codes was made in the independent round and is its coder's own until the reveal. "
        "Merge them after the reveal."
    )


class NotMerged(Refusal):
    """Taking back the merge of a code that stands for itself."""

    sentence = N_("This code stands for itself, so there is no merge to take back.")


@dataclass(frozen=True, slots=True)
class RoundEffect:
    """What a merge does to agreement in one round."""

    round: Round
    agreement: MergeAgreement


@dataclass(frozen=True, slots=True)
class Preview:
    """What merging one code into another would do."""

    source: Code
    target: Code
    extent: MergeExtent
    rounds: tuple[RoundEffect, ...]


def preview(session: Session, viewer: Viewer, code_id: UUID, target_id: UUID) -> Preview:
    """Return what a merge would do to codings and, in each round with readings that are done, to agreement."""
    require(viewer, Action.EDIT_CODEBOOK)
    source, target = _pair(session, viewer, code_id, target_id)
    rows = queries.codings_on_turns(session, viewer, [source.id, target.id])
    first, second = ([row for row in rows if row.code_id == code.id] for code in (source, target))
    extent = merge_extent(_marks(first), _marks(second))
    read = readings.turns_read(session, viewer)
    places = transcripts.participant_turns(session, viewer)
    effects = []
    for round_ in studies.rounds(session, viewer):
        here = [one for one in read if one.round_id == round_.id]
        if not here or round_.id in viewer.blind_rounds:
            continue
        by_part = read_turns(places, here)
        made_at = code_queries.code_revisions(session, viewer, round_.id)
        one, other = (
            CodeInRound(_placed([row for row in some if row.round_id == round_.id], by_part), by_part.who_had(since))
            for some, since in ((first, made_at[source.id]), (second, made_at[target.id]))
        )
        effects.append(RoundEffect(round_, merge_agreement(by_part.turns, *_in_common(one, other))))
    return Preview(source, target, extent, tuple(effects))


def _in_common(
    one: CodeInRound[int], other: CodeInRound[int]
) -> tuple[CodeInRound[int], CodeInRound[int]]:  # fmt: skip
    """Let a code that nobody used in the round tell nothing about who had it: merging it changes nothing there."""
    return (one if one.codings else CodeInRound((), other.readers)), other


def _marks(rows: Sequence[OnTurn]) -> list[CodingOnTurn[UUID]]:
    """Return the codings for the arithmetic."""
    return [
        CodingOnTurn((row.coder_id, row.round_id), _passage(row), TurnOf(row.transcript_id, row.number)) for row in rows
    ]


def _placed(rows: Sequence[OnTurn], by_part: ReadTurns) -> list[CodingOnTurn[int]]:
    """Return one round's codings for the arithmetic, on turns of participants."""
    placed = ((row, by_part.placed((row.transcript_id, row.number))) for row in rows)
    return [CodingOnTurn(row.coder_id, _passage(row), turn) for row, turn in placed if turn is not None]


def _passage(row: OnTurn) -> tuple[UUID, int, int]:
    return row.transcript_id, row.start, row.end


def merge_codes(session: Session, viewer: Viewer, code_id: UUID, target_id: UUID, undoes: int | None = None) -> Code:
    """Let a code stand for another one: its codings stay and count as the other's; return the other.

    The merged code keeps its rule and its place in the themes, for when the merge is taken back.
    """
    require(viewer, Action.EDIT_CODEBOOK)
    next_revision(session, viewer)  # first: whoever merges at the same time waits here
    source, target = _pair(session, viewer, code_id, target_id)
    session.add(StandsFor(study_id=viewer.study_id, code_id=source.id, target_id=target.id))
    session.flush()
    _reopen(session, viewer, source, target)
    payload: dict[str, Reference] = {"into": target.id}
    made_in = source.made_in_id
    record(session, Act(viewer.study_id, viewer.member_id, MERGED, source.id, made_in, undoes, payload))
    return target


def _pair(session: Session, viewer: Viewer, code_id: UUID, target_id: UUID) -> tuple[Code, Code]:
    """Return the code that is merged, and the one at the end of the other's chain; raises what is in the way."""
    source = code_queries.code(session, viewer, code_id)
    target = code_queries.code(session, viewer, target_id)
    if source.id == counted_code(session, viewer, target.id):
        raise MergedInCircle
    if source.id in stands_for(session, viewer):
        raise CodeMerged
    target = in_use(session, viewer, counted_code(session, viewer, target.id))
    if target.owner_key not in {"", source.owner_key}:
        raise NotYetShared
    return source, target


def _reopen(session: Session, viewer: Viewer, *codes: Code) -> None:
    """Reopen what stood behind the themes of codes that count otherwise now.

    Not where one of them is a coder's own until the reveal: a reopened sign-off would tell of it.
    """
    if not any(code.owner_key for code in codes):
        reopen(session, viewer, Changed(codes=[code.id for code in codes]))


def part_code(session: Session, viewer: Viewer, code_id: UUID) -> Code:
    """Take the merge of a code back: its codings are its own again, in its own themes."""
    require(viewer, Action.EDIT_CODEBOOK)
    next_revision(session, viewer)
    code = code_queries.code(session, viewer, code_id)
    if code.id not in stands_for(session, viewer):
        raise NotMerged
    here = StandsFor.study_id == viewer.study_id
    target = code_queries.code(session, viewer, counted_code(session, viewer, code.id))
    session.execute(delete(StandsFor).where(here, StandsFor.code_id == code.id))
    _reopen(session, viewer, code, target)
    answers = next((act.number for act in acts(session, viewer, (MERGED,), subject_id=code.id, limit=1)), None)
    payload: dict[str, Reference] = {"from": target.id}
    record(session, Act(viewer.study_id, viewer.member_id, PARTED, code.id, code.made_in_id, answers, payload))
    return code
