"""Read a codebook from a list without headings: a code on each line, what stands below a theme further in."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from app.analysis.codebook.entries import Entry, Path
from app.importing.codebooks.places import places
from app.importing.codebooks.refusals import NoCodebook, refuse_too_many_levels
from app.importing.codebooks.table import PARTED, Rows
from app.importing.codebooks.wording import LONGEST_NAME, Gathering
from app.sentences import N_

TAB: Final = 4
BULLET: Final = re.compile(r"(?:[-–—*•◦▪·‣]|\d{1,3}(?:\.\d{1,3})*[.)]|\d{1,3}(?:\.\d{1,3})+|[A-Za-z][.)])\s+")
THEMES: Final = N_("Lines with others further in below them, read as themes: %(count)s.")


class Line(NamedTuple):
    """A line of a list: how far in it stands, the name, and what is said about it after a tab."""

    indent: int
    name: str
    about: str


def lines_of_text(lines: Sequence[str]) -> list[Line]:
    """Return the lines of a text that hold something."""
    return [line_of(line) for line in lines if line.strip()]


def line_of(line: str) -> Line:
    """Return a line with its indentation in blanks; a tab is as wide as four."""
    bare = line.lstrip()
    indent = len(line[: len(line) - len(bare)].expandtabs(TAB))
    mark = BULLET.match(bare)
    name, _, about = bare[mark.end() if mark else 0 :].partition("\t")
    return Line(indent, name, about)


def lines_of_rows(rows: Rows) -> list[Line] | None:
    """Return the lines of a table without headings, or None where it is no list.

    It is one where each row holds one cell, further right for what stands below; or where the first cell of every row
    is a name and the second one tells about it.
    """
    filled = [[(place, cell) for place, cell in enumerate(row) if cell.strip()] for row in rows]
    filled = [row for row in filled if row]
    if all(len(row) == 1 for row in filled):
        return [Line(row[0][0], *line_of(row[0][1].strip())[1:]) for row in filled]
    if all(row[0][0] == 0 and len(row) <= 2 and len(row[0][1]) <= LONGEST_NAME for row in filled):
        return [Line(0, row[0][1], row[1][1] if len(row) > 1 else "") for row in filled]
    return None


def read_outline(gathering: Gathering, lines: Sequence[Line]) -> None:
    """Gather the entries of a list; what has others below it is a theme. Refuses a running text."""
    if not lines or any(len(line.name) > LONGEST_NAME for line in lines):
        raise NoCodebook
    named = [line._replace(name=gathering.name(line.name)) for line in lines]
    written = places([line.name for line in named])
    above = [below.indent > line.indent for line, below in pairwise(named)] + [False]
    gathering.counts[THEMES] += sum(above)
    gathering.counts[PARTED] += sum(len(place) > 1 for place in written)
    for line, place, path, theme in zip(named, written, paths(named), above, strict=True):
        whole = (*path, *place)
        entry = Entry(whole[-1], path=whole[:-1], codable=not theme)
        gathering.add(gathering.described(entry, line.about))


def paths(lines: Sequence[Line]) -> Iterator[Path]:
    """Yield the themes that each line stands below: the nearest lines above it that stand less far in."""
    above: list[Line] = []
    for line in lines:
        while above and above[-1].indent >= line.indent:
            above.pop()
        yield tuple(one.name for one in above)
        above.append(line)
        refuse_too_many_levels(len(above))
