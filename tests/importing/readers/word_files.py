"""Word files made for the tests: sound ones, and ones that mean harm."""

from collections.abc import Mapping, Sequence
from io import BytesIO
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

import docx

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"


def zipped(parts: Mapping[str, bytes | str]) -> bytes:
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return file.getvalue()


def word_parts_of(
    document: str | bytes, *, kind: str = MAIN, more: Mapping[str, bytes | str] | None = None
) -> dict[str, bytes | str]:
    entry = f'<Override PartName="/word/document.xml" ContentType="{kind}"/>'
    relation = f'<Relationship Id="r1" Type="{OFFICE}" Target="word/document.xml"/>'
    return {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">{entry}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships">{relation}</Relationships>',
        "word/document.xml": document,
        **(more or {}),
    }


def word_xml(body: str, *, before: str = "", namespace: str = W) -> str:
    return f"{before}<w:document {namespace}><w:body>{body}</w:body></w:document>"


def word_file(body: str, **how: str) -> bytes:
    return zipped(word_parts_of(word_xml(body, **how)))


def run(words: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{escape(words)}</w:t></w:r>'


def paragraph(words: str) -> str:
    return f"<w:p>{run(words)}</w:p>"


def transcript(*paragraphs: str) -> bytes:
    """A .docx as python-docx writes it."""
    document = docx.Document()
    for words in paragraphs:
        document.add_paragraph(words)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def cell(*words: str, properties: str = "") -> str:
    """A cell whose paragraphs say these words; XML that begins with `<w:` goes in as it is."""
    inside = "".join(text if text.startswith("<w:") else paragraph(text) for text in words)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inside or '<w:p/>'}</w:tc>"


def table(*rows: Sequence[str]) -> str:
    """A table of rows of words; a cell that begins with `<w:tc>` goes in as it is."""
    lines = ("".join(text if text.startswith("<w:tc>") else cell(text) for text in row) for row in rows)
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(f'<w:tr>{line}</w:tr>' for line in lines)}</w:tbl>"


def commented(body: str, comments: Mapping[str, tuple[str, str]], *, target: str = "comments.xml") -> bytes:
    """A file with comments by their number: who wrote what."""
    inside = "".join(
        f'<w:comment w:id="{number}" w:author="{author}">{"".join(map(paragraph, words.splitlines()))}</w:comment>'
        for number, (author, words) in comments.items()
    )
    relation = f'<Relationship Id="r1" Type="{OFFICE.rpartition("/")[0]}/comments" Target="{target}"/>'
    more = {
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">{relation}</Relationships>',
        "word/comments.xml": f"<w:comments {W}>{inside}</w:comments>",
    }
    return zipped(word_parts_of(word_xml(body), more=more))
