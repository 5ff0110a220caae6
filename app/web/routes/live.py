"""Colleagues at work: the live stream, what a page fetches when it is told something, and how a member wants it."""

from datetime import timedelta
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Form, Header, Query, Request
from pydantic import Field
from starlette.concurrency import run_in_threadpool
from starlette.responses import HTMLResponse, RedirectResponse, Response

from app.security import tokens
from app.security.permissions import Action, require
from app.security.viewer import Viewer
from app.sentences import N_, Refusal
from app.store.database import reader
from app.store.queries import live as queries
from app.store.queries import studies, transcripts
from app.store.tables import Colleagues
from app.web import forms
from app.web.fragments import turn_fragments
from app.web.live import encoding
from app.web.live.hub import Hub
from app.web.live.listener import Listener
from app.web.live.stream import EventStream
from app.web.pages import go_to, render
from app.web.sessions import (
    CurrentViewer,
    Desk,
    FormOnce,
    FormToken,
    InDesk,
    InSession,
    cookie_name,
    recognise,
    view,
)
from app.web.showing import showing
from app.workbench import live
from app.workbench.company import at_desk
from app.workbench.pins import keys_by_code
from app.workbench.theme_tree import tree

router = APIRouter(prefix="/studies/{study_id}")
MOST_TURNS = 100
LONG_AGO = 600


class SomebodyElse(Refusal):
    """A page of one member that follows a study with the sign-in of another."""

    sentence = N_("Somebody else has signed in meanwhile. Please reload the page.")


async def hub(request: Request) -> Hub:
    """Return who listens in this process."""
    found: Hub = request.app.state.hub
    return found


InHub = Annotated[Hub, Depends(hub)]


@router.get("/live", name="live:stream")
async def stream(
    request: Request, viewer: CurrentViewer, desk: InDesk, hub: InHub,
    member: UUID | None = None,
    drawn: Annotated[float | None, Query(ge=0, le=LONG_AGO)] = None,
    last: Annotated[str, Header(alias="Last-Event-ID", max_length=100)] = "",
) -> EventStream:  # fmt: skip
    """Tell a browser, as it happens, the ids of what has changed; it fetches by its own rights what it may see.

    `member` is whom the page was drawn for, and `drawn` how many seconds ago.
    """
    require(viewer, Action.READ)
    if member is not None and member != viewer.member_id:
        raise SomebodyElse
    hub.make_room(viewer.account_id)
    listener = Listener(viewer, tokens.digest(request.cookies.get(cookie_name(desk.settings), "")))
    ago = None if drawn is None else timedelta(seconds=drawn)
    return EventStream(hub, listener, last=encoding.cursor(last), drawn=ago)


@router.get("/transcripts/{transcript_id}/turns", name="live:turns")
def turns(
    request: Request, session: InSession, viewer: CurrentViewer, transcript_id: UUID,
    numbers: Annotated[list[Annotated[int, Field(ge=1, le=forms.LARGEST)]], Query(max_length=MOST_TURNS)] = [],  # noqa: B006
    codes: Annotated[list[UUID], Query(max_length=MOST_TURNS)] = [],  # noqa: B006
    show: Annotated[str, Query(max_length=100)] = "", whose: Annotated[UUID | None, Query(alias="for")] = None,
) -> HTMLResponse:  # fmt: skip
    """Return some turns as they are drawn now, for a page that shows this choice, and how often some codes are used.

    Whoever enters paper `for` somebody sees the marks as theirs.
    """
    transcripts.transcript(session, viewer, transcript_id)
    coder = at_desk(session, viewer, member_id=whose)
    return render(
        request, "live/_turns.html", counts=queries.counts_of(session, viewer, codes),
        turns=turn_fragments(session, coder, transcript_id, showing(show), numbers),
    )  # fmt: skip


@router.get("/live/codes", name="live:codes")
def codes(request: Request, session: InSession, viewer: CurrentViewer) -> HTMLResponse:
    """Return the codebook panel of the coding screen as it is now."""
    return render(request, "coding/_codes.html", tree=tree(session, viewer), pinned=keys_by_code(session, viewer))


async def onlooker(request: Request, desk: InDesk, study_id: UUID, form_token: FormToken = "") -> Viewer:
    """Return who says where they are. It keeps nobody signed in: an open page is no sign of work."""

    def whole() -> Viewer:
        with reader(desk.engine) as session:
            return view(request, session, recognise(request, desk, session, form_token).account, study_id)

    async with desk.places:
        return await run_in_threadpool(whole)


@router.post("/live/here", name="live:here")
async def here(
    viewer: Annotated[Viewer, Depends(onlooker)], desk: InDesk, tab: Annotated[UUID, Form()],
    transcript: Annotated[UUID | None, Form()] = None, turn: forms.Number = 0,
) -> Response:  # fmt: skip
    """Tell colleagues where the member is; without a transcript, that the tab is closed. Nothing is stored."""
    await _tell_where(desk, viewer, tab, transcript, turn)
    return Response(status_code=204)


async def _tell_where(desk: Desk, viewer: Viewer, tab: UUID, transcript: UUID | None, turn: int) -> None:
    def whole() -> None:
        with reader(desk.engine) as session:
            if transcript is not None:
                transcripts.transcript(session, viewer, transcript)
            live.tell_where(session, viewer, tab=tab, transcript_id=transcript, turn=turn)

    async with desk.places:
        await run_in_threadpool(whole)


@router.get("/live/choice", name="live:choice")
def choice(request: Request, session: InSession, viewer: CurrentViewer, done: str = "") -> HTMLResponse:
    """Show how the member hears of colleagues at work."""
    return render(
        request, "live/choice.html", study=studies.study(session, viewer), choice=queries.choice_of(session, viewer),
        done=done,
    )  # fmt: skip


@router.post("/live/choice", name="live:choose")
def choose(
    request: Request, session: InSession, viewer: CurrentViewer, once: FormOnce,
    colleagues: Annotated[Colleagues, Form()], shown: Annotated[bool, Form()] = False,
) -> RedirectResponse:  # fmt: skip
    """Keep how the member wants to hear of colleagues at work."""
    if once.is_first:
        live.choose(session, viewer, colleagues=colleagues, shown=shown)
    return go_to(request, "live:choice", "saved", study_id=viewer.study_id)
