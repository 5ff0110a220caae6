"""The codebook: one name for one code, and a rule for using it."""

from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest

from app.security.permissions import NotAllowed, Role
from app.store.queries import coding as queries
from app.store.queries.studies import study
from app.store.queries.transcripts import NotInThisStudy
from app.workbench.codebook import CodeExists, CodeNameMissing, create_code, edit_code
from tests import factories

RULE = {
    "definition": "Somebody falls silent. ",
    "use_when": "no answer comes",
    "do_not_use_when": "they moved",
    "example": "She never wrote back.",
    "near_miss": "He was ill.",
}


@pytest.fixture
def lead(session):
    return factories.study(session)


def test_a_code_keeps_its_rule(session, lead):
    create_code(session, lead, name="  Ghosting   by friends ", rule=RULE)

    [row] = queries.codes(session, lead)
    assert row.name == "Ghosting by friends"
    assert row[2:7] == (
        "Somebody falls silent.",
        "no answer comes",
        "they moved",
        "She never wrote back.",
        "He was ill.",
    )
    assert row.codings == 0


@pytest.mark.parametrize("same", ["Shame", "shame", "  SHAME "])
def test_one_name_stands_for_one_code(session, lead, same):
    factories.code(session, lead, name="Shame")

    with pytest.raises(CodeExists):
        factories.code(session, lead, name=same)


@pytest.mark.parametrize("name", ["", "  ", "\n"])
def test_a_code_needs_a_name(session, lead, name):
    with pytest.raises(CodeNameMissing):
        create_code(session, lead, name=name)


def test_two_studies_may_use_one_name(session, lead):
    other = factories.study(session)
    factories.code(session, lead, name="Shame")
    factories.code(session, other, name="Shame")

    assert [row.name for row in queries.codes(session, lead)] == ["Shame"]


def test_a_code_is_renamed_and_its_rule_written_anew(session, lead):
    code = create_code(session, lead, name="Shame", rule=RULE)

    edit_code(session, lead, code.id, name="shame", rule={"definition": "Hiding"})

    [row] = queries.codes(session, lead)
    assert (row.name, row.definition, row.use_when) == ("shame", "Hiding", "no answer comes")


def test_a_code_cannot_take_the_name_of_another(session, lead):
    factories.code(session, lead, name="Shame")
    other = factories.code(session, lead, name="Pride")

    with pytest.raises(CodeExists):
        edit_code(session, lead, other.id, name="SHAME", rule={})


def test_every_change_raises_the_revision_of_the_codebook(session, lead):
    code = factories.code(session, lead)
    first = study(session, lead).codebook_revision
    edit_code(session, lead, code.id, name="Another name", rule={})
    second = study(session, lead).codebook_revision
    factories.code(session, lead)

    assert (first, second, study(session, lead).codebook_revision) == (1, 2, 3)


def test_a_code_knows_the_revision_it_was_made_in(session, lead):
    first, second = factories.code(session, lead), factories.code(session, lead)

    assert queries.code_revisions(session, lead) == {first.id: 1, second.id: 2}


def test_a_code_shows_how_often_it_was_used(session, lead):
    code, unused = factories.code(session, lead, name="A"), factories.code(session, lead, name="B")
    talk = factories.transcript(session, lead)
    factories.coding(session, lead, talk=talk, label=code, turn=2)
    factories.coding(session, lead, talk=talk, label=code, turn=3)

    assert [(row.name, row.codings) for row in queries.codes(session, lead)] == [("A", 2), ("B", 0)]
    assert queries.coding_count(session, lead, code.id) == 2
    assert queries.coding_count(session, lead, unused.id) == 0


def test_a_co_researcher_makes_codes_and_a_lead_edits_them(session, lead):
    coder = factories.member(session, lead)
    code = factories.code(session, coder)

    with pytest.raises(NotAllowed):
        edit_code(session, coder, code.id, name="Mine", rule={})
    assert edit_code(session, lead, code.id, name="Ours", rule={}).name == "Ours"


def test_a_supervisor_makes_no_codes(session, lead):
    supervisor = factories.member(session, lead, role=Role.SUPERVISOR)

    with pytest.raises(NotAllowed):
        factories.code(session, supervisor)


def test_a_code_of_another_study_is_not_found(session, lead):
    code, other = factories.code(session, lead), factories.study(session)

    with pytest.raises(NotInThisStudy):
        edit_code(session, other, code.id, name="Ours", rule={})
    with pytest.raises(NotInThisStudy):
        edit_code(session, lead, uuid4(), name="Nobody's", rule={})


def test_of_two_who_make_one_code_at_the_same_time_the_second_is_told(write, read):
    with write() as session:
        lead = factories.study(session)

    def make(name: str) -> str:
        try:
            with write() as session:
                return factories.code(session, lead, name=name).name
        except CodeExists:
            return "told"

    with ThreadPoolExecutor(8) as threads:
        heard = sorted(threads.map(make, ["Shame", "shame", "SHAME", "sHame", "Shame", "shame", "Shame", "Shame"]))

    assert heard.count("told") == 7
    with read() as session:
        assert len(queries.codes(session, lead)) == 1
