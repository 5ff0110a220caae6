"""A page that is older than what it changes, and a door that is gone through twice."""

from uuid import uuid4

from app.store.queries.coding import codings
from app.workbench.codebook import retire_code
from app.workbench.merging import merge_codes
from app.workbench.rounds import open_independent_round
from tests import factories
from tests.web.scene import alert

HTMX = {"HX-Request": "true"}


def test_a_page_from_before_a_round_codes_nothing_into_it(scene):
    with scene.write() as session:
        lead = factories.again(session, scene.viewers["lead"])
        before = factories.study_queries.round_of_work(session, lead).id
        open_independent_round(session, lead)

    answer = scene.lead.fill_in(scene.to("coding:apply"), turn="2", code=str(scene.code.id), round=str(before))

    assert answer.status_code == 409
    assert "The round has changed" in answer.text
    with scene.read() as session:
        assert factories.coding_ids(session, factories.again(session, lead), scene.talk) == []


def test_joining_twice_is_joining_once(scene):
    address = scene.to("entrance:join", token=scene.invitation)
    fields = {"name": "Kari", "login": "kari.n", "password": "a few words in a row", "operation": str(uuid4())}

    first = scene.anonymous.post(address, data=fields)
    second = scene.anonymous.post(address, data=fields)

    assert (first.status_code, second.status_code) == (303, 303)


def test_a_code_that_was_merged_meanwhile_is_put_on_as_what_it_became(scene):
    with scene.write() as session:
        lead = scene.viewers["lead"]
        old = factories.code(session, lead, name="Being noticed")
        merge_codes(session, lead, old.id, scene.code.id)

    answer = scene.co_researcher.fill_in(scene.to("coding:apply"), HTMX, turn="2", code=str(old.id))

    assert answer.status_code == 200
    assert "is coded as Being seen." in answer.text
    assert codes_on(scene) == [("Being seen", scene.code.id)]


def test_a_code_that_was_retired_meanwhile_is_refused_with_a_sentence(scene):
    with scene.write() as session:
        retire_code(session, scene.viewers["lead"], scene.code.id)

    answer = scene.co_researcher.fill_in(scene.to("coding:apply"), HTMX, turn="2", code=str(scene.code.id))

    assert answer.status_code == 409
    assert "This code is retired. A lead author can take it back into use under Codebook." in alert(answer.text)
    assert codes_on(scene) == []


def test_what_an_older_page_does_to_a_coding_that_is_gone_is_said_and_changes_nothing(scene):
    scene.code_turn(2)
    [coding] = ids(scene)
    scene.lead.fill_in(scene.to("coding:remove"), coding=str(coding))

    answers = [
        scene.lead.fill_in(scene.to("coding:remove"), HTMX, coding=str(coding)),
        scene.lead.fill_in(scene.to("coding:recode"), HTMX, coding=str(coding), code=str(scene.code.id)),
        scene.lead.fill_in(scene.to("coding:move"), HTMX, coding=str(coding), start="0", end="4", words="What"),
    ]

    assert {answer.status_code for answer in answers} == {404}
    assert all(alert(answer.text) for answer in answers)
    assert codes_on(scene) == []


def codes_on(scene):
    with scene.read() as session:
        return [(row.code, row.own_code_id) for row in codings(session, scene.viewers["lead"], scene.talk.id)]


def ids(scene):
    with scene.read() as session:
        return factories.coding_ids(session, scene.viewers["lead"], scene.talk)
