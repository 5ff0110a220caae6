"""Codes that meet in the same turns: on a circle, theme by theme, with a line between those that meet."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, pi, sin, sqrt
from string import ascii_uppercase
from typing import Final

from app.charts.circle import Place, apart, places, step
from app.charts.lettering import cut, width_of
from app.charts.look import hue
from app.charts.sheet import MARGIN, SMALL, TEXT, Anchor, Chart, Frame, Sheet
from app.charts.themes import Code, Theme

ROW: Final = 17.0
WIDEST_NAME: Final = 220.0
LEAST_RADIUS: Final = 90.0
MOST_RADIUS: Final = 230.0
BOW: Final = 15.0
OUTSIDE: Final = 30.0
LETTERS: Final = 24.0


@dataclass(frozen=True, slots=True)
class Meeting:
    """How many turns carry both of two codes, numbered from 0 in the order in which the themes hold them."""

    first: int
    second: int
    turns: int


@dataclass(frozen=True, slots=True)
class ThemeCircle:
    """Themes with a title and a description; `headings` head the two codes and the number of turns with both.

    Raises ValueError when a meeting names a code that is not there, a code with itself, or no turn.
    """

    title: str
    description: str
    headings: tuple[str, str, str]
    themes: tuple[Theme, ...]
    meetings: tuple[Meeting, ...]

    def __post_init__(self) -> None:
        codes = sum(1 for theme in self.themes for _ in theme.all_codes())
        for one in self.meetings:
            if one.first == one.second or not (0 <= one.first < codes and 0 <= one.second < codes) or one.turns < 1:
                raise ValueError("two codes of the circle meet in one turn at least")


def theme_circle(record: ThemeCircle, frame: Frame) -> Chart:
    """Draw the codes on a circle, theme by theme from the top, and a line for each meeting.

    The wider the line, the more turns; the larger the dot, the more passages. A line within a theme has its hue, one
    between themes is grey. Each theme has a letter, which stands where its bow begins and before its name below. Codes
    are named beside the circle, in narrow frames below it with a number for each. Nothing is left to chance: the same
    record is always the same picture.
    """
    codes = [code for theme in record.themes for _, code in theme.all_codes()]
    table = tuple(
        (codes[one.first].name, codes[one.second].name, one.turns)
        for one in sorted(record.meetings, key=lambda one: -one.turns)
    )
    return Chart(record.title, _Drawing(record, frame).drawn(), record.headings, table)


class _Drawing:
    def __init__(self, record: ThemeCircle, frame: Frame) -> None:
        self._record, self._narrow = record, frame.narrow
        self._sheet = sheet = Sheet(frame, record.title, record.description)
        self._places = tuple(places(record.themes))
        names = max((width_of(_named(place.code), TEXT) for place in self._places), default=0.0)
        beside = OUTSIDE + (0.0 if frame.narrow else min(names, WIDEST_NAME))
        self._radius = max(LEAST_RADIUS, min(MOST_RADIUS, sheet.inner / 2 - beside))
        most = max(sum(place.on_the_right is right for place in self._places) for right in (True, False))
        self._half = self._radius + OUTSIDE + (8 if frame.narrow else 0)
        if not frame.narrow:
            self._half = max(self._half, most * ROW / 2 + ROW)
        self._middle = (sheet.left + sheet.inner / 2, sheet.top + 8 + self._half)
        self._most = max((place.code.passages for place in self._places), default=0) or 1
        self._widest = max((one.turns for one in record.meetings), default=0) or 1

    def drawn(self) -> str:
        for one in sorted(self._record.meetings, key=lambda one: one.turns):
            self._line(one)
        for number, theme in enumerate(self._record.themes):
            self._bow(number, theme)
        for place in self._places:
            self._dot(place)
        if not self._narrow:
            for right in (True, False):
                self._names_beside([place for place in self._places if place.on_the_right is right], right=right)
        return self._sheet.finished(self._legend(self._middle[1] + self._half + 8) + MARGIN)

    def _line(self, one: Meeting) -> None:
        first, second = self._places[one.first], self._places[one.second]
        ends = (first.angle, self._radius), (first.angle, self._radius * 0.35)
        others = (second.angle, self._radius * 0.35), (second.angle, self._radius)
        begin, by, over, end = (f"{x:.1f} {y:.1f}" for x, y in (self._point(*each) for each in (*ends, *others)))
        look = hue(self._record.themes[first.theme].hue) if first.theme == second.theme else 0
        title = f"{first.code.name}, {second.code.name}: {one.turns}"
        wide = f"{1 + 7 * one.turns / self._widest:.1f}"
        self._sheet.path(
            f"M{begin}C{by} {over} {end}", f"hue-{look}-line", title, stroke_width=wide, stroke_opacity="0.45"
        )

    def _bow(self, number: int, theme: Theme) -> None:
        """Draw a bow around the codes of a theme, with its letter where the bow begins."""
        angles = [place.angle for place in self._places if place.theme == number]
        if not angles:
            return
        reach, radius, look = 0.4 * step(self._record.themes), self._radius + BOW, f"hue-{hue(theme.hue)}"
        start, end = angles[0] - reach, angles[-1] + reach
        (x, y), (to_x, to_y) = self._point(start, radius), self._point(end, radius)
        commands = f"M{x:.1f} {y:.1f}A{radius:.1f} {radius:.1f} 0 {int(end - start > pi)} 1 {to_x:.1f} {to_y:.1f}"
        self._sheet.path(commands, f"{look}-line", theme.name, stroke_width="4")
        x, y = self._point(start - 10 / radius, radius)
        self._sheet.words((x, y + TEXT * 0.36), _letter(number), 40, look, anchor="middle", bold=True, title=theme.name)

    def _dot(self, place: Place) -> None:
        radius, look = 3.5 + 6 * sqrt(place.code.passages / self._most), hue(self._record.themes[place.theme].hue)
        self._sheet.dot(self._point(place.angle, self._radius), radius, f"hue-{look}", _named(place.code))
        if self._narrow:
            x, y = self._point(place.angle, self._radius + BOW + 12)
            self._sheet.words((x, y + 4), str(place.number + 1), 40, size=SMALL, anchor="middle", title=place.code.name)

    def _names_beside(self, some: Sequence[Place], *, right: bool) -> None:
        """Write names outside the circle, moved apart where they would touch, each with a thin line to its dot."""
        ordered = sorted(some, key=lambda place: -cos(place.angle))
        wished = [self._point(place.angle, self._radius + OUTSIDE)[1] for place in ordered]
        low, high = self._middle[1] - self._half + ROW / 2, self._middle[1] + self._half - ROW / 2
        side = 1 if right else -1
        anchor: Anchor = "start" if right else "end"
        for place, y in zip(ordered, apart(wished, low, high, ROW), strict=True):
            x = self._middle[0] + side * self._beside(y)
            self._sheet.line(self._point(place.angle, self._radius + BOW + 4), (x - 4 * side, y), "grid")
            room = self._sheet.right - x if right else x - self._sheet.left
            self._name(place.code, (x, y + TEXT * 0.36), room, anchor)

    def _name(self, code: Code, place: tuple[float, float], room: float, anchor: Anchor) -> None:
        """Write a name with its number of passages, which stays when the name is cut."""
        number = f" {code.passages}"
        shown = cut(code.name, room - width_of(number, TEXT), TEXT) + number
        title = "" if shown == _named(code) else _named(code)
        self._sheet.words(place, shown, room + TEXT, anchor=anchor, title=title)

    def _beside(self, y: float) -> float:
        """Return how far from the middle a name begins that stands at this height."""
        return max(sqrt(max((self._radius + OUTSIDE) ** 2 - (y - self._middle[1]) ** 2, 0.0)), 14.0)

    def _legend(self, y: float) -> float:
        """Name the themes below the circle, in narrow frames with their codes."""
        for number, theme in enumerate(self._record.themes):
            some = [place for place in self._places if place.theme == number]
            if some:
                look, x = f"hue-{hue(theme.hue)}", self._sheet.left
                self._sheet.words((x, y + TEXT), _letter(number), LETTERS, look, bold=True)
                room = self._sheet.inner - LETTERS
                y += 3 + self._sheet.words((x + LETTERS, y + TEXT), theme.name, room, look, bold=True, lines=2)
            if some and self._narrow:
                y = self._codes_below(some, y) + 10
        return y

    def _codes_below(self, some: Sequence[Place], y: float) -> float:
        for place in some:
            x = self._sheet.left + LETTERS
            self._sheet.words((x + 14, y + SMALL), str(place.number + 1), 40, "quiet", size=SMALL, anchor="end")
            room = self._sheet.right - x - 22
            y += 4 + self._sheet.words((x + 22, y + SMALL), _named(place.code), room, size=SMALL, lines=2)
        return y

    def _point(self, angle: float, radius: float) -> tuple[float, float]:
        return self._middle[0] + radius * sin(angle), self._middle[1] - radius * cos(angle)


def _named(code: Code) -> str:
    return f"{code.name} {code.passages}"


def _letter(number: int) -> str:
    """Return A, B, ... Z, AA, AB, ..."""
    before, last = divmod(number, len(ascii_uppercase))
    return (_letter(before - 1) if before else "") + ascii_uppercase[last]
