"""Read a rich text file (.rtf): paragraphs, tables, comments with their passages; nothing hidden or deleted."""

import re
from collections import Counter
from collections.abc import Callable
from typing import Final

from striprtf.striprtf import rtf_to_text

from app.importing.draft import Comment, Material, Paragraph
from app.importing.readers import left_out
from app.importing.readers import rtf_words as signs
from app.importing.readers.cells import Cell, Row
from app.importing.readers.limits import DamagedFile
from app.importing.readers.package import MAX_UPLOAD, MEGABYTE, TooLargeFile
from app.importing.readers.passages import Reading
from app.importing.readers.rtf_sieve import sieved
from app.importing.readers.shape import Format
from app.importing.readers.tables import TableReader
from app.importing.readers.teams import teams_material
from app.sentences import N_

to_text: Callable[..., str] = rtf_to_text  # which brings no types

BEGINNING: Final = b"{\\rtf"
SIGN: Final = re.compile(
    f"(?P<sign>[{signs.PARAGRAPH}{signs.CELL_PARAGRAPH}{signs.CELL}{signs.ROW}])"
    f"|(?P<edge>[{signs.COMMENT_BEGINS}{signs.COMMENT_ENDS}])(?P<name>[^{signs.END}]*){signs.END}"
    f"|(?:{signs.AUTHOR}(?P<author>[^{signs.END}]*){signs.END})"
    f"|{signs.COMMENT}(?P<comment>[^{signs.COMMENT_IS_OVER}]*){signs.COMMENT_IS_OVER}"
)
REFERENCE: Final = re.compile(f"{signs.REFERENCE}([^{signs.END}]*){signs.END}")
ANY_SIGN: Final = re.compile("[\ue000-\ue00f]")


def fits(data: bytes) -> bool:
    """Whether a file begins as rich text does."""
    return data.removeprefix(b"\xef\xbb\xbf").lstrip()[:5] == BEGINNING


def read(data: bytes) -> Material:
    """Return what a rich text file holds, or refuse with what is wrong with the file."""
    if len(data) > MAX_UPLOAD:
        raise TooLargeFile(limit=MAX_UPLOAD // MEGABYTE)
    if not fits(data):
        raise DamagedFile
    small, counts = sieved(data.removeprefix(b"\xef\xbb\xbf"))
    reader = RichTextReader(counts)
    reader.read(decoded(small))
    return teams_material(reader.material())


def decoded(rich_text: str) -> str:
    """Return the words of a sieved file; characters beyond 16 bits were written as two halves."""
    text = to_text(rich_text, errors="replace")
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


class RichTextReader:
    """Puts paragraphs, cells and comments together from a text with signs in it."""

    def __init__(self, counts: Counter[str]) -> None:
        self._paragraphs: list[Paragraph] = []
        self._counts = counts
        self._reading = Reading()
        self._tables = TableReader(counts)
        self._rows: list[Row] = []
        self._cells: list[Cell] = []
        self._cell: list[Paragraph] = []
        self._author = ""
        self._comments: dict[str, tuple[str, str]] = {}

    def read(self, text: str) -> None:
        """Read a text from sign to sign."""
        done = 0
        for match in SIGN.finditer(text):
            self._reading.say(ANY_SIGN.sub("", text[done : match.start()]))
            done = match.end()
            if match["sign"]:
                self._end(match["sign"])
            else:
                self._comment(match)
        self._reading.say(ANY_SIGN.sub("", text[done:]))
        self._end(signs.PARAGRAPH)

    def material(self) -> Material:
        """Return everything that was read."""
        quoted = self._reading.quoted()
        comments = [Comment(*self._comments[name], quoted[name]) for name in quoted if name in self._comments]
        self._counts[left_out.COMMENTS] = len(comments)
        everything = (*comments, *self._tables.comments)
        return Material(tuple(self._paragraphs), everything, left_out.remarks(self._counts))

    def _end(self, sign: str) -> None:
        """End a paragraph, a cell or a row; a paragraph outside ends the table before it."""
        text = self._reading.end_paragraph()
        paragraphs = [Paragraph(text)] if text.strip() else []
        if sign == signs.PARAGRAPH:
            self._end_table()
            self._paragraphs += paragraphs
            return
        self._cell += paragraphs
        if sign == signs.CELL:
            self._cells.append(Cell(len(self._cells), 1, tuple(self._cell)))
            self._cell = []
        elif sign == signs.ROW:
            self._end_row()

    def _end_row(self) -> None:
        if self._cell:
            self._cells.append(Cell(len(self._cells), 1, tuple(self._cell)))
        if self._cells:
            self._rows.append(tuple(self._cells))
        self._cells, self._cell = [], []

    def _end_table(self) -> None:
        self._end_row()
        self._paragraphs += self._tables.read(self._rows)
        self._rows = []

    def _comment(self, match: re.Match[str]) -> None:
        if match["edge"] == signs.COMMENT_BEGINS:
            self._reading.begin_comment(match["name"].strip())
        elif match["edge"]:
            self._reading.end_comment(match["name"].strip())
        elif match["author"] is not None:
            self._author = match["author"].strip()
        else:
            self._keep_comment(match["comment"])

    def _keep_comment(self, inside: str) -> None:
        reference = REFERENCE.search(inside)
        name = reference[1].strip() if reference else f"comment {len(self._comments)}"
        lines = ANY_SIGN.sub("\n", REFERENCE.sub("", inside)).split("\n")
        words = "\n".join(line.strip() for line in lines if line.strip())
        if words:
            self._comments[name] = (self._author, words)
            self._reading.place_comment(name)
        self._author = ""


FORMAT: Final = Format("rtf", (".rtf",), fits, read, N_("Rich text (.rtf)"))
