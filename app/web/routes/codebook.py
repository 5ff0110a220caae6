"""The codebook: read the rules, write them."""

from uuid import UUID

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse, RedirectResponse

from app.store.queries import coding, studies
from app.store.queries.memos import memo_counts
from app.store.tables import MemoKind, MemoOn
from app.web.forms import Line, Words
from app.web.pages import go_to, render
from app.web.sessions import CurrentViewer, FormOnce, InSession
from app.workbench import codebook as actions
from app.workbench.memo_lists import memos_on
from app.workbench.themes import tree

router = APIRouter(prefix="/studies/{study_id}/codebook")


@router.get("", name="codebook:all")
def codebook(request: Request, session: InSession, viewer: CurrentViewer, done: str = "") -> HTMLResponse:
    """Show every code with its rule, by theme."""
    return render(
        request,
        "codebook/all.html",
        study=studies.study(session, viewer),
        tree=tree(session, viewer),
        memo_counts=memo_counts(session, viewer, MemoOn.CODE),
        done=done,
    )


@router.post("", name="codebook:create")
def create(
    request: Request, session: InSession, viewer: CurrentViewer, once: FormOnce, name: Line,
    definition: Words = "", use_when: Words = "", do_not_use_when: Words = "", example: Words = "",
    near_miss: Words = "",
) -> RedirectResponse:  # fmt: skip
    """Make a code; it takes the form's operation id as its own."""
    if once.is_first:
        rule = _rule(definition, use_when, do_not_use_when, example, near_miss)
        actions.create_code(session, viewer, name=name, rule=rule, code_id=once.id)
    return go_to(request, "codebook:all", "saved", f"#code-{once.id}", study_id=viewer.study_id)


@router.get("/{code_id}", name="codebook:code")
def code(request: Request, session: InSession, viewer: CurrentViewer, code_id: UUID) -> HTMLResponse:
    """Show one code and the form for its rule."""
    return render(
        request,
        "codebook/code.html",
        study=studies.study(session, viewer),
        code=coding.code(session, viewer, code_id),
        here=memos_on(session, viewer, MemoOn.CODE, str(code_id)),
        kinds=MemoKind,
    )


@router.post("/{code_id}", name="codebook:edit")
def edit(
    request: Request, session: InSession, viewer: CurrentViewer, once: FormOnce, code_id: UUID, name: Line,
    definition: Words = "", use_when: Words = "", do_not_use_when: Words = "", example: Words = "",
    near_miss: Words = "",
) -> RedirectResponse:  # fmt: skip
    """Rename a code or write its rule anew."""
    if once.is_first:
        rule = _rule(definition, use_when, do_not_use_when, example, near_miss)
        actions.edit_code(session, viewer, code_id, name=name, rule=rule)
    return go_to(request, "codebook:all", "saved", f"#code-{code_id}", study_id=viewer.study_id)


def _rule(*parts: str) -> dict[str, str]:
    return dict(zip(actions.RULE, parts, strict=True))
