"""Meaning units for themselves: keep a passage, say what it means and whose turns carry it, let it go."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Form, Request
from pydantic import BeforeValidator
from starlette.responses import HTMLResponse, Response

from app.store.queries import coding as queries
from app.store.queries import studies, transcripts
from app.store.queries.coding import UnitLine
from app.store.tables import Meaning
from app.web import forms
from app.web.changes import IsMarked, changed, passage_of
from app.web.pages import go_to, is_fragment, render
from app.web.sessions import CurrentViewer, FormOnce, InSession
from app.workbench import coding, keeping
from app.workbench.coding import Change
from app.workbench.keeping import Described

router = APIRouter(prefix="/studies/{study_id}/transcripts/{transcript_id}/units")


@router.post("", name="units:keep")
def keep(
    request: Request, session: InSession, viewer: CurrentViewer, once: FormOnce, transcript_id: UUID, marked: IsMarked
) -> Response:
    """Keep the marked passage, or the whole turn where nothing is marked, without a code; twice is as good as once."""
    del once
    if marked.round_id is not None:
        coding.stay_in_round(session, viewer, marked.round_id)
    passage = passage_of(session, viewer, transcript_id, marked)
    unit = keeping.keep_passage(session, viewer, transcript_id=transcript_id, passage=passage)
    return changed(request, session, viewer, _change(unit), "kept")


@router.get("/{unit_id}", name="units:unit")
def one(
    request: Request, session: InSession, viewer: CurrentViewer, transcript_id: UUID, unit_id: UUID
) -> HTMLResponse:
    """Show one meaning unit with what its coder says of it."""
    found = queries.unit(session, viewer, unit_id)
    turns = transcripts.turns_between(session, viewer, found.transcript_id, found.start, found.end)
    template = "coding/_unit.html" if is_fragment(request) else "coding/unit.html"
    return render(
        request, template, study=studies.study(session, viewer), unit=found, turns=turns,
        transcript=transcripts.transcript(session, viewer, transcript_id), meanings=list(Meaning),
        voices=queries.unit_voices(session, viewer, unit_id), mine=found.open and found.coder_id == viewer.member_id,
    )  # fmt: skip


@router.post("/describe", name="units:describe")
def describe(
    request: Request, session: InSession, viewer: CurrentViewer, once: FormOnce, unit: Annotated[UUID, Form()],
    voice: Annotated[list[UUID] | None, Form()] = None, condensation: forms.Words = "", before: forms.Words = "",
    meaning: Annotated[Meaning | None, Form(), BeforeValidator(forms.absent_if_empty)] = None,
) -> Response:  # fmt: skip
    """Keep what a coder says of a meaning unit."""
    said = Described(condensation.strip(), meaning, frozenset(voice or ()), before)
    found = queries.unit(session, viewer, unit)
    if once.is_first:
        found = keeping.describe_unit(session, viewer, unit, said)
    return changed(request, session, viewer, _change(found), "described")


@router.post("/let-go", name="units:let_go")
def let_go(
    request: Request, session: InSession, viewer: CurrentViewer, once: FormOnce, transcript_id: UUID,
    unit: Annotated[UUID, Form()],
) -> Response:  # fmt: skip
    """Keep a passage no longer for itself."""
    if not once.is_first:
        return go_to(request, "coding:screen", "let go", study_id=viewer.study_id, transcript_id=transcript_id)
    return changed(request, session, viewer, _change(keeping.let_passage_go(session, viewer, unit)), "let go")


def _change(unit: UnitLine) -> Change:
    return Change(unit.transcript_id, unit.first_turn, unit.last_turn, None)
