"""The door: who comes in, who goes out, and what every answer tells a browser."""

import re
from uuid import uuid4

import pytest
from starlette.testclient import TestClient

from app.security import passwords
from app.settings import Settings
from app.store.tables import Account
from app.web.application import create_application
from tests.factories import KEY, on_sqlite
from tests.web.scene import COOKIE, Browser, alert, form

PASSWORD = "coffee and time and nobody in a hurry"
ALWAYS = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}


@pytest.fixture(scope="module")
def password_hash():
    return passwords.hashed(PASSWORD)


@pytest.fixture
def door(scene, password_hash):
    """Return a browser in which nobody is signed in, and give the lead a password."""
    with scene.write() as session:
        session.get(Account, scene.viewers["lead"].account_id).password_hash = password_hash
    return Browser(scene.application, scene.portal)


def is_guarded(answer):
    policy = answer.headers["content-security-policy"]
    return (
        ALWAYS.items() <= dict(answer.headers).items()
        and "default-src 'none'" in policy
        and "frame-ancestors 'none'" in policy
        and "unsafe" not in policy
        and "HX-Request" in answer.headers["vary"]
    )


def test_every_kind_of_answer_carries_the_guards(scene, monkeypatch):
    lead, study = scene.lead, scene.to("studies:home")
    answers = {
        200: lead.get(study),
        303: scene.anonymous.get(study),
        401: scene.anonymous.post(scene.to("rounds:open")),
        403: scene.supervisor.get(scene.to("studies:settings")),
        404: lead.get("/nowhere"),
        405: lead.put(study),
        409: lead.fill_in(scene.to("coding:undo")),
        413: lead.fill_in(scene.to("codebook:create"), name="x" * 2**21),
        422: lead.fill_in(scene.to("codebook:create")),
    }
    fragment = lead.fill_in(scene.to("coding:apply"), {"HX-Request": "true"}, turn="2", code=str(scene.code.id))
    stranger = lead.post(scene.to("rounds:open"), headers={"Sec-Fetch-Site": "cross-site"})
    static = lead.get(scene.to("static", digest="0", name="ground.css"))
    monkeypatch.setattr("app.web.routes.studies.read_groups", lambda *_: 1 / 0)
    fault = lead.get(study)

    assert {status: answer.status_code for status, answer in answers.items()} == {status: status for status in answers}
    assert (fragment.status_code, stranger.status_code, static.status_code, fault.status_code) == (200, 403, 200, 500)
    assert all(map(is_guarded, [*answers.values(), fragment, stranger, static, fault]))
    kept = {answer.headers["cache-control"] for answer in [*answers.values(), fragment, fault]}
    assert kept == {"no-store"}
    assert "immutable" in static.headers["cache-control"]
    assert "strict-transport-security" not in static.headers


def test_pages_hold_nothing_that_the_policy_would_stop(scene):
    scene.code_turn(2)
    for name in ("studies:home", "coding:screen", "themes:board", "comparison:matrix", "agreement:audit"):
        page = scene.lead.get(scene.to(name)).text
        assert not re.search(r"<script(?![^>]*src=)|<style|\sstyle=|\son\w+=|javascript:", page)


def test_somebody_signs_in_and_out_again(scene, door):
    answer = door.post("/sign-in", data={"login": " LEAD ", "password": PASSWORD})

    assert (answer.status_code, answer.headers["location"]) == (303, "/studies")
    cookie = answer.headers["set-cookie"].lower()
    assert cookie.startswith(f"{COOKIE}=")
    assert all(flag in cookie for flag in ("; httponly", "; samesite=lax", "; path=/"))
    assert "; secure" not in cookie
    door.token = door.cookies[COOKIE]
    assert "Social support" in door.get("/studies").text

    out = door.fill_in("/sign-out")

    assert (out.status_code, out.headers["location"]) == (303, "/sign-in")
    again = Browser(scene.application, scene.portal, door.token)
    assert again.get("/studies").status_code == 303
    assert again.fill_in(scene.to("rounds:open")).status_code == 401


@on_sqlite
@pytest.mark.usefixtures("door")
def test_behind_https_the_cookie_belongs_to_this_host_alone(database_url, tmp_path):
    settings = Settings(
        database_url=database_url, secret_key=KEY.decode(), data_directory=tmp_path, secure_cookies=True
    )

    with TestClient(create_application(settings), base_url="https://testserver", follow_redirects=False) as safe:
        answer = safe.post("/sign-in", data={"login": "lead", "password": PASSWORD})
        inside = safe.get("/studies")

    cookie = answer.headers["set-cookie"]
    assert cookie.startswith("__Host-commonground=")
    assert "; Secure" in cookie
    assert "domain" not in cookie.lower()
    assert inside.status_code == 200
    assert inside.headers["strict-transport-security"].startswith("max-age=")


@on_sqlite
def test_a_wrong_password_and_an_unknown_login_are_told_the_same(door):
    wrong = door.post("/sign-in", data={"login": "lead", "password": "coffee without time"})
    unknown = door.post("/sign-in", data={"login": "nobody", "password": "coffee without time"})

    assert wrong.status_code == unknown.status_code == 401
    assert (
        alert(wrong.text) == alert(unknown.text) == "This name and password do not belong together. Please try again."
    )
    assert "coffee" not in wrong.text + unknown.text
    assert "set-cookie" not in wrong.headers


@on_sqlite
def test_after_five_wrong_passwords_the_right_one_waits_too(scene, door):
    for _ in range(5):
        assert door.post("/sign-in", data={"login": "lead", "password": "a guess"}).status_code == 401

    answer = door.post("/sign-in", data={"login": "lead", "password": PASSWORD})

    assert answer.status_code == 429
    assert "wait" in alert(answer.text)
    assert scene.lead.get("/studies").status_code == 200  # who is inside stays inside


def test_an_invitation_brings_one_person_into_the_study(scene, door):
    page = scene.lead.fill_in(scene.to("members:invite"), role="co-researcher").text
    [address] = re.findall(r'value="http://testserver(/invitations/[^"]+)"', page)
    newcomer = {"name": "New Person", "login": "new", "password": PASSWORD, "backgrounds": "Nurse"}

    shown = door.get(address).text
    newcomer["operation"] = form(shown, address)["operation"]
    assert "Social support" in shown
    short = door.post(address, data={**newcomer, "password": "short"})
    joined = door.post(address, data=newcomer)

    assert (short.status_code, joined.status_code) == (422, 303)
    assert "Social support" in door.get(joined.headers["location"]).text
    late = Browser(scene.application, scene.portal)
    assert late.get(address).status_code == 404
    assert late.post(address, data={**newcomer, "login": "other", "operation": str(uuid4())}).status_code == 404


def test_the_reader_chooses_a_language_and_else_the_browser_does(door):
    browser = {"Accept-Language": "nb-NO,nb;q=0.9,en;q=0.8"}

    assert '<html lang="nb">' in door.get("/sign-in", headers=browser).text
    assert "Logg inn" in door.get("/sign-in", headers={"Accept-Language": "no"}).text
    assert '<html lang="en">' in door.get("/sign-in", headers={"Accept-Language": "de"}).text
    door.get("/language/en")
    assert '<html lang="en">' in door.get("/sign-in", headers=browser).text
