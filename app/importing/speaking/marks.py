"""Times of the recording that stand in the text: before or after a label, or at the end of what was said."""

import re
from typing import Final, NamedTuple

from app.importing.times import milliseconds

SHORT: Final = r"\d{1,2}:\d{2}(?:[.,]\d{1,3})?"
LONG: Final = r"\d{1,2}:\d{2}:\d{2}(?:[.,]\d{1,3})?"
EITHER: Final = rf"(?:{LONG}|{SHORT})"
RANGE: Final = rf"(?:\s*(?:-->|[-–—])\s*{EITHER})?"
F4: Final = rf"#\s*{LONG}(?:-\d)?\s*#"
BRACKETED: Final = (
    rf"(?:\[\s*{EITHER}{RANGE}\s*\]|\(\s*{EITHER}{RANGE}\s*\)|<\s*{EITHER}\s*>|\{{\s*{EITHER}\s*\}}|{F4})"
)

# A time without brackets is one only where three numbers stand, or where a label follows: "12:30 is when I eat".
AT_BEGINNING: Final = re.compile(rf"(?P<mark>{BRACKETED}|{LONG}(?![\d:.,]))\s*")
BEFORE_LABEL: Final = re.compile(rf"(?P<mark>{BRACKETED}|{EITHER})(?:\s+[-–—])?\s+")
# "The bus leaves (17:30)" are words, so round brackets need three numbers at the end.
AT_END: Final = re.compile(rf"\s*(?P<mark>\[\s*{EITHER}{RANGE}\s*\]|\(\s*{LONG}{RANGE}\s*\)|{F4})\s*")
BEGINNINGS: Final = frozenset("[(<{#0123456789")
OPENING: Final = {"]": "[", ")": "(", "#": "#"}
WHOLE: Final = re.compile(rf"{BRACKETED}|{EITHER}")
LONGEST: Final = 40  # characters of a mark, with all its blanks
FIRST: Final = re.compile(rf"{EITHER}(?:-\d)?")


class Unmarked(NamedTuple):
    """Words without the time beside them. `start_ms` is None where there was none."""

    words: str
    start_ms: int | None


def without_first_mark(text: str) -> Unmarked:
    """Take the time off the beginning of a line."""
    return taken_off(AT_BEGINNING, text)


def without_mark_before_label(text: str) -> Unmarked:
    """Take the time off a line that may go on with a label."""
    return taken_off(BEFORE_LABEL, text)


def taken_off(pattern: re.Pattern[str], text: str) -> Unmarked:
    """Take off what the pattern finds at the beginning."""
    if text[:1] not in BEGINNINGS:
        return Unmarked(text, None)
    match = pattern.match(text)
    start_ms = mark_ms(match["mark"]) if match else None
    return Unmarked(text[match.end() :], start_ms) if match and start_ms is not None else Unmarked(text, None)


def without_last_mark(text: str) -> Unmarked:
    """Take the time off the end of a line, as f4 writes it: `#00:00:12-3#`."""
    opening = text.rfind(OPENING[text[-1]], -LONGEST, -1) if text[-1:] in OPENING else -1
    match = AT_END.fullmatch(text, opening) if opening >= 0 else None
    start_ms = mark_ms(match["mark"]) if match else None
    return Unmarked(text[:opening].rstrip(), start_ms) if start_ms is not None else Unmarked(text, None)


def is_mark(text: str) -> bool:
    """Whether a text is a time and nothing else."""
    return bool(WHOLE.fullmatch(text))


def mark_ms(mark: str) -> int | None:
    """Return the (first) time of a mark."""
    match = FIRST.search(mark)
    return milliseconds(match[0]) if match else None
