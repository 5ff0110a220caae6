"""Agreement: the audit of a round."""

from uuid import UUID

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse

from app.store.queries import studies
from app.web.pages import render
from app.web.sessions import CurrentViewer, InSession
from app.workbench.agreement import audit

router = APIRouter(prefix="/studies/{study_id}/agreement")


@router.get("", name="agreement:audit")
def agreement(
    request: Request, session: InSession, viewer: CurrentViewer, round_id: UUID | None = None
) -> HTMLResponse:
    """Show, for each code, how far the coders who have read the same transcripts agree."""
    return render(
        request,
        "agreement/audit.html",
        study=studies.study(session, viewer),
        audit=audit(session, viewer, round_id),
    )
