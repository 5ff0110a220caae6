"""Read and write a table of units by coders (csv): who put which code on which unit, who did not, and who is missing.

One row for each unit, coder and code, so that nothing is told by silence.
"""

import csv
import io
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from typing import Final, NamedTuple

from app.analysis.coefficients.unit_table import PlacedUnit, UnitTable
from app.importing.attributes import DELIMITERS, FORMULA
from app.importing.words import UNREADABLE
from app.sentences import N_, Refusal

COLUMNS: Final = ("focus group", "block", "unit", "coder", "code", "value")
CODED: Final = "coded"
NOT_CODED: Final = "not coded"
MISSING: Final = "missing"
MARKS: Final[Mapping[str, bool | None]] = {CODED: True, NOT_CODED: False, MISSING: None}
VALUES: Final = {mark: value for value, mark in MARKS.items()}


class MissingColumns(Refusal):
    sentence = N_("The first row has to name each of these columns once: %(columns)s. Missing or twice: %(wrong)s.")


class NotARow(Refusal):
    sentence = N_("Row %(row)s cannot be read as a row of this table. Save the table as csv anew, and try again.")


class EmptyCell(Refusal):
    sentence = N_("Row %(row)s says nothing under “%(column)s”. Fill it in, and try again.")


class OtherValue(Refusal):
    sentence = N_("The value in row %(row)s is none of these: %(values)s. Write one of them, and try again.")


class SaidAgain(Refusal):
    sentence = N_("Row %(row)s is about the same unit, coder and code as row %(before)s. Keep one, and try again.")


class InTwoBlocks(Refusal):
    sentence = N_("The unit in row %(row)s was in another block before. A unit lies in one block of its focus group.")


class NothingSaid(Refusal):
    sentence = N_(
        "%(count)s of %(all)s combinations of unit, coder and code have no row. The first is unit %(unit)s of "
        "%(focus_group)s, coder %(coder)s, code %(code)s. Write a row for each, with “missing” where nobody decided."
    )


class NoRows(Refusal):
    sentence = N_("The table has no rows below the names of its columns.")


class _Row(NamedTuple):
    """One row, with its number in the file, where the names of the columns are row 1."""

    number: int
    unit: PlacedUnit
    coder: str
    code: str
    mark: bool | None


# Who said what: unit, coder and code, with the row that says it.
_Said = dict[tuple[PlacedUnit, str, str], _Row]


def read_coded_units(text: str) -> UnitTable:
    """Read a csv with the columns of COLUMNS in any order; semicolon, comma or tab between the cells.

    Other columns and empty rows do not count. Units, coders and codes are put in order, so that the order of the rows
    does not matter. Refuses what is not there, not known, said twice or left out.
    """
    said: _Said = {}
    blocks: dict[tuple[str, str], str] = {}
    for row in _rows(text):
        if before := said.get((row.unit, row.coder, row.code)):
            raise SaidAgain(row=row.number, before=before.number)
        if blocks.setdefault((row.unit.focus_group, row.unit.unit), row.unit.block) != row.unit.block:
            raise InTwoBlocks(row=row.number)
        said[row.unit, row.coder, row.code] = row
    if not said:
        raise NoRows
    units = sorted({unit for unit, _, _ in said})
    coders = sorted({coder for _, coder, _ in said})
    codes = sorted({code for _, _, code in said})
    _refuse_silence(said, units, coders, codes)
    marks = {code: tuple(tuple(said[unit, coder, code].mark for coder in coders) for unit in units) for code in codes}
    return UnitTable(tuple(units), tuple(coders), marks)


def write_coded_units(table: UnitTable) -> str:
    """Return a csv that the reader above reads and that no spreadsheet takes for formulas."""
    written = io.StringIO(newline="")
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for code, rows in table.marks.items():
        for unit, marks in zip(table.units, rows, strict=True):
            for coder, mark in zip(table.coders, marks, strict=True):
                cells = (unit.focus_group, unit.block, unit.unit, coder, code, VALUES[mark])
                writer.writerow([f"'{cell}" if _like_formula(cell) else cell for cell in cells])
    return written.getvalue()


def _rows(text: str) -> Iterator[_Row]:
    if found := UNREADABLE.search(text):
        raise NotARow(row=1 + text.count("\n", 0, found.start()))
    numbered = [(number, row) for number, row in _cells(text) if any(row)]
    columns = _columns(numbered[0][1] if numbered else [])
    for number, row in numbered[1:]:
        cells = {name: row[column] if column < len(row) else "" for name, column in columns.items()}
        for name in COLUMNS:
            if not cells[name]:
                raise EmptyCell(row=number, column=name)
        focus_group, block, unit, coder, code, value = (cells[name] for name in COLUMNS)
        if value.casefold() not in MARKS:
            raise OtherValue(row=number, values=", ".join(MARKS))
        yield _Row(number, PlacedUnit(focus_group, block, unit), coder, code, MARKS[value.casefold()])


def _cells(text: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the number and the tidied cells of each row."""
    heading = text.lstrip("\r\n").split("\n", 1)[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(DELIMITERS, key=heading.count), strict=True)
    number = 0
    try:
        for number, row in enumerate(reader, 1):
            yield number, [_tidy(cell) for cell in row]
    except csv.Error:
        raise NotARow(row=number + 1) from None


def _tidy(cell: str) -> str:
    """Return a cell in one line and in NFC, without the mark that keeps spreadsheets from reading it as a formula."""
    words = " ".join(unicodedata.normalize("NFC", cell).split())
    return words[1:] if words.startswith("'") and _like_formula(words) else words


def _like_formula(cell: str) -> bool:
    return FORMULA.match(cell.lstrip("'")) is not None


def _columns(heading: Sequence[str]) -> dict[str, int]:
    """Return where each of our columns stands."""
    names = [name.casefold() for name in heading]
    if wrong := [name for name in COLUMNS if names.count(name) != 1]:
        raise MissingColumns(columns=", ".join(COLUMNS), wrong=", ".join(wrong))
    return {name: names.index(name) for name in COLUMNS}


def _refuse_silence(said: _Said, units: Sequence[PlacedUnit], coders: Sequence[str], codes: Sequence[str]) -> None:
    every = len(units) * len(coders) * len(codes)
    if len(said) == every:
        return
    unit, coder, code = next(one for one in product(units, coders, codes) if one not in said)
    raise NothingSaid(
        count=every - len(said), all=every, unit=unit.unit, focus_group=unit.focus_group, coder=coder, code=code
    )
