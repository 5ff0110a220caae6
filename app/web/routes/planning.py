"""Who reads which turns of a transcript, and what readers are told before: a lead author's page."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Form, Request
from pydantic import BeforeValidator, Field
from starlette.responses import HTMLResponse, RedirectResponse

from app.security.permissions import Action, require
from app.store.queries import readings as queries
from app.store.queries import studies, transcripts
from app.web import forms
from app.web.pages import go_to, render
from app.web.sessions import CurrentViewer, FormOnce, InSession
from app.workbench import readings

router = APIRouter(prefix="/studies/{study_id}/transcripts/{transcript_id}/plan")


def open_end(value: object) -> object:
    """Read an empty field as an end that is left open."""
    return 0 if value == "" else value


End = Annotated[Annotated[int, Field(ge=0, le=forms.LARGEST)], Form(), BeforeValidator(open_end)]


@router.get("", name="planning:plan")
def plan(
    request: Request, session: InSession, viewer: CurrentViewer, transcript_id: UUID, done: str = ""
) -> HTMLResponse:
    """Show who reads which turns, and what readers are told."""
    require(viewer, Action.PLAN_READING)
    round_ = studies.round_of_work(session, viewer)
    lines = [one for one in queries.readings(session, viewer) if one.transcript_id == transcript_id]
    return render(
        request, "reading/plan.html", study=studies.study(session, viewer), done=done, round=round_,
        transcript=transcripts.transcript(session, viewer, transcript_id), readers=readings.readers(session, viewer),
        lines=[one for one in lines if round_ and one.round_id == round_.id],
        notes=queries.content_notes(session, viewer, transcript_id),
    )  # fmt: skip


@router.post("/stretches", name="planning:assign")
def assign(
    request: Request, session: InSession, viewer: CurrentViewer, once: FormOnce, transcript_id: UUID,
    member: Annotated[UUID, Form()], first: End = 0, last: End = 0,
) -> RedirectResponse:  # fmt: skip
    """Give a member turns to read."""
    if once.is_first:
        readings.assign_stretch(session, viewer, member_id=member, transcript_id=transcript_id, first=first, last=last)
    return go_to(request, "planning:plan", "assigned", study_id=viewer.study_id, transcript_id=transcript_id)


@router.post("/stretches/take-back", name="planning:take_back")
def take_back(
    request: Request, session: InSession, viewer: CurrentViewer, once: FormOnce, transcript_id: UUID,
    reading: Annotated[UUID, Form()],
) -> RedirectResponse:  # fmt: skip
    """Take turns back that nobody has begun to read."""
    if once.is_first:
        readings.take_back_stretch(session, viewer, reading)
    return go_to(request, "planning:plan", "taken back stretch", study_id=viewer.study_id, transcript_id=transcript_id)


@router.post("/notes", name="planning:note")
def note(
    request: Request, session: InSession, viewer: CurrentViewer, once: FormOnce, transcript_id: UUID,
    words: forms.Line, first: End = 0, last: End = 0,
) -> RedirectResponse:  # fmt: skip
    """Say what readers should know before some turns."""
    if once.is_first:
        readings.set_content_note(session, viewer, transcript_id=transcript_id, words=words, first=first, last=last)
    return go_to(request, "planning:plan", "note set", "#notes", study_id=viewer.study_id, transcript_id=transcript_id)


@router.post("/notes/remove", name="planning:remove_note")
def remove_note(
    request: Request, session: InSession, viewer: CurrentViewer, once: FormOnce, transcript_id: UUID,
    note: Annotated[UUID, Form()],
) -> RedirectResponse:  # fmt: skip
    """Take a content note away."""
    if once.is_first:
        readings.remove_content_note(session, viewer, note)
    return go_to(
        request, "planning:plan", "note removed", "#notes", study_id=viewer.study_id, transcript_id=transcript_id
    )
