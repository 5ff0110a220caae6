"""The steps of the method, and first thoughts after a naive reading."""

from http import HTTPStatus
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Form, Request
from sqlalchemy.orm import Session
from starlette.responses import HTMLResponse, RedirectResponse, Response

from app.security.permissions import Action, require
from app.security.viewer import Viewer
from app.store.queries import sign_offs, studies, transcripts
from app.store.queries import steps as queries
from app.store.tables import Artefact, SignedThing
from app.web.forms import Line, Number, Words
from app.web.language import gettext
from app.web.pages import go_to, render
from app.web.sessions import CurrentViewer, FormOnce, InSession
from app.workbench import first_thoughts
from app.workbench import steps as actions
from app.workbench.first_thoughts import Written
from app.workbench.keeping import WrittenMeanwhile
from app.workbench.steps import Method

router = APIRouter(prefix="/studies/{study_id}")
Artefacts = Annotated[list[Artefact] | None, Form()]


@router.get("/steps", name="steps:all")
def all_steps(request: Request, session: InSession, viewer: CurrentViewer, done: str = "") -> HTMLResponse:
    """Show the steps, to be edited."""
    require(viewer, Action.EDIT_STUDY)
    return render(
        request, "steps/all.html", study=studies.study(session, viewer), steps=queries.steps(session, viewer),
        methods=actions.READY, artefacts=list(Artefact), done=done,
    )  # fmt: skip


@router.post("/steps", name="steps:add")
def add(
    request: Request, session: InSession, viewer: CurrentViewer, once: FormOnce, name: Line, about: Words = "",
    artefact: Artefacts = None,
) -> RedirectResponse:  # fmt: skip
    """Add a step; it takes the form's operation id as its own."""
    if once.is_first:
        actions.add_step(session, viewer, name=name, about=about, artefacts=artefact or (), step_id=once.id)
    return go_to(request, "steps:all", "saved", f"#step-{once.id}", study_id=viewer.study_id)


@router.post("/steps/method", name="steps:method")
def method(
    request: Request, session: InSession, viewer: CurrentViewer, once: FormOnce, method: Annotated[Method, Form()]
) -> RedirectResponse:
    """Begin with a ready method, in the language of the page."""
    if once.is_first:
        actions.choose_method(session, viewer, method, gettext)
    return go_to(request, "steps:all", "saved", study_id=viewer.study_id)


@router.post("/steps/{step_id}", name="steps:edit")
def edit(
    request: Request, session: InSession, viewer: CurrentViewer, once: FormOnce, step_id: UUID, name: Line,
    about: Words = "", artefact: Artefacts = None,
) -> RedirectResponse:  # fmt: skip
    """Give a step another name or text, or let its board show something else."""
    if once.is_first:
        actions.edit_step(session, viewer, step_id, name=name, about=about, artefacts=artefact or ())
    return go_to(request, "steps:all", "saved", f"#step-{step_id}", study_id=viewer.study_id)


@router.post("/steps/{step_id}/place", name="steps:order")
def order(
    request: Request, session: InSession, viewer: CurrentViewer, once: FormOnce, step_id: UUID,
    to: Annotated[Literal["earlier", "later"], Form()],
) -> RedirectResponse:  # fmt: skip
    """Let a step change places with the one before it or after it."""
    if once.is_first:
        actions.put_earlier(session, viewer, step_id, later=to == "later")
    return go_to(request, "steps:all", "saved", f"#step-{step_id}", study_id=viewer.study_id)


@router.post("/steps/{step_id}/remove", name="steps:remove")
def remove(
    request: Request, session: InSession, viewer: CurrentViewer, once: FormOnce, step_id: UUID
) -> RedirectResponse:
    """Remove a step in which nobody has worked."""
    if once.is_first:
        actions.remove_step(session, viewer, step_id)
    return go_to(request, "steps:all", "saved", study_id=viewer.study_id)


@router.post("/steps/{step_id}/here", name="steps:go")
def go(
    request: Request, session: InSession, viewer: CurrentViewer, once: FormOnce, step_id: UUID, words: Words = ""
) -> RedirectResponse:
    """Say that the team is in this step now."""
    if once.is_first:
        actions.go_to_step(session, viewer, step_id, words=words)
    return go_to(request, "studies:home", "saved", f"#step-{step_id}", study_id=viewer.study_id)


@router.get("/first-thoughts", name="thoughts:all")
def thoughts(request: Request, session: InSession, viewer: CurrentViewer) -> HTMLResponse:
    """Show every transcript with where its first thoughts are."""
    return render(
        request, "steps/thoughts.html", study=studies.study(session, viewer),
        talks=first_thoughts.side_by_side(session, viewer),
    )  # fmt: skip


@router.get("/first-thoughts/{transcript_id}", name="thoughts:one")
def thought(
    request: Request, session: InSession, viewer: CurrentViewer, transcript_id: UUID, done: str = ""
) -> HTMLResponse:
    """Show the first thoughts about a transcript, side by side, and the form for one's own."""
    return _thought(request, session, viewer, transcript_id, done=done)


def _thought(
    request: Request, session: Session, viewer: Viewer, transcript_id: UUID, status: int = 200, **more: object
) -> HTMLResponse:
    transcripts.transcript(session, viewer, transcript_id)
    talks = first_thoughts.side_by_side(session, viewer)
    return render(
        request, "steps/thought.html", status, study=studies.study(session, viewer), thing=SignedThing.TRANSCRIPT,
        talk=next(one for one in talks if one.transcript.id == transcript_id),
        sign_offs=sign_offs.sign_offs(session, viewer, [transcript_id]), **more,
    )  # fmt: skip


@router.post("/first-thoughts/{transcript_id}", name="thoughts:keep")
def keep(
    request: Request, session: InSession, viewer: CurrentViewer, once: FormOnce, transcript_id: UUID,
    what: Annotated[Literal["keep", "hand in", "pass"], Form()], words: Words = "", revision: Number = 0,
    may_open: Annotated[bool, Form()] = False,
) -> Response:  # fmt: skip
    """Keep one's own first thoughts, hand them in, or say that one writes none; an older page is shown both texts."""
    if once.is_first:
        written = Written(words, what == "hand in", may_open, what == "pass", revision)
        try:
            first_thoughts.keep_thought(session, viewer, transcript_id, written)
        except WrittenMeanwhile:
            return _thought(request, session, viewer, transcript_id, HTTPStatus.CONFLICT, draft=words)
    done = "saved" if what == "keep" else "handed in"
    return go_to(request, "thoughts:one", done, study_id=viewer.study_id, transcript_id=transcript_id)


@router.post("/first-thoughts/{transcript_id}/open", name="thoughts:open")
def open_early(
    request: Request, session: InSession, viewer: CurrentViewer, once: FormOnce, transcript_id: UUID
) -> RedirectResponse:
    """Open, as a lead, the first thoughts whose writers agree."""
    if once.is_first:
        first_thoughts.open_early(session, viewer, transcript_id)
    return go_to(request, "thoughts:one", "thoughts opened", study_id=viewer.study_id, transcript_id=transcript_id)
