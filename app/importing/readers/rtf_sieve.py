"""Sieve a rich text file: pictures, styles, hidden and deleted words fall through, and what is left is small and safe.

What the text itself cannot say (where a paragraph or a cell ends, where a comment begins) is written into it as
characters of the private use area, so that it is still there when the text has been decoded.
"""

import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import Final

from app.importing.readers import left_out
from app.importing.readers.limits import DamagedFile, TooLargeInside, refuse_too_much_text
from app.importing.readers.markup import MAX_MARKUP
from app.importing.readers.rtf_words import (
    CELL_PARAGRAPH,
    COMMENT_IS_OVER,
    COUNTED,
    END,
    ENDS,
    HIDES,
    KEPT,
    LINE,
    LOOKS,
    OPENED,
    PARAGRAPH,
    READABLE_SETS,
    SIGNS,
    SILENT,
)

TOKEN: Final = re.compile(
    r"\\([a-z]{1,32})(-?\d{1,10})?[ ]?|(\\'[0-9a-f]{2})|\\([^a-z])|([{}])|([^\\{}]+)", re.I | re.S
)
BINARY: Final = re.compile(rb"(?<!\\)\\bin(\d{1,9}) ?")
MOST_INSTEAD: Final = 20  # characters that stand for one which an old program does not know
MOST_FONTS: Final = 2_000
BEYOND_ASCII: Final = re.compile("[\x80-\xff]")
LINE_ENDS: Final = re.compile("[\r\n\x00]+")


@dataclass(frozen=True, slots=True)
class Group:
    """What holds until the closing brace: whether anything is read, whether it is hidden, whether it is in a cell."""

    silent: bool = False
    counted: str = ""
    hidden: str = ""
    in_cell: bool = False
    closing: str = ""


def sieved(data: bytes) -> tuple[str, Counter[str]]:
    """Return a rich text file with only what is read, and counts of what was left out."""
    data = without_binary(data)
    if data.count(b"\\") + data.count(b"{") > MAX_MARKUP:
        raise TooLargeInside
    sieve = Sieve()
    for match in TOKEN.finditer(data.decode("latin-1")):
        sieve.take(match)
        if sieve.is_over:
            return sieve.text(), sieve.counts
    raise DamagedFile  # the last brace is missing: the file was cut off


def without_binary(data: bytes) -> bytes:
    """Return the file without its stretches of raw bytes, in which braces mean nothing."""
    pieces, begin = [], 0
    while match := BINARY.search(data, begin):
        pieces.append(data[begin : match.start()])
        begin = match.end() + int(match[1])
    return b"".join([*pieces, data[begin:]]) if pieces else data


class Sieve:
    """Takes the tokens of a file one after another and keeps those that belong to the text."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.is_over = False
        self._group = Group()
        self._stack: list[Group] = []
        self._kept: list[str] = []
        self._fonts: dict[str, str] = {}
        self._font = ""
        self._default_font = "0"
        self._code_page = "1252"
        self._characters = 0

    def text(self) -> str:
        """Return what was kept as a rich text file with a head of our own."""
        fonts = "".join(f"{{\\f{number}\\fcharset{letters} a;}}" for number, letters in self._fonts.items())
        head = f"{{\\rtf1\\ansi\\ansicpg{self._code_page}\\deff{self._default_font}{{\\fonttbl{fonts}}}"
        return head + "".join(self._kept) + "}"

    def take(self, match: re.Match[str]) -> None:
        """Take one token: a control word, a byte, an escaped sign, a brace, or text."""
        word, number, byte, sign, brace, text = match.groups()
        if word:
            self._word(word, number)
        elif brace:
            self._open() if brace == "{" else self._close()
        elif sign == "*":
            self._group = replace(self._group, silent=True)
        elif text:
            self._text(LINE_ENDS.sub("", text))
        else:
            self._say(byte or self._escaped(sign))

    def _open(self) -> None:
        self._stack.append(self._group)
        if self._group.closing:
            self._group = replace(self._group, closing="")
        self._kept.append("{")

    def _close(self) -> None:
        self._kept.append(f"{self._group.closing}}}")
        self._group = self._stack.pop() if self._stack else Group()
        self.is_over = not self._stack

    def _text(self, text: str) -> None:
        if not self._group.silent:
            self._characters += len(text)
            refuse_too_much_text(self._characters)
        self._say(BEYOND_ASCII.sub(as_byte, text))

    def _say(self, piece: str) -> None:
        group = self._group
        if group.silent:
            if group.counted and any(map(str.isalpha, piece)):
                self._count_once(group.counted)
        elif group.hidden:
            self.counts[group.hidden] += 1
        else:
            self._kept.append(piece)

    def _count_once(self, counted: str) -> None:
        """Count a note or a header once, however many stretches of text it holds."""
        self.counts[counted] += 1
        self._group = replace(self._group, counted="")
        for place in range(len(self._stack) - 1, -1, -1):
            if self._stack[place].counted != counted:
                break
            self._stack[place] = replace(self._stack[place], counted="")

    def _escaped(self, sign: str) -> str:
        if sign in "\r\n":  # the end of a paragraph in old files
            return self._paragraph_end()
        return f"\\{sign}" if sign in "\\{}~_-" else ""

    def _paragraph_end(self) -> str:
        return marked(CELL_PARAGRAPH if self._group.in_cell else PARAGRAPH)

    def _word(self, word: str, number: str | None) -> None:
        around = self._stack[-1] if self._stack else Group()
        if word in OPENED and not around.silent:
            self._group = replace(around, closing=marked(COMMENT_IS_OVER if word == "annotation" else END))
            self._kept.append(marked(OPENED[word]))
        elif word in COUNTED and not around.counted:
            self._group = replace(self._group, silent=True, counted=COUNTED[word])
        elif word in SILENT:
            self._group = replace(self._group, silent=True)
        elif word in {"f", "fcharset", "deff", "ansicpg"}:
            self._letters(word, number or "")
        elif not self._group.silent:
            self._in_text(word, number)

    def _letters(self, word: str, number: str) -> None:
        """Note which characters the bytes of a font stand for; in the text, that a font begins."""
        if word == "ansicpg" and number:
            self._code_page = number
        elif word == "deff" and number:
            self._default_font = number
        elif word == "fcharset" and number and int(number) in READABLE_SETS and len(self._fonts) < MOST_FONTS:
            self._fonts[self._font] = number
        elif word == "f":
            self._font = number
            if not self._group.silent:
                self._kept.append(f"\\f{number} ")

    def _in_text(self, word: str, number: str | None) -> None:
        if word in LOOKS:
            self._look(word, number)
        elif word in {"par", "nestcell"}:
            self._kept.append(marked(CELL_PARAGRAPH) if word == "nestcell" else self._paragraph_end())
        elif word in ENDS:
            self._kept.append(marked(ENDS[word]))
        elif word in LINE:
            self._say("\\line ")
        elif word in KEPT:
            self._say(f"\\{word} ")
        elif word == "u" and number:
            self._say(character(int(number)))
        elif word == "uc":
            self._kept.append(f"\\uc{min(max(int(number or 1), 0), MOST_INSTEAD)} ")

    def _look(self, word: str, number: str | None) -> None:
        """Follow what hides text, what was deleted or inserted, and whether a paragraph stands in a cell."""
        on = number != "0"
        if word in {"pard", "intbl"}:
            self._group = replace(self._group, in_cell=word == "intbl" and on)
        elif word == "revised":
            self.counts[left_out.INSERTED] += on
        elif word == "plain":
            self._group = replace(self._group, hidden="")
            self._kept.append(f"\\f{self._default_font} ")
        else:
            self._group = replace(self._group, hidden=HIDES[word] if on else "")


def marked(sign: str) -> str:
    """Return a sign of ours as it stands in a rich text file."""
    return f"{{\\uc0\\u{ord(sign)} }}"


def character(number: int) -> str:
    """Return a character as a control word; a sign of ours in the file itself would be mistaken for one."""
    code = number + 0x10000 if number < 0 else number
    return f"\\u{code} " if 0 < code < 0x10000 and code not in SIGNS else "\\u65533 "


def as_byte(match: re.Match[str]) -> str:
    """Return a byte beyond ASCII as rich text writes it."""
    return f"\\'{ord(match[0]):02x}"
