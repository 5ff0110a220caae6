"""Words that somebody said, found again in what others wrote: the same words in the same order."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from app.analysis.passages import WORD

# Four words in a row are rarely the same by chance; fewer often are.
IN_A_ROW: Final = 4


@dataclass(frozen=True, slots=True)
class Verbatim:
    """Every `in_a_row` words that somebody said one after another, to find them in texts."""

    runs: frozenset[tuple[str, ...]]
    in_a_row: int

    def replaced(self, text: str, sign: str) -> str:
        """Return the text with `sign` wherever at least `in_a_row` words stand as they were said, in linear time."""
        found = list(WORD.finditer(text))
        parts, at = [], 0
        for first, last in self._stretches([word[0].casefold() for word in found]):
            parts += [text[at : found[first].start()], sign]
            at = found[last].end()
        return "".join([*parts, text[at:]])

    def _stretches(self, words: Sequence[str]) -> list[tuple[int, int]]:
        """Return the stretches of words, each from its first to its last, that the runs cover."""
        stretches: list[tuple[int, int]] = []
        for at, run in enumerate(_runs(words, self.in_a_row)):
            if run in self.runs:
                first = stretches.pop()[0] if stretches and stretches[-1][1] >= at - 1 else at
                stretches.append((first, at + self.in_a_row - 1))
        return stretches


def verbatim(said: Iterable[str], in_a_row: int = IN_A_ROW) -> Verbatim:
    """Return what finds these turns again, one string each, whatever the case and the signs between the words.

    A turn of fewer than `in_a_row` words is found nowhere; a stretch that runs over two turns is found in two parts.
    """
    words = ([word.casefold() for word in WORD.findall(turn)] for turn in said)
    return Verbatim(frozenset(run for turn in words for run in _runs(turn, in_a_row)), in_a_row)


def _runs(words: Sequence[str], in_a_row: int) -> Iterator[tuple[str, ...]]:
    return (tuple(words[at : at + in_a_row]) for at in range(len(words) - in_a_row + 1))
