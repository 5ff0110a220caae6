"""Agreement beyond a chance that does not lean on how rare a value is: Brennan and Prediger, Gwet's AC1."""

from collections.abc import Iterable

from app.analysis.coefficients.quotient import Quotient
from app.analysis.coefficients.ratings import NO_VARIATION, Pattern, Value
from app.analysis.coefficients.sums import Sums, no_pairs, nominal_spread, sums_of
from app.analysis.undefined import Undefined


def brennan_prediger(patterns: Iterable[Pattern[Value]], categories: int) -> float | Undefined:
    """Return (pa - 1/q) / (1 - 1/q), at most 1, with pa the percent agreement.

    q is the number of `categories` that coders could choose from, used or not: 2 for a code that is there or is not.
    Undefined when no unit has two values; and when all values are the same, where the formula would give 1 for a code
    that nobody used. Raises ValueError when more categories were used than there are.

    Source: R. L. Brennan and D. J. Prediger (1981), Coefficient kappa: some uses, misuses, and alternatives,
    Educational and Psychological Measurement 41(3), 687-699.
    """
    sums = checked(sums_of(patterns), categories)
    return no_pairs(sums) or uniform(sums, categories).number(NO_VARIATION)


def gwet_ac1(patterns: Iterable[Pattern[Value]], categories: int) -> float | Undefined:
    """Return (pa - pe) / (1 - pe), at most 1, with pa the percent agreement.

    pe = sum over values c of p(1 - p) / (q - 1), where p is the mean share of c over the units with one value or
    more, and q the number of `categories` that coders could choose from. Undefined and refused as `brennan_prediger`.

    Source: K. L. Gwet (2008), Computing inter-rater reliability and its variance in the presence of high agreement,
    British Journal of Mathematical and Statistical Psychology 61(1), 29-48.
    """
    sums = checked(sums_of(patterns), categories)
    return no_pairs(sums) or ac1(sums, categories).number(NO_VARIATION)


def uniform(sums: Sums[Value], categories: int) -> Quotient:
    """Return `brennan_prediger` before dividing."""
    varies = nominal_spread(sums.totals) > 0
    return Quotient(sums.differing * categories, sums.units * (categories - 1) * varies)


def ac1(sums: Sums[Value], categories: int) -> Quotient:
    """Return `gwet_ac1` before dividing."""
    varies = nominal_spread(sums.totals) > 0
    whole = sums.rated * sums.rated * (categories - 1)
    uneven = sum(share * (sums.rated - share) for share in sums.shares.values())
    return Quotient(sums.differing * whole, sums.units * (whole - uneven) * varies)


def checked(sums: Sums[Value], categories: int) -> Sums[Value]:
    """Refuse sums of more values than there are categories."""
    used = sum(share > 0 for share in sums.shares.values())
    if used > categories:
        raise ValueError(f"{used} categories were used, but there are {categories}")
    return sums
