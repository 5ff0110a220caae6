"""Somebody is signed out while a page is open: what they wrote there stays, and can be sent after signing in again."""

import json

from tests.web.scene import alert
from tests.web.way_in import HTMX


def test_a_page_that_is_open_stays_and_says_where_to_sign_in(scene, way):
    found = way.identifiers()
    scene.lead.cookies.clear()

    answer = found.press("Go on to the check", headers=HTMX)

    assert answer.status == 401
    assert "hx-redirect" not in answer.answer.headers
    assert answer.answer.headers["hx-retarget"] == "#alert"
    assert "What you wrote is still here." in answer.said
    assert answer.tree.xpath("//a[@target='_blank']/@href") == [scene.to("entrance:sign_in")]


def test_after_signing_in_again_the_page_gets_the_token_that_its_forms_need(scene, way):
    found = way.identifiers()
    scene.sign_in_again("lead")

    stale = found.press("Go on to the check", headers=HTMX)
    told = json.loads(stale.answer.headers["hx-trigger"])["signed-in-anew"]["token"]
    again = found.press("Go on to the check", {"form_token": told}, headers=HTMX)

    assert stale.status == 403
    assert "Please send it once more" in stale.said
    assert again.status == 422
    assert "Decide about every sure and likely row" in again.said


def test_a_whole_page_from_an_earlier_sign_in_tells_no_token(scene, way):
    found = way.identifiers()
    scene.sign_in_again("lead")

    stale = found.press("Go on to the check")

    assert stale.status == 403
    assert "hx-trigger" not in stale.answer.headers
    assert alert(stale.answer.text)
