"""Strips one below the other, with marks along them: what codeline and dispersion have in common."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from app.charts.lettering import width_of, wrapped
from app.charts.look import hue
from app.charts.sheet import LEADING, MARGIN, SMALL, TEXT, Frame, Sheet

TALL: Final = 26.0
BETWEEN: Final = 8.0
BESIDE: Final = 14.0
LEAST_MARK: Final = 2.0
TICK: Final = 5.0
ROOM_FOR_A_NUMBER: Final = 34.0


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark from `start` to `end`, as lengths from the beginning of its strip; a half one is half as tall."""

    start: float
    end: float
    title: str
    half: bool = False


@dataclass(frozen=True, slots=True)
class Strip:
    """A strip as long as `length`, with its marks; `after` is written behind it."""

    name: str
    length: float
    marks: tuple[Mark, ...]
    hue: int
    after: str


@dataclass(frozen=True, slots=True)
class Strips:
    """Strips on one scale; `ticks` are numbers written below with where they stand, `unit` says what they number."""

    title: str
    description: str
    strips: tuple[Strip, ...]
    ticks: tuple[tuple[int, float], ...]
    unit: str


def draw_strips(record: Strips, frame: Frame) -> str:
    """Draw strips below each other, the longest as wide as there is room; names beside them, in narrow frames above."""
    return _Drawing(record, frame).drawn()


class _Drawing:
    def __init__(self, record: Strips, frame: Frame) -> None:
        self._record, self._narrow = record, frame.narrow
        self._sheet = sheet = Sheet(frame, record.title, record.description)
        names = _widest(strip.name for strip in record.strips) + BESIDE
        self._left = sheet.left + (0.0 if frame.narrow else min(names, sheet.inner * 0.36))
        after = _widest(strip.after for strip in record.strips)
        self._width = sheet.right - self._left - (after + 10 if after else 0)
        self._longest = max((strip.length for strip in record.strips), default=0.0) or 1.0

    def drawn(self) -> str:
        y = self._sheet.top
        for strip in self._record.strips:
            y = self._strip(strip, self._name(strip, y))
        return self._sheet.finished(self._axis(y) + MARGIN)

    def _name(self, strip: Strip, y: float) -> float:
        """Write a strip's name, above or beside it; return where the strip begins."""
        if self._narrow:
            return y + 2 + self._sheet.words((self._left, y + TEXT), strip.name, self._sheet.inner, lines=2)
        room = self._left - self._sheet.left - BESIDE
        up = (len(wrapped(strip.name, room, TEXT, 2)) - 1) * TEXT * LEADING / 2
        place = (self._left - BESIDE, y + TALL / 2 + TEXT * 0.36 - up)
        self._sheet.words(place, strip.name, room, anchor="end", lines=2)
        return y

    def _strip(self, strip: Strip, y: float) -> float:
        self._sheet.box((self._left, y), (max(self._at(strip.length) - self._left, LEAST_MARK), TALL), "ground")
        for mark in strip.marks:
            left, right = self._at(mark.start), self._at(mark.end)
            less = TALL / 2 if mark.half else 0.0
            size = (max(right - left, LEAST_MARK), TALL - less)
            self._sheet.box((left, y + less), size, f"hue-{hue(strip.hue)}", mark.title)
        place = (self._sheet.right, y + TALL / 2 + TEXT * 0.36)
        self._sheet.words(place, strip.after, self._width, "quiet", anchor="end")
        return y + TALL + BETWEEN

    def _axis(self, y: float) -> float:
        """Write the numbers below, leaving out those that would touch the one before."""
        base, free = y + TICK + SMALL + 2, 0.0
        for number, length in self._record.ticks:
            place = self._at(length)
            if place >= free:
                self._sheet.line((place, y), (place, y + TICK), "edge")
                self._sheet.words((place, base), str(number), 60, "quiet", size=SMALL, anchor="middle")
                free = place + ROOM_FOR_A_NUMBER
        room = self._sheet.right - self._left
        return base + self._sheet.words((self._left, base + SMALL * 1.5), self._record.unit, room, "quiet", size=SMALL)

    def _at(self, length: float) -> float:
        return self._left + self._width * length / self._longest


def _widest(every: Iterable[str]) -> float:
    return max((width_of(words, TEXT) for words in every), default=0.0)
