"""Round numbers along an axis."""

from itertools import count
from typing import Final

ROUND: Final = (1, 2, 5)


def round_numbers(most: int, steps: int = 5) -> tuple[int, ...]:
    """Return 0 and equal steps of 1, 2, 5, 10, 20, 50, ... up to `most` or just beyond it, at most `steps` of them.

    The smallest step that does is taken. For 0 and less: 0 and 1.
    """
    most = max(most, 1)
    every = (first * 10**power for power in count() for first in ROUND)
    step = next(one for one in every if one * steps >= most)
    return tuple(range(0, most + step, step))[: -(-most // step) + 1]
