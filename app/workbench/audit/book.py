"""The codebook of an audit: a row for each code, subtheme and theme, and which codes each reading had."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from app.analysis.audit.tally import Book, Mask
from app.security.viewer import Viewer
from app.store.queries import codes as code_queries
from app.store.queries import readings, themes
from app.store.queries.agreement import CodeLine
from app.store.queries.readings import TurnsRead


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the audit: a code (depth 2), a subtheme (1) or a theme (0)."""

    id: UUID
    name: str
    hue: int
    depth: int
    retired: bool = False


def codes_had(
    session: Session, viewer: Viewer, round_id: UUID, codes: Sequence[CodeLine], read: Iterable[TurnsRead]
) -> dict[UUID, Mask]:
    """Return the set of codes that each reading had: those made before it was done, and those looked for again."""
    since, again = code_queries.code_revisions(session, viewer, round_id), readings.second_looks(session, viewer)
    by_revision: dict[int, Mask] = {}
    found: dict[UUID, Mask] = {}
    for one in read:
        if one.codebook_revision not in by_revision:
            made = (number for number, code in enumerate(codes) if since[code.id] <= one.codebook_revision)
            by_revision[one.codebook_revision] = sum(1 << number for number in made)
        looked = again.get(one.reading_id, frozenset())
        more = (1 << number for number, code in enumerate(codes) if code.id in looked) if looked else ()
        found[one.reading_id] = by_revision[one.codebook_revision]
        for bit in more:
            found[one.reading_id] |= bit
    return found


def rows_of(session: Session, viewer: Viewer, codes: Sequence[CodeLine]) -> tuple[tuple[Row, ...], Book]:
    """Return a row for each code, then one for each theme and subtheme with codes, in the order of the themes."""
    numbers, rows = {code.id: number for number, code in enumerate(codes)}, themes.themes(session, viewer)
    held: dict[UUID, set[int]] = defaultdict(set)
    parents = {row.id: row.parent_id for row in rows}
    hues = {row.id: hue for hue, row in enumerate((row for row in rows if row.parent_id is None), 1)}
    of_code: dict[UUID, int] = {}
    for theme_id, code_id in themes.theme_codes(session, viewer):
        top = parents[theme_id] or theme_id
        of_code[code_id] = min(hues[top], of_code.get(code_id, hues[top]))
        for holds in {theme_id, top}:
            held[holds].add(numbers[code_id])
    branches = [row for row in rows if held[row.id]]
    found = [Row(code.id, code.name, of_code.get(code.id, 0), 2, code.retired) for code in codes]
    found += [Row(row.id, row.name, hues[row.parent_id or row.id], int(row.parent_id is not None)) for row in branches]
    return tuple(found), Book(len(codes), tuple(frozenset(held[row.id]) for row in branches))
