"""The codebook: read the rules, write them, retire codes, put them on keys, take acts back."""

from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Form, Request
from pydantic import BeforeValidator, Field
from sqlalchemy.orm import Session
from starlette.responses import HTMLResponse, RedirectResponse, Response

from app.security.permissions import Action, may
from app.security.viewer import Viewer
from app.store.queries import codebook as queries
from app.store.queries import codes as code_queries
from app.store.queries import proposals, studies
from app.store.queries.memos import memo_counts
from app.store.tables import MemoKind, MemoOn
from app.web.codebook_words import PARTS, sentences
from app.web.forms import LARGEST, Line, Words, absent_if_empty
from app.web.pages import go_to, render
from app.web.sessions import CurrentViewer, FormOnce, InSession
from app.workbench import code_page, pins
from app.workbench import codebook as actions
from app.workbench.code_places import place_code
from app.workbench.codebook_history import history, of_the_codebook
from app.workbench.codebook_imports import IMPORTED
from app.workbench.codebook_undo import take_back
from app.workbench.memo_lists import memos_on
from app.workbench.theme_tree import tree

router = APIRouter(prefix="/studies/{study_id}/codebook")
Edition = Annotated[Annotated[int, Field(ge=0, le=LARGEST)] | None, Form(), BeforeValidator(absent_if_empty)]
Page = Annotated[int, Field(ge=0, le=LARGEST)]
OrNothing = UUID | Literal[""]
CONFLICT = 409


@router.get("", name="codebook:all")
def codebook(request: Request, session: InSession, viewer: CurrentViewer, done: str = "") -> HTMLResponse:
    """Show every code by theme and subtheme, with its counts."""
    grown = tree(session, viewer)
    leads = may(viewer, Action.EDIT_CODEBOOK)
    return render(
        request, "codebook/all.html", study=studies.study(session, viewer), tree=grown, done=done,
        keys=pins.keys_by_code(session, viewer),
        proposals=len(proposals.proposals(session, viewer)) if may(viewer, Action.APPLY_CODE) else 0,
        alike=code_page.alike(session, viewer, grown) if leads else [],
        memo_counts=memo_counts(session, viewer, MemoOn.CODE),
        history=of_the_codebook(session, viewer) if leads else [], why=actions.WHY,
    )  # fmt: skip


@router.post("", name="codebook:create")
def create(
    request: Request, session: InSession, viewer: CurrentViewer, once: FormOnce, name: Line,
    definition: Words = "", use_when: Words = "", do_not_use_when: Words = "", example: Words = "",
    near_miss: Words = "", anyway: Annotated[bool, Form()] = False,
) -> Response:  # fmt: skip
    """Make a code; it takes the form's operation id as its own. Near names are shown first."""
    if once.is_first:
        rule = _rule(definition, use_when, do_not_use_when, example, near_miss)
        near = [] if anyway else actions.near_codes(session, viewer, name)
        if near:
            return _near(request, session, viewer, "codebook:create", near, {"name": name, **rule})
        actions.create_code(session, viewer, name=name, rule=rule, code_id=once.id)
    return go_to(request, "codebook:all", "changed", f"#code-{once.id}", study_id=viewer.study_id)


def _near(
    request: Request, session: Session, viewer: Viewer, action: str, near: object, fields: dict[str, str],
    code: UUID | None = None,
) -> HTMLResponse:  # fmt: skip
    """Show the codes whose names are near to a new one, and what was typed, to choose."""
    page = render(
        request, "codebook/near.html", CONFLICT, study=studies.study(session, viewer), near=near, fields=fields,
        why=actions.WHY, code_id=code, to=action,
    )  # fmt: skip
    page.headers["HX-Push-Url"] = "false"
    return page


@router.get("/near", name="codebook:near")
def near(
    request: Request, session: InSession, viewer: CurrentViewer, name: Annotated[str, Field(max_length=500)] = ""
) -> HTMLResponse:
    """Show, as a fragment, the codes whose names are near to what is being typed."""
    found = actions.near_codes(session, viewer, name)
    return render(
        request, "codebook/_near.html", near=found, why=actions.WHY, study=studies.study(session, viewer), name=name
    )


@router.post("/history", name="codebook:take_back")
def undo(
    request: Request, session: InSession, viewer: CurrentViewer, once: FormOnce,
    act: Annotated[str, Form(pattern="^[0-9a-f]{64}$")],
) -> RedirectResponse:  # fmt: skip
    """Take an act of a code's history back."""
    done = take_back(session, viewer, act) if once.is_first else None
    gone = done is None or done.subject_id is None or done.act in {actions.CREATED, actions.SPLIT, IMPORTED}
    if done is None or gone:
        return go_to(request, "codebook:all", "act taken back", study_id=viewer.study_id)
    return go_to(request, "codebook:code", "act taken back", study_id=viewer.study_id, code_id=done.subject_id)


@router.post("/keys/{key}/free", name="codebook:unpin")
def unpin(request: Request, session: InSession, viewer: CurrentViewer, once: FormOnce, key: Page) -> RedirectResponse:
    """Take the code off one of the viewer's keys."""
    if once.is_first:
        pins.unpin_key(session, viewer, key)
    return go_to(request, "codebook:all", "unpinned", study_id=viewer.study_id)


@router.get("/{code_id}", name="codebook:code")
def code(
    request: Request, session: InSession, viewer: CurrentViewer, code_id: UUID, page: Page = 1, done: str = ""
) -> HTMLResponse:
    """Show one code: its rule, its place, its passages, its history."""
    card = code_page.card(session, viewer, code_id)
    return render(
        request, "codebook/code.html", study=studies.study(session, viewer), card=card, code=card.code, done=done,
        page=code_page.passage_page(session, viewer, code_id, page, card.passages), tree=tree(session, viewer),
        history=[
            (line, sentences(line.changes, {})) for line in history(session, viewer, card.code)
        ], pinned=queries.pins(session, viewer), here=memos_on(session, viewer, MemoOn.CODE, str(code_id)),
        kinds=MemoKind,
    )  # fmt: skip


@router.get("/{code_id}/card", name="codebook:card")
def card(request: Request, session: InSession, viewer: CurrentViewer, code_id: UUID) -> HTMLResponse:
    """Show, as a fragment, the whole rule of a code beside the text."""
    found = code_page.card(session, viewer, code_id)
    return render(request, "codebook/_card.html", study=studies.study(session, viewer), code=found.code, card=found)


@router.post("/{code_id}", name="codebook:edit")
def edit(
    request: Request, session: InSession, viewer: CurrentViewer, once: FormOnce, code_id: UUID, name: Line,
    definition: Words = "", use_when: Words = "", do_not_use_when: Words = "", example: Words = "",
    near_miss: Words = "", edition: Edition = None, anyway: Annotated[bool, Form()] = False,
) -> Response:  # fmt: skip
    """Rename a code or write its rule anew; where somebody was first, show both texts."""
    if once.is_first:
        rule = _rule(definition, use_when, do_not_use_when, example, near_miss)
        near = [] if anyway else _newly_near(session, viewer, code_id, name)
        if near:
            fields = {"name": name, **rule, "edition": "" if edition is None else str(edition)}
            return _near(request, session, viewer, "codebook:edit", near, fields, code_id)
        try:
            actions.edit_code(session, viewer, code_id, name=name, rule=rule, edition=edition)
        except actions.EditedSince:
            return _both(request, session, viewer, code_id, {"name": name, **rule}, anyway=anyway)
    return go_to(request, "codebook:code", "changed", study_id=viewer.study_id, code_id=code_id)


def _newly_near(session: Session, viewer: Viewer, code_id: UUID, name: str) -> object:
    """Return the codes that a new name of a code is near to; a name that stays was looked at when it was given."""
    was = code_queries.code(session, viewer, code_id).name
    if not may(viewer, Action.EDIT_CODEBOOK) or was == " ".join(name.split()):
        return []
    return actions.near_codes(session, viewer, name, but=code_id)


def _both(
    request: Request, session: Session, viewer: Viewer, code_id: UUID, mine: dict[str, str], *, anyway: bool
) -> HTMLResponse:
    """Show the code as somebody has left it meanwhile beside what was written, to choose."""
    theirs = code_queries.code(session, viewer, code_id)
    here = {"study_id": viewer.study_id, "code_id": code_id}
    return both_texts(
        request, study=studies.study(session, viewer), theirs=theirs, mine=mine, anyway=anyway,
        ground=("edition", theirs.edition),
        address=request.app.url_path_for("codebook:edit", **here),
        back=request.app.url_path_for("codebook:code", **here),
    )  # fmt: skip


def both_texts(request: Request, **context: object) -> HTMLResponse:
    """Show what stands there now beside what somebody has written, to choose; nothing typed is lost.

    `ground` is the field, and its value, that says what was seen when it is stored after all.
    """
    page = render(request, "codebook/both.html", CONFLICT, **{"parts": PARTS, **context})
    page.headers["HX-Push-Url"] = "false"
    return page


@router.post("/{code_id}/place", name="codebook:place")
def place(
    request: Request, session: InSession, viewer: CurrentViewer, once: FormOnce, code_id: UUID,
    theme: Annotated[OrNothing, Form()] = "", leave: Annotated[OrNothing, Form()] = "",
) -> RedirectResponse:  # fmt: skip
    """Put a code into a theme or subtheme; with `leave`, out of that one; without a theme, out of all."""
    if once.is_first:
        place_code(session, viewer, code_id=code_id, theme_id=theme or None, from_theme_id=leave or None)
    return go_to(request, "codebook:code", "placed", study_id=viewer.study_id, code_id=code_id)


@router.post("/{code_id}/retire", name="codebook:retire")
def retire(
    request: Request, session: InSession, viewer: CurrentViewer, once: FormOnce, code_id: UUID
) -> RedirectResponse:
    """Retire a code."""
    if once.is_first:
        actions.retire_code(session, viewer, code_id)
    return go_to(request, "codebook:code", "retired", study_id=viewer.study_id, code_id=code_id)


@router.post("/{code_id}/back", name="codebook:back")
def back(
    request: Request, session: InSession, viewer: CurrentViewer, once: FormOnce, code_id: UUID
) -> RedirectResponse:
    """Take a retired code back into use."""
    if once.is_first:
        actions.bring_back(session, viewer, code_id)
    return go_to(request, "codebook:code", "in use again", study_id=viewer.study_id, code_id=code_id)


@router.post("/{code_id}/pin", name="codebook:pin")
def pin(
    request: Request, session: InSession, viewer: CurrentViewer, once: FormOnce, code_id: UUID, key: Edition = None
) -> RedirectResponse:
    """Put a code on one of the viewer's keys."""
    if once.is_first:
        pins.pin_code(session, viewer, code_id, key)
    return go_to(request, "codebook:code", "pinned", study_id=viewer.study_id, code_id=code_id)


def _rule(*parts: str) -> dict[str, str]:
    return dict(zip(actions.RULE, parts, strict=True))
