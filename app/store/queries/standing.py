"""Which code a coding counts as: the one place that every count, comparison, agreement, theme and quote asks."""

from collections.abc import Sequence
from functools import lru_cache
from uuid import UUID

from sqlalchemy import CTE, BindParameter, ColumnElement, CompoundSelect, Select, bindparam, func, select
from sqlalchemy.orm import Session

from app.security.viewer import Viewer
from app.store.hot import ask
from app.store.tables import Code, Coding, StandsFor
from app.store.visible import visible


def merges(viewer: Viewer, name: str = "merges") -> CTE:
    """Return (id, counted) for every merged code: `counted` is the code at the end of its chain.

    It is as small as the merges are few, and is joined from the outside (`outerjoin(merged, Coding.code_id ==
    merged.c.id)`), so that a query begins where its codings are few.
    """
    return _merges(viewer.study_id, name)


@lru_cache(maxsize=256)
def _merges(study_id: UUID, name: str) -> CTE:
    """Build the question once for each study; the answer is asked for anew each time."""
    here = StandsFor.study_id == study_id
    others = select(StandsFor.code_id).where(here)
    ends = select(StandsFor.code_id.label("id"), StandsFor.target_id.label("counted"))
    chains = ends.where(here, StandsFor.target_id.not_in(others)).cte(name, recursive=True)
    return chains.union_all(
        select(StandsFor.code_id, chains.c.counted).join(chains, StandsFor.target_id == chains.c.id).where(here)
    )


def counted(merged: CTE) -> ColumnElement[UUID]:
    """Return the code that a coding counts as, for a query that joins `merges` from the outside.

    A coding of a merged code and one of its target on one meaning unit are one, so whoever counts codings counts their
    units.
    """
    return func.coalesce(merged.c.counted, Coding.code_id)


def any_merged(session: Session, viewer: Viewer) -> bool:
    """Say whether any code of the study was merged; where none was, what is asked all day need not look for chains."""
    return bool(ask(session, _merged_codes, study=viewer.study_id))


def _merged_codes() -> Select[UUID]:
    return select(StandsFor.code_id).where(StandsFor.study_id == bindparam("study"))


def is_merged(viewer: Viewer) -> ColumnElement[bool]:
    """Return the condition that a code stands for another one."""
    return Code.id.in_(select(StandsFor.code_id).where(StandsFor.study_id == viewer.study_id))


def counted_as(viewer: Viewer, code_ids: Sequence[UUID | BindParameter[UUID]]) -> CompoundSelect[UUID]:
    """Return the codes whose codings count as one of these: themselves unless merged, and those merged into them."""
    merged = merges(viewer, "merged_into")  # the statement around it may ask for all merges itself
    own = select(Code.id).where(visible(viewer, Code), Code.id.in_(code_ids), ~is_merged(viewer))
    return own.union_all(select(merged.c.id).where(merged.c.counted.in_(code_ids)))


def stands_for(session: Session, viewer: Viewer) -> dict[UUID, UUID]:
    """Return, for each merged code, the code that it was merged into."""
    rows = session.execute(
        select(StandsFor.code_id, StandsFor.target_id)
        .join(Code, (StandsFor.study_id == Code.study_id) & (StandsFor.code_id == Code.id))
        .where(visible(viewer, Code))
    )
    return {row[0]: row[1] for row in rows}


def counted_code(session: Session, viewer: Viewer, code_id: UUID) -> UUID:
    """Return the code that the codings of this one count as."""
    chain = stands_for(session, viewer)
    while code_id in chain:
        code_id = chain[code_id]
    return code_id
