"""What a viewer may see: the one place where blindness and the borders of a study are decided."""

from functools import lru_cache
from uuid import UUID

from sqlalchemy import ColumnElement, and_, false, or_, select, true

from app.security.permissions import Action, Role, may
from app.security.viewer import Viewer
from app.store.tables import (
    Code,
    Coding,
    Decision,
    EarlierWords,
    EnteredFor,
    FindingPassage,
    FirstThought,
    KeptTally,
    LeftOut,
    MeaningUnit,
    Memo,
    Quote,
    Reading,
    Round,
    RoundKind,
    TrailRow,
    TurnAnswer,
    UnitMaker,
    UnitTurn,
)

# What a live stream tells of, by the first word of the act. Any other act is not told, so a new one tells nobody.
LIVE = (
    "coding", "code", "theme", "quote", "reading", "round", "transcript", "moves", "participant", "memo", "unit",
    "answer",
)  # fmt: skip

Guarded = (
    MeaningUnit | UnitMaker | UnitTurn | Coding | Code | Quote | FindingPassage | KeptTally | Reading | TrailRow | Memo
    | EarlierWords | LeftOut | FirstThought | Decision | TurnAnswer
)  # fmt: skip


def visible(viewer: Viewer, thing: type[Guarded]) -> ColumnElement[bool]:
    """Return the condition under which the viewer may see a row of `thing`.

    Rows of other studies are never visible, nor private memos of others, nor first thoughts that are sealed, nor what
    somebody left out because it came too close to them. In the viewer's blind rounds only their own work is.
    """
    return _condition(viewer, thing)


@lru_cache(maxsize=2048)
def _condition(viewer: Viewer, thing: type[Guarded]) -> ColumnElement[bool]:
    """Build the condition once for all equal viewers: one whose blind rounds have changed is another viewer."""
    here = and_(thing.study_id == viewer.study_id, _theirs_to_see(viewer, thing))
    if viewer.set_aside:
        here = and_(here, _not_set_aside(viewer, thing))
    return and_(here, _not_blind(viewer, thing)) if viewer.blind_rounds else here


def _not_set_aside(viewer: Viewer, thing: type[Guarded]) -> ColumnElement[bool]:
    """Nothing of a round that is being coded once more, nor of what was settled, which would tell of it."""
    consensus = select(Round.id).where(Round.study_id == viewer.study_id, Round.kind == RoundKind.CONSENSUS)
    now = and_(MeaningUnit.round_id.not_in(viewer.set_aside), MeaningUnit.round_id.not_in(consensus))
    units = select(MeaningUnit.id).where(MeaningUnit.study_id == viewer.study_id, now)
    rules: dict[type[Guarded], ColumnElement[bool]] = {
        MeaningUnit: now,
        UnitMaker: UnitMaker.unit_id.in_(units),
        UnitTurn: UnitTurn.unit_id.in_(units),
        Coding: Coding.unit_id.in_(units),
        Quote: Quote.unit_id.in_(units),
        TurnAnswer: TurnAnswer.round_id.not_in(viewer.set_aside),
        Decision: Decision.round_id.not_in(viewer.set_aside),
        TrailRow: or_(TrailRow.round_id.is_(None), TrailRow.round_id.not_in(viewer.set_aside)),
    }
    return rules.get(thing, true())


def _theirs_to_see(viewer: Viewer, thing: type[Guarded]) -> ColumnElement[bool]:
    """What is kept for some eyes, whatever the round."""
    mine = Memo.author_id == viewer.member_id
    rules: dict[type[Guarded], ColumnElement[bool]] = {
        LeftOut: LeftOut.member_id == viewer.member_id,
        TrailRow: _own_trail(viewer),
        FirstThought: _unsealed(viewer),
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
        UnitMaker: UnitMaker.unit_id.in_(units),
        UnitTurn: UnitTurn.unit_id.in_(units),
        TurnAnswer: or_(TurnAnswer.round_id.not_in(blind), TurnAnswer.coder_id == mine),
        Coding: Coding.unit_id.in_(units),
        Quote: Quote.unit_id.in_(units),
        FindingPassage: FindingPassage.unit_id.in_(units),
        KeptTally: false(),
        Code: or_(Code.made_in_id.is_(None), Code.made_in_id.not_in(blind), Code.made_by_id == mine),
        Reading: _readings(viewer),
        FirstThought: or_(
            FirstThought.made_in_id.is_(None), FirstThought.made_in_id.not_in(blind), FirstThought.member_id == mine
        ),
        Decision: Decision.round_id.not_in(blind),
        TrailRow: or_(_outside(blind), TrailRow.actor_id == mine),
        Memo: or_(Memo.made_in_id.is_(None), Memo.made_in_id.not_in(blind), Memo.author_id == mine),
        EarlierWords: true(),
        LeftOut: true(),
    }
    return rules[thing]


def _outside(blind: frozenset[UUID]) -> ColumnElement[bool]:
    return or_(TrailRow.round_id.is_(None), TrailRow.round_id.not_in(blind))


def _readings(viewer: Viewer) -> ColumnElement[bool]:
    """Leads see how far everybody is; a blind co-researcher sees only their own readings."""
    if viewer.role is Role.LEAD:
        return Reading.study_id == viewer.study_id
    return or_(Reading.round_id.not_in(viewer.blind_rounds), Reading.member_id == viewer.member_id)


def _unsealed(viewer: Viewer) -> ColumnElement[bool]:
    """Their own, those that are opened, and for supervisors those that are handed in."""
    if viewer.role is Role.SUPERVISOR:
        return FirstThought.handed_in_at.is_not(None)
    return or_(FirstThought.opened_at.is_not(None), FirstThought.member_id == viewer.member_id)


def _own_trail(viewer: Viewer) -> ColumnElement[bool]:
    """Whoever may not see the trail sees in it what they did themselves, or what was entered for them, for undo."""
    if may(viewer, Action.SEE_TRAIL):
        return TrailRow.study_id == viewer.study_id
    return or_(TrailRow.actor_id == viewer.member_id, entered_for(viewer))


def entered_for(viewer: Viewer) -> ColumnElement[bool]:
    """Return the condition under which an act is one that somebody typed for the viewer."""
    typed = (
        select(EnteredFor.subject_id)
        .where(EnteredFor.study_id == viewer.study_id, EnteredFor.member_id == viewer.member_id)
        .where(EnteredFor.typed_by_id == TrailRow.actor_id)
        .correlate(TrailRow)
    )
    return and_(TrailRow.study_id == viewer.study_id, TrailRow.subject_id.in_(typed))


def heard(viewer: Viewer) -> ColumnElement[bool]:
    """Return the condition under which a viewer may hear that an act has changed something, not who did it.

    It is wider than seeing the trail: whoever sees a colleague's coding may hear that it has come. In the viewer's
    blind rounds only their own acts are heard; a lead also hears who has read, as the page of rounds shows it. Private
    memos leave no act at all.
    """
    mine = TrailRow.actor_id == viewer.member_id
    told = or_(*(TrailRow.act.startswith(f"{word}.") for word in LIVE))
    here = and_(TrailRow.study_id == viewer.study_id, told)
    if not viewer.blind_rounds:
        return here
    seen = or_(_outside(viewer.blind_rounds), mine)
    return and_(here, or_(seen, TrailRow.act.startswith("reading.")) if viewer.role is Role.LEAD else seen)
