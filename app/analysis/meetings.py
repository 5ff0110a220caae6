"""Which codes meet on the same turns, counted from tallies: a million codings take some thousand unions of bits."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import combinations
from uuid import UUID

from app.analysis.counting import Layer
from app.analysis.tallies import Tally


@dataclass(frozen=True, slots=True)
class Met:
    """Two codes: on how many turns both stand, on how many either does, and in how many focus groups they meet."""

    first: UUID
    second: UUID
    both: int
    either: int
    focus_groups: int

    @property
    def jaccard(self) -> float:
        """The turns with both, of those with either: above 0, at most 1."""
        return self.both / self.either


def code_turns(tally: Tally, counted: Collection[UUID], layer: Layer) -> dict[UUID, int]:
    """Return the turns of counted participants that each code marks, as bits; codes without any are left out."""
    own = 0
    for voice in tally.voices:
        if voice.participant in counted:
            own |= voice.turns
    found: defaultdict[UUID, int] = defaultdict(int)
    for strand in tally.strands:
        if layer.holds(strand.coder, strand.round):
            found[strand.code] |= strand.turns & own
    return {code: turns for code, turns in found.items() if turns}


def meetings(
    tallies: Iterable[Tally], counted: Collection[UUID], layer: Layer, codes: Collection[UUID], groups: dict[UUID, UUID]
) -> tuple[Met, ...]:
    """Return the pairs of codes that meet on any turn of a counted participant, the most frequent first.

    `groups` gives the focus group of each transcript. Whoever put the codes there, and through whatever passages, they
    meet when they stand on one turn; the order of two codes is that of `codes`. A layer of two coders counts here like
    one of any coder.
    """
    order = {code: place for place, code in enumerate(codes)}
    both: defaultdict[tuple[UUID, UUID], int] = defaultdict(int)
    where: defaultdict[tuple[UUID, UUID], set[UUID]] = defaultdict(set)
    marked: defaultdict[UUID, int] = defaultdict(int)
    for tally in tallies:
        turns = {code: row for code, row in code_turns(tally, counted, layer).items() if code in order}
        for code, row in turns.items():
            marked[code] += row.bit_count()
        for first, second in combinations(sorted(turns, key=order.__getitem__), 2):
            if met := turns[first] & turns[second]:
                both[first, second] += met.bit_count()
                where[first, second].add(groups[tally.transcript])
    found = (
        Met(first, second, times, marked[first] + marked[second] - times, len(where[first, second]))
        for (first, second), times in both.items()
    )
    return tuple(sorted(found, key=lambda one: (-one.both, -one.jaccard, order[one.first], order[one.second])))
