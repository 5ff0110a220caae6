"""Transcripts: the list, and the way in: upload, check, store."""

import json
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, File, Form, Request, UploadFile
from sqlalchemy.orm import Session
from starlette.concurrency import run_in_threadpool
from starlette.responses import HTMLResponse, RedirectResponse

from app.importing.labels import Kind, confirm, labels_found
from app.importing.package import MAX_UPLOAD
from app.importing.turns import Draft
from app.security.viewer import Viewer
from app.sentences import N_, Refusal
from app.store.database import reader
from app.store.queries import studies, transcripts
from app.store.tables import JobState
from app.web import forms
from app.web.pages import go_to, render
from app.web.sessions import (
    CurrentViewer,
    Desk,
    FormOnce,
    FormToken,
    InDesk,
    InSession,
    identify,
    in_turn,
    view,
)
from app.workbench import jobs
from app.workbench.importing import store_transcript
from app.workbench.worker import draft_from, plain_draft, read_in_worker

router = APIRouter()
UPLOAD = MAX_UPLOAD + 2**16


class DraftLost(Refusal):
    """The checked transcript did not come back whole."""

    sentence = N_("The transcript did not arrive whole. Please choose the file again.")


@router.get("/studies/{study_id}/transcripts", name="transcripts:all")
def all_transcripts(request: Request, session: InSession, viewer: CurrentViewer, done: str = "") -> HTMLResponse:
    """Show the transcripts and who has read them."""
    readings: dict[UUID, list[transcripts.ReadingLine]] = {}
    for line in transcripts.readings(session, viewer):
        readings.setdefault(line.transcript_id, []).append(line)
    return render(
        request, "transcripts/all.html", study=studies.study(session, viewer), done=done,
        transcripts=transcripts.transcripts(session, viewer), groups=studies.focus_groups(session, viewer),
        most=MAX_UPLOAD,
        readings=readings, rounds={one.id: one for one in studies.rounds(session, viewer)},
    )  # fmt: skip


async def importer(
    request: Request, desk: InDesk, study_id: UUID, focus_group: Annotated[UUID, Form()],
    operation: Annotated[UUID, Form()], file: Annotated[UploadFile, File()], form_token: FormToken = "",
) -> Viewer:  # fmt: skip
    """Ask who is there and note that an import begins, in a transaction that ends before the file is read."""
    del file  # a form without a file begins nothing

    def begin(session: Session) -> Viewer:
        viewer = view(request, session, identify(request, desk, session, form_token), study_id)
        jobs.begin_job(session, viewer, operation, "read_docx")
        if focus_group not in {group.id for group in studies.focus_groups(session, viewer)}:
            raise transcripts.NotInThisStudy
        return viewer

    return await in_turn(desk, begin)


@router.post("/studies/{study_id}/transcripts/check", name="transcripts:check", max_body_size=UPLOAD)
async def check(
    request: Request, viewer: Annotated[Viewer, Depends(importer)], desk: InDesk, file: Annotated[UploadFile, File()],
    focus_group: Annotated[UUID, Form()], operation: Annotated[UUID, Form()],
) -> HTMLResponse:  # fmt: skip
    """Read an uploaded file in the worker and show what was understood; nothing of it is stored."""
    state = JobState.FAILED
    try:
        draft = await read_in_worker("read_docx", await file.read(), desk.settings.worker_seconds)
        state = JobState.DONE
    except Refusal:
        state = JobState.REFUSED
        raise
    finally:
        await in_turn(desk, lambda session: jobs.end_job(session, viewer, operation, state))
    return await run_in_threadpool(_check_page, request, desk, viewer, focus_group, draft)


def _check_page(request: Request, desk: Desk, viewer: Viewer, focus_group: UUID, draft: Draft) -> HTMLResponse:
    with reader(desk.engine) as session:
        groups = {group.id: group for group in studies.focus_groups(session, viewer)}
        return render(
            request, "transcripts/check.html", study=studies.study(session, viewer), group=groups[focus_group],
            labels=labels_found(draft), kinds=Kind, draft=draft, draft_field=json.dumps(plain_draft(draft)),
        )  # fmt: skip


@router.post(
    "/studies/{study_id}/transcripts", name="transcripts:store", max_body_size=UPLOAD,
    form_limits={"max_part_size": UPLOAD},
)  # fmt: skip
def store(
    request: Request, session: InSession, viewer: CurrentViewer, once: FormOnce, focus_group: Annotated[UUID, Form()],
    draft: forms.Draft, label: Annotated[list[str], Form()], kind: Annotated[list[Kind], Form()],
    title: forms.Line = "",
) -> RedirectResponse:  # fmt: skip
    """Store a transcript whose labels a person has confirmed; it takes the form's operation id as its own."""
    if once.is_first:
        whole = _draft(draft)
        confirmed = confirm(whole, dict(zip(label, kind, strict=False)))
        store_transcript(
            session, viewer, focus_group_id=focus_group, title=title, header=whole.header, turns=confirmed,
            transcript_id=once.id,
        )  # fmt: skip
    return go_to(request, "transcripts:all", "imported", study_id=viewer.study_id)


def _draft(field: str) -> Draft:
    try:
        return draft_from(json.loads(field))
    except (ValueError, KeyError, TypeError, RecursionError):
        raise DraftLost from None


@router.get("/studies/{study_id}/jobs/{job_id}", name="transcripts:job")
def job(request: Request, session: InSession, viewer: CurrentViewer, job_id: UUID) -> HTMLResponse:
    """Show how far an import is."""
    return render(request, "transcripts/_job.html", job=jobs.job(session, viewer, job_id))
