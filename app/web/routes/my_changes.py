"""What the signed-in person has changed, to undo it or to do it again."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.responses import HTMLResponse, RedirectResponse

from app.store.queries import studies
from app.web.pages import go_to, render
from app.web.sessions import CurrentViewer, FormOnce, InSession
from app.workbench import my_changes as actions
from app.workbench.turned import UNDONE

router = APIRouter(prefix="/studies/{study_id}/my-changes")


@router.get("", name="changes:mine")
def mine(request: Request, session: InSession, viewer: CurrentViewer, done: str = "") -> HTMLResponse:
    """Show the latest changes of one's own."""
    changes = actions.my_changes(session, viewer)
    study = studies.study(session, viewer)
    return render(request, "changes/mine.html", study=study, changes=changes, shown=actions.SHOWN, done=done)


@router.post("", name="changes:turn")
def turn(
    request: Request, session: InSession, viewer: CurrentViewer, once: FormOnce,
    act: Annotated[str, Form(pattern="^[0-9a-f]{64}$")],
) -> RedirectResponse:  # fmt: skip
    """Undo one of them, or do again what was undone."""
    if not once.is_first:
        return go_to(request, "changes:mine", study_id=viewer.study_id)
    done = actions.turn(session, viewer, act)
    message = "redone" if done.act.endswith(UNDONE) else "undone"
    return go_to(request, "changes:mine", message, study_id=viewer.study_id)
