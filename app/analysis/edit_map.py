"""Where a position goes when the words around it change: the arithmetic of redacting and correcting.

A position is a number of Unicode code points in a transcript's words, as in `passages`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import NamedTuple


class Stretch(NamedTuple):
    """Words that are replaced, from `start` to `end` (not included), and the length of what stands there then."""

    start: int
    end: int
    length: int


@dataclass(frozen=True, slots=True)
class EditMap:
    """One change of a transcript: its stretches in order, none empty, none overlapping another.

    What stands in a stretch afterwards is one token: a boundary that lay inside moves out, to hold the whole of it.
    With `emptied`, whole turns were taken out and what stands there now is nobody's: the boundary moves in, to the
    turn after (or before) the stretch. Raises ValueError when stretches are empty or overlap.
    """

    stretches: tuple[Stretch, ...]
    emptied: bool = False

    def __post_init__(self) -> None:
        """Refuse stretches that are no change, or that would be two changes of one place."""
        if any(one.start >= one.end for one in self.stretches):
            raise ValueError("A stretch holds at least one code point.")
        if any(one.end > other.start for one, other in pairwise(self.stretches)):
            raise ValueError("Stretches are in order and do not overlap.")

    def carried(self, start: int, end: int) -> tuple[int, int] | None:
        """Return where the passage from `start` to `end` lies afterwards, or None when nothing of it is left."""
        if self.emptied:
            start, end = self._moved_in(start, end)
            if start >= end:
                return None
        return self._after(start, outwards=0), self._after(end, outwards=1)

    def back(self) -> "EditMap":
        """Return the change that takes positions of afterwards to those of before; inside a stretch, to its ends."""
        grown = accumulate((one.length - (one.end - one.start) for one in self.stretches), initial=0)
        return EditMap(
            tuple(
                Stretch(one.start + by, one.start + by + one.length, one.end - one.start)
                for one, by in zip(self.stretches, grown, strict=False)
            )
        )

    def holds(self, start: int, end: int) -> bool:
        """Whether the words from `start` to `end` were all replaced by one and the same stretch."""
        return any(one.start <= start and end <= one.end for one in self.stretches)

    def touches(self, start: int, end: int) -> bool:
        """Whether any word from `start` to `end` was replaced."""
        return any(one.start < end and start < one.end for one in self.stretches)

    def _moved_in(self, start: int, end: int) -> tuple[int, int]:
        for one in self.stretches:
            if one.start <= start < one.end:
                start = one.end + 1  # past the line break after the turn
        for one in reversed(self.stretches):
            if one.start < end <= one.end:
                end = one.start - 1
        return start, end

    def _after(self, position: int, *, outwards: int) -> int:
        """Move one boundary; inside a stretch to its first code point, or, with `outwards`, past its last."""
        moved = position
        for one in self.stretches:
            if one.end <= position:
                moved += one.length - (one.end - one.start)
            elif one.start < position:
                return moved - position + one.start + outwards * one.length
        return moved


def carried_through(maps: Iterable[EditMap], start: int, end: int) -> tuple[int, int] | None:
    """Return where a passage lies after one change after another, or None when one of them left nothing of it."""
    place: tuple[int, int] | None = (start, end)
    for change in maps:
        if place is None:
            return None
        place = change.carried(*place)
    return place


def replaced(words: str, start: int, edits: Sequence[tuple[Stretch, str]]) -> str:
    """Return the words of a turn that begins at `start`, with the stretches that lie in it replaced."""
    parts, at = [], 0
    for stretch, new in edits:
        parts += [words[at : stretch.start - start], new]
        at = stretch.end - start
    return "".join([*parts, words[at:]])
