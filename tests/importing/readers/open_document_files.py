"""OpenDocument texts made for the tests."""

from collections.abc import Mapping

from tests.importing.readers.word_files import zipped

NAMESPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{whole}:1.0"'
    for name, whole in {
        "office": "office", "text": "text", "table": "table", "draw": "drawing", "style": "style",
    }.items()
)  # fmt: skip
KIND = "application/vnd.oasis.opendocument.text"


def open_document(
    body: str, *, styles: str = "", kind: str = KIND, more: Mapping[str, str | bytes] | None = None
) -> bytes:
    content = (
        f'<office:document-content {NAMESPACES} xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    return zipped({"mimetype": kind, "content.xml": content, "META-INF/manifest.xml": "<manifest/>", **(more or {})})


def text(words: str) -> str:
    return f"<text:p>{words}</text:p>"


def row(*cells: str) -> str:
    inside = (
        cell if cell.startswith("<table:") else f"<table:table-cell>{text(cell)}</table:table-cell>" for cell in cells
    )
    return f"<table:table-row>{''.join(inside)}</table:table-row>"
