"""Read an OpenDocument text (.odt): paragraphs, lists and tables in reading order, comments, no deletions."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Final

from lxml import etree

from app.importing.draft import Comment, Material, Paragraph
from app.importing.readers import left_out
from app.importing.readers.cells import MOST_COLUMNS, Cell
from app.importing.readers.limits import MAX_TABLES_INSIDE, DamagedFile, TooDeep
from app.importing.readers.markup import tree
from app.importing.readers.not_read import OPEN_DOCUMENT, PasswordProtected, other_package
from app.importing.readers.package import member_names, unpacked
from app.importing.readers.passages import Reading
from app.importing.readers.shape import Format
from app.importing.readers.tables import TableReader
from app.importing.readers.teams import teams_material
from app.sentences import N_

OFFICE: Final = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TEXT: Final = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
TABLE: Final = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
DRAW: Final = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
STYLE: Final = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
AUTHOR: Final = "{http://purl.org/dc/elements/1.1/}creator"

KIND: Final = OPEN_DOCUMENT + b"text"
BEGINNING: Final = 200
BLANKS: Final = re.compile(r"[ \t\r\n]+")  # blanks beyond the first are written as elements
MOST_BLANKS: Final = 100
ENCRYPTED: Final = b"encryption-data"


def fits(data: bytes) -> bool:
    """Whether a file is an OpenDocument text: its kind stands unpacked at the beginning, if no other tool zipped it."""
    if OPEN_DOCUMENT in data[:BEGINNING]:
        return data.startswith(b"PK") and KIND in data[:BEGINNING]
    return {"mimetype", "content.xml"} <= member_names(data)


def read(data: bytes) -> Material:
    """Return what an OpenDocument text holds, or refuse with what is wrong with the file."""
    parts = unpacked(data)
    if not parts.get("mimetype", b"").startswith(KIND):
        raise other_package(parts, parts.get("mimetype", b""))
    if ENCRYPTED in parts.get("META-INF/manifest.xml", b""):
        raise PasswordProtected
    document = tree(parts.get("content.xml", b""))
    body = document.find(f"{OFFICE}body/{OFFICE}text")
    if body is None:
        raise DamagedFile
    reader = TextReader(hidden_styles(document))
    reader.read(body)
    return teams_material(reader.material(pages_beside(parts.get("styles.xml", b""))))


def hidden_styles(document: etree._Element) -> frozenset[str]:
    """Return the names of the styles that hide what is written in them."""
    styles = document.iterfind(f"{OFFICE}automatic-styles/{STYLE}style")
    shown = ((style.get(f"{STYLE}name", ""), style.find(f"{STYLE}text-properties")) for style in styles)
    return frozenset(name for name, look in shown if look is not None and look.get(f"{TEXT}display") == "none")


def pages_beside(styles: bytes) -> int:
    """Return how many page headers and footers hold words."""
    if not styles:
        return 0
    beside = tree(styles).iter(f"{STYLE}header", f"{STYLE}footer")
    words = (etree.tostring(part, method="text", encoding="unicode") for part in beside)
    return sum(1 for text in words if any(map(str.isalpha, text)))


class TextReader:
    """Walks through the body of a text and keeps what is said."""

    def __init__(self, hidden: frozenset[str]) -> None:
        self.paragraphs: list[Paragraph] = []
        self.counts: Counter[str] = Counter()
        self._hidden = hidden
        self._reading = Reading()
        self._tables = TableReader(self.counts)
        self._comments: dict[str, tuple[str, str]] = {}
        self._depth = 0

    def material(self, headers: int) -> Material:
        """Return everything that was read."""
        quoted = self._reading.quoted()
        comments = [Comment(*self._comments[name], passage) for name, passage in quoted.items()]
        self.counts[left_out.COMMENTS] = len(comments)
        self.counts[left_out.HEADERS] = headers
        everything = (*comments, *self._tables.comments)
        return Material(tuple(self.paragraphs), everything, left_out.remarks(self.counts))

    def read(self, element: etree._Element) -> None:
        """Read an element by what it is; what is unknown may hold something to read."""
        HANDLERS.get(element.tag, TextReader._inside)(self, element)

    def _inside(self, element: etree._Element) -> None:
        for child in element:
            self.read(child)

    def _paragraph(self, element: etree._Element) -> None:
        self._words(element)
        text = self._reading.end_paragraph()
        if text.strip():
            self.paragraphs.append(Paragraph(text))

    def _words(self, element: etree._Element) -> None:
        """Read the words of a paragraph or a stretch of it, with what stands between them."""
        if element.get(f"{TEXT}style-name") in self._hidden or element.get(f"{TEXT}is-hidden") == "true":
            self.counts[left_out.HIDDEN] += 1
            return
        self._say(element.text)
        for child in element:
            INLINE.get(child.tag, TextReader._words)(self, child)
            self._say(child.tail)

    def _say(self, text: str | None) -> None:
        if text:
            self._reading.say(BLANKS.sub(" ", text))

    def _blanks(self, element: etree._Element) -> None:
        count = element.get(f"{TEXT}c", "1")
        self._reading.say(" " * min(int(count), MOST_BLANKS) if count.isdecimal() and len(count) < 6 else " ")

    def _tab(self, _element: etree._Element) -> None:
        self._reading.say("\t")

    def _line_break(self, _element: etree._Element) -> None:
        self._reading.say("\n")

    def _nothing(self, _element: etree._Element) -> None:
        """Pass over an element that says nothing."""

    def _note(self, _element: etree._Element) -> None:
        self.counts[left_out.NOTES] += 1

    def _frame(self, element: etree._Element) -> None:
        boxes = sum(1 for _ in element.iter(f"{DRAW}text-box"))
        if boxes:
            self.counts[left_out.BOXES] += boxes

    def _changes(self, element: etree._Element) -> None:
        """Count the tracked changes; what was deleted stands here, and only here."""
        self.counts[left_out.DELETED] += sum(1 for _ in element.iter(f"{TEXT}deletion"))
        self.counts[left_out.INSERTED] += sum(1 for _ in element.iter(f"{TEXT}insertion"))

    def _comment(self, element: etree._Element) -> None:
        name = element.get(f"{OFFICE}name") or f"comment {len(self._comments)}"
        inside = TextReader(self._hidden)
        inside.read_blocks(element)
        words = "\n".join(paragraph.text for paragraph in inside.paragraphs)
        if words and name not in self._comments:
            self._comments[name] = (element.findtext(AUTHOR, ""), words)
            self._reading.begin_comment(name)

    def read_blocks(self, element: etree._Element) -> None:
        """Read the paragraphs and lists of a comment, without its author and date."""
        for child in element.iterchildren(f"{TEXT}p", f"{TEXT}list"):
            self.read(child)

    def _comment_ends(self, element: etree._Element) -> None:
        self._reading.end_comment(element.get(f"{OFFICE}name", ""))

    def _table(self, element: etree._Element) -> None:
        self._depth += 1
        if self._depth > MAX_TABLES_INSIDE:
            raise TooDeep
        rows = [self._row(row) for row in parts_of(element, "table-row")]
        self.paragraphs += self._tables.read([row for row in rows if row])
        self._depth -= 1

    def _row(self, row: etree._Element) -> list[Cell]:
        cells: list[Cell] = []
        column = 0
        for cell in row.iterchildren(f"{TABLE}table-cell", f"{TABLE}covered-table-cell"):
            span = number(cell, "number-columns-spanned")
            around, self.paragraphs = self.paragraphs, []
            self._inside(cell)
            cells.append(Cell(column, span, tuple(self.paragraphs)))
            self.paragraphs = around
            column += number(cell, "number-columns-repeated")
        return cells


def parts_of(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """Yield the rows of a table, also out of its groups and its header, but not those of a table inside it."""
    groups = tuple(TABLE + group for group in ("table-header-rows", "table-rows", "table-row-group"))
    for child in element.iterchildren(TABLE + name, *groups):
        if child.tag in groups:
            yield from parts_of(child, name)
        else:
            yield child


def number(cell: etree._Element, name: str) -> int:
    """Return how many columns a cell stands for."""
    told = cell.get(TABLE + name, "1")
    return min(max(int(told), 1), MOST_COLUMNS) if told.isdecimal() and told.isascii() and len(told) < 6 else 1


Handler = Callable[[TextReader, etree._Element], None]
HANDLERS: Final[Mapping[str, Handler]] = {
    f"{TEXT}p": TextReader._paragraph,
    f"{TEXT}h": TextReader._paragraph,
    f"{TEXT}number": TextReader._nothing,
    f"{TEXT}tracked-changes": TextReader._changes,
    f"{TABLE}table": TextReader._table,
    f"{OFFICE}annotation": TextReader._comment,
    f"{OFFICE}annotation-end": TextReader._comment_ends,
    f"{DRAW}frame": TextReader._frame,
}
INLINE: Final[Mapping[str, Handler]] = {
    f"{TEXT}s": TextReader._blanks,
    f"{TEXT}tab": TextReader._tab,
    f"{TEXT}line-break": TextReader._line_break,
    f"{TEXT}note": TextReader._note,
    f"{TEXT}number": TextReader._nothing,
    f"{TEXT}ruby-text": TextReader._nothing,
    f"{OFFICE}annotation": TextReader._comment,
    f"{OFFICE}annotation-end": TextReader._comment_ends,
    f"{DRAW}frame": TextReader._frame,
    f"{DRAW}custom-shape": TextReader._frame,
}

FORMAT: Final = Format("odt", (".odt", ".ott"), fits, read, N_("OpenDocument text (.odt)"))
