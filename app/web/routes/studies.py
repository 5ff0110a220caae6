"""Studies: all of mine, one's home, and its settings."""

from collections.abc import Mapping
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Form, Request
from pydantic import BeforeValidator, Field
from sqlalchemy.orm import Session
from starlette.responses import HTMLResponse, RedirectResponse, Response

from app.security.permissions import Action, require
from app.security.viewer import Viewer
from app.store.queries import accounts, studies, transcripts
from app.store.queries.anonymity import is_pseudonymised
from app.store.tables import SignedThing
from app.web.forms import Line, Words, absent_if_empty
from app.web.pages import go_to, render
from app.web.routes.codebook import both_texts
from app.web.sessions import CurrentAccount, CurrentViewer, FormOnce, InDesk, InSession
from app.web.words import STUDY_PARTS
from app.workbench import studies as actions
from app.workbench.comparison import read_groups
from app.workbench.my_work import my_work
from app.workbench.quotes import quote_count
from app.workbench.step_board import step_board
from app.workbench.study_facts import WrittenBySomebodyElse, facts_of, ground_of, joined, write_facts
from app.workbench.theme_tree import tree
from app.workbench.wording_rules import both_rules, define_words

router = APIRouter()
Percent = Annotated[Annotated[int, Field(ge=1, le=99)] | None, Form(), BeforeValidator(absent_if_empty)]
Several = Annotated[Annotated[int, Field(ge=2, le=1000)] | None, Form(), BeforeValidator(absent_if_empty)]


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
    talks, grown = transcripts.transcripts(session, viewer), tree(session, viewer)
    return render(
        request, "studies/home.html", study=studies.study(session, viewer), done=done,
        groups=studies.focus_groups(session, viewer), transcripts=talks,
        people=transcripts.person_count(session, viewer), read=read_groups(session, viewer),
        research=studies.research_questions(session, viewer), codes=grown.every_code(),
        quotes=quote_count(session, viewer, grown), round=studies.round_of_work(session, viewer),
        work=my_work(session, viewer, talks),
        pseudonymised=is_pseudonymised(session, viewer), board=step_board(session, viewer, grown),
        thing=SignedThing.STEP,
    )  # fmt: skip


@router.get("/studies/{study_id}/settings", name="studies:settings")
def settings(request: Request, session: InSession, viewer: CurrentViewer, done: str = "") -> HTMLResponse:
    """Show the study's questions, facts, stakeholders, districts and focus groups."""
    require(viewer, Action.EDIT_STUDY)
    rules, people_rules = both_rules(session, viewer)
    return render(
        request, "studies/settings.html", study=studies.study(session, viewer), done=done,
        research=studies.research_questions(session, viewer), guide=studies.guide_questions(session, viewer),
        ground=ground_of(facts_of(session, viewer)),
        stakeholders=studies.stakeholders(session, viewer), districts=studies.districts(session, viewer),
        groups=studies.focus_groups(session, viewer), rules=rules, people_rules=people_rules,
    )  # fmt: skip


@router.post("/studies/{study_id}/words", name="studies:words")
def words(
    request: Request, session: InSession, viewer: CurrentViewer, once: FormOnce, groups_many: Percent = None,
    groups_most: Percent = None, groups_almost_all: Percent = None, people_several: Several = None,
    people_many: Percent = None, people_most: Percent = None, people_almost_all: Percent = None,
) -> RedirectResponse:  # fmt: skip
    """Keep which words the study uses for counts."""
    if once.is_first:
        define_words(
            session, viewer, groups=(groups_many, groups_most, groups_almost_all), people_several=people_several,
            people=(people_many, people_most, people_almost_all),
        )  # fmt: skip
    return go_to(request, "studies:settings", "saved", "#words-for-counts", study_id=viewer.study_id)


@router.post("/studies/{study_id}/settings", name="studies:edit")
def edit(
    request: Request, session: InSession, viewer: CurrentViewer, once: FormOnce,
    title: Words, several: Annotated[int, Form(ge=2, le=1000)], research: Words = "", guide: Words = "",
    method: Words = "", stance: Words = "", approval: Words = "", information_sheet: Words = "",
    recruitment: Words = "", sampling: Words = "", dates: Words = "", ground: Line = "",
) -> Response:  # fmt: skip
    """Keep what the study says about itself; where somebody was first with the same, show both texts."""
    if once.is_first:
        facts = {
            "title": title, "research": research, "guide": guide, "method": method, "stance": stance,
            "several": str(several), "approval": approval, "information_sheet": information_sheet,
            "recruitment": recruitment, "sampling": sampling, "dates": dates,
        }  # fmt: skip
        try:
            write_facts(session, viewer, facts, ground=ground)
        except WrittenBySomebodyElse:
            return _both(request, session, viewer, facts, ground)
    return go_to(request, "studies:settings", "saved", study_id=viewer.study_id)


def _both(request: Request, session: Session, viewer: Viewer, mine: Mapping[str, str], ground: str) -> HTMLResponse:
    """Show the settings as somebody has left them meanwhile beside what was written, to choose."""
    theirs = facts_of(session, viewer)
    whole, _ = joined(theirs, mine, ground)
    address = request.app.url_path_for("studies:settings", study_id=viewer.study_id)
    return both_texts(
        request, study=studies.study(session, viewer), parts=STUDY_PARTS, theirs=theirs, anyway=False,
        mine=whole, ground=("ground", ground_of(theirs)), address=address, back=address,
    )  # fmt: skip


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
