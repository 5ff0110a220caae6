"""The matrix as a file: a table for a spreadsheet (.csv), and one for a paper (.docx)."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from io import StringIO
from typing import Final

from app.exporting.codebook import as_words
from app.exporting.widths import fair_widths
from app.exporting.word import TABLE_HEADING, TABLE_TEXT, cells, paragraph, row, table, word_file

WIDE: Final = 257  # millimetres between the margins of a page on its side
INDENT: Final = "\u2003"


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A row: how deep it lies, its name, and what its cells say."""

    depth: int
    name: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MatrixFile:
    """The whole table in the reader's language: `columns` names every column, the first one too.

    `notes` say what is counted, from which codings, and what is hidden; they stand with the table wherever it goes.
    """

    title: str
    study: str
    notes: tuple[str, ...]
    columns: tuple[str, ...]
    rows: tuple[MatrixRow, ...]


def matrix_csv(matrix: MatrixFile, separator: str = ",") -> bytes:
    """Return the table in UTF-8 with a mark that Excel knows; the notes follow after an empty row.

    What a spreadsheet would compute has a quotation mark in front.
    """
    file = StringIO(newline="")
    rows = csv.writer(file, delimiter=separator)
    rows.writerow(map(as_words, matrix.columns))
    rows.writerows([*map(as_words, (one.name, *one.cells))] for one in matrix.rows)
    rows.writerow([])
    rows.writerows([as_words(note)] for note in matrix.notes)
    return file.getvalue().encode("utf-8-sig")


def matrix_word(matrix: MatrixFile) -> bytes:
    """Return a Word file on its side: the table, subthemes and codes set in, with its notes above."""
    lines = [(INDENT * one.depth + one.name, *one.cells) for one in matrix.rows]
    widths = fair_widths([matrix.columns, *lines], WIDE)
    heading = row(cells(matrix.columns, widths, TABLE_HEADING), heading=True)
    rows = [row(cells(line, widths, TABLE_TEXT)) for line in lines]
    body = [
        paragraph(matrix.title, "Title"), paragraph(matrix.study, "Subtitle"),
        *(paragraph(note, "Normal") for note in matrix.notes), table([heading, *rows], widths, matrix.title),
        paragraph("", TABLE_TEXT),
    ]  # fmt: skip
    return word_file(matrix.title, body, landscape=True)


def text_word(title: str, study: str, pieces: Iterable[tuple[bool, str]]) -> bytes:
    """Return a Word file of headings (True) and paragraphs (False), in the order given."""
    body = [paragraph(title, "Title"), paragraph(study, "Subtitle")]
    body += [paragraph(words, "Heading1" if heading else "Normal") for heading, words in pieces]
    return word_file(title, body, landscape=False)
