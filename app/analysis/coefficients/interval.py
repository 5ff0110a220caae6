"""An interval of a coefficient, from how many draws it comes, and the bounds its values are held against."""

from dataclasses import dataclass
from typing import Final

DRAWS: Final = 2000
LEVEL: Final = 0.95
# Krippendorff's bounds: from .800 reliable, from .667 tentative conclusions only.
TENTATIVE: Final = 0.667
RELIABLE: Final = 0.800


@dataclass(frozen=True, slots=True)
class Interval:
    """A percentile interval from `low` to `high` that holds 95 % of the draws in which the coefficient exists.

    `clusters` were drawn from; `draws` were made from `seed`, in `undefined` of them the coefficient does not exist.
    `below_tentative` and `below_reliable` are the shares of the others below .667 and .800, 0 to 1.
    """

    low: float
    high: float
    below_tentative: float
    below_reliable: float
    clusters: int
    draws: int
    undefined: int
    seed: int
