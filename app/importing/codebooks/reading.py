"""From the bytes of a file to the codebook in it, whatever kind of file it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from app.analysis.codebook.entries import Entry, whole
from app.importing.codebooks.headings import Columns, columns, meaning_of
from app.importing.codebooks.outline import lines_of_rows, lines_of_text, read_outline
from app.importing.codebooks.qdc import read_qdc
from app.importing.codebooks.refusals import NoCodebook, NoColumnOfCodes, WholeProject, about_codebooks
from app.importing.codebooks.table import Rows, read_table
from app.importing.codebooks.wording import Gathering
from app.importing.draft import Remark
from app.importing.readers.decoding import beginning, decoded, is_text, lines_of
from app.importing.readers.limits import refuse_too_much_text
from app.importing.readers.not_read import ZIP, other_package, refuse_kinds_not_read
from app.importing.readers.package import member_names
from app.importing.readers.sheet import EVEN, NAMED_SEPARATOR, SEPARATORS, is_xlsx, rows_of, sample
from app.importing.readers.workbook import sheets
from app.sentences import N_

TABLES: Final = (".csv", ".tsv", ".tab")
NO_TEXT: Final = (b"%PDF", b"{\\rtf")  # or none that could be read as it stands
UNKNOWN_COLUMNS: Final = N_("Columns left out, because their headings are not known: %(headings)s.")
OTHER_SHEETS: Final = N_("Sheets without codes left out: %(count)s.")
UNEVEN_QUOTES: Final = N_(
    "The quotation marks of this table do not match; they were read as words. Look whether any row is cut in two."
)


@dataclass(frozen=True, slots=True)
class ReadCodebook:
    """What was read from a file: its entries in the order of their tree, themes among them, and what to know about it.

    `format` is `csv`, `xlsx`, `qdc` or `list`; `encoding` is set only where it was guessed and a person should look.
    """

    entries: tuple[Entry, ...]
    remarks: tuple[Remark, ...]
    format: str
    encoding: str = ""


def read_codebook(data: bytes, suffix: str = "", encoding: str = "") -> ReadCodebook:
    """Return the codebook in a file, or refuse with what is wrong with the file.

    What the file is, is told by its content; `suffix`, the end of its name, helps where a text could be a table.
    `encoding` is one that a person chose for a text (a key of `decoding.ENCODINGS`).
    """
    with about_codebooks():
        refuse_kinds_not_read(data)
        gathering = Gathering()
        if data.startswith(ZIP):
            return read_workbook(gathering, data)
        if data.startswith(NO_TEXT) or not is_text(data):
            raise NoCodebook
        if beginning(data).lstrip("\ufeff \t\r\n").startswith("<"):
            read_qdc(gathering, data)
            return gathered(gathering, "qdc")
        text, guessed = decoded(data, encoding)
        refuse_too_much_text(len(text))
        return read_text(gathering, text, suffix.lower(), guessed)


def gathered(gathering: Gathering, format_: str, more: Sequence[Remark] = (), encoding: str = "") -> ReadCodebook:
    """Return what was gathered, or refuse a file in which nothing was."""
    entries = whole(gathering.entries())
    if not entries:
        raise NoCodebook
    return ReadCodebook(entries, (*more, *gathering.remarks()), format_, encoding)


def read_workbook(gathering: Gathering, data: bytes) -> ReadCodebook:
    """Return the codebook of a workbook: of each sheet that holds codes."""
    names = member_names(data)
    if any(name.lower().endswith(".qde") for name in names):
        raise WholeProject
    if not is_xlsx(data):
        raise other_package(names)
    unknown: list[str] = []
    read = 0
    filled = sheets(data)
    for sheet in filled:
        found = columns(sheet.rows)
        lines = lines_of_rows(sheet.rows) if found is None else None
        if found is not None:
            read_table(gathering, sheet.rows, found)
            unknown += found.unknown
        elif lines is not None:
            read_outline(gathering, lines)
        read += found is not None or lines is not None
    if filled and not read:
        raise NoColumnOfCodes
    gathering.counts[OTHER_SHEETS] += len(filled) - read
    return gathered(gathering, "xlsx", about_columns(unknown))


def read_text(gathering: Gathering, text: str, suffix: str, encoding: str) -> ReadCodebook:
    """Return the codebook of a text: a table with headings, a table of two columns, or a list."""
    separator, text = separator_of(text)
    rows, even = rows_of(text, separator)
    rows = [row for row in rows if any(cell.strip() for cell in row)]
    found = headed(rows)
    quotes = () if even else (Remark(UNEVEN_QUOTES),)
    if found is not None:
        read_table(gathering, rows, found)
        return gathered(gathering, "csv", (*about_columns(found.unknown), *quotes), encoding)
    lines = lines_of_rows(rows) if suffix in TABLES else None
    if suffix in TABLES and lines is None:
        raise NoColumnOfCodes
    if lines is None:
        lines = lines_of_text(lines_of(text))
    if len(lines) > 1 and meaning_of(lines[0].name) == "name":
        lines = lines[1:]
    read_outline(gathering, lines)
    if suffix in TABLES:
        return gathered(gathering, "csv", quotes, encoding)
    return gathered(gathering, "list", encoding=encoding)


def about_columns(headings: Sequence[str]) -> tuple[Remark, ...]:
    """Return the remark that names the columns which are not read."""
    return (Remark(UNKNOWN_COLUMNS, {"headings": ", ".join(dict.fromkeys(headings))}),) if headings else ()


def headed(rows: Rows) -> Columns | None:
    """Return what the columns hold where a text is a table with headings, rows mostly as wide as these."""
    found = columns(rows)
    if found is None:
        return None
    width = len(rows[found.first_row - 1])
    body = rows[found.first_row :]
    alike = sum(len(row) == width or (found.known > 1 and len(row) < width) for row in body)
    return found if width > 1 and alike >= EVEN * len(body) else None


def separator_of(text: str) -> tuple[str, str]:
    """Return what separates the cells, and the text without the line that may name it."""
    first, _, rest = text.partition("\n")
    if first.lower().startswith(NAMED_SEPARATOR) and len(first.strip()) == len(NAMED_SEPARATOR) + 1:
        return first.strip()[-1], rest
    return max(SEPARATORS, key=lambda separator: fit(sample(text, separator))), text


def fit(rows: Rows) -> tuple[bool, int, int]:
    """Return how well a separator fits: whether there are headings, how many, and the width of the first row."""
    found = columns(rows)
    known = found.known if found else 0
    return known > 1, known, len(rows[0]) if rows else 0
