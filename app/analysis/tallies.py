"""Transcripts as rows of bits: which turns, passages and words each coder has marked with each code.

A count over a million codings is then some thousand unions of bits. Bit n of a row of turns is the turn with number n;
bits of passages and of stretches of words are numbered from 0 within their transcript. A stretch is a run of whole
words of one turn that no passage divides, so that a passage is always some whole stretches.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from typing import Final, NamedTuple
from uuid import UUID

from app.analysis.passages import WORD


@dataclass(frozen=True, slots=True)
class SaidTurn:
    """One turn of a transcript; `start` is its place in the transcript's words, in code points."""

    number: int
    participant: UUID
    start: int
    words: str


@dataclass(frozen=True, slots=True)
class MarkedPassage:
    """One coder's passage with its codes: code points `start` to `end` (not included).

    `voiced` says of each turn of which it holds a whole word, by number, whether its participant carries the passage.
    """

    coder: UUID
    round: UUID
    start: int
    end: int
    codes: tuple[UUID, ...]
    voiced: Mapping[int, bool]


@dataclass(frozen=True, slots=True)
class Strand:
    """What one coder has marked with one code in one round; `voiced` are the turns whose participants carry it."""

    code: UUID
    coder: UUID
    round: UUID
    turns: int
    voiced: int
    passages: int
    stretches: int = 0


@dataclass(frozen=True, slots=True)
class Voice:
    """A voice of a transcript: its turns, the passages that hold a whole word of it, and how much it says."""

    participant: UUID
    said_turns: int
    said_words: int
    turns: int
    passages: int
    stretches: int = 0


class Bounds(NamedTuple):
    """Where a passage lies, and the first and last turn that it touches."""

    start: int
    end: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Tally:
    """One transcript as it is marked.

    `places` has four numbers for each passage: start, end, first and last turn. `planes` weigh the stretches: plane b
    holds those whose number of words has bit b. `turn_stretches` has three numbers for each turn with words: its own,
    its first stretch and the one after its last. Without words asked for, the last two are empty, as all `stretches`
    are 0.
    """

    transcript: UUID
    strands: tuple[Strand, ...]
    voices: tuple[Voice, ...]
    places: Sequence[int]
    planes: tuple[int, ...] = ()
    turn_stretches: Sequence[int] = ()

    def bounds(self, passage: int) -> Bounds:
        """Return where a passage lies."""
        return Bounds(*self.places[4 * passage : 4 * passage + 4])


BITS_OF: Final = tuple(tuple(bit for bit in range(8) if byte >> bit & 1) for byte in range(256))


def bits(places: Iterable[int]) -> int:
    """Return a row of bits with these set."""
    chosen = list(places)
    row = bytearray(max(chosen, default=-1) // 8 + 1)
    for place in chosen:
        row[place >> 3] |= 1 << (place & 7)
    return int.from_bytes(row, "little")


def places(row: int) -> Iterable[int]:
    """Yield the numbers of the bits that are set, in order."""
    for at, byte in enumerate(row.to_bytes((row.bit_length() + 7) // 8, "little")):
        for bit in BITS_OF[byte]:
            yield 8 * at + bit


def run(first: int, after: int) -> int:
    """Return a row with the bits from `first` to `after` (not included) set."""
    return ((1 << (after - first)) - 1) << first if after > first else 0


def tally(transcript: UUID, turns: Sequence[SaidTurn], marked: Iterable[MarkedPassage]) -> Tally:
    """Tally a transcript from its turns, in order, and everything that is marked in it.

    Passages with the same bounds are one passage, whoever marked them. Words are whole words (`app.analysis.passages`).
    """
    passages = list(marked)
    numbered: dict[tuple[int, int], int] = {}
    for one in passages:
        if one.voiced:
            numbered.setdefault((one.start, one.end), len(numbered))
    words = _Words(turns, numbered)
    touched: dict[int, Mapping[int, bool]] = {}
    for one in passages:
        if one.voiced:
            touched[numbered[one.start, one.end]] = one.voiced
    return Tally(
        transcript,
        tuple(_strands(passages, numbered, words)),
        tuple(_voices(turns, touched, words)),
        tuple(
            number
            for bounds, place in numbered.items()
            for number in (*bounds, min(touched[place]), max(touched[place]))
        ),
        words.planes,
        tuple(chain.from_iterable(words.of_turns)),
    )


class _Words:
    """The words of a transcript, cut into stretches wherever a passage or a turn begins or ends."""

    def __init__(self, turns: Sequence[SaidTurn], passages: Iterable[tuple[int, int]]) -> None:
        starts, ends, turn_at = list[int](), list[int](), [0]
        for turn in turns:
            for word in WORD.finditer(turn.words):
                starts.append(turn.start + word.start())
                ends.append(turn.start + word.end())
            turn_at.append(len(starts))
        self.said = {turn.number: after - first for turn, (first, after) in zip(turns, pairwise(turn_at), strict=True)}
        held = [(bisect_left(starts, start), bisect_right(ends, end)) for start, end in passages]
        cuts = sorted({*turn_at, *(place for one in held if one[0] < one[1] for place in one)})
        at = {place: number for number, place in enumerate(cuts)}
        self.runs = [(at[first], at[after]) if first < after else (0, 0) for first, after in held]
        self.of_turns = [
            (turn.number, at[first], at[after])
            for turn, (first, after) in zip(turns, pairwise(turn_at), strict=True)
            if first < after
        ]
        weights = [after - first for first, after in pairwise(cuts)]
        self.planes = tuple(
            bits(number for number, weight in enumerate(weights) if weight >> plane & 1)
            for plane in range(max(weights, default=0).bit_length())
        )


def _strands(
    passages: Iterable[MarkedPassage], numbered: Mapping[tuple[int, int], int], words: _Words
) -> Iterable[Strand]:
    marks: defaultdict[tuple[UUID, UUID, UUID], list[MarkedPassage]] = defaultdict(list)
    for one in passages:
        for code in one.codes if one.voiced else ():
            marks[code, one.coder, one.round].append(one)
    for (code, coder, round_), own in marks.items():
        held = [numbered[one.start, one.end] for one in own]
        stretches = 0
        for place in held:
            stretches |= run(*words.runs[place])
        yield Strand(
            code, coder, round_,
            turns=bits(number for one in own for number in one.voiced),
            voiced=bits(number for one in own for number, voice in one.voiced.items() if voice),
            passages=bits(held), stretches=stretches,
        )  # fmt: skip


def _voices(turns: Sequence[SaidTurn], touched: Mapping[int, Mapping[int, bool]], words: _Words) -> Iterable[Voice]:
    who = {turn.number: turn.participant for turn in turns}
    passages: defaultdict[UUID, set[int]] = defaultdict(set)
    for place, numbers in touched.items():
        for number in numbers:
            passages[who[number]].add(place)
    own: defaultdict[UUID, list[SaidTurn]] = defaultdict(list)
    for turn in turns:
        own[turn.participant].append(turn)
    stretches: defaultdict[UUID, int] = defaultdict(int)
    for number, first, after in words.of_turns:
        stretches[who[number]] |= run(first, after)
    for participant, said in own.items():
        yield Voice(
            participant, len(said), sum(words.said[turn.number] for turn in said),
            bits(turn.number for turn in said), bits(passages[participant]), stretches[participant],
        )  # fmt: skip
