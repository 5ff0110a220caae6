"""The coding screen says who codes together and whose paper is entered, keeps it until it is ended, and marks it."""

from urllib.parse import urlencode

import lxml.html

from app.store.queries.coding import codings
from tests.web.scene import alert

HTMX = {"HX-Request": "true"}


def rows(scene):
    with scene.read() as session:
        return codings(session, scene.viewers["lead"], scene.talk.id)


def form_fields(page, id_):
    found = lxml.html.fromstring(page).get_element_by_id(id_)
    return {one.name: one.value for one in found.iter("input")}


def screen(scene, browser, **asked):
    return browser.get(f"{scene.to('coding:screen')}?{urlencode(asked)}")


def test_coding_together_is_chosen_shown_kept_and_ended(scene):
    co = str(scene.viewers["co-researcher"].member_id)
    plain = screen(scene, scene.lead).text
    page = screen(scene, scene.lead, **{"with": co}).text

    assert "We code together: who is here?" in plain
    assert "We code together: CR + LA." in page
    for name in ("code-form", "taking-off", "move-form", "recode-form"):
        assert form_fields(page, name)["with"] == co
    assert "End coding together" in page

    answer = scene.lead.fill_in(scene.to("coding:apply"), HTMX, turn="2", code=str(scene.code.id), **{"with": co})
    assert '<span class="coder">CR + LA</span>' in answer.text
    assert '<span class="coder">CR + LA</span>' in screen(scene, scene.co_researcher).text
    whole = scene.lead.fill_in(scene.to("coding:apply"), turn="3", code=str(scene.code.id), **{"with": co})
    assert f"with={co}" in whole.headers["location"]


def test_paper_is_entered_for_a_co_researcher_who_can_undo_it(scene):
    co = str(scene.viewers["co-researcher"].member_id)
    page = screen(scene, scene.lead, **{"for": co}).text
    assert "I enter this for CR, from paper." in page
    assert "CR has read it all" in page

    answer = scene.lead.fill_in(scene.to("coding:apply"), HTMX, turn="2", code=str(scene.code.id), **{"for": co})
    [row] = rows(scene)
    assert row.initials == "CR"
    assert f'value="{row.id}"' in answer.text
    assert "entered for CR, from paper" in scene.lead.get(scene.to("trail:all")).text

    turn = f"{scene.to('live:turns')}?numbers=2&for={co}"
    assert 'data-mine="yes"' in scene.lead.get(turn).text
    assert 'data-mine="yes"' not in scene.lead.get(turn.partition("&")[0]).text

    scene.co_researcher.fill_in(scene.to("coding:undo"), HTMX)
    assert rows(scene) == []


def test_who_may_not_and_what_is_elsewhere_is_refused(scene):
    lead, outsider = (str(scene.viewers[who].member_id) for who in ("lead", "outsider"))
    what = {"turn": "2", "code": str(scene.code.id)}

    assert "I enter paper for" not in screen(scene, scene.co_researcher).text
    assert "who is here?" not in screen(scene, scene.supervisor).text
    assert screen(scene, scene.co_researcher, **{"for": lead}).status_code == 403
    assert scene.co_researcher.fill_in(scene.to("coding:apply"), **what, **{"for": lead}).status_code == 403
    for field in ("with", "for"):
        assert screen(scene, scene.lead, **{field: outsider}).status_code == 404
        assert scene.lead.fill_in(scene.to("coding:apply"), **what, **{field: outsider}).status_code == 404
    assert rows(scene) == []


def test_a_page_from_before_a_blind_round_codes_nothing_for_or_with_others(scene):
    co = str(scene.viewers["co-researcher"].member_id)
    scene.lead.fill_in(scene.to("rounds:open"))

    for field in ("with", "for"):
        said = scene.lead.fill_in(scene.to("coding:apply"), turn="2", code=str(scene.code.id), **{field: co})
        assert said.status_code == 422
        assert "In an independent round each codes alone" in alert(said.text)
    assert rows(scene) == []
    assert "who is here?" not in screen(scene, scene.lead).text
