"""Marking how a turn answers an earlier one, from the coding screen."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter
from sqlalchemy.orm import Session
from starlette.responses import Response

from app.security.viewer import Viewer
from app.store.tables import How
from app.web import forms
from app.web.changes import AtDesk, InCoding, Marked, changed
from app.workbench.answering import mark_answer, remove_answer
from app.workbench.coding import Change

router = APIRouter(prefix="/studies/{study_id}/transcripts/{transcript_id}/answers")


class Answering(Marked):
    """How what is marked answers."""

    how: How


class OnAnswer(AtDesk):
    """One of the marks."""

    answer: UUID


@router.post("", name="answers:mark")
async def mark(here: InCoding, form: Annotated[Answering, forms.whole(Answering)]) -> Response:
    """Mark how the last turn that was marked answers the first, or the one before it; again, it is taken off."""

    def whole(session: Session, viewer: Viewer, is_first: bool) -> Response:
        form.stay_in_round(session, viewer)
        change, stands = Change(here.transcript_id, form.turn, form.turn, None), True
        if is_first:
            change, stands = mark_answer(
                session, viewer, transcript_id=here.transcript_id, number=form.turn, how=form.how, passage=form.passage
            )
        return changed(here.request, session, viewer, change, "answered" if stands else "unanswered")

    return await here.carry_out(form, whole)


@router.post("/take-off", name="answers:take_off")
async def take_off(here: InCoding, form: Annotated[OnAnswer, forms.whole(OnAnswer)]) -> Response:
    """Take a mark of one's own off."""
    return await here.change(form, "unanswered", lambda session, viewer: remove_answer(session, viewer, form.answer))
