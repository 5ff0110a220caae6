"""The trail: who did what, and on which day."""

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse

from app.store.queries import studies
from app.web.pages import render
from app.web.sessions import CurrentViewer, InSession
from app.workbench.trail import trail as newest

router = APIRouter(prefix="/studies/{study_id}/trail")


@router.get("", name="trail:all")
def trail(request: Request, session: InSession, viewer: CurrentViewer) -> HTMLResponse:
    """Show the newest acts."""
    lines = newest(session, viewer)
    return render(request, "trail/all.html", study=studies.study(session, viewer), lines=lines)
