"""How often words are said, by how many people, in how many focus groups, and how evenly."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from fractions import Fraction
from typing import Final
from uuid import UUID

from app.analysis.undefined import Undefined
from app.analysis.words.spoken import NOTHING, SpokenTurn, words_of
from app.sentences import N_

NOT_SAID: Final = Undefined(N_("The word is not said, so it is spread neither evenly nor unevenly."))
ONE_PART: Final = Undefined(N_("Only one focus group speaks here, so nothing can be spread over several."))


@dataclass(frozen=True, slots=True)
class Frequency:
    """One word: how often it is said, in how many turns, by how many people, and how often in each focus group.

    `deviation` is described at `deviation_of_proportions`.
    """

    word: str
    count: int
    turns: int
    participants: int
    by_focus_group: Mapping[UUID, int]
    deviation: float | Undefined

    @property
    def focus_groups(self) -> int:
        """In how many focus groups it is said."""
        return len(self.by_focus_group)


@dataclass(frozen=True, slots=True)
class Frequencies:
    """The words of some turns, the most frequent first (as frequent: by alphabet), and what they are counted in.

    `said` counts all words of the turns, stop words too: the base of every share. `by_focus_group` has the same for
    each focus group. A frequency is said "in n of m groups", of which m is `len(by_focus_group)`.
    """

    words: tuple[Frequency, ...]
    said: int
    by_focus_group: Mapping[UUID, int]


def same(word: str) -> str:
    """Return the word itself: the key that joins no forms."""
    return word


def frequencies(
    turns: Iterable[SpokenTurn], stop_words: AbstractSet[str] = NOTHING, key: Callable[[str], str] = same
) -> Frequencies:
    """Count the words of the turns. `key` joins forms of a word, such as its stem (`app.analysis.words.stems`).

    Stop words are looked up before `key`. Placeholders and remarks of the transcriber are no words. A turn of nobody
    who is counted (`participant` None) is left out.
    """
    said: Counter[UUID] = Counter()
    places: defaultdict[str, list[SpokenTurn]] = defaultdict(list)
    for turn in turns:
        if turn.participant is None:
            continue
        said[turn.focus_group] += 0
        for word in words_of(turn):
            said[turn.focus_group] += 1
            if word.form not in stop_words:
                places[key(word.form)].append(turn)
    words = [_frequency(word, where, said) for word, where in places.items()]
    words.sort(key=lambda one: (-one.count, one.word))
    return Frequencies(tuple(words), said.total(), dict(said))


def _frequency(word: str, where: list[SpokenTurn], said: Mapping[UUID, int]) -> Frequency:
    groups = Counter(turn.focus_group for turn in where)
    return Frequency(
        word,
        count=len(where),
        turns=len({(turn.transcript, turn.number) for turn in where}),
        participants=len({turn.participant for turn in where}),
        by_focus_group=dict(groups),
        deviation=deviation_of_proportions(groups, said),
    )


def deviation_of_proportions(counts: Mapping[UUID, int], sizes: Mapping[UUID, int]) -> float | Undefined:
    """Return how unevenly a word is spread over parts, 0 (as the parts' sizes) to 1 (all in the smallest part).

    `counts` says how often the word is said in each part, `sizes` how many words each part has; a part without words is
    left out. With v the share of the word and s the share of all words that are in a part, DP is half the sum of
    |v - s| over the parts; it is divided by 1 - min(s), so that it can reach 1. Sums are exact, rounded once.

    Undefined when the word is not said, or when there is one part.

    Sources: S. Th. Gries (2008), Dispersions and adjusted frequencies in corpora, International Journal of Corpus
    Linguistics 13(4), 403-437; the division: J. Lijffijt and S. Th. Gries (2012), Correction to the same, 17(1),
    147-149.
    """
    total, size = sum(counts.values()), sum(sizes.values())
    if total == 0:
        return NOT_SAID
    parts = {part: Fraction(words, size) for part, words in sizes.items() if words}
    if len(parts) < 2:
        return ONE_PART
    half = sum(abs(Fraction(counts.get(part, 0), total) - share) for part, share in parts.items()) / 2
    return float(half / (1 - min(parts.values())))
