"""Transcripts of a few words, and what somebody found in them."""

import re

from app.importing.anonymising.identifiers import Category, Identifier, Tier
from app.importing.anonymising.rows import Row
from app.importing.anonymising.screened_text import ScreenedText, screened_text
from app.importing.draft import DraftTurn


def turns(*words: str) -> tuple[DraftTurn, ...]:
    return tuple(DraftTurn(f"P{number}", said) for number, said in enumerate(words, 1))


def spoken(*words: str, header: tuple[str, ...] = ()) -> ScreenedText:
    return screened_text(header, turns(*words))


def found(
    text: ScreenedText, words: str, category: Category = Category.PERSON, tier: Tier = Tier.LIKELY
) -> list[Identifier]:
    """Return every whole word or words written exactly so."""
    places = re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text.text)
    identifiers = [Identifier(place.start(), place.end(), category, tier) for place in places]
    assert identifiers, words
    return identifiers


def surfaces(text: ScreenedText, row: Row) -> list[str]:
    return [text.text[place.start : place.end] for place in row.places]


def by_key(rows: tuple[Row, ...]) -> dict[str, Row]:
    assert len({row.key for row in rows}) == len(rows)
    return {row.key: row for row in rows}
