"""The words room: frequency, keyness, collocations, words in their contexts, and what sounds like a code's passages."""

from typing import Annotated, Any, Final, Literal
from uuid import UUID

from fastapi import APIRouter, Form, Query, Request
from pydantic import Field
from sqlalchemy.orm import Session
from starlette.concurrency import run_in_threadpool
from starlette.responses import HTMLResponse, RedirectResponse

from app.analysis.words.concordance import Order
from app.analysis.words.counting import AskedWords, View
from app.charts.sheet import Frame
from app.store.queries import codes as code_queries
from app.store.queries import studies, transcripts
from app.store.tables import Study
from app.web import charts, forms
from app.web.counting import KeepsCounts
from app.web.pages import go_to, render
from app.web.sessions import Asker, CurrentViewer, FormOnce, InDesk, InSession, apart
from app.workbench.heard import voice_names
from app.workbench.saying import (
    MOST_LINES,
    asked_words,
    code_turns_at,
    leave_out,
    lines,
    similar,
    stop_words,
)
from app.workbench.worker import words_in_worker

router = APIRouter(prefix="/studies/{study_id}/comparison/words")
SideId = Annotated[UUID | Literal[""], Query()]
Asked = Annotated[str, Query(max_length=200)]
TURN: Final = "^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12} [0-9]{1,6}$"
Ticked = Annotated[list[Annotated[str, Field(pattern=TURN)]] | None, Form()]


@router.get("", name="words:page")
async def page(
    request: Request, desk: InDesk, viewer: Asker, view: View = View.FREQUENCY, first: SideId = "",
    second: SideId = "", stems: bool = False, done: str = "",
) -> HTMLResponse:  # fmt: skip
    """Show which words are said most, more on one side than the other, or together."""

    def ask(session: Session) -> tuple[Study, dict[str, Any], AskedWords]:
        study = studies.study(session, viewer)
        session.expunge(study)
        kinds = [(one.id, one.plural) for one in studies.stakeholders(session, viewer)]
        groups = [(one.id, one.label) for one in studies.focus_groups(session, viewer)]
        side = first or (kinds[0][0] if view is View.KEYNESS and kinds else None)
        shown: dict[str, Any] = {
            "sides": kinds + groups, "first": side, "second": second or None, "view": view, "stems": stems,
            "stop_words": sorted(stop_words(session, viewer)),
        }  # fmt: skip
        return study, shown, asked_words(session, viewer, view, side, second or None, stems=stems)

    study, shown, asked = await apart(desk, ask)
    async with desk.workers:
        found = await words_in_worker(asked, desk.settings.worker_seconds)
    return await run_in_threadpool(
        render, request, "comparison/words.html", study=study, found=found, views=View, done=done, **shown
    )


@router.get("/lines", name="words:lines")
def in_context(
    request: Request, session: InSession, viewer: CurrentViewer, asked: Asked = "", order: Order = Order.PLACE,
    done: str = "",
) -> HTMLResponse:  # fmt: skip
    """Show the places where some words are said, to be ticked and coded, and where in each talk they fall."""
    found = lines(session, viewer, asked, order)
    talks = {one.id: one for one in transcripts.transcripts(session, viewer)}
    strips = charts.dispersion_chart(asked, found.strips, talks, Frame("strips", charts.WIDTH, heading=False))
    return render(
        request, "comparison/lines.html", study=studies.study(session, viewer), found=found, asked=asked, order=order,
        orders=Order, talks=talks, codes=code_queries.codes(session, viewer), chart=strips if found.count else None,
        names=voice_names(session, viewer), most=MOST_LINES, done=done,
    )  # fmt: skip


@router.get("/similar", name="words:similar", dependencies=[KeepsCounts])
def like_a_code(
    request: Request, session: InSession, viewer: CurrentViewer, code: SideId = "", done: str = ""
) -> HTMLResponse:
    """Show turns that sound like the passages of a code and do not carry it yet."""
    telling, found = similar(session, viewer, code) if code else ((), ())
    return render(
        request, "comparison/similar.html", study=studies.study(session, viewer), telling=telling, found=found,
        code=code or None, codes=code_queries.codes(session, viewer), names=voice_names(session, viewer), done=done,
        talks={one.id: one for one in transcripts.transcripts(session, viewer)},
    )  # fmt: skip


@router.post("/code", name="words:code")
def code_lines(
    request: Request, session: InSession, viewer: CurrentViewer, once: FormOnce, code: Annotated[UUID, Form()],
    turn: Ticked = None, asked: Annotated[str, Form(max_length=200)] = "",
) -> RedirectResponse:  # fmt: skip
    """Put a code on every turn that was ticked, and go back to where they were ticked."""
    if once.is_first:
        places = (one.split(" ") for one in turn or ())
        code_turns_at(session, viewer, code, [(UUID(talk), int(number)) for talk, number in places])
    if asked:
        return go_to(request, "words:lines", "coded", query={"asked": asked}, study_id=viewer.study_id)
    return go_to(request, "words:similar", "coded", query={"code": str(code)}, study_id=viewer.study_id)


@router.post("/left-out", name="words:leave_out")
def left_out(
    request: Request, session: InSession, viewer: CurrentViewer, once: FormOnce, words: forms.Words = ""
) -> RedirectResponse:
    """Keep the words that the study leaves out of counts."""
    if once.is_first:
        leave_out(session, viewer, words)
    return go_to(request, "words:page", "saved", "#left-out", study_id=viewer.study_id)
