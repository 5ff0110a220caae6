"""The check of a findings text: it comes with the form, is checked in the worker, and goes back; nothing keeps it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Form, Request
from sqlalchemy.orm import Session
from starlette.concurrency import run_in_threadpool
from starlette.responses import HTMLResponse

from app.analysis.manuscript.judging import Verdict
from app.analysis.manuscript.report import Checking, Remark, Report
from app.store.queries import studies
from app.store.tables import Study
from app.web import comparison_words, forms
from app.web.pages import render
from app.web.sessions import Asker, CurrentViewer, InDesk, InSession, apart
from app.workbench.draft_check import LONGEST, checking
from app.workbench.layers import Layers, layers
from app.workbench.worker import check_in_worker

LARGEST = 2**21  # bytes of a form: the longest text, its letters escaped
router = APIRouter(prefix="/studies/{study_id}/draft")


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of the text under one remark, with the remark's number from 1; or under none."""

    words: str
    remark: Remark | None = None
    number: int = 0


def pieces(text: str, remarks: Sequence[Remark]) -> Iterator[Piece]:
    """Cut a text where remarks begin and end; together the pieces are the text again."""
    at = 0
    for number, remark in enumerate(remarks, 1):
        if remark.start > at:
            yield Piece(text[at : remark.start])
        yield Piece(text[remark.start : remark.end], remark, number)
        at = remark.end
    if at < len(text):
        yield Piece(text[at:])


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the page needs beside the check."""

    study: Study
    layers: Layers
    checking: Checking


@router.get("", name="draft:page")
def page(request: Request, session: InSession, viewer: CurrentViewer) -> HTMLResponse:
    """Show where a text can be pasted."""
    return _page(request, studies.study(session, viewer), layers(session, viewer), "", None, "")


@router.post("", name="draft:check", max_body_size=LARGEST, form_limits={"max_part_size": LARGEST})
async def check(
    request: Request, desk: InDesk, viewer: Asker, text: forms.Draft = "",
    layer: Annotated[str, Form(max_length=64)] = "",
) -> HTMLResponse:  # fmt: skip
    """Check a findings text against the counts and the transcripts."""

    def ask(session: Session) -> _Asked:
        study = studies.study(session, viewer)
        session.expunge(study)
        return _Asked(study, layers(session, viewer), checking(session, viewer, text, layer))

    asked = await apart(desk, ask)
    async with desk.workers:
        report = await check_in_worker(asked.checking, desk.settings.worker_seconds)
    return await run_in_threadpool(_page, request, asked.study, asked.layers, text, report, layer)


def _page(
    request: Request, study: Study, choices: Layers, text: str, report: Report | None, layer: str
) -> HTMLResponse:
    return render(
        request, "comparison/draft.html", study=study, layers=choices, chosen=choices.chosen(layer), text=text,
        report=report, pieces=list(pieces(text, report.remarks)) if report else [], verdicts=Verdict, most=LONGEST,
        say=comparison_words,
    )  # fmt: skip
