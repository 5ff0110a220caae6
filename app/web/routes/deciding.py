"""Differences: walk through them, note how each was settled, and look at what was settled."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Form, Request
from pydantic import BeforeValidator
from starlette.responses import HTMLResponse, RedirectResponse

from app.store.queries import accounts, studies
from app.store.tables import Outcome
from app.web import forms
from app.web.agreement_words import Side, single_keys
from app.web.pages import go_to, render
from app.web.routes.agreement import InChoice, asked
from app.web.sessions import CurrentAccount, CurrentViewer, FormOnce, InSession
from app.workbench import decisions as actions
from app.workbench.audit.decided import decided
from app.workbench.audit.findings import findings
from app.workbench.audit.ground import rounds_to_compare
from app.workbench.audit.step import agreed_words, step
from app.workbench.audit.walk import walk
from app.workbench.decisions import Settlement, Spot

router = APIRouter(prefix="/studies/{study_id}/agreement")
Chosen = Annotated[UUID | None, Form(), BeforeValidator(forms.absent_if_empty)]


@router.get("/differences", name="deciding:walk")
def differences(
    request: Request, session: InSession, viewer: CurrentViewer, account: CurrentAccount, choice: InChoice,
    talk: UUID | None = None, at: int = 1, meeting: bool = False, done: str = "",
) -> HTMLResponse:  # fmt: skip
    """Show one difference at a time, with everybody's passages, and a form to settle it."""
    found = walk(session, viewer, choice.round_id, talk)
    return render(
        request, "deciding/walk.html", study=studies.study(session, viewer), side=Side.DIFFERENCES,
        choice=choice, asked=asked(choice), walk=found, talk=talk, meeting=meeting, done=done,
        step=step(session, viewer, found, at) if found else None,
        agreed=agreed_words(session, viewer, found) if found else {}, members=accounts.members(session, viewer),
        single=single_keys(account, viewer), rounds=rounds_to_compare(session, viewer),
    )  # fmt: skip


@router.post("/differences", name="deciding:settle")
def settle(
    request: Request, session: InSession, viewer: CurrentViewer, once: FormOnce, round_id: Annotated[UUID, Form()],
    transcript: Annotated[UUID, Form()], first: forms.Number, last: forms.Number, seen: forms.Line,
    outcome: Annotated[Outcome, Form()], at: forms.Number = 1, reason: forms.Words = "", whose: Chosen = None,
    another: Chosen = None, with_: Annotated[list[UUID] | None, Form(alias="with")] = None, talk: Chosen = None,
    meeting: Annotated[bool, Form()] = False,
) -> RedirectResponse:  # fmt: skip
    """Note how a difference was settled, and go on to the next."""
    if once.is_first:
        how = Settlement(outcome, reason, whose, another, with_ or ())
        actions.settle(session, viewer, round_id, Spot(transcript, first, last, seen), how)
    return _on(request, viewer.study_id, round_id, talk, at=at, meeting=meeting, done="settled")


@router.post("/agreed", name="deciding:agreed")
def agreed(
    request: Request, session: InSession, viewer: CurrentViewer, once: FormOnce, round_id: Annotated[UUID, Form()],
    transcript: Annotated[UUID, Form()], talk: Chosen = None,
) -> RedirectResponse:  # fmt: skip
    """Take what everybody read the same way in a transcript into the consensus."""
    if once.is_first:
        actions.settle_agreed(session, viewer, round_id, transcript)
    return _on(request, viewer.study_id, round_id, talk, done="agreed settled")


def _on(
    request: Request,
    study_id: UUID,
    round_id: UUID,
    talk: UUID | None,
    *,
    at: int = 1,
    meeting: bool = False,
    done: str,
) -> RedirectResponse:
    address = request.url_for("deciding:walk", study_id=study_id).include_query_params(round_id=round_id, done=done)
    if talk is not None:
        address = address.include_query_params(talk=talk)
    if at > 1:
        address = address.include_query_params(at=at)
    if meeting:
        address = address.include_query_params(meeting="true")
    return RedirectResponse(f"{address.path}?{address.query}", 303)


@router.get("/decisions", name="deciding:all")
def decisions(
    request: Request, session: InSession, viewer: CurrentViewer, choice: InChoice, done: str = ""
) -> HTMLResponse:
    """Show what was settled and why, whose reading was taken up how often, and what it changes in the findings."""
    return render(
        request, "deciding/all.html", study=studies.study(session, viewer), side=Side.DECISIONS, choice=choice,
        asked=asked(choice), decided=decided(session, viewer, choice), findings=findings(session, viewer), done=done,
    )  # fmt: skip


@router.post("/decisions/{decision_id}/back", name="deciding:take_back")
def take_back(
    request: Request, session: InSession, viewer: CurrentViewer, once: FormOnce, decision_id: UUID
) -> RedirectResponse:
    """Open a difference again."""
    if once.is_first:
        actions.take_back(session, viewer, decision_id)
    return go_to(request, "deciding:all", "difference open", study_id=viewer.study_id)
