"""Ages that few people reach: from ninety on they tell who somebody is."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from app.importing.anonymising.context import Context
from app.importing.anonymising.identifiers import Category, Identifier, Tier

OLD: Final = re.compile(r"(?:9\d|1[01]\d)", re.ASCII)
# The words that a hundred and ninety begin with, in all our languages; what follows is left to the language's pattern.
FIRST_OF_NINETY: Final = re.compile(
    r"a$|one$|ett?$|en|to|tre|fire|fem|seks|s[yj][vu]|åtte|otte|ni|ein|zwei|drei|vier|fünf|se[cv]|sieben|acht|neun|"
    r"zes|zeven|twee|drie|vijf|ninety|centen|hundr|hundert|honderd|halvfems|negen|neunzig"
)
IS_CUT_SHORT: Final = re.compile(r"\w['’](?:s|re|m) $")  # he's 92
COMPOUND: Final = re.compile(
    r"(?:9\d|1[01]\d)-?(?:year|yr|år|jaar|jähr|jahr)[^\W\d_]{0,8}(?:-[^\W\d_]{1,8})?", re.IGNORECASE
)


@cache
def ninety(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.IGNORECASE)


def old_ages(context: Context) -> Iterator[Identifier]:
    """Find ages from ninety on, in figures and in words."""
    tokens = context.tokens
    for i in context.where_like(OLD.fullmatch):
        if tier := tier_of_figures(context, i):
            yield context.identifier(i, i, Category.AGE, tier)
    for i in context.where_like(COMPOUND.fullmatch):
        yield context.identifier(i, i, Category.AGE, Tier.SURE)
    pattern = ninety(context.language.calendar.ninety)
    for i in context.where_like(FIRST_OF_NINETY.match):
        match = pattern.match(context.text, tokens.starts[i])
        if match and is_said_of_somebody(context, match):
            yield Identifier(match.start(), match.end(), Category.AGE, Tier.SURE)


def tier_of_figures(context: Context, i: int) -> Tier | None:
    """Say how sure it is that a number is an age, or None when it counts something else."""
    tokens, calendar = context.tokens, context.language.calendar
    after = tokens.folded[i + 1] if i + 1 < len(tokens) and tokens.joined[i + 1] else ""
    before = tokens.folded[i - 1] if i and not tokens.opens[i] else ""
    if after in calendar.years_old:
        return Tier.SURE
    if not stands_alone(context, tokens.starts[i], tokens.ends[i]) or after in context.language.amounts:
        return None
    if before in calendar.ages or IS_CUT_SHORT.search(context.text[max(0, tokens.starts[i] - 5) : tokens.starts[i]]):
        return Tier.SURE if not after or after in context.language.plain else Tier.POSSIBLE
    return Tier.LIKELY if is_aside(context, tokens.starts[i], tokens.ends[i]) else None


def is_aside(context: Context, start: int, end: int) -> bool:
    """Whether a number stands between commas behind a word, as an age does: `Granny, 93, lives alone`."""
    before, after = context.text[max(0, start - 3) : start], context.text[end : end + 1]
    return before[-2:] == ", " and before[:1].isalpha() and after in {",", "."}


def stands_alone(context: Context, start: int, end: int) -> bool:
    """Whether no sign ties a number to more figures, to money or to a share."""
    around = context.text[max(0, start - 1) : start] + context.text[end : end + 1]
    if not set(around).isdisjoint("£$€%/:+°\\"):
        return False
    return not re.match(r"[.,–-]\d|[ \xa0]?%|[ \xa0]\d", context.text[end : end + 3])


def is_said_of_somebody(context: Context, match: re.Match[str]) -> bool:
    """Whether ninety or a hundred in words is how old somebody is, and not how many there are of something."""
    calendar, language = context.language.calendar, context.language
    after = re.match(r"[ -]([^\W\d_]{1,20})", context.text[match.end() : match.end() + 22])
    before = re.search(r"([\w'’]{1,20}),? $", context.text[max(0, match.start() - 22) : match.start()])
    if after and after[1].casefold() in calendar.years_old:
        return True
    if not before or before[1].casefold() not in calendar.ages:
        return False
    return not after or (after[1].casefold() in language.plain and after[1].casefold() not in language.amounts)
