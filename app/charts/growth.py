"""How the number of codes grows while the material is read: a curve for each stakeholder."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import Final

from app.charts.axis import round_numbers
from app.charts.lettering import width_of
from app.charts.look import hue
from app.charts.sheet import LEADING, MARGIN, SMALL, TEXT, Chart, Frame, Sheet, Table

PLOT: Final = 240.0
MOST_DOTS: Final = 12
SAMPLE: Final = 30.0
ROW: Final = TEXT * 1.5


@dataclass(frozen=True, slots=True)
class Curve:
    """The codes found after each step: `found` as it was read, `mean` in the mean of every order, which may be empty.

    `steps` names the transcripts in the order of reading, or is empty where the steps are turns. Raises ValueError when
    their numbers differ.
    """

    name: str
    found: tuple[int, ...]
    mean: tuple[float, ...] = ()
    steps: tuple[str, ...] = ()
    hue: int = 1

    def __post_init__(self) -> None:
        if any(some and len(some) != len(self.found) for some in (self.mean, self.steps)):
            raise ValueError("every step has a name and a mean, or none has")


@dataclass(frozen=True, slots=True)
class Growth:
    """Curves with a title and a description.

    `step` says what a step is (Transcripts), `codes` what is counted (Codes found), `stakeholder` heads the names of
    the curves, `read` and `mean` say of a line what it is: as read, mean of every order.
    """

    title: str
    description: str
    step: str
    codes: str
    stakeholder: str
    read: str
    mean: str
    curves: tuple[Curve, ...]


def growth(record: Growth, frame: Frame) -> Chart:
    """Draw the curves from nothing, on one scale: as it was read in full, the mean of every order in a broken line.

    Each stakeholder has a shape of dots as well as a hue; where steps are many, only some have a dot. Names and last
    numbers stand below.
    """
    headings = (record.stakeholder, record.step, record.read, record.mean)
    return Chart(
        record.title,
        _Drawing(record, frame).drawn(),
        headings,
        tuple(row for curve in record.curves for row in _rows(curve)),
    )


def _rows(curve: Curve) -> Table:
    return tuple(
        (
            curve.name,
            curve.steps[number] if curve.steps else number + 1,
            found,
            round(curve.mean[number], 1) if curve.mean else "",
        )
        for number, found in enumerate(curve.found)
    )


class _Drawing:
    def __init__(self, record: Growth, frame: Frame) -> None:
        self._record = record
        self._sheet = Sheet(frame, record.title, record.description)
        self._steps = max((len(curve.found) for curve in record.curves), default=0) or 1
        highest = max((ceil(max((*curve.found, *curve.mean), default=0)) for curve in record.curves), default=0)
        self._numbers = round_numbers(highest)
        self._left = self._sheet.left + width_of(str(self._numbers[-1]), SMALL) + 10
        self._right = self._sheet.right - 8
        self._upper = self._sheet.top + SMALL * LEADING + 12
        self._base = self._upper + PLOT

    def drawn(self) -> str:
        self._axes()
        for number, curve in enumerate(self._record.curves):
            self._curve(curve, number)
        return self._sheet.finished(self._legend(self._base + 2.4 * SMALL * LEADING + 14) + MARGIN)

    def _axes(self) -> None:
        self._sheet.words(
            (self._sheet.left, self._sheet.top + SMALL), self._record.codes, self._sheet.inner, "quiet", size=SMALL
        )
        for number in self._numbers:
            y = self._y(number)
            self._sheet.line((self._left, y), (self._right, y), "grid")
            self._sheet.words((self._left - 8, y + SMALL * 0.36), str(number), 60, "quiet", size=SMALL, anchor="end")
        for number in round_numbers(self._steps, 10):
            if 0 < number <= self._steps:
                self._sheet.line((self._x(number), self._base), (self._x(number), self._base + 5), "edge")
                place = (self._x(number), self._base + 6 + SMALL)
                self._sheet.words(place, str(number), 60, "quiet", size=SMALL, anchor="middle")
        place = (self._right, self._base + 6 + 2.4 * SMALL)
        self._sheet.words(place, self._record.step, self._right - self._left, "quiet", size=SMALL, anchor="end")

    def _curve(self, curve: Curve, number: int) -> None:
        look = f"hue-{hue(curve.hue)}"
        if curve.mean:
            title = f"{curve.name}, {self._record.mean}"
            self._sheet.path(self._joined(curve.mean), f"{look}-line", title, stroke_width="2", stroke_dasharray="2 4")
        self._sheet.path(
            self._joined(curve.found), f"{look}-line", f"{curve.name}, {self._record.read}", stroke_width="2"
        )
        apart = -(-len(curve.found) // MOST_DOTS) or 1
        for step, found in enumerate(curve.found, 1):
            if step % apart == 0 or step == len(curve.found):
                name = curve.steps[step - 1] if curve.steps else f"{self._record.step} {step}"
                title = f"{curve.name}, {name}: {found}"
                self._sheet.path(_shape(number, self._x(step), self._y(found)), f"{look}-open", title)

    def _legend(self, y: float) -> float:
        """Say which curve is whose, where it ends, and what a full and a broken line are."""
        sheet, x = self._sheet, self._sheet.left
        room = min(max((width_of(curve.name, TEXT) for curve in self._record.curves), default=0.0), sheet.inner - 90)
        for number, curve in enumerate(self._record.curves):
            look, middle = f"hue-{hue(curve.hue)}", y - TEXT * 0.36
            sheet.path(f"M{x:.1f} {middle:.1f}h{SAMPLE}", f"{look}-line", stroke_width="2")
            sheet.path(_shape(number, x + SAMPLE / 2, middle), f"{look}-open")
            sheet.words((x + SAMPLE + 8, y), curve.name, room)
            sheet.words((x + SAMPLE + 20 + room, y), str((0, *curve.found)[-1]), 50, bold=True)
            y += ROW
        if any(curve.mean for curve in self._record.curves):
            for words, broken in ((self._record.read, ""), (self._record.mean, "2 4")):
                more = {"stroke_dasharray": broken} if broken else {}
                sheet.path(f"M{x:.1f} {y - TEXT * 0.36:.1f}h{SAMPLE}", "hue-0-line", stroke_width="2", **more)
                sheet.words((x + SAMPLE + 8, y), words, sheet.inner - SAMPLE - 8, "quiet")
                y += ROW
        return y - TEXT

    def _joined(self, found: Sequence[float]) -> str:
        """Join the points, from nothing before the first step."""
        points = [(0, 0.0), *enumerate(found, 1)]
        return "M" + "L".join(f"{self._x(step):.1f} {self._y(number):.1f}" for step, number in points)

    def _x(self, step: float) -> float:
        return self._left + (self._right - self._left) * step / self._steps

    def _y(self, number: float) -> float:
        return self._base - PLOT * number / self._numbers[-1]


def _shape(number: int, x: float, y: float) -> str:
    """Return a dot, square, triangle, diamond or upturned triangle around a point, over and over."""
    shapes = (
        "m-4.5 0a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0-9 0z",
        "m-4-4h8v8h-8z",
        "m0-5.5l5 9h-10z",
        "m0-5.5l5.5 5.5l-5.5 5.5l-5.5-5.5z",
        "m0 5.5l5-9h-10z",
    )
    return f"M{x:.1f} {y:.1f}{shapes[number % len(shapes)]}"
