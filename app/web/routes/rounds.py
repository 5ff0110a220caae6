"""Rounds: see them, open an independent one, reveal it."""

from uuid import UUID

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse, RedirectResponse

from app.store.queries import accounts, studies, transcripts
from app.web.pages import go_to, render
from app.web.sessions import CurrentViewer, FormOnce, InSession
from app.workbench import rounds as actions

router = APIRouter(prefix="/studies/{study_id}/rounds")


@router.get("", name="rounds:all")
def rounds(request: Request, session: InSession, viewer: CurrentViewer, done: str = "") -> HTMLResponse:
    """Show the rounds and the readings in each."""
    states = {
        (line.round_id, line.transcript_id, line.member_id): line.state
        for line in transcripts.readings(session, viewer)
    }
    return render(
        request, "rounds/all.html", study=studies.study(session, viewer), done=done,
        rounds=studies.rounds(session, viewer), transcripts=transcripts.transcripts(session, viewer),
        members=accounts.members(session, viewer), states=states,
    )  # fmt: skip


@router.post("", name="rounds:open")
def open_round(request: Request, session: InSession, viewer: CurrentViewer, once: FormOnce) -> RedirectResponse:
    """Open an independent round."""
    if once.is_first:
        actions.open_independent_round(session, viewer)
    return go_to(request, "rounds:all", "opened", study_id=viewer.study_id)


@router.post("/{round_id}/reveal", name="rounds:reveal")
def reveal(
    request: Request, session: InSession, viewer: CurrentViewer, once: FormOnce, round_id: UUID
) -> RedirectResponse:
    """Reveal an independent round."""
    if once.is_first:
        actions.reveal_round(session, viewer, round_id)
    return go_to(request, "rounds:all", "revealed", study_id=viewer.study_id)
