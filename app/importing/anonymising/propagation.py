"""A name found in one place is found in every place, whatever its case."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from app.importing.anonymising.context import Context
from app.importing.anonymising.identifiers import Category, Identifier, Tier

NAMED: Final = frozenset({Category.PERSON, Category.PLACE, Category.ORGANISATION})
SHORTEST: Final = 2


def propagated(context: Context, found: Sequence[Identifier]) -> Iterator[Identifier]:
    """Yield the further places of the words that names found so far are made of."""
    forms = forms_of(context, found)
    if not forms:
        return
    tokens = context.tokens
    for i in range(len(tokens)):
        known = forms.get(tokens.folded[i]) or forms.get(without_genitive(context, i))
        if known and not tokens.apart[i] and (tier := tier_again(context, i, *known)):
            yield context.identifier(i, i, known[0], tier)


def without_genitive(context: Context, i: int) -> str:
    folded = context.tokens.folded[i]
    for ending in context.language.genitives:
        if folded.endswith(ending) and len(folded) > len(ending) + SHORTEST:
            return folded.removesuffix(ending)
    return ""


def forms_of(context: Context, found: Iterable[Identifier]) -> dict[str, tuple[Category, Tier, bool]]:
    """Return the words of the names found, with what they name, how sure that is, and whether one stands alone."""
    tokens, forms = context.tokens, dict[str, tuple[Category, Tier, bool]]()
    at = {start: i for i, start in enumerate(tokens.starts)}
    for identifier in found:
        if identifier.category not in NAMED:
            continue
        first = at.get(identifier.start)
        while first is not None and first < len(tokens) and tokens.ends[first] <= identifier.end:
            remember(context, first, identifier, forms)
            first += 1
    return forms


def remember(context: Context, i: int, identifier: Identifier, forms: dict[str, tuple[Category, Tier, bool]]) -> None:
    """Note one word of a name, unless it is one that names share with ordinary talk."""
    tokens, language = context.tokens, context.language
    folded = tokens.folded[i]
    if len(folded) < SHORTEST or not folded[0].isalpha() or context.is_quiet(i):
        return
    if folded in language.plain - language.plain_names or folded in language.organisations.words:
        return
    alone = tokens.starts[i] == identifier.start and tokens.ends[i] == identifier.end
    if identifier.category is not Category.PERSON and not alone and context.is_ordinary(i):
        return
    earlier = forms.get(folded)
    if earlier is None or (earlier[1] is Tier.POSSIBLE and identifier.tier is not Tier.POSSIBLE):
        forms[folded] = (identifier.category, identifier.tier, alone)


def tier_again(context: Context, i: int, category: Category, tier: Tier, alone: bool) -> Tier | None:
    """Say how sure it is that a word found elsewhere is the same name here. An ordinary word needs its capital."""
    tokens = context.tokens
    del category, alone
    if not context.is_ordinary(i):
        surely = tokens.capital[i] or context.is_unknown(i)
        return Tier.LIKELY if surely and tier is not Tier.POSSIBLE else Tier.POSSIBLE
    if context.uncased:
        return Tier.POSSIBLE if tokens.folded[i] not in context.language.plain else None
    if not tokens.capital[i] or tokens.folded[i] in context.language.plain and tokens.opens[i]:
        return None
    return Tier.POSSIBLE if tokens.opens[i] else Tier.LIKELY
