"""The reading mode: a turn as a card, codes to tap on it, and the reader's place."""

from dataclasses import dataclass, replace
from typing import Annotated, Any
from urllib.parse import urlencode
from uuid import UUID

from fastapi import APIRouter, Depends, Form, Query, Request
from sqlalchemy.orm import Session
from starlette.responses import HTMLResponse, RedirectResponse, Response

from app.security.viewer import Viewer
from app.store.queries import codes as code_queries
from app.store.queries import studies
from app.web import forms
from app.web.pages import is_fragment, render
from app.web.sessions import CurrentViewer, FormOnce, InSession
from app.workbench import chips, coding, reading_mode, readings, undoing
from app.workbench.reading_mode import Asked, Shows, Step

router = APIRouter(prefix="/studies/{study_id}/transcripts/{transcript_id}/read")
MOST = 10_000
Ids = list[UUID]


@dataclass(frozen=True, slots=True)
class Sent:
    """What every form of a card carries: which card it is, its round, and the codes that stand on top of it."""

    asked: Asked
    round_id: UUID
    lately: tuple[UUID, ...]


async def asked(
    reading: UUID | None = None, turn: Annotated[int, Query(ge=0, le=MOST)] = 0,
    shown: Annotated[Ids, Query()] = [], look_at: Annotated[int, Query(ge=0, le=MOST)] = 0,  # noqa: B006 (pydantic copies)
) -> Asked:  # fmt: skip
    """Read from an address which card is asked for."""
    return Asked(reading, turn, frozenset(shown), look_at)


async def sent(
    turn: forms.Number, round_id: Annotated[UUID, Form(alias="round")],
    reading: Annotated[UUID | None, Form()] = None,
    shown: Annotated[Ids, Form()] = [], look_at: forms.Number = 0, lately: Annotated[Ids, Form()] = [],  # noqa: B006
) -> Sent:  # fmt: skip
    """Read what a form of a card carries."""
    return Sent(Asked(reading, turn, frozenset(shown), look_at), round_id, tuple(lately))


IsAsked = Annotated[Asked, Depends(asked)]
WasSent = Annotated[Sent, Depends(sent)]


@router.get("", name="reading:card")
def card(
    request: Request, session: InSession, viewer: CurrentViewer, transcript_id: UUID, asked: IsAsked,
    done: str = "", find: str = "",
) -> HTMLResponse:  # fmt: skip
    """Show the card where the reader stopped, or the one that is asked for."""
    shown = _card(session, viewer, transcript_id, asked, find=find)
    if is_fragment(request):
        return render(request, "reading/_answer.html", **shown)
    return render(
        request, "reading/page.html", study=studies.study(session, viewer), done=done,
        codes=code_queries.codes(session, viewer), **shown,
    )  # fmt: skip


def _card(
    session: Session, viewer: Viewer, transcript_id: UUID, asked: Asked, lately: tuple[UUID, ...] | None = None,
    **more: object,
) -> dict[str, Any]:  # fmt: skip
    """Return what a card shows."""
    found = reading_mode.card(session, viewer, transcript_id, asked)
    on_turn = chips.OnTurn()
    if found.turn is not None:
        on_turn = chips.on_turn(session, viewer, transcript_id, found.turn, lately)
    return {"card": found, "on_turn": on_turn, "asked": asked, "find": "", "message": "", **more}


def _answer(
    request: Request, session: Session, viewer: Viewer, transcript_id: UUID, asked: Asked, message: str = "",
    lately: tuple[UUID, ...] | None = None, place: str = "",
) -> Response:  # fmt: skip
    """Answer with the card: to htmx as a part of the page, else by the page's address."""
    if is_fragment(request):
        shown = _card(session, viewer, transcript_id, asked, lately, message=message)
        return render(request, "reading/_answer.html", **shown)
    return _go_to(request, viewer, transcript_id, asked, message, place)


def _go_to(
    request: Request, viewer: Viewer, transcript_id: UUID, asked: Asked, message: str, place: str = ""
) -> RedirectResponse:
    address = request.app.url_path_for("reading:card", study_id=viewer.study_id, transcript_id=transcript_id)
    fields = [
        ("reading", asked.reading_id), ("turn", asked.turn), ("look_at", asked.looked_at), ("done", message),
        *(("shown", one) for one in sorted(asked.shown)),
    ]  # fmt: skip
    return RedirectResponse(f"{address}?{urlencode([(name, one) for name, one in fields if one])}{place}", 303)


@router.post("/step", name="reading:step")
def step(
    request: Request, session: InSession, viewer: CurrentViewer, once: FormOnce, transcript_id: UUID, sent: WasSent,
    step: Annotated[Step, Form()], was_shown: Annotated[bool, Form()] = False,
    note: Annotated[UUID | None, Form()] = None,
) -> Response:  # fmt: skip
    """Go on, go back, or leave out what comes too close."""
    coding.stay_in_round(session, viewer, sent.round_id)
    if once.is_first:
        reading = reading_mode.step(session, viewer, transcript_id, sent.asked, step, seen=was_shown, note_id=note)
    else:
        reading = reading_mode.kept_reading(session, viewer, transcript_id, sent.asked.reading_id)
    there = Asked(reading.id, reading.at_turn, sent.asked.shown)
    message = "left out" if step is Step.LEAVE_OUT else ""
    return _answer(request, session, viewer, transcript_id, there, message)


@router.post("/codings", name="reading:apply")
def apply(
    request: Request, session: InSession, viewer: CurrentViewer, once: FormOnce, transcript_id: UUID, sent: WasSent,
    code: Annotated[UUID, Form()],
) -> Response:  # fmt: skip
    """Put a tapped code on the turn; twice is as good as once."""
    del once
    coding.stay_in_round(session, viewer, sent.round_id)
    change = coding.apply_code_to_turn(
        session, viewer, transcript_id=transcript_id, code_id=code, number=sent.asked.turn
    )
    return _tapped(request, session, viewer, transcript_id, sent, change.code_id, "coded", alone=change.code_id == code)


@router.post("/codings/remove", name="reading:remove")
def remove(
    request: Request, session: InSession, viewer: CurrentViewer, once: FormOnce, transcript_id: UUID, sent: WasSent,
    coding_id: Annotated[UUID, Form(alias="coding")],
) -> Response:  # fmt: skip
    """Take a code off again that was tapped before."""
    if not once.is_first:
        return _answer(request, session, viewer, transcript_id, sent.asked, "removed", sent.lately)
    change = coding.remove_coding(session, viewer, coding_id)
    return _tapped(request, session, viewer, transcript_id, sent, change.code_id, "removed")


def _tapped(
    request: Request, session: Session, viewer: Viewer, transcript_id: UUID, sent: Sent, code_id: UUID | None,
    message: str, *, alone: bool = True,
) -> Response:  # fmt: skip
    """Answer a tap: to a chip with the chips of its code alone, so that taps that follow each other do not meet.

    The card is answered whole when it shows something else by now, or another code was put on: that of a merged code.
    """
    reading = reading_mode.keep_place(session, viewer, transcript_id, sent.asked)
    here = replace(sent.asked, reading_id=reading.id, turn=reading.at_turn)
    if code_id is None or not is_fragment(request):
        return _go_to(request, viewer, transcript_id, here, message, "#about")
    shown = _card(session, viewer, transcript_id, here, sent.lately, message=message)
    code = code_queries.code(session, viewer, code_id)
    if alone and request.headers.get("hx-target") != "card" and shown["card"].shows is Shows.TURN:
        return render(request, "reading/_tapped.html", code=code, **shown)
    answer = render(request, "reading/_answer.html", code=code, **shown)
    answer.headers.update({"HX-Retarget": "#card", "HX-Reswap": "outerHTML settle:0ms"})
    return answer


@router.post("/undo", name="reading:undo")
def undo(
    request: Request, session: InSession, viewer: CurrentViewer, once: FormOnce, transcript_id: UUID, sent: WasSent
) -> Response:
    """Undo the reader's own latest change of coding, in whatever transcript it was, and show that turn."""
    if not once.is_first:
        return _answer(request, session, viewer, transcript_id, sent.asked, "undone", sent.lately)
    change = undoing.undo(session, viewer)
    message = "gone" if change.gone else "undone"
    if change.transcript_id != transcript_id:
        answer = _go_to(request, viewer, change.transcript_id, Asked(None, change.first_turn), message)
        return Response(headers={"HX-Redirect": answer.headers["location"]}) if is_fragment(request) else answer
    here, shown = sent.asked, reading_mode.card(session, viewer, transcript_id, sent.asked)
    if shown.first <= change.first_turn <= shown.last and change.first_turn != here.turn:
        here = replace(here, turn=change.first_turn)
    return _answer(request, session, viewer, transcript_id, here, message, sent.lately, "#about")


@router.post("/finish", name="reading:finish")
def finish(
    request: Request, session: InSession, viewer: CurrentViewer, once: FormOnce, transcript_id: UUID, sent: WasSent
) -> Response:
    """Be done with the stretch."""
    coding.stay_in_round(session, viewer, sent.round_id)
    if once.is_first:
        reading = reading_mode.finish(session, viewer, transcript_id, sent.asked.reading_id)
    else:
        reading = reading_mode.kept_reading(session, viewer, transcript_id, sent.asked.reading_id)
    return _answer(request, session, viewer, transcript_id, Asked(reading.id), "read")


@router.post("/again", name="reading:again")
def again(
    request: Request, session: InSession, viewer: CurrentViewer, once: FormOnce, transcript_id: UUID,
    reading: Annotated[UUID, Form()], because: forms.Line = "",
) -> Response:  # fmt: skip
    """Open a reading again that was done, and say why."""
    if once.is_first:
        readings.open_again(session, viewer, reading, because)
    return _answer(request, session, viewer, transcript_id, Asked(reading), "opened again")
