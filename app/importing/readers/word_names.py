"""The names that Word gives to things in its XML, in transitional and in strict files."""

from collections.abc import Iterator
from functools import cache
from typing import Final

from lxml import etree

from app.importing.readers.cells import MOST_COLUMNS

# Word writes the first; "Strict Open XML" is saved with the second.
NAMESPACES: Final = (
    "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}",
    "{http://purl.oclc.org/ooxml/wordprocessingml/main}",
)
FALLBACK: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"

CHARACTERS: Final = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
SILENT: Final = (
    *("rt", "rPrChange", "pPrChange", "sectPr", "sectPrChange", "tblPr", "tblGrid"),
    *("trPr", "tcPr", "tblPrEx", "sdtPr", "sdtEndPr", "smartTagPr", "customXmlPr", "rubyPr", "delText", "delInstrText"),
)
# Word itself turns :) and --> into these as one types.
SYMBOLS: Final = {"F04A": "🙂", "F04B": "😐", "F04C": "🙁", "F0DF": "←", "F0E0": "→"}


@cache
def tags(*names: str) -> tuple[str, ...]:
    """Return elements' names as they stand in transitional and in strict files."""
    return tuple(namespace + name for name in names for namespace in NAMESPACES)


def local_name(element: etree._Element) -> str:
    """Return the name of an element without its namespace."""
    return element.tag.rpartition("}")[2]


def named(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """Yield the children of a name."""
    return element.iterchildren(*tags(name))


def has(element: etree._Element, *names: str) -> bool:
    """Whether an element has a child of one of the names."""
    return next(element.iterchildren(*tags(*names)), None) is not None


def value(element: etree._Element, name: str) -> str:
    """Return an attribute of Word's own vocabulary, or nothing."""
    return next((found for tag in tags(name) if (found := element.get(tag)) is not None), "")


def number(properties: etree._Element | None, name: str, otherwise: int) -> int:
    """Return a number of columns out of the properties of a row or a cell."""
    told = "" if properties is None else next((value(child, "val") for child in named(properties, name)), "")
    return min(int(told), MOST_COLUMNS) if told.isdecimal() and told.isascii() and len(told) < 6 else otherwise


def let_go(element: etree._Element) -> None:
    """Forget an element that has been read, and what stands before it."""
    element.clear()
    around = element.getparent()
    while around is not None and element.getprevious() is not None:
        del around[0]
