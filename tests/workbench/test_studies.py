"""A study: what it asks, and whom it talks with."""

from uuid import uuid4

import pytest

from app.analysis.wording import CountWithoutWord
from app.security.permissions import NotAllowed, Role
from app.store.queries import studies as queries
from app.store.queries.transcripts import NotInThisStudy
from app.store.tables import JobState, RoundKind
from app.workbench import studies
from app.workbench.jobs import begin_job, end_job, job
from app.workbench.questions import set_questions
from app.workbench.studies import NameTaken, TitleMissing, begin_study, create_study, edit_study
from tests import factories
from tests.factories import KEY


@pytest.fixture
def lead(session):
    return factories.study(session)


def test_a_study_begins_with_its_lead_and_one_shared_round(session, lead):
    [round_] = queries.rounds(session, lead)

    assert (lead.role, round_.kind, round_.position) == (Role.LEAD, RoundKind.SHARED, 1)
    assert queries.round_of_work(session, lead).id == round_.id


def test_only_an_administrator_begins_a_study(session):
    somebody = factories.account(session)
    administrator = factories.account(session, name="Anne Moe", administrator=True)
    study_id = uuid4()

    with pytest.raises(studies.MayNotBegin):
        begin_study(session, somebody, title="Study", key=KEY, study_id=uuid4())
    viewer = begin_study(session, administrator, title="Study", key=KEY, study_id=study_id)

    assert (viewer.study_id, viewer.initials) == (study_id, "AM")


def test_a_study_needs_a_title(session, lead):
    with pytest.raises(TitleMissing):
        create_study(session, lead.account_id, "LA", title="  ", key=KEY)
    with pytest.raises(TitleMissing):
        edit_study(session, lead, {"title": " "}, several=3, some=2)


def test_facts_and_wording_are_kept(session, lead):
    edit_study(session, lead, {"title": " New ", "method": "Four steps", "approval": "REK 1"}, several=4, some=2)

    kept = queries.study(session, lead)
    assert (kept.title, kept.method, kept.approval, kept.several, kept.some) == ("New", "Four steps", "REK 1", 4, 2)


@pytest.mark.parametrize(("several", "some"), [(1, 1), (2, 3), (3, 1), (0, 0)])
def test_wording_that_leaves_a_count_without_a_word_is_refused(session, lead, several, some):
    with pytest.raises(CountWithoutWord):
        edit_study(session, lead, {"title": "Study"}, several=several, some=some)


def test_questions_are_written_anew_in_their_order(session, lead):
    set_questions(session, lead, research=["Old"], guide=["Old one", "Old two"])

    set_questions(session, lead, research=["First", "", " Second "], guide=["Tell us"])

    assert queries.research_questions(session, lead) == ["First", "Second"]
    assert queries.guide_questions(session, lead) == ["Tell us"]


def test_a_focus_group_has_its_stakeholder_and_perhaps_a_district(session, lead):
    factories.focus_group(session, lead, label="Service users 1", district="District A")
    factories.focus_group(session, lead, label="Volunteers 1", stakeholder="Volunteer")

    assert [(one.label, one.stakeholder, one.short, one.district) for one in queries.focus_groups(session, lead)] == [
        ("Service users 1", "Service users", "SU", "District A"), ("Volunteers 1", "Volunteers", "V", None),
    ]  # fmt: skip


def test_one_name_stands_for_one_thing(session, lead):
    factories.focus_group(session, lead, label="Service users 1", district="District A")

    for again in (
        lambda: studies.add_stakeholder(session, lead, name="Service user", plural="", short="X"),
        lambda: studies.add_stakeholder(session, lead, name="Other", plural="", short="SU"),
        lambda: studies.add_district(session, lead, name=" District A "),
        lambda: factories.focus_group(session, lead, label=" Service users 1"),
    ):
        with pytest.raises(NameTaken):
            again()


def test_everything_needs_a_name(session, lead):
    for nameless in (
        lambda: studies.add_stakeholder(session, lead, name=" ", plural="", short=""),
        lambda: studies.add_district(session, lead, name=""),
        lambda: factories.focus_group(session, lead, label=" "),
    ):
        with pytest.raises(TitleMissing):
            nameless()


def test_a_stakeholder_without_plural_and_short_form_gets_them(session, lead):
    made = studies.add_stakeholder(session, lead, name="Carer", plural="", short="")

    assert (made.plural, made.short) == ("Carer", "CA")


@pytest.mark.parametrize("role", [Role.CO_RESEARCHER, Role.SUPERVISOR])
def test_only_a_lead_sets_the_study_up(session, lead, role):
    member, id_ = factories.member(session, lead, role=role), uuid4()

    for refused in (
        lambda: edit_study(session, member, {"title": "Mine"}, several=3, some=2),
        lambda: set_questions(session, member, research=[], guide=[]),
        lambda: studies.add_stakeholder(session, member, name="A", plural="", short=""),
        lambda: studies.add_district(session, member, name="A"),
        lambda: studies.add_focus_group(session, member, label="A", stakeholder_id=id_),
        lambda: begin_job(session, member, id_, "import"),
    ):
        with pytest.raises(NotAllowed):
            refused()


def test_a_focus_group_is_not_made_of_another_studys_parts(session, lead):
    factories.focus_group(session, lead, district="District A")
    other = factories.study(session)
    factories.focus_group(session, other, district="District B")
    theirs, ours = queries.stakeholders(session, lead)[0].id, queries.stakeholders(session, other)[0].id

    with pytest.raises(NotInThisStudy):
        studies.add_focus_group(session, other, label="A", stakeholder_id=theirs)
    place = queries.districts(session, lead)[0].id
    with pytest.raises(NotInThisStudy):
        studies.add_focus_group(session, other, label="A", stakeholder_id=ours, district_id=place)


def test_a_job_is_begun_once_and_ends(session, lead):
    id_ = uuid4()
    for _ in range(2):
        begin_job(session, lead, id_, "import")
    running = job(session, lead, id_).state
    end_job(session, lead, id_, JobState.REFUSED)
    session.expire_all()

    ended = job(session, lead, id_)
    assert (running, ended.state, ended.progress) == (JobState.RUNNING, JobState.REFUSED, 100)
    assert ended.ended_at >= ended.started_at


def test_a_job_is_its_members_alone(session, lead):
    id_ = uuid4()
    begin_job(session, lead, id_, "import")
    colleague = factories.member(session, lead, role=Role.LEAD)

    for viewer in (colleague, factories.study(session)):
        with pytest.raises(NotInThisStudy):
            job(session, viewer, id_)
