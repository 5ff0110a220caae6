"""Krippendorff's alpha for any number of coders, missing values, and any distance between values."""

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from itertools import combinations
from typing import TypeAlias

from app.analysis.coefficients.quotient import Amount, Quotient
from app.analysis.coefficients.ratings import (
    NEVER_GIVEN,
    NO_PAIRS,
    NO_UNITS,
    NO_VARIATION,
    Pattern,
    Value,
    dichotomised,
    nothing_paired,
    together,
    totals,
)
from app.analysis.coefficients.sums import Sums, nominal_spread
from app.analysis.undefined import Undefined

# From how often each value was given to the sum of the distances of all ordered pairs of values.
Spread: TypeAlias = Callable[[Mapping[Value, int]], Amount]
Distance: TypeAlias = Callable[[Value, Value], float | Fraction]


def krippendorff_alpha(patterns: Iterable[Pattern[Value]], spread: Spread[Value] = nominal_spread) -> float | Undefined:
    """Return alpha, at most 1: what coders differ within units against what the values differ over all.

    alpha = 1 - Do / De with Do = sum over units of their spread / (m - 1), divided by n, and De = the spread of all
    n values, divided by n(n - 1). m is the number of coders who gave the unit a value; units with one value are left
    out, and so are their values. 0 is what chance would bring, below 0 coders differ more than that. `spread` says how
    far values lie apart: the same or not (the default), `interval_spread`, `ordinal_spread` or `distance_spread`.

    Undefined without units, without a unit that has two values, and when all values are the same.

    Source: K. Krippendorff (2011), Computing Krippendorff's Alpha-Reliability; K. Krippendorff (2019), Content
    Analysis, 4th edition, chapter 12.
    """
    rated = together(patterns)
    if missing := nothing_paired(rated):
        return missing
    paired = [pattern for pattern in rated if pattern.values > 1]
    values = sum(pattern.values * pattern.units for pattern in paired)
    split = sum(pattern.units * Fraction(1, pattern.values - 1) * spread(pattern.given) for pattern in paired)
    return alpha(values, split, spread(totals(paired))).number(NO_VARIATION)


def alpha_of_value(patterns: Iterable[Pattern[Value]], value: Value) -> float | Undefined:
    """Return alpha of one value against all others: how far coders agree where it is and where it is not.

    At most 1. Undefined as `krippendorff_alpha`, and when nobody gave the value to a unit that has two.

    Source: K. Krippendorff (1980), Content Analysis, 139.
    """
    some = list(patterns)
    found = krippendorff_alpha(dichotomised(some, value))
    given = any(pattern.given.get(value) for pattern in some if pattern.values > 1)
    return found if given or found in (NO_UNITS, NO_PAIRS) else NEVER_GIVEN


def alpha(values: Amount, split: Amount, spread: Amount) -> Quotient:
    """Return alpha before dividing, of n `values`, the sum of spread / (m - 1) of units, and the spread of all."""
    return Quotient((values - 1) * split, spread)


def nominal_alpha(sums: Sums[Value]) -> Quotient:
    """Return alpha before dividing, with values that are the same or not."""
    return alpha(sums.values, sums.split, nominal_spread(sums.totals))


def interval_spread(given: Mapping[float, int]) -> Fraction:
    """Spread of numbers, the distance of two being their squared difference. Exact."""
    return _squares((Fraction(value), times) for value, times in given.items())


def ordinal_spread(given_in_all: Mapping[float, int]) -> Spread[float]:
    """Make the spread of ranks, from how often each was given to units with two values or more. Exact.

    The distance of two ranks is the squared number of values from the one to the other, each of the two counted half:
    the interval distance of their mean places in the order of all values.
    """
    places: dict[float, Fraction] = {}
    before = 0
    for value, times in sorted(given_in_all.items()):
        places[value] = before + Fraction(times, 2)
        before += times

    def spread(given: Mapping[float, int]) -> Fraction:
        return _squares((places[value], times) for value, times in given.items())

    return spread


def distance_spread(distance: Distance[Value]) -> Spread[Value]:
    """Make the spread of any symmetric distance, 0 or more, used as it is (not squared). Equal values differ by 0."""

    def spread(given: Mapping[Value, int]) -> Amount:
        pairs = combinations(given.items(), 2)
        return 2 * sum(times * others * distance(value, other) for (value, times), (other, others) in pairs)

    return spread


def _squares(given: Iterable[tuple[Fraction, int]]) -> Fraction:
    """Add up the squared differences of all ordered pairs."""
    count, first, second = 0, Fraction(0), Fraction(0)
    for value, times in given:
        count += times
        first += value * times
        second += value * value * times
    return 2 * (count * second - first * first)
