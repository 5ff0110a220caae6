"""Studies: all of mine, one's home, and its settings."""

from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Form, Request
from starlette.responses import HTMLResponse, RedirectResponse

from app.security.permissions import Action, require
from app.store.queries import accounts, studies, transcripts
from app.store.queries.anonymity import is_pseudonymised
from app.store.queries.coding import codes
from app.web.forms import Line, Words
from app.web.pages import go_to, render
from app.web.sessions import CurrentAccount, CurrentViewer, FormOnce, InDesk, InSession
from app.workbench import studies as actions
from app.workbench.comparison import read_groups
from app.workbench.questions import set_questions
from app.workbench.quotes import chosen_quotes

router = APIRouter()


@router.get("/studies", name="studies:all")
def all_studies(request: Request, session: InSession, account: CurrentAccount) -> HTMLResponse:
    """Show the studies of whoever is signed in."""
    return render(request, "studies/all.html", studies=accounts.studies_of(session, account.id))


@router.post("/studies", name="studies:begin")
def begin(
    request: Request, session: InSession, account: CurrentAccount, once: FormOnce, desk: InDesk,
    title: Line,
) -> RedirectResponse:  # fmt: skip
    """Begin a study; it takes the form's operation id as its own, so a form sent twice leads to the same study."""
    if once.is_first:
        actions.begin_study(session, account, title=title, key=desk.settings.key, study_id=once.id)
    return go_to(request, "studies:settings", study_id=once.id)


@router.get("/studies/{study_id}", name="studies:home")
def home(request: Request, session: InSession, viewer: CurrentViewer, done: str = "") -> HTMLResponse:
    """Show where the study is."""
    return render(
        request, "studies/home.html", study=studies.study(session, viewer), done=done,
        groups=studies.focus_groups(session, viewer), transcripts=transcripts.transcripts(session, viewer),
        people=transcripts.person_count(session, viewer), read=read_groups(session, viewer),
        research=studies.research_questions(session, viewer), codes=codes(session, viewer),
        quotes=chosen_quotes(session, viewer), round=studies.round_of_work(session, viewer),
        readings=[one for one in transcripts.readings(session, viewer) if one.member_id == viewer.member_id],
        pseudonymised=is_pseudonymised(session, viewer),
    )  # fmt: skip


@router.get("/studies/{study_id}/settings", name="studies:settings")
def settings(request: Request, session: InSession, viewer: CurrentViewer, done: str = "") -> HTMLResponse:
    """Show the study's questions, facts, stakeholders, districts and focus groups."""
    require(viewer, Action.EDIT_STUDY)
    return render(
        request, "studies/settings.html", study=studies.study(session, viewer), done=done,
        research=studies.research_questions(session, viewer), guide=studies.guide_questions(session, viewer),
        stakeholders=studies.stakeholders(session, viewer), districts=studies.districts(session, viewer),
        groups=studies.focus_groups(session, viewer),
    )  # fmt: skip


@router.post("/studies/{study_id}/settings", name="studies:edit")
def edit(
    request: Request, session: InSession, viewer: CurrentViewer, once: FormOnce,
    title: Words, research: Words, guide: Words, several: Annotated[int, Form(ge=2, le=1000)],
    method: Words = "", stance: Words = "", approval: Words = "", information_sheet: Words = "",
    recruitment: Words = "", sampling: Words = "", dates: Words = "",
) -> RedirectResponse:  # fmt: skip
    """Keep what the study says about itself."""
    if once.is_first:
        facts = {
            "title": title, "method": method, "stance": stance, "approval": approval,
            "information_sheet": information_sheet, "recruitment": recruitment, "sampling": sampling, "dates": dates,
        }  # fmt: skip
        actions.edit_study(session, viewer, facts, several=several, some=2)
        set_questions(session, viewer, research=research.splitlines(), guide=guide.splitlines())
    return go_to(request, "studies:settings", "saved", study_id=viewer.study_id)


@router.post("/studies/{study_id}/stakeholders", name="studies:add_stakeholder")
def add_stakeholder(
    request: Request, session: InSession, viewer: CurrentViewer, once: FormOnce,
    name: Words, plural: Words = "", short: Words = "", inclusion: Words = "",
) -> RedirectResponse:  # fmt: skip
    """Name a kind of participant."""
    if once.is_first:
        actions.add_stakeholder(session, viewer, name=name, plural=plural, short=short, inclusion=inclusion)
    return go_to(request, "studies:settings", "saved", "#stakeholders", study_id=viewer.study_id)


@router.post("/studies/{study_id}/districts", name="studies:add_district")
def add_district(
    request: Request, session: InSession, viewer: CurrentViewer, once: FormOnce, name: Words
) -> RedirectResponse:
    """Name a district."""
    if once.is_first:
        actions.add_district(session, viewer, name=name)
    return go_to(request, "studies:settings", "saved", "#districts", study_id=viewer.study_id)


@router.post("/studies/{study_id}/focus-groups", name="studies:add_focus_group")
def add_focus_group(
    request: Request, session: InSession, viewer: CurrentViewer, once: FormOnce,
    label: Words, stakeholder: Annotated[UUID, Form()], district: Annotated[UUID | Literal[""], Form()] = "",
    minutes: Annotated[str, Form(pattern=r"^\d{0,4}$")] = "", setting: Words = "", held_by: Words = "",
) -> RedirectResponse:  # fmt: skip
    """Name a focus group."""
    if once.is_first:
        actions.add_focus_group(
            session, viewer, label=label, stakeholder_id=stakeholder,
            district_id=district or None, minutes=int(minutes) if minutes else None,
            setting=setting, held_by=held_by,
        )  # fmt: skip
    return go_to(request, "studies:settings", "saved", "#focus-groups", study_id=viewer.study_id)
