"""The sums that coefficients over unnamed coders are computed from. Those of two sets of units add up."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Generic

from app.analysis.coefficients.quotient import Amount
from app.analysis.coefficients.ratings import NO_PAIRS, NO_UNITS, Pattern, Value, together
from app.analysis.undefined import Undefined


@dataclass(frozen=True, slots=True)
class Sums(Generic[Value]):
    """Sums over units, of which m coders gave a value each, n_c of them the value c.

    Over units with two values or more: `units`; `values`, the sum of m; `totals`, the sum of n_c for each c;
    `split`, the sum of d / (m - 1) and `differing`, the sum of d / (m(m - 1)), where d = m² - sum of n_c² counts the
    ordered pairs of coders who differ. Over units with one value or more: `rated`, their number, and `shares`, the sum
    of n_c / m for each c. All are 0 or more.
    """

    units: Amount
    values: Amount
    split: Amount
    differing: Amount
    totals: Mapping[Value, Amount]
    rated: Amount
    shares: Mapping[Value, Amount]

    def __add__(self, other: "Sums[Value]") -> "Sums[Value]":
        """Put the units of both together."""
        return Sums(
            units=self.units + other.units,
            values=self.values + other.values,
            split=self.split + other.split,
            differing=self.differing + other.differing,
            totals=_added(self.totals, other.totals),
            rated=self.rated + other.rated,
            shares=_added(self.shares, other.shares),
        )

    def each(self, change: Callable[[Amount], Amount]) -> "Sums[Value]":
        """Return the sums with every one of them changed."""
        return Sums(
            units=change(self.units),
            values=change(self.values),
            split=change(self.split),
            differing=change(self.differing),
            totals={value: change(total) for value, total in self.totals.items()},
            rated=change(self.rated),
            shares={value: change(share) for value, share in self.shares.items()},
        )


def sums_of(patterns: Iterable[Pattern[Value]]) -> Sums[Value]:
    """Add up exactly. Without units, every sum is 0."""
    nothing: Sums[Value] = Sums(Fraction(0), Fraction(0), Fraction(0), Fraction(0), {}, Fraction(0), {})
    some = together(patterns)
    return sum((contribution(one.given, Fraction(one.units)) for one in some), nothing)


def contribution(given: Mapping[Value, Amount], units: Amount) -> Sums[Value]:
    """Return what `units` units with the same values add; every unit has one value or more.

    Exact for Fractions; for numpy arrays, element by element.
    """
    values = sum(given.values())
    paired = units * (values > 1)
    others = values - (values > 1)  # the other coders of each; 1 for a lone one, whose pairs are 0 anyway
    differing = nominal_spread(given)
    return Sums(
        units=paired,
        values=paired * values,
        split=units * differing / others,
        differing=units * differing / (values * others),
        totals={value: paired * count for value, count in given.items()},
        rated=units * (values > 0),
        shares={value: units * count / values for value, count in given.items()},
    )


def nominal_spread(given: Mapping[Value, Amount]) -> Amount:
    """Return the number of ordered pairs of different values."""
    values = sum(given.values())
    return values * values - sum(count * count for count in given.values())


def no_pairs(sums: Sums[Value]) -> Undefined | None:
    """Return why nothing can be compared, or None where some unit has two values."""
    if sums.units:
        return None
    return NO_PAIRS if sums.rated else NO_UNITS


def _added(first: Mapping[Value, Amount], second: Mapping[Value, Amount]) -> dict[Value, Amount]:
    return {value: first.get(value, 0) + second.get(value, 0) for value in {**first, **second}}
