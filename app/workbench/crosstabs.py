"""The table behind the statistics: who speaks of one thing and who does not, or themes against columns."""

from itertools import compress
from typing import Final
from uuid import UUID

from app.analysis.counting import Counts
from app.analysis.crosstab.notes import Counted as Unit
from app.analysis.crosstab.records import AskedTable
from app.analysis.crosstab.table import Table
from app.analysis.measures import Counted
from app.store.queries.transcripts import NotInThisStudy
from app.workbench.comparison import Comparison, Line

UNITS: Final = {
    Counted.PARTICIPANTS: Unit.PARTICIPANTS,
    Counted.FOCUS_GROUPS: Unit.FOCUS_GROUPS,
    Counted.TURNS: Unit.TURNS,
    Counted.PASSAGES: Unit.PASSAGES,
}


def asked_table(comparison: Comparison, row: UUID | None, counted: Counted) -> AskedTable:
    """Return the table of one row, or that of all themes; raises NotInThisStudy for a row that is none.

    Of one row: first those who speak of it in each column, then those who do not. Columns without anybody are left out.
    """
    if row is None:
        return _of_themes(comparison, counted)
    line = next((one for one in comparison.lines if one.id == row), None)
    if line is None:
        raise NotInThisStudy
    return _of_line(comparison, line, counted)


def themes(comparison: Comparison) -> tuple[Line, ...]:
    """Return the rows that are compared with each other: themes, and codes in none."""
    return tuple(line for line in comparison.lines if line.parent is None)


def peopled(comparison: Comparison) -> tuple[bool, ...]:
    """Say of each column whether anybody is in it: an empty one would keep all others from being compared."""
    return tuple(one.whole.participants > 0 for one in comparison.headings)


def _of_line(comparison: Comparison, line: Line, counted: Counted) -> AskedTable:
    kept = peopled(comparison)
    speaking = [_number(cell.counts, counted) for cell in compress(line.cells, kept)]
    whole = [_number(one.whole, counted) for one in compress(comparison.headings, kept)]
    silent = [most - count for most, count in zip(whole, speaking, strict=True)]
    everybody = _number(comparison.whole, counted)
    several = sum(whole) != everybody or sum(speaking) != _number(line.total, counted)
    return AskedTable(Table((tuple(speaking), tuple(silent))), UNITS[counted], several, None)


def _of_themes(comparison: Comparison, counted: Counted) -> AskedTable:
    kept = peopled(comparison)
    rows = tuple(
        tuple(_number(cell.counts, counted) for cell in compress(line.cells, kept)) for line in themes(comparison)
    )
    cells = sum(map(sum, rows))
    several = cells != _number(comparison.everything.total, counted)
    return AskedTable(Table(rows), UNITS[counted], several, None)


def _number(counts: Counts, counted: Counted) -> int:
    found: int = getattr(counts, counted.value)
    return found
