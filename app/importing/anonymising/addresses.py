"""Where people live: a street with a number, with what stands before and after it, and postcodes."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from app.importing.anonymising.context import Context
from app.importing.anonymising.identifiers import Category, Identifier, Tier
from app.importing.anonymising.numbers import found_near_digits

HOUSE: Final = re.compile(r"\d{1,4}(?:[-/]\d{1,4})?[A-Za-z]?")
LETTER: Final = re.compile(r"[A-Za-z]")
LONGEST_STREET: Final = 4
LONGEST_ADDRESS: Final = 8
TOWN_CODE: Final = re.compile(r"\d{4,5}")
TOWN: Final = re.compile(r"(?: [A-ZÆØÅÄÖÜ][\w-]{1,40}){1,2}")
YEAR: Final = re.compile(r"(?:19|20)\d\d")
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
    streets = context.language.streets
    if streets.number_first:
        for i in context.where(streets.words):
            if (first := number_before(context, i)) is not None:
                yield whole(context, first, i)
        return
    known = streets.words | streets.boxes
    for i in context.where_like(lambda word: word in known or word.endswith(streets.endings)):
        if is_street(context, i) and (last := number_after(context, i)) is not None:
            yield whole(context, street_from(context, i), last)


def is_street(context: Context, i: int) -> bool:
    """Whether a word is or ends in a word for a street."""
    folded, streets = context.tokens.folded[i], context.language.streets
    if folded in streets.boxes:
        return True
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
    """Return an address with the flat before or after it, and the postcode and town."""
    tokens, flats = context.tokens, context.language.streets.flats
    first = flat_before(context, first)
    if last + 2 < len(tokens) and tokens.folded[last + 1] in flats and is_near(context, last, last + 1) and (
        HOUSE.fullmatch(tokens.words[last + 2])
    ):  # fmt: skip
        last += 2
    start, end = tokens.starts[first], tokens.ends[last]
    code = postcode(context.language.streets.postcode).match(context.text, end)
    if code:
        end = town_after(context, code.end())
    return Identifier(start, end, Category.ADDRESS, Tier.SURE)


def flat_before(context: Context, first: int) -> int:
    """Return the word that says flat before a house number: Flat 4, 12 Mill Lane, or Flat 2/1."""
    tokens = context.tokens
    for i in (first - 2, first - 3):
        numbered = all(HOUSE.fullmatch(tokens.words[j]) for j in range(max(0, i + 1), first))
        if i >= 0 and numbered and tokens.folded[i] in context.language.streets.flats and (
            all(is_near(context, j, j + 1) for j in range(i, first))
        ):  # fmt: skip
            return i
    return first


def town_after(context: Context, end: int) -> int:
    """Return where the town after a postcode ends, or the postcode when no town follows."""
    match = TOWN.match(context.text, end)
    return match.end() if match else end


def postcodes(context: Context) -> Iterator[Identifier]:
    """Find postcodes with what stands before them, or with the town that follows, and numbers of dwellings."""
    tokens, streets = context.tokens, context.language.streets
    if streets.number_first:
        ends = {end: i for i, end in enumerate(tokens.ends)}
        for match in found_near_digits(context, lone_postcode(streets.postcode)):
            last = ends.get(match.end(), -1)
            yield Identifier(house_before(context, match.start(), last), match.end(), Category.ADDRESS, Tier.SURE)
        return
    for i in context.where_like(DWELLING.fullmatch):
        yield context.identifier(flat_at(context, i), i, Category.ADDRESS, Tier.SURE)
    for i in context.where_like(TOWN_CODE.fullmatch):
        if is_town_code(context, i):
            yield context.identifier(i, i + 1, Category.ADDRESS, Tier.LIKELY)


def house_before(context: Context, start: int, last: int) -> int:
    """Return where an address begins that ends in a postcode: a house number with nothing but names after it."""
    tokens, first = context.tokens, last
    while first > 0 and tokens.starts[first] >= start:
        first -= 1
    for i in range(first, max(-1, first - LONGEST_ADDRESS), -1):
        if not is_near(context, i, i + 1):
            break
        if HOUSE.fullmatch(tokens.words[i]):
            return tokens.starts[flat_before(context, flat_at(context, i))]
        if not tokens.capital[i]:
            break
    return start


def flat_at(context: Context, i: int) -> int:
    """Return the word that says flat just before a number, or the number itself."""
    tokens = context.tokens
    flat = i > 0 and tokens.joined[i] and tokens.folded[i - 1] in context.language.streets.flats
    return i - 1 if flat else i


def is_town_code(context: Context, i: int) -> bool:
    """Whether a number and the capitalised word after it are a postcode and its town, and not a year and a name."""
    tokens = context.tokens
    if i + 1 >= len(tokens) or YEAR.fullmatch(tokens.words[i]):
        return False
    named = tokens.joined[i + 1] and tokens.capital[i + 1] and len(tokens.words[i + 1]) > 1
    return named and tokens.folded[i + 1] not in context.language.plain | context.language.amounts
