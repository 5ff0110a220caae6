"""What somebody chose to see on the coding screen, and the keys that they chose for it."""

import lxml.html
import pytest

from app.web.keys import COMMANDS, KeyTwice, NoSingleKey, Role, kept_keys, keys_of
from app.web.showing import EVERYTHING, Showing, Which, showing
from tests import factories
from tests.factories import on_sqlite
from tests.web.way_in import HTMX


def shown(scene, choice, who="lead"):
    """Return which turns are on the page, each with the codes and coders that are drawn on it."""
    page = scene.browsers[who].get(scene.to("coding:screen"), params={"show": choice})
    assert page.status_code == 200
    return {
        int(turn.get("id").removeprefix("turn-")): [
            " ".join(one.text_content().split()) for one in turn.find_class("what")
        ]
        for turn in lxml.html.fromstring(page.text).find_class("turn")
    }


def drawn(scene, choice, who="lead"):
    return {number: codes for number, codes in shown(scene, choice, who).items() if codes}


@pytest.fixture
def coded(scene):
    """Turn 2 is coded by both with two codes, turn 3 by the co-researcher alone."""
    with scene.write() as session:
        lead, co = scene.viewers["lead"], scene.viewers["co-researcher"]
        other = factories.code(session, lead, name="Waiting")
        factories.coding(session, lead, talk=scene.talk, label=scene.code, turn=2)
        factories.coding(session, co, talk=scene.talk, label=other, turn=2)
        factories.coding(session, co, talk=scene.talk, label=other, turn=3)
    return other


@pytest.mark.usefixtures("coded")
@on_sqlite
def test_somebody_sees_the_codings_that_they_chose(scene):
    lead, co = scene.viewers["lead"], scene.viewers["co-researcher"]

    assert drawn(scene, "all") == {2: ["Being seen LA", "Waiting CR"], 3: ["Waiting CR"]}
    assert drawn(scene, "mine") == drawn(scene, f"coder:{lead.member_id}") == {2: ["Being seen LA"]}
    assert drawn(scene, f"coder:{co.member_id}") == {2: ["Waiting CR"], 3: ["Waiting CR"]}
    assert drawn(scene, f"code:{scene.code.id}") == {2: ["Being seen LA"]}
    assert (
        drawn(scene, f"theme:{scene.subtheme.id}") == drawn(scene, f"theme:{scene.theme.id}") == {2: ["Being seen LA"]}
    )
    assert drawn(scene, "none") == {}
    assert list(shown(scene, "uncoded")) == [1, 4, 5, 6]
    assert drawn(scene, "two") == {2: ["Being seen LA", "Waiting CR"]}
    assert list(shown(scene, "two")) == [2]
    assert list(shown(scene, "four")) == []
    assert "No turn has that many codings." in scene.lead.get(scene.to("coding:screen"), params={"show": "four"}).text


@on_sqlite
def test_a_choice_that_cannot_be_read_shows_everything_and_one_from_elsewhere_nothing(scene, coded):
    for choice in ("", "everybody", "code", "code:", "code:none", "mine:" + str(coded.id), "theme:" + "0" * 400):
        assert drawn(scene, choice) == drawn(scene, "all")
    assert drawn(scene, f"code:{scene.other_code.id}") == {}
    assert drawn(scene, f"theme:{scene.other_theme.id}") == {}


@on_sqlite
def test_a_changed_turn_is_drawn_as_the_page_was_chosen(scene, coded):
    address = scene.to("coding:screen")

    def answer(choice):
        headers = {**HTMX, "HX-Current-URL": f"http://testserver{address}?show={choice}"}
        del headers["HX-Boosted"]
        return scene.lead.fill_in(scene.to("coding:apply"), headers, turn="2", code=str(coded.id)).text

    assert answer("mine").count('class="coder"') == 2
    assert answer("all").count('class="coder"') == 3


def test_a_choice_is_read_as_it_is_written():
    for which in (Which.ALL, Which.MINE, Which.NONE, Which.UNCODED):
        assert showing(Showing(which).value) == Showing(which)
    assert showing("all") == EVERYTHING


@pytest.mark.usefixtures("coded")
@on_sqlite
def test_what_a_choice_shows_holds_in_a_blind_round(scene):
    scene.lead.fill_in(scene.to("rounds:open"))
    with scene.write() as session:
        me = factories.again(session, scene.viewers["co-researcher"])
        factories.coding(session, me, talk=scene.talk, label=scene.code, turn=6)

    assert drawn(scene, "all") == {2: ["Being seen LA", "Waiting CR"], 3: ["Waiting CR"]}
    assert list(shown(scene, "uncoded")) == [1, 4, 5, 6]


def test_single_keys_are_off_for_co_researchers_until_they_switch_them_on():
    assert not keys_of("", Role.CO_RESEARCHER).single
    assert keys_of("", Role.LEAD).single
    assert keys_of("", Role.SUPERVISOR).single
    chosen = kept_keys(single=True, by_command={"next": "d", "cycle": " "})
    assert keys_of(chosen, Role.CO_RESEARCHER).single
    assert keys_of(chosen, Role.CO_RESEARCHER).by_command["next"] == "d"
    assert keys_of(chosen, Role.CO_RESEARCHER).by_command["cycle"] == "o"


def test_a_key_does_one_thing_and_is_one_sign():
    with pytest.raises(KeyTwice):
        kept_keys(single=True, by_command={"next": "k"})
    for wrong in ("1", "ab", "\u0007"):
        with pytest.raises(NoSingleKey):
            kept_keys(single=True, by_command={"next": wrong})
    keys = [command.key for command in COMMANDS]
    assert len(set(keys)) == len(keys)


@on_sqlite
def test_keys_are_kept_for_oneself_alone(scene):
    page = scene.co_researcher.fill_in(scene.to("keys:choose"), single="yes", next="d")
    mine = scene.co_researcher.get(scene.to("coding:screen")).text
    other = scene.lead.get(scene.to("coding:screen")).text

    assert page.status_code == 303
    assert 'data-single-keys="yes"' in mine
    assert "&#34;next&#34;: &#34;d&#34;" in mine
    assert "&#34;next&#34;: &#34;j&#34;" in other
    refused = scene.lead.fill_in(scene.to("keys:choose"), {"HX-Request": "true"}, next="k")
    assert refused.status_code == 422
    assert "One key can do only one thing." in refused.text


def test_a_key_that_was_chosen_before_a_command_had_it_by_itself_stays_with_its_choice():
    chosen = '{"single": true, "keys": {"next": "t"}}'  # kept when nothing else had the key t

    keys = keys_of(chosen, Role.LEAD).by_command

    assert (keys["next"], keys["focus"]) == ("t", "")
    assert [key for key in keys.values() if key] == sorted({*keys.values()} - {""}, key=list(keys.values()).index)
    again = kept_keys(single=True, by_command=dict(keys))
    assert keys_of(again, Role.LEAD).by_command == keys
    assert keys_of(kept_keys(single=True, by_command={**keys, "focus": "y"}), Role.LEAD).by_command["focus"] == "y"
    with pytest.raises(KeyTwice):
        kept_keys(single=True, by_command={**keys, "focus": "t"})
