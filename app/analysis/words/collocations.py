"""Which words stand together more often than chance would have it."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import pairwise
from math import log2
from typing import Final
from uuid import UUID

from app.analysis.words.frequency import same
from app.analysis.words.keyness import log_likelihood
from app.analysis.words.spoken import NOTHING, SpokenTurn, stretches

FEWEST: Final = 3


@dataclass(frozen=True, slots=True)
class Collocation:
    """Two words in their order: in how many pairs of neighbours, and of how many focus groups, they stand together.

    `first_count` counts the pairs that begin with the first word, `second_count` those that end with the second.
    `log_likelihood` is G2, 0 or more, which is high for what is both frequent and together; `pmi` is the pointwise
    mutual information in bits, above 0, which is high for what is rare and always together.
    """

    first: str
    second: str
    count: int
    first_count: int
    second_count: int
    focus_groups: int
    log_likelihood: float
    pmi: float


def collocations(
    turns: Iterable[SpokenTurn],
    stop_words: AbstractSet[str] = NOTHING,
    key: Callable[[str], str] = same,
    fewest: int = FEWEST,
) -> tuple[Collocation, ...]:
    """Return the pairs of neighbouring words that stand together at least `fewest` times, by G2, then by alphabet.

    Words across a placeholder, a remark of the transcriber or a turn's end are no neighbours. A pair with a stop word
    is left out, but stop words stand between words, and their pairs count among all pairs. `key` joins forms of words.
    With n pairs in all, a that begin with the first word, b that end with the second, and c of both, only those are
    given of which c is more than a * b / n. PMI is log2(c * n / (a * b)); G2 is over the four cells, as at
    `app.analysis.words.keyness.log_likelihood`.

    Sources: T. Dunning (1993), Accurate methods for the statistics of surprise and coincidence, Computational
    Linguistics 19(1), 61-74; K. W. Church and P. Hanks (1990), Word association norms, mutual information, and
    lexicography, Computational Linguistics 16(1), 22-29; counting pairs, not words: S. Evert (2008), Corpora and
    collocations, in Corpus Linguistics: an international handbook, chapter 58.
    """
    pairs: Counter[tuple[str, str]] = Counter()
    groups: defaultdict[tuple[str, str], set[UUID]] = defaultdict(set)
    stopped = {key(word) for word in stop_words}
    for turn in turns:
        for words in stretches(turn):
            for pair in pairwise(key(word.form) for word in words):
                pairs[pair] += 1
                groups[pair].add(turn.focus_group)
    begins, ends = Counter[str](), Counter[str]()
    for (first, second), count in pairs.items():
        begins[first] += count
        ends[second] += count
    n = pairs.total()
    found = [
        _collocation(pair, (count, begins[pair[0]], ends[pair[1]], n), len(groups[pair]))
        for pair, count in pairs.items()
        if count >= fewest and stopped.isdisjoint(pair) and count * n > begins[pair[0]] * ends[pair[1]]
    ]
    return tuple(sorted(found, key=lambda one: (-one.log_likelihood, one.first, one.second)))


def _collocation(pair: tuple[str, str], counts: tuple[int, int, int, int], focus_groups: int) -> Collocation:
    both, begins, ends, n = counts
    likelihood = log_likelihood(both, begins, ends - both, n - begins)
    return Collocation(*pair, both, begins, ends, focus_groups, likelihood, log2(both * n / (begins * ends)))
