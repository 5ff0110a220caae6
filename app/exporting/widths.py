"""How a page is shared between the columns of a table, so that no word breaks where there is room for it."""

from collections.abc import Iterable, Sequence
from typing import Final

from docx.shared import Mm

LETTER: Final = 2.0  # millimetres, of an average letter of 10 points in bold
EDGES: Final = 4.0  # between the words of a cell and those beside it
LONGEST_WORD: Final = 18  # letters; longer words may break
LONGEST_TEXT: Final = 60
LINES: Final = 4  # in how many lines a text of that length is to fit
NARROWEST: Final = 12.0


def fair_widths(rows: Iterable[Sequence[str]], page: float) -> list[Mm]:
    """Share a page, `page` millimetres wide, between the columns of rows of equal length.

    Every column first gets room for its longest word and for its longest text in a few lines, then what is left goes to
    those whose texts are long. More columns than fit make a table wider than the page, in which none is narrower than
    NARROWEST.
    """
    columns = [*zip(*rows, strict=True)]
    least = [_least(cells) for cells in columns]
    spare = page - sum(least)
    if spare < 0:
        return [Mm(max(NARROWEST, room * page / sum(least))) for room in least]
    more = [max(0.0, _room(_longest_text(cells)) - room) for cells, room in zip(columns, least, strict=True)]
    part = min(1.0, spare / sum(more)) if any(more) else 0.0
    grown = [room + part * extra for room, extra in zip(least, more, strict=True)]
    return [Mm(width * page / sum(grown)) for width in grown]


def least_width(rows: Iterable[Sequence[str]]) -> float:
    """Return how many millimetres rows need at least, when no word of them is to break."""
    return sum(_least(cells) for cells in zip(*rows, strict=True))


def _least(cells: Sequence[str]) -> float:
    word = max(len(word) for words in cells for word in [*words.split(), ""])
    return _room(max(min(word, LONGEST_WORD), _longest_text(cells) // LINES))


def _longest_text(cells: Sequence[str]) -> int:
    return min(LONGEST_TEXT, max(map(len, cells)))


def _room(letters: int) -> float:
    return max(NARROWEST, letters * LETTER + EDGES)
