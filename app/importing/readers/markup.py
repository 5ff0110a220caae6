"""Parse XML out of untrusted files: nothing is fetched, nothing is expanded, and its size is known before."""

import re
from typing import Final, TypedDict

from lxml import etree

from app.importing.readers.limits import DamagedFile, TooDeep, TooLargeInside
from app.sentences import N_, Refusal

# Tags and attributes are what costs time and memory, some 200 bytes each. 12,000 words have up to 140,000 in Word.
MAX_MARKUP: Final = 400_000
WIDTHS: Final = ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")
DOCTYPES: Final = tuple("<!DOCTYPE".encode(encoding) for encoding in WIDTHS)
DECLARED: Final = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.-]+)""")
BYTE_ORDER_MARKS: Final = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
# Office programs write UTF-8. In an encoding that is no more than ASCII and other letters, or UTF-16, a document type
# looks like one; in others (UTF-7, EBCDIC) it does not.
ENCODINGS: Final = re.compile(rb"utf-(?:8|16|16le|16be)|(?:us-)?ascii|iso-8859-\d{1,2}|windows-125\d", re.IGNORECASE)


class DoctypeInside(Refusal):
    sentence = N_(
        "This file holds a document type definition, which no transcript needs and which can do harm. "
        "Copy the text into a new document, and try again."
    )


class Cautions(TypedDict):
    """How every XML parser here is set."""

    resolve_entities: bool
    no_network: bool
    load_dtd: bool
    huge_tree: bool
    remove_comments: bool
    remove_pis: bool


CAUTIONS: Final[Cautions] = {
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "huge_tree": False,
    "remove_comments": True,
    "remove_pis": True,
}


def refuse_document_type(part: bytes) -> None:
    """Refuse XML with a document type, in any encoding; and encodings that could hide one."""
    if any(mark in part for mark in DOCTYPES):
        raise DoctypeInside
    beginning = part[:400].replace(b"\x00", b"")
    for mark in BYTE_ORDER_MARKS:
        beginning = beginning.removeprefix(mark)
    declared = DECLARED.match(beginning.lstrip())
    if declared is not None and ENCODINGS.fullmatch(declared[1]) is None:
        raise DamagedFile
    if part and not beginning.lstrip().startswith(b"<"):
        raise DamagedFile


def refuse_too_much_markup(*parts: bytes) -> None:
    """Refuse XML or HTML that would become a tree of hundreds of megabytes."""
    if sum(part.count(b"<") + part.count(b"=") for part in parts) > MAX_MARKUP:
        raise TooLargeInside


def tree(part: bytes) -> etree._Element:
    """Return the root of an XML part."""
    refuse_document_type(part)
    refuse_too_much_markup(part)
    try:
        return etree.fromstring(part, etree.XMLParser(**CAUTIONS))
    except etree.XMLSyntaxError as error:
        raise refusal_for(error) from error


def refusal_for(error: etree.XMLSyntaxError) -> Refusal:
    """Return the refusal for XML that the parser gave up; its own words stay behind."""
    return TooDeep() if "depth" in str(error) else DamagedFile()
