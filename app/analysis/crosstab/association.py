"""How far a table is from what it would be if rows and columns had nothing in common."""

from dataclasses import dataclass
from fractions import Fraction
from math import fsum, log, sqrt

from app.analysis.crosstab.table import Table, not_comparable, not_fourfold
from app.analysis.undefined import Undefined
from app.sentences import N_

AS_MANY_ROWS_AS_UNITS = Undefined(
    N_("There are as many rows or columns as things counted, so the correction for small samples does not exist.")
)


@dataclass(frozen=True, slots=True)
class Statistic:
    """A statistic that is compared with the chi-square distribution: its value, 0 or more, and degrees of freedom."""

    value: float
    degrees_of_freedom: int


def chi_square(table: Table) -> Statistic | Undefined:
    """Return Pearson's chi-square, without correction: the sum of (count - expected)^2 / expected.

    At least 0; 0 when every cell is as expected. Exact, rounded once. Undefined when rows and columns cannot be
    compared (`not_comparable`).

    Source: K. Pearson (1900), On the criterion that a given system of deviations from the probable ..., Philosophical
    Magazine 50, 157-175.
    """
    missing = not_comparable(table)
    return missing or Statistic(float(_mean_square_contingency(table) * table.total), _freedom(table))


def yates_chi_square(table: Table) -> Statistic | Undefined:
    """Return chi-square with Yates' correction for continuity: n (|ad - bc| - n/2)^2 / (product of the four totals).

    `|ad - bc| - n/2` counts as 0 where it is below. Only for two rows and two columns that can be compared.

    Source: F. Yates (1934), Contingency tables involving small numbers and the chi-square test, Supplement to the
    Journal of the Royal Statistical Society 1, 217-235.
    """
    missing = not_fourfold(table)
    if missing:
        return missing
    corrected = max(Fraction(0), abs(_cross_difference(table)) - Fraction(table.total, 2))
    return Statistic(float(corrected**2 * table.total / _product_of_totals(table)), 1)


def g_statistic(table: Table) -> Statistic | Undefined:
    """Return the likelihood-ratio statistic G: twice the sum of count x ln(count / expected).

    An empty cell adds nothing. At least 0. Undefined when rows and columns cannot be compared.

    Source: R. R. Sokal and F. J. Rohlf (1995), Biometry, 3rd edition, chapter 17.
    """
    missing = not_comparable(table)
    if missing:
        return missing
    total, columns = table.total, table.column_totals
    terms = [
        count * log(Fraction(count * total, row_total * column_total))
        for row, row_total in zip(table.counts, table.row_totals, strict=True)
        for count, column_total in zip(row, columns, strict=True)
        if count
    ]
    return Statistic(max(0.0, 2 * fsum(terms)), _freedom(table))


def phi(table: Table) -> float | Undefined:
    """Return the correlation of two yes-or-no questions: (ad - bc) / root of the product of the four totals, -1 to 1.

    Above 0 when the first row is more common in the first column. Only for two rows and two columns that can be
    compared.

    Source: G. U. Yule (1912), On the methods of measuring association between two attributes, Journal of the Royal
    Statistical Society 75, 579-652.
    """
    missing = not_fourfold(table)
    return missing or _cross_difference(table) / sqrt(_product_of_totals(table))


def cramers_v(table: Table) -> float | Undefined:
    """Return Cramér's V: the root of chi-square / (n x (the smaller of rows and columns - 1)), 0 to 1.

    Too high in small samples: see `corrected_cramers_v`. Undefined when rows and columns cannot be compared.

    Source: H. Cramér (1946), Mathematical Methods of Statistics, section 21.9, page 282.
    """
    missing = not_comparable(table)
    return missing or sqrt(_mean_square_contingency(table) / (min(table.shape) - 1))


def corrected_cramers_v(table: Table) -> float | Undefined:
    """Return Cramér's V corrected for its bias in small samples, 0 to 1.

    With phi2 = chi-square / n: phi2' = max(0, phi2 - (r - 1)(c - 1)/(n - 1)), r' = r - (r - 1)^2/(n - 1), c' likewise;
    the root of phi2' / (min(r', c') - 1). Undefined when rows and columns cannot be compared, and when there are as
    many rows or columns as units, where it is 0 / 0.

    Source: W. Bergsma (2013), A bias-correction for Cramér's V and Tschuprow's T, Journal of the Korean Statistical
    Society 42(3), 323-328.
    """
    missing = not_comparable(table)
    if missing:
        return missing
    (rows, columns), others = table.shape, table.total - 1
    contingency = max(Fraction(0), _mean_square_contingency(table) - Fraction((rows - 1) * (columns - 1), others))
    least = min(size - 1 - Fraction((size - 1) ** 2, others) for size in (rows, columns))
    return sqrt(contingency / least) if least else AS_MANY_ROWS_AS_UNITS


def _mean_square_contingency(table: Table) -> Fraction:
    """Return chi-square / n, exactly: the sum of count^2 / (row total x column total), less 1."""
    columns = table.column_totals
    return sum(
        (
            Fraction(count**2, row_total * column_total)
            for row, row_total in zip(table.counts, table.row_totals, strict=True)
            for count, column_total in zip(row, columns, strict=True)
        ),
        start=Fraction(-1),
    )


def _freedom(table: Table) -> int:
    rows, columns = table.shape
    return (rows - 1) * (columns - 1)


def _cross_difference(table: Table) -> int:
    (a, b), (c, d) = table.counts
    return a * d - b * c


def _product_of_totals(table: Table) -> int:
    (first_row, second_row), (first_column, second_column) = table.row_totals, table.column_totals
    return first_row * second_row * first_column * second_column
