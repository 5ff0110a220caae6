"""The cells of a table in a document, with their places in the grid."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from app.importing.draft import Paragraph
from app.importing.times import milliseconds

MOST_COLUMNS: Final = 64  # beyond these, no column of a table is looked at to tell what it holds
MOST_ROWS: Final = 400
BETWEEN_TIMES: Final = re.compile(r"\s*(?:-->|→|–|—|\s-\s|\bto\b|\btil\b)\s*")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: the first column it covers, how many, and what stands in it."""

    column: int
    span: int
    paragraphs: tuple[Paragraph, ...]

    @property
    def text(self) -> str:
        """Everything in the cell, paragraphs as lines."""
        return "\n".join(paragraph.text for paragraph in self.paragraphs).strip()

    def covers(self, column: int | None) -> bool:
        """Whether the cell stands in a column, alone or merged with its neighbours."""
        return column is not None and self.column <= column < self.column + self.span


Row = Sequence[Cell]


def cell_at(row: Row, column: int | None) -> Cell:
    """Return the cell in a column, or an empty one."""
    return next((cell for cell in row if cell.covers(column)), Cell(column or 0, 1, ()))


def grid(rows: Sequence[Row]) -> list[list[str]]:
    """Return the texts by row and column, as far as a transcript shows in them; merged cells tell of no column."""
    rows = rows[:MOST_ROWS]
    width = min(max((cell.column + 1 for row in rows for cell in row), default=0), MOST_COLUMNS)
    texts = [[""] * width for _ in rows]
    for line, row in zip(texts, rows, strict=True):
        for cell in row:
            if cell.span == 1 and cell.column < width:
                line[cell.column] = beginning_of(cell.text)
    return texts


def beginning_of(text: str) -> str:
    """Return the first time of a stretch of time such as `00:10 - 00:19`, and any other text as it is."""
    return BETWEEN_TIMES.split(text, maxsplit=1)[0] if times_of(text) else text


def times_of(text: str) -> tuple[int, int | None] | None:
    """Return the beginning and, if it is told, the end that a cell gives, in milliseconds; a number alone is none."""
    if ":" not in text:
        return None
    first, *rest = BETWEEN_TIMES.split(" ".join(text.split()), maxsplit=1)
    start = milliseconds(first)
    end = milliseconds(rest[0]) if rest else None
    if start is None or (rest and end is None):
        return None
    return start, end


def name_and_time(text: str) -> tuple[str, int | None]:
    """Return who speaks, and the time that some write under the name."""
    lines = [" ".join(line.split()) for line in text.splitlines()]
    times = [times for line in lines if (times := times_of(line))]
    name = " ".join(line for line in lines if line and not times_of(line))
    return name.rstrip(":").rstrip(), times[0][0] if times else None
