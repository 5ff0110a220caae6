"""How often words are used, at home and abroad, and what that says about names."""

import importlib
import importlib.util
import math
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Final

from app.importing.anonymising.languages.language import WordLists

# An extra: without it, spelling lists, capitals and cues do the work alone. It is loaded with the first text.
WORDFREQ: Final = "wordfreq" if importlib.util.find_spec("wordfreq") else None
# Words per thousand million, as powers of ten. What a language does not use even once in a million words, the small
# lists do not hold; the large list of the text's own language reaches down to the words below.
RARE: Final = 2.7
KNOWN: Final = 2.0
FREQUENT: Final = 5.3
# A name is about as frequent in one language as in the next; an ordinary word is at home in its own.
ABROAD: Final = ("en", "nb", "sv", "nl", "de", "fr", "es", "it", "pl", "fi")
RELATED: Final[Mapping[str, frozenset[str]]] = dict.fromkeys(("nb", "sv", "da"), frozenset({"nb", "sv"}))
ABROAD_ENOUGH: Final = 6
# Ordinary words have their inflected forms, names stand alone; the most frequent little words do, too.
LONE_BELOW: Final = 4.6
SEEN: Final = 1.5
LONE_FROM: Final = 4
SHORTEST_STEM: Final = 3


class Frequencies:
    """The frequencies of one language, and of others to compare with."""

    def __init__(self, lists: WordLists) -> None:
        language, self.endings = lists.frequencies, lists.endings
        related = RELATED.get(language, frozenset({language}))
        self.home = frequencies(language, "small")
        self.whole = frequencies(language, "best")
        self.abroad = [frequencies(other, "small") for other in ABROAD if other not in related]

    def at_home(self, word: str) -> float:
        return zipf(self.home, word)

    def is_known(self, word: str) -> bool:
        """Whether a word is in use at all, be it a rare one."""
        return word in self.home or zipf(self.whole, word, 0) >= KNOWN

    def is_made_of_known(self, word: str) -> bool:
        return "-" in word and all(map(self.is_known, word.split("-")))

    def is_shared(self, word: str, difference: float) -> bool:
        """Whether a word is in use here and hardly less so where other languages are spoken."""
        home = self.at_home(word)
        if not RARE < home < FREQUENT:
            return False
        abroad = sorted((zipf(other, word) for other in self.abroad), reverse=True)[:ABROAD_ENOUGH]
        return home - sum(abroad) / len(abroad) < difference

    def is_lone(self, word: str) -> bool:
        """Whether a word is in use in this one form only, where the language gives its words many."""
        if not self.endings or len(word) < LONE_FROM or not RARE < self.at_home(word) < LONE_BELOW:
            return False
        return not any(zipf(self.whole, form, 0) >= SEEN for form in self.forms_of(word))

    def forms_of(self, word: str) -> Iterator[str]:
        """Yield what a word could be inflected to, and from; a genitive is no sign, for names have it as well."""
        for ending in self.endings:
            if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_STEM:
                stem = word.removesuffix(ending)
                yield from (stem + other for other in self.endings if stem + other not in (word, word + "s"))


def zipf(frequencies: Mapping[str, float], word: str, unknown: float = RARE) -> float:
    """Return the frequency of a word on the scale that G. K. Zipf's name stands for: 3 is once in a million words."""
    found = frequencies.get(word)
    return math.log10(found) + 9 if found else unknown


@cache
def frequencies(language: str, size: str) -> Mapping[str, float]:
    """Return how often a language uses its words, of the small list (once in a million) or the best there is."""
    if WORDFREQ is None:
        return {}
    found: Mapping[str, float] = importlib.import_module(WORDFREQ).get_frequency_dict(language, wordlist=size)
    return found
