"""The labels of those who speak, where they are names."""

from collections.abc import Iterator

from app.importing.anonymising.asides import kind_of
from app.importing.anonymising.context import Context
from app.importing.anonymising.identifiers import Category, Identifier, Tier
from app.importing.anonymising.words import WORD, folded


def labels(context: Context) -> Iterator[Identifier]:
    """Find the labels before turns that are not roles or numbers."""
    tiers = {label: tier_of_label(context, label) for label in {context.text[a:b] for a, b in context.tokens.labels}}
    for start, end in context.tokens.labels:
        tier = tiers[context.text[start:end]]
        if tier:
            yield Identifier(start, end, Category.PERSON, tier)


def tier_of_label(context: Context, label: str) -> Tier | None:
    """Say how sure it is that a label is a name: some are words like Carer, and some names are words."""
    vocabulary, plain = context.vocabulary, context.language.plain
    if kind_of(label) is not None:
        return None
    names = [name for name in map(folded, WORD.findall(label)) if not name.isdigit()]
    ordinary = all(name in plain or (name in vocabulary.ordinary and name not in vocabulary.names) for name in names)
    if ordinary and len(names) < len(WORD.findall(label)):
        return None
    return Tier.POSSIBLE if ordinary else Tier.SURE


def speakers_named(context: Context) -> Iterator[Identifier]:
    """Find the speakers where others, or they themselves, say their names."""
    tokens = context.tokens
    for name in sorted(set(names_of_speakers(context))):
        for said in (name, *(name + ending for ending in context.language.genitives)):
            for i in tokens.places.get(said, ()):
                tier = None if tokens.apart[i] else tier_of(context, i)
                if tier:
                    yield context.identifier(i, i, Category.PERSON, tier)


def names_of_speakers(context: Context) -> Iterator[str]:
    """Yield the words of all labels that are names, of the text's own and of those given."""
    own = {context.text[start:end] for start, end in context.tokens.labels}
    for label in {*context.speakers, *own}:
        if tier_of_label(context, label):
            yield from filter(lambda name: is_name(context, name), map(folded, WORD.findall(label)))


def is_name(context: Context, name: str) -> bool:
    """Whether a word of a label is more than a letter, a number or a little word."""
    return len(name) > 1 and name[0].isalpha() and name not in context.language.plain - context.language.plain_names


def tier_of(context: Context, i: int) -> Tier | None:
    """Say how sure it is that a speaker is meant. A name that is an ordinary word, too, needs its capital."""
    tokens = context.tokens
    if not context.is_ordinary(i):
        return Tier.SURE if tokens.capital[i] or context.is_unknown(i) else Tier.POSSIBLE
    if context.uncased:
        return Tier.POSSIBLE
    if not tokens.capital[i]:
        return None
    return Tier.POSSIBLE if tokens.opens[i] else Tier.LIKELY
