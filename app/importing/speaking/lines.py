"""The lines of a file's paragraphs, each in its one form."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from app.importing.draft import Paragraph
from app.importing.speaking.marks import is_mark
from app.importing.words import readable_lines


class Line(NamedTuple):
    """A line in its one form: where it comes from, and where a tab stood in it (0: nowhere)."""

    text: str
    tab: int
    paragraph: int
    is_alone: bool


def lines_of(paragraphs: Iterable[tuple[int, Paragraph]]) -> Iterator[Line]:
    """Yield the lines with text of numbered paragraphs."""
    for number, paragraph in paragraphs:
        raw = readable_lines(paragraph.text, number + 1)
        lines = [(text, line) for line in raw if (text := " ".join(line.split()))]
        is_alone = len(lines) == 1
        for text, line in lines:
            yield Line(text, column_end(line) if "\t" in line else 0, number, is_alone)


def column_end(line: str) -> int:
    """Return where the first column ends that is no time, counted in the line's one form; 0 without columns."""
    columns = line.strip().split("\t")
    first = next((number for number, column in enumerate(columns) if not is_mark(column.strip())), 0)
    return len(" ".join(" ".join(columns[: first + 1]).split())) if first + 1 < len(columns) else 0
