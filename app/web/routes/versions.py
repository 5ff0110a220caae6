"""Versions of the codebook: keep one, and read what changed."""

from uuid import UUID

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse, RedirectResponse

from app.store.queries import codebook as queries
from app.store.queries import readings, studies, transcripts
from app.store.queries.transcripts import NotInThisStudy
from app.store.tables import ReadingState
from app.web.codebook_words import sentences
from app.web.forms import Words
from app.web.pages import go_to, render
from app.web.sessions import CurrentViewer, FormOnce, InSession
from app.workbench import versions as actions

router = APIRouter(prefix="/studies/{study_id}/codebook/versions")


@router.get("", name="versions:all")
def versions(request: Request, session: InSession, viewer: CurrentViewer, done: str = "") -> HTMLResponse:
    """Show the versions with their reasons, and which readings were done with which."""
    lines = queries.versions(session, viewer)
    return render(
        request, "codebook/versions.html", study=studies.study(session, viewer), done=done,
        versions=actions.versions(session, viewer),
        titles={talk.id: talk.title or talk.focus_group for talk in transcripts.transcripts(session, viewer)},
        rounds={one.id: one.position for one in studies.rounds(session, viewer)},
        readings=[
            (line, actions.version_at(lines, line.codebook_revision))
            for line in readings.readings(session, viewer)
            if line.state is ReadingState.DONE
        ],
    )  # fmt: skip


@router.post("", name="versions:keep")
def keep(
    request: Request, session: InSession, viewer: CurrentViewer, once: FormOnce, reason: Words
) -> RedirectResponse:
    """Keep the codebook as it is now; the version takes the form's operation id as its own."""
    if once.is_first:
        actions.keep_version(session, viewer, reason, once.id)
    return go_to(request, "versions:all", "version kept", study_id=viewer.study_id)


@router.get("/compared", name="versions:compared")
def compared(
    request: Request, session: InSession, viewer: CurrentViewer, before: UUID | None = None, after: str = ""
) -> HTMLResponse:
    """Show what changed between two versions, or between one (else the latest) and today, in sentences."""
    latest = next((line.id for line in queries.versions(session, viewer)), None)
    first = before or latest
    if first is None:
        raise NotInThisStudy
    found = actions.compared(session, viewer, first, _chosen(after))
    return render(
        request, "codebook/compared.html", study=studies.study(session, viewer), found=found,
        versions=queries.versions(session, viewer),
        themes=sentences(found.themes, found.names, of_themes=True), codes=sentences(found.codes, found.names),
    )  # fmt: skip


def _chosen(after: str) -> UUID | None:
    """Return the version that an address names; anything else is today."""
    try:
        return UUID(after)
    except ValueError:
        return None


@router.get("/{version_id}", name="versions:version")
def version(request: Request, session: InSession, viewer: CurrentViewer, version_id: UUID) -> HTMLResponse:
    """Show the codebook as a version keeps it."""
    line = actions.version(session, viewer, version_id)
    return render(
        request, "codebook/version.html", study=studies.study(session, viewer), line=line,
        book=actions.snapshot_of(session, viewer, version_id),
    )  # fmt: skip
