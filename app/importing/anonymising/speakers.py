"""The labels of those who speak, where they are names."""

from collections.abc import Iterator

from app.importing.anonymising.context import Context
from app.importing.anonymising.identifiers import Category, Identifier, Tier
from app.importing.anonymising.tokens import WORD, labels_in
from app.importing.roles import known_kind


def labels(context: Context) -> Iterator[Identifier]:
    """Find the labels before turns that are not roles or numbers."""
    for start, end in labels_in(context.text):
        label = context.text[start:end]
        if known_kind(label.strip()) is None and not is_numbered_word(context, label):
            yield Identifier(start, end, Category.PERSON, tier_of_label(context, label))


def tier_of_label(context: Context, label: str) -> Tier:
    """Say how sure it is that a label is a name: some are words like Carer, and some names are words."""
    vocabulary, plain = context.vocabulary, context.language.plain
    names = [word.casefold() for word in WORD.findall(label)]
    ordinary = all(
        name in plain or (name in vocabulary.ordinary and name not in vocabulary.name_like) for name in names
    )
    return Tier.POSSIBLE if ordinary else Tier.SURE


def is_numbered_word(context: Context, label: str) -> bool:
    """Whether a label is an ordinary word with a number: Nurse 2."""
    names = [word.casefold() for word in WORD.findall(label)]
    return any(name.isdigit() for name in names) and all(
        name.isdigit() or name in context.vocabulary.ordinary for name in names
    )


def speakers_named(context: Context) -> Iterator[Identifier]:
    """Find the speakers where others, or they themselves, say their names."""
    names = set(names_of_speakers(context))
    tokens, genitives = context.tokens, context.language.genitives
    for i, folded in enumerate(tokens.folded):
        if tokens.apart[i]:
            continue
        said = {folded} | {folded.removesuffix(end) for end in genitives}
        if not names.isdisjoint(said) and (tier := tier_of(context, i)):
            yield context.identifier(i, i, Category.PERSON, tier)


def names_of_speakers(context: Context) -> Iterator[str]:
    """Yield the words of all labels that are names, of the text's own and of those given."""
    given = list(context.speakers) + [context.text[start:end] for start, end in labels_in(context.text)]
    for label in dict.fromkeys(given):
        if known_kind(label.strip()) is None and not is_numbered_word(context, label):
            for word in WORD.findall(label):
                folded = word.casefold()
                if len(folded) > 1 and folded not in context.language.plain - context.language.plain_names:
                    yield folded


def tier_of(context: Context, i: int) -> Tier | None:
    """Say how sure it is that a speaker is meant. A name that is an ordinary word, too, needs its capital."""
    tokens = context.tokens
    if not context.is_ordinary(i):
        return Tier.SURE
    if context.uncased:
        return Tier.POSSIBLE
    if not tokens.capital[i]:
        return None
    return Tier.POSSIBLE if tokens.opens[i] else Tier.LIKELY
