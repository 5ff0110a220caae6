"""What the coding screen sends, and how a change of coding is answered: the same for every way of changing it."""

from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

from fastapi import Depends, Form, Request
from sqlalchemy.orm import Session
from starlette.responses import Response

from app.security.viewer import Viewer
from app.store.queries import coding as queries
from app.web import forms
from app.web.fragments import changed_turns
from app.web.pages import go_to, is_fragment, render
from app.web.showing import shown_on
from app.workbench import coding
from app.workbench.coding import Change
from app.workbench.placing import Passage
from app.workbench.themes import tree


@dataclass(frozen=True, slots=True)
class Marked:
    """What was marked: a passage with its words, or, where nothing was selected, a whole turn."""

    start: int | None
    end: int | None
    words: str
    turn: int
    round_id: UUID | None


async def marked(
    start: forms.Place = None,
    end: forms.Place = None,
    words: forms.Words = "",
    turn: forms.Number = 0,
    round_id: Annotated[UUID | None, Form(alias="round")] = None,
) -> Marked:
    """Read from a form what was marked."""
    return Marked(start, end, words, turn, round_id)


IsMarked = Annotated[Marked, Depends(marked)]


def passage_of(session: Session, viewer: Viewer, transcript_id: UUID, marked: Marked) -> Passage:
    """Return what was marked as a passage: the words, or else the whole turn."""
    if marked.start is None or marked.end is None:
        return coding.whole_turn(session, viewer, transcript_id, marked.turn)
    return Passage(marked.start, marked.end, marked.words)


def changed(
    request: Request,
    session: Session,
    viewer: Viewer,
    change: Change,
    message: str,
    *,
    new_code: bool = False,
    also: UUID | None = None,
) -> Response:
    """Answer a change: to htmx the turns that changed, the counts and what happened; else the page at that turn.

    `also` is another code whose count has changed.
    """
    if not is_fragment(request):
        return go_to(
            request, "coding:screen", message, f"#turn-{change.first_turn}",
            study_id=viewer.study_id, transcript_id=change.transcript_id,
        )  # fmt: skip
    code = None if change.code_id is None else queries.code(session, viewer, change.code_id)
    touched = (change.first_turn, change.last_turn)
    counted = {one for one in (change.code_id, also) if one is not None}
    return render(
        request, "coding/_changed.html", message=message, code=code, said=change.words,
        turns=changed_turns(session, viewer, change.transcript_id, *touched, shown_on(request)),
        counts={one: queries.coding_count(session, viewer, one) for one in counted},
        tree=tree(session, viewer) if new_code else None,
    )  # fmt: skip
