"""The theme board: make themes and subthemes, move codes between them."""

from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Form, Request
from starlette.responses import HTMLResponse, RedirectResponse

from app.store.queries import studies
from app.store.queries.memos import memo_counts
from app.store.tables import MemoOn
from app.web.forms import Line, Words
from app.web.pages import go_to, render
from app.web.sessions import CurrentViewer, FormOnce, InSession
from app.workbench import themes as actions

router = APIRouter(prefix="/studies/{study_id}/themes")
OrNothing = UUID | Literal[""]


@router.get("", name="themes:board")
def board(request: Request, session: InSession, viewer: CurrentViewer, done: str = "") -> HTMLResponse:
    """Show themes, subthemes, and the codes in them."""
    tree = actions.tree(session, viewer)
    return render(
        request, "themes/board.html", study=studies.study(session, viewer), tree=tree, done=done,
        memo_counts=memo_counts(session, viewer, MemoOn.THEME),
    )  # fmt: skip


@router.post("", name="themes:create")
def create(
    request: Request, session: InSession, viewer: CurrentViewer, once: FormOnce, name: Line,
    central_idea: Words = "", parent: Annotated[OrNothing, Form()] = "",
) -> RedirectResponse:  # fmt: skip
    """Make a theme or subtheme; it takes the form's operation id as its own."""
    if once.is_first:
        actions.create_theme(
            session, viewer, name=name, central_idea=central_idea, parent_id=parent or None, theme_id=once.id
        )
    return go_to(request, "themes:board", "saved", f"#theme-{once.id}", study_id=viewer.study_id)


@router.post("/codes", name="themes:place")
def place(
    request: Request, session: InSession, viewer: CurrentViewer, once: FormOnce, code: Annotated[UUID, Form()],
    theme: Annotated[OrNothing, Form()] = "", leave: Annotated[OrNothing, Form()] = "",
) -> RedirectResponse:  # fmt: skip
    """Put a code into a theme or subtheme; with `leave`, out of that one."""
    if once.is_first:
        actions.place_code(session, viewer, code_id=code, theme_id=theme or None, from_theme_id=leave or None)
    anchor = f"#theme-{theme}" if theme else "#unsorted"
    return go_to(request, "themes:board", "saved", anchor, study_id=viewer.study_id)


@router.post("/{theme_id}", name="themes:edit")
def edit(
    request: Request, session: InSession, viewer: CurrentViewer, once: FormOnce, theme_id: UUID, name: Line,
    central_idea: Words = "",
) -> RedirectResponse:  # fmt: skip
    """Rename a theme or say anew what it is about."""
    if once.is_first:
        actions.edit_theme(session, viewer, theme_id, name=name, central_idea=central_idea)
    return go_to(request, "themes:board", "saved", f"#theme-{theme_id}", study_id=viewer.study_id)


@router.post("/{theme_id}/remove", name="themes:remove")
def remove(
    request: Request, session: InSession, viewer: CurrentViewer, once: FormOnce, theme_id: UUID
) -> RedirectResponse:
    """Remove a theme that holds nothing any more."""
    if once.is_first:
        actions.remove_theme(session, viewer, theme_id)
    return go_to(request, "themes:board", "saved", study_id=viewer.study_id)
