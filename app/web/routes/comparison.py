"""The comparison: the matrix, and the quotes behind each of its cells."""

from enum import StrEnum
from uuid import UUID

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse

from app.analysis.comparison import Column
from app.store.queries import studies
from app.web.pages import render
from app.web.sessions import CurrentViewer, InSession
from app.workbench.comparison import compare, groups_of
from app.workbench.quotes import codes_of, passages
from app.workbench.themes import tree

router = APIRouter(prefix="/studies/{study_id}/comparison")


class Counted(StrEnum):
    """What a cell of the matrix counts."""

    PASSAGES = "passages"
    TURNS = "turns"
    PARTICIPANTS = "participants"
    FOCUS_GROUPS = "focus_groups"


@router.get("", name="comparison:matrix")
def matrix(
    request: Request, session: InSession, viewer: CurrentViewer, by: Column = Column.FOCUS_GROUP,
    count: Counted = Counted.PASSAGES, codes: bool = False,
) -> HTMLResponse:  # fmt: skip
    """Show who speaks of what, with the wording that the counts allow."""
    return render(
        request, "comparison/matrix.html", study=studies.study(session, viewer), count=count, codes=codes,
        comparison=compare(session, viewer, by), columns=Column, counted=Counted,
    )  # fmt: skip


@router.get("/passages/{row_id}", name="comparison:passages")
def behind_a_cell(
    request: Request, session: InSession, viewer: CurrentViewer, row_id: UUID, by: Column = Column.FOCUS_GROUP,
    column: UUID | None = None, done: str = "",
) -> HTMLResponse:  # fmt: skip
    """Show the passages that a cell of the matrix counts, or those of a whole row."""
    name, codes = codes_of(session, viewer, row_id)
    place, groups = groups_of(session, viewer, by, column) if column else ("", None)
    return render(
        request, "comparison/passages.html", study=studies.study(session, viewer), name=name, place=place, done=done,
        passages=passages(session, viewer, code_ids=list(codes), groups=groups), row_id=row_id, by=by, column=column,
        tree=tree(session, viewer),
    )  # fmt: skip
