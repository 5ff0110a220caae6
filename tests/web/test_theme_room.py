"""The theme board and the page of a theme, as researchers meet them."""

import re

import lxml.html
import pytest

from app.store.queries.sign_offs import sign_offs
from app.store.queries.themes import themes
from app.workbench.theme_board import Card, move_codes
from app.workbench.theme_tree import tree
from tests import factories
from tests.databases import statements
from tests.factories import on_sqlite
from tests.web.scene import alert

HTMX = {"HX-Request": "true"}
pytestmark = on_sqlite
ODD = ("{{ 7 * 7 }}", "<script>alert(1)</script>", "%(name)s 100 %", "☕" * 20, "W" * 500)


def words(page):
    """Return what a page says, in single blanks."""
    said = " ".join(" ".join(lxml.html.fromstring(page).itertext()).split())
    return re.sub(r" ([.,:”])", r"\1", said)


def board(scene, who="lead"):
    answer = scene.browsers[who].get(scene.to("themes:board"))
    assert answer.status_code == 200
    return lxml.html.fromstring(answer.text)


def cards(page, theme):
    return [
        " ".join(one.text_content().split()) for one in page.xpath(f"//*[@data-drop='{theme}']//*[@class='code-name']")
    ]


def card_of(scene, code=None, theme=None):
    return f"{(code or scene.code).id} {(theme or scene.subtheme).id}"


def page_of(scene, who="lead", theme=None):
    answer = scene.browsers[who].get(scene.to("themes:theme", theme_id=(theme or scene.theme).id))
    assert answer.status_code == 200
    return answer.text


def move(scene, *given, to="", who="lead", headers=None, **more):
    return scene.browsers[who].fill_in(scene.to("themes:place"), headers, card=list(given), theme=str(to), **more)


def test_codes_are_ticked_and_moved_without_scripts(scene):
    with scene.write() as session:
        spare = factories.code(session, scene.viewers["lead"], name="Hope")

    answer = move(scene, card_of(scene), str(spare.id), to=scene.theme.id)

    assert answer.status_code == 303
    assert answer.headers["location"].endswith(f"#theme-{scene.theme.id}")
    page = board(scene)
    assert cards(page, scene.theme.id) == ["Being seen", "Hope"]
    assert cards(page, scene.subtheme.id) == cards(page, "") == []


def test_with_scripts_only_the_columns_that_changed_come_back(scene):
    with scene.write() as session:
        other = factories.theme(session, scene.viewers["lead"], name="Money")
        factories.theme(session, scene.viewers["lead"], name="Elsewhere")

    answer = move(scene, card_of(scene), to=other.id, headers=HTMX)

    drawn = lxml.html.fromstring(f"<div>{answer.text}</div>")
    assert {one.get("id") for one in drawn.xpath("//*[@hx-swap-oob]")} == {
        f"column-{scene.theme.id}", f"column-{other.id}",
    }  # fmt: skip
    assert "1 code is in Money now." in words(answer.text)
    assert cards(drawn, other.id) == ["Being seen"]


@pytest.mark.parametrize("headers", [None, HTMX])
def test_whoever_moves_on_an_older_page_is_shown_both_places_and_chooses(scene, headers):
    with scene.write() as session:
        other = factories.theme(session, scene.viewers["lead"], name="Money")
        hope = factories.code(session, scene.viewers["lead"], name="Hope")
    move(scene, card_of(scene), to=other.id, who="co-researcher")

    answer = move(scene, card_of(scene), str(hope.id), to=scene.theme.id, headers=headers)

    assert answer.status_code == 409
    assert "“Being seen”: you saw it in Somebody who stays. It is in Money now, moved by CR." in words(answer.text)
    assert cards(board(scene), scene.theme.id) == []
    if headers:
        assert answer.headers["HX-Retarget"] == "#alert"
    form = lxml.html.fromstring(answer.text).xpath("//form[contains(@action, '/themes/codes')]")[-1]
    again = scene.lead.post(scene.to("themes:place"), data=_fields(form))
    assert again.status_code == 303
    assert cards(board(scene), scene.theme.id) == ["Being seen", "Hope"]
    assert cards(board(scene), other.id) == []


def _fields(form):
    found = {}
    for key, value in form.form_values():
        found.setdefault(key, []).append(value)
    return found


def test_a_new_theme_is_made_out_of_ticked_codes(scene):
    answer = scene.lead.fill_in(scene.to("themes:split"), card=card_of(scene), name="Seen", parent=str(scene.theme.id))

    made = answer.headers["location"].partition("#theme-")[2]
    assert cards(board(scene), made) == ["Being seen"]
    late = scene.lead.fill_in(scene.to("themes:split"), card=card_of(scene), name="Again")
    assert late.status_code == 409
    assert "It is in Seen now, moved by LA." in words(late.text)


def test_what_is_taken_out_discarded_and_merged_is_found_again(scene):
    with scene.write() as session:
        other = factories.theme(session, scene.viewers["lead"], name="Money")

    scene.lead.fill_in(scene.to("themes:discard", theme_id=scene.subtheme.id), why="It said too little.")
    page = board(scene)
    assert cards(page, "") == ["Being seen"]
    assert "It said too little." in words(lxml.html.tostring(page.get_element_by_id("discarded"), encoding="unicode"))

    scene.lead.fill_in(scene.to("themes:take_back", theme_id=scene.subtheme.id))
    assert cards(board(scene), scene.subtheme.id) == ["Being seen"]
    scene.lead.fill_in(scene.to("themes:merge", theme_id=scene.theme.id), into=str(other.id))
    assert "Merged into Money." in words(page_of(scene))
    assert cards(board(scene), scene.subtheme.id) == ["Being seen"]


def test_a_page_that_is_too_old_to_discard_from_says_so(scene):
    form = lxml.html.fromstring(scene.lead.get(scene.to("themes:change", theme_id=scene.theme.id)).text)
    seen = form.xpath("//form[contains(@action, '/discard')]//input[@name='seen']/@value")[0]
    scene.co_researcher.fill_in(scene.to("themes:create"), name="New below", parent=str(scene.theme.id))

    answer = scene.lead.fill_in(scene.to("themes:discard", theme_id=scene.theme.id), why="Why.", seen=seen)

    assert answer.status_code == 409
    assert "Somebody has changed “Ground to stand on” since you opened the page" in alert(answer.text)


def test_quotes_are_read_while_codes_are_grouped(scene):
    scene.code_turn(2)
    here = scene.to("themes:code", code_id=scene.code.id)

    fragment, page = scene.lead.get(here, headers=HTMX).text, scene.lead.get(here).text

    assert "Someone who stays when it gets hard." in words(fragment)
    assert "<html" not in fragment
    assert "<html" in page
    assert "Someone who stays when it gets hard." in words(page)


def test_the_page_of_a_theme_tells_everything_about_it(scene):
    scene.code_turn(2)
    scene.code_turn(6)
    with scene.read() as session:
        coding = factories.coding_ids(session, scene.viewers["lead"], scene.talk)[0]
    lead, here = scene.lead, {"theme_id": scene.theme.id}
    lead.fill_in(
        scene.to("themes:edit", **here), name="Ground", central_idea="To stand.", is_not="Not a place.", edition=1
    )
    lead.fill_in(scene.to("themes:state", **here), state="reviewed")
    lead.fill_in(scene.to("themes:check", **here), asked="extracts", answer="partly", words="Nearly all.")
    lead.fill_in(scene.to("codings:fit", coding_id=coding), does_not_fit="true")
    lead.fill_in(scene.to("themes:answer", theme_id=scene.subtheme.id), coding=str(coding), words="It widens it.")
    lead.fill_in(scene.to("themes:reflect", **here), said_on="2026-03-01", words="So it is.", group=str(scene.group.id))
    lead.fill_in(scene.to("sign_offs:give"), thing="theme", on=str(scene.theme.id), words="I stand by it.")

    said = words(page_of(scene, "supervisor"))

    for told in (
        "Ground", "To stand.", "Not a place.", "One focus group", "P1 (1 turn), P3 (1 turn)", "Being seen",
        "LA partly: Nearly all.", "So it is.", "Mar 1, 2026, Service users 1", "I stand by it.", "Ground to stand on",
    ):  # fmt: skip
        assert told in said, (told, said)
    assert "It widens it." in words(page_of(scene, "supervisor", scene.subtheme))


def test_what_changes_is_said_at_the_sign_off(scene):
    scene.lead.fill_in(scene.to("sign_offs:give"), thing="theme", on=str(scene.theme.id))
    scene.code_turn(2)

    assert "something has changed since" in words(page_of(scene))
    with scene.read() as session:
        [signed] = sign_offs(session, scene.viewers["lead"])
    answer = scene.lead.fill_in(
        scene.to("sign_offs:take_back", sign_off_id=signed.id), thing="theme", on=str(scene.theme.id)
    )
    assert answer.headers["location"].endswith("#sign-offs")
    assert "Nobody has signed off yet." in words(page_of(scene))


def test_an_earlier_board_is_looked_at_by_its_address(scene):
    move(scene, card_of(scene))
    page = lxml.html.fromstring(scene.supervisor.get(scene.to("themes:earlier")).text)
    changes = page.xpath("//ol[contains(@class, 'happenings')]//a")
    assert [" ".join(one.text_content().split()) for one in changes] == [
        "Out of “Somebody who stays”: Being seen", "Into “Somebody who stays”: Being seen",
        "“Somebody who stays” was made", "“Ground to stand on” was made",
    ]  # fmt: skip

    then = words(scene.supervisor.get(changes[1].get("href")).text)

    assert "Being seen: Somebody who stays → in no theme" in then
    page = lxml.html.fromstring(scene.supervisor.get(changes[2].get("href")).text)
    compare = page.xpath("//a[contains(@class, 'compare')]")
    assert len(compare) == 3
    assert "Being seen: in no theme → Somebody who stays" in words(scene.supervisor.get(compare[1].get("href")).text)
    for bad in ("yesterday", "2026-01-01T00:00:00", "9" * 400):
        assert scene.lead.get(scene.to("themes:earlier") + f"?at={bad}").status_code == 422


@pytest.mark.parametrize("name", ODD)
def test_odd_names_are_shown_as_they_are_on_every_page(scene, name):
    scene.lead.fill_in(scene.to("themes:edit", theme_id=scene.theme.id), name=name, central_idea=name, is_not=name)
    scene.lead.fill_in(scene.to("themes:create"), name=f"B {name}"[:500])
    scene.lead.fill_in(scene.to("codebook:edit", code_id=scene.code.id), name=name)
    with scene.write() as session:
        lead = scene.viewers["lead"]
        other = next(one for one in themes(session, lead) if one.name.startswith("B "))
        move_codes(session, lead, [Card(scene.code.id, scene.subtheme.id)], other.id)
    scene.lead.fill_in(scene.to("steps:add"), name=name, about=name, artefact="themes")
    addresses = [
        scene.to("themes:board"), scene.to("themes:map"), scene.to("themes:earlier"), scene.to("studies:home"),
        scene.to("themes:theme", theme_id=scene.theme.id), scene.to("themes:change", theme_id=scene.theme.id),
        scene.to("themes:code", code_id=scene.code.id), scene.to("steps:all"),
    ]  # fmt: skip

    for address in addresses:
        answer = scene.lead.get(address)
        assert answer.status_code == 200
        assert "<script>alert" not in answer.text
        assert "49" not in words(answer.text).split()
        if address != addresses[3]:
            assert " ".join(name.split())[:20] in words(answer.text)
    moved = move(scene, f"{scene.code.id} {other.id}", to=scene.theme.id, headers=HTMX)
    assert (moved.status_code, "<script>alert" in moved.text) == (200, False)
    late = move(scene, f"{scene.code.id} {other.id}", to="", headers=HTMX)
    assert (late.status_code, "<script>alert" in late.text) == (409, False)


def test_names_of_501_characters_and_cards_without_sense_are_refused(scene):
    assert scene.lead.fill_in(scene.to("themes:create"), name="W" * 501).status_code == 422
    for bad in ("none", f"{scene.code.id} none", f"{scene.code.id}  {scene.theme.id}", f"{scene.code.id},"):
        assert move(scene, bad).status_code == 422
    assert move(scene, card_of(scene), to=scene.other_theme.id).status_code == 404
    assert move(scene, str(scene.other_code.id), to=scene.theme.id).status_code == 404
    assert scene.lead.fill_in(scene.to("themes:reflect", theme_id=scene.theme.id), said_on="soon").status_code == 422


def test_a_theme_without_codes_and_a_code_in_no_theme_have_their_pages(scene):
    with scene.write() as session:
        empty = factories.theme(session, scene.viewers["lead"], name="Empty")
        loose = factories.code(session, scene.viewers["lead"], name="Loose")

    page = words(page_of(scene, theme=empty))

    assert "No codes yet." in page
    assert "0 of 1" in page
    assert "In no theme yet" in words(scene.lead.get(scene.to("themes:code", code_id=loose.id)).text)
    assert scene.lead.get(scene.to("comparison:passages", row_id=empty.id)).status_code == 200


def test_a_board_with_many_cards_costs_the_same_to_move_on(scene):
    def cost():
        with scene.read() as session:
            places = {
                code.id: one.id
                for top in tree(session, scene.viewers["lead"]).themes
                for one in (top, *top.subthemes)
                for code in one.codes
            }
        there = places[scene.code.id]
        to = scene.theme.id if there == scene.subtheme.id else scene.subtheme.id
        with statements(scene.engine) as seen:
            assert move(scene, f"{scene.code.id} {there}", to=to, headers=HTMX).status_code == 200
        return len(seen)

    few = cost()
    with scene.write() as session:
        for _ in range(20):
            label = factories.code(
                session, scene.viewers["lead"], theme=factories.theme(session, scene.viewers["lead"])
            )
            factories.coding(session, scene.viewers["lead"], talk=scene.talk, label=label)

    assert cost() == few


def test_a_coder_says_on_the_passages_page_what_does_not_fit(scene):
    scene.code_turn(2)
    with scene.read() as session:
        [row] = factories.coding_queries.codings(session, scene.viewers["lead"], scene.talk.id)
    here = scene.to("units:unit", unit_id=row.unit_id)
    form = lxml.html.fromstring(scene.lead.get(here).text).xpath("//form[contains(@action, '/fit')]")[0]

    done = scene.lead.post(form.get("action"), data=dict(form.form_values()))

    assert done.headers["location"].endswith("#turn-2")
    assert "Being seen does not fit" in words(scene.lead.get(here).text)
    assert "It fits after all" in words(scene.lead.get(here).text)
    assert "fits after all" not in words(scene.co_researcher.get(here).text)
    assert "Being seen does not fit" in words(scene.supervisor.get(here).text)
