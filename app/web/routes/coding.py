"""The coding screen: the transcript with its marks, and every change of them."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Form, Request
from sqlalchemy.orm import Session
from starlette.responses import HTMLResponse, RedirectResponse, Response

from app.security.viewer import Viewer
from app.store.queries import coding as queries
from app.store.queries import studies, transcripts
from app.store.tables import ReadingState
from app.web import forms
from app.web.changes import IsMarked, Marked, changed, passage_of
from app.web.fragments import turn_fragments
from app.web.keys import COMMANDS, FIXED, keys_of
from app.web.pages import go_to, is_fragment, render
from app.web.sessions import CurrentAccount, CurrentViewer, FormOnce, InSession
from app.web.showing import showing
from app.workbench import codebook, coding, rounds, undoing
from app.workbench.coding import Change
from app.workbench.placing import Passage
from app.workbench.themes import tree

router = APIRouter(prefix="/studies/{study_id}/transcripts/{transcript_id}")
BATCH = 25


@router.get("", name="coding:screen")
def screen(
    request: Request,
    session: InSession,
    viewer: CurrentViewer,
    account: CurrentAccount,
    transcript_id: UUID,
    done: str = "",
    show: str = "",
) -> HTMLResponse:
    """Show a transcript with its codings, or those that were chosen, and the codebook beside it."""
    chosen = showing(show)
    drawn = turn_fragments(session, viewer, transcript_id, chosen)
    mine = [
        line
        for line in transcripts.readings(session, viewer)
        if line.transcript_id == transcript_id and line.member_id == viewer.member_id
    ]
    round_ = studies.round_of_work(session, viewer)
    talks = transcripts.transcripts(session, viewer)
    return render(
        request, "coding/screen.html", study=studies.study(session, viewer), done=done,
        transcript=transcripts.transcript(session, viewer, transcript_id),
        batches=[drawn[at : at + BATCH] for at in range(0, len(drawn), BATCH)], tree=tree(session, viewer),
        round=round_, reading=next((line for line in mine if round_ and line.round_id == round_.id), None),
        others=[talk for talk in talks if talk.id != transcript_id], showing=chosen, commands=COMMANDS, fixed=FIXED,
        keys=keys_of(account.keys, viewer.role), coders=queries.coders(session, viewer, transcript_id),
    )  # fmt: skip


def _apply(session: Session, viewer: Viewer, transcript_id: UUID, code_id: UUID, marked: Marked) -> Change:
    if marked.round_id is not None:
        coding.stay_in_round(session, viewer, marked.round_id)
    passage = passage_of(session, viewer, transcript_id, marked)
    return coding.apply_code(session, viewer, transcript_id=transcript_id, code_id=code_id, passage=passage)


@router.post("/codings", name="coding:apply")
def apply(
    request: Request, session: InSession, viewer: CurrentViewer, once: FormOnce, transcript_id: UUID,
    code: Annotated[UUID, Form()], marked: IsMarked,
) -> Response:  # fmt: skip
    """Put a code on the marked passage, or on the whole turn where nothing is marked; twice is as good as once."""
    del once
    return changed(request, session, viewer, _apply(session, viewer, transcript_id, code, marked), "coded")


@router.post("/codes", name="coding:new_code")
def new_code(
    request: Request, session: InSession, viewer: CurrentViewer, once: FormOnce, transcript_id: UUID,
    name: forms.Line, marked: IsMarked,
) -> Response:  # fmt: skip
    """Make a code on the spot and put it on what is marked; the code takes the form's operation id as its own."""
    if once.is_first:
        codebook.create_code(session, viewer, name=name, code_id=once.id)
    change = _apply(session, viewer, transcript_id, once.id, marked)
    return changed(request, session, viewer, change, "coded", new_code=True)


@router.post("/codings/recode", name="coding:recode")
def recode(
    request: Request, session: InSession, viewer: CurrentViewer, once: FormOnce, transcript_id: UUID,
    coding_id: Annotated[UUID, Form(alias="coding")], code: Annotated[UUID, Form()],
) -> Response:  # fmt: skip
    """Put another code in a coding's place."""
    if not once.is_first:
        return go_to(request, "coding:screen", "recoded", study_id=viewer.study_id, transcript_id=transcript_id)
    was = queries.coding(session, viewer, coding_id)[0].code_id
    change = coding.recode(session, viewer, coding_id=coding_id, code_id=code)
    return changed(request, session, viewer, change, "recoded", also=was)


@router.post("/codings/move", name="coding:move")
def move(
    request: Request, session: InSession, viewer: CurrentViewer, once: FormOnce, transcript_id: UUID,
    coding_id: Annotated[UUID, Form(alias="coding")], start: forms.Number, end: forms.Number, words: forms.Words,
) -> Response:  # fmt: skip
    """Move the bounds of a coding."""
    if not once.is_first:
        return go_to(request, "coding:screen", "moved", study_id=viewer.study_id, transcript_id=transcript_id)
    change = coding.move_coding(session, viewer, coding_id=coding_id, passage=Passage(start, end, words))
    return changed(request, session, viewer, change, "moved")


@router.post("/codings/remove", name="coding:remove")
def remove(
    request: Request, session: InSession, viewer: CurrentViewer, once: FormOnce, transcript_id: UUID,
    coding_id: Annotated[UUID, Form(alias="coding")],
) -> Response:  # fmt: skip
    """Take a code off a passage."""
    if not once.is_first:
        return go_to(request, "coding:screen", "removed", study_id=viewer.study_id, transcript_id=transcript_id)
    return changed(request, session, viewer, coding.remove_coding(session, viewer, coding_id), "removed")


@router.post("/undo", name="coding:undo")
def undo(request: Request, session: InSession, viewer: CurrentViewer, once: FormOnce, transcript_id: UUID) -> Response:
    """Undo the viewer's own latest change of coding, in whatever transcript it was."""
    change = undoing.undo(session, viewer) if once.is_first else None
    return _turned(request, session, viewer, transcript_id, change, "undone")


@router.post("/redo", name="coding:redo")
def redo(request: Request, session: InSession, viewer: CurrentViewer, once: FormOnce, transcript_id: UUID) -> Response:
    """Do again what the viewer undid last, in whatever transcript it was."""
    change = undoing.redo(session, viewer) if once.is_first else None
    return _turned(request, session, viewer, transcript_id, change, "redone")


def _turned(
    request: Request, session: Session, viewer: Viewer, transcript_id: UUID, change: Change | None, message: str
) -> Response:
    """Answer an undo or a redo, which may lie in another transcript; nothing changes when a form comes again."""
    if change is None:
        return go_to(request, "coding:screen", message, study_id=viewer.study_id, transcript_id=transcript_id)
    message = "gone" if change.gone else message
    if change.transcript_id != transcript_id and is_fragment(request):
        there = request.app.url_path_for("coding:screen", study_id=viewer.study_id, transcript_id=change.transcript_id)
        return Response(headers={"HX-Redirect": f"{there}?done={message}#turn-{change.first_turn}"})
    return changed(request, session, viewer, change, message)


@router.post("/reading", name="coding:reading")
def reading(
    request: Request, session: InSession, viewer: CurrentViewer, once: FormOnce, transcript_id: UUID,
    state: Annotated[ReadingState, Form()],
) -> RedirectResponse:  # fmt: skip
    """Say that a transcript has been read, or is still being read."""
    done = state is ReadingState.DONE
    if once.is_first:
        rounds.mark_reading(session, viewer, transcript_id=transcript_id, done=done)
    message = "read" if done else "reading"
    return go_to(request, "coding:screen", message, study_id=viewer.study_id, transcript_id=transcript_id)
