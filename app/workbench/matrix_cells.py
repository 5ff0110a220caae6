"""What of a matrix may leave: columns of few people, and small numbers of participants, are hidden."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from app.analysis.disclosure import FEW
from app.analysis.measures import Counted
from app.analysis.suppression import suppressed
from app.workbench.columns import Heading
from app.workbench.comparison import Comparison, Line


def few_people(headings: Iterable[Heading]) -> tuple[Heading, ...]:
    """Return the columns that stand for one to FEW people: what is told of them may tell who they are."""
    return tuple(one for one in headings if 0 < one.whole.participants <= FEW)


def hidden_columns(headings: Sequence[Heading]) -> frozenset[UUID]:
    """Return the columns to hide: those of few people, and others without which the totals would tell these."""
    found = suppressed({("people", one.id): one.whole.participants for one in headings})
    return frozenset(column for _, column in found.cells)


def hidden_cells(line: Line, comparison: Comparison, counted: Counted) -> tuple[frozenset[UUID], bool]:
    """Return the columns whose cells of a row are hidden, and whether its total is.

    Numbers of participants are small numbers of people themselves, whatever the column.
    """
    headings = comparison.headings
    columns = hidden_columns(headings)
    if counted is not Counted.PARTICIPANTS:
        return columns, False
    cells = {one.id: cell.counts.participants for one, cell in zip(headings, line.cells, strict=True)}
    found = suppressed({(line.id, column): count for column, count in cells.items()})
    return columns | {column for _, column in found.cells}, line.id in found.row_totals or found.grand_total
