"""Which codes stand together: on the same turn, in the same passage, or on neighbouring turns."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations, pairwise
from uuid import UUID

from app.analysis.comparison import CodedTurn


class Together(StrEnum):
    """What makes two codes stand together."""

    SAME_TURN = "same turn"
    SAME_PASSAGE = "same passage"
    ADJACENT_TURNS = "adjacent turns"


@dataclass(frozen=True, slots=True)
class Pair:
    """Two codes: in how many places both stand, in how many either does, in how many focus groups both stand.

    Places are turns, passages, or pairs of neighbouring turns. `first` comes before `second` by the number of its
    identifier.
    """

    first: UUID
    second: UUID
    both: int
    either: int
    focus_groups: int

    @property
    def jaccard(self) -> float:
        """Places with both, of all places with either: above 0, at most 1."""
        return self.both / self.either


@dataclass(frozen=True, slots=True)
class _Place:
    """What one place carries, and the pairs of codes that stand together there."""

    focus_group: UUID
    codes: AbstractSet[UUID]
    pairs: AbstractSet[tuple[UUID, UUID]]


def cooccurrences(
    rows: Iterable[CodedTurn], together: Together, order: Mapping[UUID, Sequence[int]] | None = None
) -> tuple[Pair, ...]:
    """Return the pairs of codes that stand together anywhere, the most frequent first, then by Jaccard's coefficient.

    - SAME_TURN: both codes are on a turn, whoever put them there, through whatever passages.
    - SAME_PASSAGE: both codes are on one meaning unit.
    - ADJACENT_TURNS: one code is on a turn and the other on the next turn that counts. `order` gives, for each
      transcript, the numbers of these turns in order, without those of moderators; without it, turns whose numbers
      follow each other are neighbours. Two codes on the same turn only are not on neighbouring turns.

    A code that stands with itself is no pair. `rows` are those that the comparison counts (`CodedTurn`).

    Source: P. Jaccard (1912), The distribution of the flora in the alpine zone, New Phytologist 11(2), 37-50.
    """
    places = list(_places(rows, together, order))
    carrying = Counter(code for place in places for code in place.codes)
    both = Counter(pair for place in places for pair in place.pairs)
    either_only = Counter(pair for place in places for pair in _pairs(place.codes))
    groups: defaultdict[tuple[UUID, UUID], set[UUID]] = defaultdict(set)
    for place in places:
        for pair in place.pairs:
            groups[pair].add(place.focus_group)
    found = [
        Pair(*pair, count, carrying[pair[0]] + carrying[pair[1]] - either_only[pair], len(groups[pair]))
        for pair, count in both.items()
    ]
    return tuple(sorted(found, key=lambda pair: (-pair.both, -pair.jaccard, pair.first, pair.second)))


def _places(
    rows: Iterable[CodedTurn], together: Together, order: Mapping[UUID, Sequence[int]] | None
) -> Iterator[_Place]:
    by_place: defaultdict[Hashable, set[UUID]] = defaultdict(set)
    where: dict[Hashable, UUID] = {}
    for row in rows:
        place: Hashable = row.unit if together is Together.SAME_PASSAGE else (row.transcript, row.turn)
        by_place[place].add(row.code)
        where[place] = row.focus_group
    if together is Together.ADJACENT_TURNS:
        turns = {place: codes for place, codes in by_place.items() if isinstance(place, tuple)}
        yield from _adjacent(turns, where, order)
    else:
        yield from (_Place(where[place], codes, _pairs(codes)) for place, codes in by_place.items())


def _adjacent(
    turns: Mapping[tuple[UUID, int], AbstractSet[UUID]],
    where: Mapping[Hashable, UUID],
    order: Mapping[UUID, Sequence[int]] | None,
) -> Iterator[_Place]:
    nothing: frozenset[UUID] = frozenset()
    for place, following in _neighbours(turns, order):
        here, there = turns.get(place, nothing), turns.get(following, nothing)
        if here or there:
            pairs = {(min(a, b), max(a, b)) for a in here for b in there if a != b}
            yield _Place(where[place] if here else where[following], here | there, pairs)


def _neighbours(
    turns: Iterable[tuple[UUID, int]], order: Mapping[UUID, Sequence[int]] | None
) -> Iterator[tuple[tuple[UUID, int], tuple[UUID, int]]]:
    """Yield the pairs of neighbouring turns that could carry codes."""
    if order is not None:
        for talk, numbers in order.items():
            yield from (((talk, one), (talk, other)) for one, other in pairwise(numbers))
        return
    befores = {(talk, number - step) for talk, number in turns for step in (0, 1)}
    yield from (((talk, number), (talk, number + 1)) for talk, number in sorted(befores))


def _pairs(codes: AbstractSet[UUID]) -> set[tuple[UUID, UUID]]:
    return set(combinations(sorted(codes), 2))
