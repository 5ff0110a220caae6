"""The trail: who did what, on what, and on which day."""

from typing import Annotated
from urllib.parse import urlencode
from uuid import UUID

from fastapi import APIRouter, Query, Request
from pydantic import BeforeValidator
from starlette.responses import HTMLResponse

from app.store.queries import studies
from app.store.queries.accounts import members
from app.store.queries.trail import Sought
from app.web import forms
from app.web.pages import render
from app.web.sessions import CurrentViewer, InSession
from app.workbench.trail import ROOMS
from app.workbench.trail import trail as newest

router = APIRouter(prefix="/studies/{study_id}/trail")
Chosen = Annotated[UUID | None, Query(), BeforeValidator(forms.absent_if_empty)]


@router.get("", name="trail:all")
def trail(
    request: Request, session: InSession, viewer: CurrentViewer, who: Chosen = None, room: str = "",
    thing: Chosen = None, before: Annotated[int | None, Query(ge=1, le=forms.LARGEST)] = None,
) -> HTMLResponse:  # fmt: skip
    """Show the newest acts: all, or by a member, in a room, on a thing, before a number."""
    page = newest(session, viewer, Sought(who, ROOMS.get(room, ()), thing, before))
    chosen = {"who": who, "room": room if room in ROOMS else "", "thing": thing}
    return render(
        request, "trail/all.html", study=studies.study(session, viewer), page=page, chosen=chosen, before=before,
        kept=urlencode({name: value for name, value in chosen.items() if value}), members=members(session, viewer),
    )  # fmt: skip
