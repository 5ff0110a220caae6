"""Which values are exact, and into which band a number falls: so that an exact value is seen and never kept."""

import re
from collections.abc import Sequence
from typing import Final

from app.importing.draft import Remark
from app.sentences import N_

UNIT: Final = r"(?:\s*(?:years?(?:\s+old)?|yrs?\.?|y\.?o\.?|år(?:\s+gammel)?|jahre?|jaar))?"
NUMBER: Final = re.compile(rf"(\d{{1,9}})(?:[.,]\d{{1,9}})?{UNIT}", re.IGNORECASE)
MONTH: Final = (
    r"(?:jan|feb|mar|mär|maa|apr|may|mai|maj|mei|jun|jul|aug|sep|sept|oct|okt|nov|dec|des|dez)[a-zäåé]{0,7}\.?"
)
DATE: Final = re.compile(
    rf"\d{{1,4}}\s*[-./]\s*\d{{1,2}}\s*[-./]\s*\d{{1,4}}|\d{{1,2}}\s*[./]\s*\d{{4}}|\d{{4}}-\d{{1,2}}"
    rf"|(?:\d{{1,2}}\.?\s+)?{MONTH}\s+(?:\d{{1,2}},?\s+)?\d{{2,4}}|\d{{1,2}}\.?\s+{MONTH}",
    re.IGNORECASE,
)

BETWEEN: Final = re.compile(
    r"\D*?(\d{1,9})\s*(?:[-\u2010-\u2015\u2212]|to|til|till|tot|bis|and|og)\s*(\d{1,9})\D*", re.IGNORECASE
)
FROM: Final = re.compile(
    r"(?:≥|>=|at least|minst|from|fra)\s*(\d{1,9})\D*"
    r"|(\d{1,9})(?:\s*\+|\D*\b(?:and|or|og|eller)\s+(?:over|above|older|more|oppover|eldre|mer|flere)\b)\D*",
    re.IGNORECASE,
)
ABOVE: Final = re.compile(r"(?:>|over|above|more than|older than|mer enn|eldre enn)\s*(\d{1,9})\D*", re.IGNORECASE)
UP_TO: Final = re.compile(
    r"(?:≤|<=|up to|at most|inntil|høyst|opp til|opptil)\s*(\d{1,9})\D*"
    r"|(\d{1,9})\D*\b(?:and|or|og|eller)\s+(?:under|below|younger|less|fewer|yngre|mindre|færre)\b\D*",
    re.IGNORECASE,
)
BELOW: Final = re.compile(
    r"(?:<|under|below|less than|younger than|mindre enn|yngre enn)\s*(\d{1,9})\D*", re.IGNORECASE
)
NO_END: Final = 10**9

NUMBER_WITHOUT_BAND: Final = N_(
    "Row %(row)s: an exact number is not stored. Define the bands of “%(attribute)s” first, such as 20–39; "
    "then the number falls into its band by itself."
)
NUMBER_IN_TWO_BANDS: Final = N_(
    "Row %(row)s: this number falls into two bands of “%(attribute)s”. Write the name of the band instead."
)
EXACT_DATE: Final = N_("Row %(row)s: a date is not stored under “%(attribute)s”. Write the name of a band instead.")


def looks_exact(words: str) -> bool:
    """Say whether this looks like one person's exact value: one number or a date, rather than a band."""
    held = limits(words)
    return is_date(words) or number_in(words) is not None or (held is not None and held[0] == held[1])


def is_date(words: str) -> bool:
    """Say whether this is a date, with or without its day."""
    return DATE.fullmatch(words.strip()) is not None


def number_in(words: str) -> int | None:
    """Return the whole number that a value is (`47`, `47.5`, `47 years`), or None where it is anything else."""
    found = NUMBER.fullmatch(words.strip())
    return int(found[1]) if found else None


def limits(band: str) -> tuple[int, int] | None:
    """Return the lowest and highest whole number of a band such as 20–39, 60+ or under 20; None for one of words."""
    words = band.strip()
    if found := BETWEEN.fullmatch(words):
        return int(found[1]), int(found[2])
    for pattern, low, high in ((FROM, 0, NO_END), (ABOVE, 1, NO_END), (UP_TO, None, 0), (BELOW, None, -1)):
        if found := pattern.fullmatch(words):
            number = int(next(filter(None, found.groups())))
            return (0, number + high) if low is None else (number + low, high)
    return None


def bands_holding(number: int, bands: Sequence[str]) -> list[str]:
    """Return the bands that the number falls into."""
    known = ((band, limits(band)) for band in bands)
    return [band for band, held in known if held is not None and held[0] <= number <= held[1]]


def band_for(words: str, attribute: str, row: int, bands: Sequence[str]) -> str | Remark:
    """Return the band of a value as it was written, or why it has none; a value of words is a band of its own.

    A remark names the row and never the value.
    """
    same = next((band for band in bands if band.casefold() == words.casefold()), None)
    if same is not None:
        return same
    where: dict[str, str | int] = {"row": row, "attribute": attribute}
    if is_date(words):
        return Remark(EXACT_DATE, where)
    number = number_in(words)
    if number is None:
        return Remark(NUMBER_WITHOUT_BAND, where) if looks_exact(words) else words
    holding = bands_holding(number, bands)
    if len(holding) == 1:
        return holding[0]
    return Remark(NUMBER_IN_TWO_BANDS if holding else NUMBER_WITHOUT_BAND, where)
