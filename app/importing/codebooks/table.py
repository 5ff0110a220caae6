"""Read a codebook from the rows of a table: a code in each, with headings above."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from app.analysis.codebook.entries import RULE, Entry, Path, with_rule
from app.importing.codebooks.headings import Columns
from app.importing.codebooks.places import path_of, places
from app.importing.codebooks.wording import Gathering
from app.sentences import N_

Rows = Sequence[Sequence[str]]

# What Excel would compute. A quotation mark before it keeps it as words; programs write it, Excel does not show it.
GUARDED: Final = re.compile(r"'+(?=[=+\-@\t\r])")
MERGED: Final = N_("Empty cells below a theme, read as that theme: %(count)s.")
PARTED: Final = N_("Names that hold their themes, read as theme and code: %(count)s.")


def read_table(gathering: Gathering, rows: Rows, columns: Columns) -> None:
    """Gather the entries of a table. A row with a theme and no code tells about the theme."""
    body = [Row(gathering, row, columns) for row in rows[columns.first_row :]]
    body = [row for row in body if row.filled]
    for row, place in zip(body, places_of(gathering, body, columns), strict=True):
        row.gather(place)


def places_of(gathering: Gathering, rows: Sequence["Row"], columns: Columns) -> list[Path]:
    """Return the place of each row: by its columns of themes, by its path, or by its name alone."""
    if columns.levels:
        return by_levels(gathering, rows, columns)
    if "path" in columns.fields:
        return [by_path(row, "name" in columns.fields) for row in rows]
    written = places([row.name for row in rows])
    gathering.counts[PARTED] += sum(len(place) > 1 for place in written)
    return written


def by_path(row: "Row", named: bool) -> Path:
    """Return the place of a row with a column for paths, which may hold the name as well."""
    if not named:
        return path_of(row.path) or ("",)
    name = row.name
    return (*path_of(row.path, name), name)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a codebook's table, and the columns that tell what its cells are."""

    gathering: Gathering
    cells: Sequence[str]
    columns: Columns

    @property
    def filled(self) -> bool:
        """Whether anything stands in the row."""
        return any(cell.strip() for cell in self.cells)

    @property
    def name(self) -> str:
        """The name of the code, or nothing."""
        return self.gathering.name(self.cell("name"))

    @property
    def path(self) -> str:
        """What stands in the column for paths, on one line."""
        return self.gathering.name(self.cell("path"))

    def at(self, place: int | None) -> str:
        """Return what stands in a column, without the mark that keeps it from being computed."""
        text = self.cells[place] if place is not None and place < len(self.cells) else ""
        return text[1:] if GUARDED.match(text) else text

    def cell(self, field: str) -> str:
        """Return what stands in the column of a field."""
        return self.at(self.columns.fields.get(field))

    def levels(self) -> Path:
        """Return the themes in the row, the outermost first; empty where a cell is."""
        return tuple(self.gathering.name(self.at(place)) for place in self.columns.levels)

    def gather(self, place: Path) -> None:
        """Keep the entry of the row. Its place ends with the code's name, or with nothing where the row has none."""
        codable = bool(place[-1])
        place = place if codable else tuple(filter(None, place)) or ("",)
        colour, guid = self.gathering.colour(self.cell("colour")), self.gathering.guid(self.cell("guid"))
        entry = Entry(place[-1], path=place[:-1], codable=codable, colour=colour, guid=guid)
        self.gathering.add(self.ruled(entry))

    def ruled(self, entry: Entry) -> Entry:
        """Return an entry with its rule. Where the table has but one column for it, that may hold the whole rule."""
        fields = [part for part in RULE if part in self.columns.fields]
        if fields == [RULE[0]]:
            return self.gathering.described(entry, self.cell(RULE[0]))
        return with_rule(entry, {part: self.gathering.words(self.cell(part)) for part in fields})


def by_levels(gathering: Gathering, rows: Sequence[Row], columns: Columns) -> list[Path]:
    """Return the place of each row by its columns of themes."""
    written = [row.levels() for row in rows]
    if not columns.by_program and is_merged(written):
        filled = list(filled_down(written))
        gathering.counts[MERGED] += sum(before != after for before, after in zip(written, filled, strict=True))
        written = filled
    return [(*filter(None, levels), row.name) for levels, row in zip(written, rows, strict=True)]


def is_merged(rows: Sequence[Path]) -> bool:
    """Whether a theme is written once, above the codes that it holds: none stands there twice, and some are empty."""
    themes = [levels[0] for levels in rows if levels and levels[0]]
    return bool(themes) and bool(rows[0][0]) and len(set(themes)) == len(themes) < len(rows)


def filled_down(rows: Iterable[Path]) -> Iterator[Path]:
    """Yield the themes of each row, where an empty cell stands for the theme above it."""
    above: Path = ()
    for levels in rows:
        first = next((place for place, level in enumerate(levels) if level), len(levels))
        above = above[:first] + levels[first:]
        yield above
