"""The kinds of file that nobody here reads, so that the refusal can say what to do with them."""

from collections.abc import Collection
from typing import Final

from app.sentences import N_, Refusal

OLE: Final = bytes.fromhex("d0cf11e0a1b11ae1")
ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
ZIP: Final = (b"PK\x03\x04", b"PK\x05\x06")
OPEN_DOCUMENT: Final = b"application/vnd.oasis.opendocument."
OF_OPEN_DOCUMENT: Final = frozenset({"content.xml", "META-INF/manifest.xml"})


class EmptyFile(Refusal):
    sentence = N_("This file is empty. Choose the transcript again.")


class OldOffice(Refusal):
    sentence = N_(
        "This is an old Office file (such as .doc or .xls). "
        "Open it in Word or Excel, save it as .docx or .xlsx, and try again."
    )


class PasswordProtected(Refusal):
    sentence = N_(
        "This file is protected by a password. "
        "Open it in the program that it was made with, remove the password, and try again."
    )


class Presentation(Refusal):
    sentence = N_("This is a presentation. Copy its words into a text document, and try again.")


class OtherOpenDocument(Refusal):
    sentence = N_(
        "This is an OpenDocument spreadsheet, presentation or drawing. "
        "Save a spreadsheet as .xlsx, copy other words into a text document, and try again."
    )


class OtherZip(Refusal):
    sentence = N_("This is a zip file without a transcript that we know. Unpack it, and choose the transcript inside.")


def refuse_kinds_not_read(data: bytes) -> None:
    """Refuse a file that nobody here reads, if its first bytes tell so; a zip has to be looked into instead."""
    if not data:
        raise EmptyFile
    if data.startswith(OLE):
        raise PasswordProtected if ENCRYPTED in data else OldOffice


def other_package(names: Collection[str], mimetype: bytes = b"") -> Refusal:
    """Return the refusal for a sound zip that is not what it was taken for, from what it holds."""
    if mimetype.startswith(OPEN_DOCUMENT) or set(names) >= OF_OPEN_DOCUMENT:
        return OtherOpenDocument()
    if any(name.startswith("ppt/") for name in names):
        return Presentation()
    return OtherZip()
