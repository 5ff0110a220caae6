"""Days that something happened to somebody on, and the years that people were born in."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from app.importing.anonymising.context import Context
from app.importing.anonymising.identifiers import Category, Identifier, Tier
from app.importing.anonymising.languages.language import Calendar
from app.importing.anonymising.numbers import found_near_digits

DAY: Final = r"(?:0?[1-9]|[12]\d|3[01])"
SEPARATED: Final = re.compile(
    r"(?<![\w./-])(?:(\d{1,2})[./] ?(\d{1,2})(?:[./-] ?| )['’]?((?:19|20)\d\d|\d\d)"
    r"|(\d{1,2})-(\d{1,2})-((?:19|20)\d\d|\d\d)|((?:19|20)\d\d)[-/.](\d{1,2})[-/.](\d{1,2}))(?![\w/]|-\d|\.\d)"
)
SIX_DIGITS: Final = re.compile(r"(?<![\w.,-])(\d\d)[ .]?(\d\d)[ .]?\d\d(?![\w]|[.,-]\d| ?\d)")
YEAR: Final = re.compile(r"(?:19|20)\d\d|['’]\d\d|\d\d")
BORN_WITHIN: Final = 4
LONGEST_DATE: Final = 64
LAST_DAY: Final = 31
LAST_MONTH: Final = 12


@cache
def named_days(calendar: Calendar) -> re.Pattern[str]:
    """Return the pattern of days with the name of a month, in figures or in words, with or without a year."""
    months = "|".join(sorted(calendar.months | calendar.short_months, key=len, reverse=True))
    year = rf"(?:,? (?:of |in )?(?:(?:19|20)\d\d|['’]?\d\d|{calendar.years})(?![\w/]|[.,:-]?\d))?"
    return re.compile(
        rf"(?<![\w.,])(?:(?:the|den|de|der|am) )?(?:(?P<day>{DAY}){calendar.day_mark} (?:{months})\b\.?{year}"
        rf"|(?P<first>{months})\.? (?:the )?{DAY}(?:st|nd|rd|th)?\b(?![.,:]\d){year}"
        rf"|{calendar.ordinals}(?: of| i)? (?:{months})\b{year}"
        rf"|(?P<alone>{months})\.?,? (?:of |in |i )?(?:19|20)\d\d)(?!\w)",
        re.IGNORECASE,
    )


@cache
def numbered_months(calendar: Calendar) -> re.Pattern[str]:
    """Return the pattern of a day and month that are both said as numbers in order: the third in the fifth."""
    year = rf"(?: (?:(?:19|20)\d\d|['’]?\d\d|{calendar.years}))"
    return re.compile(rf"(?<!\w)(?:{calendar.ordinals} i {calendar.ordinals}{year}?|{calendar.ordinals} "
                      rf"{calendar.ordinals}{year})(?!\w)", re.IGNORECASE)  # fmt: skip


@cache
def spoken_year(calendar: Calendar) -> re.Pattern[str]:
    return re.compile(rf"{calendar.years}(?!\w)", re.IGNORECASE)


def dates(context: Context) -> Iterator[Identifier]:
    """Find dates in figures and in words."""
    calendar = context.language.calendar
    for match in found_near_digits(context, SEPARATED):
        if is_a_day(match):
            yield Identifier(match.start(), match.end(), Category.DATE, Tier.SURE)
    months = context.where(calendar.months | calendar.short_months)
    for match in found_around(context, months, named_days(calendar)):
        if match[0].casefold() not in calendar.holidays and not is_a_verb(match[0], context.text, match.end()):
            tier = Tier.LIKELY if match["alone"] else Tier.SURE
            yield Identifier(match.start(), match.end(), Category.DATE, tier)
    ordinals = context.where_like(re.compile(calendar.ordinals).fullmatch)
    for match in found_around(context, ordinals, numbered_months(calendar)):
        yield Identifier(match.start(), match.end(), Category.DATE, Tier.LIKELY)


def found_around(context: Context, places: list[int], pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """Yield what a pattern finds around some words."""
    for start, end in context.around(places, LONGEST_DATE, LONGEST_DATE):
        yield from pattern.finditer(context.text, start, end)


def is_a_day(match: re.Match[str]) -> bool:
    """Whether two of the figures can be a day and a month, in one order or the other."""
    pair = [int(part) for part in match.groups() if part and len(part) <= 2][:2]
    return 1 <= min(pair) <= LAST_MONTH and max(pair) <= LAST_DAY


def is_a_verb(date: str, text: str, end: int) -> bool:
    """Whether a short form of a month is a word of its own here, as in `2 may be`."""
    month = date.rsplit(maxsplit=1)[-1]
    return month in ("may", "mar", "march", "des", "mars") and re.match(r" [^\W\d]", text[end : end + 2]) is not None \
        and not re.search(r"st |nd |rd |th |of ", date)  # fmt: skip


def births(context: Context) -> Iterator[Identifier]:
    """Find years of birth, and birthdays written as six digits."""
    for i in context.where(context.language.calendar.born):
        yield from birth_after(context, i)
    for match in found_near_digits(context, SIX_DIGITS):
        day, month = int(match[1]), int(match[2])
        if 1 <= day % 40 <= LAST_DAY and 1 <= month <= LAST_MONTH and match[0].isdigit():
            yield Identifier(match.start(), match.end(), Category.DATE, Tier.LIKELY)


def birth_after(context: Context, i: int) -> Iterator[Identifier]:
    """Find the year within a few words after `born`, in figures or in words."""
    tokens, spoken = context.tokens, spoken_year(context.language.calendar)
    for j in range(i + 1, min(i + 1 + BORN_WITHIN, len(tokens))):
        start = tokens.starts[j]
        match = YEAR.fullmatch(tokens.words[j]) or spoken.match(context.text, start)
        counts = j + 1 < len(tokens) and tokens.folded[j + 1] in context.language.amounts
        if match and not counts:
            end = match.end() if match.re is spoken else tokens.ends[j]
            yield Identifier(start, end, Category.DATE, Tier.SURE)
            return
        if not tokens.joined[j] and not (j == i + 1 and len(tokens.words[i]) <= 3):
            return
