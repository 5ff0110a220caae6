"""The arithmetic of passages: where words begin and end, and which turns a passage touches.

A position is a number of Unicode code points in the transcript's words, which are its turns' words joined by LF.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Generic, NamedTuple, Protocol, TypeVar

WORD = re.compile(r"\w+(?:['’\-]\w+)*")


class Spoken(Protocol):
    """A turn of a transcript: code points `start` to `end` (not included), with its words."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def words(self) -> str: ...


T = TypeVar("T", bound=Spoken)


class Touched(NamedTuple, Generic[T]):
    """A turn that a passage touches, and with how many whole words."""

    turn: T
    words: int


def trimmed(words: str, start: int) -> tuple[str, int]:
    """Shed the blanks at both ends of `words`, which begin at `start`; return the rest and where it begins."""
    rest = words.strip()
    return rest, start + len(words) - len(words.lstrip())


def slice_of(turns: Sequence[Spoken], start: int, end: int) -> str:
    """Return the words from `start` to `end` of consecutive turns; shorter than asked where the turns end."""
    first = turns[0].start if turns else 0
    return "\n".join(turn.words for turn in turns)[max(start - first, 0) : max(end - first, 0)]


def touched(turns: Sequence[T], start: int, end: int) -> Iterator[Touched[T]]:
    """Yield the turns of which the passage holds at least one whole word, with the number of those words."""
    for turn in turns:
        low, high = start - turn.start, end - turn.start
        whole = sum(low <= word.start() and word.end() <= high for word in WORD.finditer(turn.words))
        if whole:
            yield Touched(turn, whole)
