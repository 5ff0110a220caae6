"""Quotes: choose them, take them back, take them out as Word files."""

from enum import StrEnum
from typing import Annotated
from urllib.parse import urlencode
from uuid import UUID

from fastapi import APIRouter, Form, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from app.analysis.comparison import Column
from app.exporting.quotes import LabelForm, QuoteHeadings, pattern_of, quote_table, running_text
from app.store.queries import studies
from app.web.language import gettext
from app.web.pages import go_to, render
from app.web.sessions import CurrentViewer, FormOnce, InSession
from app.workbench import quotes as actions
from app.workbench.leaving import before_leaving
from app.workbench.risk import FEW
from app.workbench.taking_out import take_out_quotes

router = APIRouter(prefix="/studies/{study_id}/quotes")
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class WordForm(StrEnum):
    """The form of a Word file of quotes."""

    TABLE = "quote-table"
    TEXT = "quotes-as-text"


@router.get("", name="quotes:all")
def quotes(request: Request, session: InSession, viewer: CurrentViewer, done: str = "") -> HTMLResponse:
    """Show the chosen quotes by theme."""
    return render(
        request, "quotes/all.html", study=studies.study(session, viewer), done=done,
        parts=actions.chosen_quotes(session, viewer),
    )  # fmt: skip


@router.post("", name="quotes:choose")
def choose(
    request: Request, session: InSession, viewer: CurrentViewer, once: FormOnce,
    theme: Annotated[UUID, Form()], unit: Annotated[UUID, Form()], row: Annotated[UUID, Form()],
    by: Annotated[Column | UUID, Form()] = Column.FOCUS_GROUP, column: Annotated[UUID | None, Form()] = None,
    layer: Annotated[str, Form(max_length=64)] = "",
) -> RedirectResponse:  # fmt: skip
    """Let a passage speak for a theme, and go back to the passages it was chosen from."""
    if once.is_first:
        actions.choose_quote(session, viewer, theme_id=theme, unit_id=unit)
    address = request.app.url_path_for("comparison:passages", study_id=viewer.study_id, row_id=row)
    place = {
        "by": by,
        "done": "chosen",
        **({"layer": layer} if layer else {}),
        **({"column": column} if column else {}),
    }
    return RedirectResponse(f"{address}?{urlencode(place)}#unit-{unit}", 303)


@router.post("/{quote_id}/remove", name="quotes:remove")
def remove(
    request: Request, session: InSession, viewer: CurrentViewer, once: FormOnce, quote_id: UUID
) -> RedirectResponse:
    """Take a quote back."""
    if once.is_first:
        actions.remove_quote(session, viewer, quote_id)
    return go_to(request, "quotes:all", "taken back", study_id=viewer.study_id)


@router.get("/{form}/before", name="quotes:before")
def before(
    request: Request, session: InSession, viewer: CurrentViewer, form: WordForm, changed: bool = False
) -> HTMLResponse:
    """Say who could be recognised by the quotes, and let the reader choose how they are labelled."""
    return render(
        request, "quotes/before.html", study=studies.study(session, viewer), form=form, changed=changed,
        leaving=before_leaving(session, viewer), few=FEW,
    )  # fmt: skip


@router.post("/{form}.docx", name="quotes:word", response_model=None)
def word(
    request: Request, session: InSession, viewer: CurrentViewer, form: WordForm,
    labels: Annotated[LabelForm, Form()] = LabelForm.WHOLE, seen: Annotated[str, Form(max_length=64)] = "",
) -> Response:  # fmt: skip
    """Send the chosen quotes as a Word file: a table, or running text.

    If their labels show small cells, the page before them comes first, and again when the cells change.
    """
    if not before_leaving(session, viewer).may_leave(labels, seen):
        address = request.app.url_path_for("quotes:before", study_id=viewer.study_id, form=form.value)
        return RedirectResponse(f"{address}?changed=true" if seen else address, 303)
    chosen = take_out_quotes(session, viewer, labels)
    headings = QuoteHeadings(
        title=gettext("Quotes"), study=studies.study(session, viewer).title, theme=gettext("Theme"),
        subtheme=gettext("Subtheme"), quote=gettext("Illustrative quote"),
        participant=gettext("Participant (group)"), no_quotes=gettext("No quotes are chosen yet."),
        pattern=pattern_of(labels, studies.study(session, viewer).label_pattern),
    )  # fmt: skip
    file = quote_table(headings, chosen) if form is WordForm.TABLE else running_text(headings, chosen)
    return Response(file, media_type=WORD, headers={"Content-Disposition": f'attachment; filename="{form.value}.docx"'})
