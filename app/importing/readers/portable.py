"""How a PDF is known; what reads it is large, and is loaded with the first one."""

from importlib import import_module
from typing import Final

from app.importing.draft import Material
from app.importing.readers.shape import Format
from app.sentences import N_

MARK: Final = b"%PDF-"
MARK_WITHIN: Final = 1024


def is_pdf(data: bytes) -> bool:
    """Whether a file is a PDF."""
    return MARK in data[:MARK_WITHIN]


def read(data: bytes) -> Material:
    """Return the paragraphs that the text of a PDF seems to have."""
    material: Material = import_module("app.importing.readers.pdf").read_pdf(data)
    return material


FORMAT: Final = Format("pdf", (".pdf",), is_pdf, read, N_("PDF (.pdf)"))
