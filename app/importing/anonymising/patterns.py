"""Mail addresses, addresses in the web, and the names that people go by there.

Every pattern begins only where a word begins and repeats a limited number of times, so that no text makes it slow.
"""

import re
from collections.abc import Iterator
from typing import Final

from app.importing.anonymising.context import Context
from app.importing.anonymising.identifiers import Category, Identifier, Tier

MAIL: Final = re.compile(r"(?<![\w.+%-])[\w.+%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
AT: Final = frozenset({"at", "krøllalfa", "alfakrøll", "snabela", "snabel-a", "apenstaartje", "klammeraffe"})
SPOKEN_MAIL: Final = re.compile(
    r"(?<![\w.-])[\w.-]{2,40}(?: (?:dot|punktum|punkt|underscore|understrek) [\w-]{1,30}){0,3} "
    rf"(?:{'|'.join(sorted(AT))}) [\w-]{{1,30}}(?: (?:dot|punktum|punkt|prikk|prick) [\w-]{{2,20}}){{1,3}}\b",
    re.IGNORECASE,
)
LONGEST_SPOKEN: Final = 160
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
SCREEN_NAME: Final = re.compile(r"[^\W\d_]{4,30}\d{2,6}|[^\W\d_]{2,30}(?:_[^\W_]{1,30}){1,4}")
NO_SCREEN_NAME: Final = re.compile(r"(?:covid|sars|windows|office|page|side|part|year|kapittel|group|gruppe)\d+")


def mails(context: Context) -> Iterator[Identifier]:
    """Find mail addresses, written and spoken."""
    text = context.text
    for match in MAIL.finditer(text) if "@" in text else ():
        yield trimmed(match, Category.EMAIL, Tier.SURE)
    for start, stop in context.around(context.where(AT), LONGEST_SPOKEN, LONGEST_SPOKEN):
        for spoken in SPOKEN_MAIL.finditer(text, start, stop):
            yield trimmed(spoken, Category.EMAIL, Tier.LIKELY)


def web_addresses(context: Context) -> Iterator[Identifier]:
    """Find addresses of pages and sites."""
    for pattern in (WEB, BARE_WEB):
        for match in pattern.finditer(context.text):
            yield trimmed(match, Category.URL, Tier.SURE)


def handles(context: Context) -> Iterator[Identifier]:
    """Find the names that people go by on screens: with a sign before them, or in a shape that no word has."""
    for sign, pattern in (("@", HANDLE), ("/", PAGE_NAME)):
        for match in pattern.finditer(context.text) if sign in context.text else ():
            yield trimmed(match, Category.HANDLE, Tier.SURE)
    for i in context.where_like(SCREEN_NAME.fullmatch):
        if not NO_SCREEN_NAME.fullmatch(context.tokens.folded[i]):
            yield context.identifier(i, i, Category.HANDLE, Tier.LIKELY)


def trimmed(match: re.Match[str], category: Category, tier: Tier) -> Identifier:
    """Return what a pattern found, without the punctuation of the sentence after it."""
    length = len(match[0].rstrip(TRAILING)) or len(match[0])
    return Identifier(match.start(), match.start() + length, category, tier)
