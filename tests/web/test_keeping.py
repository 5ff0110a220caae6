"""What is answered with "done" is stored, and what is refused or fails has never been."""

import pytest
from sqlalchemy import func, select

from app.store.base import Base
from app.store.tables import Coding
from app.workbench.trail import verify_trails
from tests.factories import KEY
from tests.web.carrying import to_sign
from tests.web.scene import alert


def counts(scene):
    """Return how many rows each table holds; when a browser was last seen is no row."""
    with scene.read() as session:
        return {
            table.name: session.scalar(select(func.count()).select_from(table)) for table in Base.metadata.sorted_tables
        }


@pytest.fixture
def full_disk(scene, monkeypatch):
    """Let every commit fail from here on, as the driver does on a full disk, until the list holds nothing."""
    failing, dialect = ["yes"], scene.engine.dialect
    commit = dialect.do_commit

    def fail(connection):
        if failing:
            raise dialect.loaded_dbapi.OperationalError("the disk is full")
        commit(connection)

    monkeypatch.setattr(dialect, "do_commit", fail)
    return failing


@pytest.mark.usefixtures("full_disk")
@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}], ids=["page", "fragment"])
def test_a_coding_whose_commit_fails_is_not_answered_as_done(scene, headers):
    before = counts(scene)

    answer = scene.lead.fill_in(scene.to("coding:apply"), headers, turn="2", code=str(scene.code.id))

    assert answer.status_code >= 500
    assert "nothing was changed" in alert(answer.text)
    assert "Coded" not in answer.text
    assert counts(scene) == before


@pytest.mark.usefixtures("full_disk")
def test_no_form_is_answered_as_done_when_its_commit_fails(scene):
    before = counts(scene)
    forms = {
        "studies:begin": {"title": "One more"},
        "codebook:create": {"name": "One more"},
        "themes:create": {"name": "One more"},
        "studies:add_district": {"name": "One more"},
        "members:invite": {"role": "supervisor"},
        "rounds:open": {},
        "coding:reading": {"state": "done"},
        "importing:store": to_sign(scene),
        "asking:confirm": {"turn": "5", "move": "probe"},
        "entrance:leave": {},
    }

    for name, fields in forms.items():
        answer = scene.lead.fill_in(scene.to(name), **fields)
        assert (name, answer.status_code) == (name, 503)
        assert "set-cookie" not in answer.headers

    assert counts(scene) == before
    assert scene.lead.get(scene.to("studies:all")).status_code == 200


def test_a_form_whose_commit_failed_can_be_sent_again(scene, full_disk):
    sent = {**scene.lead.once(), "turn": "2", "code": str(scene.code.id)}
    assert scene.lead.post(scene.to("coding:apply"), data=sent).status_code == 503

    full_disk.clear()
    answer = scene.lead.post(scene.to("coding:apply"), data=sent)

    assert answer.status_code == 303
    assert counts(scene)["coding"] == 1
    with scene.read() as session:
        assert verify_trails(session, KEY)[1] == []


def test_a_refused_form_leaves_nothing_behind(scene):
    scene.code_turn(2)
    before = counts(scene)

    # The code is made first; then the passage turns out to have other words, and the code must go again.
    answer = scene.lead.fill_in(scene.to("coding:new_code"), name="Made too early", start="0", end="4", words="Other")

    assert answer.status_code == 409
    assert counts(scene) == before


def test_a_fault_of_ours_is_a_page_with_a_number_and_stores_nothing(scene, monkeypatch):
    before = counts(scene)
    monkeypatch.setattr("app.web.changes.go_to", lambda *_, **__: 1 / 0)

    answer = scene.code_turn(2)

    assert answer.status_code == 500
    assert "tell whoever runs the workbench this number" in alert(answer.text)
    assert counts(scene) == before
    with scene.read() as session:
        assert session.scalar(select(func.count()).select_from(Coding)) == 0
