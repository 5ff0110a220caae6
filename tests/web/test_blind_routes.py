"""Two worlds, route by route: every address answers a blind coder the same, whether a colleague works or not."""

from difflib import unified_diff
from itertools import count

import pytest
from starlette.testclient import TestClient

from app.settings import Settings
from app.store.queries.coding import codings
from app.store.tables import MemoOn
from app.web.application import create_application
from app.workbench.findings import make_finding
from app.workbench.memos import write_memo
from tests import factories
from tests.databases import BOTH
from tests.factories import KEY
from tests.web import test_every_route
from tests.web.scene import Scene
from tests.web.test_blind import blinded
from tests.web.test_every_route import OPEN, TABLE, asked, belongings, every_route

# A stream never ends: tests/web/test_live_blind.py listens to two of them.
ELSEWHERE = {"live:stream"}
# What is refused as long as the round is blind: it could not be put back for those who do not see all that hangs on it.
OTHERWISE = {
    "themes:merge": 409, "themes:remove": 409, "themes:take_back": 409,  # nothing was discarded
    "findings:remove": 422,
}  # fmt: skip


def play(url, folder, monkeypatch, *, with_colleague):
    """Let a blind coder use every route once; return the answers by the route's name."""
    for counter in (factories, "_numbers"), (test_every_route, "names"):
        monkeypatch.setattr(*counter, count(1))  # what has no name of its own is called the same in both
    settings = Settings(database_url=url, secret_key=KEY.decode(), data_directory=folder)
    application = create_application(settings)
    with TestClient(application) as door:
        scene = Scene(application, door.portal)
        mine = belongings(scene, "co-researcher")
        assert scene.lead.fill_in(scene.to("rounds:open")).status_code == 303
        mine |= of_this_round(scene)
        if with_colleague:
            with monkeypatch.context() as apart:
                apart.setattr(factories, "_numbers", count(1001))
                work_beside(scene)
        found = every_route(application)
        names = [name for name in TABLE if name not in OPEN | dict.fromkeys(ELSEWHERE)]
        answers = {name: asked(scene, "co-researcher", name, found[name], mine) for name in names}
    return {name: answer.status_code for name, answer in answers.items()}, dict(
        zip(names, blinded(answers.values()), strict=True)
    )


def of_this_round(scene):
    """Give the co-researcher codings, a passage, a code and a quote of the blind round."""
    with scene.write() as session:
        viewer = factories.again(session, scene.viewers["co-researcher"])
        codes = [factories.coding(session, viewer, talk=scene.talk, turn=turn).code_id for turn in (2, 3, 4, 5, 6)]
        rows = {row.code_id: row for row in codings(session, viewer, scene.talk.id)}
        first, second, third, fourth, _ = (rows[code] for code in codes)
        return {
            "code": codes[4], "coding": first.id, "unit": second.unit_id, "mark": third.id, "tapped": fourth.id,
            "spare": factories.code(session, viewer).id, "theme": factories.theme(session, viewer).id,
            "memo": write_memo(
                session, viewer, MemoOn.CODE, str(codes[0]), words="Of this round", private=False
            ).id,
            "finding": make_finding(session, viewer, theme_id=scene.theme.id, sentence="Some stay."),
        }  # fmt: skip


def work_beside(scene):
    """Let the lead work in the blind round in every way that leaves something behind."""
    lead = scene.lead
    for number in (2, 3, 4, 5, 6):
        assert scene.code_turn(number).status_code == 303
    assert lead.fill_in(scene.to("coding:new_code"), name="Shame", turn="4").status_code == 303
    assert lead.fill_in(scene.to("units:keep"), turn="2").status_code == 303
    assert lead.fill_in(scene.to("answers:mark"), turn="4", how="challenges").status_code == 303
    assert lead.fill_in(scene.to("coding:undo")).status_code == 303
    assert lead.fill_in(scene.to("coding:redo")).status_code == 303
    assert lead.fill_in(scene.to("coding:reading"), state="done").status_code == 303
    with scene.write() as session:
        viewer = factories.again(session, scene.viewers["lead"])
        factories.coding(session, viewer, talk=scene.talk, turn=1, words="support")
        factories.quote(session, viewer, talk=scene.talk, speaks_for=scene.subtheme)
    on = scene.to("memos:on", hangs_on="theme", thing_id=str(scene.theme.id))
    assert lead.fill_in(on, words="Of the round", reach="team").status_code == 303


@pytest.mark.parametrize("kind", BOTH)
def test_every_route_answers_a_blind_coder_the_same_whatever_a_colleague_does(databases, tmp_path, monkeypatch, kind):
    with databases.fresh(kind) as alone, databases.fresh(kind) as beside:
        statuses, first = play(alone, tmp_path, monkeypatch, with_colleague=False)
        _, second = play(beside, tmp_path, monkeypatch, with_colleague=True)

    said = {
        name: list(
            unified_diff(first[name].decode().splitlines(), second[name].decode().splitlines(), lineterm="", n=0)
        )
        for name in first
    }
    assert {name: lines for name, lines in said.items() if lines} == {}
    usual = {name: row[2] for name, row in TABLE.items()}
    assert {name: status for name, status in statuses.items() if status != usual[name]} == OTHERWISE
