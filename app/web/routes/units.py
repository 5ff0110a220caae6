"""Meaning units for themselves: keep a passage, say what it means and whose turns carry it, let it go."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Request
from pydantic import BeforeValidator, Field
from sqlalchemy.orm import Session
from starlette.responses import HTMLResponse, Response

from app.security.viewer import Viewer
from app.store.queries import coding as queries
from app.store.queries import studies, transcripts
from app.store.queries.coding import UnitLine
from app.store.queries.memos import memo_counts
from app.store.queries.reviewing import fitting
from app.store.tables import Meaning, MemoOn
from app.web import forms
from app.web.changes import AtDesk, InCoding, Marked, changed
from app.web.pages import is_fragment, render
from app.web.sessions import CurrentViewer, InSession
from app.workbench import keeping
from app.workbench.coding import Change
from app.workbench.keeping import Described
from app.workbench.placing import whole_turn

router = APIRouter(prefix="/studies/{study_id}/transcripts/{transcript_id}/units")


class OnUnit(AtDesk):
    """One of the meaning units."""

    unit: UUID


class Describing(OnUnit):
    """What a coder says of a unit: in short, semantic or latent, who carries it; and what was said before."""

    voice: list[UUID] = Field(default_factory=list)
    condensation: forms.Words = ""
    before: forms.Words = ""
    meaning: Annotated[Meaning | None, BeforeValidator(forms.absent_if_empty)] = None


class Voicing(OnUnit):
    """A participant whose turns carry an exchange, or do not."""

    carries: forms.IdIfSent = None
    leaves: forms.IdIfSent = None


@router.post("", name="units:keep")
async def keep(here: InCoding, form: Annotated[Marked, forms.whole(Marked)]) -> Response:
    """Keep the marked passage, or the whole turn where nothing is marked, without a code; twice is as good as once."""

    def act(session: Session, viewer: Viewer) -> Change:
        form.stay_in_round(session, viewer)
        passage = form.passage or whole_turn(session, viewer, here.transcript_id, form.turn)
        return _change(keeping.keep_passage(session, viewer, transcript_id=here.transcript_id, passage=passage))

    return await here.change(form, "kept", act, twice_is_once=True)


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
        voices=queries.unit_voices(session, viewer, unit_id), mine=found.open and queries.is_maker(viewer, found),
        fitting=fitting(session, viewer, unit_id), memo_counts=memo_counts(session, viewer, MemoOn.CODING),
    )  # fmt: skip


@router.post("/describe", name="units:describe")
async def describe(here: InCoding, form: Annotated[Describing, forms.whole(Describing)]) -> Response:
    """Keep what a coder says of a meaning unit."""
    said = Described(form.condensation.strip(), form.meaning, frozenset(form.voice), form.before)

    def whole(session: Session, viewer: Viewer, is_first: bool) -> Response:
        found = queries.unit(session, viewer, form.unit)
        if is_first:
            found = keeping.describe_unit(session, viewer, form.unit, said)
        return changed(here.request, session, viewer, _change(found), "described")

    return await here.carry_out(form, whole)


@router.post("/voice", name="units:voice")
async def voice(here: InCoding, form: Annotated[Voicing, forms.whole(Voicing)]) -> Response:
    """Mark by one tap that a participant's turns carry an exchange, or that they do not."""

    def act(session: Session, viewer: Viewer) -> Change:
        found = keeping.own_unit(session, viewer, form.unit)
        for one in filter(None, (form.carries, form.leaves)):
            found = keeping.mark_voice(session, viewer, form.unit, one, carries=one == form.carries)
        return _change(found)

    return await here.change(form, "voiced", act, twice_is_once=True)


@router.post("/let-go", name="units:let_go")
async def let_go(here: InCoding, form: Annotated[OnUnit, forms.whole(OnUnit)]) -> Response:
    """Keep a passage no longer for itself."""

    def act(session: Session, viewer: Viewer) -> Change:
        return _change(keeping.let_passage_go(session, viewer, form.unit))

    return await here.change(form, "let go", act)


def _change(unit: UnitLine) -> Change:
    return Change(unit.transcript_id, unit.first_turn, unit.last_turn, None, unit_id=unit.id)
