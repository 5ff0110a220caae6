"""Agreement not corrected for chance: over everything, about presence, and about absence."""

from collections.abc import Iterable

from app.analysis.coefficients.quotient import Quotient
from app.analysis.coefficients.ratings import NEVER_GIVEN, NO_PAIRS, Pattern, Value
from app.analysis.coefficients.sums import Sums, no_pairs, sums_of
from app.analysis.undefined import Undefined


def percent_agreement(patterns: Iterable[Pattern[Value]]) -> float | Undefined:
    """Return the mean over units of the share of pairs of coders who agree, 0 to 1.

    Units with one value are left out. Undefined when no unit has two; 1 when all values are the same. Never to be
    read alone: where a code is rare, coders agree mostly about its absence.
    """
    sums = sums_of(patterns)
    return no_pairs(sums) or percent(sums).number(NO_PAIRS)


def positive_agreement(patterns: Iterable[Pattern[bool]]) -> float | Undefined:
    """Agree about presence, 0 to 1: the sum of x(x - 1)/(m - 1) over that of x, where x of m coders said True.

    With two coders it is 2a / (2a + b + c), the F1 of one against the other. Units with one value are left out.
    Undefined when no unit has two, or when nobody said True.

    Source: R. L. Spitzer and J. L. Fleiss (1974), A re-analysis of the reliability of psychiatric diagnosis, British
    Journal of Psychiatry 125, 341-347; its extension to more coders is that of J. L. Fleiss (1971), see `fleiss_kappa`.
    """
    sums = sums_of(patterns)
    return no_pairs(sums) or positive(sums).number(NEVER_GIVEN)


def negative_agreement(patterns: Iterable[Pattern[bool]]) -> float | Undefined:
    """Agree about absence, 0 to 1: `positive_agreement` with True and False changed."""
    sums = sums_of(patterns)
    return no_pairs(sums) or negative(sums).number(NEVER_GIVEN)


def percent(sums: Sums[Value]) -> Quotient:
    """Return `percent_agreement` before dividing."""
    return Quotient(sums.differing, sums.units)


def positive(sums: Sums[bool]) -> Quotient:
    """Return `positive_agreement` before dividing: x(x - 1)/(m - 1) is x less its split pairs, x(m - x)/(m - 1)."""
    return Quotient(sums.split, 2 * sums.totals.get(True, 0))


def negative(sums: Sums[bool]) -> Quotient:
    """Return `negative_agreement` before dividing."""
    return Quotient(sums.split, 2 * sums.totals.get(False, 0))
