"""Change words of a coded transcript: see what hangs on them, redact or correct, see what was touched."""

from typing import Annotated, NamedTuple
from uuid import UUID

from fastapi import APIRouter, Depends, Form, Query, Request
from sqlalchemy.orm import Session
from starlette.responses import HTMLResponse, Response

from app.security.permissions import Action, require
from app.security.viewer import Viewer
from app.sentences import N_, Refusal
from app.store.database import reader
from app.store.queries import studies, transcripts
from app.store.queries.transcripts import NotInThisStudy, TurnRow
from app.store.tables import Revising
from app.web import forms
from app.web.fragments import forget
from app.web.pages import go_to, render
from app.web.sessions import Asker, CurrentViewer, FormOnce, InDesk, InSession
from app.workbench import revising as actions
from app.workbench.placing import NothingMarked, Passage
from app.workbench.revising import Decision, Grounds

router = APIRouter(prefix="/studies/{study_id}/transcripts/{transcript_id}/words")
MOST = 400  # places on one page


class NotInThisTurn(Refusal):
    """Words to be changed that do not stand in the turn."""

    sentence = N_("These words do not stand in this turn. Please write them exactly as they stand there.")


class PlaceNotRead(Refusal):
    """A ticked place that is none."""

    sentence = N_("The chosen places could not be read. Please go back and choose them again.")


class ToChange(NamedTuple):
    """What is to be changed: a passage as the coding screen marks it, or a turn and the words that somebody wrote."""

    start: int | None
    end: int | None
    words: str
    turn: int


async def to_change(
    start: forms.Place = None, end: forms.Place = None, words: forms.Words = "", turn: forms.Number = 0
) -> ToChange:
    """Read from a form what is to be changed."""
    return ToChange(start, end, words, turn)


@router.get("", name="revising:turn")
def turn(
    request: Request,
    session: InSession,
    viewer: CurrentViewer,
    transcript_id: UUID,
    turn: Annotated[int, Query(ge=1, le=forms.LARGEST)] = 1,
) -> HTMLResponse:
    """Show a turn, to write which of its words are to be changed."""
    require(viewer, Action.REVISE_TRANSCRIPT)
    return _turn_page(request, session, viewer, transcript_id, turn)


def _turn_page(request: Request, session: Session, viewer: Viewer, transcript_id: UUID, number: int) -> HTMLResponse:
    return render(
        request, "revising/turn.html", study=studies.study(session, viewer),
        transcript=transcripts.transcript(session, viewer, transcript_id),
        turn=_turn(session, viewer, transcript_id, number),
    )  # fmt: skip


def _turn(session: Session, viewer: Viewer, transcript_id: UUID, number: int) -> TurnRow:
    found = transcripts.turns(session, viewer, transcript_id, [number])
    if not found:
        raise NotInThisStudy
    return found[0]


@router.post("", name="revising:look")
def look(
    request: Request, desk: InDesk, viewer: Asker, transcript_id: UUID, marked: Annotated[ToChange, Depends(to_change)]
) -> HTMLResponse:
    """Show what hangs on the marked words, and where else they stand. Without marked words, ask for them."""
    require(viewer, Action.REVISE_TRANSCRIPT)
    with reader(desk.engine) as session:  # nobody waits for the search to write
        return _look_page(request, session, viewer, transcript_id, marked)


def _look_page(
    request: Request, session: Session, viewer: Viewer, transcript_id: UUID, marked: ToChange
) -> HTMLResponse:
    if marked.start is None and not marked.words:
        if not marked.turn:
            raise NothingMarked
        return _turn_page(request, session, viewer, transcript_id, marked.turn)
    passage = _passage(session, viewer, transcript_id, marked)
    found = actions.look(session, viewer, transcript_id, passage)
    return render(
        request, "revising/look.html", study=studies.study(session, viewer), look=found, most=MOST,
        transcript=transcripts.transcript(session, viewer, transcript_id), grounds=Grounds,
    )  # fmt: skip


def _passage(session: Session, viewer: Viewer, transcript_id: UUID, marked: ToChange) -> Passage:
    if marked.start is not None and marked.end is not None:
        return Passage(marked.start, marked.end, marked.words)
    turn, words = _turn(session, viewer, transcript_id, marked.turn), marked.words.strip()
    at = turn.words.find(words)
    if at < 0 or not words:
        raise NotInThisTurn
    return Passage(turn.start + at, turn.start + at + len(words), words)


@router.post("/change", name="revising:change", response_model=None)
def change(
    request: Request, session: InSession, viewer: CurrentViewer, once: FormOnce, transcript_id: UUID,
    marked: Annotated[ToChange, Depends(to_change)], why: Annotated[Revising, Form()], new: forms.Line = "",
    grounds: Annotated[Grounds, Form()] = Grounds.OTHER, place: Annotated[tuple[str, ...], Form()] = (),
    text: Annotated[tuple[str, ...], Form()] = (),
) -> Response:  # fmt: skip
    """Redact or correct the words, here and at the ticked places, and show what was touched."""
    require(viewer, Action.REVISE_TRANSCRIPT)
    if not once.is_first:
        return go_to(request, "coding:screen", "revised", study_id=viewer.study_id, transcript_id=transcript_id)
    passage = _passage(session, viewer, transcript_id, marked)
    kind = Revising.CORRECTED if why is Revising.CORRECTED else Revising.REDACTED
    decision = Decision(passage, kind, new, frozenset(map(_place, place)), frozenset(text), grounds)
    touched = actions.change_words(session, viewer, transcript_id, decision)
    for one in touched.transcripts:
        forget(session, viewer, one.id)
    return render(
        request, "revising/changed.html", study=studies.study(session, viewer), touched=touched, why=kind
    )  # fmt: skip


def _place(field: str) -> tuple[UUID, int, int]:
    """Read a ticked place: the transcript's id, from where, to where."""
    try:
        transcript_id, start, end = field.split(" ")
        return UUID(transcript_id), int(start), int(end)
    except ValueError:
        raise PlaceNotRead from None
