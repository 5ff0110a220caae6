"""A word in its contexts: each place where it is said, with what stands left and right, to be ticked and coded."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from app.analysis.words.frequency import same
from app.analysis.words.spoken import SpokenTurn, Word, folded, stretches

CONTEXT: Final = 60  # code points on each side
ANY_END: Final = "*"


@dataclass(frozen=True, slots=True)
class Line:
    """One place where the words are said: from `start` to `end` (not included) of the transcript of `turn`.

    `left`, `keyword` and `right` are the turn's own words, blanks and all, cut between words; together they are one
    stretch of the turn.
    """

    turn: SpokenTurn
    start: int
    end: int
    left: str
    keyword: str
    right: str


class Order(StrEnum):
    """How lines are sorted."""

    PLACE = "place"
    LEFT = "left"
    RIGHT = "right"


def concordance(
    turns: Iterable[SpokenTurn], asked: str, key: Callable[[str], str] = same, context: int = CONTEXT
) -> Iterator[Line]:
    """Yield the places where `asked` is said, in the order of the turns; they may overlap.

    `asked` is one word or several in a row. A word that ends with `*` stands for every word that begins so; `key` joins
    forms, such as stems, of words without `*`. Case and kinds of apostrophes do not matter. Words across a placeholder,
    a remark of the transcriber or a turn's end are not in a row. Each side has at most `context` code points, and ends
    with a whole word. Nothing asked, or nothing but marks, is said nowhere.
    """
    wanted = [_matcher(word, key) for word in asked.split()]
    if not wanted or not any(letter.isalnum() for letter in asked):
        return
    letters = [folded(word).rstrip(ANY_END) for word in asked.split()] if key is same else []
    for turn in turns:
        if letters and not all(map(folded(turn.words).__contains__, letters)):
            continue  # looking into every word takes fifty times as long
        for words in stretches(turn):
            for place in range(len(words) - len(wanted) + 1):
                here = words[place : place + len(wanted)]
                if all(fits(word.form) for fits, word in zip(wanted, here, strict=True)):
                    yield _line(turn, here, context)


def sorted_lines(lines: Iterable[Line], order: Order) -> list[Line]:
    """Sort lines by what stands to the right, by what stands to the left from the nearest word on, or by place."""
    keys: dict[Order, Callable[[Line], list[str]]] = {
        Order.PLACE: lambda _: [],
        Order.RIGHT: lambda line: folded(line.right).split(),
        Order.LEFT: lambda line: folded(line.left).split()[::-1],
    }
    return sorted(lines, key=keys[order])


def _matcher(word: str, key: Callable[[str], str]) -> Callable[[str], bool]:
    form = folded(word)
    if form.endswith(ANY_END):
        beginning = form.rstrip(ANY_END)
        return lambda said: said.startswith(beginning)
    wanted = key(form)
    return lambda said: key(said) == wanted


def _line(turn: SpokenTurn, here: Sequence[Word], context: int) -> Line:
    start, end = here[0].start - turn.start, here[-1].end - turn.start
    first = _first(turn.words, max(0, start - context), start)
    last = _last(turn.words, end, min(len(turn.words), end + context))
    return Line(turn, here[0].start, here[-1].end, turn.words[first:start], turn.words[start:end], turn.words[end:last])


def _first(words: str, low: int, high: int) -> int:
    """Return where the left side begins: at the first word after `low`, or at `low` when no word is cut there."""
    if low == 0 or words[low - 1].isspace():
        return low
    return next((place + 1 for place in range(low, high) if words[place].isspace()), high)


def _last(words: str, low: int, high: int) -> int:
    """Return where the right side ends: with the last whole word before `high`."""
    if high == len(words) or words[high].isspace():
        return high
    return next((place for place in range(high - 1, low - 1, -1) if words[place].isspace()), low)
