"""The reading mode in a browser: with plain forms and with htmx, and nobody else is told what somebody skipped."""

import re

import lxml.html
import pytest
from sqlalchemy import func, select

from app.store.base import Base
from app.store.queries import studies
from app.store.queries.coding import codings
from app.workbench.codebook import retire_code
from app.workbench.merging import merge_codes
from app.workbench.readings import assign_stretch, set_content_note
from tests import factories
from tests.web.scene import LINES, alert

HTMX = {"HX-Request": "true"}


class Reads:
    """The co-researcher with the reading mode, who presses what stands on the page."""

    def __init__(self, scene, address=""):
        self.scene, self.browser = scene, scene.co_researcher
        self.open(address or scene.to("reading:card"))

    def open(self, address):
        answer = self.browser.get(address)
        assert answer.status_code == 200, answer.text
        self.page = lxml.html.fromstring(answer.text)
        return self

    @property
    def words(self):
        return " ".join(self.page.xpath("//*[@id='card']")[0].text_content().split())

    @property
    def heading(self):
        return " ".join(self.page.xpath("//*[@id='card-head']")[0].text_content().split())

    def said(self):
        return " ".join(self.page.xpath("//*[@role='status']")[0].text_content().split())

    def button(self, label):
        found = [one for one in self.page.xpath("//button") if label in " ".join(one.text_content().split())]
        assert found, f"no button {label} in {self.words}"
        return found[0]

    def press(self, label, **more):
        """Send the button's own form as a browser without scripts does, and follow where it leads."""
        button = self.button(label)
        [form] = button.xpath("ancestor::form") or self.page.xpath(f"//form[@id='{button.get('form')}']")
        named = ".//input[not(@form)][@name]"
        pairs = [(one.get("name"), one.get("value", "")) for one in form.xpath(named)]
        if button.get("name"):
            pairs.append((button.get("name"), button.get("value")))
        fields = {}
        for name, value in pairs:
            fields.setdefault(name, []).append(value)
        fields |= {name: [value] for name, value in more.items()}
        address = button.get("formaction") or form.get("action")
        if form.get("method") == "get":
            return self.open(f"{address}?" + "&".join(f"{n}={v}" for n, vs in fields.items() for v in vs))
        self.answer = self.browser.post(address, data=fields)
        if self.answer.status_code == 303:
            self.open(self.answer.headers["location"])
        return self

    def pressed(self):
        return [one.text_content().split(maxsplit=1)[1].strip() for one in self.page.xpath("//*[@aria-pressed='true']")]


@pytest.fixture
def reads(scene):
    return Reads(scene)


def test_a_turn_is_read_coded_and_uncoded_with_plain_forms(reads):
    assert reads.heading == "I Moderator Turn 1 of 6"
    assert "What does support mean to you?" in reads.words

    reads.press("On")
    assert (reads.heading, reads.pressed()) == ("P1 Turn 2 of 6", [])
    reads.press("Being seen")
    assert (reads.pressed(), reads.said(), reads.heading) == (["Being seen"], "Coded.", "P1 Turn 2 of 6")
    reads.press("Being seen")
    assert (reads.pressed(), reads.said()) == ([], "The code is taken off.")
    reads.press("Undo")
    assert (reads.pressed(), reads.said()) == (["Being seen"], "Undone.")
    reads.press("Back")
    assert reads.heading == "I Moderator Turn 1 of 6"


def test_the_whole_is_read_and_opened_again_with_a_reason(scene, reads):
    for _ in LINES:
        reads.press("On")
    assert reads.heading == "This is the end."
    reads.press("I have read it")
    assert reads.heading == "You have read this. Thank you."
    assert "done" in scene.lead.get(scene.to("rounds:all")).text

    reads.press("Open it again", because="Second thoughts")
    assert reads.heading == "I Moderator Turn 1 of 6"
    assert "opened again: Second thoughts" in scene.lead.get(scene.to("rounds:all")).text


def test_a_reader_comes_back_to_the_turn_where_they_stopped_in_any_browser(scene, reads):
    reads.press("On").press("On")

    other = scene.another_browser("co-researcher")
    home = other.get(scene.to("studies:home")).text
    assert "Continue where you stopped" in home
    assert "turn 3 of 6" in " ".join(lxml.html.fromstring(home).text_content().split())
    assert "A place with coffee" in other.get(scene.to("reading:card")).text


def test_htmx_gets_the_next_card_alone(scene, reads):
    sent = {"turn": "1", "round": reads.page.xpath("//input[@name='round']/@value")[0], "step": "on"}

    answer = scene.co_researcher.fill_in(scene.to("reading:step"), HTMX, **sent)

    assert answer.status_code == 200
    tree = lxml.html.fromstring(f"<div>{answer.text}</div>")
    assert tree.xpath("//article[@id='card']//p[@id='card-words']/text()") == ["Someone who stays when it gets hard."]
    assert tree.xpath("//*[@id='status']/@hx-swap-oob") == ["innerHTML"]
    assert "<html" not in answer.text


def test_htmx_gets_the_chips_of_the_tapped_code_alone(scene, reads):
    sent = {"turn": "2", "round": reads.page.xpath("//input[@name='round']/@value")[0]}

    on = scene.co_researcher.fill_in(scene.to("reading:apply"), HTMX, code=str(scene.code.id), **sent)
    [chip] = lxml.html.fromstring(f"<div>{on.text}</div>").xpath("//button")
    off = scene.co_researcher.fill_in(scene.to("reading:remove"), HTMX, coding=chip.get("value"), **sent)
    [other] = lxml.html.fromstring(f"<div>{off.text}</div>").xpath("//button")

    assert (chip.get("aria-pressed"), other.get("aria-pressed")) == ("true", "false")
    assert chip.get("id") == other.get("id")
    assert (chip.get("hx-swap-oob"), other.get("value")) == ("true", str(scene.code.id))
    assert "Saved: Being seen" in on.text
    assert "Taken off: Being seen" in off.text
    assert "card-words" not in on.text


def test_a_tap_on_a_code_that_was_merged_meanwhile_shows_the_card_as_it_is_now(scene, reads):
    with scene.write() as session:
        lead = scene.viewers["lead"]
        other = factories.code(session, lead, name="Firm ground")
        merge_codes(session, lead, scene.code.id, other.id)
    sent = {"turn": "2", "round": reads.page.xpath("//input[@name='round']/@value")[0]}

    answer = scene.co_researcher.fill_in(scene.to("reading:apply"), HTMX, code=str(scene.code.id), **sent)

    assert answer.headers["HX-Retarget"] == "#card"
    assert "Saved: Firm ground" in answer.text
    reads.page = lxml.html.fromstring(f"<div>{answer.text}</div>")
    assert reads.pressed() == ["Firm ground"]
    assert "Being seen" not in reads.words


def test_a_tap_on_a_code_that_was_retired_meanwhile_is_refused_with_a_sentence(scene, reads):
    with scene.write() as session:
        retire_code(session, scene.viewers["lead"], scene.code.id)
    sent = {"turn": "2", "round": reads.page.xpath("//input[@name='round']/@value")[0]}

    answer = scene.co_researcher.fill_in(scene.to("reading:apply"), HTMX, code=str(scene.code.id), **sent)

    assert answer.status_code == 409
    assert "retired" in alert(answer.text)


def test_a_passage_of_some_words_is_shown_and_can_be_taken_off(scene):
    with scene.write() as session:
        factories.coding(session, scene.viewers["co-researcher"], talk=scene.talk, label=scene.code, words="coffee")
    reads = Reads(scene, scene.to("reading:card") + "?turn=3")

    assert "Being seen on some words" in reads.words
    assert reads.pressed() == []
    reads.press("Take off")
    assert "on some words" not in reads.words


def test_a_card_is_swapped_whole_when_its_list_of_passages_changes(scene):
    with scene.write() as session:
        viewer = scene.viewers["co-researcher"]
        factories.coding(session, viewer, talk=scene.talk, label=scene.code, words="coffee")
        [row] = codings(session, viewer, scene.talk.id)
        round_id = studies.round_of_work(session, viewer).id
    sent = {"turn": "3", "round": str(round_id), "coding": str(row.id)}

    answer = scene.co_researcher.fill_in(scene.to("reading:remove"), {**HTMX, "HX-Target": "card"}, **sent)

    assert 'id="card"' in answer.text


def test_a_code_is_found_without_scripts(scene):
    with scene.write() as session:
        factories.code(session, scene.viewers["lead"], name="Money")
    reads = Reads(scene, scene.to("reading:card") + "?turn=2&find=mon")

    assert [one.text_content() for one in reads.page.xpath("//*[@class='code-name']")] == ["Money"]


def test_a_note_comes_before_the_words_and_can_be_shown_or_skipped(scene):
    with scene.write() as session:
        lead = scene.viewers["lead"]
        set_content_note(session, lead, transcript_id=scene.talk.id, words="Speaks of loss", first=2, last=3)
    reads = Reads(scene).press("On")

    assert (reads.heading, "Speaks of loss" in reads.words) == ("Before you read on Turn 2 of 6", True)
    assert "Someone who stays" not in lxml.html.tostring(reads.page, encoding="unicode")
    reads.press("Show it")
    assert reads.heading == "P1 Turn 2 of 6"
    reads.press("On")
    assert reads.heading == "P2 Turn 3 of 6"  # whoever wanted to see it is not asked again

    back = Reads(scene, scene.to("reading:card") + "?turn=2")
    back.press("Skip it")
    assert back.heading == "P1 Turn 4 of 6"
    back.press("Back")
    assert back.heading == "You left this turn out. Turn 3 of 6"


def test_the_page_of_an_earlier_round_changes_nothing(scene, reads):
    scene.lead.fill_in(scene.to("rounds:open"))

    reads.press("On")

    assert reads.answer.status_code == 409
    assert "The round has changed" in alert(reads.answer.text)


def test_undo_leads_to_the_turn_it_is_about_in_whatever_transcript(scene, reads):
    with scene.write() as session:
        lead = scene.viewers["lead"]
        other = factories.transcript(session, lead)
    with scene.write() as session:
        factories.coding(session, scene.viewers["co-researcher"], talk=other, label=scene.code, turn=2)

    sent = {"turn": "2", "round": reads.page.xpath("//input[@name='round']/@value")[0]}
    answer = scene.co_researcher.fill_in(scene.to("reading:undo"), HTMX, **sent)

    there = scene.to("reading:card", transcript_id=other.id)
    assert answer.headers["HX-Redirect"].startswith(f"{there}?turn=2")


def test_a_stretch_and_a_note_are_planned_by_a_lead(scene):
    lead, reader = scene.lead, str(scene.viewers["co-researcher"].member_id)
    assigned = lead.fill_in(scene.to("planning:assign"), member=reader, first="2", last="4")
    noted = lead.fill_in(scene.to("planning:note"), words="Speaks of loss", first="", last="")
    page = lead.get(scene.to("planning:plan")).text

    assert (assigned.status_code, noted.status_code) == (303, 303)
    assert "turns 2–4" in page
    assert "Speaks of loss" in page
    assert "turns 2–4" in scene.co_researcher.get(scene.to("studies:home")).text
    refused = lead.fill_in(scene.to("planning:assign"), member=reader, first="9", last="4")
    assert (refused.status_code, "turns 1 to 6" in alert(refused.text)) == (422, True)
    assert lead.fill_in(scene.to("planning:assign"), member=reader, first="x").status_code == 422

    reading = re.findall(r'name="reading" value="([0-9a-f-]+)"', page)[0]
    note = re.findall(r'name="note" value="([0-9a-f-]+)"', page)[0]
    lead.fill_in(scene.to("planning:take_back"), reading=reading)
    lead.fill_in(scene.to("planning:remove_note"), note=note)
    emptied = lead.get(scene.to("planning:plan")).text
    assert "turns 2–4" not in emptied
    assert "Speaks of loss" not in emptied


PAGES = (
    "studies:home", "transcripts:all", "rounds:all", "comparison:matrix", "agreement:audit", "members:all",
    "codebook:all", "quotes:all", "themes:board", "coding:screen", "people:all",
)  # fmt: skip
RANDOM = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|[0-9a-f]{64}")


def seen_by_others(scene):
    """Return every page of the lead and the supervisor without what is random in it."""
    asked = [(who, name) for who in (scene.lead, scene.supervisor) for name in PAGES]
    asked += [(scene.lead, "planning:plan"), (scene.lead, "trail:all"), (scene.supervisor, "trail:all")]
    return {(at, name): RANDOM.sub("", who.get(scene.to(name)).text) for at, (who, name) in enumerate(asked)}


def test_nobody_is_shown_that_somebody_skipped_a_turn(scene, reads):
    reads.press("On")
    before = seen_by_others(scene)

    reads.press("Skip, too close to me")

    assert seen_by_others(scene) == before
    assert "Left out." in reads.said()


def test_the_practice_keeps_nothing_and_can_be_gone_through_with_plain_forms(scene):
    def rows():
        with scene.read() as session:
            return {t.name: session.scalar(select(func.count()).select_from(t)) for t in Base.metadata.tables.values()}

    before, reads = rows(), Reads(scene, scene.to("practice:card"))
    reads.press("On").press("Trust").press("Money")
    assert reads.pressed() == ["Trust", "Money"]
    assert "Somebody else chose Trust here, too." in reads.words
    assert "Others might see it differently; here is why somebody chose Being seen:" in reads.words
    reads.press("Money")
    assert reads.pressed() == ["Trust"]
    reads.press("On").press("On").press("On")
    assert (reads.heading, "Speaks of a death" in reads.words) == ("Before you read on Turn 5 of 8", True)
    assert "When my brother died" not in reads.words
    reads.press("Show it")
    assert "When my brother died" in reads.words
    reads.press("Back").press("On").press("Skip it").press("On").press("On").press("Skip, too close to me")

    assert reads.heading == "That was the practice."
    assert rows() == before


def test_an_address_that_makes_no_sense_is_still_a_practice(scene):
    for query in ("?turn=99", "?on=1.99&on=x&tap=77", "?step=on&turn=8", "?turn=0"):
        assert scene.co_researcher.get(scene.to("practice:card") + query).status_code == 200


def test_the_chosen_language_is_kept_with_the_account_and_spoken_in_another_browser(scene, monkeypatch):
    keeps = scene.co_researcher.fill_in("/language/nb", back="/studies")
    assert keeps.headers["location"] == "/studies"
    assert '<html lang="nb">' in scene.co_researcher.get("/studies").text

    monkeypatch.setattr("app.workbench.accounts.passwords.is_right", lambda *_: True)
    elsewhere = scene.another_browser("anonymous")
    assert '<html lang="en">' in elsewhere.get("/sign-in").text
    entered = elsewhere.post("/sign-in", data={"login": "co-researcher", "password": "x"})
    assert entered.status_code == 303
    assert '<html lang="nb">' in elsewhere.get("/studies").text


def test_a_language_that_we_do_not_speak_is_not_kept(scene):
    scene.co_researcher.fill_in("/language/xx", back="//evil.example")

    with scene.read() as session:
        assert session.get(factories.Account, scene.viewers["co-researcher"].account_id).language is None
    assert scene.co_researcher.fill_in("/language/nb", back="//evil.example").headers["location"] == "/"


def test_a_stretch_of_somebody_else_is_not_found(scene):
    with scene.write() as session:
        lead = scene.viewers["lead"]
        given = assign_stretch(session, lead, member_id=lead.member_id, transcript_id=scene.talk.id, first=2, last=3)

    assert scene.co_researcher.get(scene.to("reading:card") + f"?reading={given.id}").status_code == 404
    assert scene.lead.get(scene.to("reading:card") + f"?reading={given.id}").status_code == 200
