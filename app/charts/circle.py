"""Where things stand around a circle, and where their names stand beside it."""

from collections.abc import Iterator, Sequence
from math import pi, sin
from typing import Final, NamedTuple

from app.charts.themes import Code, Theme

GAP: Final = 1.2  # between themes, in places


class Place(NamedTuple):
    """A code on the circle: its number and that of its theme, from 0, and its angle from the top, clockwise."""

    number: int
    code: Code
    theme: int
    angle: float

    @property
    def on_the_right(self) -> bool:
        """It stands in the right half, or at the very top or bottom."""
        return sin(self.angle) >= 0


def step(themes: Sequence[Theme]) -> float:
    """Return the angle from one code to the next; 0 when there is none."""
    with_codes = [codes for codes in (sum(1 for _ in theme.all_codes()) for theme in themes) if codes]
    return 2 * pi / (sum(with_codes) + GAP * len(with_codes)) if with_codes else 0.0


def places(themes: Sequence[Theme]) -> Iterator[Place]:
    """Yield the place of each code, theme by theme from the top, with a gap before each theme that has codes."""
    one, at, number = step(themes), -GAP / 2, 0
    for theme_number, theme in enumerate(themes):
        codes = [code for _, code in theme.all_codes()]
        at += GAP if codes else 0.0
        for code in codes:
            yield Place(number, code, theme_number, (at + 0.5) * one)
            at, number = at + 1, number + 1


def apart(wished: Sequence[float], low: float, high: float, least: float) -> list[float]:
    """Move heights, sorted, at least `least` apart, between `low` and `high`: down where they touch, then up.

    Where there is not room for all, the first stand above `low`.
    """
    down: list[float] = []
    for y in wished:
        down.append(max(y, down[-1] + least if down else low))
    up: list[float] = []
    for y in reversed(down):
        up.append(min(y, up[-1] - least if up else high))
    return up[::-1]
