"""How long work may take on a machine that is slow, or busy with other things.

Limits are those of a machine with nothing else to do. A test says how much of the processor's time its work takes; the
same moment's speed of the machine says how much that is there.
"""

import time
from collections.abc import Callable
from typing import Final

ROUNDS: Final = 200_000
KNOWN_SECONDS: Final = 0.03  # what the known work takes on the machine that the limits are meant for
SWING: Final = 1.5  # a shared machine's speed changes by half from one second to the next
TRIES: Final = 3


def spent(work: Callable[[], object]) -> float:
    """Return the processor time that some work takes, in seconds."""
    begun = time.process_time()
    work()
    return time.process_time() - begun


def slowness() -> float:
    """Return how many times as long as there anything takes here and now; at least 1."""
    return max(1.0, spent(_known_work) / KNOWN_SECONDS)


def leeway() -> float:
    """Return how many times as long as there work may take here and now."""
    return SWING * slowness()


def in_time(seconds: float, took: Callable[[], float]) -> bool:
    """Say whether work takes less than so many seconds, in one of three tries, for others may work beside it."""
    for _ in range(TRIES):
        before, here = leeway(), took()
        if here < seconds * max(before, leeway()):
            return True
    return False


def _known_work() -> int:
    """Do what most of our work is: look at words, one after the other, and count them."""
    counts: dict[str, int] = {}
    for number in range(ROUNDS):
        word = f"word{number % 997}"
        counts[word] = counts.get(word, 0) + 1
    return len(counts)
