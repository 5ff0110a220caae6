"""Themes looked at: the map, earlier boards, and the page of a theme with how it is tried and who signs it off."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Form, Request
from pydantic import AwareDatetime
from starlette.responses import HTMLResponse, RedirectResponse

from app.charts.sheet import Frame
from app.charts.theme_map import theme_map
from app.store.base import now
from app.store.queries import coding, studies
from app.store.tables import Check, CheckAnswer, SignedThing
from app.web.forms import Words
from app.web.pages import go_to, render
from app.web.sessions import CurrentViewer, FormOnce, InSession
from app.web.theme_charts import map_of
from app.web.theme_words import STATES_SAID
from app.workbench import earlier_boards, sign_offs, theme_review
from app.workbench.theme_page import theme_page
from app.workbench.theme_tree import tree

router = APIRouter(prefix="/studies/{study_id}")
OrNothing = UUID | Literal[""]


@router.get("/themes/map", name="themes:map")
def nested(request: Request, session: InSession, viewer: CurrentViewer) -> HTMLResponse:
    """Show the thematic map as boxes in boxes and as a picture."""
    grown = tree(session, viewer)
    chart = theme_map(map_of(grown), Frame("theme-map", 1080, heading=False))
    return render(request, "themes/map.html", study=studies.study(session, viewer), tree=grown, chart=chart)


@router.get("/themes/earlier", name="themes:earlier")
def earlier(
    request: Request, session: InSession, viewer: CurrentViewer, at: AwareDatetime | None = None,
    until: AwareDatetime | None = None,
) -> HTMLResponse:  # fmt: skip
    """Show what has changed on the board; with `at` the board of then, and what is different now or at `until`."""
    return render(
        request, "themes/earlier.html", study=studies.study(session, viewer),
        happenings=earlier_boards.happenings(session, viewer),
        then=earlier_boards.earlier(session, viewer, at, until) if at else None,
    )  # fmt: skip


@router.get("/themes/{theme_id}", name="themes:theme")
def one(request: Request, session: InSession, viewer: CurrentViewer, theme_id: UUID, done: str = "") -> HTMLResponse:
    """Show all that is known of a theme."""
    return render(
        request, "themes/theme.html", study=studies.study(session, viewer), done=done,
        page=theme_page(session, viewer, theme_id), groups=studies.focus_groups(session, viewer),
        states=list(STATES_SAID), answers=list(CheckAnswer), thing=SignedThing.THEME, today=now().date(),
    )  # fmt: skip


@router.post("/themes/{theme_id}/checks", name="themes:check")
def check(
    request: Request, session: InSession, viewer: CurrentViewer, once: FormOnce, theme_id: UUID,
    asked: Annotated[Check, Form()], answer: Annotated[CheckAnswer, Form()], words: Words = "",
) -> RedirectResponse:  # fmt: skip
    """Keep what a member found when they reviewed the theme."""
    if once.is_first:
        theme_review.answer_check(session, viewer, theme_id, asked=asked, answer=answer, words=words)
    return go_to(request, "themes:theme", "saved", "#checks", study_id=viewer.study_id, theme_id=theme_id)


@router.post("/themes/{theme_id}/cases", name="themes:answer")
def answer(
    request: Request, session: InSession, viewer: CurrentViewer, once: FormOnce, theme_id: UUID,
    coding: Annotated[UUID, Form()], words: Words = "",
) -> RedirectResponse:  # fmt: skip
    """Answer a coding that does not fit."""
    if once.is_first:
        theme_review.answer_case(session, viewer, theme_id, coding, words=words)
    return go_to(request, "themes:theme", "saved", "#cases", study_id=viewer.study_id, theme_id=theme_id)


@router.post("/themes/{theme_id}/reflections", name="themes:reflect")
def reflect(
    request: Request, session: InSession, viewer: CurrentViewer, once: FormOnce, theme_id: UUID,
    said_on: Annotated[date, Form()], words: Words = "", group: Annotated[OrNothing, Form()] = "",
) -> RedirectResponse:  # fmt: skip
    """Write down what participants said when they were shown the theme."""
    if once.is_first:
        theme_review.write_reflection(
            session, viewer, theme_id, words=words, said_on=said_on, today=now().date(),
            focus_group_id=group or None, reflection_id=once.id,
        )  # fmt: skip
    return go_to(request, "themes:theme", "saved", "#reflections", study_id=viewer.study_id, theme_id=theme_id)


@router.post("/codings/{coding_id}/fit", name="codings:fit")
def fit(
    request: Request, session: InSession, viewer: CurrentViewer, once: FormOnce, coding_id: UUID,
    does_not_fit: Annotated[bool, Form()],
) -> RedirectResponse:  # fmt: skip
    """Mark one's own coding as one that does not fit its code, or take the mark off."""
    row, transcript_id, _ = coding.coding(session, viewer, coding_id)
    if once.is_first:
        theme_review.mark_fit(session, viewer, coding_id, does_not_fit=does_not_fit)
    done = "does not fit" if does_not_fit else "fits"
    anchor = f"#turn-{row.first_turn}"
    return go_to(request, "coding:screen", done, anchor, study_id=viewer.study_id, transcript_id=transcript_id)


@router.post("/sign-offs", name="sign_offs:give")
def give(
    request: Request, session: InSession, viewer: CurrentViewer, once: FormOnce,
    thing: Annotated[SignedThing, Form()], on: Annotated[UUID, Form()], words: Words = "",
) -> RedirectResponse:  # fmt: skip
    """Stand behind a step, theme, finding or transcript."""
    if once.is_first:
        sign_offs.sign_off(session, viewer, thing=thing, thing_id=on, words=words, sign_off_id=once.id)
    return _back(request, viewer.study_id, thing, on, "signed")


@router.post("/sign-offs/{sign_off_id}/take-back", name="sign_offs:take_back")
def take_back(
    request: Request, session: InSession, viewer: CurrentViewer, once: FormOnce, sign_off_id: UUID,
    thing: Annotated[SignedThing, Form()], on: Annotated[UUID, Form()],
) -> RedirectResponse:  # fmt: skip
    """Take one's own sign-off back."""
    if once.is_first:
        sign_offs.take_back(session, viewer, sign_off_id)
    return _back(request, viewer.study_id, thing, on, "sign-off taken back")


def _back(request: Request, study_id: UUID, thing: SignedThing, on: UUID, done: str) -> RedirectResponse:
    """Go back to the page of what was signed."""
    if thing is SignedThing.THEME:
        return go_to(request, "themes:theme", done, "#sign-offs", study_id=study_id, theme_id=on)
    if thing is SignedThing.TRANSCRIPT:
        return go_to(request, "thoughts:one", done, "#sign-offs", study_id=study_id, transcript_id=on)
    if thing is SignedThing.FINDING:
        return go_to(request, "findings:finding", done, "#sign-offs", study_id=study_id, finding_id=on)
    return go_to(request, "studies:home", done, f"#step-{on}", study_id=study_id)
