"""Where in each conversation a word, or a code, comes up: what a dispersion strip is drawn from."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from app.analysis.words.spoken import SpokenTurn, words_of


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
    words = sorted((word.start, turn.number) for turn in turns for word in words_of(turn))
    marks, at = [], 0
    for start, end in places:
        while at < len(words) and words[at][0] < start:
            at += 1
        if at < len(words) and words[at][0] < end:
            marks.append(Mark(words[at][1], start, end, at / len(words)))
    return Strip(turns[0].transcript, turns[0].focus_group, len(words), tuple(marks))
