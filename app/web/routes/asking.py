"""What the moderator's turns do: proposals from the worker, confirmed by a person."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Form, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import HTMLResponse, RedirectResponse

from app.importing.roles import Move
from app.security.permissions import Action, require
from app.store.database import reader
from app.store.queries import studies, transcripts
from app.store.queries.transcripts import AskingTurn, NotInThisStudy, TranscriptLine
from app.store.tables import GuideQuestion, Study
from app.web.pages import go_to, render
from app.web.sessions import CurrentViewer, Desk, FormOnce, InDesk, InSession, identify, view
from app.workbench.questions import confirm_moves
from app.workbench.worker import Asking, moves_in_worker

Known = tuple[Study, TranscriptLine, list[AskingTurn], list[GuideQuestion]]

router = APIRouter(prefix="/studies/{study_id}/transcripts/{transcript_id}/questions")
MOST = 2**21  # bytes of a form about all of a moderator's turns


@router.get("", name="asking:all")
async def moves(request: Request, desk: InDesk, study_id: UUID, transcript_id: UUID, done: str = "") -> HTMLResponse:
    """Show the moderator's turns with what they do, or, before anybody has said so, what they seem to do."""
    async with desk.places:
        study, talk, turns, guide = await run_in_threadpool(_known, request, desk, study_id, transcript_id)
    proposed = bool(turns) and all(turn.move is None for turn in turns)
    if proposed:
        asked = Asking(tuple(turn.words for turn in turns), tuple(one.words for one in guide), talk.language)
        async with desk.workers:
            found = await moves_in_worker(asked, desk.settings.worker_seconds)
        turns = [_proposed(turn, guide, *move) for turn, move in zip(turns, found, strict=True)]
    return render(
        request, "transcripts/asking.html", study=study, transcript=talk, turns=turns, guide=guide, proposed=proposed,
        done=done,
    )  # fmt: skip


def _known(request: Request, desk: Desk, study_id: UUID, transcript_id: UUID) -> Known:
    """Ask who is there and read what is known, in a transaction that ends before the worker begins."""
    with reader(desk.engine) as session:
        viewer = view(request, session, identify(request, desk, session, ""), study_id)
        require(viewer, Action.IMPORT_TRANSCRIPT)
        talk = transcripts.transcript(session, viewer, transcript_id)
        turns = transcripts.asking_turns(session, viewer, transcript_id)
        return studies.study(session, viewer), talk, turns, studies.guide(session, viewer)


def _proposed(turn: AskingTurn, guide: list[GuideQuestion], move: Move, number: int | None) -> AskingTurn:
    return turn._replace(move=move, question=None if number is None else guide[number - 1].id)


@router.post("", name="asking:confirm", max_body_size=MOST, form_limits={"max_fields": 20_000})
def confirm(
    request: Request, session: InSession, viewer: CurrentViewer, once: FormOnce, transcript_id: UUID,
    turn: Annotated[list[int], Form()], move: Annotated[list[str], Form()],
) -> RedirectResponse:  # fmt: skip
    """Keep what a person says the turns do."""
    if once.is_first:
        said = {number: _said(words) for number, words in zip(turn, move, strict=False)}
        confirm_moves(session, viewer, transcript_id, said)
    return go_to(request, "asking:all", "saved", study_id=viewer.study_id, transcript_id=transcript_id)


def _said(words: str) -> tuple[Move, UUID | None]:
    """Read a choice: a move, or the id of the guide question that is asked."""
    if words in set(Move):
        return Move(words), None
    try:
        return Move.QUESTION, UUID(words)
    except ValueError:
        raise NotInThisStudy from None
