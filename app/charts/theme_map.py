"""Themes, subthemes and codes as boxes inside boxes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from app.charts.lettering import BOLD, wrapped
from app.charts.look import hue
from app.charts.sheet import LEADING, MARGIN, SMALL, TEXT, Chart, Frame, Sheet, Table
from app.charts.themes import Code, Subtheme, Theme

LEAST_WIDTH: Final = 200.0
GAP: Final = 12.0
INSIDE: Final = 10.0
STRIPE: Final = 4.0
NUMBER: Final = 34.0


@dataclass(frozen=True, slots=True)
class ThemeMap:
    """Themes with a title and a description; `headings` head themes, subthemes, codes and numbers of passages."""

    title: str
    description: str
    headings: tuple[str, str, str, str]
    themes: tuple[Theme, ...]


def theme_map(record: ThemeMap, frame: Frame) -> Chart:
    """Draw a box for each theme, as many beside each other as have room, with its subthemes and codes inside.

    The number of passages stands behind each code.
    """
    return Chart(record.title, _drawn(record, frame), record.headings, _table(record.themes))


def _table(themes: Sequence[Theme]) -> Table:
    """Return a row for each code; a theme or subtheme without any has a row of its own."""
    return tuple(row for theme in themes for row in _rows(theme))


def _rows(theme: Theme) -> Iterator[tuple[str | int, ...]]:
    if not theme.codes and not theme.subthemes:
        yield theme.name, "", "", ""
    for code in theme.codes:
        yield theme.name, "", code.name, code.passages
    for subtheme in theme.subthemes:
        if not subtheme.codes:
            yield theme.name, subtheme.name, "", ""
        for code in subtheme.codes:
            yield theme.name, subtheme.name, code.name, code.passages


def _drawn(record: ThemeMap, frame: Frame) -> str:
    sheet = Sheet(frame, record.title, record.description)
    beside = max(1, min(len(record.themes), int((sheet.inner + GAP) // (LEAST_WIDTH + GAP))))
    width = (sheet.inner - (beside - 1) * GAP) / beside
    y = sheet.top
    for first in range(0, len(record.themes), beside):
        boxes = [_Box(theme, width) for theme in record.themes[first : first + beside]]
        tallest = max(box.height for box in boxes)
        for number, box in enumerate(boxes):
            box.draw(sheet, sheet.left + number * (width + GAP), y, tallest)
        y += tallest + GAP
    return sheet.finished(y - GAP + MARGIN)


class _Box:
    """The box of one theme: knows its height before it is drawn."""

    def __init__(self, theme: Theme, width: float) -> None:
        self._theme, self._width = theme, width
        self._room = width - 2 * INSIDE
        names = len(wrapped(theme.name, self._room, TEXT * BOLD, 4)) * TEXT * LEADING
        subthemes = sum(self._tall(subtheme) + INSIDE for subtheme in theme.subthemes)
        self.height = INSIDE + names + 4 + self._codes_tall(theme.codes, self._room) + subthemes + INSIDE

    def draw(self, sheet: Sheet, x: float, y: float, height: float) -> None:
        """Draw the box as high as the highest beside it."""
        sheet.box((x, y), (self._width, height), f"hue-{hue(self._theme.hue)}-wash", corner=6)
        inside = x + INSIDE
        y += INSIDE
        y += 4 + sheet.words(
            (inside, y + TEXT), self._theme.name, self._room, f"hue-{hue(self._theme.hue)}", bold=True, lines=4
        )
        y = self._draw_codes(sheet, self._theme.codes, (inside, y), self._room)
        for subtheme in self._theme.subthemes:
            y = self._draw_subtheme(sheet, subtheme, inside, y + INSIDE)

    def _draw_subtheme(self, sheet: Sheet, subtheme: Subtheme, x: float, y: float) -> float:
        tall, room = self._tall(subtheme), self._room - 2 * INSIDE
        sheet.box((x, y), (self._room, tall), "card", corner=4)
        top = y + 8
        top += 3 + sheet.words((x + INSIDE, top + TEXT), subtheme.name, room, bold=True, lines=4)
        self._draw_codes(sheet, subtheme.codes, (x + INSIDE, top), room)
        return y + tall

    def _draw_codes(self, sheet: Sheet, codes: Sequence[Code], place: tuple[float, float], room: float) -> float:
        x, y = place
        for code in codes:
            tall = self._code_tall(code, room)
            sheet.box((x, y + 3), (STRIPE, tall - 5), f"hue-{hue(self._theme.hue)}")
            sheet.words((x + STRIPE + 6, y + 3 + SMALL), code.name, room - NUMBER - STRIPE - 6, size=SMALL, lines=2)
            sheet.words((x + room, y + 3 + SMALL), str(code.passages), NUMBER, "quiet", size=SMALL, anchor="end")
            y += tall
        return y

    def _tall(self, subtheme: Subtheme) -> float:
        room = self._room - 2 * INSIDE
        names = len(wrapped(subtheme.name, room, TEXT * BOLD, 4)) * TEXT * LEADING
        return 8 + names + 3 + self._codes_tall(subtheme.codes, room) + 8

    def _codes_tall(self, codes: Sequence[Code], room: float) -> float:
        return sum(self._code_tall(code, room) for code in codes)

    def _code_tall(self, code: Code, room: float) -> float:
        return len(wrapped(code.name, room - NUMBER - STRIPE - 6, SMALL, 2)) * SMALL * LEADING + 6
