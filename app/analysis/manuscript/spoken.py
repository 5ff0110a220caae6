"""The transcripts, ready to be searched for what a text quotes."""

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import accumulate
from typing import Final

from app.analysis.manuscript.study import SaidTurn, Talk
from app.analysis.manuscript.verbatim import PLAIN, Found, Searched, occurrences, searched
from app.analysis.passages import WORD

TOGETHER: Final = 3  # words in a row that tell that a turn is meant
LONGEST_COMPARED: Final = 400  # words


@dataclass(frozen=True, slots=True)
class Place:
    """Where quoted words were said: the transcript, and how they differ from the quote.

    `first` and `last` are the places, from 0, of the turns among the transcript's turns that they begin and end in.
    """

    talk: Talk
    first: int
    last: int
    found: Found

    @property
    def turns(self) -> tuple[SaidTurn, ...]:
        """The turns that they touch, in order."""
        return self.talk.turns[self.first : self.last + 1]

    @property
    def voices(self) -> tuple[str, ...]:
        """The labels of those who speak in it, in order."""
        return tuple(dict.fromkeys(turn.label for turn in self.turns))


@dataclass(frozen=True, slots=True)
class Nearest:
    """The turn that a quote is most like, and where they differ: words as said, words as written, either may be none.

    `shared` is the number of stretches of three words that both have.
    """

    talk: Talk
    turn: SaidTurn
    shared: int
    changes: tuple[tuple[str, str], ...]


class Spoken:
    """All transcripts. Making it reads every word once; each search looks through all of them."""

    def __init__(self, talks: Sequence[Talk]) -> None:
        self.talks = tuple(talks)
        self._searched = [(talk, _starts(talk), _joined(talk)) for talk in self.talks]
        self._threes: defaultdict[tuple[str, ...], set[tuple[int, int]]] = defaultdict(set)
        for number, talk in enumerate(self.talks):
            for place, turn in enumerate(talk.turns):
                for three in _threes(_words(turn.words)):
                    self._threes[three].add((number, place))

    def places(self, quote: str) -> tuple[Place, ...]:
        """Return where a quote was said, in the order of the transcripts, the closest fit of each first."""
        return tuple(
            Place(talk, bisect_right(starts, found.start) - 1, bisect_right(starts, found.end - 1) - 1, found)
            for talk, starts, words in self._searched
            for found in occurrences(quote, words)
        )

    def nearest(self, quote: str) -> Nearest | None:
        """Return the turn that shares most with a quote; None when none shares three words in a row."""
        written = _words(quote)[:LONGEST_COMPARED]
        shared = Counter(place for three in set(_threes(written)) for place in self._threes.get(three, ()))
        if not shared:
            return None
        (number, place), most = min(shared.items(), key=lambda item: (-item[1], item[0]))
        talk = self.talks[number]
        return Nearest(talk, talk.turns[place], most, tuple(_changes(_words(talk.turns[place].words), written)))


def _starts(talk: Talk) -> list[int]:
    """Return where each turn begins in the talk's words, which are its turns' words joined by LF."""
    return list(accumulate((len(turn.words) + 1 for turn in talk.turns), initial=0))[:-1]


def _joined(talk: Talk) -> Searched:
    return searched("\n".join(turn.words for turn in talk.turns))


def _words(words: str) -> list[str]:
    return [match[0].translate(PLAIN).casefold() for match in WORD.finditer(re.sub(r"\[[^\[\]]*\]", " ", words))]


def _threes(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    return (tuple(words[place : place + TOGETHER]) for place in range(len(words) - TOGETHER + 1))


def _changes(said: Sequence[str], written: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield where the words differ, from the first that both have to the last."""
    matcher = SequenceMatcher(None, said[: 10 * LONGEST_COMPARED], written, autojunk=False)
    codes = matcher.get_opcodes()
    for place, (kind, said_from, said_to, from_, to) in enumerate(codes):
        outside = place in (0, len(codes) - 1) and from_ == to
        if kind != "equal" and not outside:
            yield " ".join(said[said_from:said_to]), " ".join(written[from_:to])
