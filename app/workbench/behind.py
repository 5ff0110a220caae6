"""The passages behind a cell: exactly those that it counts."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from sqlalchemy.orm import Session

from app.analysis.comparison import Column
from app.analysis.counting import cell_passages
from app.security.permissions import Action, require
from app.security.viewer import Viewer
from app.store.queries.tallies import tallies
from app.store.queries.transcripts import NotInThisStudy
from app.workbench.columns import By, setting
from app.workbench.layers import LayerChoice, layers, read
from app.workbench.quotes import Said, codes_of, passages_at

AT_ONCE: Final = 50  # passages on one page


@dataclass(frozen=True, slots=True)
class Behind:
    """What a cell counts: the name of its row, of its column if it has one, and one page of its passages."""

    name: str
    place: str | None
    layer: LayerChoice
    passages: Sequence[Said]
    count: int
    page: int
    pages: int


def behind(
    session: Session, viewer: Viewer, row_id: UUID, *, by: By = Column.FOCUS_GROUP, column: UUID | None = None,
    layer: str = "", page: int = 1,
) -> Behind:  # fmt: skip
    """Return the passages that a cell counts, or those of a whole row; raises NotInThisStudy."""
    require(viewer, Action.READ)
    name, codes = codes_of(session, viewer, row_id)
    held, known = tallies(session, viewer), read(session, viewer)
    where, chosen = setting(session, viewer, by, held, known), layers(session, viewer, known).chosen(layer)
    heading = next((one for one in where.headings if one.id == column), None)
    if column is not None and heading is None:
        raise NotInThisStudy
    found = cell_passages(held, codes, where.places, chosen.layer, None if column is None else [column])
    pages = max(1, -(-len(found) // AT_ONCE))
    page = min(max(page, 1), pages)
    said = passages_at(session, viewer, code_ids=codes, places=found, first=(page - 1) * AT_ONCE, most=AT_ONCE)
    return Behind(name, heading.name if heading else None, chosen, said, len(found), page, pages)
