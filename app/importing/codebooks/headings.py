"""What the columns of a codebook's table hold, told by their headings in English and Norwegian."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from app.analysis.codebook.words import RULE_WORDS

ROWS_BEFORE_HEADINGS: Final = 10  # a title may stand above them
LONGEST_HEADING: Final = 60
MOST_SHOWN: Final = 20  # columns that are named because they are not read
APART: Final = re.compile(r"[\s_.*-]+")
BESIDE: Final = re.compile(r"[\[(].{0,40}[\])]|:$")
LEVEL: Final = re.compile(r"(?:level|nivå|nivaa) (\d{1,2})")
CODE_AND: Final = re.compile(r"^(?:code|codes|kode|koder) ")

COLUMN_WORDS: Final[Mapping[str, tuple[str, ...]]] = {
    "name": (
        *("code", "codes", "code name", "name of code", "name", "code label", "label", "tag", "tags", "tag name"),
        *("node", "nodes", "kode", "koder", "kodenavn", "kode navn", "navn", "navn på kode", "merkelapp", "etikett"),
        *("kodene",),
    ),
    "definition": (
        *("description", "meaning", "memo", "memos", "comment", "comments", "note", "notes", "explanation"),
        *("brief definition", "short definition", "beskrivelse", "betydning", "kommentar", "notat", "merknad"),
        *("forklaring", "kort definisjon", "central idea", "sentral idé", "hovedidé"),
    ),
    "example": (
        *("example quote", "example quotes", "exemplar", "quote", "quotes", "example text", "illustrative quote"),
        *("sitat", "sitater", "eksempelsitat", "eksempel på sitat"),
    ),
    "theme": (
        *("theme", "themes", "main theme", "overarching theme", "category", "parent", "parent code", "parent name"),
        *("group", "code group", "code groups", "family", "folder", "tema", "temaer", "hovedtema", "kategori"),
        *("hovedkategori", "overordnet", "overordnet kode", "overkode", "gruppe", "kodegruppe", "mappe"),
    ),
    "subtheme": (
        *("subtheme", "sub theme", "subthemes", "subcategory", "sub category", "undertema", "undertemaer"),
        *("under tema", "deltema", "subtema", "underkategori", "under kategori"),
    ),
    "path": ("path", "parent path", "code path", "hierarchy", "code hierarchy", "sti", "kodesti", "hierarki"),
    "colour": ("colour", "color", "code colour", "code color", "farge", "kodefarge", "fargekode"),
    "guid": ("guid", "uuid", "id", "code id", "identifier", "kodeid", "kode id"),
}


def joined(word: str) -> str:
    """Return a heading as it is compared: small letters, single blanks, no hyphens, nothing in brackets."""
    return " ".join(APART.sub(" ", BESIDE.sub("", word.strip())).casefold().split())


MEANINGS: Final[Mapping[str, str]] = {
    joined(word): meaning for table in (RULE_WORDS, COLUMN_WORDS) for meaning, words in table.items() for word in words
}


@dataclass(frozen=True, slots=True)
class Columns:
    """The places of the columns in a row. `levels` are those of the themes, the outermost first.

    `fields` gives the place of every other column that is read, `unknown` the headings of those that are not.
    """

    fields: Mapping[str, int]
    levels: tuple[int, ...]
    unknown: tuple[str, ...]
    first_row: int

    @property
    def known(self) -> int:
        """How many columns are read."""
        return len(self.fields) + len(self.levels)

    @property
    def by_program(self) -> bool:
        """Whether a program wrote the table: each row has an identifier, and an empty cell is an empty cell."""
        return "guid" in self.fields


def columns(rows: Sequence[Sequence[str]]) -> Columns | None:
    """Return what the columns hold, or None when no row of headings names the one with the codes."""
    for number, row in enumerate(rows[:ROWS_BEFORE_HEADINGS], start=1):
        meanings = [meaning_of(cell) for cell in row]
        names_codes = "name" in meanings or "path" in meanings
        if names_codes and (number == 1 or len(set(meanings) - {""}) > 1):
            return placed(row, meanings, number)
    return None


def meaning_of(heading: str) -> str:
    """Return what a column with this heading holds: a field of an entry, `level 3`, `path`; or nothing."""
    if len(heading) > LONGEST_HEADING:
        return ""
    words = joined(heading)
    if LEVEL.fullmatch(words):
        return words.replace("nivaa", "level").replace("nivå", "level")
    return MEANINGS.get(words) or MEANINGS.get(CODE_AND.sub("", words, count=1), "")


def placed(row: Sequence[str], meanings: Sequence[str], first_row: int) -> Columns:
    """Return the columns that a row of headings names; the first of two alike is read."""
    places = {meaning: place for place, meaning in reversed(list(enumerate(meanings))) if meaning}
    levels = sorted((depth_of(meaning), place) for meaning, place in places.items() if depth_of(meaning))
    fields = {meaning: place for meaning, place in places.items() if not depth_of(meaning)}
    read = {*fields.values(), *(place for _, place in levels)}
    unknown = [shown(cell) for place, cell in enumerate(row) if cell.strip() and place not in read]
    more = ["…"] if len(unknown) > MOST_SHOWN else []
    return Columns(fields, tuple(place for _, place in levels), (*unknown[:MOST_SHOWN], *more), first_row)


def shown(heading: str) -> str:
    """Return a heading on one line, cut where it is too long for one."""
    words = " ".join(heading.split())
    return words if len(words) <= LONGEST_HEADING else f"{words[: LONGEST_HEADING - 1]}…"


def depth_of(meaning: str) -> int:
    """Return how deep the themes of a column lie, from 1; 0 for other columns."""
    if meaning in {"theme", "subtheme"}:
        return 1 + (meaning == "subtheme")
    found = LEVEL.fullmatch(meaning)
    return max(int(found[1]), 1) if found else 0
