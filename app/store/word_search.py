"""Full-text search: which turns say any of some words. The one place where the two databases differ in it.

On SQLite the index is FTS5, kept by triggers; on PostgreSQL it is a text search index over the turns themselves.
"""

import re
from typing import Final
from uuid import UUID

from sqlalchemy import ColumnElement, Select, String, Uuid, column, func, select, table, text, type_coerce
from sqlalchemy.orm import Session

from app.security.viewer import Viewer
from app.store.tables import Turn

WORD: Final = re.compile(r"\w+")
MOST_WORDS: Final = 60  # of one question
_place = table("turn_place", column("number"), column("study_id", Uuid()), column("turn_id", Uuid()))
_words = table("turn_words", column("rowid"))


def says_any(session: Session, viewer: Viewer, words: list[str]) -> ColumnElement[bool] | None:
    """Return the condition that a turn says one of these words at least, or None where there is no word to look for."""
    asked = list(dict.fromkeys(word.lower() for said in words for word in WORD.findall(said)))[:MOST_WORDS]
    if not asked:
        return None
    if session.get_bind().dialect.name == "sqlite":
        return Turn.id.in_(_matching(viewer, " OR ".join(f'"{word}"' for word in asked)))
    query = func.to_tsquery(text("'simple'"), " | ".join(f"'{word}'" for word in asked))
    return func.to_tsvector(text("'simple'"), Turn.words).op("@@")(query)


def _matching(viewer: Viewer, asked: str) -> Select[tuple[UUID]]:
    """Return the turns of a study that FTS5 finds."""
    matches = type_coerce(column("turn_words"), String).op("MATCH")(asked)
    found = select(_words.c.rowid).select_from(_words).where(matches)
    return select(_place.c.turn_id).where(_place.c.study_id == viewer.study_id, _place.c.number.in_(found))
