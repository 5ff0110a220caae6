"""How far sets of codes lie apart: MASI and Jaccard. The empty set is a decision too: that no code applies."""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from typing import Protocol

from app.analysis.coefficients.alpha import Spread, distance_spread, krippendorff_alpha
from app.analysis.coefficients.quotient import Amount
from app.analysis.coefficients.ratings import Pattern, Value
from app.analysis.undefined import Undefined


class SetDistance(Protocol):
    """From how many codes two sets share, and how many each has, to their distance; numbers or numpy arrays."""

    def __call__(self, shared: Amount, first: Amount, second: Amount) -> Amount:
        """Return the distance, 0 to 1."""


def masi(shared: Amount, first: Amount, second: Amount) -> Amount:
    """Return 1 - J x M: J the Jaccard index, M 1 for equal sets, 2/3 if one is part of the other, 1/3 if they overlap.

    0 (equal, also two empty sets) to 1 (nothing shared).

    Source: R. J. Passonneau (2006), Measuring agreement on set-valued items (MASI) for semantic and pragmatic
    annotation, Proceedings of LREC 2006, 831-836.
    """
    some = shared + (first + second == 0)  # two empty sets share their emptiness
    thirds = (some > 0) * (1 + ((shared == first) | (shared == second))) + (shared == first) * (shared == second)
    return 1 - (1 - jaccard(shared, first, second)) * thirds / 3


def jaccard(shared: Amount, first: Amount, second: Amount) -> Amount:
    """Return 1 - shared codes / codes in either set: 0 (equal, also two empty sets) to 1 (nothing shared).

    Source: P. Jaccard (1912), The distribution of the flora in the alpine zone, New Phytologist 11(2), 37-50.
    """
    either = first + second - shared
    return (either - shared) / (either + (either == 0))


def set_distance(first: AbstractSet[Value], second: AbstractSet[Value], distance: SetDistance = masi) -> float:
    """Return the distance of two sets, 0 to 1."""
    return float(distance(len(first & second), len(first), len(second)))


def set_spread(distance: SetDistance) -> Spread[frozenset[Value]]:
    """Make the spread of sets for `krippendorff_alpha`. The distance is used as it is, not squared."""

    def between(first: frozenset[Value], second: frozenset[Value]) -> float:
        return set_distance(first, second, distance)

    return distance_spread(between)


def alpha_over_sets(patterns: Iterable[Pattern[frozenset[Value]]], distance: SetDistance = masi) -> float | Undefined:
    """Return Krippendorff's alpha where each value is a set of codes, at most 1. Undefined as `krippendorff_alpha`."""
    return krippendorff_alpha(patterns, set_spread(distance))
