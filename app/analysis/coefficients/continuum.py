"""A text as coders marked it: stretches from start to end with a code, and gaps between them."""

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass, replace
from enum import Enum
from itertools import groupby
from operator import attrgetter
from typing import Generic, TypeAlias, TypeVar

from app.analysis.coefficients.ratings import Pattern

Code = TypeVar("Code", bound=Hashable)


class Gap(Enum):
    """Stands beside the codes, for what a coder did not mark."""

    GAP = "gap"


@dataclass(frozen=True, slots=True)
class Mark(Generic[Code]):
    """A coder put a code on a stretch: from `start` to `end`, not included, in characters (code points)."""

    coder: Hashable
    start: int
    end: int
    code: Code

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"a mark from {self.start} to {self.end} is no stretch of text")


@dataclass(frozen=True, slots=True)
class Continuum(Generic[Code]):
    """One text of `length` characters, the coders who read it, and what was marked in it.

    A coder in `coders` without a mark decided that nothing applies. Marks of others count for nothing. Marking the
    same stretch with the same code twice is marking it once.
    """

    length: int
    coders: frozenset[Hashable]
    marks: frozenset[Mark[Code]]

    def __post_init__(self) -> None:
        if any(mark.end > self.length for mark in self.marks):
            raise ValueError(f"a mark ends after the text of {self.length} characters")

    @property
    def counted(self) -> list[Mark[Code]]:
        """The marks of the coders who read the text, in its order."""
        return sorted((mark for mark in self.marks if mark.coder in self.coders), key=attrgetter("start", "end"))

    def unnamed(self) -> "Continuum[bool]":
        """Return the text with its marks as they are, whatever their codes."""
        marks = frozenset(Mark(mark.coder, mark.start, mark.end, True) for mark in self.marks)
        return Continuum(self.length, self.coders, marks)

    def marked_with(self, code: Code | None) -> "Continuum[bool]":
        """Return the text with what is marked with one code (None: with any).

        Marks of one coder that overlap or touch become one mark.
        """
        some = frozenset(mark for mark in self.marks if code is None or mark.code == code)
        return Continuum(self.length, self.coders, frozenset(_joined(replace(self, marks=some).unnamed().counted)))


Stretch: TypeAlias = tuple[int, int, Counter[Code]]


def stretches(text: Continuum[Code]) -> Iterator[Stretch[Code]]:
    """Cut the text wherever a mark starts or ends; give each part's start, end, and how many marks have each code."""
    changes = [(mark.start, mark.code, 1) for mark in text.counted]
    changes += [(mark.end, mark.code, -1) for mark in text.counted]
    changes.sort(key=lambda change: change[0])
    before = 0
    given: Counter[Code] = Counter()
    for place, here in groupby(changes, key=lambda change: change[0]):
        if place > before:
            yield before, place, +given
        for _, code, change in here:
            given[code] += change
        before = place
    if before < text.length:
        yield before, text.length, Counter()


def gap_patterns(text: Continuum[Code]) -> Iterator[Pattern[Code | Gap]]:
    """Say for all characters how many coders gave each code, and how many left a gap. Marks do not overlap."""
    readers = len(text.coders)
    for start, end, given in stretches(text):
        values: dict[Code | Gap, int] = {Gap.GAP: readers - given.total()}
        for code, count in given.items():
            values[code] = count
        yield Pattern(values, end - start)


def presence_patterns(text: Continuum[Code], code: Code | None) -> Iterator[Pattern[bool]]:
    """Say for all characters how many coders marked them with a code (None: with any), and how many did not."""
    readers = len(text.coders)
    for start, end, given in stretches(text.marked_with(code)):
        yield Pattern({True: given.total(), False: readers - given.total()}, end - start)


def refuse_overlaps(text: Continuum[Code]) -> None:
    """Raise ValueError when two marks of one coder overlap: a character would have two values."""
    ends: dict[Hashable, int] = {}
    for mark in text.counted:
        if mark.start < ends.get(mark.coder, 0):
            raise ValueError(f"marks of one coder overlap at {mark.start}; compare one code at a time")
        ends[mark.coder] = mark.end


def _joined(marks: Iterable[Mark[Code]]) -> Iterator[Mark[Code]]:
    """Put marks of one coder together that overlap or touch; they come in the order of the text."""
    open_marks: dict[Hashable, Mark[Code]] = {}
    for mark in marks:
        before = open_marks.get(mark.coder)
        if before is None or mark.start > before.end:
            if before is not None:
                yield before
            open_marks[mark.coder] = mark
        else:
            open_marks[mark.coder] = replace(before, end=max(before.end, mark.end))
    yield from open_marks.values()
