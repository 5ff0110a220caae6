"""Before and after the team settled what it differed on: the second is negotiated, and no reliability."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from sqlalchemy.orm import Session

from app.analysis.agreement import CodeAgreement
from app.analysis.audit.figures import Cells, by_row, figures, over_all
from app.analysis.audit.tally import added, tally
from app.analysis.audit.units import Cut, Marked, units_of
from app.analysis.coefficients.ratings import NO_PAIRS
from app.analysis.undefined import Undefined
from app.security.viewer import Viewer
from app.store.queries import decisions as queries
from app.store.tables import Outcome
from app.workbench.audit.book import Row
from app.workbench.audit.choice import Choice
from app.workbench.audit.ground import Basis, TalkInUnits, talks_in_units

# For each transcript, what was settled: (turn, code) and whether the consensus has the code there.
Settled = Mapping[UUID, Mapping[tuple[int, int], bool]]


@dataclass(frozen=True, slots=True)
class Negotiated:
    """Agreement before and after, over all codes and for each code on which something was settled.

    `settled` counts turns and codes on which the team decided; `moved` how many of them are another than the coder's
    own reading, by coder.
    """

    before: float | Undefined
    after: float | Undefined
    rows: tuple[tuple[Row, CodeAgreement, CodeAgreement], ...]
    settled: int
    moved: tuple[tuple[str, int], ...]


def after_talking(session: Session, viewer: Viewer, found: Basis) -> Negotiated | None:
    """Compare the coders' own readings with what the team settled, turn by turn; None when nothing was settled.

    Where both readings stand, each keeps theirs.
    """
    found = replace(found, choice=Choice(found.round.id, Cut.TURN))
    settled = _settled(session, viewer, found)
    if not settled:
        return None
    talks = list(talks_in_units(session, viewer, found, [talk.id for talk in found.talks if talk.id in found.read]))
    moved: Counter[int] = Counter()
    before, after = _cells(found, talks, {}, Counter()), _cells(found, talks, settled, moved)
    touched = sorted({code for some in settled.values() for _, code in some})
    return Negotiated(
        before=_over_codes(found, before), after=_over_codes(found, after),
        rows=tuple(
            (found.rows[code], figures(before.get(code, {})).agreement, figures(after.get(code, {})).agreement)
            for code in touched
        ),
        settled=sum(len(some) for some in settled.values()),
        moved=tuple((coder.initials, moved[number]) for number, coder in enumerate(found.coders)),
    )  # fmt: skip


def _settled(session: Session, viewer: Viewer, found: Basis) -> Settled:
    numbers = {code.id: number for number, code in enumerate(found.codes)}
    outcomes = {one.id: one.outcome for one in queries.decisions(session, viewer, found.round.id)}
    held = queries.consensus_marks(session, viewer)
    settled: dict[UUID, dict[tuple[int, int], bool]] = defaultdict(dict)
    for one in queries.settled(session, viewer):
        if outcomes.get(one.decision_id, Outcome.STAND) is not Outcome.STAND and one.code_id in numbers:
            has = (one.transcript_id, one.number, one.code_id) in held
            settled[one.transcript_id][one.number, numbers[one.code_id]] = has
    return settled


def _cells(found: Basis, talks: Iterable[TalkInUnits], settled: Settled, moved: Counter[int]) -> Mapping[int, Cells]:
    tallies = (
        tally(units_of(Cut.TURN, talk.turns, _as_settled(talk, settled.get(talk.id, {}), moved)), found.book)
        for talk in talks
    )
    return by_row(added(tallies, found.book).rows())


def _as_settled(talk: TalkInUnits, settled: Mapping[tuple[int, int], bool], moved: Counter[int]) -> Iterable[Marked]:
    """Return the marks as if everybody had read what was settled as the consensus does."""
    own: dict[tuple[int, int], int] = defaultdict(int)
    for one in talk.marked:
        if (one.number, one.code) in settled:
            own[one.number, one.code] |= one.coder
        else:
            yield one
    readings = {turn.number: turn.readings for turn in talk.turns}
    for (number, code), has in settled.items():
        for bit, had in readings.get(number, ()):
            if had >> code & 1:
                moved[bit.bit_length() - 1] += bool(own[number, code] & bit) is not has
                if has:
                    yield Marked(number, bit, code)


def _over_codes(found: Basis, cells: Mapping[int, Cells]) -> float | Undefined:
    codes = [cells[row] for row in range(found.book.codes) if row in cells]
    return over_all(codes) if codes else NO_PAIRS
