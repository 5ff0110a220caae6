"""Which cells of a table to hide, so that no small one can be worked out from the totals.

Hiding the small cells alone is not enough: in a row with one hidden cell it is the total minus the others. So more
cells are hidden, until each hidden number could be another one and the table would still add up.

Think of rows and columns as stops, and of each cell as a road between its row and its column. A hidden number can be
one higher exactly when one can walk from its column back to its row along other hidden cells, lowering and raising them
in turn, so that every total stays as it is; and one lower when one can walk the other way. The row totals are a column
of their own and the column totals a row of their own, with the grand total in the corner, and follow the same rule.
Readers know that a hidden number is 1 or more, because an empty cell is always shown as 0: so a 1 is never lowered.

Source: D. Gusfield (1988), A graph theoretic approach to statistical data security, SIAM Journal on Computing 17(3),
552-571. Which cells are added is our choice: the way that hides the fewest people, one small cell after the other. That
is not always the fewest that would do.
"""

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import product
from typing import Final, Generic, NamedTuple, TypeVar

from app.analysis.disclosure import FEW

Row = TypeVar("Row", bound=Hashable)
Column = TypeVar("Column", bound=Hashable)
LOWEST: Final = 1


@dataclass(frozen=True, slots=True)
class Suppressed(Generic[Row, Column]):
    """What to hide: the small cells, further cells that would tell them, and totals that are small or would tell."""

    small: frozenset[tuple[Row, Column]]
    further: frozenset[tuple[Row, Column]]
    row_totals: frozenset[Row]
    column_totals: frozenset[Column]
    grand_total: bool

    @property
    def cells(self) -> frozenset[tuple[Row, Column]]:
        """All cells to hide."""
        return self.small | self.further


class _Road(NamedTuple):
    row: int
    column: int


class _Way(NamedTuple):
    """Roads from stop to stop, and how many people are hidden by taking them."""

    cost: int
    roads: tuple[_Road, ...]


def suppressed(table: Mapping[tuple[Row, Column], int], few: int = FEW) -> Suppressed[Row, Column]:
    """Say what to hide of a table of counts that is shown with its totals.

    `table` gives the count of each cell; a cell that is not there is empty. The totals are the sums of the counts.
    Small are counts from 1 to `few`, also among the totals.
    """
    rows = list(dict.fromkeys(row for row, _ in table))
    columns = list(dict.fromkeys(column for _, column in table))
    counts = _Counts([[table.get((row, column), 0) for column in columns] for row in rows])
    small = {road for road in counts.roads() if 0 < counts.at(road) <= few}
    hidden = set(small)
    for road in sorted(small):
        hidden.update(counts.covering(road, hidden))
    inner = {road for road in hidden if counts.is_inner(road)}
    return Suppressed(
        small=frozenset((rows[row], columns[column]) for row, column in inner & small),
        further=frozenset((rows[row], columns[column]) for row, column in inner - small),
        row_totals=frozenset(rows[row] for row, column in hidden - inner if row < len(rows)),
        column_totals=frozenset(columns[column] for row, column in hidden - inner if column < len(columns)),
        grand_total=_Road(len(rows), len(columns)) in hidden,
    )


class _Counts:
    """A table with its totals as the last row and the last column. Rows and columns are numbered stops."""

    def __init__(self, counts: list[list[int]]) -> None:
        with_totals = [[*row, sum(row)] for row in counts]
        self._counts: list[list[int]] = [*with_totals, [sum(column) for column in zip(*with_totals, strict=True)]]
        self._height, self._width = len(self._counts), len(self._counts[-1])
        self._out = self._roads_out()

    def roads(self) -> Iterator[_Road]:
        return (_Road(row, column) for row, column in product(range(self._height), range(self._width)))

    def at(self, road: _Road) -> int:
        return self._counts[road.row][road.column]

    def is_inner(self, road: _Road) -> bool:
        return road.row < self._height - 1 and road.column < self._width - 1

    def covering(self, road: _Road, hidden: set[_Road]) -> tuple[_Road, ...]:
        """Return the roads to hide, so that the number of `road` could be one higher or one lower."""
        row, column = road.row, self._height + road.column
        ways = [self._way(column, row, road, hidden)]
        if self._can_be_lower(road):
            ways.append(self._way(row, column, road, hidden))
        return min(way for way in ways if way is not None).roads

    def _roads_out(self) -> list[list[tuple[_Road, int, int]]]:
        """Return the roads out of each stop, where each leads and what it costs to hide it.

        Leaving a row raises a number; leaving a column lowers one, if it can be. An empty cell is never hidden.
        """
        out: list[list[tuple[_Road, int, int]]] = [[] for _ in range(self._height + self._width)]
        for road in self.roads():
            column = self._height + road.column
            if self.at(road):
                out[road.row].append((road, column, self._cost(road)))
            if self._can_be_lower(road):
                out[column].append((road, road.row, self._cost(road)))
        return out

    def _way(self, start: int, goal: int, closed: _Road, hidden: set[_Road]) -> _Way | None:
        """Return the way between two stops that hides the fewest people, without the road `closed` (E. W. Dijkstra)."""
        waiting, came_by = [(0, start)], {start: (0, closed, start)}
        reached: set[int] = set()
        while waiting:
            cost, stop = heappop(waiting)
            if stop == goal:
                return _Way(cost, tuple(_back(came_by, start, goal)))
            if stop in reached:
                continue
            reached.add(stop)
            for road, other, price in self._out[stop]:
                further = cost if road in hidden else cost + price
                if road != closed and (other not in came_by or further < came_by[other][0]):
                    came_by[other] = further, road, stop
                    heappush(waiting, (further, other))
        return None

    def _can_be_lower(self, road: _Road) -> bool:
        return self.at(road) > (LOWEST if self.is_inner(road) else 0)

    def _cost(self, road: _Road) -> int:
        """Return how much is lost by hiding a number. Totals are hidden only where nothing else helps."""
        everybody = self._counts[-1][-1]
        return self.at(road) if self.is_inner(road) else everybody * self._height * self._width + self.at(road)


def _back(came_by: Mapping[int, tuple[int, _Road, int]], start: int, goal: int) -> Iterator[_Road]:
    """Walk from the goal back to the start."""
    stop = goal
    while stop != start:
        _, road, stop = came_by[stop]
        yield road
