"""Withdrawal: a slip comes back, the lead author sees what it would mean, and carries out what was asked for."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Form, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from app.importing.roles import Kind
from app.security.permissions import Action, require
from app.sentences import N_, Refusal
from app.store.database import reader
from app.store.queries import people, studies
from app.store.queries import withdrawals as queries
from app.store.tables import Degree
from app.web import forms
from app.web.fragments import forget
from app.web.pages import go_to, render
from app.web.sessions import Asker, CurrentViewer, FormOnce, InDesk, InSession
from app.workbench import withdrawing as actions
from app.workbench.consequences import Consequences, consequences

router = APIRouter(prefix="/studies/{study_id}/withdrawals")


class NotConfirmed(Refusal):
    """A withdrawal without the tick that says that somebody has looked."""

    sentence = N_("Please look through what would happen, tick that you have, and send it again.")


@router.get("", name="withdrawing:begin")
def begin(request: Request, session: InSession, viewer: CurrentViewer) -> HTMLResponse:
    """Ask for a slip, or for the participant where there is none; and show who has withdrawn."""
    require(viewer, Action.WITHDRAW_PARTICIPANT)
    return render(
        request, "withdrawing/begin.html", study=studies.study(session, viewer),
        participants=[one for one in people.voices(session, viewer) if one.kind is Kind.PARTICIPANT],
        withdrawals=queries.withdrawals(session, viewer),
    )  # fmt: skip


@router.post("", name="withdrawing:find")
def find(
    request: Request, session: InSession, viewer: CurrentViewer, slip: forms.Line = "",
    participant: Annotated[UUID | None, Form()] = None,
) -> RedirectResponse:  # fmt: skip
    """Go to the participant whose slip this is, or who was chosen."""
    require(viewer, Action.WITHDRAW_PARTICIPANT)
    found = participant or actions.participant_of_slip(session, viewer, slip).id
    return go_to(
        request, "withdrawing:participant", "" if participant else "slip", study_id=viewer.study_id,
        participant_id=found,
    )  # fmt: skip


@router.get("/{participant_id}", name="withdrawing:participant")
def participant(
    request: Request, session: InSession, viewer: CurrentViewer, participant_id: UUID, done: str = ""
) -> HTMLResponse:
    """Show what a participant's withdrawal would reach, and let the lead author choose how far it goes."""
    return render(
        request, "withdrawing/participant.html", study=studies.study(session, viewer), done=done, degrees=Degree,
        found=consequences(session, viewer, participant_id), titles=queries.titles(session, viewer),
    )  # fmt: skip


def reach(desk: InDesk, viewer: Asker, participant_id: UUID) -> Consequences:
    """Return what a withdrawal is about to reach, read before the form takes its turn to write."""
    with reader(desk.engine) as session:
        return consequences(session, viewer, participant_id)


@router.post("/{participant_id}", name="withdrawing:withdraw", response_model=None)
def withdraw(
    request: Request, before: Annotated[Consequences, Depends(reach)], session: InSession, viewer: CurrentViewer,
    once: FormOnce, participant_id: UUID, degree: Annotated[Degree, Form()], looked: Annotated[bool, Form()] = False,
) -> Response:  # fmt: skip
    """Carry a withdrawal out, and show what was done."""
    require(viewer, Action.WITHDRAW_PARTICIPANT)
    if not looked:
        raise NotConfirmed
    if not once.is_first:
        return go_to(request, "withdrawing:begin", study_id=viewer.study_id)
    done = actions.withdraw(session, viewer, participant_id, degree)
    for transcript_id in done.transcripts:
        forget(session, viewer, transcript_id)
    return render(
        request, "withdrawing/withdrawn.html", study=studies.study(session, viewer), before=before, withdrawn=done,
        titles=queries.titles(session, viewer),
    )  # fmt: skip
