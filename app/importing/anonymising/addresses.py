"""Where people live: a street with a number, with what stands before and after it, and postcodes."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from app.importing.anonymising.context import Context
from app.importing.anonymising.identifiers import Category, Identifier, Tier

HOUSE: Final = re.compile(r"\d{1,4}(?:[-/]\d{1,4})?[A-Za-z]?")
LETTER: Final = re.compile(r"[A-Za-z]")
LONGEST_STREET: Final = 4
DWELLING: Final = re.compile(r"[HULK]0\d{3}", re.IGNORECASE)
FAR: Final = frozenset('\n\r.;!?:([{"')


@cache
def postcode(pattern: str) -> re.Pattern[str]:
    return re.compile(rf",?\s{{1,2}}((?:[A-Z]{{1,2}}-)?{pattern})(?!\w)", re.IGNORECASE)


@cache
def lone_postcode(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){pattern}(?!\w)")


def addresses(context: Context) -> Iterator[Identifier]:
    """Find streets with a house number, in the order of the language."""
    streets, tokens = context.language.streets, context.tokens
    for i, folded in enumerate(tokens.folded):
        if streets.number_first:
            if folded in streets.words and (first := number_before(context, i)) is not None:
                yield whole(context, first, i)
        elif is_street(context, i) and (last := number_after(context, i)) is not None:
            yield whole(context, street_from(context, i), last)


def is_street(context: Context, i: int) -> bool:
    """Whether a word is or ends in a word for a street."""
    folded, streets = context.tokens.folded[i], context.language.streets
    if folded in streets.words:
        return i > 0 and context.tokens.joined[i] and not context.is_quiet(i - 1)
    return folded.endswith(streets.endings) and folded not in context.language.plain


def is_near(context: Context, left: int, right: int) -> bool:
    """Whether nothing but a blank or a comma stands between two words."""
    gap = context.text[context.tokens.ends[left] : context.tokens.starts[right]]
    return len(gap) <= 3 and FAR.isdisjoint(gap)


def number_before(context: Context, i: int) -> int | None:
    """Return the word that holds the house number before a street, when only names of streets stand between."""
    tokens = context.tokens
    for j in range(i - 1, max(-1, i - 2 - LONGEST_STREET), -1):
        if not is_near(context, j, j + 1):
            return None
        if HOUSE.fullmatch(tokens.words[j]):
            return j if j < i - 1 else None
        if not (tokens.capital[j] or (context.uncased and may_name_a_street(context, j))):
            return None
    return None


def may_name_a_street(context: Context, i: int) -> bool:
    folded = context.tokens.folded[i]
    return folded.isalpha() and folded not in context.language.amounts and (
        folded not in context.language.plain or folded in context.language.organisations.links
    )  # fmt: skip


def number_after(context: Context, i: int) -> int | None:
    """Return the last word of the house number after a street: 12, 12B, 12 B, 12-14, 9/3."""
    tokens, last = context.tokens, i + 1
    if last >= len(tokens) or not HOUSE.fullmatch(tokens.words[last]) or not is_near(context, i, last):
        return None
    after = last + 1
    if after < len(tokens) and is_near(context, last, after):
        between = context.text[tokens.ends[last] : tokens.starts[after]]
        letter = LETTER.fullmatch(tokens.words[after]) and tokens.words[after].isupper() and tokens.joined[after]
        if letter or (between in ("/", "-") and HOUSE.fullmatch(tokens.words[after])):
            return after
    return last


def street_from(context: Context, i: int) -> int:
    """Return the first word of a street's name: Nedre Storgata, Dronning Mauds gate."""
    tokens, first = context.tokens, i
    if context.tokens.folded[i] in context.language.streets.words:
        first -= 1
    while first > 0 and tokens.joined[first] and i - first < LONGEST_STREET:
        j = first - 1
        if not tokens.capital[j] or tokens.opens[j] or tokens.folded[j] in context.language.plain:
            break
        first = j
    return first


def whole(context: Context, first: int, last: int) -> Identifier:
    """Return an address with the flat before it and the postcode and town after it."""
    tokens, streets = context.tokens, context.language.streets
    if first >= 2 and tokens.folded[first - 2] in streets.flats and is_near(context, first - 1, first):
        first -= 2
    start, end = tokens.starts[first], tokens.ends[last]
    code = postcode(streets.postcode).match(context.text, end)
    if code:
        end = town_after(context, code.end())
    return Identifier(start, end, Category.ADDRESS, Tier.SURE)


def town_after(context: Context, end: int) -> int:
    """Return where the town after a postcode ends, or the postcode when no town follows."""
    match = re.compile(r"(?: [A-ZÆØÅÄÖÜ][\w-]{1,40}){1,2}").match(context.text, end)
    return match.end() if match else end


def postcodes(context: Context) -> Iterator[Identifier]:
    """Find postcodes: those with letters by themselves, others with the town that follows."""
    if context.language.streets.number_first:
        for match in lone_postcode(context.language.streets.postcode).finditer(context.text):
            yield Identifier(match.start(), match.end(), Category.ADDRESS, Tier.SURE)
    for i, word in enumerate(context.tokens.words):
        if DWELLING.fullmatch(word):
            flat = i > 0 and context.tokens.folded[i - 1] in context.language.streets.flats
            yield context.identifier(i - 1 if flat else i, i, Category.ADDRESS, Tier.SURE)
