"""What every detector is given: the text, its words, its language, and what is known of them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

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

    def is_ordinary(self, i: int) -> bool:
        """Whether a word is an ordinary one: in a list, or, without lists, seen without a capital in this text."""
        folded = self.tokens.folded[i]
        if folded in self.language.plain or folded in self.vocabulary.ordinary:
            return True
        return not self.vocabulary.complete and folded in self.seen_lower and not self.uncased

    def is_unknown(self, i: int) -> bool:
        """Whether a word without a capital is so little known that it could be a name, or known as a name."""
        folded = self.tokens.folded[i]
        if folded in self.language.plain or not self.vocabulary.complete:
            return False
        if self.uncased:
            return folded not in self.vocabulary.usual or folded in self.vocabulary.names
        return folded not in self.vocabulary.known

    def is_quiet(self, i: int) -> bool:
        """Whether a word says nothing about who somebody is, even with a capital."""
        folded, language = self.tokens.folded[i], self.language
        calendar = language.calendar
        return folded in language.silent or folded in calendar.months or folded in calendar.weekdays

    def is_name_like(self, i: int) -> bool:
        """Whether a word could be a name by the lists: not in them, or as frequent abroad as at home."""
        folded = self.tokens.folded[i]
        if folded in self.language.plain:
            return False
        return folded in self.vocabulary.name_like or not self.is_ordinary(i)


def context_of(text: str, language: Language, listed: Sequence[str] = (), speakers: Collection[str] = ()) -> Context:
    """Look at a text once, for all detectors."""
    tokens = tokens_of(text)
    lower = frozenset(folded for folded, word in zip(tokens.folded, tokens.words, strict=True) if word[0].islower())
    return Context(
        text=text,
        tokens=tokens,
        language=language,
        vocabulary=vocabulary(frozenset(tokens.folded), language.word_lists),
        uncased=has_no_capitals(tokens),
        seen_lower=lower,
        listed=tuple(listed),
        speakers=tuple(dict.fromkeys(speakers)),
    )
