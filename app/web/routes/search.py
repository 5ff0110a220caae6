"""Search over the study. What is looked for travels in a form, so that no address and no log holds it."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Form, Request
from pydantic import BeforeValidator
from starlette.responses import HTMLResponse

from app.store.database import reader
from app.store.queries import studies
from app.store.queries.codes import codes
from app.web import forms
from app.web.pages import render
from app.web.sessions import Asker, CurrentViewer, InDesk, InSession
from app.workbench.searching import MOST_SHOWN, find_turns

router = APIRouter(prefix="/studies/{study_id}/search")


@router.get("", name="search:all")
def search(request: Request, session: InSession, viewer: CurrentViewer) -> HTMLResponse:
    """Show what can be looked for."""
    return render(
        request, "search/all.html", study=studies.study(session, viewer), codes=codes(session, viewer),
        found=None, looked_for="", label="", code=None, most=MOST_SHOWN,
    )  # fmt: skip


@router.post("", name="search:find")
def find(
    request: Request, desk: InDesk, viewer: Asker, looked_for: forms.Line = "", label: forms.Line = "",
    code: Annotated[UUID | None, Form(), BeforeValidator(forms.absent_if_empty)] = None,
) -> HTMLResponse:  # fmt: skip
    """Show the turns that say the words, of a participant's label and with a code if they are given."""
    with reader(desk.engine) as session:
        return render(
            request, "search/all.html", study=studies.study(session, viewer), codes=codes(session, viewer),
            found=find_turns(session, viewer, words=looked_for, label=label, code_id=code),
            looked_for=looked_for, label=label, code=code, most=MOST_SHOWN,
        )  # fmt: skip
