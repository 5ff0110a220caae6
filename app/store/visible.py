"""What a viewer may see: the one place where blindness and the borders of a study are decided."""

from uuid import UUID

from sqlalchemy import ColumnElement, and_, or_, select, true

from app.security.permissions import Action, Role, may
from app.security.viewer import Viewer
from app.store.tables import Code, Coding, EarlierWords, MeaningUnit, Memo, Quote, Reading, TrailRow, UnitTurn

Guarded = MeaningUnit | UnitTurn | Coding | Code | Quote | Reading | TrailRow | Memo | EarlierWords


def visible(viewer: Viewer, thing: type[Guarded]) -> ColumnElement[bool]:
    """Return the condition under which the viewer may see a row of `thing`.

    Rows of other studies are never visible, nor private memos of others. In the viewer's blind rounds only their own
    work is.
    """
    here = and_(thing.study_id == viewer.study_id, _theirs_to_see(viewer, thing))
    return and_(here, _not_blind(viewer, thing)) if viewer.blind_rounds else here


def _theirs_to_see(viewer: Viewer, thing: type[Guarded]) -> ColumnElement[bool]:
    """What is kept for some eyes, whatever the round."""
    mine = Memo.author_id == viewer.member_id
    rules: dict[type[Guarded], ColumnElement[bool]] = {
        TrailRow: _own_trail(viewer),
        Memo: or_(Memo.private.is_(False), mine),
        EarlierWords: EarlierWords.memo_id.in_(select(Memo.id).where(Memo.study_id == viewer.study_id, mine)),
    }
    return rules.get(thing, true())


def _not_blind(viewer: Viewer, thing: type[Guarded]) -> ColumnElement[bool]:
    blind, mine = viewer.blind_rounds, viewer.member_id
    units = select(MeaningUnit.id).where(
        MeaningUnit.study_id == viewer.study_id,
        or_(MeaningUnit.round_id.not_in(blind), MeaningUnit.coder_id == mine),
    )
    rules: dict[type[Guarded], ColumnElement[bool]] = {
        MeaningUnit: or_(MeaningUnit.round_id.not_in(blind), MeaningUnit.coder_id == mine),
        UnitTurn: UnitTurn.unit_id.in_(units),
        Coding: Coding.unit_id.in_(units),
        Quote: Quote.unit_id.in_(units),
        Code: or_(Code.made_in_id.is_(None), Code.made_in_id.not_in(blind), Code.made_by_id == mine),
        Reading: _readings(viewer),
        TrailRow: or_(_outside(blind), TrailRow.actor_id == mine),
        Memo: or_(Memo.made_in_id.is_(None), Memo.made_in_id.not_in(blind), Memo.author_id == mine),
        EarlierWords: true(),
    }
    return rules[thing]


def _outside(blind: frozenset[UUID]) -> ColumnElement[bool]:
    return or_(TrailRow.round_id.is_(None), TrailRow.round_id.not_in(blind))


def _readings(viewer: Viewer) -> ColumnElement[bool]:
    """Leads see how far everybody is; a blind co-researcher sees only their own readings."""
    if viewer.role is Role.LEAD:
        return Reading.study_id == viewer.study_id
    return or_(Reading.round_id.not_in(viewer.blind_rounds), Reading.member_id == viewer.member_id)


def _own_trail(viewer: Viewer) -> ColumnElement[bool]:
    """Whoever may not see the trail sees in it what they did themselves, for undo."""
    if may(viewer, Action.SEE_TRAIL):
        return TrailRow.study_id == viewer.study_id
    return TrailRow.actor_id == viewer.member_id
