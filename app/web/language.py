"""The language of each answer: the reader's choice, else what their browser asks for, else English."""

from contextvars import ContextVar
from datetime import date as calendar_date
from datetime import datetime
from functools import cache
from pathlib import Path

from babel import Locale, negotiate_locale
from babel.dates import format_date
from babel.numbers import format_decimal
from babel.support import NullTranslations, Translations

LANGUAGES = {"en": "English", "nb": "Norsk bokmål"}
COOKIE = "commonground_language"
CATALOGUES = Path(__file__).parent / "locale"

_language: ContextVar[str] = ContextVar("language", default="en")


@cache
def _catalogue(language: str) -> NullTranslations:
    return Translations.load(CATALOGUES, [language])


def choose(chosen: str | None, accepted: str) -> str:
    """Set and return the language of this answer, from the cookie and the browser's Accept-Language."""
    wished = [part.split(";")[0].strip().replace("-", "_") for part in accepted.split(",")]
    wished = [{"no": "nb", "nn": "nb"}.get(wish.split("_")[0], wish) for wish in wished if wish]
    language = chosen if chosen in LANGUAGES else negotiate_locale(wished, list(LANGUAGES)) or "en"
    _language.set(language)
    return language


def current() -> str:
    """Return the language of this answer."""
    return _language.get()


def gettext(message: str) -> str:
    """Return a sentence in the reader's language."""
    return str(_catalogue(current()).ugettext(message)) if message else ""


def ngettext(one: str, many: str, number: int) -> str:
    """Return the right one of two sentences for a number, in the reader's language."""
    return str(_catalogue(current()).ungettext(one, many, number))


def decimal(number: float, digits: int = 2) -> str:
    """Write a number as the reader's language does, always with the same digits."""
    rounded = round(number, digits) + 0.0  # of -0.001 nothing is left to be negative
    return format_decimal(rounded, format="0." + "0" * digits, locale=Locale.parse(current()))


def day(moment: datetime) -> str:
    """Write the date of a moment in the reader's language; clock times are nobody's business."""
    return format_date(moment, locale=Locale.parse(current()))


def date(written: calendar_date) -> str:
    """Write a date in the reader's language."""
    return format_date(written, locale=Locale.parse(current()))
