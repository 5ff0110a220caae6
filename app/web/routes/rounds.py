"""Rounds: see them, open, close and reveal them; and second looks for codes that were made later."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Form, Request
from pydantic import BeforeValidator
from starlette.responses import HTMLResponse, RedirectResponse

from app.store.queries import accounts, readings, studies, transcripts
from app.store.tables import ReadingState
from app.web import forms
from app.web.pages import go_to, render
from app.web.sessions import CurrentViewer, FormOnce, InSession
from app.workbench import looks
from app.workbench import rounds as actions

router = APIRouter(prefix="/studies/{study_id}/rounds")
Chosen = Annotated[UUID | None, Form(), BeforeValidator(forms.absent_if_empty)]


@router.get("", name="rounds:all")
def rounds(request: Request, session: InSession, viewer: CurrentViewer, done: str = "") -> HTMLResponse:
    """Show the rounds and the readings in each."""
    lines: dict[tuple[UUID, UUID, UUID], list[readings.ReadingLine]] = {}
    progress: dict[UUID, tuple[int, int]] = {}
    for line in readings.readings(session, viewer):
        lines.setdefault((line.round_id, line.transcript_id, line.member_id), []).append(line)
        done_of, all_of = progress.get(line.round_id, (0, 0))
        progress[line.round_id] = done_of + (line.state is ReadingState.DONE), all_of + 1
    return render(
        request, "rounds/all.html", study=studies.study(session, viewer), done=done,
        rounds=studies.rounds(session, viewer), transcripts=transcripts.transcripts(session, viewer),
        members=accounts.members(session, viewer), lines=lines, progress=progress,
        missing=looks.missing_codes(session, viewer),
    )  # fmt: skip


@router.post("", name="rounds:open")
def open_round(
    request: Request, session: InSession, viewer: CurrentViewer, once: FormOnce, repeats: Chosen = None
) -> RedirectResponse:
    """Open an independent round, or one in which an earlier round is coded once more."""
    if once.is_first:
        actions.open_independent_round(session, viewer, repeats)
    return go_to(request, "rounds:all", "opened", study_id=viewer.study_id)


@router.post("/{round_id}/reveal", name="rounds:reveal")
def reveal(
    request: Request, session: InSession, viewer: CurrentViewer, once: FormOnce, round_id: UUID,
    because: forms.Line = "",
) -> RedirectResponse:  # fmt: skip
    """Reveal an independent round."""
    if once.is_first:
        actions.reveal_round(session, viewer, round_id, because)
    return go_to(request, "rounds:all", "revealed", study_id=viewer.study_id)


@router.post("/{round_id}/close", name="rounds:close")
def close(
    request: Request, session: InSession, viewer: CurrentViewer, once: FormOnce, round_id: UUID,
    because: forms.Line = "",
) -> RedirectResponse:  # fmt: skip
    """Close a round."""
    if once.is_first:
        actions.close_round(session, viewer, round_id, because)
    return go_to(request, "rounds:all", "closed", study_id=viewer.study_id)


@router.post("/{round_id}/reopen", name="rounds:reopen")
def reopen(
    request: Request, session: InSession, viewer: CurrentViewer, once: FormOnce, round_id: UUID,
    because: forms.Line = "",
) -> RedirectResponse:  # fmt: skip
    """Open a closed round again."""
    if once.is_first:
        actions.reopen_round(session, viewer, round_id, because)
    return go_to(request, "rounds:all", "reopened", study_id=viewer.study_id)


@router.post("/second-look", name="rounds:look")
def look(
    request: Request, session: InSession, viewer: CurrentViewer, once: FormOnce, reading: Annotated[UUID, Form()],
    code: Annotated[UUID, Form()],
) -> RedirectResponse:  # fmt: skip
    """Note that a reader has looked once more for a code that was made later."""
    if once.is_first:
        looks.take_second_look(session, viewer, reading, code)
    return go_to(request, "rounds:all", "looked", study_id=viewer.study_id)
