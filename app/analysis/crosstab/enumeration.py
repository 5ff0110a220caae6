"""How likely a table or a less likely one is by chance, over every table with the same totals: exact, by two halves.

All tables with the same totals are too many to look at one by one. But a table falls into its left and its right
columns, and the probability of the whole is the product of what each half gives. So each half is written out for
itself, sorted by what it leaves of the row totals; and for every left half the right halves that fit and are unlikely
enough are found at once, by their place in a sorted list. Tens of thousands of halves stand for billions of tables.

The way of halving is ours, after E. Horowitz and S. Sahni (1974), Computing partitions with applications to the
knapsack problem, Journal of the ACM 21(2), 277-292.
"""

from collections.abc import Sequence
from math import lgamma, prod
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from app.analysis.crosstab.table import Table

# Tables whose probabilities differ by less than this part are equally likely: rounding must not part them.
AS_LIKELY = 1e-7

Whole: TypeAlias = NDArray[np.int64]
Logs: TypeAlias = NDArray[np.float64]


class TooManyTables(Exception):
    """The halves are more than whoever asked is willing to write out, or than can be numbered."""


def share_no_likelier(table: Table, most: int) -> float:
    """Return the probability, 0 to 1, of all tables that are no likelier than this one and have the same totals.

    `table` has one cell at least. At most `most` halves are written out; raises TooManyTables when there are more.
    """
    observed = min((_Turned(counts) for counts in _both_ways(table)), key=lambda turned: turned.effort)
    rows, columns = observed.rows, observed.columns
    if prod(int(row) + 1 for row in rows) > np.iinfo(np.int64).max:
        raise TooManyTables
    factorials = log_factorials(table.total)
    halves = [_written_out(rows, half, factorials, most) for half in observed.halves]
    constant = factorials[rows].sum() + factorials[columns].sum() - factorials[table.total]
    limit = constant - factorials[observed.counts].sum() + np.log1p(AS_LIKELY)
    (left, left_logs), (right, right_logs) = halves
    return _joined(
        (_numbered(left, rows), left_logs + constant), (_numbered(rows - right, rows), right_logs), float(limit)
    )


def log_factorials(most: int) -> Logs:
    """Return the natural logarithms of 0!, 1!, ... `most`!."""
    return np.array([lgamma(number + 1) for number in range(most + 1)])


def _both_ways(table: Table) -> tuple[Whole, Whole]:
    """Return the counts as they are and with rows and columns changed about, which has the same probability."""
    counts = np.array(table.counts, dtype=np.int64)
    return counts, counts.T


class _Turned:
    """A table as it is filled: column by column, in two halves with about as many ways to fill them."""

    def __init__(self, counts: Whole) -> None:
        self.counts = counts
        self.rows: Whole = counts.sum(axis=1)
        self.columns: Whole = counts.sum(axis=0)
        self.halves: tuple[list[int], list[int]] = ([], [])
        ways = [0.0, 0.0]
        for column in sorted((int(total) for total in self.columns), reverse=True):
            fewer = int(ways[1] < ways[0])
            self.halves[fewer].append(column)
            ways[fewer] += _log_ways(column, self.rows)
        self.effort = float(np.logaddexp(ways[0], ways[1]))


def _log_ways(column: int, rows: Whole) -> float:
    """Return the logarithm of the number of ways in which a column can be filled, if it is the first.

    The ways are the coefficient of x^column in the product of 1 + x + ... + x^(row total) over the rows.
    """
    ways = np.zeros(column + 1)
    ways[0] = 1.0
    for row in rows:
        ways = np.cumsum(ways)
        ways[row + 1 :] -= ways[: -(row + 1)].copy()
    return float(np.log(ways[column]))


def _written_out(rows: Whole, columns: Sequence[int], factorials: Logs, most: int) -> tuple[Whole, Logs]:
    """Return what every way to fill the columns leaves of the row totals, and the logarithm that it gives."""
    left, logs = rows[np.newaxis, :], np.zeros(1)
    for column in columns:
        left, logs = _filled(left, logs, column, factorials, most)
    return left, logs


def _filled(left: Whole, logs: Logs, column: int, factorials: Logs, most: int) -> tuple[Whole, Logs]:
    """Fill one more column in every way that the row totals allow, row by row."""
    waiting = np.full(len(left), column, dtype=np.int64)
    room = left.sum(axis=1)
    for row in range(left.shape[1]):
        room = room - left[:, row]
        lowest, highest = np.maximum(0, waiting - room), np.minimum(waiting, left[:, row])
        ways = highest - lowest + 1
        if ways.sum() > most:
            raise TooManyTables
        chosen = np.repeat(lowest - np.concatenate(([0], np.cumsum(ways)[:-1])), ways) + np.arange(ways.sum())
        left, logs = np.repeat(left, ways, axis=0), np.repeat(logs, ways) - factorials[chosen]
        waiting, room = np.repeat(waiting, ways) - chosen, np.repeat(room, ways)
        left[:, row] -= chosen
    return left, logs


def _numbered(left: Whole, rows: Whole) -> Whole:
    """Return one number for each way to stand in the rows, the same for the same way."""
    return left @ np.concatenate(([1], np.cumprod(rows[:-1] + 1)))


def _joined(left: tuple[Whole, Logs], right: tuple[Whole, Logs], limit: float) -> float:
    """Add up the probability of every left half with every right half that fits and stays within the limit."""
    starts = _sorted(*left), _sorted(*right)
    total = 0.0
    for number, (first, last) in starts[0][1].items():
        begin, end = starts[1][1][number]
        some, others = starts[0][0][first:last], starts[1][0][begin:end]
        unlikely = np.concatenate(([0.0], np.cumsum(np.exp(others - others[-1]))))
        fitting = np.searchsorted(others, limit - some, side="right")
        total += float(np.sum(np.exp(some + others[-1]) * unlikely[fitting]))
    return min(1.0, total)


def _sorted(numbers: Whole, logs: Logs) -> tuple[Logs, dict[int, tuple[int, int]]]:
    """Sort logarithms by number, then by size; say from where to where each number's are."""
    order = np.lexsort((logs, numbers))
    every, starts = np.unique(numbers[order], return_index=True)
    ends = [*starts[1:].tolist(), len(numbers)]
    return logs[order], {
        number: (start, end) for number, start, end in zip(every.tolist(), starts.tolist(), ends, strict=True)
    }
