"""From the bytes of a text file to its text: which encoding it is in, or which one it most likely is."""

import codecs
import re
from collections.abc import Mapping
from typing import Final

from app.sentences import N_, Refusal

MEGABYTE: Final = 2**20
MAX_TEXT_FILE: Final = 25 * MEGABYTE
BEGINNING: Final = 2**16
MAX_LINES: Final = 100_000  # two hours with a time for every word have about 20,000 pieces, of four lines each

# What a person may choose, and Python's name for it. UTF-16 finds its byte order by itself.
ENCODINGS: Final[Mapping[str, str]] = {
    "utf-8": "utf-8-sig",
    "cp1252": "cp1252",
    "mac-roman": "mac-roman",
    "iso-8859-15": "iso-8859-15",
    "utf-16": "utf-16",
}
# UTF-32 first: its mark begins with that of UTF-16.
MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
NUL: Final = 0
FEWEST_NULS: Final = 0.1  # of every other byte: even a text in Cyrillic letters has its blanks and line ends

LINE_END: Final = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
CONTROL: Final = re.compile("[\x00-\x08\x0e-\x19\x1c-\x1f]")
MOST_CONTROLS: Final = 0.02

# Bytes beside letters: å æ ø ä ö é and so on as an old Macintosh wrote them, and as Windows does.
MAC_LETTERS: Final = re.compile(rb"[A-Za-z][\x80\x81\x8a\x8c\x8e\x8f\x9a\x9f\xae\xaf\xbe\xbf]+[A-Za-z\s,.]")
WINDOWS_LETTERS: Final = re.compile(rb"[A-Za-z][\xc4-\xc6\xd6\xd8\xdc\xdf\xe4-\xea\xf1\xf6\xf8\xfc]+[A-Za-z\s,.]")


class OtherEncoding(Refusal):
    sentence = N_("The text of this file is not in the encoding %(encoding)s. Choose another one, and try again.")


class UnknownEncoding(Refusal):
    sentence = N_("This encoding is not known. Choose one of these: %(encodings)s.")


class TooLargeTextFile(Refusal):
    sentence = N_("This file is larger than %(limit)s MB. Make one file for each conversation, and try again.")


class TooManyLines(Refusal):
    sentence = N_("This file has more than %(limit)s lines. Make one file for each conversation, and try again.")


def decoded(data: bytes, encoding: str = "") -> tuple[str, str]:
    """Return a file's text, and the name of its encoding if that was guessed and a person should look.

    The text has no byte order mark; its line ends are untouched. An `encoding` (one of ENCODINGS) is taken at its
    word. Without one: a byte order mark, UTF-16 by its zero bytes, strict UTF-8, then an old one-byte encoding.
    """
    if len(data) > MAX_TEXT_FILE:
        raise TooLargeTextFile(limit=MAX_TEXT_FILE // MEGABYTE)
    if encoding:
        return as_chosen(data, encoding), ""
    for mark, marked in MARKS:
        if data.startswith(mark) and (text := tried(data, marked)) is not None:
            return text, ""
    if (order := byte_order(data)) and (text := tried(data, order)) is not None:
        return text, "utf-16"
    if (text := tried(data, "utf-8")) is not None:
        return text, ""
    return guessed(data)


def as_chosen(data: bytes, encoding: str) -> str:
    """Return the text in the encoding that a person chose, or refuse it."""
    if encoding not in ENCODINGS:
        raise UnknownEncoding(encodings=", ".join(ENCODINGS))
    name = ENCODINGS[encoding]
    if name == "utf-16" and not data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        name = byte_order(data) or "utf-16-le"
    text = tried(data, name)
    if text is None:
        raise OtherEncoding(encoding=encoding)
    return text


def tried(data: bytes, encoding: str) -> str | None:
    """Return the text, or None when the bytes are not in this encoding."""
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def byte_order(data: bytes) -> str:
    """Return which UTF-16 the zero bytes tell of, or nothing."""
    sample = data[:BEGINNING]
    pairs = len(sample) // 2
    low, high = sample[0::2].count(NUL), sample[1::2].count(NUL)
    if max(low, high) <= FEWEST_NULS * pairs or min(low, high) * 20 > max(low, high):
        return ""
    return "utf-16-le" if high > low else "utf-16-be"


def guessed(data: bytes) -> tuple[str, str]:
    """Return the text as Windows wrote it, or as an old Macintosh did where the letters tell so."""
    windows = tried(data, "cp1252")
    if windows is None or len(MAC_LETTERS.findall(data)) > len(WINDOWS_LETTERS.findall(data)):
        return data.decode("mac-roman"), "mac-roman"
    return windows, "cp1252"


def lines_of(text: str) -> list[str]:
    """Return the lines of a text, whatever ends them; a page that ends, ends a line."""
    lines = LINE_END.split(text.rstrip("\x1a"))  # the end of a file, on old machines
    refuse_too_many_lines(len(lines))
    return lines


def refuse_too_many_lines(count: int) -> None:
    """Refuse more lines, or pieces of speech, than any conversation has."""
    if count > MAX_LINES:
        raise TooManyLines(limit=MAX_LINES)


def beginning(data: bytes) -> str:
    """Return the first words of a file for recognising its format: cheap, and never refused."""
    sample = data[:BEGINNING]
    marked = next((name for mark, name in MARKS if sample.startswith(mark)), "")
    return sample.decode(marked or byte_order(sample) or "utf-8", errors="replace")


def is_text(data: bytes) -> bool:
    """Whether a file may be text at all: in anything else, controls come often."""
    text = beginning(data)
    return len(CONTROL.findall(text)) <= MOST_CONTROLS * len(text)
