"""People: who took part in each focus group, who a voice is, and who is one person."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Form, Request
from starlette.responses import HTMLResponse, RedirectResponse

from app.importing.bands import looks_exact
from app.importing.roles import Kind
from app.security.permissions import Action, require
from app.store.queries import people as queries
from app.store.queries import studies
from app.store.queries.memos import memo_counts
from app.store.queries.transcripts import NotInThisStudy
from app.store.tables import MemoOn
from app.web.pages import go_to, render
from app.web.sessions import CurrentViewer, FormOnce, InSession
from app.workbench import people as actions
from app.workbench import risk

router = APIRouter(prefix="/studies/{study_id}/people")


@router.get("", name="people:all")
def people(request: Request, session: InSession, viewer: CurrentViewer, done: str = "") -> HTMLResponse:
    """Show who took part and what is known of them."""
    return render(
        request, "people/all.html", study=studies.study(session, viewer), done=done,
        people=actions.everybody(session, viewer), stakeholders=studies.stakeholders(session, viewer),
        looks_exact=looks_exact,
        memo_counts=memo_counts(session, viewer, MemoOn.PARTICIPANT)
        | memo_counts(session, viewer, MemoOn.FOCUS_GROUP),
    )  # fmt: skip


@router.get("/risk", name="people:risk")
def residual_risk(request: Request, session: InSession, viewer: CurrentViewer) -> HTMLResponse:
    """Show how many people share what is known of them."""
    return render(
        request, "people/risk.html", study=studies.study(session, viewer), risks=risk.risks(session, viewer),
        few=risk.FEW,
    )  # fmt: skip


@router.get("/voices/{participant_id}", name="people:voice")
def voice(
    request: Request, session: InSession, viewer: CurrentViewer, participant_id: UUID, done: str = ""
) -> HTMLResponse:
    """Show one voice, to say who it is."""
    require(viewer, Action.EDIT_PEOPLE)
    everybody = queries.voices(session, viewer)
    here = next((one for one in everybody if one.id == participant_id), None)
    if here is None:
        raise NotInThisStudy
    same = [one for one in everybody if one.person_id == here.person_id]
    groups = {one.focus_group_id for one in same}
    return render(
        request, "people/voice.html", study=studies.study(session, viewer), done=done, voice=here, kinds=Kind,
        elsewhere=[one for one in same if one.id != here.id],
        others=[one for one in everybody if one.kind is Kind.PARTICIPANT and one.focus_group_id not in groups],
    )  # fmt: skip


@router.post("/voices/{participant_id}/kind", name="people:kind")
def correct_kind(
    request: Request, session: InSession, viewer: CurrentViewer, once: FormOnce, participant_id: UUID,
    kind: Annotated[Kind, Form()],
) -> RedirectResponse:  # fmt: skip
    """Say who a voice really is."""
    if once.is_first:
        actions.correct_kind(session, viewer, participant_id, kind)
    return go_to(request, "people:voice", "kind", study_id=viewer.study_id, participant_id=participant_id)


@router.post("/voices/{participant_id}/link", name="people:link")
def link(
    request: Request, session: InSession, viewer: CurrentViewer, once: FormOnce, participant_id: UUID,
    other: Annotated[UUID, Form()],
) -> RedirectResponse:  # fmt: skip
    """Say that two participants are one person."""
    if once.is_first:
        actions.link_person(session, viewer, participant_id, other)
    return go_to(request, "people:voice", "linked", study_id=viewer.study_id, participant_id=participant_id)


@router.post("/voices/{participant_id}/unlink", name="people:unlink")
def unlink(
    request: Request, session: InSession, viewer: CurrentViewer, once: FormOnce, participant_id: UUID
) -> RedirectResponse:
    """Say that a participant is one person alone."""
    if once.is_first:
        actions.unlink_person(session, viewer, participant_id)
    return go_to(request, "people:voice", "unlinked", study_id=viewer.study_id, participant_id=participant_id)
