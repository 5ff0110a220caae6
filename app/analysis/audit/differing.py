"""Where coders read the same turns differently, and where they read them the same way: stretch by stretch."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from app.analysis.audit.tally import Mask
from app.analysis.audit.units import Marked, Spoken


class Said(NamedTuple):
    """A code on some turns: who could put it there, and who did."""

    code: int
    able: Mask
    did: Mask

    @property
    def agreed(self) -> bool:
        """Whether everybody who could put it there did."""
        return self.able == self.did


@dataclass(frozen=True, slots=True)
class Stretch:
    """Neighbouring turns on which the same coders put the same codes, by the same passages."""

    first: int
    last: int
    said: tuple[Said, ...]


def stretches(
    turns: Sequence[Spoken], marked: Iterable[Marked], settled: Collection[tuple[int, int]] = (), *, agreed: bool
) -> list[Stretch]:
    """Return where coders agree, or where they differ, on codes that are not settled as (turn, code).

    Only codes that two readers of a turn could put there count. A stretch goes on from turn to turn as long as the
    same passages do.
    """
    by_turn: Mapping[int, list[Marked]] = _by_turn(marked)
    found, latest, before = list[Stretch](), -1, frozenset[Marked]()
    for place, turn in enumerate(turns):
        here = by_turn.get(turn.number, [])
        said = tuple(
            one for one in _said(turn, here) if one.agreed is agreed and (turn.number, one.code) not in settled
        )
        if not said:
            continue
        codes = {one.code for one in said}
        passages = frozenset(one._replace(number=0) for one in here if one.code in codes)
        if found and place == latest + 1 and found[-1].said == said and passages == before:
            found[-1] = Stretch(found[-1].first, turn.number, said)
        else:
            found.append(Stretch(turn.number, turn.number, said))
        latest, before = place, passages
    return found


def _said(turn: Spoken, here: Iterable[Marked]) -> list[Said]:
    did: dict[int, Mask] = defaultdict(int)
    for one in here:
        did[one.code] |= one.coder
    found = []
    for code, mask in sorted(did.items()):
        able = sum(bit for bit, had in turn.readings if had >> code & 1)
        if able.bit_count() > 1 and mask & able:
            found.append(Said(code, able, mask & able))
    return found


def _by_turn(marked: Iterable[Marked]) -> Mapping[int, list[Marked]]:
    by_turn: dict[int, list[Marked]] = defaultdict(list)
    for one in marked:
        by_turn[one.number].append(one)
    return by_turn


def passages_of(marked: Iterable[Marked], stretch: Stretch, code: int, coders: Mask) -> list[tuple[int, int]]:
    """Return the passages with which one of these coders put a code on a stretch: of the one who marked the most."""
    of_coder: dict[Mask, set[tuple[int, int]]] = defaultdict(set)
    for one in marked:
        if one.code == code and one.coder & coders and stretch.first <= one.number <= stretch.last:
            of_coder[one.coder].add((one.start, one.end))
    if not of_coder:
        return []
    most = max(of_coder.items(), key=lambda item: (sum(end - start for start, end in item[1]), -item[0]))
    return sorted(most[1])
