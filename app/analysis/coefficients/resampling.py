"""How sure a coefficient is: the cluster bootstrap, and leaving out one focus group after the other.

Turns of one talk answer each other, so whole stretches of talk are drawn (clusters, such as the blocks under one
question), and within each focus group (stratum) as many as it has. A draw is a row of weights: how often each cluster
is in it. Coefficients are quotients of sums that add up over clusters, so all draws of all codes are matrix products.
"""

from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias, TypeVar

import numpy as np
from numpy.typing import NDArray

from app.analysis.coefficients.interval import DRAWS, LEVEL, RELIABLE, TENTATIVE, Interval
from app.analysis.coefficients.quotient import Quotient
from app.analysis.undefined import Undefined
from app.sentences import N_

Stratum = TypeVar("Stratum", bound=Hashable)
Floats: TypeAlias = NDArray[np.float64]

DRAWS_AT_ONCE: Final = 250
FEWEST_CLUSTERS: Final = 5
FEWEST_GROUPS: Final = 10  # where whole focus groups are the clusters: few of them give few different draws

TOO_FEW_CLUSTERS = Undefined(N_("There are too few parts of talks to draw from for an interval."))
NO_DRAW = Undefined(N_("The coefficient does not exist in any draw, so there is no interval."))
NO_SPREAD = Undefined(N_("The draws are all the same, so they cannot say how sure this is."))


@dataclass(frozen=True, slots=True)
class Draws:
    """`weights` of draws x clusters: how often each cluster was drawn, in whole numbers (as floats)."""

    strata: tuple[Hashable, ...]
    seed: int
    fewest: int
    weights: Floats

    def interval(self, drawn: Quotient, has_pairs: Sequence[bool]) -> Interval | Undefined:
        """Return the interval of a coefficient, given as its quotient in each draw.

        `has_pairs` says of each cluster whether it has units with two values. Undefined when fewer than `fewest`
        clusters can be drawn, or when the coefficient exists in no draw or is the same in all. A cluster can be drawn
        if it has pairs, and its stratum another one that has: the only one would come back in every draw.
        """
        paired = Counter(stratum for stratum, paired in zip(self.strata, has_pairs, strict=True) if paired)
        clusters = sum(count for count in paired.values() if count > 1)
        if clusters < self.fewest:
            return TOO_FEW_CLUSTERS
        exists = drawn.under != 0
        values = 1 - drawn.over[exists] / drawn.under[exists]
        if not len(values):
            return NO_DRAW
        if values.min() == values.max():
            return NO_SPREAD
        low, high = np.quantile(values, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
        return Interval(
            low=float(low),
            high=float(high),
            below_tentative=float(np.mean(values < TENTATIVE)),
            below_reliable=float(np.mean(values < RELIABLE)),
            clusters=clusters,
            draws=len(exists),
            undefined=len(exists) - len(values),
            seed=self.seed,
        )


def drawn(strata: Sequence[Hashable], seed: int, draws: int = DRAWS, fewest: int = FEWEST_CLUSTERS) -> Draws:
    """Draw clusters with replacement, within each stratum as many as it has.

    `strata[c]` is the stratum of cluster c: its focus group, or one and the same where focus groups are the clusters.
    The same strata in the same order and the same seed (0 or more) give the same draws on every machine and with every
    version of numpy, which promises so of its raw bits only.

    Source: B. Efron and R. J. Tibshirani (1993), An introduction to the bootstrap, chapters 8 and 13; A. C. Davison
    and D. V. Hinkley (1997), Bootstrap methods and their application, section 3.8, for clusters.
    """
    weights = np.concatenate([np.empty((0, len(strata))), *drawn_in_parts(strata, seed, draws)])
    return Draws(tuple(strata), seed, fewest, weights)


def drawn_in_parts(strata: Sequence[Hashable], seed: int, draws: int = DRAWS) -> Iterator[Floats]:
    """Yield the weights of `drawn` some draws at a time, so that many clusters need little memory."""
    count = len(strata)
    bits = np.random.PCG64(seed)
    groups = [
        np.array([cluster for cluster, one in enumerate(strata) if one == stratum]) for stratum in dict.fromkeys(strata)
    ]
    for start in range(0, draws, DRAWS_AT_ONCE):
        some = min(DRAWS_AT_ONCE, draws - start)
        uniform = (bits.random_raw(some * count).reshape(some, count) >> np.uint64(11)) * 2.0**-53
        chosen = np.zeros((some, count), dtype=np.int64)
        for members in groups:
            chosen[:, members] = members[(uniform[:, members] * len(members)).astype(np.int64)]
        places = chosen + np.arange(some)[:, None] * count
        weights = np.bincount(places.ravel(), minlength=some * count).reshape(some, count)
        yield weights.astype(np.float64)


def without_each(strata: Sequence[Stratum]) -> dict[Stratum, Floats]:
    """Return for each stratum the weights that leave out its clusters and take all others once."""
    return {
        left_out: np.array([float(stratum != left_out) for stratum in strata]) for left_out in dict.fromkeys(strata)
    }
