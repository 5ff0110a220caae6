"""Paragraphs that were numbered by a program: `12 Dan: Okay.` The number is nobody's word."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from app.importing.speaking.forms import with_colon
from app.importing.speaking.lines import Line

NUMBERED: Final = re.compile(r"(?P<number>\d{1,5})[.)]?(?:\s+(?P<text>.+))?")
FEWEST: Final = 3


def without_numbers(lines: Sequence[Line]) -> list[Line]:
    """Return the lines without their numbers, if they count upwards one by one and labels stand behind them."""
    found = list(counted(lines))
    texts = dict(found)
    if sum(with_colon(lines[index]._replace(text=text)) is not None for index, text in found) < FEWEST:
        return list(lines)
    anew = [line._replace(text=texts.get(index, line.text)) for index, line in enumerate(lines)]
    return [line for line in anew if line.text]


def counted(lines: Sequence[Line]) -> Iterator[tuple[int, str]]:
    """Yield the place and the rest of each line whose number comes after the one before it."""
    last: int | None = None
    for index, line in enumerate(lines):
        match = NUMBERED.fullmatch(line.text) if line.text[0].isdigit() else None
        if match is not None and int(match["number"]) == (0 if last is None else last) + 1:
            last = int(match["number"])
            yield index, match["text"] or ""
