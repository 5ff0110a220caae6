"""The audit page: what counts, and for each row how far coders agree, most different first."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import reduce
from operator import and_
from typing import Final

from sqlalchemy.orm import Session

from app.analysis.audit.certainty import Certainty, Part
from app.analysis.audit.figures import Figures, by_row, figures, over_all
from app.analysis.audit.tally import Tally, added
from app.analysis.coefficients.interval import DRAWS
from app.analysis.coefficients.ratings import NO_PAIRS
from app.analysis.undefined import Undefined
from app.security.viewer import Viewer
from app.store.tables import Round
from app.workbench.audit.book import Row
from app.workbench.audit.choice import Choice, Rows
from app.workbench.audit.ground import Basis, Ground, basis, ground, numbered_talks, rounds_to_compare
from app.workbench.audit.shelf import Shelf

SEED: Final = 1
MOST_SWAPS: Final = 5
DEPTHS: Final[Mapping[Rows, int]] = {Rows.CODES: 2, Rows.SUBTHEMES: 1, Rows.THEMES: 0}


@dataclass(frozen=True, slots=True)
class Line:
    """A row with its figures, and how sure its alpha is; `used` is each coder's (did, could), in their order."""

    row: Row
    figures: Figures
    certainty: Certainty
    used: tuple[tuple[int, int], ...]
    few_could: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Swap:
    """Two codes that coders put in each other's place, on so many units."""

    first: Row
    second: Row
    units: int


@dataclass(frozen=True, slots=True)
class Scope:
    """What counts, and what was left out: in units of the choice.

    `late` are codes that some reader did not have; `blocks` are what intervals are drawn from.
    """

    compared: int
    read_by_one: int
    unread: int
    blocks: int
    talks: tuple[tuple[str, tuple[str, ...]], ...]
    talks_compared: int
    late: tuple[Row, ...]
    merged: int
    retired: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Numbers:
    """Everything that is counted for a choice; kept until something changes."""

    lines: tuple[Line, ...]
    overall: float | Undefined
    swaps: tuple[Swap, ...]
    scope: Scope
    cells: Mapping[int, Mapping[tuple[int, int], int]]


@dataclass(frozen=True, slots=True)
class Audit:
    """A round's audit; `basis` and `numbers` are missing when there is no round to look at."""

    choice: Choice
    rounds: tuple[Round, ...]
    basis: Basis | None
    numbers: Numbers | None

    @property
    def round(self) -> Round | None:
        """The round that is shown."""
        return self.basis.round if self.basis else None

    @property
    def coders(self) -> tuple[str, ...]:
        """The initials of those who have read something in the round."""
        return tuple(coder.initials for coder in self.basis.coders) if self.basis else ()

    @property
    def lines(self) -> tuple[Line, ...]:
        """The rows that were chosen, most different first."""
        some = self.numbers.lines if self.numbers else ()
        return tuple(line for line in some if line.row.depth == DEPTHS[self.choice.rows])


PAGES: Final = Shelf[Numbers](200)


def audit(session: Session, viewer: Viewer, choice: Choice) -> Audit:
    """Compare the coders of a round, each unit among those who are done with reading it.

    Without a round in the choice, the latest one that the viewer is not blind in and that holds a reading. A code made
    after a reading was done is missing for that reader until they have looked for it, not a "no".
    """
    rounds = tuple(rounds_to_compare(session, viewer))
    found = basis(session, viewer, choice)
    return Audit(choice, rounds, found, numbers(session, viewer, found) if found else None)


def numbers(session: Session, viewer: Viewer, found: Basis) -> Numbers:
    """Return everything that is counted, from what is kept if nothing has changed."""
    place = viewer.study_id, found.round.id, found.choice.cut, found.choice.moderators
    kept = PAGES.find(place, rests_on(found))
    if kept is None:
        kept = computed(ground(session, viewer, found))
        PAGES.keep(place, rests_on(found), kept)
    return kept


def rests_on(found: Basis) -> tuple[object, ...]:
    """Return everything that could change what is counted."""
    return (
        tuple((talk.id, found.rests_on(talk.id)) for talk in found.talks), found.rows, found.coders,
        tuple(sorted((group.id, group.label) for group in found.groups.values())),
    )  # fmt: skip


def computed(here: Ground) -> Numbers:
    """Return everything that the counts say."""
    found = here.basis
    whole = added(here.tallies.values(), found.book)
    cells = by_row(whole.rows())
    from app.analysis.audit.intervals import certainties  # numpy comes only where intervals are asked for

    sure = certainties(parts(here), found.book, SEED, DRAWS)
    nothing = {(0, 0): units} if (units := whole.read_by_two + whole.read_by_one + whole.unread) else {}
    lines = [_line(found, row, cells.get(number, nothing), sure[number]) for number, row in enumerate(found.rows)]
    lines.sort(key=lambda line: _most_different_first(line.figures.agreement.alpha))
    return Numbers(
        lines=tuple(lines), overall=_over_codes(found, cells),
        swaps=tuple(
            Swap(found.rows[first], found.rows[second], units)
            for (first, second), units in sorted(whole.swaps.items(), key=lambda one: (-one[1], one[0]))
        ),
        scope=_scope(here, whole), cells=cells,
    )  # fmt: skip


def _over_codes(found: Basis, cells: Mapping[int, Mapping[tuple[int, int], int]]) -> float | Undefined:
    some = [cells[number] for number in range(found.book.codes) if number in cells]
    return over_all(some) if some else NO_PAIRS


def parts(here: Ground) -> list[Part]:
    """Return the talks as the intervals need them, with names for their blocks that hold across a focus group."""
    return [
        Part(
            here.basis.groups[talk.focus_group_id].label,
            {block: block_name(number, block) for block in _blocks(here.tallies[talk.id])},
            here.tallies[talk.id],
        )
        for number, talk in numbered_talks(here.basis)
    ]


def block_name(talk: int, block: int) -> str:
    """Return the name of a block; names in their order are the order of the talk."""
    return f"{talk}-{block:04}"


def _blocks(tally: Tally) -> set[int]:
    return {block for counts in tally.parts.values() for block in counts.seen}


def _line(found: Basis, row: Row, cells: Mapping[tuple[int, int], int], certainty: Certainty) -> Line:
    shown = figures(cells)
    used = tuple(shown.used.get(number, (0, 0)) for number in range(len(found.coders)))
    missing = tuple(coder.initials for coder, (_, could) in zip(found.coders, used, strict=True) if not could)
    return Line(row, shown, certainty, used, missing)


def _most_different_first(alpha: float | Undefined) -> tuple[bool, float]:
    """Put what wants talking about on top, and what is undefined last."""
    return (True, 0.0) if isinstance(alpha, Undefined) else (False, alpha)


def _scope(here: Ground, whole: Tally) -> Scope:
    found = here.basis
    initials = {coder.id: coder.initials for coder in found.coders}
    talks = tuple(
        (
            talk.title or talk.focus_group,
            tuple(sorted({initials[one.member_id] for one in found.read.get(talk.id, ())})),
        )
        for talk in found.talks
    )
    every = (1 << found.book.codes) - 1
    lacking = every & ~reduce(and_, found.had.values(), every)
    return Scope(
        compared=whole.read_by_two, read_by_one=whole.read_by_one, unread=whole.unread,
        blocks=sum(len(_blocks(tally)) for tally in here.tallies.values()), talks=talks,
        talks_compared=sum(bool(tally.read_by_two) for tally in here.tallies.values()),
        late=tuple(row for number, row in enumerate(found.rows[: found.book.codes]) if lacking >> number & 1),
        merged=len(found.merged), retired=tuple(row for row in found.rows if row.retired),
    )  # fmt: skip
