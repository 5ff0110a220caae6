"""Which words of a text are ordinary words of its language, by the word lists that this machine has.

Names stand in such lists with a capital or not at all. We read what is installed and bring none of our own.
"""

import math
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from app.importing.anonymising.languages.language import WordLists

try:
    import wordfreq
except ImportError:  # an extra: without it, and without lists, capitals and cues do the work alone
    wordfreq = None

FOLDERS: Final = (Path("/usr/share/dict"), Path("/usr/share/hunspell"), Path("/usr/share/myspell/dicts"))
# Words per thousand million, as powers of ten. What a language does not use even once in a million words, the small
# lists do not hold; the large list of the text's own language reaches down to the words below.
RARE: Final = 2.7
KNOWN: Final = 2.0
USUAL: Final = 3.5
FREQUENT: Final = 5.3
# A name is about as frequent in one language as in the next; an ordinary word is at home in its own.
ABROAD: Final = ("en", "nb", "sv", "nl", "de", "fr", "es", "it", "pl", "fi")
RELATED: Final[Mapping[str, frozenset[str]]] = {
    "nb": frozenset({"nb", "sv"}),
    "sv": frozenset({"nb", "sv"}),
    "da": frozenset({"nb", "sv"}),
}
MORE_AT_HOME: Final = 0.6
HARDLY_MORE_AT_HOME: Final = 0.4
LITTLE_MORE_AT_HOME: Final = 0.9
ABROAD_ENOUGH: Final = 6
# Ordinary words have their inflected forms, names stand alone; the most frequent little words do, too.
LONE_BELOW: Final = 4.6
SEEN: Final = 1.5
LONE_FROM: Final = 4
LONGEST_WORD: Final = 40
SHORTEST_PART: Final = 3
LINKING: Final = ("", "s", "e")
INFLECTIONS: Final = 3


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
    made = {word for word in wanted if any(map(sources.has_parts, parts[word]))}
    ordinary = {word for word in wanted if sources.has(word)} | made
    names = {word for word in wanted - spelt.lower if used.is_shared(word, HARDLY_MORE_AT_HOME) or used.is_lone(word)}
    if not lists.capital_nouns:
        names |= spelt.capital & wanted
    return Vocabulary(
        ordinary=frozenset(ordinary),
        usual=frozenset(ordinary | (wanted & used.home.keys())),
        known=frozenset(ordinary | {word for word in wanted if used.is_known(word) or used.is_made_of_known(word)}),
        name_like=frozenset(w for w in wanted if used.is_shared(w, LITTLE_MORE_AT_HOME) or used.is_lone(w)),
        names=frozenset(names),
        complete=spelt.read or bool(used.home),
    )  # fmt: skip


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
class Spelt:
    """The words found in spelling lists: in lower case, or with a capital only. `read` tells that there was a list."""

    lower: frozenset[str]
    capital: frozenset[str]
    read: bool


class Frequencies:
    """How often words are used, at home and abroad."""

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
        return word in self.home or zipf(self.whole, word, KNOWN - 1) >= KNOWN

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
        """Yield what a word could be inflected to, and from; a genitive alone is no sign, for names have it as well."""
        for ending in self.endings:
            if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_PART:
                stem = word.removesuffix(ending)
                yield from (stem + other for other in self.endings if stem + other not in (word, word + "s"))

    def may_be_a_name(self, word: str) -> bool:
        return self.is_shared(word, MORE_AT_HOME) or self.is_lone(word)


def zipf(frequencies: Mapping[str, float], word: str, unknown: float = RARE) -> float:
    """Return the frequency of a word on the scale that G. K. Zipf's name stands for: 3 is once in a million words."""
    found = frequencies.get(word)
    return math.log10(found) + 9 if found else unknown


@cache
def frequencies(language: str, size: str) -> Mapping[str, float]:
    """Return how often a language uses its words, of the small list (once in a million) or the best there is."""
    return wordfreq.get_frequency_dict(language, wordlist=size) if wordfreq else {}


@dataclass(frozen=True, slots=True)
class Sources:
    """All that this machine knows, asked one word at a time."""

    spelt: Spelt
    frequencies: Frequencies
    capital_nouns: bool

    def has(self, word: str) -> bool:
        """Whether a word is ordinary by itself."""
        if word in self.spelt.lower:
            return True
        if word in self.spelt.capital and not (self.capital_nouns and self.frequencies.home):
            return self.capital_nouns
        used = word in self.spelt.capital or self.frequencies.at_home(word) > RARE
        return used and not self.frequencies.may_be_a_name(word)

    def has_parts(self, parts: tuple[str, ...]) -> bool:
        """Whether a word is made of ordinary ones, none of them so rare that any name could be cut into it."""
        return all(self.has(part) and (not self.frequencies.home or self.usual(part)) for part in parts)

    def usual(self, word: str) -> bool:
        return self.frequencies.at_home(word) >= USUAL or (word in self.spelt.lower and len(word) > SHORTEST_PART + 1)


def in_lists(words: Collection[str], lists: WordLists) -> Spelt:
    """Look words up in the spelling lists of this machine, each read once and kept as it is."""
    contents = list(contents_of(lists))
    wanted = {form: word for word in words for form in encoded(word)}
    capitals = {form: word for word in words for form in encoded(word.capitalize())}
    lower: set[str] = set()
    capital: set[str] = set()
    for content in contents:
        entries = set(entries_of(content, wanted.keys() | capitals.keys()))
        lower |= {wanted[entry] for entry in entries if entry in wanted}
        capital |= {capitals[entry] for entry in entries if entry in capitals}
    return Spelt(frozenset(lower), frozenset(capital - lower), read=bool(contents))


def encoded(word: str) -> Iterator[bytes]:
    """Yield a word in the two ways in which lists are written."""
    yield word.encode("utf-8", "ignore")
    yield word.encode("latin-1", "ignore")


def entries_of(content: bytes, wanted: Collection[bytes]) -> Iterator[bytes]:
    """Yield those of the wanted words that a list holds, a stretch at a time so that a long list costs no memory."""
    at, look = 0, frozenset(wanted)
    while at < len(content):
        end = content.find(b"\n", at + 2**20)
        end = len(content) if end < 0 else end
        yield from look.intersection(content[at:end].split(b"\n"))
        at = end + 1


def contents_of(lists: WordLists) -> Iterator[bytes]:
    """Yield the lists of a language that this machine has: plain ones, else the words of a spelling dictionary."""
    plain = {path.resolve() for name in lists.system for path in in_folders(name)}
    files = plain or {path.resolve() for name in lists.dictionaries for path in in_folders(f"{name}.dic")}
    yield from (content_of(path) for path in sorted(files))


def in_folders(name: str) -> Iterable[Path]:
    return (folder / name for folder in FOLDERS if (folder / name).is_file())


@cache
def content_of(path: Path) -> bytes:
    """Return a list with one word on each line; in a dictionary the rules after a word's stroke are left out."""
    content = path.read_bytes()
    if path.suffix != ".dic":
        return content
    return b"\n".join(line.partition(b"/")[0] for line in content.splitlines())
