"""Sums of each cluster as arrays, and their weighted sums: what the bootstrap multiplies its draws with."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from app.analysis.coefficients.alpha import Spread, alpha
from app.analysis.coefficients.pairs import PairSums
from app.analysis.coefficients.quotient import Quotient
from app.analysis.coefficients.ratings import Pattern, Value, totals
from app.analysis.coefficients.resampling import Floats
from app.analysis.coefficients.sets import SetDistance, masi, set_spread
from app.analysis.coefficients.sums import Sums, contribution

ROWS_AT_ONCE = 512  # of a table of distances between sets; 2,000 sets then need 8 MB for it


def presence_sums(clusters: Sequence[Sequence[Sequence[Pattern[bool]]]]) -> Sums[bool]:
    """Return the sums of `clusters[cluster][code]`, each an array of clusters x codes."""
    cells = [
        (place, pattern.given.get(True, 0), pattern.given.get(False, 0), pattern.units)
        for place, patterns in enumerate(patterns for codes in clusters for patterns in codes)
        for pattern in patterns
        if pattern.values
    ]
    shape = len(clusters), len(clusters[0]) if clusters else 0
    places, present, absent, units = np.array(cells, dtype=np.float64).reshape(-1, 4).T
    at = places.astype(np.int64)
    sums = contribution({True: present, False: absent}, units)
    return sums.each(lambda one: np.bincount(at, one, minlength=shape[0] * shape[1]).reshape(shape))


def weighted(sums: Sums[Value], weights: Floats) -> Sums[Value]:
    """Return the sums of each draw: weights of draws x clusters, times clusters x codes, are draws x codes."""
    return sums.each(lambda one: weights @ one)


def pair_sums(clusters: Sequence[Sequence[PairSums[Value]]], values: Sequence[Value]) -> list[PairSums[Value]]:
    """Return for each pair of coders its sums, each an array of clusters, from `clusters[cluster][pair]`."""
    return [_stacked(pair, values) for pair in zip(*clusters, strict=True)]


def weighted_pair(sums: PairSums[Value], weights: Floats) -> PairSums[Value]:
    """Return the sums of each draw."""
    return PairSums(
        units=weights @ sums.units,
        differing=weights @ sums.differing,
        first={value: weights @ said for value, said in sums.first.items()},
        second={value: weights @ said for value, said in sums.second.items()},
    )


def _stacked(clusters: Sequence[PairSums[Value]], values: Sequence[Value]) -> PairSums[Value]:
    return PairSums(
        units=np.array([float(one.units) for one in clusters]),
        differing=np.array([float(one.differing) for one in clusters]),
        first={value: np.array([float(one.first.get(value, 0)) for one in clusters]) for value in values},
        second={value: np.array([float(one.second.get(value, 0)) for one in clusters]) for value in values},
    )


@dataclass(frozen=True, slots=True)
class SetSums:
    """What alpha over sets of codes needs of each cluster: its values, its split pairs, and its distances to others.

    `values` and `split` are arrays of clusters; `apart` is clusters x clusters, the sum of the distances of all pairs
    of a value of the one and a value of the other. The spread of a draw with weights w is then w' apart w.
    """

    values: Floats
    split: Floats
    apart: Floats

    def alpha(self, weights: Floats) -> Quotient:
        """Return alpha of each draw, before dividing."""
        spread = ((weights @ self.apart) * weights).sum(axis=-1)
        return alpha(weights @ self.values, weights @ self.split, spread)


def set_sums(clusters: Sequence[Sequence[Pattern[frozenset[Value]]]], distance: SetDistance = masi) -> SetSums:
    """Return the sums of `clusters[cluster]`. Units with one value are left out."""
    paired = [[pattern for pattern in patterns if pattern.values > 1] for patterns in clusters]
    counts = [totals(patterns) for patterns in paired]
    spread: Spread[frozenset[Value]] = set_spread(distance)
    return SetSums(
        values=np.array([float(count.total()) for count in counts]),
        split=np.array([sum(one.units * spread(one.given) / (one.values - 1) for one in some) for some in paired]),
        apart=_apart(counts, distance),
    )


def _apart(counts: Sequence[Mapping[frozenset[Value], int]], distance: SetDistance) -> Floats:
    sets = list(dict.fromkeys(one for count in counts for one in count))
    codes = list(dict.fromkeys(code for one in sets for code in one))
    given = np.array([[float(count.get(one, 0)) for one in sets] for count in counts]).reshape(len(counts), len(sets))
    members = np.array([[float(code in one) for code in codes] for one in sets]).reshape(len(sets), len(codes))
    sizes = members.sum(axis=1)
    apart = np.zeros((len(counts), len(counts)))
    for start in range(0, len(sets), ROWS_AT_ONCE):
        rows = slice(start, start + ROWS_AT_ONCE)
        distances = distance(members[rows] @ members.T, sizes[rows, None], sizes[None, :])
        apart += given[:, rows] @ distances @ given.T
    return apart
