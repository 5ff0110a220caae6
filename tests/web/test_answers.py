"""How turns answer each other, from the coding screen to the page of who is heard."""

import lxml.html

from tests.web.scene import alert

HTMX = {"HX-Request": "true"}


def mark(scene, number, how, who="lead", headers=None):
    return scene.browsers[who].fill_in(scene.to("answers:mark"), headers, turn=str(number), how=how)


def heard_rows(scene):
    page = lxml.html.fromstring(scene.lead.get(scene.to("heard:page")).text)
    rows = page.xpath("//h2[@id='marked-answers']/following-sibling::div//tbody/tr")
    return [[" ".join(cell.text_content().split()) for cell in row] for row in rows]


def test_a_mark_stands_on_its_turn_until_it_is_pressed_again(scene):
    answer = mark(scene, 3, "challenges", headers=HTMX)
    assert 'challenges <a href="#turn-2">turn 2</a>' in answer.text
    assert "Press the same again to take it off." in answer.text
    assert "challenges <a" in scene.supervisor.get(scene.to("coding:screen")).text

    answer = mark(scene, 3, "challenges", headers=HTMX)
    assert "The mark is off" in answer.text
    assert "challenges <a" not in scene.lead.get(scene.to("coding:screen")).text


def test_a_mark_of_ones_own_has_a_button_that_takes_it_off(scene):
    mark(scene, 3, "challenges")
    assert "Take off: challenges turn 2" not in scene.co_researcher.get(scene.to("coding:screen")).text
    page = lxml.html.fromstring(scene.lead.get(scene.to("coding:screen")).text)
    [button] = page.xpath("//button[@name='answer']")
    assert button.get("aria-label") == "Take off: challenges turn 2"

    assert scene.lead.fill_in(scene.to("answers:take_off"), answer=button.get("value")).status_code == 303

    assert "challenges <a" not in scene.lead.get(scene.to("coding:screen")).text
    answer = scene.lead.fill_in(scene.to("answers:take_off"), HTMX, answer=button.get("value"))
    assert answer.status_code == 404


def test_who_answers_whom_is_counted_once_whoever_marked_it(scene):
    assert "Nobody has marked yet how a turn builds on" in scene.lead.get(scene.to("heard:page")).text
    for who in ("lead", "co-researcher"):
        mark(scene, 3, "challenges", who)
    mark(scene, 4, "agrees")

    assert heard_rows(scene) == [["Service users 1", "0", "1", "1", "P2 → P1 (1), P1 → P2 (1)"]]
    assert "P2 challenges P1" in " ".join(
        lxml.html.fromstring(scene.lead.get(scene.to("heard:page")).text).text_content().split()
    )


def test_what_answers_nobody_is_refused_in_a_sentence(scene):
    for number, said in ((1, "Only participants' turns"), (2, "No other participant has spoken"), (0, "")):
        answer = mark(scene, number, "agrees")
        assert answer.status_code == 422
        assert said in alert(answer.text)
    assert mark(scene, 3, "shrugs").status_code == 422
    assert mark(scene, 3, "agrees", "supervisor").status_code == 403
    assert mark(scene, 3, "agrees", "outsider").status_code == 404
