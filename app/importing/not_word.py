"""What a file is that is not a Word document, so that the refusal can say what to do with it."""

from app.sentences import N_, Refusal

OLE = bytes.fromhex("d0cf11e0a1b11ae1")
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
ZIP = (b"PK\x03\x04", b"PK\x05\x06")
BYTE_ORDER_MARKS = (b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")


class NotWord(Refusal):
    sentence = N_("This is not a Word .docx file. Open the transcript in Word, save it as .docx, and try again.")


class EmptyFile(NotWord):
    sentence = N_("This file is empty. Choose the transcript again.")


class PdfInstead(NotWord):
    sentence = N_("This is a PDF, not a Word .docx file. Choose the Word file that the PDF was made from.")


class OldWordInstead(NotWord):
    sentence = N_("This is an old Office file (such as .doc). Open it in Word, save it as .docx, and try again.")


class PasswordProtected(NotWord):
    sentence = N_("This file is protected by a password. Open it in Word, remove the password, and try again.")


class RichTextInstead(NotWord):
    sentence = N_("This is a rich text file (.rtf). Open it in Word, save it as .docx, and try again.")


class WebPageInstead(NotWord):
    sentence = N_("This is a web page, not a Word .docx file. Open it in Word, save it as .docx, and try again.")


class PlainTextInstead(NotWord):
    sentence = N_("This is a plain text file. Open it in Word, save it as .docx, and try again.")


class OpenDocumentInstead(NotWord):
    sentence = N_("This is an OpenDocument file (such as .odt). Save it as a Word .docx file, and try again.")


class OtherOfficeInstead(NotWord):
    sentence = N_("This is a spreadsheet or a presentation. Choose a transcript saved as a Word .docx file.")


class ZipInstead(NotWord):
    sentence = N_("This is a zip file without a Word document. Unpack it, and choose the .docx file inside.")


def refuse_other_files(data: bytes) -> None:
    """Refuse bytes that cannot be a .docx, by what they begin with."""
    if not data:
        raise EmptyFile
    if data.startswith(ZIP):
        return
    if data.startswith(OLE):
        raise PasswordProtected if ENCRYPTED in data else OldWordInstead
    raise text_or_other(data[:4096])


def text_or_other(beginning: bytes) -> NotWord:
    """Return the refusal for a file that is neither a zip nor from old Office."""
    lowered = beginning.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if b"%pdf-" in lowered[:1024]:
        return PdfInstead()
    if lowered.startswith(b"{\\rtf"):
        return RichTextInstead()
    if lowered.startswith((b"<!doctype html", b"<html")) or b"<html" in lowered:
        return WebPageInstead()
    if beginning.startswith(BYTE_ORDER_MARKS) or b"\x00" not in beginning:
        return PlainTextInstead()
    return NotWord()


def other_package(names: frozenset[str], mimetype: bytes) -> NotWord:
    """Return the refusal for a zip that holds something other than a Word document."""
    if mimetype.startswith(b"application/vnd.oasis.opendocument"):
        return OpenDocumentInstead()
    if any(name.startswith(("xl/", "ppt/")) for name in names):
        return OtherOfficeInstead()
    return ZipInstead()
