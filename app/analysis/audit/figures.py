"""What the counts of an audit say: about one row, about all codes, about two coders, and which codes are swapped."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from typing import Final, TypeAlias

from app.analysis.agreement import CodeAgreement, counted_agreement
from app.analysis.audit.tally import Cell, Mask
from app.analysis.coefficients.chance import brennan_prediger, gwet_ac1
from app.analysis.coefficients.fleiss import fleiss_kappa
from app.analysis.coefficients.pairs import PairSums, conger, light
from app.analysis.coefficients.percent import negative_agreement
from app.analysis.coefficients.quotient import Quotient
from app.analysis.coefficients.ratings import INCOMPLETE, NO_PAIRS, NO_VARIATION, Pattern
from app.analysis.undefined import Undefined

CATEGORIES: Final = 2  # a code is there, or it is not

# For one row: how many units have these who could, and these who did.
Cells: TypeAlias = Mapping[tuple[Mask, Mask], int]
Rows: TypeAlias = Mapping[int, Cells]


@dataclass(frozen=True, slots=True)
class Figures:
    """One row: its agreement, its share of yes among all decisions (0 to 1), and each coder's use of it.

    `used` holds, for each coder's number, the units that they put it on and those that they could have put it on.
    """

    agreement: CodeAgreement
    prevalence: float | Undefined
    used: Mapping[int, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Others:
    """The coefficients that journals ask for; None where a coefficient makes no sense for so many coders."""

    negative: float | Undefined
    ac1: float | Undefined
    brennan_prediger: float | Undefined
    fleiss: float | Undefined | None
    scott: float | Undefined | None
    cohen: float | Undefined | None
    conger: float | Undefined | None
    light: float | Undefined | None


@dataclass(frozen=True, slots=True)
class Pair:
    """Two coders: the units that both read, and how far they agree over all codes."""

    first: int
    second: int
    units: int
    alpha: float | Undefined


def by_row(cells: Mapping[Cell, int]) -> dict[int, dict[tuple[Mask, Mask], int]]:
    """Sort the cells by row."""
    rows: dict[int, dict[tuple[Mask, Mask], int]] = defaultdict(dict)
    for (row, able, did), units in cells.items():
        rows[row][able, did] = units
    return rows


def among(cells: Cells, coders: Mask) -> dict[tuple[Mask, Mask], int]:
    """Return the cells as if only these coders had read; units of fewer than two of them are left out."""
    some: Counter[tuple[Mask, Mask]] = Counter()
    for (able, did), units in cells.items():
        if (able & coders).bit_count() > 1:
            some[able & coders, did & coders] += units
    return some


def figures(cells: Cells) -> Figures:
    """Return the figures of one row."""
    yes = sum(units * did.bit_count() for (_, did), units in cells.items())
    said = sum(units * able.bit_count() for (able, _), units in cells.items())
    used = {coder: _used(cells, 1 << coder) for coder in _coders(cells)}
    return Figures(counted_agreement(_counts(cells)), yes / said if said else NO_PAIRS, used)


def others(cells: Cells, coders: int) -> Others:
    """Return the other coefficients of one row, for a round with so many coders."""
    patterns = [Pattern({True: x, False: m - x}, units) for (m, x), units in _counts(cells).items()]
    two, pairs = coders == 2, _complete(cells)
    kappa = _kappa(pairs, lambda some: conger(some)) if patterns else NO_PAIRS
    return Others(
        negative=negative_agreement(patterns), ac1=gwet_ac1(patterns, CATEGORIES),
        brennan_prediger=brennan_prediger(patterns, CATEGORIES),
        fleiss=None if two else fleiss_kappa(patterns), scott=fleiss_kappa(patterns) if two else None,
        cohen=kappa if two else None, conger=None if two else kappa,
        light=None if two else _kappa(pairs, lambda some: light(some)) if patterns else NO_PAIRS,
    )  # fmt: skip


def over_all(rows: Iterable[Cells]) -> float | Undefined:
    """Return the agreement over all codes, at most 1: 1 - the sum of what coders differ / of what chance would bring.

    For each code, what coders differ is Do of Krippendorff's alpha, and what chance would bring is De (see
    `krippendorff_alpha`); both are added up over the codes and divided once. So every code has its own chance, and a
    code that is rarely used does not look like agreement. With one code it is its alpha. Undefined without units that
    two coders read, and when no code varies.
    """
    parts = [differences(cells) for cells in rows]
    over, under = sum(part.over for part in parts), sum(part.under for part in parts)
    return Quotient(over, under).number(NO_VARIATION if parts else NO_PAIRS)


def differences(cells: Cells) -> Quotient:
    """Return Do and De of alpha for one row, exactly; both 0 without units that two coders could put it on."""
    split: Counter[int] = Counter()
    yes = no = 0
    for (m, x), units in _counts(cells).items():
        split[m] += units * x * (m - x)
        yes, no = yes + units * x, no + units * (m - x)
    values = yes + no
    if not values:
        return Quotient(Fraction(0), Fraction(0))
    observed = sum((Fraction(2 * count, m - 1) for m, count in split.items()), Fraction(0))
    return Quotient(observed / values, Fraction(2 * yes * no, values * (values - 1)))


def across(rows: Iterable[Cells], some: Mask, rest: Mask) -> float | Undefined:
    """Return the agreement over all codes between two sets of coders: of pairs with one coder of each.

    1 - the sum of how often such pairs differ / of how often one who was drawn by chance from each would. At most 1.
    """
    over = under = Fraction(0)
    for cells in rows:
        pairs = differing = here = here_yes = there = there_yes = 0
        for (able, did), units in cells.items():
            first, second = (able & some).bit_count(), (able & rest).bit_count()
            if first and second:
                yes, other = (did & some).bit_count(), (did & rest).bit_count()
                pairs, here, there = pairs + units * first * second, here + units * first, there + units * second
                here_yes, there_yes = here_yes + units * yes, there_yes + units * other
                differing += units * (yes * (second - other) + other * (first - yes))
        if pairs:
            over += Fraction(differing, pairs)
            by_chance = here_yes * (there - there_yes) + there_yes * (here - here_yes)
            under += Fraction(by_chance, here * there)
    return Quotient(over, under).number(NO_VARIATION)


def pairs(rows: Sequence[Cells]) -> Iterator[Pair]:
    """Yield every two coders of the rows, by their numbers."""
    coders = sorted({coder for cells in rows for coder in _coders(cells)})
    for first, second in combinations(coders, 2):
        both = (1 << first) | (1 << second)
        some = [among(cells, both) for cells in rows]
        units = max((sum(cells.values()) for cells in some), default=0)
        yield Pair(first, second, units, over_all(some) if units else NO_PAIRS)


def _counts(cells: Cells) -> Counter[tuple[int, int]]:
    """Return how many units have so many who could, and so many of them who did."""
    counts: Counter[tuple[int, int]] = Counter()
    for (able, did), units in cells.items():
        counts[able.bit_count(), did.bit_count()] += units
    return counts


def _coders(cells: Cells) -> list[int]:
    every = 0
    for able, _ in cells:
        every |= able
    return [coder for coder in range(every.bit_length()) if every >> coder & 1]


def _used(cells: Cells, bit: Mask) -> tuple[int, int]:
    did = sum(units for (_, mask), units in cells.items() if mask & bit)
    return did, sum(units for (able, _), units in cells.items() if able & bit)


def _complete(cells: Cells) -> list[PairSums[bool]] | Undefined:
    """Return the sums of every two coders, if all could put the code on all units."""
    if len({able for able, _ in cells}) > 1:
        return INCOMPLETE
    units = sum(cells.values())
    return [_pair(cells, units, 1 << first, 1 << second) for first, second in combinations(_coders(cells), 2)]


def _pair(cells: Cells, units: int, first: Mask, second: Mask) -> PairSums[bool]:
    one, other = _used(cells, first)[0], _used(cells, second)[0]
    differing = sum(size for (_, did), size in cells.items() if bool(did & first) != bool(did & second))
    return PairSums(
        Fraction(units), Fraction(differing), {True: one, False: units - one}, {True: other, False: units - other}
    )


def _kappa(
    pairs: list[PairSums[bool]] | Undefined, kappa: Callable[[list[PairSums[bool]]], Quotient]
) -> float | Undefined:
    return pairs if isinstance(pairs, Undefined) else kappa(pairs).number(NO_VARIATION)
