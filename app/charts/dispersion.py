"""Where words fall: one strip for each word or transcript, with a mark wherever it is said."""

from dataclasses import dataclass
from typing import Final

from app.charts.axis import round_numbers
from app.charts.sheet import Chart, Frame, Table
from app.charts.strips import Mark, Strip, Strips, draw_strips

# Where each tenth ends, for the table: a reader who does not see the strip still learns where on it the marks are.
PARTS: Final = 10


@dataclass(frozen=True, slots=True)
class Said:
    """A strip: its name, its length in words, and which of them are marked, numbered from 0.

    Raises ValueError when one is beyond the length.
    """

    name: str
    words: int
    places: tuple[int, ...]
    hue: int = 0

    def __post_init__(self) -> None:
        if any(not 0 <= place < self.words for place in self.places):
            raise ValueError("a word that is marked is one of the words of its strip")

    @property
    def by_part(self) -> tuple[int, ...]:
        """How many of the places fall into each tenth of the strip."""
        parts = [0] * PARTS
        for place in self.places:
            parts[place * PARTS // self.words] += 1
        return tuple(parts)


@dataclass(frozen=True, slots=True)
class Dispersion:
    """Strips with a title and a description; `headings` head the names and how often."""

    title: str
    description: str
    headings: tuple[str, str]
    unit: str
    strips: tuple[Said, ...]


def dispersion(record: Dispersion, frame: Frame) -> Chart:
    """Draw a strip for each, word by word, on one scale; how often stands behind it.

    `unit` says what the numbers below the strips count. The table says how many fall into each tenth of the way.
    """
    longest = max((strip.words for strip in record.strips), default=0)
    strips = Strips(
        title=record.title,
        description=record.description,
        strips=tuple(_strip(strip) for strip in record.strips),
        ticks=tuple((number, number) for number in round_numbers(longest, 6) if number <= longest),
        unit=record.unit,
    )
    tenths = tuple(f"{100 * part // PARTS}–{100 * (part + 1) // PARTS} %" for part in range(PARTS))
    table: Table = tuple((strip.name, len(strip.places), *strip.by_part) for strip in record.strips)
    return Chart(record.title, draw_strips(strips, frame), (*record.headings, *tenths), table)


def _strip(strip: Said) -> Strip:
    marks = tuple(Mark(place, place, f"{strip.name}: {place + 1}") for place in strip.places)
    return Strip(strip.name, strip.words, marks, strip.hue, str(len(strip.places)))
