"""The coding screen: the transcript with its marks, and every change of them."""

from dataclasses import replace
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Request
from pydantic import BeforeValidator
from sqlalchemy.orm import Session
from starlette.responses import HTMLResponse, Response

from app.security.viewer import Viewer
from app.store.queries import coding as queries
from app.store.queries import readings, studies, transcripts
from app.store.queries.memos import turn_marks
from app.store.tables import ReadingState
from app.web import forms
from app.web.changes import Acts, AtDesk, Coding, InCoding, Marked, Sent, changed, kept_company
from app.web.fragments import turn_fragments
from app.web.keys import COMMANDS, FIXED, keys_of
from app.web.pages import is_fragment, render
from app.web.sessions import CurrentAccount, CurrentViewer, InSession
from app.web.showing import showing
from app.workbench import coding, on_the_spot, rounds, undoing
from app.workbench.coding import Change
from app.workbench.company import at_desk, can_join, company_allowed
from app.workbench.pins import keys_by_code
from app.workbench.placing import Passage
from app.workbench.theme_tree import tree

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
    with_: Annotated[forms.Several, Query(alias="with")] = [],  # noqa: B006 (FastAPI copies it)
    whose: Annotated[UUID | None, Query(alias="for"), BeforeValidator(forms.absent_if_empty)] = None,
) -> HTMLResponse:
    """Show a transcript with its codings, or those that were chosen, and the codebook beside it."""
    chosen = showing(show)
    desk = at_desk(session, viewer, with_, whose)
    drawn = turn_fragments(session, desk, transcript_id, chosen)
    mine = [
        line
        for line in readings.readings(session, viewer)
        if line.transcript_id == transcript_id and line.member_id == desk.member_id and line.whole
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
        pinned=keys_by_code(session, viewer), memos=turn_marks(session, viewer, transcript_id),
        desk=desk, company=kept_company(session, desk),
        colleagues=can_join(session, viewer) if company_allowed(session, viewer) else [],
    )  # fmt: skip


class Applied(Marked):
    """A code for what is marked."""

    code: UUID


class Named(Marked):
    """The name of a code that is made on the spot."""

    name: forms.Line


class OnCoding(AtDesk):
    """One of the codings."""

    coding: UUID


class Recoded(OnCoding):
    """Another code for a coding."""

    code: UUID


class Moved(OnCoding):
    """Other bounds for a coding."""

    start: forms.Number
    end: forms.Number
    words: forms.Words


class Read(AtDesk):
    """How far somebody has read."""

    state: ReadingState


def _apply(session: Session, viewer: Viewer, transcript_id: UUID, code_id: UUID, marked: Marked) -> Change:
    marked.stay_in_round(session, viewer)
    where = {"transcript_id": transcript_id, "code_id": code_id}
    if marked.passage is None:
        return coding.apply_code_to_turn(session, viewer, **where, number=marked.turn)
    return coding.apply_code(session, viewer, **where, passage=marked.passage)


@router.post("/codings", name="coding:apply")
async def apply(here: InCoding, form: Annotated[Applied, forms.whole(Applied)]) -> Response:
    """Put a code on the marked passage, or on the whole turn where nothing is marked; twice is as good as once."""

    def act(session: Session, viewer: Viewer) -> Change:
        return _apply(session, viewer, here.transcript_id, form.code, form)

    return await here.change(form, "coded", act, twice_is_once=True)


@router.post("/codes", name="coding:new_code")
async def new_code(here: InCoding, form: Annotated[Named, forms.whole(Named)]) -> Response:
    """Make a code on the spot and put it on what is marked; the code takes the form's operation id as its own."""

    def act(session: Session, viewer: Viewer) -> Change:
        code = on_the_spot.make_code(session, viewer, name=form.name, code_id=form.operation)
        return replace(_apply(session, viewer, here.transcript_id, code.id, form), book=True)

    return await here.change(form, "coded", act)


@router.post("/codings/recode", name="coding:recode")
async def recode(here: InCoding, form: Annotated[Recoded, forms.whole(Recoded)]) -> Response:
    """Put another code in a coding's place."""

    def act(session: Session, viewer: Viewer) -> Change:
        return coding.recode(session, viewer, coding_id=form.coding, code_id=form.code)

    return await here.change(form, "recoded", act)


@router.post("/codings/move", name="coding:move")
async def move(here: InCoding, form: Annotated[Moved, forms.whole(Moved)]) -> Response:
    """Move the bounds of a coding."""

    def act(session: Session, viewer: Viewer) -> Change:
        passage = Passage(form.start, form.end, form.words)
        return coding.move_coding(session, viewer, coding_id=form.coding, passage=passage)

    return await here.change(form, "moved", act)


@router.post("/codings/remove", name="coding:remove")
async def remove(here: InCoding, form: Annotated[OnCoding, forms.whole(OnCoding)]) -> Response:
    """Take a code off a passage."""
    return await here.change(
        form, "removed", lambda session, viewer: coding.remove_coding(session, viewer, form.coding)
    )


@router.post("/undo", name="coding:undo")
async def undo(here: InCoding, form: Annotated[Sent, forms.whole(Sent)]) -> Response:
    """Undo the viewer's own latest change of coding, in whatever transcript it was."""
    return await _turn(here, form, "undone", undoing.undo)


@router.post("/redo", name="coding:redo")
async def redo(here: InCoding, form: Annotated[Sent, forms.whole(Sent)]) -> Response:
    """Do again what the viewer undid last, in whatever transcript it was."""
    return await _turn(here, form, "redone", undoing.redo)


async def _turn(here: Coding, form: Sent, message: str, act: Acts) -> Response:
    """Undo or redo, which may lie in another transcript."""

    def whole(session: Session, viewer: Viewer, is_first: bool) -> Response:
        if not is_first:
            return here.screen(message, viewer)
        change = act(session, viewer)
        said = "gone" if change.gone else message
        if change.transcript_id != here.transcript_id and is_fragment(here.request):
            address = here.request.app.url_path_for(
                "coding:screen", study_id=viewer.study_id, transcript_id=change.transcript_id
            )
            return Response(headers={"HX-Redirect": f"{address}?done={said}#turn-{change.first_turn}"})
        return changed(here.request, session, viewer, change, said)

    return await here.carry_out(form, whole)


@router.post("/reading", name="coding:reading")
async def reading(here: InCoding, form: Annotated[Read, forms.whole(Read)]) -> Response:
    """Say that a transcript has been read, or is still being read."""
    done = form.state is ReadingState.DONE

    def whole(session: Session, viewer: Viewer, is_first: bool) -> Response:
        if is_first:
            rounds.mark_reading(session, viewer, transcript_id=here.transcript_id, done=done)
        return here.screen("read" if done else "reading", viewer, kept_company(session, viewer))

    return await here.carry_out(form, whole)
