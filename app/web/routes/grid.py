"""The summary grid with its cells, and the consensus matrix."""

from enum import StrEnum
from typing import Annotated, Final, Literal
from uuid import UUID

from fastapi import APIRouter, Form, Query, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from app.exporting.matrix import MatrixFile, MatrixRow, matrix_csv, matrix_word
from app.sentences import N_
from app.store.queries import studies
from app.store.tables import Response as Answer
from app.web import comparison_words, forms
from app.web.carried import WholeForm
from app.web.counting import KeepsCounts
from app.web.language import current, gettext
from app.web.pages import go_to, render
from app.web.routes.quotes import WORD
from app.web.sessions import CurrentViewer, FormOnce, InSession
from app.workbench.consensus import consensus, say_responses
from app.workbench.grid import Grid, grid, grid_taken_out, one_cell, summarise

router = APIRouter(prefix="/studies/{study_id}/comparison/grid", dependencies=[KeepsCounts])
GroupId = UUID | Literal[""]
FIELD: Final = "response-"  # before the participant's id
OWN_WORDS: Final = N_("The team's own words. Empty cells are not written yet, or there is nothing to write from.")


class GridForm(StrEnum):
    """The form of a file of the grid."""

    WORD = "docx"
    TABLE = "csv"


@router.get("", name="grid:page")
def page(
    request: Request, session: InSession, viewer: CurrentViewer, group: Annotated[GroupId, Query()] = "",
    turned: bool = False, done: str = "",
) -> HTMLResponse:  # fmt: skip
    """Show what each focus group, or each participant of one, says about each theme; `turned` has them as rows."""
    return render(
        request, "comparison/grid.html", study=studies.study(session, viewer), done=done, turned=turned,
        grid=grid(session, viewer, group or None),
    )  # fmt: skip


@router.post("", name="grid:take_out")
def take_out(
    session: InSession, viewer: CurrentViewer, form: Annotated[GridForm, Form()],
    group: Annotated[GroupId, Form()] = "", turned: Annotated[bool, Form()] = False,
) -> Response:  # fmt: skip
    """Send the grid as a file, the way round that it is looked at."""
    lay_out = _charting if turned else _file
    file = lay_out(grid_taken_out(session, viewer, group or None), studies.study(session, viewer).title)
    name = {"Content-Disposition": f'attachment; filename="summaries.{form.value}"'}
    if form is GridForm.WORD:
        return Response(matrix_word(file), media_type=WORD, headers=name)
    return Response(matrix_csv(file, ";" if current() == "nb" else ","), media_type="text/csv", headers=name)


def _file(found: Grid, study: str) -> MatrixFile:
    known = [
        MatrixRow(0, one.name, tuple(column.bands.get(one.id, "") for column in found.columns))
        for one in found.attributes
    ]
    rows = [
        MatrixRow(row.depth, row.name, tuple(cell.words for cell in cells))
        for row, cells in zip(found.rows, found.cells, strict=True)
    ]
    columns = (gettext("Theme, subtheme"), *(one.name for one in found.columns))
    return MatrixFile(gettext("Summaries"), study, (gettext(OWN_WORDS),), columns, (*known, *rows))


def _charting(found: Grid, study: str) -> MatrixFile:
    """Return the grid as a charting table: what is known of each focus group or participant, then each theme."""
    columns = (gettext("Focus group") if found.group is None else gettext("Participant"),
               *(one.name for one in found.attributes), *(row.name for row in found.rows))  # fmt: skip
    written = zip(*found.cells, strict=True) if found.rows else ((),) * len(found.columns)
    rows = tuple(
        MatrixRow(
            0, one.name,
            (*(one.bands.get(known.id, "") for known in found.attributes), *(cell.words for cell in cells)),
        )
        for one, cells in zip(found.columns, written, strict=True)
    )  # fmt: skip
    return MatrixFile(gettext("Summaries"), study, (gettext(OWN_WORDS),), columns, rows)


@router.get("/consensus", name="grid:consensus")
def consensus_page(
    request: Request, session: InSession, viewer: CurrentViewer, theme: Annotated[GroupId, Query()] = "",
    done: str = "",
) -> HTMLResponse:  # fmt: skip
    """Show who agrees, dissents, gives an example or is silent."""
    return render(
        request, "comparison/consensus.html", study=studies.study(session, viewer), done=done, theme=theme or None,
        found=consensus(session, viewer), answers=Answer, say=comparison_words, field=FIELD,
    )  # fmt: skip


@router.post("/consensus/{theme_id}", name="grid:respond")
def respond(
    request: Request, session: InSession, viewer: CurrentViewer, once: FormOnce, form: WholeForm, theme_id: UUID
) -> RedirectResponse:
    """Keep how participants respond to a theme."""
    if once.is_first:
        given = ((name.removeprefix(FIELD), str(value)) for name, value in form.items() if name.startswith(FIELD))
        say_responses(session, viewer, theme_id, comparison_words.responses(given))
    return go_to(request, "grid:consensus", "saved", f"#row-{theme_id}", study_id=viewer.study_id)


@router.get("/{theme_id}/{column_id}", name="grid:cell")
def cell(
    request: Request, session: InSession, viewer: CurrentViewer, theme_id: UUID, column_id: UUID,
    first: Annotated[int, Query(ge=0, le=10**6)] = 0, turned: bool = False,
) -> HTMLResponse:  # fmt: skip
    """Show one cell: its passages, and beside them what the team writes."""
    return render(
        request, "comparison/grid_cell.html", study=studies.study(session, viewer), turned=turned,
        found=one_cell(session, viewer, theme_id, column_id, first), column_id=column_id,
    )  # fmt: skip


@router.post("/{theme_id}/{column_id}", name="grid:write")
def write(
    request: Request, session: InSession, viewer: CurrentViewer, once: FormOnce, theme_id: UUID, column_id: UUID,
    words: forms.Words = "", before: forms.Words = "", finished: Annotated[bool, Form()] = False,
    group: Annotated[GroupId, Form()] = "", turned: Annotated[bool, Form()] = False,
) -> RedirectResponse:  # fmt: skip
    """Keep a summary."""
    if once.is_first:
        summarise(session, viewer, theme_id, column_id, words=words, before=before, finished=finished)
    query = ({"group": str(group)} if group else {}) | ({"turned": "true"} if turned else {})
    return go_to(request, "grid:page", "saved", f"#row-{theme_id}", query=query, study_id=viewer.study_id)
