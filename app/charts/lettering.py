"""How much room words take, and how they are cut where there is less.

Nobody knows here which letters the reader's machine has. Widths are those of DejaVu Sans, which is wider than
the letters that most machines have; so words may stand a little loose, and seldom run over.
"""

import re
from bisect import bisect_right
from itertools import accumulate
from typing import Final
from unicodedata import combining, east_asian_width, normalize

ELLIPSIS: Final = "…"

# Hundredths of the letter size.
_OTHERS: Final = 72
_WIDE: Final = 105
_WIDTHS: Final = {
    letter: width
    for width, letters in {
        29: "'ijlIJ",
        34: " ,./:;\\|’",
        41: "!()[]ft-r",
        53: '"*_`“”–sz?',
        59: "cLFkvxy",
        64: "PTYaoeESbdghnpqu$0123456789{}øåäöüé",
        70: "KAVBRXZCÅ",
        79: "UHNDG&OQØ",
        84: "w#+<=>^~",
        100: "M%mW@æÆ…—",
    }.items()
    for letter in letters
}
# How much wider bold letters are, at most of those that are common.
BOLD: Final = 1.15
# What XML forbids; a picture must not fail because of one character.
_FORBIDDEN: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def legal(words: str) -> str:
    """Return the words with every character that XML forbids replaced, length unchanged."""
    return _FORBIDDEN.sub("\ufffd", words)


def width_of(words: str, size: float) -> float:
    """Return about how wide words are, in the unit of the letter size. Marks that sit on a letter take no room.

    For bold words, ask with BOLD times the size.
    """
    return sum(map(_hundredths, words)) * size / 100


def cut(words: str, width: float, size: float) -> str:
    """Return words on one line, cut with an ellipsis where they are wider than `width`.

    Blanks of any kind become one. A letter keeps the marks that sit on it. Where not even a letter fits, one stands
    there all the same, so that a label is never empty.
    """
    line = " ".join(words.split())
    if width_of(line, size) <= width:
        return line
    ends = list(accumulate(width_of(letter, size) for letter in line))
    end = max(1, bisect_right(ends, width - width_of(ELLIPSIS, size)))
    while end < len(line) and _sits_on(line[end]):
        end += 1
    return line[:end].rstrip() + ELLIPSIS if end < len(line) else line


def wrapped(words: str, width: float, size: float, most: int) -> tuple[str, ...]:
    """Return words as 1 to `most` lines, broken between words, each cut with an ellipsis where it is too wide."""
    lines = [""]
    for word in words.split():
        longer = f"{lines[-1]} {word}".lstrip()
        if lines[-1] and len(lines) < most and width_of(longer, size) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return tuple(cut(line, width, size) for line in lines)


def longest_word(words: str, size: float) -> float:
    """Return the width of the widest word; 0 when there is none."""
    return max((width_of(word, size) for word in words.split()), default=0.0)


def _hundredths(letter: str) -> int:
    known = _WIDTHS.get(letter)
    if known is not None:
        return known
    if _sits_on(letter):
        return 0
    if east_asian_width(letter) in "WF":
        return _WIDE
    return _WIDTHS.get(normalize("NFD", letter)[0], _OTHERS)


def _sits_on(letter: str) -> bool:
    return combining(letter) != 0 or letter in "\u200d\ufe0e\ufe0f"
