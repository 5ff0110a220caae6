"""Write Word documents: the page and its styles through python-docx, the text as XML made at once.

python-docx builds a table cell by cell, which costs seconds where a page may cost a tenth of one.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Final
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

FONT: Final = "Calibri"  # LibreOffice puts Carlito in its place, which is as wide
INK: Final = RGBColor(0x1F, 0x1F, 0x1F)
QUIET: Final = "595959"  # 7:1 on white
LONG_SIDE, SHORT_SIDE, MARGIN = Mm(297), Mm(210), Mm(20)
TABLE_TEXT: Final = "Tabletext"
TABLE_HEADING: Final = "Tableheading"

# What XML forbids; an export must not fail because of one character.
FORBIDDEN: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
REPLACEMENT: Final = "\ufffd"


def legal(words: str) -> str:
    """Return the words with every character that XML forbids replaced, length unchanged."""
    return FORBIDDEN.sub(REPLACEMENT, words)


def run(words: str, *, quiet: bool = False) -> str:
    """Return words as a run of text; a line feed is a soft return."""
    look = f'<w:rPr><w:color w:val="{QUIET}"/></w:rPr>' if quiet else ""
    lines = (f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in re.split("\r\n|[\r\n]", legal(words)))
    return f"<w:r>{look}{'<w:br/>'.join(lines)}</w:r>"


def paragraph(words: str, style: str, *, quiet: bool = False, together: bool = False) -> str:
    """Return one paragraph; `together` keeps it on the page of the next one, close to it."""
    keep = '<w:keepNext/><w:keepLines/><w:spacing w:after="40"/>' if together else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{keep}</w:pPr>{run(words, quiet=quiet)}</w:p>'


def cell(paragraphs: Iterable[str], width: Mm) -> str:
    """Return a table cell of the width with the paragraphs, of which there must be one at least."""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width.twips}" w:type="dxa"/></w:tcPr>{"".join(paragraphs)}</w:tc>'


def cells(words: Sequence[str], widths: Sequence[Mm], style: str) -> list[str]:
    """Return a cell of one paragraph for each of the words."""
    return [cell([paragraph(one, style)], width) for one, width in zip(words, widths, strict=True)]


def row(cells: Iterable[str], *, heading: bool = False) -> str:
    """Return a row that stays on one page; a heading row comes again on each."""
    repeated = "<w:tblHeader/>" if heading else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{repeated}</w:trPr>{''.join(cells)}</w:tr>"


def table(rows: Iterable[str], widths: Sequence[Mm], caption: str) -> str:
    """Return a table with thin lines between the rows and a caption for screen readers."""
    edge, thin = (
        'w:val="single" w:space="0" w:sz="8" w:color="1F1F1F"',
        'w:val="single" w:space="0" w:sz="4" w:color="BFBFBF"',
    )
    columns = "".join(f'<w:gridCol w:w="{width.twips}"/>' for width in widths)
    name = escape(legal(caption), {'"': "&quot;", "\n": " "})
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(width.twips for width in widths)}" w:type="dxa"/>'
        f"<w:tblBorders><w:top {edge}/><w:bottom {edge}/><w:insideH {thin}/></w:tblBorders>"
        '<w:tblLayout w:type="fixed"/>'
        '<w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0"'
        ' w:noHBand="1" w:noVBand="1"/>'
        f'<w:tblCaption w:val="{name}"/></w:tblPr><w:tblGrid>{columns}</w:tblGrid>{"".join(rows)}</w:tbl>'
    )


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG picture on a line of its own, as wide as `width`; `words` say what it shows."""

    png: bytes
    words: str
    width: Mm


def word_file(title: str, body: Iterable[str | Picture], *, landscape: bool) -> bytes:
    """Return a .docx on A4 with the blocks of XML, and pictures, as its body. The same input gives the same bytes."""
    document = Document()
    blocks = [one if isinstance(one, str) else _drawn(document, one, number) for number, one in enumerate(body, 1)]
    set_page(document, landscape=landscape)
    set_styles(document)
    set_properties(document, legal(title))
    empty = BytesIO()
    document.save(empty)
    return filled(empty, "".join(blocks).encode())


def _drawn(document: WordDocument, one: Picture, number: int) -> str:
    """Put a picture into the file and return the paragraph that shows it."""
    picture, image = document.part.get_or_add_image(BytesIO(one.png))
    size = f'cx="{int(one.width)}" cy="{int(one.width * image.px_height / image.px_width)}"'
    words = escape(legal(one.words), {'"': "&quot;", "\n": " "})
    drawing = "http://schemas.openxmlformats.org/drawingml/2006"
    return (
        '<w:p><w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0" '
        f'xmlns:wp="{drawing}/wordprocessingDrawing"><wp:extent {size}/>'
        f'<wp:docPr id="{number}" name="{number}" descr="{words}"/>'
        f'<a:graphic xmlns:a="{drawing}/main"><a:graphicData uri="{drawing}/picture">'
        f'<pic:pic xmlns:pic="{drawing}/picture"><pic:nvPicPr><pic:cNvPr id="{number}" name="{number}"/><pic:cNvPicPr/>'
        f'</pic:nvPicPr><pic:blipFill><a:blip r:embed="{picture}" '
        'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"/><a:stretch><a:fillRect/>'
        f'</a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline>'
        "</w:drawing></w:r></w:p>"
    )


def filled(empty: BytesIO, body: bytes) -> bytes:
    """Return the file with the body put in as text: moving parsed elements over costs five times as much."""
    file = BytesIO()
    with ZipFile(empty) as source, ZipFile(file, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            part = source.read(name)
            if name == "word/document.xml":
                part = part.replace(b"<w:body>", b"<w:body>" + body, 1)
            target.writestr(ZipInfo(name), part, ZIP_DEFLATED)  # a ZipInfo of its own tells no time
    return file.getvalue()


def set_page(document: WordDocument, *, landscape: bool) -> None:
    """Make the page A4."""
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (LONG_SIDE, SHORT_SIDE) if landscape else (SHORT_SIDE, LONG_SIDE)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = MARGIN


def set_styles(document: WordDocument) -> None:
    """Give the built-in styles one readable look; text is upright, dark and never smaller than 10 points."""
    for name in ("Table text", "Table heading"):
        document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    sizes = {
        "Normal": 11,
        "Title": 20,
        "Subtitle": 12,
        "Heading 1": 16,
        "Heading 2": 13,
        "Quote": 11,
        "Table text": 10,
        "Table heading": 10,
    }
    for name, size in sizes.items():
        style = paragraph_style(document, name)
        style.font.name, style.font.size, style.font.color.rgb = FONT, Pt(size), INK
        style.font.italic = False
    quote = paragraph_style(document, "Quote").paragraph_format
    quote.left_indent, quote.right_indent, quote.space_after = Mm(10), Mm(5), Pt(12)
    for name in ("Table text", "Table heading"):
        in_cell = paragraph_style(document, name).paragraph_format
        in_cell.space_before, in_cell.space_after, in_cell.line_spacing = Pt(2), Pt(2), 1.1
    paragraph_style(document, "Table heading").font.bold = True


def paragraph_style(document: WordDocument, name: str) -> ParagraphStyle:
    """Return a paragraph style of the document by its name."""
    style = document.styles[name]
    if not isinstance(style, ParagraphStyle):
        raise TypeError(name)
    return style


def set_properties(document: WordDocument, title: str) -> None:
    """Name the document, and remove what the template says about its own author and age."""
    properties = document.core_properties
    properties.title = title[:255]
    properties.author = properties.comments = properties.last_modified_by = ""
    for aged in properties._element.xpath("dcterms:created | dcterms:modified"):
        properties._element.remove(aged)
