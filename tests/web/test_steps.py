"""The steps on the study's home, and first thoughts, as researchers meet them."""

import re

import lxml.html
import pytest

from app.store.queries.steps import steps
from tests.factories import on_sqlite

pytestmark = on_sqlite


def words(page):
    """Return what a page says, in single blanks."""
    said = " ".join(" ".join(lxml.html.fromstring(page).itertext()).split())
    return re.sub(r" ([.,:”])", r"\1", said)


def home(scene, who="lead"):
    return scene.browsers[who].get(scene.to("studies:home")).text


def step_ids(scene):
    with scene.read() as session:
        return [one.id for one in steps(session, scene.viewers["lead"])]


@pytest.fixture
def method(scene):
    scene.lead.fill_in(scene.to("steps:method"), method="four steps")
    return step_ids(scene)


def test_a_study_without_steps_offers_its_lead_a_method(scene):
    assert "Choose a ready method, or write your own steps" in words(home(scene))
    assert "Choose a ready method" not in words(home(scene, "co-researcher"))


@pytest.mark.parametrize(("language", "name"), [("en", "Naive reading"), ("nb", "Naiv lesning")])
def test_a_ready_method_speaks_the_language_of_the_page(scene, language, name):
    scene.lead.get(f"/language/{language}")

    scene.lead.fill_in(scene.to("steps:method"), method="four steps")

    assert name in words(home(scene))


def test_the_home_is_a_board_of_steps_and_stops_nobody(scene, method):
    scene.co_researcher.fill_in(scene.to("steps:go", step_id=method[2]))
    scene.co_researcher.fill_in(scene.to("steps:go", step_id=method[1]), words="Units held two thoughts.")
    scene.supervisor.fill_in(scene.to("sign_offs:give"), thing="step", on=str(method[0]), words="Seen.")

    page = lxml.html.fromstring(home(scene, "supervisor"))

    heads = [" ".join(one.text_content().split()) for one in page.xpath("//li[contains(@class, 'board-step')]//h3")]
    assert heads == [
        "1 Naive reading", "2 Generating units of meaning", "3 Developing emerging themes",
        "4 Reviewing, defining and naming themes",
    ]  # fmt: skip
    [here] = page.xpath("//li[contains(@class, 'here')]")
    assert here.get("id") == f"step-{method[1]}"
    said = " ".join(here.text_content().split())
    assert "Went back here: CR" in said
    assert "Units held two thoughts." in said
    assert "Codes: 1; with a definition: 0." in said
    assert "Seen." in words(home(scene))
    assert page.xpath("//form[contains(@action, '/here')]") == []


def test_steps_are_edited_by_the_lead(scene, method):
    lead = scene.lead
    lead.fill_in(scene.to("steps:edit", step_id=method[0]), name="Open reading", about="Read.", artefact=["themes"])
    lead.fill_in(scene.to("steps:order", step_id=method[0]), to="later")
    lead.fill_in(scene.to("steps:remove", step_id=method[3]))
    lead.fill_in(scene.to("steps:add"), name="Writing up", artefact=["quotes", "definitions"])

    page = lxml.html.fromstring(lead.get(scene.to("steps:all")).text)

    assert [one.get("value") for one in page.xpath("//section[starts-with(@id, 'step-')]//input[@name='name']")] == [
        "Generating units of meaning", "Open reading", "Developing emerging themes", "Writing up",
    ]  # fmt: skip
    for bad in ({"artefact": "gold"}, {"name": " "}, {"name": "W" * 501}):
        assert lead.fill_in(scene.to("steps:add"), **{"name": "A", **bad}).status_code == 422
    assert lead.fill_in(scene.to("steps:method"), method="seven bridges").status_code == 422
    assert lead.fill_in(scene.to("steps:order", step_id=method[0]), to="sideways").status_code == 422


def test_first_thoughts_stay_sealed_and_then_stand_side_by_side(scene):
    here = scene.to("thoughts:one")
    scene.lead.fill_in(scene.to("thoughts:keep"), what="hand in", words="Warm rooms.")

    assert "Warm rooms." not in scene.co_researcher.get(here).text
    assert "Not in yet: CR" in words(scene.co_researcher.get(scene.to("thoughts:all")).text)

    scene.co_researcher.fill_in(scene.to("thoughts:keep"), what="hand in", words="Few words.")

    for who in ("lead", "co-researcher", "supervisor"):
        page = words(scene.browsers[who].get(here).text)
        assert "Warm rooms." in page
        assert "Few words." in page
    late = scene.lead.fill_in(scene.to("thoughts:keep"), what="keep", words="Other words.", revision="1")
    assert late.status_code == 409


def test_what_another_tab_wrote_is_shown_beside_the_draft(scene):
    scene.lead.fill_in(scene.to("thoughts:keep"), what="keep", words="From the one tab.")

    answer = scene.lead.fill_in(scene.to("thoughts:keep"), what="keep", words="From the other tab.", revision="0")

    assert answer.status_code == 409
    page = lxml.html.fromstring(answer.text)
    assert page.get_element_by_id("thought").text == "From the other tab."
    assert "From the one tab." in words(answer.text)
    form = page.xpath("//form[contains(@action, '/first-thoughts/')]")[0]
    again = scene.lead.post(scene.to("thoughts:keep"), data={**dict(form.form_values()), "what": "hand in"})
    assert again.status_code == 303


def test_a_supervisor_reads_what_is_handed_in_and_has_no_form(scene):
    scene.lead.fill_in(scene.to("thoughts:keep"), what="hand in", words="Warm rooms.")

    page = scene.supervisor.get(scene.to("thoughts:one")).text

    assert "Warm rooms." in page
    assert "/first-thoughts/" not in "".join(lxml.html.fromstring(page).xpath("//form/@action"))
    assert scene.supervisor.get(scene.to("thoughts:one", transcript_id=scene.other_talk.id)).status_code == 404
