"""Fleiss' kappa for coders who need no name, over everything and for one category."""

from collections.abc import Iterable

from app.analysis.coefficients.quotient import Quotient
from app.analysis.coefficients.ratings import NEVER_GIVEN, NO_VARIATION, UNEQUAL, Pattern, Value, dichotomised
from app.analysis.coefficients.sums import Sums, no_pairs, nominal_spread, sums_of
from app.analysis.undefined import Undefined


def fleiss_kappa(patterns: Iterable[Pattern[Value]]) -> float | Undefined:
    """Return kappa, at most 1: percent agreement beyond the sum of the squared shares of the categories.

    With two coders it is Scott's pi. Undefined when no unit has two values, when units have unequally many, and when
    all values are the same.

    Source: J. L. Fleiss (1971), Measuring nominal scale agreement among many raters, Psychological Bulletin 76(5),
    378-382.
    """
    some = [pattern for pattern in patterns if pattern.values]
    sums = sums_of(some)
    if found := no_pairs(sums):
        return found
    if len({pattern.values for pattern in some}) > 1:
        return UNEQUAL
    return fleiss(sums).number(NO_VARIATION)


def fleiss_kappa_of(patterns: Iterable[Pattern[Value]], category: Value) -> float | Undefined:
    """Return kappa of one category against all others. Undefined as `fleiss_kappa`, and when nobody gave it."""
    some = list(patterns)
    found = fleiss_kappa(dichotomised(some, category))
    return NEVER_GIVEN if found == NO_VARIATION and not any(one.given.get(category) for one in some) else found


def fleiss(sums: Sums[Value]) -> Quotient:
    """Return `fleiss_kappa` before dividing."""
    return Quotient(sums.differing * sums.values * sums.values, sums.units * nominal_spread(sums.totals))
