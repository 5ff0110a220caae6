"""A name found in one place is found in every place, whatever its case."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from app.importing.anonymising.context import Context
from app.importing.anonymising.identifiers import Category, Identifier, Tier

NAMED: Final = frozenset({Category.PERSON, Category.PLACE, Category.ORGANISATION})
SHORTEST: Final = 2


def propagated(context: Context, found: Sequence[Identifier]) -> Iterator[Identifier]:
    """Yield the further places of the words that names found so far are made of."""
    places = context.tokens.places
    for form, (category, tier) in forms_of(context, found).items():
        for said in (form, *(form + ending for ending in context.language.genitives)):
            for i in places.get(said, ()):
                again = None if context.tokens.apart[i] else tier_again(context, i, tier)
                if again:
                    yield context.identifier(i, i, category, again)


def forms_of(context: Context, found: Iterable[Identifier]) -> dict[str, tuple[Category, Tier]]:
    """Return the words of the names found, with what they name and how sure that is."""
    tokens, forms = context.tokens, dict[str, tuple[Category, Tier]]()
    for identifier in found:
        if identifier.category not in NAMED:
            continue
        first = bisect_left(tokens.starts, identifier.start)
        last = bisect_right(tokens.ends, identifier.end)
        for i in range(first, last):
            if is_telling_alone(context, i, identifier, alone=last - first == 1):
                earlier = forms.get(tokens.folded[i])
                if earlier is None or (earlier[1] is Tier.POSSIBLE and identifier.tier is not Tier.POSSIBLE):
                    forms[tokens.folded[i]] = (identifier.category, identifier.tier)
    return forms


def is_telling_alone(context: Context, i: int, identifier: Identifier, *, alone: bool) -> bool:
    """Whether one word of a name tells who or what is meant, and is not one that names share with ordinary talk."""
    folded, language = context.tokens.folded[i], context.language
    if len(folded) < SHORTEST or not folded[0].isalpha() or context.is_quiet(i):
        return False
    if folded in language.plain - language.plain_names or folded in language.organisations.words:
        return False
    return alone or identifier.category is Category.PERSON or not context.is_ordinary(i)


def tier_again(context: Context, i: int, tier: Tier) -> Tier | None:
    """Say how sure it is that a word found elsewhere is the same name here. An ordinary word needs its capital."""
    tokens, plain = context.tokens, context.language.plain
    if not context.is_ordinary(i):
        surely = tokens.capital[i] or context.is_unknown(i)
        return Tier.LIKELY if surely and tier is not Tier.POSSIBLE else Tier.POSSIBLE
    if context.uncased:
        return Tier.POSSIBLE if tokens.folded[i] not in plain else None
    if not tokens.capital[i] or (tokens.folded[i] in plain and tokens.opens[i]):
        return None
    return Tier.POSSIBLE if tokens.opens[i] else Tier.LIKELY
