"""The odds ratio of a table of two rows and two columns, with its intervals."""

from dataclasses import dataclass
from fractions import Fraction
from math import exp, log, sqrt
from statistics import NormalDist

from app.analysis.crosstab.table import Table, not_fourfold
from app.analysis.undefined import Undefined
from app.sentences import N_

EMPTY_CELL = Undefined(
    N_(
        "A cell is empty, so this interval does not exist. "
        "The ratio with a half added to every cell and the exact one still do."
    )
)
NO_ODDS = Undefined(N_("A cell is empty, so the odds ratio is beyond all numbers."))


@dataclass(frozen=True, slots=True)
class Interval:
    """From `lower` to `upper`, which cover the true value in `level` of all samples (0.95: 95 of 100)."""

    lower: float
    upper: float | Undefined
    level: float

    def __post_init__(self) -> None:
        if not 0 < self.level < 1:
            raise ValueError(f"an interval covers some samples, not none or all: {self.level} is not between 0 and 1")


@dataclass(frozen=True, slots=True)
class OddsRatio:
    """How many times the odds of the first row are in the first column what they are in the second: 0 or more.

    1 when they are the same. `interval` says between which values it may well lie.
    """

    ratio: float | Undefined
    interval: Interval | Undefined


def odds_ratio(table: Table, level: float = 0.95) -> OddsRatio | Undefined:
    """Return ad / bc with Woolf's interval: exp(ln ratio -/+ z x root of 1/a + 1/b + 1/c + 1/d).

    The ratio is 0 when a or d is empty, and undefined when b or c is; either way Woolf's interval is undefined. Only
    for two rows and two columns that can be compared. Raises ValueError when `level` is not between 0 and 1.

    Source: B. Woolf (1955), On estimating the relation between blood group and disease, Annals of Human Genetics
    19(4), 251-253.
    """
    missing = not_fourfold(table)
    if missing:
        return missing
    (a, b), (c, d) = table.counts
    ratio = float(Fraction(a * d, b * c)) if b * c else NO_ODDS
    whole = all((a, b, c, d))
    return OddsRatio(ratio, _woolf((a, b, c, d), level) if whole else EMPTY_CELL)


def halved_odds_ratio(table: Table, level: float = 0.95) -> OddsRatio | Undefined:
    """Return the odds ratio and Woolf's interval with a half added to every cell, so that no cell is empty.

    Less biased than the plain ratio in small tables. Only for two rows and two columns that can be compared. Raises
    ValueError when `level` is not between 0 and 1.

    Sources: J. B. S. Haldane (1956), The estimation and significance of the logarithm of a ratio of frequencies, Annals
    of Human Genetics 20(4), 309-311; F. J. Anscombe (1956), On estimating binomial response relations, Biometrika
    43(3/4), 461-464; the interval: J. J. Gart (1966), Alternative analyses of contingency tables, Journal of the Royal
    Statistical Society B 28(1), 164-179.
    """
    missing = not_fourfold(table)
    if missing:
        return missing
    (a, b), (c, d) = table.counts
    cells = (a + 0.5, b + 0.5, c + 0.5, d + 0.5)
    return OddsRatio(cells[0] * cells[3] / (cells[1] * cells[2]), _woolf(cells, level))


def _woolf(cells: tuple[float, float, float, float], level: float) -> Interval:
    a, b, c, d = cells
    middle = log(a * d / (b * c))
    reach = NormalDist().inv_cdf((1 + level) / 2) * sqrt(1 / a + 1 / b + 1 / c + 1 / d)
    return Interval(exp(middle - reach), exp(middle + reach), level)
