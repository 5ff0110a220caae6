"""A matrix as a heat map: who speaks of what, the number written in every cell, and what the counts allow to say."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from app.charts.lettering import longest_word, width_of, wrapped
from app.charts.look import heat, hue
from app.charts.sheet import LEADING, MARGIN, SMALL, TEXT, Chart, Frame, Sheet, Table

NOTHING: Final = "–"
NOBODY_KNOWS: Final = "?"
CELL: Final = 36.0
LEAST_CELL: Final = 34.0
LEAST_NAMES: Final = 170.0
WIDEST_CELL: Final = 84.0
GAP: Final = 3.0
BESIDE: Final = 20.0
DOT: Final = 11.0
TALLEST_NAME: Final = 130.0


@dataclass(frozen=True, slots=True)
class Cell:
    """A count, 0 or more, or None where nobody can know yet; `why` says which emptiness an empty cell is."""

    count: int | None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A code, subtheme or theme: its cells, one for each column, or none for a heading over the rows that follow.

    `hue` is the number of its theme, from 1; 0 for none. `heard` says for each focus group whether it is heard there,
    `allows` what may be said of it; both may be empty.
    """

    name: str
    cells: tuple[Cell, ...] = ()
    hue: int = 0
    heard: tuple[bool, ...] = ()
    allows: str = ""


@dataclass(frozen=True, slots=True)
class HeatMap:
    """A matrix with a title and a description; `corner` heads the names, `heard` and `allows` their columns.

    Raises ValueError when a row has neither no cells nor one for each column.
    """

    title: str
    description: str
    corner: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    heard: str = ""
    allows: str = ""

    def __post_init__(self) -> None:
        if any(row.cells and len(row.cells) != len(self.columns) for row in self.rows):
            raise ValueError("every row has a cell for each column, or none")


def heat_map(record: HeatMap, frame: Frame) -> Chart:
    """Draw the matrix: the more, the darker, in six equal steps up to the highest count.

    Nothing is a dash, and a cell of which nobody can know yet a question mark with a broken edge. Where columns are too
    many for the width, the picture is wider.
    """
    drawing = _HeatMap(record, frame)
    return Chart(record.title, drawing.drawn(), _headings(record), _table(record))


def _headings(record: HeatMap) -> tuple[str, ...]:
    return tuple(filter(None, (record.corner, *record.columns, record.heard, record.allows)))


def _table(record: HeatMap) -> Table:
    return tuple(_line(record, row) for row in record.rows)


def _line(record: HeatMap, row: Row) -> tuple[str | int, ...]:
    cells = row.cells or tuple(Cell(None) for _ in record.columns)
    line: list[str | int] = [row.name, *(cell.why or ("" if cell.count is None else cell.count) for cell in cells)]
    if record.heard:
        line.append(f"{sum(row.heard)}/{len(row.heard)}" if row.heard else "")
    if record.allows:
        line.append(row.allows)
    return tuple(line)


class _HeatMap:
    """One heat map while it is drawn: names, cells, dots and words, beside each other or below each other."""

    def __init__(self, record: HeatMap, frame: Frame) -> None:
        self._record, self._narrow = record, frame.narrow
        inner = frame.width - 2 * MARGIN
        dots = DOT * max((len(row.heard) for row in record.rows), default=0)
        self._after = [
            room + BESIDE if room else 0.0 for room in (dots, min(150.0, _widest(row.allows for row in record.rows)))
        ]
        beside = 0.0 if self._narrow else sum(self._after)
        names = _widest(row.name for row in record.rows) + BESIDE
        columns = max(1, len(record.columns))
        spare = inner - beside - columns * LEAST_CELL
        self._names = 0.0 if self._narrow else min(names, max(LEAST_NAMES, min(inner * 0.36, spare)))
        self._cell = min(WIDEST_CELL, max(LEAST_CELL, (inner - self._names - beside) / columns))
        self._cells = columns * self._cell
        self._sheet = Sheet(frame, record.title, record.description, 2 * MARGIN + self._names + self._cells + beside)
        self._most = max((cell.count or 0 for row in record.rows for cell in row.cells), default=0)

    def drawn(self) -> str:
        """Draw everything, from the top."""
        y = self._column_names(self._sheet.top)
        for row in self._record.rows:
            y = self._row(row, y) if row.cells else self._heading(row, y)
        return self._sheet.finished(y + MARGIN - GAP)

    def _column_names(self, y: float) -> float:
        """Name the columns: level where every word fits, else from bottom to top."""
        names, width = self._record.columns, self._cell - 4
        if any(longest_word(name, SMALL) > width for name in names):
            height = min(TALLEST_NAME, max(width_of(name, SMALL) for name in names) + 2)
            for number, name in enumerate(names):
                back = (len(wrapped(name, height, SMALL, 2)) - 1) / 2 * SMALL * LEADING
                place = (self._left(number) + self._cell / 2 + SMALL / 3 - back, y + height)
                self._sheet.words(place, name, height, "quiet", size=SMALL, lines=2, turned=True)
        else:
            most = max((len(wrapped(name, width, SMALL, 3)) for name in names), default=1)
            height = most * SMALL * LEADING
            for number, name in enumerate(names):
                up = (len(wrapped(name, width, SMALL, 3)) - 1) * SMALL * LEADING
                place = (self._left(number) + self._cell / 2, y + height - up)
                self._sheet.words(place, name, width, "quiet", size=SMALL, anchor="middle", lines=3)
        self._names_after(y + height)
        return y + height + 8

    def _names_after(self, y: float) -> None:
        """Head the dots and the words, where they stand beside the cells."""
        if self._narrow:
            return
        x = self._left(len(self._record.columns)) + BESIDE
        for name, room in zip((self._record.heard, self._record.allows), self._after, strict=True):
            if room and name:
                self._sheet.words((x, y), name, room - 6, "quiet", size=SMALL)
            x += room

    def _heading(self, row: Row, y: float) -> float:
        height = 8 + self._sheet.words(
            (self._sheet.left, y + 8 + TEXT), row.name, self._sheet.inner, f"hue-{hue(row.hue)}", bold=True, lines=2
        )
        return y + height + 8

    def _row(self, row: Row, y: float) -> float:
        if self._narrow:
            y += 6 + self._sheet.words((self._sheet.left, y + TEXT), row.name, self._sheet.inner, lines=2)
            self._draw_cells(row, y)
            return self._below(row, y + CELL + GAP) + 4
        lines = len(wrapped(row.name, self._names - BESIDE, TEXT, 2))
        middle = y + CELL / 2 + TEXT * 0.36
        first = middle - (lines - 1) * TEXT * LEADING / 2
        self._sheet.words((self._sheet.left, first), row.name, self._names - BESIDE, lines=2)
        self._draw_cells(row, y)
        x = self._left(len(row.cells)) + BESIDE
        self._draw_heard(row, x, y + CELL / 2)
        allowed = self._after[1] - BESIDE
        if row.allows:
            first = middle - (len(wrapped(row.allows, allowed, SMALL, 2)) - 1) * SMALL * LEADING / 2
            self._sheet.words((x + self._after[0], first), row.allows, allowed, size=SMALL, lines=2)
        return y + CELL + GAP

    def _below(self, row: Row, y: float) -> float:
        """Put dots and words below the cells, where there is no room beside them."""
        if not row.heard and not row.allows:
            return y
        self._draw_heard(row, self._sheet.left, y + SMALL / 2 + 2)
        x = self._sheet.left + self._after[0]
        return y + 6 + self._sheet.words((x, y + SMALL), row.allows, self._sheet.right - x, size=SMALL, lines=2)

    def _draw_cells(self, row: Row, y: float) -> None:
        for number, (cell, column) in enumerate(zip(row.cells, self._record.columns, strict=True)):
            step = heat(cell.count or 0, self._most)
            x, width = self._left(number), self._cell - GAP
            written = NOBODY_KNOWS if cell.count is None else str(cell.count or NOTHING)
            title = f"{row.name}, {column}: {cell.why or written}"
            look = "unread" if cell.count is None else f"heat-{step}"
            self._sheet.box((x, y), (width, CELL), look, title, corner=3)
            place = (x + width / 2, y + CELL / 2 + TEXT * 0.36)
            self._sheet.words(place, written, width, f"on-heat-{step}", anchor="middle", title=title)

    def _draw_heard(self, row: Row, x: float, y: float) -> None:
        for number, heard in enumerate(row.heard):
            self._sheet.dot((x + DOT * number + DOT / 2, y), 3.75, "main" if heard else "outline")

    def _left(self, column: int) -> float:
        return self._sheet.left + self._names + column * self._cell


def _widest(every: Iterable[str]) -> float:
    return max((width_of(words, TEXT) for words in every), default=0.0)
