"""Two leads who write the settings at the same time: what only one has changed stays, of the rest both are shown."""

import lxml.html
import pytest

from app.security.permissions import Role
from app.workbench import accounts
from app.workbench.study_facts import facts_of
from tests import factories
from tests.factories import on_sqlite
from tests.web.scene import Browser


@pytest.fixture
def second(scene):
    """Another lead of the study, at a browser of their own."""
    with scene.write() as session:
        joins = factories.account(session, login="second", name="Second Lead")
        viewer = factories.member(session, scene.viewers["lead"], role=Role.LEAD, initials="SL", by=joins)
        token = accounts.sign_in(session, viewer.account_id)
    return Browser(scene.application, scene.portal, token)


def opened(scene, browser):
    """Return the first form of the settings as a browser would send it."""
    page = lxml.html.fromstring(browser.get(scene.to("studies:settings")).text)
    [form] = [one for one in page.forms if one.fields.get("title") is not None]
    return dict(form.form_values())


def facts(scene):
    with scene.read() as session:
        return facts_of(session, scene.viewers["lead"])


def store(scene, browser, sent, **changes):
    return browser.post(scene.to("studies:edit"), data={**sent, **changes})


def test_what_two_have_changed_in_different_places_stands_side_by_side(scene, second):
    mine, theirs = opened(scene, scene.lead), opened(scene, second)

    assert store(scene, second, theirs, stance="We differ.", guide="What helps?\nWho stays?").status_code == 303
    assert store(scene, scene.lead, mine, title="Support", several="4").status_code == 303

    now = facts(scene)
    assert (now["title"], now["several"], now["stance"]) == ("Support", "4", "We differ.")
    assert now["guide"] == "What helps?\nWho stays?"


@on_sqlite
def test_of_what_both_have_changed_the_second_sees_both_and_chooses(scene, second):
    mine, theirs = opened(scene, scene.lead), opened(scene, second)
    store(scene, second, theirs, stance="We differ.", method="Four steps", research="Why?")

    answer = store(scene, scene.lead, mine, stance="We agree.", title="Support", research="Why?")

    assert answer.status_code == 409
    page = lxml.html.fromstring(answer.text)
    assert page.xpath("//*[@id='now-stance']/text()") == ["We differ."]
    assert page.xpath("//textarea[@name='stance']/text()") == ["We agree."]
    # What only the colleague changed is taken over, what both wrote alike is no difference, and nothing is stored yet.
    assert page.xpath("//input[@name='method' and @type='hidden']/@value") == ["Four steps"]
    assert page.xpath("//input[@name='research' and @type='hidden']/@value") == ["Why?"]
    assert (facts(scene)["stance"], facts(scene)["title"]) == ("We differ.", "Social support")

    [form] = [one for one in page.forms if one.fields.get("stance") is not None]
    assert scene.lead.post(scene.to("studies:edit"), data=dict(form.form_values())).status_code == 303
    now = facts(scene)
    assert (now["stance"], now["title"], now["method"]) == ("We agree.", "Support", "Four steps")


@on_sqlite
def test_a_third_who_comes_between_is_seen_too(scene, second):
    mine, theirs = opened(scene, scene.lead), opened(scene, second)
    store(scene, second, theirs, stance="One")
    page = lxml.html.fromstring(store(scene, scene.lead, mine, stance="Two").text)
    [form] = [one for one in page.forms if one.fields.get("stance") is not None]
    chosen = dict(form.form_values())
    store(scene, second, opened(scene, second), stance="Three")

    answer = scene.lead.post(scene.to("studies:edit"), data=chosen)

    assert answer.status_code == 409
    assert lxml.html.fromstring(answer.text).xpath("//*[@id='now-stance']/text()") == ["Three"]
