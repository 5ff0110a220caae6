"""What an identifier is: a stretch of text that could tell who is who, of what kind, and how sure we are."""

from dataclasses import dataclass
from enum import StrEnum


class Category(StrEnum):
    """What an identifier tells about."""

    PERSON = "PERSON"
    PLACE = "PLACE"
    ORGANISATION = "ORG"
    ADDRESS = "ADDRESS"
    PHONE = "PHONE"
    EMAIL = "EMAIL"
    URL = "URL"
    HANDLE = "HANDLE"
    DATE = "DATE"
    NATIONAL_ID = "NATID"
    NUMBER = "NUMBER"
    AGE = "AGE"
    HEALTH = "HEALTH"
    ROLE = "ROLE"


class Tier(StrEnum):
    """How sure a detector is. Sure and likely ones must be decided by a person before anything is stored."""

    SURE = "sure"
    LIKELY = "likely"
    POSSIBLE = "possible"


@dataclass(frozen=True, slots=True, order=True)
class Identifier:
    """A stretch of a text, from code point `start` to `end` (not included), that could tell who is who."""

    start: int
    end: int
    category: Category
    tier: Tier
