"""What a talk is cut into before coders are compared: turns, sentences, blocks, the whole talk, or characters."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial, reduce
from itertools import pairwise
from operator import and_
from typing import Final, NamedTuple

from app.analysis.audit.tally import NO_MARKS, Mask, Readings, Unit
from app.analysis.passages import WORD


class Cut(StrEnum):
    """The unit of the comparison."""

    TURN = "turn"
    SAYING = "saying"  # a turn that is more than a back-channel
    SENTENCE = "sentence"
    BLOCK = "block"
    TALK = "talk"
    CHARACTER = "character"


# A sentence ends with one of these signs and what closes it, before a blank; a talk's abbreviations are few.
SENTENCE_END: Final = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s)|\n")


class Spoken(NamedTuple):
    """A counted turn: its number, the block it lies in, who read it; its words, which begin at `start`, if needed."""

    number: int
    block: int
    readings: Readings
    start: int = 0
    words: str = ""


class Marked(NamedTuple):
    """One coder (a bit) put a code on a turn; `start` and `end` are those of the whole passage."""

    number: int
    coder: Mask
    code: int
    start: int = 0
    end: int = 0


UNIT: Final = partial(tuple.__new__, Unit)  # half the price of a named tuple's own, where ten thousands are made
Marks = Mapping[int, Mapping[int, Mask]]


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a turn."""

    start: int
    end: int


def units_of(cut: Cut, turns: Sequence[Spoken], marked: Iterable[Marked]) -> Iterator[Unit]:
    """Cut the counted turns of a talk into units, each with who put which code on it.

    A turn carries a code when a passage with it holds one of its whole words, which whoever asks has found out; blocks
    and the whole talk carry what one of their turns carries, and are read by those who read all of these turns. A
    sentence carries a code when a passage holds one of its whole words, a character when a passage holds it. SAYING is
    TURN; whoever asks leaves the back-channels out.
    """
    some = list(marked)
    if cut is Cut.SENTENCE:
        yield from _sentences(turns, some)
    elif cut is Cut.CHARACTER:
        yield from _characters(turns, some)
    elif cut in {Cut.BLOCK, Cut.TALK}:
        yield from _together(turns, marks_by_turn(some), whole=cut is Cut.TALK)
    else:
        marks = marks_by_turn(some)
        yield from [UNIT((block, readings, marks.get(number, NO_MARKS), 1)) for number, block, readings, _, _ in turns]


def marks_by_turn(marked: Iterable[Marked]) -> dict[int, dict[int, Mask]]:
    """Return, for each turn and code, the coders who put it there."""
    marks: dict[int, dict[int, Mask]] = defaultdict(dict)
    for number, coder, code, _, _ in marked:
        here = marks[number]
        here[code] = here.get(code, 0) | coder
    return marks


def _together(turns: Sequence[Spoken], marks: Marks, *, whole: bool) -> Iterator[Unit]:
    parts: dict[int, list[Spoken]] = defaultdict(list)
    for turn in turns:
        parts[0 if whole else turn.block].append(turn)
    for block, some in parts.items():
        together: dict[int, Mask] = {}
        for turn in some:
            for code, coders in marks.get(turn.number, NO_MARKS).items():
                together[code] = together.get(code, 0) | coders
        yield Unit(block, _read_all(some), together)


def _read_all(turns: Sequence[Spoken]) -> Readings:
    """Return who read all of the turns, with the codes that they had for every one of them."""
    every = [dict(turn.readings) for turn in turns]
    return tuple(
        (bit, reduce(and_, (one[bit] for one in every)))
        for bit, _ in turns[0].readings
        if all(bit in one for one in every)
    )


def _sentences(turns: Sequence[Spoken], marked: Sequence[Marked]) -> Iterator[Unit]:
    by_turn = _by_turn(marked)
    for turn in turns:
        for span in sentences(turn.words):
            words = [
                (turn.start + word.start(), turn.start + word.end())
                for word in WORD.finditer(turn.words, span.start, span.end)
            ]
            if not words:
                continue
            marks: dict[int, Mask] = {}
            for one in by_turn.get(turn.number, ()):
                if any(one.start <= start and end <= one.end for start, end in words):
                    marks[one.code] = marks.get(one.code, 0) | one.coder
            yield Unit(turn.block, turn.readings, marks)


def sentences(words: str) -> Iterator[Span]:
    """Yield the sentences of a turn, without gaps between them."""
    start = 0
    for end in (match.end() for match in SENTENCE_END.finditer(words)):
        yield Span(start, end)
        start = end
    if start < len(words):
        yield Span(start, len(words))


def _characters(turns: Sequence[Spoken], marked: Sequence[Marked]) -> Iterator[Unit]:
    by_turn = _by_turn(marked)
    for turn in turns:
        start, end = turn.start, turn.start + len(turn.words)
        here = by_turn.get(turn.number, ())
        cuts = sorted({start, end, *(place for one in here for place in one[3:] if start < place < end)})
        for low, high in pairwise(cuts):
            marks: dict[int, Mask] = {}
            for one in here:
                if one.start <= low and high <= one.end:
                    marks[one.code] = marks.get(one.code, 0) | one.coder
            yield Unit(turn.block, turn.readings, marks, high - low)


def _by_turn(marked: Iterable[Marked]) -> dict[int, list[Marked]]:
    by_turn: dict[int, list[Marked]] = defaultdict(list)
    for one in marked:
        by_turn[one.number].append(one)
    return by_turn
