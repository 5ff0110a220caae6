"""A participant's slip comes back, and the lead author carries out what was asked for."""

import lxml.html
import pytest

from app.store.queries.people import voices
from app.store.queries.transcripts import turns
from app.workbench.people import link_person
from app.workbench.withdrawing import give_slips
from tests import factories
from tests.web.scene import alert

HEARD = "A place with coffee"


def voice(scene, label, group="Service users 1"):
    with scene.read() as session:
        everybody = voices(session, scene.viewers["lead"])
    return next(one.id for one in everybody if (one.label, one.focus_group) == (label, group))


def slip(scene, label):
    who = voice(scene, label)
    with scene.write() as session:
        return give_slips(session, scene.viewers["lead"], [who])[who]


def text(answer):
    return " ".join(lxml.html.fromstring(answer.text).xpath("string(//main)").split())


def withdraw(scene, label, degree, **fields):
    to = scene.to("withdrawing:withdraw", participant_id=voice(scene, label))
    return scene.lead.fill_in(to, **{"degree": degree, "looked": "true", **fields})


def test_a_slip_leads_to_what_the_withdrawal_would_reach(scene):
    with scene.write() as session:
        lead = scene.viewers["lead"]
        factories.coding(session, lead, talk=scene.talk, label=scene.code, turn=3)
        factories.coding(session, lead, talk=scene.talk, label=scene.code, words="hurry.\nYes")
        factories.quote(session, lead, talk=scene.talk, speaks_for=scene.theme)

    found = scene.lead.fill_in(scene.to("withdrawing:find"), slip=slip(scene, "P2").upper())
    page = scene.lead.get(found.headers["location"])

    assert found.headers["location"].startswith(scene.to("withdrawing:participant", participant_id=voice(scene, "P2")))
    told = text(page)
    assert "Withdrawal of P2, Service users 1" in told
    assert "one turn of theirs" in told
    assert "one coding of their words alone" in told
    assert "one coding of an exchange" in told
    assert "turn 3 · Ground to stand on" in told
    assert "You chose this participant without a slip" not in told


def test_a_slip_that_is_nobodys_is_refused_without_repeating_it(scene):
    answer = scene.lead.fill_in(scene.to("withdrawing:find"), slip="zzzz-zzzz-zzzz-zzzz")

    assert answer.status_code == 404
    assert "No participant of this study has this slip" in alert(answer.text)
    assert "zzzz" not in answer.text


def test_without_a_slip_one_is_warned(scene):
    begin = scene.lead.get(scene.to("withdrawing:begin"))
    found = scene.lead.fill_in(scene.to("withdrawing:find"), participant=str(voice(scene, "P1")))

    assert "Somebody else's words could be lost" in text(begin)
    assert "P1, Service users 1" in text(begin)
    assert "I, Service users 1" not in text(begin)
    assert "You chose this participant without a slip" in text(scene.lead.get(found.headers["location"]))


def test_removed_words_are_gone_for_everybody_and_the_page_says_what_was_done(scene):
    for who in ("lead", "co-researcher"):
        assert HEARD in scene.browsers[who].get(scene.to("coding:screen")).text
    with scene.write() as session:
        factories.coding(session, scene.viewers["lead"], talk=scene.talk, label=scene.code, turn=3)

    answer = withdraw(scene, "P2", "removed")

    assert answer.status_code == 200
    told = text(answer)
    assert "P2, Service users 1: words removed." in told
    assert "Service users 1: turn 3" in told
    assert "turn 3: it is gone · Being seen" in told
    assert "Backups of the database" in told
    for who in ("lead", "co-researcher"):
        page = scene.browsers[who].get(scene.to("coding:screen")).text
        assert HEARD not in page
        assert "[withdrawn]" in page


@pytest.mark.parametrize(
    ("degree", "sign"), [("not quoted", "not to be quoted"), ("not counted", "not to be quoted or counted")]
)
def test_the_coding_screen_says_whose_words_are_not_to_be_quoted(scene, degree, sign):
    scene.lead.get(scene.to("coding:screen"))

    withdraw(scene, "P2", degree)

    for who in ("lead", "co-researcher", "supervisor"):
        page = lxml.html.fromstring(scene.browsers[who].get(scene.to("coding:screen")).text)
        signs = {turn.get("id"): turn.xpath(".//span[@class='withdrawn']/text()") for turn in page.xpath("//article")}
        assert [id_ for id_, said in signs.items() if said] == ["turn-3"]
        assert signs["turn-3"] == [sign]


def test_their_passages_are_not_offered_as_quotes(scene):
    with scene.write() as session:
        lead = scene.viewers["lead"]
        for turn in (2, 3):
            factories.coding(session, lead, talk=scene.talk, label=scene.code, turn=turn)
    withdraw(scene, "P2", "not quoted")
    row = scene.to("comparison:passages", row_id=scene.code.id)

    page = lxml.html.fromstring(scene.lead.get(row).text)
    cards = page.xpath("//li[contains(@class, 'quote')]")
    unit = cards[1].get("id").removeprefix("unit-")
    refused = scene.lead.fill_in(
        scene.to("quotes:choose"), theme=str(scene.theme.id), unit=unit, row=str(scene.code.id)
    )

    assert [len(card.xpath(".//select")) for card in cards] == [1, 0]
    assert refused.status_code == 409
    assert "asked not to be quoted" in alert(refused.text)


def test_who_took_their_words_out_is_named_before_and_after(scene):
    with scene.write() as session:
        lead = scene.viewers["lead"]
        factories.coding(session, lead, talk=scene.talk, label=scene.code, turn=3)
        factories.quote(session, lead, talk=scene.talk, speaks_for=scene.theme)
    before = scene.co_researcher.get(scene.to("quotes:before", form="quote-table")).text
    seen = lxml.html.fromstring(before).xpath("//input[@name='seen']/@value")[0]
    taken = scene.co_researcher.fill_in(scene.to("quotes:word", form="quote-table"), seen=seen)
    assert taken.status_code == 200

    page = scene.lead.get(scene.to("withdrawing:participant", participant_id=voice(scene, "P2")))
    done = withdraw(scene, "P2", "removed")
    nobody = scene.lead.get(scene.to("withdrawing:participant", participant_id=voice(scene, "P3")))

    for answer in (page, done):
        assert "one quote CR" in text(answer)
    assert "No file of quotes with words of theirs" in text(nobody)
    assert "took out quotes" in scene.lead.get(scene.to("trail:all")).text


def test_echoes_lead_to_where_they_can_be_redacted(scene):
    with scene.write() as session:
        lead = scene.viewers["lead"]
        lines = ["P1: In the harbour choir", "P2: That harbour choir, P1 said", "P3: Nothing"]
        group = factories.focus_group(session, lead, label="Volunteers 1")
        talk = factories.transcript(session, lead, lines=lines, group=group, title="Second talk")

    address = scene.to("withdrawing:participant", participant_id=voice(scene, "P1", "Volunteers 1"))
    page = scene.lead.get(address)
    [link] = lxml.html.fromstring(page.text).xpath("//a[contains(@href, '?turn=')]/@href")
    turn = scene.lead.get(link)

    assert link == scene.to("revising:turn", transcript_id=talk.id) + "?turn=2"
    assert "harbour · choir" in text(page)
    assert "says their label" in text(page)
    assert "That harbour choir, P1 said" in text(turn)


def test_somebody_who_came_twice_withdraws_from_both(scene):
    with scene.write() as session:
        lead = scene.viewers["lead"]
        group = factories.focus_group(session, lead, label="Volunteers 1")
        other = factories.transcript(session, lead, lines=["P7: Me too", "P8: And I"], group=group)
    with scene.write() as session:
        link_person(session, lead, voice(scene, "P2"), voice(scene, "P7", "Volunteers 1"))

    page = scene.lead.get(scene.to("withdrawing:participant", participant_id=voice(scene, "P2")))
    withdraw(scene, "P2", "removed")

    assert "P2, Service users 1; P7, Volunteers 1" in text(page)
    with scene.read() as session:
        assert [turn.words for turn in turns(session, lead, other.id)] == ["[withdrawn]", "And I"]


def test_nothing_happens_without_the_tick_and_nothing_twice(scene):
    refused = withdraw(scene, "P2", "removed", looked=None)
    once = scene.lead.once()
    first, second = withdraw(scene, "P2", "removed", **once), withdraw(scene, "P2", "removed", **once)
    back = withdraw(scene, "P2", "not quoted")

    assert (refused.status_code, first.status_code, second.status_code, back.status_code) == (422, 200, 303, 409)
    assert "tick that you have" in alert(refused.text)
    assert "already withdrawn further" in alert(back.text)
    begin = text(scene.lead.get(scene.to("withdrawing:begin")))
    assert begin.count("P2, Service users 1: words removed") == 1


def test_the_way_there_is_on_the_page_of_the_people(scene):
    for who, there in (("lead", 1), ("co-researcher", 0), ("supervisor", 0)):
        page = lxml.html.fromstring(scene.browsers[who].get(scene.to("people:all")).text)
        assert len(page.xpath("//a[@href=$to]", to=scene.to("withdrawing:begin"))) == there


def test_a_participant_of_another_study_is_not_here(scene):
    with scene.read() as session:
        other = voices(session, scene.viewers["outsider"])[0].id

    for answer in (
        scene.lead.get(scene.to("withdrawing:participant", participant_id=other)),
        scene.lead.fill_in(scene.to("withdrawing:withdraw", participant_id=other), degree="removed", looked="true"),
    ):
        assert answer.status_code == 404
