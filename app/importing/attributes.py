"""Read a table of attributes (csv), uploaded or pasted: who each row is about, and what is known of them."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from app.importing.readers.decoding import decoded
from app.importing.words import UNREADABLE, readable_lines
from app.sentences import N_, Refusal

MAX_CELLS: Final = 20_000
MAX_COLUMNS: Final = 100
MAX_CELL: Final = 100  # characters; a band is a short name
WHO: Final = 2  # columns before the attributes: focus group and participant
DELIMITERS: Final = ";,\t"
UNKNOWN: Final = frozenset({"", "-", "–", "—", "?"})
FORMULA: Final = re.compile("[=+@]|-.")


class NoAttributeTable(Refusal):
    sentence = N_(
        "No table was found. The first row names the columns: focus group, participant, and then one for each "
        "attribute; each row below is about one participant."
    )


class TooManyCells(Refusal):
    sentence = N_(
        "This table has more than %(limit)s cells or %(columns)s columns, which no study needs. Nothing was read."
    )


class NotATable(Refusal):
    sentence = N_("Row %(row)s cannot be read as a row of a table. Save the table as csv anew, and try again.")


class FormulaInTable(Refusal):
    sentence = N_(
        "A cell in row %(row)s begins like a formula (with =, +, - or @). Write a plain value there, and try again."
    )


class LongCell(Refusal):
    sentence = N_("A cell in row %(row)s is longer than %(limit)s characters. A band is a short name, such as 20–39.")


class ColumnWithoutName(Refusal):
    sentence = N_("Column %(column)s has values but no name. Name it in the first row, and try again.")


class ColumnTwice(Refusal):
    sentence = N_("Columns %(first)s and %(second)s have the same name. Name each attribute once, and try again.")


@dataclass(frozen=True, slots=True)
class AttributeRow:
    """What one row says; `number` is its place in the file, where the row of names is 1."""

    number: int
    focus_group: str
    participant: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AttributeTable:
    """The attributes that the table names, and its rows with one value for each; an empty one says nothing."""

    attributes: tuple[str, ...]
    rows: tuple[AttributeRow, ...]


def read_attribute_table(data: bytes) -> AttributeTable:
    """Read a csv with focus group, participant and attributes; semicolon, comma or tab between the cells."""
    text = decoded(data)[0]
    if found := UNREADABLE.search(text):
        raise NotATable(row=1 + text.count("\n", 0, found.start()))
    lines = [(number, row) for number, row in _rows(text) if any(row)]
    if len(lines) < 2 or len(lines[0][1]) <= WHO:
        raise NoAttributeTable
    named = _named_columns([row for _, row in lines])
    rows = (AttributeRow(number, _at(row, 0), _at(row, 1), _values(row, named)) for number, row in lines[1:])
    return AttributeTable(tuple(named.values()), tuple(rows))


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the number and the tidied cells of each row, and stop where it is more than a study can need."""
    heading = text.lstrip("\r\n").split("\n", 1)[0]
    delimiter = max(DELIMITERS, key=heading.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    cells = number = 0
    try:
        for number, row in enumerate(reader, 1):
            cells += len(row)
            if cells > MAX_CELLS or len(row) > MAX_COLUMNS:
                raise TooManyCells(limit=MAX_CELLS, columns=MAX_COLUMNS)
            yield number, [_tidy(cell, number) for cell in row]
    except csv.Error:
        raise NotATable(row=number + 1) from None


def _tidy(cell: str, row: int) -> str:
    """Return a cell in one line; what looks like a formula is refused."""
    words = " ".join(" ".join(readable_lines(cell, row)).split())
    if len(words) > MAX_CELL:
        raise LongCell(row=row, limit=MAX_CELL)
    if FORMULA.match(words):
        raise FormulaInTable(row=row)
    return words[1:] if words.startswith("'") and FORMULA.match(words[1:]) else words


def _named_columns(rows: Sequence[Sequence[str]]) -> dict[int, str]:
    """Return the attributes that the first row names, by column; a column without a name must have no values."""
    named: dict[int, str] = {}
    for column in range(WHO, max(map(len, rows))):
        name = _at(rows[0], column)
        if not name and any(_at(row, column) for row in rows):
            raise ColumnWithoutName(column=column + 1)
        for before, other in named.items():
            if name.casefold() == other.casefold():
                raise ColumnTwice(first=before + 1, second=column + 1)
        if name:
            named[column] = name
    return named


def _values(row: Sequence[str], columns: Iterable[int]) -> tuple[str, ...]:
    """Return what a row says in these columns; a dash or a question mark says nothing."""
    return tuple("" if _at(row, column) in UNKNOWN else _at(row, column) for column in columns)


def _at(row: Sequence[str], column: int) -> str:
    """Return a cell, or nothing where a row ends before it."""
    return row[column] if column < len(row) else ""


def write_attribute_table(heading: Sequence[str], rows: Sequence[Sequence[str]], delimiter: str = ",") -> str:
    """Return a csv that the reader above reads and that no spreadsheet takes for formulas."""
    written = io.StringIO(newline="")
    writer = csv.writer(written, delimiter=delimiter, lineterminator="\r\n")
    for row in (heading, *rows):
        writer.writerow([f"'{cell}" if FORMULA.match(cell) else cell for cell in row])
    return written.getvalue()
