"""The names, places and organisations that a researcher pastes in: found in any case, with a slip of one letter."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from app.importing.anonymising.context import Context
from app.importing.anonymising.identifiers import Identifier, Tier
from app.importing.anonymising.names import category_of
from app.importing.anonymising.words import WORD, folded, without_possessive

FUZZY_FROM: Final = 5
LONGEST_FUZZY: Final = 60
SHORTEST_PART: Final = 3
NEAR: Final = 2


def without_one(word: str) -> Iterator[str]:
    """Yield a word, and the word without each of its letters."""
    yield word
    if FUZZY_FROM <= len(word) <= LONGEST_FUZZY:
        yield from (word[:i] + word[i + 1 :] for i in range(len(word)))


def is_one_edit(first: str, second: str) -> bool:
    """Whether one letter added, left out, changed, or changed places with its neighbour makes one word the other."""
    if len(first) > len(second):
        first, second = second, first
    at = 0
    while at < len(first) and first[at] == second[at]:
        at += 1
    if len(first) < len(second):
        return first[at:] == second[at + 1 :]
    swapped = first[at + 1 : at + 2] + first[at : at + 1] == second[at : at + 2]
    return first[at + 1 :] == second[at + 1 :] or (swapped and first[at + 2 :] == second[at + 2 :])


class Spellings:
    """Words that are looked for, found again when one letter is wrong."""

    def __init__(self, words: Iterable[str]) -> None:
        self.near: dict[str, set[str]] = {}
        for word in words:
            for shorter in without_one(word):
                self.near.setdefault(shorter, set()).add(word)

    def meant(self, word: str) -> frozenset[str]:
        """Return the words that are meant by a word: itself, or those one letter away when long enough."""
        if word in self.near.get(word, ()):
            return frozenset({word})
        if not FUZZY_FROM <= len(word) <= LONGEST_FUZZY:
            return frozenset()
        candidates = {near for shorter in without_one(word) for near in self.near.get(shorter, ())}
        return frozenset(near for near in candidates if len(near) >= FUZZY_FROM and is_one_edit(word, near))


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the list as folded words. A `part` is one word of a longer line, which may stand for the whole."""

    words: tuple[str, ...]
    part: bool = False


def entries_of(context: Context) -> list[Entry]:
    """Return the list's entries, and the single words of them that are not ordinary and can stand for the whole."""
    whole = {tuple(folded_words(line)) for line in context.listed} - {()}
    parts = {(word,) for words in whole for word in words if len(words) > 1 and stands_alone(context, word)} - whole
    return [Entry(words) for words in sorted(whole)] + [Entry(words, part=True) for words in sorted(parts)]


def stands_alone(context: Context, word: str) -> bool:
    language = context.language
    if len(word) < SHORTEST_PART or word in language.plain or context.is_quiet_word(word):
        return False
    return word not in context.vocabulary.ordinary and not language.organisations.names_one(word)


def folded_words(line: str) -> list[str]:
    return [folded(without_possessive(word)) for word in WORD.findall(line)]


def listed(context: Context) -> Iterator[Identifier]:
    """Find the entries of the pasted list."""
    by_first: dict[str, list[Entry]] = {}
    for entry in entries_of(context):
        by_first.setdefault(entry.words[0], []).append(entry)
    if not by_first:
        return
    matcher = Matcher(context, Spellings({word for entries in by_first.values() for e in entries for word in e.words}))
    for i in context.where_like(matcher.meant):
        for first in matcher.meant(context.tokens.folded[i]):
            for entry in by_first.get(first, ()):
                if matcher.stands_at(i, entry):
                    yield matcher.identifier(i, entry)


class Matcher:
    """A text that entries are looked for in; what a word may mean is worked out once for each different word."""

    def __init__(self, context: Context, spellings: Spellings) -> None:
        self.context, self.spellings = context, spellings
        self.known: dict[str, frozenset[str]] = {}

    def meant(self, folded: str) -> frozenset[str]:
        """Return the listed words that a word of the text may be, with or without its genitive."""
        if folded not in self.known:
            forms = [folded] + [folded.removesuffix(end) for end in self.context.language.genitives
                                if folded.endswith(end)]  # fmt: skip
            meant = next(filter(None, map(self.exact, forms)), frozenset[str]())
            self.known[folded] = meant or self.loose(folded)
        return self.known[folded]

    def exact(self, word: str) -> frozenset[str]:
        return frozenset({word}) if word in self.spellings.near.get(word, ()) else frozenset()

    def loose(self, folded: str) -> frozenset[str]:
        """Return the listed words one letter away; an ordinary word is no slip for another."""
        if folded in self.context.language.plain or folded in self.context.vocabulary.ordinary:
            return frozenset()
        forms = [folded] + [folded.removesuffix(end) for end in self.context.language.genitives
                            if folded.endswith(end)]  # fmt: skip
        return frozenset().union(*map(self.spellings.meant, forms))

    def stands_at(self, i: int, entry: Entry) -> bool:
        """Whether an entry's words stand here one after the other."""
        after = range(i + 1, i + len(entry.words))
        if i + len(entry.words) > len(self.context.tokens):
            return False
        folded = self.context.tokens.folded
        return all(self.is_near(k) and entry.words[k - i] in self.meant(folded[k]) for k in after)

    def is_near(self, i: int) -> bool:
        tokens = self.context.tokens
        return tokens.joined[i] or tokens.starts[i] - tokens.ends[i - 1] <= NEAR

    def identifier(self, first: int, entry: Entry) -> Identifier:
        """Return what was found."""
        last = first + len(entry.words) - 1
        return self.context.identifier(
            first, last, category_of(self.context, first, last), self.tier(first, last, entry)
        )

    def tier(self, first: int, last: int, entry: Entry) -> Tier:
        """Say how sure it is that the list means this. Without a capital, a word that is in use is less sure."""
        context, words = self.context, range(first, last + 1)
        capital = any(context.tokens.capital[i] for i in words)
        telling = any(context.tokens.capital[i] and not context.tokens.opens[i] for i in words)
        if not telling and all(context.is_ordinary(i) for i in words):
            return Tier.POSSIBLE
        known, complete = context.vocabulary.known, context.vocabulary.complete
        used = not complete or all(context.tokens.folded[i] in known for i in words)
        return Tier.LIKELY if entry.part or (used and not capital) else Tier.SURE
