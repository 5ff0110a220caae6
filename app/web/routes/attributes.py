"""Attributes: their bands, who is in which, exact ranges of whole stakeholders, and many at once from a table."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, File, Form, Request, UploadFile
from pydantic import AfterValidator, Field
from sqlalchemy.orm import Session
from starlette.concurrency import run_in_threadpool
from starlette.responses import HTMLResponse, RedirectResponse, Response

from app.importing.attributes import read_attribute_table
from app.importing.bands import looks_exact
from app.security.permissions import Action, require
from app.security.viewer import Viewer
from app.store.database import reader
from app.store.queries import people as queries
from app.store.queries import studies
from app.store.queries.transcripts import NotInThisStudy
from app.store.tables import Bearer
from app.web import forms, language
from app.web.language import gettext
from app.web.pages import go_to, render
from app.web.sessions import CurrentViewer, Desk, FormOnce, FormToken, InDesk, InSession, identify, in_turn, view
from app.workbench import attribute_tables as tables
from app.workbench import attributes as actions
from app.workbench.bands import put_in_bands, set_range

router = APIRouter(prefix="/studies/{study_id}/people")
TABLE = 4 * 2**20

HEX = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
# Who, which attribute, and the band, if any.
Choice = Annotated[str, Field(pattern=f"^{HEX} {HEX}( {HEX})?$")]
Name = Annotated[str, Field(max_length=500), AfterValidator(forms.storable)]
End = Annotated[str, Field(pattern=r"^\s*[0-9]{0,9}\s*$")]


@router.post("/bands", name="people:bands")
def bands(
    request: Request, session: InSession, viewer: CurrentViewer, once: FormOnce, group: Annotated[UUID, Form()],
    choice: Annotated[list[Choice], Form()],
) -> RedirectResponse:  # fmt: skip
    """Put the participants of a focus group, and the group itself, into their bands."""
    if once.is_first:
        parts = [[UUID(part) for part in line.split()] for line in choice]
        put_in_bands(session, viewer, {(who, of): band[0] if band else None for who, of, *band in parts})
    return go_to(request, "people:all", "saved", f"#group-{group}", study_id=viewer.study_id)


@router.post("/attributes", name="people:add_attribute")
def add_attribute(
    request: Request, session: InSession, viewer: CurrentViewer, once: FormOnce,
    name: forms.Line, bands: forms.Words, bearer: Annotated[Bearer, Form()] = Bearer.PARTICIPANT,
) -> RedirectResponse:  # fmt: skip
    """Name an attribute and its bands."""
    if once.is_first:
        actions.add_attribute(session, viewer, name=name, bearer=bearer, bands=bands.splitlines())
    return go_to(request, "people:all", "saved", "#attributes", study_id=viewer.study_id)


@router.get("/attributes/{attribute_id}", name="people:attribute")
def attribute(
    request: Request, session: InSession, viewer: CurrentViewer, attribute_id: UUID, done: str = ""
) -> HTMLResponse:
    """Show one attribute with its bands and ranges, to be changed."""
    require(viewer, Action.EDIT_PEOPLE)
    found = next((one for one in queries.attributes(session, viewer) if one.id == attribute_id), None)
    if found is None:
        raise NotInThisStudy
    ranges = queries.ranges(session, viewer)
    ends = {of: words.split("–") for (attribute_id, of), words in ranges.items() if attribute_id == found.id}
    return render(
        request, "people/attribute.html", study=studies.study(session, viewer), done=done, attribute=found, ends=ends,
        stakeholders=studies.stakeholders(session, viewer), looks_exact=looks_exact,
        used=set(queries.chosen_bands(session, viewer).values()),
    )  # fmt: skip


@router.post("/attributes/{attribute_id}", name="people:edit_attribute")
def edit_attribute(
    request: Request, session: InSession, viewer: CurrentViewer, once: FormOnce, attribute_id: UUID,
    name: forms.Line, band: Annotated[list[UUID], Form()], band_name: Annotated[list[Name], Form()],
    bands: forms.Words = "",
) -> RedirectResponse:  # fmt: skip
    """Rename an attribute and its bands, add some, remove those that are left empty."""
    if once.is_first:
        kept = dict(zip(band, band_name, strict=False))
        actions.edit_attribute(session, viewer, attribute_id, name=name, kept=kept, added=bands.splitlines())
    return go_to(request, "people:attribute", "saved", study_id=viewer.study_id, attribute_id=attribute_id)


@router.post("/attributes/{attribute_id}/remove", name="people:remove_attribute")
def remove_attribute(
    request: Request, session: InSession, viewer: CurrentViewer, once: FormOnce, attribute_id: UUID
) -> RedirectResponse:
    """Remove an attribute that tells nothing any more."""
    if once.is_first:
        actions.remove_attribute(session, viewer, attribute_id)
    return go_to(request, "people:all", "attribute removed", "#attributes", study_id=viewer.study_id)


@router.post("/attributes/{attribute_id}/ranges", name="people:ranges")
def ranges(
    request: Request, session: InSession, viewer: CurrentViewer, once: FormOnce, attribute_id: UUID,
    stakeholder: Annotated[list[UUID], Form()], lowest: Annotated[list[End], Form()],
    highest: Annotated[list[End], Form()],
) -> RedirectResponse:  # fmt: skip
    """Write the exact range over each stakeholder."""
    if once.is_first:
        for of, low, high in zip(stakeholder, lowest, highest, strict=False):
            low, high = low.strip(), high.strip()
            set_range(
                session, viewer, attribute_id=attribute_id, stakeholder_id=of,
                lowest=int(low) if low else None, highest=int(high) if high else None,
            )  # fmt: skip
    return go_to(request, "people:attribute", "saved", "#ranges", study_id=viewer.study_id, attribute_id=attribute_id)


@router.get("/template.csv", name="people:template")
def template(session: InSession, viewer: CurrentViewer) -> Response:
    """Send a table to be filled in: the labels of the study, and no words."""
    headings = (gettext("Focus group"), gettext("Participant"))
    delimiter = ";" if language.current() == "nb" else ","
    table = tables.template(session, viewer, headings, delimiter)
    disposition = 'attachment; filename="attributes.csv"'
    return Response(table.encode("utf-8-sig"), media_type="text/csv", headers={"Content-Disposition": disposition})


async def editor(request: Request, desk: InDesk, study_id: UUID, form_token: FormToken = "") -> Viewer:
    """Ask who is there, in a transaction that ends before the table is read."""

    def ask(session: Session) -> Viewer:
        viewer = view(request, session, identify(request, desk, session, form_token), study_id)
        require(viewer, Action.EDIT_PEOPLE)
        return viewer

    return await in_turn(desk, ask)


@router.post("/table/check", name="people:check_table", max_body_size=TABLE, form_limits={"max_part_size": TABLE})
async def check_table(
    request: Request, viewer: Annotated[Viewer, Depends(editor)], desk: InDesk,
    file: Annotated[UploadFile | None, File()] = None, table: forms.Draft = "",
) -> HTMLResponse:  # fmt: skip
    """Show what a table would change; nothing is stored."""
    data = await file.read() if file is not None else b""
    return await run_in_threadpool(_preview, request, desk, viewer, data or table.encode())


def _preview(request: Request, desk: Desk, viewer: Viewer, data: bytes) -> HTMLResponse:
    with reader(desk.engine) as session:
        return _shown(request, session, viewer, tables.plan(session, viewer, read_attribute_table(data)))


def _shown(
    request: Request, session: Session, viewer: Viewer, plan: tables.Plan, *, changed: bool = False
) -> HTMLResponse:
    study = studies.study(session, viewer)
    page = render(request, "people/table.html", study=study, plan=plan, changed=changed)
    page.headers["HX-Push-Url"] = "false"  # this page cannot be asked for again by its address
    return page


@router.post("/table", name="people:store_table", response_model=None, max_body_size=TABLE)
def store_table(
    request: Request, session: InSession, viewer: CurrentViewer, once: FormOnce, table: forms.Draft,
    seen: Annotated[str, Form(max_length=100)],
) -> Response:  # fmt: skip
    """Store what was shown; if the study has changed meanwhile, show it anew instead."""
    if once.is_first:
        plan = tables.plan(session, viewer, read_attribute_table(table.encode()))
        if plan.digest != seen:
            return _shown(request, session, viewer, plan, changed=True)
        tables.store_plan(session, viewer, plan)
    return go_to(request, "people:all", "saved", study_id=viewer.study_id)
