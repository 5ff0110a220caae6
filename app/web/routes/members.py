"""Members: who is in the study, and inviting somebody."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.responses import HTMLResponse

from app.security.permissions import Role
from app.store.queries import accounts, studies
from app.web.pages import render
from app.web.sessions import CurrentViewer, FormOnce, InSession
from app.workbench import members as actions

router = APIRouter()


@router.get("/studies/{study_id}/members", name="members:all")
def members(request: Request, session: InSession, viewer: CurrentViewer) -> HTMLResponse:
    """Show the study's members."""
    return _page(request, session, viewer, "")


@router.post("/studies/{study_id}/members", name="members:invite")
def invite(
    request: Request, session: InSession, viewer: CurrentViewer, once: FormOnce, role: Annotated[Role, Form()]
) -> HTMLResponse:
    """Open a place and show its link, once; a form sent again shows no link and opens no second place."""
    link = ""
    if once.is_first:
        token = actions.invite_member(session, viewer, role=role)
        link = str(request.url_for("entrance:invitation", token=token))
    return _page(request, session, viewer, link)


def _page(request: Request, session: InSession, viewer: CurrentViewer, link: str) -> HTMLResponse:
    return render(
        request, "studies/members.html", study=studies.study(session, viewer),
        members=accounts.members(session, viewer), link=link,
    )  # fmt: skip
