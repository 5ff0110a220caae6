"""Where the header of a transcript ends and the conversation begins."""

import re
from collections import Counter
from typing import Final

from app.importing.headers import names_people
from app.importing.roles import role_word
from app.importing.speaking.forms import Parsed
from app.importing.speaking.speakers import Found

LONGEST_ROSTER: Final = 6  # words: "Moderator: R1 (female)" is a list of who was there, not a turn
LONGEST_BRIEF: Final = 200  # characters
SENTENCE_END: Final = re.compile(r"(?:[?!…]|\w{2}\.)[”»\")]*$")  # "Kari N." is a name, "Hi." a sentence


def header_end(found: Found) -> int:
    """Return how many lines at the top tell about the conversation instead of being part of it."""
    end, listed = 0, set[str]()
    listing = False
    for number, (parsed, opening) in enumerate(zip(found.parsed, found.openings, strict=True), start=1):
        if parsed is None:
            continue
        if parsed.is_header:
            end, listing = number, names_people(parsed.label) and not parsed.words
        elif listing and is_entry(parsed, listed):
            end = number
            listed.add(parsed.key[0])
        elif opening is not None and not is_roster(parsed):
            break
    return with_rosters(found, end)


def with_rosters(found: Found, end: int) -> int:
    """Return the end of a header moved behind the lines that name who was there."""
    counts = Counter(parsed.key[0] for parsed in found.parsed if parsed is not None)
    while 0 < end < len(found.parsed):
        parsed = found.parsed[end]
        if parsed is None or not is_roster(parsed) or counts[parsed.key[0]] > 1:
            break
        end += 1
    return end


def is_entry(parsed: Parsed, listed: set[str]) -> bool:
    """Whether a line below `Participants:` describes somebody: `P1: woman, 34`."""
    return parsed.key[0] not in listed and is_brief(parsed.words)


def is_roster(parsed: Parsed) -> bool:
    """Whether the line may tell who was there instead of what somebody said."""
    return role_word(parsed.label) is not None and is_brief(parsed.words)


def is_brief(words: str) -> bool:
    """Whether the words are few, and no sentence."""
    if len(words) > LONGEST_BRIEF:
        return False
    return len(words.split()) <= LONGEST_ROSTER and not SENTENCE_END.search(words)
