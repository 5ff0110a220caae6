"""Meaning units for themselves: keep a passage without a code, say what it means, and whose turns carry it."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from uuid import UUID

from sqlalchemy import update
from sqlalchemy.orm import Session

from app.security.permissions import Action, require
from app.security.viewer import Viewer
from app.sentences import N_, Refusal
from app.store.queries import coding as queries
from app.store.queries import studies
from app.store.queries.coding import UnitLine
from app.store.queries.revisions import held_revision
from app.store.queries.transcripts import NotInThisStudy
from app.store.tables import Meaning, MeaningUnit, UnitTurn
from app.store.trail_chain import Act, Reference
from app.store.visible import visible
from app.workbench.coding import CodingOfSomebodyElse, NoOpenRound, RoundIsOver
from app.workbench.company import note_act
from app.workbench.placing import Passage, place_of
from app.workbench.units import KEPT, LET_GO, draw_anew, keep_unit, let_go


class WrittenMeanwhile(Refusal):
    """A condensation that was changed in another tab since this one was opened."""

    sentence = N_(
        "This was changed elsewhere since you opened it, so nothing was stored. What stands there now: %(now)s"
    )


@dataclass(frozen=True, slots=True)
class Described:
    """What a coder says of a meaning unit; `carried_by` are the participants of an exchange whose turns carry it."""

    condensation: str
    meaning: Meaning | None
    carried_by: frozenset[UUID]
    condensation_before: str


def keep_passage(session: Session, viewer: Viewer, *, transcript_id: UUID, passage: Passage) -> UnitLine:
    """Keep a passage as a meaning unit, whether or not it has a code. Twice is as good as once."""
    require(viewer, Action.APPLY_CODE)
    place, round_ = place_of(session, viewer, transcript_id, passage), studies.round_of_work(session, viewer)
    if round_ is None:
        raise NoOpenRound
    unit = queries.unit(session, viewer, keep_unit(session, viewer, round_.id, place))
    if not unit.kept:
        _change(session, viewer, unit, KEPT, kept=True)
    return queries.unit(session, viewer, unit.id)


def let_passage_go(session: Session, viewer: Viewer, unit_id: UUID) -> UnitLine:
    """Keep a passage no longer for itself; without codes, and when nothing is written about it, it goes."""
    unit = own_unit(session, viewer, unit_id)
    viewer = replace(viewer, together=unit.together)
    _change(session, viewer, unit, LET_GO, kept=False)
    let_go(session, viewer, unit.id)
    return unit


def describe_unit(session: Session, viewer: Viewer, unit_id: UUID, said: Described) -> UnitLine:
    """Keep what a coder says of a meaning unit. Raises WrittenMeanwhile when another tab was first."""
    unit = own_unit(session, viewer, unit_id)
    if unit.condensation not in {said.condensation_before, said.condensation}:
        raise WrittenMeanwhile(now=unit.condensation)
    if (unit.condensation, unit.meaning) != (said.condensation, said.meaning):
        _change(session, viewer, unit, "unit.described", condensation=said.condensation, meaning=said.meaning)
    _mark_voices(session, viewer, unit, said.carried_by)
    return queries.unit(session, viewer, unit_id)


def mark_voice(session: Session, viewer: Viewer, unit_id: UUID, participant_id: UUID, *, carries: bool) -> UnitLine:
    """Say whether the turns of one participant of an exchange carry it; who carries it besides stays as it is."""
    unit = own_unit(session, viewer, unit_id)
    others = {
        voice.participant_id for voice in queries.unit_voices(session, viewer, unit_id)
        if voice.carries and voice.participant_id != participant_id
    }  # fmt: skip
    _mark_voices(session, viewer, unit, others | ({participant_id} if carries else set()))
    return unit


def own_unit(session: Session, viewer: Viewer, unit_id: UUID) -> UnitLine:
    """Return a meaning unit that the viewer may change, and hold its transcript's words."""
    require(viewer, Action.APPLY_CODE)
    held_revision(session, viewer, queries.unit(session, viewer, unit_id).transcript_id)
    unit = queries.unit(session, viewer, unit_id)
    if not queries.is_maker(viewer, unit):
        raise CodingOfSomebodyElse
    if not unit.open:
        raise RoundIsOver
    return unit


def _mark_voices(session: Session, viewer: Viewer, unit: UnitLine, carried_by: Collection[UUID]) -> None:
    """Mark whose turns carry an exchange; the only participant of a unit is its voice in any case."""
    voices = queries.unit_voices(session, viewer, unit.id)
    if not set(carried_by) <= {voice.participant_id for voice in voices}:
        raise NotInThisStudy
    was = {voice.participant_id for voice in voices if voice.carries}
    if len(voices) < 2 or was == set(carried_by):
        return
    here = update(UnitTurn).where(visible(viewer, UnitTurn), UnitTurn.unit_id == unit.id)
    session.execute(here.values(voice=False))
    session.execute(here.where(UnitTurn.participant_id.in_(carried_by)).values(voice=True))
    draw_anew(session, viewer, unit.transcript_id, unit.first_turn, unit.last_turn)
    payload: dict[str, Reference] = {"transcript": unit.transcript_id, "voices": len(carried_by), "before": len(was)}
    note_act(
        session, viewer, Act(viewer.study_id, viewer.member_id, "unit.voiced", unit.id, unit.round_id, payload=payload)
    )


def _change(session: Session, viewer: Viewer, unit: UnitLine, act: str, **values: object) -> None:
    here = update(MeaningUnit).where(visible(viewer, MeaningUnit), MeaningUnit.id == unit.id)
    session.execute(here.values(**values))
    draw_anew(session, viewer, unit.transcript_id, unit.first_turn, unit.last_turn)
    revision = held_revision(session, viewer, unit.transcript_id)
    payload: dict[str, Reference] = {
        "transcript": unit.transcript_id, "revision": revision, "start": unit.start, "end": unit.end,
        "round": unit.round_id,
    }  # fmt: skip
    note_act(session, viewer, Act(viewer.study_id, viewer.member_id, act, unit.id, unit.round_id, payload=payload))
