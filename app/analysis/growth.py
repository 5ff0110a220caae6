"""How the number of codes grows while transcripts are read, as they were read and in the mean of every order."""

from collections import Counter
from collections.abc import Collection, Hashable, Sequence
from math import fsum
from typing import TypeVar

Code = TypeVar("Code", bound=Hashable)


def codes_found(read: Sequence[Collection[Code]]) -> tuple[int, ...]:
    """Return how many different codes were found after each step.

    `read` holds, in the order of reading, the codes of each transcript (or turn); a code may come in several. The
    result has one number for each, never falling; none when nothing was read.
    """
    found: set[Code] = set()
    numbers = []
    for codes in read:
        found.update(codes)
        numbers.append(len(found))
    return tuple(numbers)


def codes_found_in_any_order(read: Sequence[Collection[Code]]) -> tuple[float, ...]:
    """Return how many different codes are found after each step in the mean of all orders of reading.

    Of n transcripts, a code that is in m of them is missed by k of them taken at random with the probability
    C(n - m, k) / C(n, k); so after k steps the mean is the sum of 1 - that over the codes. Nothing is drawn at random.
    It ends where `codes_found` ends, and it rises ever more slowly.

    Sources: H. L. Sanders (1968), Marine benthic diversity: a comparative study, American Naturalist 102, 243-282;
    R. K. Colwell, C. X. Mao and J. Chang (2004), Interpolating, extrapolating, and comparing incidence-based species
    accumulation curves, Ecology 85(10), 2717-2727.
    """
    n = len(read)
    held_by = Counter(Counter(code for codes in read for code in set(codes)).values())
    missed = dict.fromkeys(held_by, 1.0)
    means = []
    for k in range(n):  # the next of n - k transcripts is one of the n - m - k without the code
        missed = {m: chance * max(n - m - k, 0) / (n - k) for m, chance in missed.items()}
        means.append(fsum(codes * (1 - missed[m]) for m, codes in held_by.items()))
    return tuple(means)
