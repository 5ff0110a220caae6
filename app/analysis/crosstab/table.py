"""A table of counts: its totals, its percentages, and what it would hold if rows and columns had nothing in common."""

from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

from app.analysis.undefined import Undefined
from app.sentences import N_

NOTHING_COUNTED = Undefined(N_("Nothing has been counted, so there is nothing to compare."))
ONE_ROW = Undefined(N_("The table has only one row, so there is nothing to compare it with."))
ONE_COLUMN = Undefined(N_("The table has only one column, so there is nothing to compare it with."))
EMPTY_ROW = Undefined(N_("A whole row is empty, so nothing varies there and the columns cannot be compared."))
EMPTY_COLUMN = Undefined(N_("A whole column is empty, so it cannot be compared with the others."))
EMPTY_TOTAL = Undefined(N_("There is nobody and nothing here to take a percentage of."))
NOT_TWO_BY_TWO = Undefined(N_("This exists only for tables of two rows and two columns."))

# One value for each cell, row by row.
Cells: TypeAlias = tuple[tuple[float, ...], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Counts of units, row by row: `counts[row][column]`.

    Every unit stands in one cell. A table may be empty, have one row, or rows and columns of zeros: what cannot be
    computed from it is undefined, with the reason. Raises ValueError for rows of different lengths and for counts
    below 0.
    """

    counts: tuple[tuple[int, ...], ...]

    def __post_init__(self) -> None:
        if len({len(row) for row in self.counts}) > 1:
            raise ValueError("all rows of a table have the same number of columns")
        if any(count < 0 for row in self.counts for count in row):
            raise ValueError("a table counts what is there: no number is below 0")

    @property
    def total(self) -> int:
        """How many units the table holds."""
        return sum(self.row_totals)

    @property
    def row_totals(self) -> tuple[int, ...]:
        """How many units each row holds."""
        return tuple(sum(row) for row in self.counts)

    @property
    def column_totals(self) -> tuple[int, ...]:
        """How many units each column holds; empty when there are no rows."""
        return tuple(sum(column) for column in zip(*self.counts, strict=True))

    @property
    def shape(self) -> tuple[int, int]:
        """How many rows and columns there are; no columns when there are no rows."""
        return len(self.counts), len(self.counts[0]) if self.counts else 0


def not_comparable(table: Table) -> Undefined | None:
    """Say why rows and columns cannot be compared, or None when they can.

    They can when there are two rows and two columns at least, and each holds something. No row or column is left out
    on the quiet: whoever leaves one out changes the question, and should say so.
    """
    if table.total == 0:
        return NOTHING_COUNTED
    rows, columns = table.shape
    if rows < 2:
        return ONE_ROW
    if columns < 2:
        return ONE_COLUMN
    if 0 in table.row_totals:
        return EMPTY_ROW
    return EMPTY_COLUMN if 0 in table.column_totals else None


def not_fourfold(table: Table) -> Undefined | None:
    """Say why a table is not one of two rows and two columns that can be compared, or None when it is."""
    if table.total > 0 and table.shape != (2, 2):
        return NOT_TWO_BY_TWO
    return not_comparable(table)


def row_percentages(table: Table) -> tuple[tuple[float | Undefined, ...], ...]:
    """Return each cell as a percentage of its row, 0 to 100; undefined throughout an empty row."""
    return tuple(
        tuple(_percentage(count, total) for count in row)
        for row, total in zip(table.counts, table.row_totals, strict=True)
    )


def column_percentages(table: Table) -> tuple[tuple[float | Undefined, ...], ...]:
    """Return each cell as a percentage of its column, 0 to 100; undefined throughout an empty column."""
    totals = table.column_totals
    return tuple(
        tuple(_percentage(count, total) for count, total in zip(row, totals, strict=True)) for row in table.counts
    )


def _percentage(count: int, total: int) -> float | Undefined:
    return float(Fraction(100 * count, total)) if total else EMPTY_TOTAL


@dataclass(frozen=True, slots=True)
class Expected:
    """What each cell would hold if rows and columns had nothing in common: row total x column total / total.

    `least` is the smallest expected count, `below_five` and `below_one` the numbers of cells below those counts, of
    `cells` in all.
    """

    counts: Cells
    least: float
    below_five: int
    below_one: int
    cells: int

    @property
    def share_below_five(self) -> float:
        """The share of cells with an expected count below five, 0 to 1."""
        return self.below_five / self.cells


def expected(table: Table) -> Expected | Undefined:
    """Return the expected counts; undefined when nothing was counted. An empty row or column is expected empty."""
    total = table.total
    if total == 0:
        return NOTHING_COUNTED
    products = [[row * column for column in table.column_totals] for row in table.row_totals]
    every = [product for row in products for product in row]
    return Expected(
        counts=tuple(tuple(float(Fraction(product, total)) for product in row) for row in products),
        least=float(Fraction(min(every), total)),
        below_five=sum(product < 5 * total for product in every),
        below_one=sum(product < total for product in every),
        cells=len(every),
    )
