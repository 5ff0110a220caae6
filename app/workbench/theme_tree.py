"""The tree of themes, subthemes and codes, as every room shows it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypeVar
from uuid import UUID

from sqlalchemy.orm import Session

from app.security.permissions import Action, require
from app.security.viewer import Viewer
from app.store.queries import codes as code_queries
from app.store.queries import themes as queries
from app.store.queries.codes import CodeRow
from app.store.queries.themes import ThemeLine
from app.store.tables import Theme, ThemeState


@dataclass(frozen=True, slots=True)
class Branch:
    """A theme or subtheme with its codes and subthemes; `hue` is the number of its theme's colour, from 1."""

    id: UUID
    name: str
    central_idea: str
    hue: int
    codes: tuple[CodeRow, ...]
    subthemes: tuple["Branch", ...] = ()
    is_not: str = ""
    state: ThemeState = ThemeState.CANDIDATE
    edition: int = 1

    @property
    def stamp(self) -> str:
        """What a page has seen of it, so that a form from an older page is noticed."""
        return f"{self.edition}-{len(self.codes)}-{len(self.subthemes)}"

    def every_code(self) -> dict[UUID, CodeRow]:
        """Return the codes of the theme and of its subthemes."""
        codes = {code.id: code for code in self.codes}
        for subtheme in self.subthemes:
            codes |= subtheme.every_code()
        return codes


@dataclass(frozen=True, slots=True)
class Tree:
    """The codebook as a tree: themes, and the codes that no theme holds yet."""

    themes: tuple[Branch, ...]
    unsorted: tuple[CodeRow, ...]
    hues: dict[UUID, int] = field(default_factory=dict)

    @property
    def branches(self) -> list[Branch]:
        """The themes and subthemes in their order."""
        return [branch for theme in self.themes for branch in (theme, *theme.subthemes)]

    def every_code(self) -> list[CodeRow]:
        """Return every code once, in the order of the tree."""
        found = {code.id: code for theme in self.themes for code in theme.every_code().values()}
        return list((found | {code.id: code for code in self.unsorted}).values())


def tree(session: Session, viewer: Viewer, *, with_counts: bool = True) -> Tree:
    """Return themes, subthemes and codes, in three statements whatever their number; without what is discarded.

    A page that does not show how often each code is used does without the counts, which are the dear part.
    """
    require(viewer, Action.READ)
    codes = {code.id: code for code in code_queries.codes(session, viewer, with_counts=with_counts)}
    rows = _standing(queries.themes(session, viewer))
    places = _places(session, viewer, rows)
    held: dict[UUID, list[CodeRow]] = {}
    for theme_id, code_id in places:
        held.setdefault(theme_id, []).append(codes[code_id])
    tops = [row for row in rows if row.parent_id is None]
    themes = tuple(
        _branch(top, hue, held, [row for row in rows if row.parent_id == top.id]) for hue, top in enumerate(tops, 1)
    )
    hues = _hues(rows, places)
    return Tree(themes, tuple(code for code in codes.values() if code.id not in hues), hues)


def code_hues(session: Session, viewer: Viewer) -> dict[UUID, int]:
    """Return the hue of each code that is in a theme: the number of the first theme that it serves."""
    require(viewer, Action.READ)
    rows = _standing(queries.theme_lines(session, viewer))
    return _hues(rows, _places(session, viewer, rows)) if rows else {}


AnyTheme = TypeVar("AnyTheme", Theme, ThemeLine)


def _standing(themes: Sequence[AnyTheme]) -> list[AnyTheme]:
    """Return the themes that are not discarded, nor below one that is."""
    kept = [row for row in themes if row.state is not ThemeState.DISCARDED]
    tops = {row.id for row in kept if row.parent_id is None}
    return [row for row in kept if row.parent_id is None or row.parent_id in tops]


def _places(session: Session, viewer: Viewer, rows: Sequence[AnyTheme]) -> list[tuple[UUID, UUID]]:
    """Return (theme, code) for the codes in these themes."""
    ids = {row.id for row in rows}
    return [place for place in queries.theme_codes(session, viewer) if place[0] in ids]


def _hues(rows: Sequence[AnyTheme], places: Sequence[tuple[UUID, UUID]]) -> dict[UUID, int]:
    tops = {row.id: hue for hue, row in enumerate((row for row in rows if row.parent_id is None), 1)}
    hue_of = {row.id: tops[row.parent_id or row.id] for row in rows}
    hues: dict[UUID, int] = {}
    for theme_id, code_id in places:
        hues[code_id] = min(hue_of[theme_id], hues.get(code_id, hue_of[theme_id]))
    return hues


def _branch(row: Theme, hue: int, held: dict[UUID, list[CodeRow]], children: list[Theme]) -> Branch:
    subthemes = tuple(_branch(child, hue, held, []) for child in children)
    codes = tuple(held.get(row.id, ()))
    return Branch(row.id, row.name, row.central_idea, hue, codes, subthemes, row.is_not, row.state, row.edition)
