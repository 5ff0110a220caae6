"""What was settled in a round, decision by decision, with the codes that each was about."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from app.security.viewer import Viewer
from app.store.queries import decisions as queries
from app.store.queries.decisions import DecisionLine
from app.store.tables import Outcome
from app.workbench.audit.choice import Choice
from app.workbench.audit.ground import Basis, basis, talks_in_units
from app.workbench.audit.walk import Standing, standing


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision with its codes: for each, who had put it there and whether the consensus has it."""

    line: DecisionLine
    title: str
    codes: tuple[tuple[str, tuple[str, ...], bool], ...]
    took_part: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Minutes:
    """The decisions of a round, and how often everybody agreed; None of it changes what anybody coded."""

    basis: Basis
    decisions: tuple[Decided, ...]
    agreed: Mapping[str, int]
    standing: Standing


def decided(session: Session, viewer: Viewer, choice: Choice) -> Minutes | None:
    """Return what was settled in a round, in the order of the talks; None when there is no round to look at."""
    found = basis(session, viewer, choice)
    if found is None:
        return None
    titles = {talk.id: talk.title or talk.focus_group for talk in found.talks}
    order = {talk.id: place for place, talk in enumerate(found.talks)}
    lines = queries.decisions(session, viewer, found.round.id)
    lines.sort(key=lambda one: (order[one.transcript_id], one.first_turn))
    own = [one for one in lines if one.outcome is not Outcome.AGREED]
    agreed: dict[str, int] = defaultdict(int)
    for one in lines:
        if one.outcome is Outcome.AGREED:
            agreed[titles[one.transcript_id]] += 1
    codes, who = _codes(session, viewer, found, own), queries.took_part(session, viewer)
    return Minutes(
        found,
        tuple(
            Decided(one, titles[one.transcript_id], codes.get(one.id, ()), tuple(who.get(one.id, ()))) for one in own
        ),
        agreed, standing(session, viewer, found),
    )  # fmt: skip


Codes = dict[UUID, tuple[tuple[str, tuple[str, ...], bool], ...]]


def _codes(session: Session, viewer: Viewer, found: Basis, own: list[DecisionLine]) -> Codes:
    names = {code.id: (number, code.name) for number, code in enumerate(found.codes)}
    held, wanted = queries.consensus_marks(session, viewer), {one.id for one in own}
    did: dict[tuple[UUID, int, int], int] = defaultdict(int)
    for talk in talks_in_units(session, viewer, found, list({one.transcript_id for one in own})):
        for mark in talk.marked:
            did[talk.id, mark.number, mark.code] |= mark.coder
    of_decision: dict[UUID, dict[str, tuple[int, bool]]] = defaultdict(dict)
    for one in queries.settled(session, viewer):
        if one.decision_id in wanted and one.code_id in names:
            number, name = names[one.code_id]
            coders, has = of_decision[one.decision_id].get(name, (0, False))
            of_decision[one.decision_id][name] = (
                coders | did[one.transcript_id, one.number, number],
                has or (one.transcript_id, one.number, one.code_id) in held,
            )
    return {
        id_: tuple((name, _initials(found, coders), has) for name, (coders, has) in sorted(some.items()))
        for id_, some in of_decision.items()
    }


def _initials(found: Basis, coders: int) -> tuple[str, ...]:
    return tuple(coder.initials for number, coder in enumerate(found.coders) if coders >> number & 1)
