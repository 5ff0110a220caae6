"""The one text of a draft that is screened, and the way from its places back to the header and the turns."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final, NamedTuple

from app.importing.draft import DraftTurn

KEPT_AROUND: Final = 40  # code points shown at each side of an identifier


class Spot(NamedTuple):
    """A code point of a draft: in a line of the header or in the words of a turn, both counted from 0."""

    in_header: bool
    number: int
    offset: int


class Context(NamedTuple):
    """Some words and what stands around them in the same turn, on one line."""

    before: str
    words: str
    after: str


@dataclass(frozen=True, slots=True)
class ScreenedText:
    """The header's lines, then the turns' words, joined by LF and without labels.

    Each header line and each turn is a stretch; `starts` says where in `text` each begins, and the first `lines` of
    them are the header.
    """

    text: str
    starts: tuple[int, ...]
    lines: int

    def stretch_of(self, place: int) -> int:
        """Return the number of the stretch that holds a code point; the LF after a stretch belongs to it."""
        return bisect_right(self.starts, place) - 1

    def end_of(self, stretch: int) -> int:
        """Return where a stretch ends, its LF not included."""
        return self.starts[stretch + 1] - 1 if stretch + 1 < len(self.starts) else len(self.text)

    def turn_of(self, place: int) -> int:
        """Return the number of the turn, from 1, that holds a code point; 0 in the header."""
        return max(self.stretch_of(place) - self.lines + 1, 0)

    def spot(self, place: int) -> Spot:
        """Return where in the draft a code point of the text stands."""
        stretch = self.stretch_of(place)
        in_header = stretch < self.lines
        return Spot(in_header, stretch if in_header else stretch - self.lines, place - self.starts[stretch])

    def place(self, spot: Spot) -> int:
        """Return where in the text a code point of the draft stands."""
        return self.starts[spot.number if spot.in_header else spot.number + self.lines] + spot.offset

    def within_stretches(self, start: int, end: int) -> list[tuple[int, int]]:
        """Cut a stretch of text where it runs from one turn or header line into the next."""
        if not 0 <= start < end <= len(self.text):
            return []
        first, last = self.stretch_of(start), self.stretch_of(end - 1)
        pieces = ((max(start, self.starts[number]), min(end, self.end_of(number))) for number in range(first, last + 1))
        return [(low, high) for low, high in pieces if low < high]

    def context(self, start: int, end: int) -> Context:
        """Return the words from `start` to `end` with about forty code points of their turn at each side."""
        stretch = self.stretch_of(start)
        low, high = max(self.starts[stretch], start - KEPT_AROUND), min(self.end_of(stretch), end + KEPT_AROUND)
        before, after = self.text[low:start], self.text[end:high]
        if low > self.starts[stretch] and not self.text[low - 1].isspace():
            before = "".join(before.partition(" ")[1:]) or before
        if high < self.end_of(stretch) and not self.text[high].isspace():
            after = "".join(after.rpartition(" ")[:2]) or after
        return Context(*(words.replace("\n", " ") for words in (before, self.text[start:end], after)))


def screened_text(header: Sequence[str], turns: Sequence[DraftTurn]) -> ScreenedText:
    """Return what is screened of a draft: everything but the labels, which have a step of their own."""
    stretches = [*header, *(turn.words for turn in turns)]
    starts = accumulate((len(stretch) + 1 for stretch in stretches[:-1]), initial=0)
    return ScreenedText("\n".join(stretches), tuple(starts), len(header))
