"""Which cells of a table stand out."""

from math import sqrt

from app.analysis.crosstab.table import Cells, Table, not_comparable
from app.analysis.undefined import Undefined


def adjusted_residuals(table: Table) -> Cells | Undefined:
    """Return each cell's adjusted standardised residual.

    (count - expected) / root of (expected x (1 - row total/n) x (1 - column total/n)). Above 0 where a cell holds more
    than expected. If rows and columns had nothing in common, units were independent and counts not small, each would
    be nearly standard normal; so about one in twenty is beyond -2 and 2 by chance alone. In a table of two rows and
    two columns its square is chi-square. Undefined when rows and columns cannot be compared.

    Source: S. J. Haberman (1973), The analysis of residuals in cross-classified tables, Biometrics 29(1), 205-220.
    """
    missing = not_comparable(table)
    if missing:
        return missing
    return tuple(
        tuple(
            _residual(count, row_total, column_total, table.total)
            for count, column_total in zip(row, table.column_totals, strict=True)
        )
        for row, row_total in zip(table.counts, table.row_totals, strict=True)
    )


def _residual(count: int, row: int, column: int, total: int) -> float:
    """Return one residual; numerator and denominator are whole numbers, both multiplied by the total."""
    spread = row * column * (total - row) * (total - column)
    return (count * total - row * column) / sqrt(spread / total)
