"""Which codes somebody means who types a few letters: the order in which a palette offers them.

The browser ranks by the same rules; both are held to tests/reference/palette_cases.json.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Final, Generic, TypeVar

Key = TypeVar("Key")
WORD: Final = re.compile(r"[^\W_]+")
BLANK: Final = " "


class Fit(IntEnum):
    """How what was typed fits a name; the better first."""

    EXACT = 0
    PREFIX = 1
    WORD_STARTS = 2
    INITIALS = 3
    SUBSEQUENCE = 4


@dataclass(frozen=True, slots=True)
class Offer(Generic[Key]):
    """A code that may be meant; `uses` is how often it was used, 0 or more."""

    key: Key
    name: str
    uses: int = 0


@dataclass(frozen=True, slots=True)
class Found(Generic[Key]):
    """An offer that fits, and how."""

    offer: Offer[Key]
    fit: Fit


def ranked(query: str, offers: Iterable[Offer[Key]]) -> tuple[Found[Key], ...]:
    """Return the offers that fit, the best first; of those that fit alike the most used; else in their order.

    An empty query, or one of blanks and signs alone, fits every name.
    """
    typed = folded_words(query)
    found = [Found(offer, fit) for offer in offers if (fit := fit_of(typed, folded_words(offer.name))) is not None]
    return tuple(sorted(found, key=lambda one: (one.fit, -one.offer.uses)))


def fit_of(typed: Sequence[str], name: Sequence[str]) -> Fit | None:
    """Return how typed words fit the words of a name, or None where they do not.

    The first of these that holds:

    - EXACT: the words are the same.
    - PREFIX: the name, its words with a blank between, begins with what was typed.
    - WORD_STARTS: each typed word begins a word of the name, in the same order; words may be left out between.
    - INITIALS: the first letters of the name's words, from the first word on, begin with the typed letters.
    - SUBSEQUENCE: the typed letters stand in the name in this order, with others between.

    For the last two, blanks do not count. Words are as `folded_words` gives them.
    """
    letters = "".join(typed)
    if list(typed) == list(name):
        return Fit.EXACT
    if BLANK.join(name).startswith(BLANK.join(typed)):
        return Fit.PREFIX
    if in_order(typed, name):
        return Fit.WORD_STARTS
    if "".join(word[0] for word in name).startswith(letters):
        return Fit.INITIALS
    return Fit.SUBSEQUENCE if is_subsequence(letters, "".join(name)) else None


def folded_words(text: str) -> list[str]:
    r"""Return the words of a text as they are compared: in compatible form, small letters, without accents and signs.

    So `a` finds å and `e` finds é; ø and æ are letters of their own. In a browser:
    `text.normalize("NFKD").toLowerCase().replace(/\p{Mn}/gu, "").match(/[\p{L}\p{N}]+/gu) ?? []`.
    """
    small = unicodedata.normalize("NFKD", text).lower()
    return WORD.findall("".join(letter for letter in small if unicodedata.category(letter) != "Mn"))


def in_order(typed: Iterable[str], name: Iterable[str]) -> bool:
    """Whether each typed word begins a word of the name that stands after the one before."""
    rest = iter(name)
    return all(any(word.startswith(start) for word in rest) for start in typed)


def is_subsequence(letters: str, text: str) -> bool:
    """Whether the letters stand in the text in this order."""
    rest = iter(text)
    return all(letter in rest for letter in letters)
