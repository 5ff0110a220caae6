"""Mail addresses, addresses in the web, and the names that people go by there.

Every pattern begins only where a word begins and repeats a limited number of times, so that no text makes it slow.
"""

import re
from collections.abc import Iterator
from typing import Final

from app.importing.anonymising.context import Context
from app.importing.anonymising.identifiers import Category, Identifier, Tier

MAIL: Final = re.compile(r"(?<![\w.+%-])[\w.+%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
SPOKEN_MAIL: Final = re.compile(
    r"(?<![\w.-])[\w.-]{2,40}(?: (?:dot|punktum|punkt|underscore|understrek) [\w-]{1,30}){0,3} "
    r"(?:at|krøllalfa|alfakrøll|snabel-?a|apenstaartje|klammeraffe) [\w-]{1,30}"
    r"(?: (?:dot|punktum|punkt|prikk|prick) [\w-]{2,20}){1,3}\b",
    re.IGNORECASE,
)
TOP: Final = "com|org|net|info|edu|gov|uk|no|se|dk|nl|de|fi|ie|eu|io|app|blog|dev|online|example|test|invalid"
WEB: Final = re.compile(r"(?<!\w)(?:https?://|www\.)[^\s<>\"'«»“”]{1,2000}", re.IGNORECASE)
BARE_WEB: Final = re.compile(
    r"(?<![\w@.-])(?:[\w-]{1,63}\.){1,5}"
    rf"(?:(?:{TOP})(?![\w-]|\.\w)(?:/[^\s<>\"'«»“”]{{0,500}})?|[a-z]{{2,12}}/[^\s<>\"'«»“”]{{1,500}})",
    re.IGNORECASE,
)
TRAILING: Final = ".,;:!?)]}…'’"
HANDLE: Final = re.compile(r"(?<![\w@.])@\w(?:[\w.-]{0,62}\w)?(?:@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4})?")
PAGE_NAME: Final = re.compile(r"(?<![\w/.])[ur]/[\w-]{3,30}(?![\w/])", re.IGNORECASE)
# greyskies77 or kari_n, but neither P12 nor B12 nor covid19.
SCREEN_NAME: Final = re.compile(
    r"(?<![\w@/.-])(?:[^\W\d_]{4,30}\d{2,6}|[^\W\d_]{2,30}(?:_[^\W_]{1,30}){1,4})(?![\w@/-])"
)
NO_SCREEN_NAME: Final = re.compile(
    r"(?:covid|sars|windows|office|page|side|part|year|kapittel|group|gruppe)\d+", re.IGNORECASE
)


def mails(context: Context) -> Iterator[Identifier]:
    """Find mail addresses, written and spoken."""
    if "@" in context.text:
        yield from found(MAIL, context.text, Category.EMAIL, Tier.SURE)
    yield from found(SPOKEN_MAIL, context.text, Category.EMAIL, Tier.LIKELY)


def web_addresses(context: Context) -> Iterator[Identifier]:
    """Find addresses of pages and sites."""
    yield from found(WEB, context.text, Category.URL, Tier.SURE)
    yield from found(BARE_WEB, context.text, Category.URL, Tier.SURE)


def handles(context: Context) -> Iterator[Identifier]:
    """Find the names that people go by on screens: with a sign before them, or in a shape that no word has."""
    yield from found(HANDLE, context.text, Category.HANDLE, Tier.SURE)
    yield from found(PAGE_NAME, context.text, Category.HANDLE, Tier.SURE)
    for identifier in found(SCREEN_NAME, context.text, Category.HANDLE, Tier.LIKELY):
        if not NO_SCREEN_NAME.fullmatch(context.text, identifier.start, identifier.end):
            yield identifier


def found(pattern: re.Pattern[str], text: str, category: Category, tier: Tier) -> Iterator[Identifier]:
    """Yield all that a pattern finds, without the punctuation of the sentence around it."""
    for match in pattern.finditer(text):
        end = match.start() + len(match[0].rstrip(TRAILING))
        if end > match.start():
            yield Identifier(match.start(), end, category, tier)
