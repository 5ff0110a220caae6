"""Which words one side says more than another: service users against professionals, one focus group against the rest.

Descriptive: the sides are a few conversations, words in them are not drawn at random, and nothing here is a test.
"""

from dataclasses import dataclass
from math import log, log2
from typing import Final

from app.analysis.undefined import Undefined
from app.analysis.words.frequency import NOT_SAID, Frequencies, Frequency
from app.sentences import N_

NOTHING_SAID: Final = Undefined(N_("One of the two sides says no words, so there is nothing to compare."))
UNSEEN: Final = 0.5  # stands for a count of 0 in the log ratio


@dataclass(frozen=True, slots=True)
class Side:
    """A word on one side: how often, out of how many words; in how many of its focus groups; how evenly."""

    count: int
    said: int
    heard_in: int
    focus_groups: int
    deviation: float | Undefined

    @property
    def per_thousand(self) -> float | Undefined:
        """How often in a thousand words, 0 to 1,000."""
        return 1000 * self.count / self.said if self.said else NOTHING_SAID


@dataclass(frozen=True, slots=True)
class Key:
    """A word on both sides. `log_ratio` and `g2` are described at `keyness`."""

    word: str
    first: Side
    second: Side
    log_ratio: float | Undefined
    g2: float | Undefined

    @property
    def louder(self) -> Side:
        """The side that says the word more; the first where both say it as much, or where one says nothing."""
        return self.second if not isinstance(self.log_ratio, Undefined) and self.log_ratio < 0 else self.first


def keyness(first: Frequencies, second: Frequencies, fewest: int = 3, fewest_groups: int = 1) -> tuple[Key, ...]:
    """Compare how often words are said on two sides, the most unlike first.

    Both sides must have been counted with the same stop words and key. Words said fewer than `fewest` times on both
    sides together, or in fewer than `fewest_groups` focus groups of the side that says it more, are left out. With a of
    n1 words on the first side and b of n2 on the second:

    - `log_ratio` is log2((a/n1) / (b/n2)): 1 is twice as often on the first side, -1 half as often. A count of 0 stands
      as 0.5. The order is by its size, then by `g2`, then by alphabet.
    - `g2`, the log-likelihood ratio, is 2 * sum of O * ln(O/E) over the four cells (the word and all other words, on
      both sides), 0 or more; E is row total times column total by grand total, and a cell of 0 adds 0. It grows with
      the evidence, and with the length of the talks. Calculators that sum two of the four cells differ slightly.

    Both are undefined when a side says no words.

    Sources: log ratio: A. Hardie (2014), Log Ratio, an informal introduction, ESRC Centre for Corpus Approaches to
    Social Science; G2: T. Dunning (1993), Accurate methods for the statistics of surprise and coincidence,
    Computational Linguistics 19(1), 61-74.
    """
    ones, others = ({frequency.word: frequency for frequency in side.words} for side in (first, second))
    keys = (
        _key(word, _side(ones.get(word), first), _side(others.get(word), second))
        for word in ones.keys() | others.keys()
    )
    enough = (key for key in keys if key.first.count + key.second.count >= fewest)
    return tuple(sorted((key for key in enough if key.louder.heard_in >= fewest_groups), key=_unlike))


def _unlike(key: Key) -> tuple[float, float, str]:
    ratio, g2 = (0.0 if isinstance(value, Undefined) else value for value in (key.log_ratio, key.g2))
    return -abs(ratio), -g2, key.word


def _side(frequency: Frequency | None, everything: Frequencies) -> Side:
    groups = len(everything.by_focus_group)
    if frequency is None:
        return Side(0, everything.said, 0, groups, NOT_SAID)
    return Side(frequency.count, everything.said, frequency.focus_groups, groups, frequency.deviation)


def _key(word: str, first: Side, second: Side) -> Key:
    if not first.said or not second.said:
        return Key(word, first, second, NOTHING_SAID, NOTHING_SAID)
    ratio = ((first.count or UNSEEN) / first.said) / ((second.count or UNSEEN) / second.said)
    return Key(word, first, second, log2(ratio), log_likelihood(first.count, first.said, second.count, second.said))


def log_likelihood(a: int, n1: int, b: int, n2: int) -> float:
    """Return G2 for a of n1 words on one side and b of n2 on the other; n1 is at least 1, n2 may be 0."""
    total = n1 + n2
    cells = ((a, n1, a + b), (b, n2, a + b), (n1 - a, n1, total - a - b), (n2 - b, n2, total - a - b))
    sum_ = sum(seen * log(seen * total / (side * word)) for seen, side, word in cells if seen)
    return max(0.0, 2 * sum_)
