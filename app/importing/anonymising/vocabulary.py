"""Which words of a text are ordinary words of its language. Names stand in lists with a capital or not at all."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Final

from app.importing.anonymising.frequencies import RARE, Frequencies
from app.importing.anonymising.languages.language import WordLists
from app.importing.anonymising.spelling_lists import Spelt, in_lists

# How much more (powers of ten) a word must be used at home than abroad before it is no name: where a sentence begins,
# in a text without capitals, and where something else speaks for a name as well.
AT_AN_OPENING: Final = 0.6
WITHOUT_CAPITALS: Final = 0.4
BESIDE_OTHER_SIGNS: Final = 0.9
USUAL_PART: Final = 3.5
LONGEST_WORD: Final = 40
SHORTEST_PART: Final = 3
LINKING: Final = ("", "s", "e")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What is known of a text's words, all in lower case. Without any list `complete` is False, and nothing is known.

    `ordinary` words may open a sentence without being a name. `usual` ones are often used, as words or as names, and
    `known` ones now and then. `name_like` ones are little less used where other languages are spoken, `names` hardly
    less, or spelt with a capital only.
    """

    ordinary: frozenset[str]
    usual: frozenset[str]
    known: frozenset[str]
    name_like: frozenset[str]
    names: frozenset[str]
    complete: bool


def vocabulary(words: Collection[str], lists: WordLists) -> Vocabulary:
    """Return what is known of words in lower case."""
    wanted = {word for word in words if len(word) <= LONGEST_WORD}
    parts = {word: list(parts_of(word, lists)) for word in wanted}
    spelt = in_lists({piece for pieces in parts.values() for pair in pieces for piece in pair} | wanted, lists)
    used = Frequencies(lists)
    sources = Sources(spelt, used, lists.capital_nouns)
    ordinary = {word for word in wanted if sources.has(word) or any(map(sources.has_parts, parts[word]))}
    names = {word for word in wanted - spelt.lower if used.is_shared(word, WITHOUT_CAPITALS) or used.is_lone(word)}
    if not lists.capital_nouns:
        names |= spelt.capital & wanted
    return Vocabulary(
        ordinary=frozenset(ordinary),
        usual=frozenset(ordinary | (wanted & used.home.keys())),
        known=frozenset(ordinary | {word for word in wanted if used.is_known(word) or used.is_made_of_known(word)}),
        name_like=frozenset(w for w in wanted if used.is_shared(w, BESIDE_OTHER_SIGNS) or used.is_lone(w)),
        names=frozenset(names),
        complete=spelt.read or bool(used.home),
    )


def parts_of(word: str, lists: WordLists) -> Iterator[tuple[str, ...]]:
    """Yield the ways in which a word may be made of others: with hyphens, or glued where the language glues."""
    if "-" in word:
        yield tuple(filter(None, word.split("-")))
    elif lists.compounds and word.isalpha() and not word.endswith(lists.place_endings):
        for cut in range(SHORTEST_PART, len(word) - SHORTEST_PART):
            for link in LINKING:
                if word.startswith(link, cut) and len(word) - cut - len(link) > SHORTEST_PART:
                    yield word[:cut], word[cut + len(link) :]


@dataclass(frozen=True, slots=True)
class Sources:
    """All that this machine knows, asked one word at a time."""

    spelt: Spelt
    frequencies: Frequencies
    capital_nouns: bool

    def has(self, word: str) -> bool:
        """Whether a word is ordinary by itself. Where nouns have capitals, only frequencies tell them from names."""
        if word in self.spelt.lower:
            return True
        if word in self.spelt.capital and not (self.capital_nouns and self.frequencies.home):
            return self.capital_nouns
        used = word in self.spelt.capital or self.frequencies.at_home(word) > RARE
        return used and not (self.frequencies.is_shared(word, AT_AN_OPENING) or self.frequencies.is_lone(word))

    def has_parts(self, parts: tuple[str, ...]) -> bool:
        """Whether a word is made of ordinary ones, none of them so rare that any name could be cut into it."""
        return all(self.has(part) and (not self.frequencies.home or self.is_usual(part)) for part in parts)

    def is_usual(self, word: str) -> bool:
        long = word in self.spelt.lower and len(word) > SHORTEST_PART + 1
        return long or self.frequencies.at_home(word) >= USUAL_PART
