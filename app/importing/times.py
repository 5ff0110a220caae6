"""Read every way in which files write a time of the recording, as milliseconds from its beginning."""

import re
from typing import Final

HOUR: Final = 3_600_000
MINUTE: Final = 60_000
SECOND: Final = 1_000
SIZES: Final = {"hours": HOUR, "minutes": MINUTE, "seconds": SECOND}
LONGEST: Final = 100 * HOUR  # no recording lasts as long; beyond it, a number is something else
LONGEST_NOTATION: Final = 40  # characters
SLOWEST: Final = 30  # seconds for one word
NUMBER: Final = re.compile(r"\d{1,12}(?:[.,]\d{1,9})?", re.ASCII)

# [00:12:03], (0:09), 1:02:03.5, 00:00:04,799, #00:00:12-3# (f4), <00:17.500>, 12:30:
CLOCK: Final = re.compile(
    r"[\[(<{#]?\s*(?:(?P<hours>\d{1,3}):)?(?P<minutes>\d{1,3}):(?P<seconds>\d{1,2})"
    r"(?:[.,\-](?P<fraction>\d{1,9}))?\s*(?P<zone>Z)?[\])>}#]?:?"
)
PLAIN: Final = re.compile(
    r"[\[(<{#]?\s*(?P<seconds>\d{1,6})(?:[.,](?P<fraction>\d{1,9}))?\s*(?:s|sec|sek)?\.?[\])>}#]?"
)
# 1h 2m 3s, 1 t 02 min 03 sek, 75 s; PT1H2M3.5S (the way of XML)
UNITS: Final = re.compile(
    r"(?:PT)?(?:(?P<hours>\d{1,3})\s*(?:h|hr|hrs|t|std)\.?\s*)?(?:(?P<minutes>\d{1,4})\s*(?:m|min|mins)\.?\s*)?"
    r"(?:(?P<seconds>\d{1,6})(?:[.,](?P<fraction>\d{1,9}))?\s*(?:s|sec|secs|sek)\.?)?",
    re.IGNORECASE,
)


def milliseconds(notation: str, *, counted: bool = False) -> int | None:
    """Return a time as milliseconds, or None when the notation is no time.

    A fraction is a decimal one (6.9 is 6900), unless `counted`: then it is a number of milliseconds (6.90 is 6090),
    as Teams and Microsoft Graph write it. A number alone is seconds.
    """
    text = notation.strip()
    if not text or len(text) > LONGEST_NOTATION:
        return None
    match = CLOCK.fullmatch(text) or PLAIN.fullmatch(text) or UNITS.fullmatch(text)
    if match is None:
        return None
    parts = match.groupdict()
    if not any(parts.get(name) for name in ("hours", "minutes", "seconds")):
        return None
    total = sum(int(parts.get(name) or 0) * unit for name, unit in SIZES.items())
    total += fraction_ms(parts["fraction"] or "", counted=counted)
    return total if is_clock(parts) and total < LONGEST else None


def is_clock(parts: dict[str, str | None]) -> bool:
    """Whether minutes and seconds stay below sixty where something larger stands before them."""
    minutes, seconds = int(parts.get("minutes") or 0), int(parts["seconds"] or 0)
    return (not parts.get("hours") or minutes < 60) and (not parts.get("minutes") or seconds < 60)


def fraction_ms(digits: str, *, counted: bool) -> int:
    """Return the milliseconds behind the decimal sign."""
    if counted:
        return int(digits[:3] or 0)
    return int(digits.ljust(3, "0")[:3])


def in_milliseconds(length: float, words: int) -> bool:
    """Whether plain numbers are milliseconds: as seconds, people would take half a minute for a word."""
    return length > SLOWEST * max(words, 1)


def plain_number(text: str) -> float | None:
    """Return a number without any unit, or None."""
    return float(text.replace(",", ".")) if NUMBER.fullmatch(text) else None
