"""Coefficients over the set of codes on each unit, with their intervals."""

from collections import Counter
from collections.abc import Mapping
from functools import cache
from typing import Final

import numpy as np

from app.analysis.audit.certainty import OverSets, SetNumbers
from app.analysis.audit.tally import Mask
from app.analysis.coefficients.clustered import set_sums
from app.analysis.coefficients.kinds import Name
from app.analysis.coefficients.ratings import NO_VARIATION, Pattern, nothing_paired
from app.analysis.coefficients.resampling import drawn
from app.analysis.coefficients.sets import jaccard, masi
from app.analysis.undefined import Undefined

DISTANCES: Final = {Name.MASI: masi, Name.JACCARD: jaccard}


def set_coefficients(blocks: Mapping[tuple[str, str], Counter[tuple[Mask, ...]]], seed: int, draws: int) -> SetNumbers:
    """Return the coefficients over sets of codes: of each block of a focus group, how many units have which sets."""
    names = sorted(blocks)
    clusters = [[_pattern(sets, units) for sets, units in blocks[name].items()] for name in names]
    every = [pattern for patterns in clusters for pattern in patterns]
    resampled = drawn([group for group, _ in names], seed, draws)
    coefficients = []
    for name, distance in DISTANCES.items():
        sums = set_sums(clusters, distance)
        value = nothing_paired(every) or sums.alpha(np.ones(len(names))).number(NO_VARIATION)
        interval = value if isinstance(value, Undefined) else resampled.interval(
            sums.alpha(resampled.weights), (sums.values > 0).tolist()
        )  # fmt: skip
        coefficients.append(OverSets(name, value, interval))
    return SetNumbers(sum(pattern.units for pattern in every), tuple(coefficients))


def _pattern(sets: tuple[Mask, ...], units: int) -> Pattern[frozenset[int]]:
    return Pattern(dict(Counter(_codes(one) for one in sets)), units)


@cache
def _codes(mask: Mask) -> frozenset[int]:
    return frozenset(code for code in range(mask.bit_length()) if mask >> code & 1)
