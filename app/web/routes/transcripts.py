"""Transcripts: the list, who has read them, who signed for them, and how far an import is."""

from uuid import UUID

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse

from app.store.queries import anonymity, readings, studies, transcripts
from app.store.queries.memos import memo_counts
from app.store.tables import MemoOn
from app.web.pages import render
from app.web.sessions import CurrentViewer, InSession
from app.workbench import jobs

router = APIRouter(prefix="/studies/{study_id}")


@router.get("/transcripts", name="transcripts:all")
def all_transcripts(request: Request, session: InSession, viewer: CurrentViewer, done: str = "") -> HTMLResponse:
    """Show the transcripts, who has read them, and whether a key to names exists."""
    lines: dict[UUID, list[readings.ReadingLine]] = {}
    for line in readings.readings(session, viewer):
        lines.setdefault(line.transcript_id, []).append(line)
    return render(
        request, "transcripts/all.html", study=studies.study(session, viewer), done=done,
        transcripts=transcripts.transcripts(session, viewer), readings=lines,
        signatures=anonymity.signatures(session, viewer), keys=anonymity.key_files(session, viewer),
        memo_counts=memo_counts(session, viewer, MemoOn.TRANSCRIPT),
    )  # fmt: skip


@router.get("/jobs/{job_id}", name="transcripts:job")
def job(request: Request, session: InSession, viewer: CurrentViewer, job_id: UUID) -> HTMLResponse:
    """Show how far an import is."""
    return render(request, "transcripts/_job.html", job=jobs.job(session, viewer, job_id))
