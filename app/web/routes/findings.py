"""Findings: the sentences of each theme, with the word that the passages behind them allow."""

from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import APIRouter, Depends, Form, Request
from starlette.responses import HTMLResponse, RedirectResponse

from app.store.queries import codes as code_queries
from app.store.queries import sign_offs, studies
from app.store.tables import Bearing, CountedLevel, SignedThing
from app.web import comparison_words
from app.web.forms import Words
from app.web.pages import go_to, render
from app.web.sessions import CurrentViewer, FormOnce, InSession
from app.workbench import findings as actions
from app.workbench.findings import Scope
from app.workbench.theme_tree import tree

router = APIRouter(prefix="/studies/{study_id}/findings")
OrNothing = Annotated[UUID | Literal[""], Form()]


def scope_of(
    level: Annotated[CountedLevel, Form()] = CountedLevel.FOCUS_GROUPS, stakeholder: OrNothing = "",
    district: OrNothing = "",
) -> Scope:  # fmt: skip
    """Return of whom a form says that a finding speaks."""
    return Scope(level, stakeholder or None, district or None)


InScope = Annotated[Scope, Depends(scope_of)]


@router.get("", name="findings:all")
def all_findings(request: Request, session: InSession, viewer: CurrentViewer, done: str = "") -> HTMLResponse:
    """Show the findings by theme and subtheme."""
    return render(
        request, "findings/all.html", study=studies.study(session, viewer), done=done, tree=tree(session, viewer),
        findings=actions.findings(session, viewer), **_named(session, viewer),
    )  # fmt: skip


def _named(session: InSession, viewer: CurrentViewer) -> dict[str, Any]:
    kinds, places = studies.stakeholders(session, viewer), studies.districts(session, viewer)
    return {
        "kinds": kinds, "places": places, "levels": CountedLevel, "bearings": Bearing, "say": comparison_words,
        "stakeholders": {one.id: (one.plural, one.short) for one in kinds},
        "districts": {one.id: one.name for one in places},
    }  # fmt: skip


@router.post("", name="findings:make")
def make(
    request: Request, session: InSession, viewer: CurrentViewer, once: FormOnce, scope: InScope,
    theme: Annotated[UUID, Form()], sentence: Words,
) -> RedirectResponse:  # fmt: skip
    """Write down a finding; it takes the form's operation id as its own."""
    if once.is_first:
        actions.make_finding(session, viewer, theme_id=theme, sentence=sentence, scope=scope, finding_id=once.id)
    return go_to(request, "findings:finding", "saved", study_id=viewer.study_id, finding_id=once.id)


@router.get("/{finding_id}", name="findings:finding")
def one_finding(
    request: Request, session: InSession, viewer: CurrentViewer, finding_id: UUID, done: str = ""
) -> HTMLResponse:
    """Show a finding with the passages behind it."""
    behind = actions.finding(session, viewer, finding_id)
    return render(
        request, "findings/finding.html", study=studies.study(session, viewer), done=done, behind=behind,
        codes=code_queries.codes(session, viewer), thing=SignedThing.FINDING,
        sign_offs=sign_offs.sign_offs(session, viewer, [finding_id]), **_named(session, viewer),
    )  # fmt: skip


@router.post("/{finding_id}", name="findings:change")
def change(
    request: Request, session: InSession, viewer: CurrentViewer, once: FormOnce, finding_id: UUID, scope: InScope,
    sentence: Words,
) -> RedirectResponse:  # fmt: skip
    """Say a finding anew."""
    if once.is_first:
        actions.change_finding(session, viewer, finding_id, sentence=sentence, scope=scope)
    return go_to(request, "findings:finding", "saved", study_id=viewer.study_id, finding_id=finding_id)


@router.post("/{finding_id}/remove", name="findings:remove")
def remove(
    request: Request, session: InSession, viewer: CurrentViewer, once: FormOnce, finding_id: UUID
) -> RedirectResponse:
    """Remove a finding."""
    if once.is_first:
        actions.remove_finding(session, viewer, finding_id)
    return go_to(request, "findings:all", "finding removed", study_id=viewer.study_id)


@router.post("/{finding_id}/codes", name="findings:code")
def put_code_behind(
    request: Request, session: InSession, viewer: CurrentViewer, once: FormOnce, finding_id: UUID,
    code: Annotated[UUID, Form()],
) -> RedirectResponse:  # fmt: skip
    """Let every passage with a code support the finding."""
    if once.is_first:
        actions.put_code_behind(session, viewer, finding_id, code)
    return go_to(request, "findings:finding", "put behind", study_id=viewer.study_id, finding_id=finding_id)


@router.post("/{finding_id}/passages", name="findings:passage")
def put_behind(
    request: Request, session: InSession, viewer: CurrentViewer, once: FormOnce, finding_id: UUID,
    unit: Annotated[UUID, Form()], bearing: Annotated[Bearing | Literal["none"], Form()],
) -> RedirectResponse:  # fmt: skip
    """Say how a passage bears on the finding, or that it does not."""
    if once.is_first:
        if isinstance(bearing, Bearing):
            actions.put_behind(session, viewer, finding_id, unit, bearing)
        else:
            actions.take_from(session, viewer, finding_id, unit)
    return go_to(
        request, "findings:finding", "put behind", f"#unit-{unit}", study_id=viewer.study_id, finding_id=finding_id
    )
