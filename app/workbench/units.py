"""Meaning units: kept with their projection, let go with their last code, drawn anew when their codes change."""

from collections.abc import Mapping
from uuid import UUID, uuid4

from sqlalchemy import Select, Update, bindparam, delete, or_, select, update
from sqlalchemy.orm import Session

from app.security.viewer import Viewer
from app.sentences import N_, Refusal
from app.store.base import now
from app.store.hot import ask, put, put_once
from app.store.tables import Coding, FindingPassage, MeaningUnit, Quote, Turn, UnitMaker, UnitTurn
from app.store.visible import visible
from app.workbench.company import makers_of
from app.workbench.placing import Place
from app.workbench.projecting import project
from app.workbench.sign_offs import Changed, reopen

KEPT, LET_GO = "unit.kept", "unit.let go"


class UsedInQuote(Refusal):
    """The last coding of a passage that has been chosen as a quote."""

    sentence = N_("This passage has been chosen as a quote. Take the quote back first, under Quotes.")


class UsedInFinding(Refusal):
    """The last coding of a passage that stands behind a finding."""

    sentence = N_("This passage stands behind a finding. Take it from the finding first, under Comparison, Findings.")


def keep_unit(session: Session, viewer: Viewer, round_id: UUID, place: Place) -> UUID:
    """Return the coder's meaning unit on this passage in this round, made now if need be.

    What was made together is there once, whoever of its makers typed it.
    """
    key = {
        "study_id": viewer.study_id, "round_id": round_id, "coder_id": viewer.member_id,
        "transcript_id": place.transcript_id, "start": place.start, "end": place.end, "together": viewer.together,
    }  # fmt: skip
    if viewer.together and (made_before := session.scalar(_made_by_others(viewer, key))):
        return made_before
    unit_id, turns = uuid4(), place.turns
    numbers = {"first_turn": turns[0][0].number, "last_turn": turns[-1][0].number}
    if not put_once(session, MeaningUnit, id=unit_id, condensation="", kept=False, **numbers, **key):
        found: UUID = ask(session, _same_unit, viewer, **key).scalar()
        return found
    project(session, viewer, {unit_id: turns})
    makers = makers_of(session, viewer, viewer.together) if viewer.together else []
    put(session, UnitMaker, [{"study_id": viewer.study_id, "unit_id": unit_id, "member_id": one} for one in makers])
    return unit_id


def _made_by_others(viewer: Viewer, key: Mapping[str, object]) -> Select[UUID]:
    """Return the unit that all who are here made together before, whoever of them typed it."""
    same = [getattr(MeaningUnit, name) == value for name, value in key.items() if name != "coder_id"]
    return select(MeaningUnit.id).where(visible(viewer, MeaningUnit), *same)


def _same_unit(viewer: Viewer) -> Select[UUID]:
    names = ("study_id", "round_id", "coder_id", "transcript_id", "start", "end", "together")
    same = [getattr(MeaningUnit, name) == bindparam(name) for name in names]
    return select(MeaningUnit.id).where(visible(viewer, MeaningUnit), *same)


def put_coding(session: Session, viewer: Viewer, coding_id: UUID, unit_id: UUID, code_id: UUID) -> bool:
    """Put a code on a meaning unit; False when it was there already."""
    row = {"study_id": viewer.study_id, "id": coding_id, "unit_id": unit_id, "code_id": code_id}
    fresh = put_once(session, Coding, created_at=now(), does_not_fit=False, **row)
    if fresh:
        reopen(session, viewer, Changed(coding=coding_id))
    return fresh


def take_off(session: Session, viewer: Viewer, coding_id: UUID, unit_id: UUID) -> None:
    """Take a code off a meaning unit. A unit without other codes goes with it; raises UsedInQuote, UsedInFinding."""
    reopen(session, viewer, Changed(coding=coding_id))
    session.execute(delete(Coding).where(visible(viewer, Coding), Coding.id == coding_id))
    let_go(session, viewer, unit_id)


def let_go(session: Session, viewer: Viewer, unit_id: UUID) -> None:
    """Remove a unit that has no code any more, unless kept for itself; raises UsedInQuote and UsedInFinding."""
    left = select(Coding.id).where(visible(viewer, Coding), Coding.unit_id == unit_id)
    mine = visible(viewer, MeaningUnit), MeaningUnit.id == unit_id
    stays = or_(MeaningUnit.kept, MeaningUnit.condensation != "", MeaningUnit.meaning.is_not(None))
    for why in (left, select(MeaningUnit.id).where(*mine, stays)):
        if session.scalar(why.limit(1)) is not None:
            return
    if session.scalar(select(Quote.id).where(visible(viewer, Quote), Quote.unit_id == unit_id).limit(1)) is not None:
        raise UsedInQuote
    behind = select(FindingPassage.finding_id).where(visible(viewer, FindingPassage), FindingPassage.unit_id == unit_id)
    if session.scalar(behind.limit(1)) is not None:
        raise UsedInFinding
    session.execute(delete(UnitTurn).where(visible(viewer, UnitTurn), UnitTurn.unit_id == unit_id))
    session.execute(delete(UnitMaker).where(visible(viewer, UnitMaker), UnitMaker.unit_id == unit_id))
    session.execute(delete(MeaningUnit).where(*mine))


def draw_anew(session: Session, viewer: Viewer, transcript_id: UUID, first: int, last: int) -> None:
    """Raise the revision of the turns whose codings have changed."""
    ask(session, _drawn_anew, study=viewer.study_id, talk=transcript_id, first=first, last=last)


def _drawn_anew() -> Update:
    here = Turn.study_id == bindparam("study"), Turn.transcript_id == bindparam("talk")
    between = Turn.number.between(bindparam("first"), bindparam("last"))
    return update(Turn).where(*here, between).values(revision=Turn.revision + 1)
