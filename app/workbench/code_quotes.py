"""What carries a code, a page at a time, to be looked at while codes are grouped."""

from dataclasses import dataclass, replace
from typing import Final
from uuid import UUID

from sqlalchemy.orm import Session

from app.security.permissions import Action, require
from app.security.viewer import Viewer
from app.store.queries import codes as code_queries
from app.store.queries import theme_spread
from app.store.queries import themes as queries
from app.store.tables import Code, Theme
from app.workbench.quotes import Said, said_on
from app.workbench.theme_board import is_discarded

A_PAGE: Final = 20


@dataclass(frozen=True, slots=True)
class CodeQuotes:
    """A code, the themes that it serves, and a page of its passages; `more` is where the next one begins, or 0."""

    code: Code
    themes: tuple[Theme, ...]
    said: tuple[Said, ...]
    more: int


def quotes_of(session: Session, viewer: Viewer, code_id: UUID, *, after: int = 0) -> CodeQuotes:
    """Return a page of a code's passages, each once with everybody who coded it so."""
    require(viewer, Action.READ)
    code = code_queries.code(session, viewer, code_id)
    rows = {row.id: row for row in queries.themes(session, viewer)}
    places = {theme_id for theme_id, _ in queries.theme_codes(session, viewer, [code_id])}
    found = theme_spread.passages(session, viewer, code_id, after=after, limit=A_PAGE + 1)
    page = found[:A_PAGE]
    said = said_on(session, viewer, [row for row, _ in page])
    named = tuple(replace(one, coders=tuple(coders)) for one, (_, coders) in zip(said, page, strict=True))
    themes = tuple(theme for theme in rows.values() if theme.id in places and not is_discarded(theme, rows))
    return CodeQuotes(code, themes, named, after + A_PAGE if len(found) > A_PAGE else 0)
