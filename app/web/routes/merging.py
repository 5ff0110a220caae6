"""Merging codes and splitting them: what would happen, step by step, and the way back."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Form, Request
from sqlalchemy.orm import Session
from starlette.responses import HTMLResponse, RedirectResponse, Response

from app.security.permissions import Action, require
from app.security.viewer import Viewer
from app.store.queries import codes as code_queries
from app.store.queries import proposals as queries
from app.store.queries import studies
from app.web.forms import Line, Number
from app.web.pages import go_to, render
from app.web.sessions import CurrentViewer, FormOnce, InSession
from app.workbench import merging as actions
from app.workbench import splitting, undoing
from app.workbench.codebook import near_codes
from app.workbench.quotes import said_on
from app.workbench.splitting import Moved
from app.workbench.theme_tree import tree

router = APIRouter(prefix="/studies/{study_id}/codebook")


@router.get("/proposals", name="splitting:proposals")
def proposals(request: Request, session: InSession, viewer: CurrentViewer, done: str = "") -> HTMLResponse:
    """Show which codings of the viewer's own a colleague proposes another code for."""
    lines = queries.proposals(session, viewer)
    said = said_on(session, viewer, lines)
    return render(
        request, "codebook/proposals.html", study=studies.study(session, viewer), done=done,
        proposals=list(zip(lines, said, strict=True)),
    )  # fmt: skip


@router.post("/proposals/{proposal_id}", name="splitting:answer")
def answer(
    request: Request, session: InSession, viewer: CurrentViewer, once: FormOnce, proposal_id: UUID,
    take: Annotated[bool, Form()] = False,
) -> RedirectResponse:  # fmt: skip
    """Take a proposal, or leave it."""
    if once.is_first:
        splitting.answer_proposal(session, viewer, proposal_id, take=take)
    done = "proposal taken" if take else "proposal left"
    return go_to(request, "splitting:proposals", done, study_id=viewer.study_id)


@router.get("/{code_id}/merge", name="merging:look")
def look(
    request: Request, session: InSession, viewer: CurrentViewer, code_id: UUID, into: UUID | None = None
) -> HTMLResponse:
    """Choose the code to merge into, and show what the merge would do."""
    require(viewer, Action.EDIT_CODEBOOK)
    code = code_queries.code(session, viewer, code_id)
    return render(
        request, "codebook/merge.html", study=studies.study(session, viewer), code=code, into=into,
        tree=tree(session, viewer), near=near_codes(session, viewer, code.name, but=code.id),
        preview=actions.preview(session, viewer, code_id, into) if into else None,
    )  # fmt: skip


@router.post("/{code_id}/merge", name="merging:merge")
def merge(
    request: Request, session: InSession, viewer: CurrentViewer, once: FormOnce, code_id: UUID,
    into: Annotated[UUID, Form()],
) -> RedirectResponse:  # fmt: skip
    """Merge a code into another one."""
    if once.is_first:
        into = actions.merge_codes(session, viewer, code_id, into).id
    return go_to(request, "codebook:code", "merged", study_id=viewer.study_id, code_id=into)


@router.post("/{code_id}/part", name="merging:part")
def part(
    request: Request, session: InSession, viewer: CurrentViewer, once: FormOnce, code_id: UUID
) -> RedirectResponse:
    """Take the merge of a code back."""
    if once.is_first:
        actions.part_code(session, viewer, code_id)
    return go_to(request, "codebook:code", "parted", study_id=viewer.study_id, code_id=code_id)


@router.get("/{code_id}/split", name="splitting:walk")
def walk(
    request: Request, session: InSession, viewer: CurrentViewer, code_id: UUID, at: int = 1, done: str = ""
) -> HTMLResponse:
    """Show one passage of a code, and where it can go."""
    found = splitting.walk(session, viewer, code_id)
    at = min(max(at, 1), max(len(found.steps), 1))
    step = found.steps[at - 1] if found.steps else None
    return render(
        request, "codebook/split.html", study=studies.study(session, viewer), walk=found, code=found.code, at=at,
        step=step, passage=said_on(session, viewer, [step.rows[0]])[0] if step else None, done=done,
        parts=splitting.parts_of(session, viewer, code_id), tree=tree(session, viewer),
    )  # fmt: skip


@router.post("/{code_id}/split", name="splitting:move")
def move(
    request: Request, session: InSession, viewer: CurrentViewer, once: FormOnce, code_id: UUID,
    transcript: Annotated[UUID, Form()], start: Number, end: Number, at: Number = 1, name: Line = "",
    to: Annotated[UUID | None, Form()] = None, elsewhere: Annotated[str, Form(max_length=36)] = "",
) -> Response:  # fmt: skip
    """Move one passage to another code, and go on with the next."""
    done = "passage moved"
    if once.is_first:
        chosen = to or (_uuid(elsewhere) if elsewhere else None)
        moved = _moved(session, viewer, code_id, (transcript, start, end), chosen, name, once.id)
        done = done if moved.recoded else "passage proposed"
    address = request.app.url_path_for("splitting:walk", study_id=viewer.study_id, code_id=code_id)
    return RedirectResponse(f"{address}?at={at}&done={done.replace(' ', '+')}", 303)


@router.post("/{code_id}/split/undo", name="splitting:undo")
def undo(
    request: Request, session: InSession, viewer: CurrentViewer, once: FormOnce, code_id: UUID
) -> RedirectResponse:
    """Undo the viewer's own latest change of coding, and stay with the code."""
    change = undoing.undo(session, viewer) if once.is_first else None
    done = "gone" if change and change.gone else "undone"
    return go_to(request, "splitting:walk", done, study_id=viewer.study_id, code_id=code_id)


def _moved(
    session: Session, viewer: Viewer, code_id: UUID, place: splitting.Place, to: UUID | None, name: str, new_id: UUID
) -> Moved:
    return splitting.move_passage(
        session, viewer, code_id, place, to_code_id=to, new_name="" if to else name, new_id=new_id
    )


def _uuid(text: str) -> UUID | None:
    """Return the id that a field holds; what is none is nothing."""
    try:
        return UUID(text)
    except ValueError:
        return None
