"""Read the body of a Word document: what its readers see, in the order in which they see it."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Final

from lxml import etree

from app.importing.draft import Comment, Paragraph
from app.importing.readers import left_out
from app.importing.readers.cells import Cell
from app.importing.readers.limits import MAX_TABLES_INSIDE, TooDeep
from app.importing.readers.markup import CAUTIONS, refusal_for, refuse_document_type, refuse_too_much_markup
from app.importing.readers.passages import Reading
from app.importing.readers.tables import TableReader
from app.importing.readers.word_names import (
    CHARACTERS,
    FALLBACK,
    SILENT,
    SYMBOLS,
    has,
    let_go,
    local_name,
    named,
    number,
    tags,
    value,
)

COUNTED: Final = {
    "footnoteReference": left_out.NOTES,
    "endnoteReference": left_out.NOTES,
    "altChunk": left_out.EMBEDDED,
}
OFF: Final = frozenset({"0", "false", "off"})


@dataclass(frozen=True, slots=True)
class Body:
    """The paragraphs with text, the passages that comments hang on, and what was left out.

    `last_table` is the number of paragraphs before a table that the document ends with.
    """

    paragraphs: tuple[Paragraph, ...]
    last_table: int
    comments: tuple[Comment, ...]
    passages: Mapping[str, str]
    counts: Counter[str]


def read_body(document: bytes) -> Body:
    """Return what stands in the XML of a document; paragraphs and tables are let go as soon as they are read."""
    refuse_document_type(document)
    refuse_too_much_markup(document)
    reader = BodyReader()
    watched = tags("p", "tbl", "commentRangeStart", "commentRangeEnd", "altChunk")
    try:
        for event, element in etree.iterparse(BytesIO(document), ("start", "end"), tag=watched, **CAUTIONS):
            reader.meet(event, element)
    except etree.XMLSyntaxError as error:
        raise refusal_for(error) from error
    return reader.body()


class BodyReader:
    """Walks through paragraphs and tables and keeps what is said."""

    def __init__(self) -> None:
        self.paragraphs: list[Paragraph] = []
        self.counts: Counter[str] = Counter()
        self._reading = Reading()
        self._tables = TableReader(self.counts)
        self._open: list[str] = []
        self._last_table: int | None = None
        self._hidden = False
        self._joins_next = False
        self._in_code: list[bool] = []

    def body(self) -> Body:
        """Return what was read; the words of a last paragraph whose end was deleted are kept."""
        self._end_paragraph()
        last_table = len(self.paragraphs) if self._last_table is None else self._last_table
        read = tuple(self.paragraphs), last_table, tuple(self._tables.comments)
        return Body(*read, self._reading.quoted(), self.counts)

    def meet(self, event: str, element: etree._Element) -> None:
        """Read an element of the body once it is whole, and let it go."""
        if event == "start":
            self._open.append(local_name(element))
            if self._open.count("tbl") > MAX_TABLES_INSIDE:
                raise TooDeep
            return
        self._open.pop()
        if "p" in self._open or "tbl" in self._open:
            return
        if not any(around.tag == FALLBACK for around in element.iterancestors()):
            self.read(element)
        let_go(element)

    def read(self, element: etree._Element) -> None:
        """Read one element, by what it is; what is unknown may hold something to read."""
        HANDLERS.get(element.tag, BodyReader._inside)(self, element)

    def _inside(self, element: etree._Element) -> None:
        for child in element:
            HANDLERS.get(child.tag, BodyReader._inside)(self, child)

    def _nothing(self, _element: etree._Element) -> None:
        """Pass over an element that says nothing."""

    def _count(self, element: etree._Element) -> None:
        self.counts[COUNTED[local_name(element)]] += 1

    def _inserted(self, element: etree._Element) -> None:
        self.counts[left_out.INSERTED] += 1
        self._inside(element)

    def _deleted(self, _element: etree._Element) -> None:
        self.counts[left_out.DELETED] += 1

    def _picture(self, element: etree._Element) -> None:
        boxes = sum(1 for _ in element.iter(*tags("txbxContent")))
        if boxes:
            self.counts[left_out.BOXES] += boxes

    def _comment_begins(self, element: etree._Element) -> None:
        self._reading.begin_comment(value(element, "id"))

    def _comment_ends(self, element: etree._Element) -> None:
        self._reading.end_comment(value(element, "id"))

    def _comment(self, element: etree._Element) -> None:
        self._reading.place_comment(value(element, "id"))

    def _paragraph(self, element: etree._Element) -> None:
        self._inside(element)
        self._in_code = [code for code in self._in_code if not code]  # a field that never ends must not eat the rest
        if self._joins_next:
            self._joins_next = False
        else:
            self._end_paragraph()

    def _end_paragraph(self) -> None:
        text = self._reading.end_paragraph()
        if text.strip():
            self.paragraphs.append(Paragraph(text))
            self._last_table = None

    def _paragraph_properties(self, element: etree._Element) -> None:
        """Note whether the end of the paragraph was deleted, so that it reads as one with the next."""
        mark = next(named(element, "rPr"), None)
        self._joins_next = mark is not None and has(mark, "del", "moveFrom")

    def _run(self, element: etree._Element) -> None:
        self._inside(element)
        self._hidden = False

    def _run_properties(self, element: etree._Element) -> None:
        vanish = next(named(element, "vanish"), None)
        self._hidden = vanish is not None and value(vanish, "val") not in OFF
        if self._hidden:
            self.counts[left_out.HIDDEN] += 1

    def _field(self, element: etree._Element) -> None:
        """Follow a field: its code is between begin and separate, its visible result before end."""
        turn = value(element, "fldCharType")
        if turn == "begin":
            self._in_code.append(True)
        elif self._in_code:
            self._in_code.pop()
            if turn == "separate":
                self._in_code.append(False)

    def _text(self, element: etree._Element) -> None:
        self._say(element.text or "")

    def _character(self, element: etree._Element) -> None:
        self._say(CHARACTERS[local_name(element)])

    def _symbol(self, element: etree._Element) -> None:
        known = SYMBOLS.get(value(element, "char").upper())
        if known is None:
            self.counts[left_out.SYMBOLS] += 1
        else:
            self._say(known)

    def _say(self, text: str) -> None:
        if not self._hidden and not any(self._in_code):
            self._reading.say(text)

    def _table(self, element: etree._Element) -> None:
        self._end_paragraph()
        begins = len(self.paragraphs) if self._last_table is None else self._last_table
        around, self.paragraphs = self.paragraphs, []
        rows = [self._row(row) for row in self._parts(element, "tr") if not self._row_is_deleted(row)]
        self.paragraphs = around + self.paragraphs + self._tables.read([row for row in rows if row])
        self._last_table = begins

    def _row_is_deleted(self, row: etree._Element) -> bool:
        deleted = any(has(properties, "del") for properties in named(row, "trPr"))
        self.counts[left_out.DELETED] += deleted
        return deleted

    def _row(self, row: etree._Element) -> list[Cell]:
        cells: list[Cell] = []
        column = sum(number(properties, "gridBefore", 0) for properties in named(row, "trPr"))
        for cell in self._parts(row, "tc"):
            properties = next(named(cell, "tcPr"), None)
            span = number(properties, "gridSpan", 1)
            if properties is not None and has(properties, "cellDel"):
                self.counts[left_out.DELETED] += 1
            else:
                cells.append(Cell(column, span, self._cell(cell)))
            column += span
        return cells

    def _cell(self, cell: etree._Element) -> tuple[Paragraph, ...]:
        around, self.paragraphs = self.paragraphs, []
        self._inside(cell)
        self._end_paragraph()
        inside, self.paragraphs = self.paragraphs, around
        return tuple(inside)

    def _parts(self, element: etree._Element, name: str) -> Iterator[etree._Element]:
        """Yield the rows of a table or the cells of a row, also out of content controls; read what stands between."""
        for child in element:
            if child.tag in tags(name):
                yield child
            elif child.tag in HANDLERS:
                HANDLERS[child.tag](self, child)
            else:
                yield from self._parts(child, name)


HANDLERS: Final[Mapping[str, Callable[[BodyReader, etree._Element], None]]] = {
    tag: handler
    for names, handler in (
        (("p",), BodyReader._paragraph),
        (("pPr",), BodyReader._paragraph_properties),
        (("r",), BodyReader._run),
        (("rPr",), BodyReader._run_properties),
        (("t",), BodyReader._text),
        (tuple(CHARACTERS), BodyReader._character),
        (("sym",), BodyReader._symbol),
        (("fldChar",), BodyReader._field),
        (("ins", "moveTo"), BodyReader._inserted),
        (("del", "moveFrom"), BodyReader._deleted),
        (("drawing", "pict", "object"), BodyReader._picture),
        (("tbl",), BodyReader._table),
        (("commentRangeStart",), BodyReader._comment_begins),
        (("commentRangeEnd",), BodyReader._comment_ends),
        (("commentReference",), BodyReader._comment),
        (tuple(COUNTED), BodyReader._count),
        (SILENT, BodyReader._nothing),
    )
    for tag in tags(*names)
} | {FALLBACK: BodyReader._nothing}
