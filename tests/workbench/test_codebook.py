"""The codebook: one name for one code, and a rule for using it."""

from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest

from app.security.permissions import NotAllowed, Role
from app.store.queries import codes as code_queries
from app.store.queries import coding as queries
from app.store.queries.studies import study
from app.store.queries.transcripts import NotInThisStudy
from app.workbench.codebook import (
    CodeExists,
    CodeNameMissing,
    CodeRetired,
    EditedSince,
    NameRetired,
    NotRetired,
    bring_back,
    create_code,
    edit_code,
    near_codes,
    retire_code,
)
from app.workbench.coding import recode
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

    [row] = code_queries.codes(session, lead)
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

    assert [row.name for row in code_queries.codes(session, lead)] == ["Shame"]


def test_a_code_is_renamed_and_its_rule_written_anew(session, lead):
    code = create_code(session, lead, name="Shame", rule=RULE)

    edit_code(session, lead, code.id, name="shame", rule={"definition": "Hiding"})

    [row] = code_queries.codes(session, lead)
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

    assert code_queries.code_revisions(session, lead) == {first.id: 1, second.id: 2}


def test_a_code_shows_how_often_it_was_used(session, lead):
    code, unused = factories.code(session, lead, name="A"), factories.code(session, lead, name="B")
    talk = factories.transcript(session, lead)
    factories.coding(session, lead, talk=talk, label=code, turn=2)
    factories.coding(session, lead, talk=talk, label=code, turn=3)

    assert [(row.name, row.codings) for row in code_queries.codes(session, lead)] == [("A", 2), ("B", 0)]
    assert code_queries.coding_count(session, lead, code.id) == 2
    assert code_queries.coding_count(session, lead, unused.id) == 0


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
        assert len(code_queries.codes(session, lead)) == 1


def test_a_retired_code_keeps_its_codings_and_is_put_on_nothing_more(session, lead):
    code, other = factories.code(session, lead, name="A"), factories.code(session, lead, name="B")
    talk = factories.transcript(session, lead)
    factories.coding(session, lead, talk=talk, label=code, turn=2)
    factories.coding(session, lead, talk=talk, label=other, turn=3)
    retire_code(session, lead, code.id)
    [_, coded] = queries.codings(session, lead, talk.id)

    with pytest.raises(CodeRetired):
        factories.coding(session, lead, talk=talk, label=code, turn=3)
    with pytest.raises(CodeRetired):
        recode(session, lead, coding_id=coded.id, code_id=code.id)
    with pytest.raises(CodeRetired):
        retire_code(session, lead, code.id)
    assert [(row.name, row.codings, row.retired) for row in code_queries.codes(session, lead)] == [
        ("A", 1, True), ("B", 1, False),
    ]  # fmt: skip


def test_a_retired_code_comes_back_into_use(session, lead):
    code = factories.code(session, lead)
    retire_code(session, lead, code.id)
    bring_back(session, lead, code.id)

    factories.coding(session, lead, label=code)
    with pytest.raises(NotRetired):
        bring_back(session, lead, code.id)


def test_the_name_of_a_retired_code_is_not_given_again(session, lead):
    retire_code(session, lead, factories.code(session, lead, name="Shame").id)

    with pytest.raises(NameRetired):
        factories.code(session, lead, name="shame")


def test_only_a_lead_retires_and_takes_back(session, lead):
    code, coder, other = factories.code(session, lead), factories.member(session, lead), factories.study(session)
    for act in (retire_code, bring_back):
        with pytest.raises(NotAllowed):
            act(session, coder, code.id)
        with pytest.raises(NotInThisStudy):
            act(session, other, code.id)


def test_of_two_who_edit_one_code_the_second_is_told(session, lead):
    code = factories.code(session, lead, name="Shame")
    edition = code.edition
    edit_code(session, lead, code.id, name="Shame", rule={"definition": "First"}, edition=edition)

    with pytest.raises(EditedSince):
        edit_code(session, lead, code.id, name="Shame", rule={"definition": "Second"}, edition=edition)

    assert code.definition == "First"
    edit_code(session, lead, code.id, name="Shame", rule={"definition": "Second"}, edition=edition + 1)
    assert (code.definition, code.edition) == ("Second", edition + 2)


def test_an_edit_that_changes_nothing_is_none(session, lead):
    code = create_code(session, lead, name="Shame", rule=RULE)

    edit_code(session, lead, code.id, name=" Shame ", rule=RULE)

    assert code.edition == 1


def test_of_many_who_edit_one_code_at_once_one_is_stored_and_the_others_are_told(write, read):
    with write() as session:
        lead = factories.study(session)
        code_id = factories.code(session, lead, name="Shame").id

    def edit(words):
        try:
            with write() as session:
                code_queries.code(session, lead, code_id)  # as a route that looks first
                edit_code(session, lead, code_id, name="Shame", rule={"definition": words}, edition=1)
        except EditedSince:
            return "told"
        return words

    with ThreadPoolExecutor(4) as threads:
        heard = list(threads.map(edit, "abcd"))

    assert heard.count("told") == 3
    with read() as session:
        assert code_queries.code(session, lead, code_id).definition in set(heard) - {"told"}


def test_near_names_are_told_of_codes_that_the_viewer_sees(session, lead):
    coder = factories.member(session, lead)
    ghosting = factories.code(session, lead, name="Ghosting by friends")
    lead, coder = factories.blind(session, lead, coder)
    factories.code(session, coder, name="Friends’ ghosting")

    assert [row.name for row, _ in near_codes(session, lead, "Friends ghosting by")] == ["Ghosting by friends"]
    assert near_codes(session, lead, "ghosting by FRIENDS") == []
    assert near_codes(session, lead, "Ghosting by friend", but=ghosting.id) == []
    assert near_codes(session, lead, "Money") == []
