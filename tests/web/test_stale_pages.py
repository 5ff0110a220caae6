"""A page that is older than what it changes, and a door that is gone through twice."""

from uuid import uuid4

from app.workbench.rounds import open_independent_round
from tests import factories


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
