"""How far a name reaches around the words it was found by, and what kind of thing is called so."""

import re
from collections.abc import Iterator
from typing import Final

from app.importing.anonymising.context import Context
from app.importing.anonymising.identifiers import Category, Identifier, Tier

UNIT_WITH_LETTER: Final = re.compile(r"\d{1,3}[A-Za-z]")
UNIT_NUMBER: Final = re.compile(r"\d{1,3}[A-Za-z]?|[A-Z]")
LINKS_IN_A_ROW: Final = 2
AFTER_A_LINK: Final = frozenset({"der", "den", "dem", "des", "de", "la", "le", "los", "las", "het", "'t", "the"})


def grown(context: Context, first: int, last: int) -> tuple[int, int]:
    """Return the first and last word of a whole name, given some of its words in a row."""
    while True:
        further = extended(context, first, last)
        if further == last:
            break
        last = further
    return beginning(context, first), last


def extended(context: Context, first: int, last: int) -> int:
    """Return the last word after one step to the right: von X, of X, estate, 7B."""
    tokens = context.tokens
    after = last + 1
    if after >= len(tokens) or not tokens.joined[after]:
        return last
    if names_an_organisation(context, after) or names_a_place(context, after):
        return after
    numbered = UNIT_NUMBER.fullmatch(tokens.words[after]) is not None
    if numbered and (is_unit(context, last) or (last > first and is_organisation(context, last))):
        return after
    return linked(context, first, last)


def names_an_organisation(context: Context, i: int) -> bool:
    """Whether a word makes an organisation of the name before it: Sandvika kommune."""
    folded, organisations = context.tokens.folded[i], context.language.organisations
    return folded in organisations.after or (
        not context.tokens.capital[i] and len(folded) > 4 and folded.endswith(organisations.endings)
    )


def names_a_place(context: Context, i: int) -> bool:
    return context.tokens.folded[i] in context.language.organisations.places


def is_unit(context: Context, i: int) -> bool:
    return context.tokens.folded[i] in context.language.organisations.units


def units(context: Context) -> Iterator[Identifier]:
    """Find wards and the like that have a number with a letter, whatever their case: ward 7B."""
    tokens = context.tokens
    for i in context.where(context.language.organisations.units):
        after = i + 1
        if after < len(tokens) and tokens.joined[after] and UNIT_WITH_LETTER.fullmatch(tokens.words[after]):
            yield context.identifier(i, after, Category.ORGANISATION, Tier.POSSIBLE)


def linked(context: Context, first: int, last: int) -> int:
    """Return the last of the capitalised words that a link ties to the name: van der Berg, University of Leeds."""
    tokens, language = context.tokens, context.language
    links = language.people.links
    if any(is_organisation(context, i) for i in range(first, last + 1)) or (first == last and is_venue(context, first)):
        links |= language.organisations.links
    i = last + 1
    while i < len(tokens) and i - last <= LINKS_IN_A_ROW and tokens.joined[i] and tokens.folded[i] in links:
        links |= AFTER_A_LINK
        i += 1
    if i == last + 1 or not is_further_name(context, i) or is_organisation(context, i):
        return last
    while is_further_name(context, i + 1):
        i += 1
    return i


def is_further_name(context: Context, i: int) -> bool:
    """Whether a word can be the next one of a name."""
    tokens = context.tokens
    if i >= len(tokens) or not tokens.joined[i] or not tokens.capital[i]:
        return False
    return tokens.folded[i] not in context.language.plain and not context.is_quiet(i)


def is_venue(context: Context, i: int) -> bool:
    """Whether a word with a capital is a noun with its article, as houses are called: Bakeriet i Gata."""
    return context.is_ordinary(i) and context.tokens.folded[i].endswith(context.language.definite) and (
        not context.tokens.opens[i]
    )  # fmt: skip


def beginning(context: Context, first: int) -> int:
    """Return where a name begins that was found by a later word: van der Berg, Wednesday Club, the Corner Kitchen."""
    tokens = context.tokens
    if first > 0 and tokens.joined[first] and tokens.capital[first - 1]:
        quiet = is_organisation(context, first) and context.is_quiet(first - 1)
        directs = tokens.folded[first - 1] in context.language.organisations.directions
        first -= quiet or directs
    first = particles_before(context, first)
    before = first - 1
    if before >= 0 and tokens.joined[first] and tokens.folded[before] in context.language.organisations.articles:
        return before
    return first


def particles_before(context: Context, first: int) -> int:
    """Return the first of the particles before a family name, when they can be nothing else or follow a title."""
    tokens, language = context.tokens, context.language
    i = first
    while i > 0 and tokens.joined[i] and first - i < LINKS_IN_A_ROW and (
        tokens.folded[i - 1] in language.people.links | AFTER_A_LINK
    ):  # fmt: skip
        i -= 1
    titled = i > 0 and tokens.folded[i - 1] in language.people.short_titles
    certain = tokens.folded[i] in language.people.links and tokens.folded[i] not in language.plain
    return i if titled or certain else first


def is_organisation(context: Context, i: int) -> bool:
    """Whether a word says that an organisation is called so."""
    return context.language.organisations.names_one(context.tokens.folded[i])


def category_of(context: Context, first: int, last: int) -> Category:
    """Say what is called so, by its own words first, then by the word before and after."""
    tokens, language = context.tokens, context.language
    inside = range(first, min(last + 2, len(tokens)))
    if any(is_organisation(context, i) for i in inside if i <= last or tokens.joined[i]):
        return Category.ORGANISATION
    before = tokens.folded[first - 1] if first and not tokens.opens[first] else ""
    if before in language.people.titles or before in language.people.naming:
        return Category.PERSON
    if tokens.folded[last] in language.organisations.places or tokens.folded[last] in language.streets.words:
        return Category.PLACE
    if before in language.organisations.articles:
        return Category.ORGANISATION
    return Category.PLACE if before in language.place_words else Category.PERSON
