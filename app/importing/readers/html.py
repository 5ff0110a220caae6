"""Read a web page (.html): its visible words, turns told by `<cite>` and `<time>`, tables; nothing is fetched."""

import codecs
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from typing import Final

from lxml import etree

from app.importing.draft import Material, Paragraph
from app.importing.readers import left_out
from app.importing.readers.cells import MOST_COLUMNS, Cell
from app.importing.readers.decoding import beginning, decoded
from app.importing.readers.html_sieve import sieved
from app.importing.readers.limits import MAX_TABLES_INSIDE, DamagedFile, TooDeep
from app.importing.readers.markup import refuse_too_much_markup
from app.importing.readers.package import MAX_UPLOAD, MEGABYTE, TooLargeFile
from app.importing.readers.passages import Reading
from app.importing.readers.shape import Format
from app.importing.readers.tables import TableReader
from app.importing.readers.teams import teams_material
from app.importing.times import milliseconds
from app.sentences import N_

OPENING: Final = re.compile(
    r"\s*(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body|cite)\b", re.IGNORECASE | re.DOTALL
)
DECLARED: Final = re.compile(rb"""<meta[^>]{0,300}?charset\s*=\s*["']?\s*([\w-]{2,40})""", re.IGNORECASE)
BYTE_ORDER_MARKS: Final = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
BEGINNING: Final = 4096
BLANKS: Final = re.compile(r"[ \t\r\n\f]+")  # a no-break space stays

SILENT: Final = frozenset(
    {
        *("script", "style", "head", "title", "template", "noscript", "svg", "math", "iframe", "object", "audio"),
        *("video", "canvas", "select", "textarea", "button", "rt", "rp"),
    }
)
BLOCKS: Final = frozenset(
    {
        *("address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "div"),
        *("dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6"),
        *("header", "hr", "html", "legend", "li", "main", "menu", "nav", "ol", "p", "section", "summary", "ul"),
    }
)
# What browsers understand; whoever names one of the first three means the fourth.
MEANT: Final = {"iso-8859-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252", "macintosh": "mac-roman"}
TEXT_ENCODINGS: Final = re.compile(
    r"utf-?8|(?:iso|windows)-?\d{3,4}(?:-\d{1,2})?|cp\d{3,4}|mac-roman|koi8-[ru]|gb\w{2,5}|big5|shift_jis|euc-\w\w"
)


def fits(data: bytes) -> bool:
    """Whether a file begins as a web page does."""
    return OPENING.match(beginning(data)[:BEGINNING]) is not None


def read(data: bytes) -> Material:
    """Return what a web page shows, or refuse with what is wrong with it."""
    if len(data) > MAX_UPLOAD:
        raise TooLargeFile(limit=MAX_UPLOAD // MEGABYTE)
    text, guessed = page_text(data)
    reader = PageReader()
    reader.read(page(text))
    return teams_material(reader.material(guessed))


def page_text(data: bytes) -> tuple[str, str]:
    """Return a page's text and, if it was guessed, its encoding: a mark or the page itself may tell it."""
    declared = DECLARED.search(data[:BEGINNING])
    if declared is not None and not data.startswith(BYTE_ORDER_MARKS):
        name = declared[1].decode("ascii").lower()
        name = MEANT.get(name, name)
        with suppress(LookupError, UnicodeDecodeError):
            return data.decode(name if TEXT_ENCODINGS.fullmatch(name) else "utf-8"), ""
    return decoded(data)


def page(text: str) -> etree._Element:
    """Return the root of a page; one that the parser would give up half-way is refused."""
    refuse_too_much_markup(text.encode())
    if "\x00" in text or not text.strip():
        raise DamagedFile
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(sieved(text).encode(), parser)
    except etree.XMLSyntaxError as error:
        raise DamagedFile from error
    if any(error.level == etree.ErrorLevels.FATAL for error in parser.error_log):
        raise TooDeep
    return root


class PageReader:
    """Walks through a page and keeps what it shows."""

    def __init__(self) -> None:
        self._paragraphs: list[Paragraph] = []
        self._counts: Counter[str] = Counter()
        self._reading = Reading()
        self._tables = TableReader(self._counts)
        self._cites = False
        self._next = Paragraph("")
        self._tables_open = 0
        self._as_typed = False

    def material(self, encoding: str) -> Material:
        """Return everything that was read."""
        self._end_paragraph()
        comments = tuple(self._tables.comments)
        return Material(tuple(self._paragraphs), comments, left_out.remarks(self._counts), encoding)

    def read(self, root: etree._Element) -> None:
        """Read a page from its root."""
        names = [cite for cite in root.iter("cite") if stands_apart(cite)]
        self._cites = len(names) > 1
        self._element(root)

    def _element(self, element: etree._Element) -> None:
        tag = element.tag
        if tag in SILENT or self._is_hidden(element):
            return
        if tag == "br":
            self._reading.say("\n")
        elif tag == "table":
            self._table(element)
        elif tag in {"cite", "time"} and self._cites and stands_apart(element):
            self._speaker_or_time(element)
        else:
            self._inside(element)

    def _is_hidden(self, element: etree._Element) -> bool:
        if element.tag == "del":
            self._counts[left_out.DELETED] += 1
        elif element.get("hidden") is not None:
            self._counts[left_out.HIDDEN] += 1
        else:
            return False
        return True

    def _inside(self, element: etree._Element) -> None:
        """Read the words of an element and of what stands in it; a block is a paragraph of its own."""
        as_typed, self._as_typed = self._as_typed, self._as_typed or element.tag == "pre"
        is_block = element.tag in BLOCKS
        if is_block:
            self._end_paragraph()
        self._say(element.text)
        for child in element:
            self._element(child)
            self._say(child.tail)
        if is_block:
            self._end_paragraph()
        self._as_typed = as_typed

    def _say(self, text: str | None) -> None:
        if text:
            self._reading.say(text if self._as_typed else BLANKS.sub(" ", text))

    def _end_paragraph(self) -> None:
        lines = self._reading.end_paragraph().split("\n")
        text = "\n".join(line if self._as_typed else line.strip(" ") for line in lines).strip("\n")
        if text.strip():
            self._paragraphs.append(replace(self._next, text=text))
            self._next = Paragraph("", "" if self._next.speaker is not None else None)

    def _speaker_or_time(self, element: etree._Element) -> None:
        """Note who says the next paragraph, or when."""
        self._end_paragraph()
        text = " ".join(etree.tostring(element, method="text", encoding="unicode", with_tail=False).split())
        if element.tag == "cite":
            self._next = Paragraph("", text.rstrip(":").rstrip())
        elif (start := milliseconds(text)) is not None:
            self._next = replace(self._next, start_ms=start)
        else:
            self._say(text)

    def _table(self, table: etree._Element) -> None:
        self._end_paragraph()
        self._tables_open += 1
        if self._tables_open > MAX_TABLES_INSIDE:
            raise TooDeep
        around, self._paragraphs = self._paragraphs, []
        rows = list(self._rows(table))
        self._paragraphs = around + self._paragraphs + self._tables.read([row for row in rows if row])
        self._tables_open -= 1

    def _rows(self, table: etree._Element) -> Iterator[list[Cell]]:
        """Yield the rows with their cells; what stands outside of them is read before the table."""
        taken: dict[int, int] = {}
        for part in table:
            if part.tag == "tr":
                yield self._row(part, taken)
            elif part.tag in {"thead", "tbody", "tfoot"}:
                yield from self._rows(part)
            else:
                self._element(part)

    def _row(self, row: etree._Element, taken: dict[int, int]) -> list[Cell]:
        """Return the cells of a row; `taken` holds for how many rows a cell from above still covers a column."""
        cells: list[Cell] = []
        column = 0
        begun: dict[int, int] = {}
        for cell in row.iterchildren("td", "th"):
            while taken.get(column):
                column += 1
            span = number(cell, "colspan")
            if column < MOST_COLUMNS:
                begun |= dict.fromkeys(range(column, column + span), number(cell, "rowspan") - 1)
            cells.append(Cell(column, span, self._cell(cell)))
            column += span
        for column, rows in list(taken.items()):
            taken[column] = max(rows - 1, 0)
        taken |= begun
        return cells

    def _cell(self, cell: etree._Element) -> tuple[Paragraph, ...]:
        around, self._paragraphs = self._paragraphs, []
        self._inside(cell)
        self._end_paragraph()
        inside, self._paragraphs = self._paragraphs, around
        return tuple(inside)


def stands_apart(element: etree._Element) -> bool:
    """Whether an element stands between paragraphs and not in the words of one."""
    around = element.getparent()
    return around is not None and around.tag in {"body", "div", "section", "article", "main"}


def number(cell: etree._Element, name: str) -> int:
    """Return how many columns or rows a cell covers."""
    told = cell.get(name, "1").strip()
    return min(max(int(told), 1), MOST_COLUMNS) if told.isdecimal() and told.isascii() and len(told) < 6 else 1


FORMAT: Final = Format("html", (".html", ".htm", ".xhtml"), fits, read, N_("Web page (.html)"))
