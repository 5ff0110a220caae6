"""What merging two codes would do: what of the coding is touched, and what becomes of agreement."""

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Generic, TypeVar

from app.analysis.agreement import CodeAgreement, TurnOf, code_agreement, judged

Transcript = TypeVar("Transcript", bound=Hashable)


@dataclass(frozen=True, slots=True)
class CodingOnTurn(Generic[Transcript]):
    """One coding, on one of the turns that it touches; a coding on an exchange has one record for each turn.

    `passage` stands for the place in the transcripts, so that two coders who keep the same words keep the same passage.
    A coder puts a code on a passage once: whoever counts over several rounds gives coder and round together as `coder`.
    """

    coder: Hashable
    passage: Hashable
    turn: TurnOf[Transcript]


@dataclass(frozen=True, slots=True)
class Extent:
    """How much was coded: codings (one coder, one passage), different turns, and different passages; each 0 or more."""

    codings: int
    turns: int
    passages: int


@dataclass(frozen=True, slots=True)
class MergeExtent:
    """What a merge touches: the extent of each code, of what they share, and of the code that they would be.

    `both.codings` are the codings that would coincide, because one coder has put both codes on one passage;
    `both.turns` and `both.passages` carry both codes, whoever put them there. In each of the three, `merged` is the two
    codes together less what they share.
    """

    first: Extent
    second: Extent
    both: Extent
    merged: Extent


@dataclass(frozen=True, slots=True)
class CodeInRound(Generic[Transcript]):
    """What one code has in one round: its codings, and for each transcript the coders who are done and had the code.

    Of a code made after a coder's reading was done, that coder is not among the readers (see `agreement.judged`).
    """

    codings: Collection[CodingOnTurn[Transcript]]
    readers: Mapping[Transcript, AbstractSet[Hashable]]


@dataclass(frozen=True, slots=True)
class MergeAgreement:
    """Agreement about each code as it is, and about the one that they would be."""

    first: CodeAgreement
    second: CodeAgreement
    merged: CodeAgreement


def merge_extent(first: Iterable[CodingOnTurn[Transcript]], second: Iterable[CodingOnTurn[Transcript]]) -> MergeExtent:
    """Return how many codings, turns and passages a merge of two codes touches, and how many would coincide."""
    one, other = _Marks(first), _Marks(second)
    return MergeExtent(
        first=_extent(one.codings, one.turns, one.passages),
        second=_extent(other.codings, other.turns, other.passages),
        both=_extent(one.codings & other.codings, one.turns & other.turns, one.passages & other.passages),
        merged=_extent(one.codings | other.codings, one.turns | other.turns, one.passages | other.passages),
    )


def merge_agreement(
    turns: Collection[TurnOf[Transcript]], first: CodeInRound[Transcript], second: CodeInRound[Transcript]
) -> MergeAgreement:
    """Return agreement about two codes of one round, and about the code that they would be, over the same turns.

    `turns` are the turns of participants that count. The merged code is on a turn for a coder when either code is. A
    coder has read for it who has read for both: of one who had but one of the codes, only "yes" would be known and
    never "no", which would lean the comparison. Coefficients, and when they are undefined: `agreement.code_agreement`.
    Higher agreement afterwards is no reason to merge in itself: coders agree more about anything that is told apart
    less finely.
    """
    carried, carried_by_other = _carried(first.codings), _carried(second.codings)
    nobody: frozenset[Hashable] = frozenset()
    either = {
        turn: carried.get(turn, nobody) | carried_by_other.get(turn, nobody) for turn in carried | carried_by_other
    }
    of_both = {transcript: done & second.readers.get(transcript, nobody) for transcript, done in first.readers.items()}
    return MergeAgreement(
        first=code_agreement(judged(turns, first.readers, carried)),
        second=code_agreement(judged(turns, second.readers, carried_by_other)),
        merged=code_agreement(judged(turns, of_both, either)),
    )


class _Marks(Generic[Transcript]):
    """The different codings, turns and passages of one code."""

    def __init__(self, codings: Iterable[CodingOnTurn[Transcript]]) -> None:
        listed = tuple(codings)
        self.codings = {(one.coder, one.passage) for one in listed}
        self.turns = {one.turn for one in listed}
        self.passages = {one.passage for one in listed}


def _extent(codings: Collection[object], turns: Collection[object], passages: Collection[object]) -> Extent:
    return Extent(len(codings), len(turns), len(passages))


def _carried(codings: Iterable[CodingOnTurn[Transcript]]) -> dict[TurnOf[Transcript], AbstractSet[Hashable]]:
    """Return who put the code on each turn."""
    who: defaultdict[TurnOf[Transcript], set[Hashable]] = defaultdict(set)
    for one in codings:
        who[one.turn].add(one.coder)
    return dict(who)
