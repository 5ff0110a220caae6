"""Numbers that belong to one person: telephones, national and account numbers, plates.

Plain rules of digits only. A check digit never decides: people mistype, and test numbers have wrong ones on purpose.
"""

import re
from collections.abc import Iterator
from typing import Final

from app.importing.anonymising.context import Context
from app.importing.anonymising.identifiers import Category, Identifier, Tier

RUN: Final = re.compile(r"(?<![\w.,])[+(]{0,2}\d(?:[ \xa0.()/–-]{0,3}\d)+")
LEAST_DIGITS: Final = 7
SIX_DIGITS: Final = 6
YEARS: Final = re.compile(r"(?:(?:19|20)\d\d)(?:[ \xa0./–-]{1,3}(?:19|20)\d\d)+")
DATE_LIKE: Final = re.compile(r"\d{1,4}([./-])\d{1,2}[./-]\d{1,4}")
AMOUNT: Final = re.compile(r"[1-9]\d{0,2}(?:[ \xa0.]\d{3})*[ \xa0.]000|[1-9]\d{0,3}0{6,}")
MONEY_BEFORE: Final = re.compile(r"(?:[£$€]|\bkr\.?|\bNOK|\bGBP|\bEUR)\s?$", re.IGNORECASE)
WORD_AFTER: Final = re.compile(r"\s?([^\W\d_]{1,12}|%)")
NATIONAL: Final[dict[str, re.Pattern[str]]] = {
    "en": re.compile(r"\d{3} ?\d{3} ?\d{4}"),
    "nb": re.compile(r"\d{6} ?\d{5}"),
    "sv": re.compile(r"(?:\d\d)?\d{6}[ -]?\d{4}"),
    "da": re.compile(r"\d{6}[ -]?\d{4}"),
    "nl": re.compile(r"\d{9}"),
    "de": re.compile(r"\d{9}|\d{11}|\d{2} \d{3} \d{3} \d{3}"),
}
INSURANCE: Final = re.compile(r"(?<!\w)[A-Z]{2} ?\d\d ?\d\d ?\d\d ?[A-D](?!\w)", re.IGNORECASE)
ACCOUNT: Final = re.compile(r"(?<!\w)[A-Z]{2}\d\d(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?(?!\w)")
CODES: Final = re.compile(r"(?<!\w)(?=[A-Z0-9]{0,9}\d{4})[A-Z]{1,3}\d{5,12}[A-Z]{0,2}(?!\w)")
PLATES: Final = re.compile(
    r"(?<![\w-])(?:[A-Z]{2} ?\d{5}|[A-Z]{2}\d{2} ?[A-Z]{3}|[A-Z]{3} ?\d{2}[0-9A-Z]|[A-Z]{2} ?\d{2} ?\d{3}"
    r"|[A-Z]{2}-\d{2,3}-[A-Z]{1,2}|\d{1,2}-[A-Z]{2,3}-\d{1,2}|[A-Z]-\d{3}-[A-Z]{2}"
    r"|[A-ZÄÖÜ]{1,3}-[A-Z]{1,2} ?\d{1,4})(?![\w-])"
)
DIGIT_WORDS: Final = 6
DIGIT: Final = re.compile(r"\d")
NEAR: Final = 48


def number_runs(context: Context) -> Iterator[Identifier]:
    """Find runs of seven digits and more, however they are grouped, that are no dates, years or amounts."""
    for match in found_near_digits(context, RUN):
        run, digits = match[0], sum(map(str.isdigit, match[0]))
        if digits < SIX_DIGITS or YEARS.fullmatch(run) or is_amount(context, match):
            continue
        if digits == SIX_DIGITS and not run.isdigit():
            continue
        if digits <= 8 and DATE_LIKE.fullmatch(run):
            continue
        tier = Tier.SURE if digits >= LEAST_DIGITS else Tier.POSSIBLE
        yield Identifier(match.start(), match.end(), category_of(run, digits, context.language.code), tier)


def is_amount(context: Context, match: re.Match[str]) -> bool:
    """Whether a number counts money or things."""
    if AMOUNT.fullmatch(match[0]) or MONEY_BEFORE.search(context.text, max(0, match.start() - 5), match.start()):
        return True
    after = WORD_AFTER.match(context.text, match.end())
    return after is not None and after[1].casefold() in context.language.amounts


def category_of(run: str, digits: int, code: str) -> Category:
    """Say what kind of number a run of digits is."""
    if digits < LEAST_DIGITS:
        return Category.NUMBER
    if run.startswith(("+", "00", "(")):
        return Category.PHONE
    if NATIONAL[code].fullmatch(run) and not run.startswith("07"):
        return Category.NATIONAL_ID
    return Category.PHONE if digits <= 12 else Category.NUMBER


def numbered_cards(context: Context) -> Iterator[Identifier]:
    """Find numbers with letters in them: insurance, accounts, passports, plates of cars."""
    kinds = ((INSURANCE, Category.NATIONAL_ID), (ACCOUNT, Category.NUMBER), (CODES, Category.NUMBER),
             (PLATES, Category.NUMBER))  # fmt: skip
    for pattern, category in kinds:
        for match in found_near_digits(context, pattern):
            yield Identifier(match.start(), match.end(), category, Tier.SURE)


def spoken_numbers(context: Context) -> Iterator[Identifier]:
    """Find numbers read out one digit or pair after the other."""
    row: list[int] = []
    for i in [*context.where(context.language.numbers), -1]:
        if row and i != row[-1] + 1:
            if len(row) >= DIGIT_WORDS:
                yield context.identifier(row[0], row[-1], Category.PHONE, Tier.LIKELY)
            row = []
        row.append(i)


def found_near_digits(context: Context, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """Yield what a pattern finds around the words with digits in them."""
    for start, end in context.around(context.where_like(DIGIT.search), NEAR, NEAR):
        yield from pattern.finditer(context.text, start, end)
