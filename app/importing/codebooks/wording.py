"""One form for what a codebook says: clean words, colours and identifiers, and a remark for all that is left out."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from typing import Final
from uuid import UUID

from app.analysis.codebook.description import rule_of
from app.analysis.codebook.entries import Entry, with_rule
from app.importing.codebooks.refusals import refuse_too_many_codes, refuse_too_many_levels
from app.importing.draft import Remark
from app.importing.words import UNREADABLE, clean
from app.sentences import N_

LONGEST_NAME: Final = 200  # characters; longer is a text
COLOUR: Final = re.compile(r"#?([0-9A-Fa-f]{6}|[0-9A-Fa-f]{3})")
GUID: Final = re.compile(r"\{?([0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12})\}?")

NAMELESS: Final = N_("Rows without the name of a code left out: %(count)s.")
LONG_NAMES: Final = N_("Rows left out, because what stands in the place of the code is a text: %(count)s.")
ALIKE: Final = N_("Codes that stand there twice, word for word, read once: %(count)s.")
SAME_NAME: Final = N_("Codes with a name that another code of the file has too: %(count)s. Give each its own name.")
COLOURS: Final = N_("Colours left out, because they are not written as #1F77B4: %(count)s.")
GUIDS: Final = N_("Identifiers left out, because they are not GUIDs or stand there twice: %(count)s.")
CHARACTERS: Final = N_("Characters that are not text left out: %(count)s.")
EXAMPLES: Final = N_("Examples read as they stand: %(count)s. Look whether any of them names somebody.")


class Gathering:
    """Collects the entries of one file, and counts what is left out or read by a rule of its own."""

    def __init__(self) -> None:
        self.counts = Counter[str]()
        self._entries: dict[Entry, UUID | None] = {}
        self._guids: set[UUID] = set()

    def words(self, text: str) -> str:
        """Return a text in NFC with single blanks and no empty lines, without what cannot be stored."""
        readable, count = UNREADABLE.subn("", text)
        self.counts[CHARACTERS] += count
        return clean(readable)

    def name(self, text: str) -> str:
        """Return a name on one line."""
        return " ".join(self.words(text).split())

    def described(self, entry: Entry, description: str) -> Entry:
        """Return an entry with the rule that a description holds."""
        return with_rule(entry, rule_of(self.words(description)))

    def colour(self, text: str) -> str:
        """Return a colour as `#rrggbb`, or nothing for what is none."""
        found = COLOUR.fullmatch(text.strip())
        self.counts[COLOURS] += bool(text.strip()) and found is None
        if found is None:
            return ""
        digits = found[1].lower()
        return "#" + ("".join(digit * 2 for digit in digits) if len(digits) == 3 else digits)

    def guid(self, text: str) -> UUID | None:
        """Return an identifier that did not come before; braces around it and capitals do not count."""
        found = GUID.fullmatch(text.strip())
        guid = UUID(found[1]) if found else None
        if guid is None or guid in self._guids:
            self.counts[GUIDS] += bool(text.strip())
            return None
        self._guids.add(guid)
        return guid

    def add(self, entry: Entry) -> None:
        """Keep an entry, unless it has no name, or stood there before word for word."""
        longest = max(map(len, entry.place))
        bare = replace(entry, guid=None)
        refusal = NAMELESS if not entry.name else LONG_NAMES if longest > LONGEST_NAME else ""
        refusal = refusal or (ALIKE if bare in self._entries else "")
        if refusal:
            self.counts[refusal] += 1
            return
        refuse_too_many_levels(len(entry.place))
        self._entries[bare] = entry.guid
        refuse_too_many_codes(len(self._entries))

    def entries(self) -> tuple[Entry, ...]:
        """Return the entries in the order in which they were kept."""
        return tuple(replace(bare, guid=guid) for bare, guid in self._entries.items())

    def remarks(self) -> tuple[Remark, ...]:
        """Return a remark for everything that was counted."""
        codes = Counter(bare.name.casefold() for bare in self._entries if bare.codable)
        self.counts[SAME_NAME] = sum(count - 1 for count in codes.values())
        self.counts[EXAMPLES] = sum(bool(bare.example or bare.near_miss) for bare in self._entries)
        return remarks(self.counts)


def remarks(counts: Mapping[str, int]) -> tuple[Remark, ...]:
    """Return a remark for each sentence that has a count."""
    return tuple(Remark(sentence, {"count": count}) for sentence, count in counts.items() if count)
