"""Where in a transcript a code stands: one strip for each transcript, or for each code of one transcript."""

from dataclasses import dataclass

from app.charts.axis import round_numbers
from app.charts.sheet import Chart, Frame
from app.charts.strips import Mark, Strip, Strips, draw_strips


@dataclass(frozen=True, slots=True)
class Stretch:
    """A coded passage: its first and last turn, numbered from 1, and how many coders coded it so, 1 or more.

    Raises ValueError when the turns are not in order.
    """

    first: int
    last: int
    coders: int = 1

    def __post_init__(self) -> None:
        if not 1 <= self.first <= self.last or self.coders < 1:
            raise ValueError("a passage begins before it ends, in turns that are numbered from 1, and has a coder")

    @property
    def turns(self) -> str:
        """The turns as they are written: `12` or `12–14`."""
        return str(self.first) if self.first == self.last else f"{self.first}–{self.last}"


@dataclass(frozen=True, slots=True)
class Line:
    """A strip: its name, how many turns the transcript has, the passages, and the number of the theme, 0 for none."""

    name: str
    turns: int
    stretches: tuple[Stretch, ...]
    hue: int = 0


@dataclass(frozen=True, slots=True)
class Codeline:
    """Strips with a title and a description; `headings` head the names, the numbers of passages, and their turns."""

    title: str
    description: str
    headings: tuple[str, str, str]
    lines: tuple[Line, ...]


def codeline(record: Codeline, frame: Frame) -> Chart:
    """Draw each transcript as a strip, turn by turn, on one scale, with a mark where the code stands.

    A mark is as tall as the strip where two coders or more coded so, half as tall where one did. The number of passages
    stands behind the strip.
    """
    longest = max((line.turns for line in record.lines), default=0)
    numbers = [1, *(number for number in round_numbers(longest, 8)[1:] if 1 < number <= longest)]
    strips = Strips(
        title=record.title,
        description=record.description,
        strips=tuple(_strip(line) for line in record.lines),
        ticks=tuple((number, number - 0.5) for number in numbers),
        unit=record.headings[2],
    )
    table = tuple(
        (line.name, len(line.stretches), ", ".join(stretch.turns for stretch in line.stretches))
        for line in record.lines
    )
    return Chart(record.title, draw_strips(strips, frame), record.headings, table)


def _strip(line: Line) -> Strip:
    marks = tuple(
        Mark(stretch.first - 1, stretch.last, f"{line.name}: {stretch.turns}", half=stretch.coders == 1)
        for stretch in line.stretches
    )
    return Strip(line.name, line.turns, marks, line.hue, str(len(line.stretches)))
