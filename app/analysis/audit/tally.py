"""Who could put a code on a unit, and who did: whole numbers, counted talk by talk, that add up exactly.

Coders and codes are numbered by whoever asks. A mask is a set of coders, one bit for each; a set of codes likewise.
Everything that the audit shows is computed from these counts, so a talk that did not change need not be read again.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import combinations, groupby
from operator import itemgetter
from typing import NamedTuple, TypeAlias, TypeVar

Mask: TypeAlias = int
# Whoever read a unit, each with the set of codes that they had when they read it.
Readings: TypeAlias = tuple[tuple[Mask, Mask], ...]
NO_MARKS: Mapping[int, Mask] = {}
Counted = TypeVar("Counted")


class Unit(NamedTuple):
    """A unit of a talk: its block, who read it, who put which code on it, and how many units like it there are."""

    block: int
    readings: Readings
    marks: Mapping[int, Mask] = NO_MARKS
    size: int = 1


class Cell(NamedTuple):
    """Units of a row (a code, or a theme) that `able` could have put it on, and on which `did` put it."""

    row: int
    able: Mask
    did: Mask


@dataclass(frozen=True, slots=True)
class Book:
    """How many codes there are, and themes as rows over several codes.

    Codes are rows 0 to n - 1; `themes[k]`, the codes of a theme or subtheme, is row n + k.
    """

    codes: int
    themes: tuple[frozenset[int], ...] = ()

    @property
    def rows(self) -> int:
        """How many rows there are."""
        return self.codes + len(self.themes)


@dataclass(frozen=True, slots=True)
class Readers:
    """The readers of some units: all of them, those who could put each row, and the codes that all of them had."""

    every: Mask
    able: tuple[Mask, ...]
    common: frozenset[int]


@dataclass(slots=True)
class Counts:
    """Units of the same readers: all by block, and those that somebody put a row on, also by the row and who did."""

    seen: Counter[int] = field(default_factory=Counter)
    marked: Counter[tuple[int, int, Mask]] = field(default_factory=Counter)


@dataclass(slots=True)
class Tally:
    """The counts of a talk.

    `parts` holds the units that count, those that two have read, by who has read them. `swaps` counts, for two codes,
    the units on which one coder put the first and not the second, and another the second and not the first.
    `read_by_one` and `unread` count the units that do not count.
    """

    book: Book
    parts: dict[Readings, Counts] = field(default_factory=dict)
    swaps: Counter[tuple[int, int]] = field(default_factory=Counter)
    read_by_one: int = 0
    unread: int = 0

    @property
    def read_by_two(self) -> int:
        """The units that count."""
        return sum(counts.seen.total() for counts in self.parts.values())

    def rows(self) -> dict[Cell, int]:
        """Return the cells over all blocks; units on which fewer than two could use a code are in no cell of it."""
        every: Counter[Cell] = Counter()
        for readings, counts in self.parts.items():
            able = readers_of(readings, self.book).able
            left = [counts.seen.total()] * self.book.rows
            for (_, row, did), units in counts.marked.items():
                every[Cell(row, able[row], did)] += units
                left[row] -= units
            for row, units in enumerate(left):
                every[Cell(row, able[row], 0)] += units
        return {cell: units for cell, units in every.items() if units and cell.able.bit_count() > 1}


def tally(units: Iterable[Unit], book: Book) -> Tally:
    """Count the units of a talk.

    A coder who read a unit without having a code did not say no to it: they are not among those who could. A theme is
    rolled up from those of its codes that all readers of the unit had.
    """
    counted, known = Tally(book), dict[Readings, Readers]()
    themes = [
        tuple(row for row, codes in enumerate(book.themes, book.codes) if code in codes) for code in range(book.codes)
    ]
    for readings, some in groupby(units, itemgetter(1)):
        if len(readings) < 2:
            units_here = sum(unit.size for unit in some)
            counted.read_by_one += units_here * len(readings)
            counted.unread += units_here * (1 - len(readings))
            continue
        if readings not in known:
            known[readings], counted.parts[readings] = readers_of(readings, book), Counts()
        _count(some, known[readings], themes, counted.parts[readings], counted.swaps)
    return counted


def _count(
    units: Iterable[Unit], readers: Readers, themes: list[tuple[int, ...]], counts: Counts,
    swaps: Counter[tuple[int, int]],
) -> None:  # fmt: skip
    """Count units of the same readers; ten thousands come by, so they are gone through as a whole."""
    able, its_size = readers.able, itemgetter(3)
    for size, alike in groupby(sorted(units, key=its_size), its_size):
        here = list(alike)
        _add(counts.seen, [block for block, _, _, _ in here], size)
        marked = [(block, marks) for block, _, marks, _ in here if marks]
        _add(
            counts.marked,
            [
                (block, code, did)
                for block, marks in marked
                for code, mask in marks.items()
                if (did := mask & able[code])
            ],
            size,
        )
        if any(themes):
            rolled = [(block, _rolled_up(marks, readers, themes)) for block, marks in marked]
            _add(counts.marked, [(block, row, did) for block, rows in rolled for row, did in rows.items()], size)
        _add(swaps, _swapped([marks for _, marks in marked if len(marks) > 1], able), size)


def _swapped(several: list[Mapping[int, Mask]], able: tuple[Mask, ...]) -> list[tuple[int, int]]:
    """Return the pairs of codes that two coders put the other way round, of units with several codes."""
    return [
        (first, second) if first < second else (second, first)
        for marks in several
        for (first, one), (second, other) in combinations(marks.items(), 2)
        if one & ~other & (both := able[first] & able[second]) and other & ~one & both
    ]


def _add(counter: Counter[Counted], keys: list[Counted], size: int) -> None:
    """Count keys, each so many times."""
    if size == 1:
        counter.update(keys)
        return
    for key in keys:
        counter[key] = counter.get(key, 0) + size


def readers_of(readings: Readings, book: Book) -> Readers:
    """Return what the readers of some units could do."""
    every = sum(bit for bit, _ in readings)
    codes = tuple(sum(bit for bit, had in readings if had >> code & 1) for code in range(book.codes))
    common = frozenset(code for code, able in enumerate(codes) if able == every)
    themes = tuple(every if theme & common else 0 for theme in book.themes)
    return Readers(every, codes + themes, common)


def _rolled_up(marks: Mapping[int, Mask], readers: Readers, themes: list[tuple[int, ...]]) -> dict[int, Mask]:
    """Return who put any code of a theme; of the codes that all readers had."""
    rolled: dict[int, Mask] = {}
    for code, mask in marks.items():
        if code in readers.common and (did := mask & readers.every):
            for row in themes[code]:
                rolled[row] = rolled.get(row, 0) | did
    return rolled


def sets_by_block(units: Iterable[Unit], book: Book) -> Counter[tuple[int, tuple[Mask, ...]]]:
    """Count the units that two have read by their block and by the set of codes of each reader, in no order of readers.

    Only codes that all readers had are in the sets; a set without codes is a decision too.
    """
    counted: Counter[tuple[int, tuple[Mask, ...]]] = Counter()
    for block, readings, marks, size in units:
        if len(readings) > 1:
            common = readers_of(readings, book).common if marks else ()
            sets = dict.fromkeys((bit for bit, _ in readings), 0)
            for code in marks:
                if code in common:
                    for bit in sets:
                        if bit & marks[code]:
                            sets[bit] |= 1 << code
            counted[block, tuple(sorted(sets.values()))] += size
    return counted


def added(tallies: Iterable[Tally], book: Book) -> Tally:
    """Add up tallies of one codebook; blocks of the same number become one."""
    every = Tally(book)
    for one in tallies:
        for readings, counts in one.parts.items():
            here = every.parts.setdefault(readings, Counts())
            here.seen.update(counts.seen)
            here.marked.update(counts.marked)
        every.swaps.update(one.swaps)
        every.read_by_one += one.read_by_one
        every.unread += one.unread
    return every
