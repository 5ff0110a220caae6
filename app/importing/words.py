"""One canonical form for everything that people said."""

import re
import unicodedata

from app.sentences import N_, Refusal

# What XML forbids (controls, half surrogate pairs, U+FFFE, U+FFFF), and the controls U+007F to U+009F.
UNREADABLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
# Vertical tab and form feed are how word processors write soft returns and page ends into plain text.
LINE_END = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
BYTE_ORDER_MARK = "\ufeff"


class UnreadableCharacters(Refusal):
    sentence = N_(
        "Paragraph %(number)s holds characters that are not text. "
        "Delete that paragraph in Word, type it anew, and try again."
    )


def clean(words: str, number: int = 1) -> str:
    """Return the words in NFC, lines ended by LF, single blanks, no empty lines.

    Refuses characters that cannot be stored or exchanged, naming the `number` of the paragraph.
    """
    return "\n".join([text for line in readable_lines(words, number) if (text := " ".join(line.split()))])


def readable_lines(words: str, number: int) -> list[str]:
    """Return the lines in NFC with their blanks as they are, or refuse what is no text."""
    if words.isascii() and words.isprintable():  # one line of plain letters, as most are
        return [words]
    if UNREADABLE.search(words):
        raise UnreadableCharacters(number=number)
    if not words.isascii():
        words = unicodedata.normalize("NFC", words.replace(BYTE_ORDER_MARK, ""))
    return LINE_END.sub("\n", words).split("\n")
