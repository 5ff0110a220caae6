"""Kappas that know the coders by name: Cohen's for two, Conger's and Light's for more; and Scott's pi."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from math import prod
from typing import Generic

from app.analysis.coefficients.fleiss import fleiss_kappa
from app.analysis.coefficients.quotient import Amount, Quotient
from app.analysis.coefficients.ratings import (
    INCOMPLETE,
    NO_PAIRS,
    NO_UNITS,
    NO_VARIATION,
    NOT_TWO,
    Row,
    Value,
    patterns,
)
from app.analysis.undefined import Undefined


@dataclass(frozen=True, slots=True)
class PairSums(Generic[Value]):
    """Two coders over the same units: the units, those on which they differ, and how often each gave each value."""

    units: Amount
    differing: Amount
    first: Mapping[Value, Amount]
    second: Mapping[Value, Amount]


def cohen_kappa(rows: Iterable[Row[Value]]) -> float | Undefined:
    """Return kappa of two coders, -1 to 1: agreement beyond what their own habits would bring by chance.

    Undefined for more or fewer coders, without units, when a value is missing, and when both gave one and the same
    value throughout. A unit that nobody coded is left out.

    Source: J. Cohen (1960), A coefficient of agreement for nominal scales, Educational and Psychological Measurement
    20(1), 37-46.
    """
    some = complete(rows)
    if isinstance(some, Undefined):
        return some
    return NOT_TWO if len(some[0]) != 2 else conger(list(pairs_of(some, len(some[0])))).number(NO_VARIATION)


def scott_pi(rows: Iterable[Row[Value]]) -> float | Undefined:
    """Return pi of two coders, -1 to 1: agreement beyond what their common habit would bring by chance.

    Undefined as `cohen_kappa`.

    Source: W. A. Scott (1955), Reliability of content analysis: the case of nominal scale coding, Public Opinion
    Quarterly 19(3), 321-325.
    """
    some = complete(rows)
    if isinstance(some, Undefined):
        return some
    return NOT_TWO if len(some[0]) != 2 else fleiss_kappa(patterns(some))


def conger_kappa(rows: Iterable[Row[Value]]) -> float | Undefined:
    """Return kappa of two coders or more, at most 1: pairwise agreement beyond the mean chance of the pairs.

    With two coders it is Cohen's kappa. Undefined with one coder, without units, when a value is missing, and when
    all values are the same.

    Source: A. J. Conger (1980), Integration and generalization of kappas for multiple raters, Psychological Bulletin
    88(2), 322-328.
    """
    some = complete(rows)
    return some if isinstance(some, Undefined) else conger(list(pairs_of(some, len(some[0])))).number(NO_VARIATION)


def light_kappa(rows: Iterable[Row[Value]]) -> float | Undefined:
    """Return the mean of Cohen's kappas of all pairs of coders, -1 to 1.

    Undefined as `conger_kappa`, and when the kappa of one pair is.

    Source: R. J. Light (1971), Measures of response agreement for qualitative data: some generalizations and
    alternatives, Psychological Bulletin 76(5), 365-377.
    """
    some = complete(rows)
    if isinstance(some, Undefined):
        return some
    return light(list(pairs_of(some, len(some[0])))).number(NO_VARIATION)


def conger(pairs: Iterable[PairSums[Value]]) -> Quotient:
    """Return `conger_kappa` before dividing; of one pair of coders, `cohen_kappa`."""
    over: Amount = 0
    under: Amount = 0
    for pair in pairs:
        meetings = sum(count * pair.second.get(value, 0) for value, count in pair.first.items())
        over = over + pair.differing * pair.units
        under = under + pair.units * pair.units - meetings
    return Quotient(over, under)


def light(pairs: Sequence[PairSums[Value]]) -> Quotient:
    """Return `light_kappa` before dividing."""
    kappas = [conger([pair]) for pair in pairs]
    quotients = sum(one.over / (one.under + (one.under == 0)) for one in kappas)
    return Quotient(quotients, len(pairs) * prod(one.under != 0 for one in kappas))


def pairs_of(rows: Sequence[Row[Value]], coders: int) -> Iterator[PairSums[Value]]:
    """Count for every pair of coders, in their order. No value is missing; there may be no units."""
    columns = [[row[coder] for row in rows] for coder in range(coders)]
    said = [Counter(value for value in column if value is not None) for column in columns]
    for first, second in combinations(range(coders), 2):
        differing = sum(one != other for one, other in zip(columns[first], columns[second], strict=True))
        yield PairSums(Fraction(len(rows)), Fraction(differing), said[first], said[second])


def complete(rows: Iterable[Row[Value]]) -> list[Row[Value]] | Undefined:
    """Return the units that somebody coded, if two coders or more coded them all; otherwise why not."""
    some = [row for row in rows if any(value is not None for value in row)]
    if not some:
        return NO_UNITS
    if all(sum(value is not None for value in row) < 2 for row in some):
        return NO_PAIRS
    return INCOMPLETE if any(value is None for row in some for value in row) else some
