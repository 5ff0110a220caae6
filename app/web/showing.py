"""Which codings of a transcript are drawn: all, mine, none, a coder's, a code's or a theme's."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final
from urllib.parse import parse_qs, urlsplit
from uuid import UUID

from fastapi import Request
from sqlalchemy.orm import Session

from app.security.viewer import Viewer
from app.store.queries.coding import CodingRow, UnitLine, is_maker
from app.workbench.theme_tree import tree


class Which(StrEnum):
    """A choice of codings."""

    ALL = "all"
    MINE = "mine"
    NONE = "none"
    UNCODED = "uncoded"
    TWO = "two"
    FOUR = "four"
    CODER = "coder"
    CODE = "code"
    THEME = "theme"


# Choices of turns by how many codings lie on them, at least.
AT_LEAST: Final[Mapping[Which, int]] = {Which.TWO: 2, Which.FOUR: 4}


@dataclass(frozen=True, slots=True)
class Showing:
    """What somebody chose to see; `id` is that of the coder, code or theme."""

    which: Which = Which.ALL
    id: UUID | None = None

    @property
    def value(self) -> str:
        """The choice as it stands in an address."""
        return f"{self.which}:{self.id}" if self.id else self.which.value

    def holds(self, codings: int) -> bool:
        """Say whether a turn with so many codings is shown."""
        return codings == 0 if self.which is Which.UNCODED else codings >= AT_LEAST.get(self.which, 0)

    def kept(self, session: Session, viewer: Viewer, codings: Sequence[CodingRow]) -> list[CodingRow]:
        """Return the codings that were chosen."""
        match self.which:
            case Which.MINE:
                return [one for one in codings if is_maker(viewer, one)]
            case Which.NONE:
                return []
            case Which.CODER:
                return [one for one in codings if one.coder_id == self.id]
            case Which.CODE:
                return [one for one in codings if one.code_id == self.id]
            case Which.THEME:
                inside = _codes_of(session, viewer, self.id)
                return [one for one in codings if one.code_id in inside]
            case _:
                return list(codings)

    def kept_units(self, viewer: Viewer, units: Sequence[UnitLine]) -> list[UnitLine]:
        """Return the meaning units without a code that were chosen."""
        if self.which in {Which.NONE, Which.CODE, Which.THEME}:
            return []
        if self.which is Which.MINE:
            return [one for one in units if is_maker(viewer, one)]
        return [one for one in units if self.which is not Which.CODER or one.coder_id == self.id]


EVERYTHING = Showing()


def showing(text: str) -> Showing:
    """Read a choice from an address; what cannot be read shows everything."""
    which, _, id_ = text.partition(":")
    try:
        chosen = Showing(Which(which), UUID(id_) if id_ else None)
    except ValueError:
        return EVERYTHING
    needs_id = chosen.which in {Which.CODER, Which.CODE, Which.THEME}
    return chosen if needs_id == (chosen.id is not None) else EVERYTHING


def shown_on(request: Request) -> Showing:
    """Return what the page shows from which a fragment is asked for; htmx says which page it is."""
    asked = parse_qs(urlsplit(request.headers.get("HX-Current-URL", "")).query)
    return showing(asked.get("show", [""])[0])


def _codes_of(session: Session, viewer: Viewer, theme_id: UUID | None) -> set[UUID]:
    for theme in tree(session, viewer, with_counts=False).themes:
        for branch in (theme, *theme.subthemes):
            if branch.id == theme_id:
                return set(branch.every_code())
    return set()
