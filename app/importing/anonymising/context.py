"""What every detector is given: the text, its words, its language, and what is known of them."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from app.importing.anonymising.asides import Span
from app.importing.anonymising.identifiers import Category, Identifier, Tier
from app.importing.anonymising.languages.language import Language
from app.importing.anonymising.tokens import Tokens, has_no_capitals, tokens_of
from app.importing.anonymising.vocabulary import Vocabulary, vocabulary


@dataclass(frozen=True, slots=True)
class Context:
    """A text as the detectors see it. `uncased` tells that it came without capitals."""

    text: str
    tokens: Tokens
    language: Language
    vocabulary: Vocabulary
    uncased: bool
    seen_lower: frozenset[str]
    listed: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()

    def identifier(self, first: int, last: int, category: Category, tier: Tier) -> Identifier:
        """Return the stretch from one word to another, both included."""
        return Identifier(self.tokens.starts[first], self.tokens.ends[last], category, tier)

    def where(self, words: Collection[str]) -> list[int]:
        """Return the places of any of these folded words, in order."""
        places = self.tokens.places
        few, many = (words, places) if len(words) < len(places) else (places, words)
        return sorted(chain.from_iterable(places[word] for word in few if word in many))

    def where_like(self, is_wanted: Callable[[str], object]) -> list[int]:
        """Return the places of the folded words that pass a test, which is asked once for each different word."""
        return sorted(chain.from_iterable(found for word, found in self.tokens.places.items() if is_wanted(word)))

    def around(self, places: Iterable[int], before: int, after: int) -> Iterator[Span]:
        """Yield the stretches of text around some words, those that meet as one."""
        start = end = -1
        for i in places:
            if end >= 0 and self.tokens.starts[i] - before > end:
                yield start, end
                end = -1
            if end < 0:
                start = max(0, self.tokens.starts[i] - before)
            end = min(len(self.text), self.tokens.ends[i] + after)
        if end >= 0:
            yield start, end

    def is_ordinary(self, i: int) -> bool:
        """Whether a word is an ordinary one: in a list, or, without lists, seen without a capital in this text."""
        folded = self.tokens.folded[i]
        if folded in self.language.plain or folded in self.vocabulary.ordinary:
            return True
        return not self.vocabulary.complete and folded in self.seen_lower and not self.uncased

    def is_unknown(self, i: int) -> bool:
        """Whether a word without a capital is so little known that it could be a name, or known as a name."""
        return self.is_unknown_word(self.tokens.folded[i])

    def is_unknown_word(self, folded: str) -> bool:
        if folded in self.language.plain or not self.vocabulary.complete:
            return False
        if self.uncased:
            return folded not in self.vocabulary.usual or folded in self.vocabulary.names
        return folded not in self.vocabulary.known

    def is_quiet(self, i: int) -> bool:
        """Whether a word says nothing about who somebody is, even with a capital."""
        return self.is_quiet_word(self.tokens.folded[i])

    def is_quiet_word(self, folded: str) -> bool:
        calendar = self.language.calendar
        return folded in self.language.silent or folded in calendar.months or folded in calendar.weekdays

    def is_name_like(self, i: int) -> bool:
        """Whether a word could be a name by the lists: not in them, or as frequent abroad as at home."""
        folded = self.tokens.folded[i]
        if folded in self.language.plain:
            return False
        return folded in self.vocabulary.name_like or not self.is_ordinary(i)


def context_of(text: str, language: Language, listed: Sequence[str] = (), speakers: Collection[str] = ()) -> Context:
    """Look at a text once, for all detectors."""
    tokens = tokens_of(text)
    lower = {folded for folded, word in zip(tokens.folded, tokens.words, strict=True) if word[0].islower()}
    return Context(
        text=text,
        tokens=tokens,
        language=language,
        vocabulary=vocabulary(tokens.places.keys(), language.word_lists),
        uncased=has_no_capitals(tokens),
        seen_lower=frozenset(lower),
        listed=tuple(listed),
        speakers=tuple(dict.fromkeys(speakers)),
    )
