"""Whether coders mark the same stretch with a code: the talk as each of its readers marked it, turn by turn."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias

from app.analysis.audit.units import Marked, Spoken
from app.analysis.coefficients.continuum import Continuum, Mark

Text: TypeAlias = Continuum[int]


def marked_texts(turns: Sequence[Spoken], marked: Iterable[Marked], codes: frozenset[int]) -> Iterator[Text]:
    """Yield a text for each turn: who could put these codes on it, and the stretches that they marked with one of them.

    Only those who read the turn with all of these codes are its coders. A passage that goes over several turns is a
    stretch in each of them, as far as it lies there; the turns come with their words.
    """
    by_turn: dict[int, list[Marked]] = defaultdict(list)
    for one in marked:
        if one.code in codes:
            by_turn[one.number].append(one)
    wanted = sum(1 << code for code in codes)
    for turn in turns:
        coders = frozenset(bit for bit, had in turn.readings if had & wanted == wanted)
        length = len(turn.words)
        stretches = (
            (one.coder, max(one.start - turn.start, 0), min(one.end - turn.start, length), one.code)
            for one in by_turn[turn.number]
        )
        yield Continuum(length, coders, frozenset(Mark(*one) for one in stretches if one[1] < one[2]))
