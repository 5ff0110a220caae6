"""The codes of the codebook, as far as the viewer may see them, and how often each is used."""

from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Select, Subquery, Uuid, and_, bindparam, func, literal, or_, select
from sqlalchemy.orm import Session

from app.security.viewer import Viewer
from app.store.base import in_study
from app.store.hot import ask
from app.store.queries.standing import any_merged, counted, counted_as, is_merged, merges
from app.store.queries.transcripts import NotInThisStudy
from app.store.tables import (
    Code,
    Coding,
    MeaningUnit,
    StandsFor,
)
from app.store.visible import visible


class CodeLine(NamedTuple):
    """A code with whether it is retired, and whether it was merged into another one."""

    id: UUID
    name: str
    retired: bool
    merged: bool


class CodeRow(NamedTuple):
    """A code of the codebook with the number of its codings, those of codes that were merged into it among them."""

    id: UUID
    name: str
    definition: str
    use_when: str
    do_not_use_when: str
    example: str
    near_miss: str
    codings: int
    retired: bool = False


def codes(session: Session, viewer: Viewer, *, with_counts: bool = True) -> list[CodeRow]:
    """Return the codes that the viewer may see, by name, each with the number of its visible codings.

    Codes that were merged into another one are left out; their codings count as those of the other. Counting goes
    through every coding of the study: without counts, which stand as 0 then, it does not.
    """
    sums = _codings_of_each(viewer)
    asked = (
        select(
            Code.id, Code.name, Code.definition, Code.use_when, Code.do_not_use_when, Code.example, Code.near_miss,
            func.coalesce(sums.c.codings, 0) if with_counts else literal(0), Code.retired_at.is_not(None),
        )
        .where(visible(viewer, Code), ~is_merged(viewer))
        .order_by(func.lower(Code.name), Code.id)
    )  # fmt: skip
    rows = session.execute(asked.outerjoin(sums, sums.c.code_id == Code.id) if with_counts else asked)
    return [CodeRow(*row) for row in rows]


def _codings_of_each(viewer: Viewer) -> Subquery:
    merged = merges(viewer)
    code_id = counted(merged).label("code_id")
    return (
        select(code_id, func.count(Coding.unit_id.distinct()).label("codings"))
        .outerjoin(merged, Coding.code_id == merged.c.id)
        .where(visible(viewer, Coding))
        .group_by(code_id)
        .subquery()
    )


def code(session: Session, viewer: Viewer, code_id: UUID) -> Code:
    """Return one code; raises NotInThisStudy."""
    found = session.scalar(select(Code).where(visible(viewer, Code), Code.id == code_id))
    if found is None:
        raise NotInThisStudy
    return found


def code_line(session: Session, viewer: Viewer, code_id: UUID) -> CodeLine:
    """Return one code's name and whether it can be put on passages; raises NotInThisStudy."""
    row = ask(session, _code_line, viewer, code=code_id).one_or_none()
    if row is None:
        raise NotInThisStudy
    return CodeLine(*row)


def _code_line(viewer: Viewer) -> Select[*tuple[Any, ...]]:
    return (
        select(Code.id, Code.name, Code.retired_at.is_not(None), StandsFor.target_id.is_not(None))
        .outerjoin(StandsFor, and_(StandsFor.study_id == Code.study_id, StandsFor.code_id == Code.id))
        .where(visible(viewer, Code), Code.id == bindparam("code"))
    )


def coding_count(session: Session, viewer: Viewer, code_id: UUID) -> int:
    """Return how many codings of a code, and of those merged into it, the viewer may see."""
    asked = _count_with_merged if any_merged(session, viewer) else _count
    count: int = ask(session, asked, viewer, code=code_id).scalar()
    return count


def _count(viewer: Viewer) -> Select[int]:
    here = Coding.code_id == bindparam("code"), visible(viewer, Coding), visible(viewer, Code)
    return select(func.count()).select_from(Coding).join(Code, in_study(Coding.code_id, Code.id)).where(*here)


def _count_with_merged(viewer: Viewer) -> Select[int]:
    of_it = counted_as(viewer, [bindparam("code", type_=Uuid())]).subquery()
    asked = select(func.count(Coding.unit_id.distinct())).join(of_it, Coding.code_id == of_it.c.id)
    return asked.where(visible(viewer, Coding))


def code_revisions(session: Session, viewer: Viewer, round_id: UUID | None = None) -> dict[UUID, int]:
    """Return, for each code, the codebook revision from which on a reader had the whole of it.

    For a code that others were merged into, that is the latest of them all: of a reader who had but one of two, only
    "yes" would be known and never "no". A merged code that nobody used, in the round if one is given, tells nothing.
    """
    merged = merges(viewer)
    used = (
        select(Coding.code_id)
        .join(MeaningUnit, in_study(Coding.unit_id, MeaningUnit.id))
        .where(visible(viewer, Coding), visible(viewer, MeaningUnit))
    )
    if round_id is not None:
        used = used.where(MeaningUnit.round_id == round_id)
    code_id = func.coalesce(merged.c.counted, Code.id).label("code_id")
    rows = session.execute(
        select(code_id, func.max(Code.made_at_revision))
        .outerjoin(merged, Code.id == merged.c.id)
        .where(visible(viewer, Code), or_(merged.c.id.is_(None), Code.id.in_(used)))
        .group_by(code_id)
    )
    return {row[0]: row[1] for row in rows}
