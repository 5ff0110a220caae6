"""The words of a text with their places, and phrases found among them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, Generic, NamedTuple, TypeVar

from app.analysis.manuscript.lexicon import Phrase

WORD: Final = re.compile(r"\w+(?:[-\u2010\u2011]\w+)*")


Meaning = TypeVar("Meaning")


class Phrased(NamedTuple, Generic[Meaning]):
    """A phrase that was found, what it means, and the number of the token after it."""

    phrase: Phrase
    meaning: Meaning
    after: int


class Token(NamedTuple):
    """A word: its place in the text, and its form in small letters; `joined` says that only blanks stand before it."""

    start: int
    end: int
    word: str
    folded: str
    joined: bool


def tokens(text: str, start: int, end: int) -> tuple[Token, ...]:
    """Return the words from `start` to `end`, in order. An apostrophe ends a word, and an `s` after it is dropped."""
    found: list[Token] = []
    for match in WORD.finditer(text, start, end):
        between = text[found[-1].end : match.start()] if found else ""
        if between in {"'", "\u2019"} and match[0] in {"s", "S"}:
            continue
        joined = bool(found) and not between.replace("'", "").replace("\u2019", "").strip(" \u00a0s")
        found.append(Token(match.start(), match.end(), match[0], match[0].casefold(), joined))
    return tuple(found)


def phrase_of(words: str) -> Phrase:
    """Return words as a phrase, to be looked for among tokens."""
    return tuple(token.folded for token in tokens(words, 0, len(words)))


class Phrases(Generic[Meaning]):
    """Phrases with what they mean, to be found among tokens."""

    def __init__(self, meanings: Mapping[Phrase, Meaning]) -> None:
        self._meanings = {phrase: meaning for phrase, meaning in meanings.items() if phrase}
        self._sizes: dict[str, list[int]] = {}
        for phrase in sorted(self._meanings, key=len, reverse=True):
            sizes = self._sizes.setdefault(phrase[0], [])
            if len(phrase) not in sizes:
                sizes.append(len(phrase))

    def longest(self, found: Sequence[Token], at: int) -> Phrased[Meaning] | None:
        """Return the longest phrase that begins at the token number `at`, with only blanks between its words."""
        if at >= len(found):
            return None
        for size in self._sizes.get(found[at].folded, ()):
            phrase = tuple(token.folded for token in found[at : at + size])
            if (
                len(phrase) == size
                and phrase in self._meanings
                and all(token.joined for token in found[at + 1 : at + size])
            ):
                return Phrased(phrase, self._meanings[phrase], at + size)
        return None


def numbered(found: Sequence[Token], at: int, numbers: Mapping[str, int]) -> int | None:
    """Return the number that a token says in digits or in a word; None for other tokens and the end."""
    if at >= len(found):
        return None
    word = found[at].folded
    return int(word) if word.isascii() and word.isdigit() and len(word) <= 3 else numbers.get(word)


def walked(found: Sequence[Token], at: int) -> Iterator[tuple[int, Token]]:
    """Yield the tokens from number `at` on, as long as only blanks stand between them."""
    for place in range(at, len(found)):
        if not found[place].joined:
            return
        yield place, found[place]
