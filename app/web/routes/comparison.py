"""The comparison: the matrix, and the passages behind each of its cells."""

from collections import Counter
from enum import StrEnum
from typing import Annotated, Final
from uuid import UUID

from fastapi import APIRouter, Depends, Form, Query, Request
from pydantic import Field
from starlette.responses import HTMLResponse, RedirectResponse, Response

from app.analysis.commonalities import Sharing
from app.analysis.commonalities_text import Block
from app.analysis.comparison import Column
from app.analysis.counting import NOTHING
from app.analysis.disclosure import FEW
from app.analysis.measures import Counted, Scale, measured
from app.exporting.matrix import matrix_csv, matrix_word, text_word
from app.store.queries import studies
from app.web import comparison_words
from app.web.counting import AsLooked, KeepsCounts, Looking, looked_at
from app.web.language import current, gettext
from app.web.matrix_file import matrix_file
from app.web.pages import go_to, render
from app.web.routes.quotes import WORD
from app.web.sessions import CurrentViewer, FormOnce, InSession
from app.workbench.behind import behind
from app.workbench.commonalities import commonalities as compare_kinds
from app.workbench.commonalities import text_taken_out
from app.workbench.comparison import compare, taken_out
from app.workbench.matrix_cells import few_people
from app.workbench.silence import say_what_is_asked
from app.workbench.theme_tree import tree

router = APIRouter(prefix="/studies/{study_id}/comparison", dependencies=[KeepsCounts])
ID: Final = "[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}"
PAIR: Final = f"^{ID} {ID}$"


@router.get("", name="comparison:matrix")
def matrix(
    request: Request, session: InSession, viewer: CurrentViewer, looking: AsLooked, done: str = ""
) -> HTMLResponse:
    """Show who speaks of what, with the wording that the counts allow."""
    comparison = compare(session, viewer, looking.by, looking.layer, words=_needs_words(looking))
    passages = str(request.app.url_path_for("comparison:passages", study_id=viewer.study_id, row_id=viewer.study_id))
    return render(
        request, "comparison/matrix.html", study=studies.study(session, viewer), looking=looking, done=done,
        comparison=comparison, columns=Column, counted=Counted, scales=Scale, measured=measured, nothing=NOTHING,
        say=comparison_words, passages=passages.removesuffix(str(viewer.study_id)), looked=looking.query(),
        queries={one.id: looking.query(column=one.id) for one in comparison.headings}, FEW=FEW,
        folded=Counter(line.parent for line in comparison.lines if line.depth == 2),
        few=", ".join(map(comparison_words.heading, few_people(comparison.headings))), tree=comparison.tree,
        guide=studies.guide(session, viewer), about=comparison.silence.about,
    )  # fmt: skip


def _needs_words(looking: Looking) -> bool:
    return looking.count is Counted.WORDS


class MatrixForm(StrEnum):
    """The form of a file of the matrix."""

    WORD = "docx"
    TABLE = "csv"


@router.post("", name="comparison:take_out")
def take_out(
    session: InSession, viewer: CurrentViewer, looking: Annotated[Looking, Depends(looked_at)],
    form: Annotated[MatrixForm, Form()], hide: Annotated[bool, Form()] = False,
) -> Response:  # fmt: skip
    """Send the matrix as a file, as it is looked at."""
    comparison = taken_out(session, viewer, looking.by, looking.layer, words=_needs_words(looking))
    file = matrix_file(comparison, looking, studies.study(session, viewer).title, hide=hide)
    name = {"Content-Disposition": f'attachment; filename="comparison.{form.value}"'}
    if form is MatrixForm.WORD:
        return Response(matrix_word(file), media_type=WORD, headers=name)
    return Response(matrix_csv(file, ";" if current() == "nb" else ","), media_type="text/csv", headers=name)


@router.post("/asked", name="comparison:asked")
def asked(
    request: Request, session: InSession, viewer: CurrentViewer, once: FormOnce,
    pair: Annotated[list[Annotated[str, Field(pattern=PAIR)]] | None, Form()] = None,
) -> RedirectResponse:  # fmt: skip
    """Keep which guide questions are about which themes."""
    if once.is_first:
        pairs = (one.split(" ") for one in pair or ())
        say_what_is_asked(session, viewer, [(UUID(theme), UUID(question)) for theme, question in pairs])
    return go_to(request, "comparison:matrix", "saved", "#asked", study_id=viewer.study_id)


@router.get("/commonalities", name="comparison:commonalities")
def commonalities(
    request: Request, session: InSession, viewer: CurrentViewer, layer: Annotated[str, Query(max_length=64)] = ""
) -> HTMLResponse:
    """Show what all kinds of participants share, what only one kind speaks of, and why the others are silent."""
    return render(
        request, "comparison/commonalities.html", study=studies.study(session, viewer),
        found=compare_kinds(session, viewer, layer), sharings=Sharing, say=comparison_words,
    )  # fmt: skip


@router.post("/commonalities", name="comparison:text")
def commonalities_text(
    session: InSession, viewer: CurrentViewer, layer: Annotated[str, Form(max_length=64)] = ""
) -> Response:
    """Send the text to start from as a Word file."""
    pieces = text_taken_out(session, viewer, layer)
    lines = ((piece.block is Block.HEADING, piece.words) for piece in pieces)
    file = text_word(gettext("Commonalities and differences"), studies.study(session, viewer).title, lines)
    name = {"Content-Disposition": 'attachment; filename="commonalities.docx"'}
    return Response(file, media_type=WORD, headers=name)


@router.get("/passages/{row_id}", name="comparison:passages")
def behind_a_cell(
    request: Request, session: InSession, viewer: CurrentViewer, looking: AsLooked, row_id: UUID,
    column: Annotated[UUID | None, Query()] = None, page: Annotated[int, Query(ge=1, le=10**6)] = 1, done: str = "",
) -> HTMLResponse:  # fmt: skip
    """Show the passages that a cell of the matrix counts, or those of a whole row."""
    return render(
        request, "comparison/passages.html", study=studies.study(session, viewer), done=done, looking=looking,
        behind=behind(session, viewer, row_id, by=looking.by, column=column, layer=looking.layer, page=page),
        row_id=row_id, column=column, tree=tree(session, viewer), say=comparison_words,
    )  # fmt: skip
