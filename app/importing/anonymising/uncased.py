"""Names in text without capitals, by the places in a sentence where names stand and other words hardly do.

All that is found here is only possible, for an ordinary word can stand there as well.
"""

from collections.abc import Iterator
from typing import Final

from app.importing.anonymising.context import Context
from app.importing.anonymising.identifiers import Category, Identifier, Tier
from app.importing.anonymising.names import grown

DWELLING_WITHIN: Final = 4


def people_by_frame(context: Context) -> Iterator[Identifier]:
    """Find people by what they do: when X said, så sa X til, it was X who."""
    tokens, language = context.tokens, context.language
    beside = {i - 1 for i in context.where(language.people.telling | language.clefts[1])}
    if language.inverts:
        beside |= {i + 1 for i in context.where(language.people.telling)}
    for i in sorted(beside):
        if 0 < i < len(tokens) - 1 and not tokens.capital[i] and may_be_a_name(context, i) and is_framed(context, i):
            yield context.identifier(i, i, Category.PERSON, Tier.POSSIBLE)


def is_framed(context: Context, i: int) -> bool:
    """Whether a word stands where whoever acts or speaks stands."""
    tokens, language = context.tokens, context.language
    before, after = tokens.folded[i - 1], tokens.folded[i + 1]
    if after in language.people.telling and (before in language.frames or tokens.opens[i]):
        return True
    if language.inverts and before in language.people.telling and tokens.joined[i]:
        return True
    return before in language.clefts[0] and after in language.clefts[1]


def may_be_a_name(context: Context, i: int) -> bool:
    """Whether a word could be a name although it is an ordinary one."""
    tokens, language = context.tokens, context.language
    folded = tokens.folded[i]
    if not context.uncased and folded not in context.vocabulary.names:
        return False
    if tokens.apart[i] or not folded.isalpha() or folded in language.plain or context.is_quiet(i):
        return False
    return folded not in language.people.kin and not folded.endswith(language.definite)


def places_by_frame(context: Context) -> Iterator[Identifier]:
    """Find places by verbs of living and moving: moved from X to Y. Where nouns have capitals, they say as little."""
    tokens, language = context.tokens, context.language
    dwelling = -DWELLING_WITHIN - 1
    for i in context.where(language.dwelling | language.place_words):
        if tokens.folded[i] in language.dwelling:
            dwelling = i
        elif i - dwelling <= DWELLING_WITHIN and is_bare_place(context, i + 1):
            yield context.identifier(i + 1, grown(context, i + 1, i + 1)[1], Category.PLACE, Tier.POSSIBLE)


def is_bare_place(context: Context, i: int) -> bool:
    """Whether a word without an article can only be a place after `moved to`: not bed, work or town."""
    tokens, language = context.tokens, context.language
    if i >= len(tokens) or not tokens.joined[i] or not tokens.folded[i].isalpha():
        return False
    if tokens.folded[i] in language.bare_places or tokens.folded[i] in language.plain:
        return False
    if not context.uncased and not tokens.capital[i] and tokens.folded[i] not in context.vocabulary.names:
        return False
    return not context.is_quiet(i) and tokens.folded[i] not in language.organisations.words


def organisations_by_frame(context: Context) -> Iterator[Identifier]:
    """Find organisations by the word that says what they are, beside one that says which: for elm lodge."""
    if not context.uncased:
        return
    for i in context.where_like(context.language.organisations.names_one):
        if context.tokens.apart[i]:
            continue
        first, last = which_before(context, i), which_after(context, i)
        if first < i or last > i:
            yield context.identifier(first, last, Category.ORGANISATION, Tier.POSSIBLE)


def which_before(context: Context, i: int) -> int:
    """Return the first of the words between a preposition and the organisation's word: from elm lodge."""
    tokens, language = context.tokens, context.language
    if tokens.folded[i] not in language.organisations.after:
        return i
    first = i
    while first > 0 and tokens.joined[first] and i - first < 2 and says_which(context, first - 1):
        first -= 1
    if first == i or first == 0 or not tokens.joined[first]:
        return i
    return first if tokens.folded[first - 1] in language.place_words else i


def says_which(context: Context, i: int) -> bool:
    """Whether a word could tell one house from another, as `day` and `local` do not."""
    folded, language = context.tokens.folded[i], context.language
    return folded.isalpha() and folded not in language.plain and folded not in language.organisations.qualities


def which_after(context: Context, i: int) -> int:
    """Return the last word of the name after the organisation's word: dagsenteret solbakken, huset på moen."""
    tokens, language = context.tokens, context.language
    if not language.definite or not tokens.folded[i].endswith(language.definite):
        return i
    after = i + 1
    if after < len(tokens) and tokens.folded[after] in language.organisations.links:
        return after + 1 if after + 1 < len(tokens) and context.is_unknown(after + 1) else i
    if after >= len(tokens) or not tokens.joined[after]:
        return i
    names_itself = context.is_unknown(after) or tokens.folded[after].endswith(language.definite)
    if names_itself and tokens.folded[after].isalpha() and tokens.folded[after] not in language.plain:
        return after
    return i
