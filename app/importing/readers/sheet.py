"""Read tables of turns, a row for each: .csv with any of its separators, and .xlsx."""

import csv
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from io import StringIO
from itertools import islice
from typing import Final

from app.importing.draft import Material, Paragraph, Remark
from app.importing.readers.columns import by_heading, by_shape, meaning_of
from app.importing.readers.decoding import beginning, decoded
from app.importing.readers.left_out import remarks
from app.importing.readers.limits import MAX_CHARACTERS, refuse_too_much_text
from app.importing.readers.package import member_names
from app.importing.readers.shape import Format
from app.importing.readers.turn_table import NoColumnOfWords, paragraphs_of_rows
from app.importing.readers.workbook import sheets
from app.sentences import N_

SEPARATORS: Final = (";", "\t", ",", "|")
NAMED_SEPARATOR: Final = "sep="  # how Excel is told, in the first line
SAMPLE: Final = 200
EVEN: Final = 0.9  # share of the rows that have as many cells as most

UNEVEN_QUOTES: Final = N_(
    "The quotation marks of this table do not match; they were read as words. Look whether any row is cut in two."
)
OTHER_SHEETS: Final = N_("Sheets without turns left out: %(count)s.")

csv.field_size_limit(MAX_CHARACTERS)  # its own limit would refuse a long turn


def read_csv(data: bytes) -> Material:
    """Return the turns of a table of text."""
    text, encoding = decoded(data)
    refuse_too_much_text(len(text))
    separator, text = separator_of(text)
    rows, whole = rows_of(text, separator)
    paragraphs, counts = paragraphs_of_rows(rows)
    quotes = () if whole else (Remark(UNEVEN_QUOTES),)
    return Material(tuple(paragraphs), warnings=(*quotes, *remarks(counts)), encoding=encoding)


def separator_of(text: str) -> tuple[str, str]:
    """Return what separates the cells, and the text without the line that may name it."""
    first, _, rest = text.partition("\n")
    if first.lower().startswith(NAMED_SEPARATOR) and len(first.strip()) == len(NAMED_SEPARATOR) + 1:
        return first.strip()[-1], rest
    return max(SEPARATORS, key=lambda separator: evenness(sample(text, separator))), text


def sample(text: str, separator: str) -> list[list[str]]:
    """Return the first rows as they would be with this separator; empty ones are left out."""
    return list(islice(filter(any, csv.reader(StringIO(text, newline=""), delimiter=separator)), SAMPLE))


def evenness(rows: Sequence[Sequence[str]]) -> tuple[int, float, int]:
    """Return how well a separator fits: headings that are known, rows of one width, and that width."""
    if not rows:
        return (0, 0.0, 0)
    known = len({meaning_of(cell) for cell in rows[0]} - {""})
    width, count = Counter(map(len, rows)).most_common(1)[0]
    return (known if known > 1 else 0, count / len(rows) if width > 1 else 0.0, width)


def rows_of(text: str, separator: str) -> tuple[list[list[str]], bool]:
    """Return the rows, and whether their quotation marks match; where they do not, they are words."""
    try:
        return list(csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True)), True
    except csv.Error:
        plain = csv.reader(StringIO(text, newline=""), delimiter=separator, quoting=csv.QUOTE_NONE)
        return list(plain), False


def is_csv(data: bytes) -> bool:
    """Whether a text is a table of turns: headings that we know, or even columns with times and names."""
    text = beginning(data)
    separator, text = separator_of(text)
    rows = sample(text, separator)
    if len(rows) < 2 or separator not in text:
        return False
    known, even, _ = evenness(rows)
    if known:
        return even > EVEN and by_heading([meaning_of(cell) for cell in rows[0]], rows[1:], 1) is not None
    found = by_shape(rows) if even > EVEN else None
    return found is not None and found.start is not None and found.speaker is not None


def read_xlsx(data: bytes) -> Material:
    """Return the turns of a workbook. Where several sheets hold turns, each is a session."""
    filled = sheets(data)
    paragraphs: list[Paragraph] = []
    counts = Counter[str]()
    found: list[str] = []
    for sheet in filled:
        try:
            spoken, left_out = paragraphs_of_rows(sheet.rows, sheet.name)
        except NoColumnOfWords:
            counts[OTHER_SHEETS] += 1
            continue
        found.append(sheet.name)
        paragraphs += spoken
        counts += left_out
    if not found:
        raise NoColumnOfWords
    return Material(tuple(paragraphs if len(found) > 1 else without(found[0], paragraphs)), warnings=remarks(counts))


def without(session: str, paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """Return the paragraphs of the only sheet: its name says nothing about a session."""
    return [replace(p, session="") if p.session == session else p for p in paragraphs]


def is_xlsx(data: bytes) -> bool:
    """Whether a file is an Excel workbook."""
    return any(name.startswith("xl/") for name in member_names(data))


XLSX: Final = Format("xlsx", (".xlsx", ".xltx"), is_xlsx, read_xlsx, N_("Excel table (.xlsx)"))
CSV: Final = Format("csv", (".csv", ".tsv", ".tab"), is_csv, read_csv, N_("Table (.csv)"))
