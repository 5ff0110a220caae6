"""A text cut into words, with what each word's place and capitals say."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from app.importing.anonymising.asides import Span, labels_in, notes_in
from app.importing.anonymising.languages.language import words as words_of
from app.importing.anonymising.words import WORD, folded, without_possessive

OPENS_A_SENTENCE: Final = frozenset('\n\r\u2028\u2029\x0b\x0c.!?…:;"“”„«»\u2018([{*•–—|>#')
ABBREVIATED: Final = words_of("mr mrs ms dr prof st rev cllr sgt dhr mevr hr fr fru herr frau")
# Shares of words with a capital, seen in lower-cased and in edited transcripts: edited speech has 8 % and more,
# recognised speech without capitals keeps a few in addresses and dates.
FEW_CAPITALS: Final = 0.02
SOME_CAPITALS: Final = 0.07
FEW_OPENINGS: Final = 0.25
ALL_CAPITALS: Final = 0.7
SHOUTED_WORDS: Final = 3
SHOUTED_LETTERS: Final = 9


@dataclass(frozen=True, slots=True)
class Tokens:
    """The words of a text, one entry of each list for each word.

    `folded` is the word without capitals and without an English genitive; `possessive` tells that it had one.
    `capital` is a capital that means something; in a line of capitals none does. `opens` tells that a sentence may
    begin here, `joined` that only a blank stands before, `apart` that the word is not said but written about what is:
    a speaker's label, a placeholder, a note like [inaudible]. `places` are the places of each different folded word.
    """

    starts: list[int]
    ends: list[int]
    words: list[str]
    folded: list[str]
    possessive: list[bool]
    capital: list[bool]
    opens: list[bool]
    joined: list[bool]
    apart: list[bool]
    places: dict[str, list[int]]
    labels: list[Span]

    def __len__(self) -> int:
        return len(self.words)


def tokens_of(text: str) -> Tokens:
    """Cut a text into words."""
    spans = [match.span() for match in WORD.finditer(text)]
    starts, ends = [start for start, _ in spans], [end for _, end in spans]
    words = [text[start:end] for start, end in spans]
    bare = {word: without_possessive(word) for word in set(words)}
    fold = {word: folded(short) for word, short in bare.items()}
    opens, joined = places_in_sentences(text, starts, ends, words)
    labels = labels_in(text)
    tokens = Tokens(
        starts, ends, words,
        folded=[fold[word] for word in words],
        possessive=[len(bare[word]) < len(word) for word in words],
        capital=meaningful_capitals(text, starts, words),
        opens=opens, joined=joined,
        apart=marked(starts, sorted(labels + notes_in(text))),
        places={}, labels=labels,
    )  # fmt: skip
    for i, word in enumerate(tokens.folded):
        tokens.places.setdefault(word, []).append(i)
    return tokens


def places_in_sentences(
    text: str, starts: list[int], ends: list[int], words: list[str]
) -> tuple[list[bool], list[bool]]:
    """Tell of each word whether a sentence may begin with it, and whether it only follows a blank."""
    opens, joined = [True] * len(starts), [False] * len(starts)
    for i in range(1, len(starts)):
        gap = text[ends[i - 1] : starts[i]]
        if gap in (" ", "\xa0") or (gap in (". ", ".") and is_abbreviated(words[i - 1])):
            opens[i], joined[i] = False, True
        else:
            opens[i] = not OPENS_A_SENTENCE.isdisjoint(gap)
            joined[i] = gap.isspace() and not opens[i]
    return opens, joined


def is_abbreviated(word: str) -> bool:
    """Whether a full stop after the word ends no sentence: an initial or a title."""
    return (len(word) == 1 and word.isupper() and word != "I") or word.casefold() in ABBREVIATED


def meaningful_capitals(text: str, starts: list[int], words: list[str]) -> list[bool]:
    """Tell of each word whether it begins with a capital, unless its whole line is written in capitals."""
    capital = [word[0].isupper() or word[0].istitle() for word in words]
    lines = [0, *(match.end() for match in re.finditer("\n", text)), len(text) + 1]
    first = 0
    for _, end in pairwise(lines):
        last = first
        while last < len(starts) and starts[last] < end:
            last += 1
        if last - first >= SHOUTED_WORDS and is_shouted(words[first:last]):
            capital[first:last] = [False] * (last - first)
        first = last
    return capital


def is_shouted(words: list[str]) -> bool:
    """Whether the words of a line are written in capitals, so that none of them says anything."""
    return words[0].upper() == words[0] and sum(map(len, words)) >= SHOUTED_LETTERS and all(
        word.isupper() or word.isdigit() for word in words
    )  # fmt: skip


def marked(starts: list[int], spans: list[Span]) -> list[bool]:
    """Tell of each place whether it lies in one of the stretches, which stand in order."""
    openings = [start for start, _ in spans]

    def inside() -> Iterator[bool]:
        for start in starts:
            at = bisect_right(openings, start) - 1
            yield at >= 0 and start < spans[at][1]

    return list(inside()) if spans else [False] * len(starts)


def has_no_capitals(tokens: Tokens) -> bool:
    """Whether the words come without the capitals that most names are found by."""
    places = [i for i in range(len(tokens)) if not tokens.apart[i] and tokens.words[i][0].isalpha()]
    if not places:
        return False
    shouted = sum(tokens.words[i].isupper() and len(tokens.words[i]) > 1 for i in places)
    openings = [i for i in places if tokens.opens[i]]
    share = sum(tokens.capital[i] for i in places) / len(places)
    opened = sum(tokens.capital[i] for i in openings) / max(1, len(openings))
    few = share < FEW_CAPITALS or (share < SOME_CAPITALS and opened < FEW_OPENINGS)
    return few or shouted > ALL_CAPITALS * len(places)
