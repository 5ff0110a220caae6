"""Turns that sound like some passages: which rare words they share with them."""

from collections import Counter
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from math import log, sqrt
from typing import Final

from app.analysis.words.spoken import NOTHING, SpokenTurn, forms_of

MOST_WORDS: Final = 40  # words that stand for all the passages together
SENTENCE: Final = 15  # words; a turn of fewer weighs like one of so many


@dataclass(frozen=True, slots=True)
class Alike:
    """A turn that shares words with the passages: which ones, the rarest first, and how alike it is, above 0."""

    turn: SpokenTurn
    shared: tuple[str, ...]
    score: float


def telling_words(passages: Iterable[SpokenTurn], stop_words: AbstractSet[str] = NOTHING) -> tuple[str, ...]:
    """Return the words that stand in most of the passages, at most MOST_WORDS; as frequent: by alphabet."""
    found = Counter(form for one in passages for form in {*forms_of(one)} - stop_words)
    return tuple(word for word, _ in sorted(found.items(), key=lambda one: (-one[1], one[0]))[:MOST_WORDS])


def most_alike(telling: Sequence[str], turns: Iterable[SpokenTurn], most: int) -> tuple[Alike, ...]:
    """Return the turns that share most with the telling words, the most alike first, then in the order of the turns.

    A word weighs ln(1 + turns / turns with it), so that what everybody says weighs little. The score is the sum of the
    weights of the different shared words, divided by the root of the number of words of the turn, so that a long turn
    does not win by its length; one shorter than a SENTENCE is taken for one, so that "Five." does not win by its
    shortness. Turns that share nothing are left out.
    """
    wanted = set(telling)
    own = [(turn, forms_of(turn)) for turn in turns]
    within = Counter(form for _, forms in own for form in wanted.intersection(forms))
    weight = {form: log(1 + len(own) / times) for form, times in within.items()}
    found = []
    for place, (turn, forms) in enumerate(own):
        shared = sorted(wanted.intersection(forms), key=lambda form: (-weight[form], form))
        if shared:
            score = sum(weight[form] for form in shared) / sqrt(max(len(forms), SENTENCE))
            found.append((-score, place, Alike(turn, tuple(shared), score)))
    return tuple(alike for _, _, alike in sorted(found, key=lambda one: one[:2])[:most])
