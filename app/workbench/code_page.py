"""What the pages of the codebook show of a code: its rule and its place, its passages page by page, its likes."""

from dataclasses import dataclass, replace
from uuid import UUID

from sqlalchemy.orm import Session

from app.analysis.codebook.near_names import Near, near_names
from app.security.permissions import Action, require
from app.security.viewer import Viewer
from app.store.queries import codebook as queries
from app.store.queries import codes as code_queries
from app.store.queries import studies
from app.store.queries.codebook import CodingOfCode
from app.store.queries.codes import CodeRow
from app.store.queries.standing import counted_code
from app.store.queries.themes import every_place
from app.store.queries.transcripts import NotInThisStudy
from app.store.tables import Code
from app.workbench.quotes import Said, said_on
from app.workbench.theme_tree import Tree

ON_A_PAGE = 20


@dataclass(frozen=True, slots=True)
class Card:
    """A code with what is known of its standing: `target` is the code at the end of its merges, or None."""

    code: Code
    target: Code | None
    merged: tuple[tuple[UUID, str], ...]
    made_out_of: Code | None
    codings: int
    passages: int
    key: int | None
    places: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class PassagePage:
    """Some of the passages of a code, each with all its coders; pages are counted from 1."""

    number: int
    pages: int
    passages: tuple[Said, ...]


def card(session: Session, viewer: Viewer, code_id: UUID) -> Card:
    """Return a code with its standing and its counts, as the viewer may see them."""
    require(viewer, Action.READ)
    code = code_queries.code(session, viewer, code_id)
    target_id = counted_code(session, viewer, code.id)
    return Card(
        code,
        code_queries.code(session, viewer, target_id) if target_id != code.id else None,
        tuple(queries.merged_into(session, viewer, code.id)),
        _origin(session, viewer, code),
        code_queries.coding_count(session, viewer, code.id),
        queries.place_count(session, viewer, code.id),
        next((key for key, one in queries.pins(session, viewer).items() if one == code.id), None),
        tuple(theme for theme, _ in every_place(session, viewer, code.id)),
    )


def _origin(session: Session, viewer: Viewer, code: Code) -> Code | None:
    """Return the code that this one was made out of, if it is still there."""
    if code.split_from_id is None:
        return None
    try:
        return code_queries.code(session, viewer, code.split_from_id)
    except NotInThisStudy:
        return None


def passage_page(session: Session, viewer: Viewer, code_id: UUID, number: int, of: int) -> PassagePage:
    """Return one page of a code's `of` passages; a number beyond the last is the last."""
    require(viewer, Action.READ)
    pages = max(1, -(-of // ON_A_PAGE))
    number = min(max(number, 1), pages)
    wanted = queries.places(session, viewer, code_id, skip=(number - 1) * ON_A_PAGE, limit=ON_A_PAGE)
    by_place: dict[tuple[UUID, int, int], list[CodingOfCode]] = {place: [] for place in wanted}
    for row in queries.codings_at(session, viewer, code_id, wanted) if wanted else ():
        by_place[row.transcript_id, row.start, row.end].append(row)
    first = [rows[0] for rows in by_place.values()]
    coders = [tuple(dict.fromkeys(row.initials for row in rows)) for rows in by_place.values()]
    said = zip(said_on(session, viewer, first), coders, strict=True)
    return PassagePage(number, pages, tuple(replace(one, coders=who) for one, who in said))


def alike(session: Session, viewer: Viewer, tree: Tree) -> list[tuple[CodeRow, CodeRow, Near[UUID]]]:
    """Return the pairs of codes in use whose names are so near that they may be one code, the nearest first."""
    require(viewer, Action.READ)
    rows = {code.id: code for code in tree.every_code() if not code.retired}
    language = studies.study(session, viewer).language
    found = near_names({id_: row.name for id_, row in rows.items()}, language)
    return [(rows[one.first], rows[one.second], one) for one in found]
