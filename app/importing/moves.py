"""What a moderator does with a turn: asks a question of the guide, probes, or only shows that somebody listens.

Work for the worker process: nltk is slow to load.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from typing import Final, NamedTuple

from nltk.stem.snowball import SnowballStemmer

from app.importing.back_channels import is_back_channel
from app.importing.labels import ConfirmedTurn
from app.importing.roles import Kind, Move
from app.importing.stop_words import STOP_WORDS

ASKING: Final = frozenset({Kind.MODERATOR, Kind.CO_MODERATOR})
STEMMERS: Final[Mapping[str, str]] = {
    "en": "english", "nb": "norwegian", "sv": "swedish", "da": "danish", "nl": "dutch", "de": "german",
}  # fmt: skip
WORD: Final = re.compile(r"[^\W\d_]+")

IN_ORDER: Final = 0.3  # how much of a guide question its asker must say, when the questions are in order
OUT_OF_ORDER: Final = 0.6
FEWEST_SHARED: Final = 2  # words, where the question has as many


class Likeness(NamedTuple):
    """How much of a guide question a turn says, 0 to 1."""

    score: float
    turn: int
    question: int


def proposed_moves(
    turns: Sequence[ConfirmedTurn], guide_questions: Sequence[str], language: str
) -> dict[int, tuple[Move, int | None]]:
    """Return for each moderator's turn, by its place in `turns`, its move and the number of the question it asks.

    Places count from 0, guide questions from 1. Each question is asked at most once; the rest are probes.
    """
    stems = stems_in(language)
    spoken = {place: turn.words for place, turn in enumerate(turns) if turn.kind in ASKING}
    asking = {place: stems(words) for place, words in spoken.items() if not is_back_channel(words, language)}
    asked = assigned(likenesses(asking, [stems(question) for question in guide_questions]))
    return {
        place: (Move.QUESTION, asked[place] + 1) if place in asked
        else (Move.PROBE if place in asking else Move.BACK_CHANNEL, None)
        for place in spoken
    }  # fmt: skip


def stems_in(language: str) -> Callable[[str], frozenset[str]]:
    """Return what finds the stems of the words that mean something, in a language; in others, the words."""
    stop_words = STOP_WORDS.get(language, frozenset())
    stem = cache(SnowballStemmer(STEMMERS[language]).stem) if language in STEMMERS else str

    def stems(words: str) -> frozenset[str]:
        return frozenset(stem(word) for word in WORD.findall(words.casefold()) if word not in stop_words)

    return stems


def likenesses(asking: Mapping[int, frozenset[str]], questions: Sequence[frozenset[str]]) -> list[Likeness]:
    """Return how much of each question each turn says; a word that many questions share weighs less."""
    counts = Counter(stem for question in questions for stem in question)
    found: list[Likeness] = []
    for number, question in enumerate(questions):
        whole = sum(1 / counts[stem] for stem in question)
        for place, said in asking.items():
            shared = question & said
            if len(shared) >= min(FEWEST_SHARED, len(question)) > 0:
                found.append(Likeness(sum(1 / counts[stem] for stem in shared) / whole, place, number))
    return found


def assigned(likenesses: Iterable[Likeness]) -> dict[int, int]:
    """Return which turn asks which question, the surest first; against the order of the guide only when very sure."""
    asked: dict[int, int] = {}
    for likeness in sorted(likenesses, key=lambda each: (-each.score, each.turn, each.question)):
        if likeness.turn in asked or likeness.question in asked.values():
            continue
        in_order = all((turn < likeness.turn) == (number < likeness.question) for turn, number in asked.items())
        if likeness.score >= (IN_ORDER if in_order else OUT_OF_ORDER):
            asked[likeness.turn] = likeness.question
    return asked
