"""Where in each conversation a word, or a code, comes up: what a dispersion strip is drawn from."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from uuid import UUID

from app.analysis.words.spoken import SpokenTurn, forms_of, words_of


@dataclass(frozen=True, slots=True)
class Mark:
    """A place on a strip: `along` is the share of the conversation's words before it, 0 to 1 (not included)."""

    turn: int
    start: int
    end: int
    along: float


@dataclass(frozen=True, slots=True)
class Strip:
    """One transcript with its marks in order; `words` is its length, in words of participants."""

    transcript: UUID
    focus_group: UUID
    words: int
    marks: tuple[Mark, ...]


def strips(turns: Sequence[SpokenTurn], places: Iterable[tuple[UUID, int, int]]) -> tuple[Strip, ...]:
    """Return a strip for each transcript, in the order of their first turns.

    `places` are (transcript, start, end) in code points, such as lines of a concordance or passages of a code; each is
    marked where its first word is said by one of the `turns`. A place in which none of them says a word has no mark. A
    transcript without words has none either.
    """
    wanted: dict[UUID, list[tuple[int, int]]] = {}
    for transcript, start, end in places:
        wanted.setdefault(transcript, []).append((start, end))
    by_transcript: dict[UUID, list[SpokenTurn]] = {}
    for turn in turns:
        by_transcript.setdefault(turn.transcript, []).append(turn)
    return tuple(_strip(said, sorted(wanted.get(transcript, ()))) for transcript, said in by_transcript.items())


def _strip(turns: Sequence[SpokenTurn], places: Sequence[tuple[int, int]]) -> Strip:
    ordered = sorted(turns, key=lambda turn: turn.start)
    before = [0, *accumulate(len(forms_of(turn)) for turn in ordered)]
    starts, said = [turn.start for turn in ordered], dict[int, list[int]]()
    marks = []
    for start, end in places:
        for at in range(max(bisect_right(starts, start) - 1, 0), len(ordered)):
            if starts[at] >= end:
                break
            if at not in said:
                said[at] = [word.start for word in words_of(ordered[at])]
            words = said[at]
            first = bisect_left(words, start)
            if first < len(words):
                if words[first] < end:
                    marks.append(Mark(ordered[at].number, start, end, (before[at] + first) / before[-1]))
                break
    return Strip(turns[0].transcript, turns[0].focus_group, before[-1], tuple(marks))
