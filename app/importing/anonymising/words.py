"""What counts as one word of a text."""

import re
from typing import Final

# Letters and digits with their accents, tied by hyphens and apostrophes: mother-in-law, O'Brien, 4B.
WORD: Final = re.compile(r"[\w\u0300-\u036f]+(?:['’\u02bc\u2010\u2011-][\w\u0300-\u036f]+)*")
SHORTEST_OWNER: Final = 2


def without_possessive(word: str) -> str:
    """Return a word without the 's of possession. Other languages of ours write no apostrophe and more letters."""
    return word[:-2] if word[-2:] in ("'s", "’s", "'S", "’S") and len(word) >= SHORTEST_OWNER + 2 else word


def folded(word: str) -> str:
    """Return a word as it is compared: without capitals, with one kind of apostrophe."""
    return word.casefold().replace("’", "'")
