"""A lead author takes words out of a coded transcript, or corrects them, from the coding screen."""

from pathlib import Path

import lxml.html
import pytest

from app.store.queries.coding import codings
from app.store.queries.transcripts import turns
from app.web import fragments
from app.workbench.codebook import edit_code
from app.workbench.coding import remove_coding
from tests import factories
from tests.factories import on_sqlite
from tests.web.scene import alert, form

CANARY = "coffee"  # stands in turn 3


def marked(scene, words):
    """Return what the coding screen sends when these words are marked."""
    with scene.read() as session:
        place = factories.passage(session, scene.viewers["lead"], scene.talk, words)
    return {"start": str(place.start), "end": str(place.end), "words": words}


def look(scene, words, who="lead", **headers):
    return scene.browsers[who].fill_in(scene.to("revising:look"), headers, **marked(scene, words))


def redact(scene, words, new="name 1", **more):
    sent = {**marked(scene, words), "why": "redacted", "new": new, "grounds": "person", **more}
    return scene.lead.fill_in(scene.to("revising:change"), **sent)


def said(scene):
    with scene.read() as session:
        return [turn.words for turn in turns(session, scene.viewers["lead"], scene.talk.id)]


def text(answer):
    return " ".join(lxml.html.fromstring(answer.text).xpath("string(//main)").split())


def test_a_lead_finds_the_way_on_the_coding_screen_and_others_do_not(scene):
    here = scene.to("revising:look")
    for who, there in (("lead", 1), ("co-researcher", 0), ("supervisor", 0)):
        page = lxml.html.fromstring(scene.browsers[who].get(scene.to("coding:screen")).text)
        assert len(page.xpath("//form[@id='code-form']//button[@formaction=$here]", here=here)) == there


def test_the_page_shows_the_words_where_they_stand_and_where_else(scene):
    with scene.write() as session:
        lead = scene.viewers["lead"]
        factories.transcript(session, lead, lines=["P1: No COFFEE here"], title="Other talk")
        edit_code(session, lead, scene.code.id, name="Being seen", rule={"example": "Over coffee, they said"})
        factories.coding(session, lead, talk=scene.talk, label=scene.code, words="with coffee")

    page = lxml.html.fromstring(look(scene, CANARY).text)

    assert page.xpath("//p[contains(@class, 'standing')]/mark/text()") == [CANARY]
    first, _ = page.xpath("//form[@action=$to]", to=scene.to("revising:change"))
    ticked = [box.get("name") for box in first.xpath(".//input[@type='checkbox' and @checked]")]
    assert ticked == ["place", "text"]
    assert first.xpath(".//input[@name='new']/@value") == ["[name 1]"]
    assert "Other talk, turn 1, P1:" in " ".join(first.text_content().split())
    assert "Code “Being seen”:" in " ".join(first.text_content().split())
    assert "One coding lies on these words" in page.text_content()


def test_a_correction_begins_with_no_tick_and_with_the_words_themselves(scene):
    page = lxml.html.fromstring(look(scene, "time").text)

    _, second = page.xpath("//form[@action=$to]", to=scene.to("revising:change"))
    assert second.xpath(".//input[@name='new']/@value") == ["time"]
    assert second.xpath(".//input[@type='checkbox' and @checked]") == []


def test_what_was_touched_is_listed(scene):
    with scene.write() as session:
        lead = scene.viewers["lead"]
        factories.coding(session, lead, talk=scene.talk, label=scene.code, words="with coffee")
        factories.quote(session, lead, talk=scene.talk, speaks_for=scene.theme)
        factories.coding(session, lead, talk=scene.talk, label=scene.code, turn=6)

    answer = redact(scene, CANARY, "a drink")

    assert answer.status_code == 200
    assert said(scene)[2].startswith("A place with [a drink] 🙂")
    told = text(answer)
    assert "Service users 1: turn 3" in told
    assert "turn 3: it holds other words now · Being seen LA · quoted for Ground to stand on" in told
    assert "One other passage moved along" in told
    assert "Backups of the database" in told
    assert CANARY not in answer.text


def test_ticked_places_and_texts_change_with_them(scene):
    with scene.write() as session:
        lead = scene.viewers["lead"]
        other = factories.transcript(session, lead, lines=["P1: No coffee here"], title="Other talk")
        edit_code(session, lead, scene.code.id, name="Coffee talk", rule={})
    page = lxml.html.fromstring(look(scene, CANARY).text)
    box = {one.get("name"): one.get("value") for one in page.xpath("//input[@type='checkbox' and @checked]")}

    answer = redact(scene, CANARY, "a drink", **box)

    with scene.read() as session:
        assert turns(session, lead, other.id)[0].words == "No [a drink] here"
    assert "Code “" in text(answer)
    assert "[a drink] talk" in scene.lead.get(scene.to("coding:screen")).text


def test_a_typing_mistake_is_corrected_and_nothing_is_said_of_copies(scene):
    sent = {**marked(scene, "hard"), "why": "corrected", "new": "very hard"}

    answer = scene.lead.fill_in(scene.to("revising:change"), **sent)

    assert said(scene)[1] == "Someone who stays when it gets very hard."
    assert "Backups" not in answer.text


def test_without_scripts_a_turn_and_its_words_are_enough(scene):
    chosen = scene.lead.fill_in(scene.to("revising:look"), turn="3", start="", end="", words="")
    again = form(chosen.text, scene.to("revising:look"))
    found = scene.lead.post(scene.to("revising:look"), data={**again, "words": CANARY})
    sent = form(found.text, scene.to("revising:change"))
    answer = scene.lead.post(scene.to("revising:change"), data={**sent, "new": "a drink"})

    assert answer.status_code == 200
    assert said(scene)[2].startswith("A place with [a drink]")
    linked = scene.lead.get(scene.to("revising:turn") + "?turn=3")
    assert form(linked.text, scene.to("revising:look"))["turn"] == "3"


@pytest.mark.parametrize(
    ("sent", "status", "sentence"),
    [
        ({"turn": "3", "words": "Zanzibar"}, 422, "These words do not stand in this turn"),
        ({"turn": "0"}, 422, "Mark some words first"),
        ({"turn": "99", "words": "x"}, 404, "This is not in the study"),
        ({"start": "0", "end": "4", "words": "Zanzibar"}, 409, "has other words at this place"),
        ({"start": "0", "end": "9999", "words": "Zanzibar"}, 409, "lies outside the transcript"),
    ],
)
def test_what_cannot_be_shown_is_refused_without_repeating_it(scene, sent, status, sentence):
    answer = scene.lead.fill_in(scene.to("revising:look"), **sent)

    assert answer.status_code == status
    assert sentence in alert(answer.text)
    assert "Zanzibar" not in answer.text


def test_a_refused_change_repeats_neither_old_nor_new_words(scene):
    before = said(scene)
    wrong = {
        "the words themselves": redact(scene, CANARY, f"{CANARY} Zanzibar"),
        "brackets": redact(scene, CANARY, "a [Zanzibar"),
        "nothing": redact(scene, CANARY, " "),
        "no place": redact(scene, CANARY, "Zanzibar", place="Zanzibar 1 2"),
        "another place": redact(scene, CANARY, "Zanzibar", place=f"{scene.talk.id} 0 4"),
        "too long": redact(scene, CANARY, "Zanzibar" * 100),
    }

    assert {name: answer.status_code for name, answer in wrong.items()} == {
        "the words themselves": 422, "brackets": 422, "nothing": 422, "no place": 422, "another place": 409,
        "too long": 422,
    }  # fmt: skip
    assert not any(word in answer.text for answer in wrong.values() for word in (CANARY, "Zanzibar"))
    assert said(scene) == before


def test_sent_twice_it_is_done_once(scene):
    sent = {**marked(scene, CANARY), "why": "redacted", "new": "a drink", **scene.lead.once()}

    first = scene.lead.post(scene.to("revising:change"), data=sent)
    second = scene.lead.post(scene.to("revising:change"), data=sent)

    assert (first.status_code, second.status_code) == (200, 303)
    assert second.headers["location"] == scene.to("coding:screen") + "?done=revised"


def test_nobody_is_shown_the_old_words_again_and_no_drawing_of_them_is_kept(scene):
    for who in ("lead", "co-researcher", "supervisor"):
        assert CANARY in scene.browsers[who].get(scene.to("coding:screen")).text
    with scene.read() as session:
        ids = [turn.id for turn in turns(session, scene.viewers["lead"], scene.talk.id)]
    assert kept(ids, CANARY) == 3

    with scene.read() as late:
        turns(late, scene.viewers["lead"], scene.talk.id)  # somebody began to read before
        redact(scene, CANARY, "a drink")
        assert kept(ids, CANARY) == 0
        drawn = fragments.turn_fragments(late, scene.viewers["lead"], scene.talk.id)
        assert any(CANARY in turn.drawn for turn in drawn)

    assert kept(ids, CANARY) == 0
    for who in ("lead", "co-researcher", "supervisor"):
        page = scene.browsers[who].get(scene.to("coding:screen")).text
        assert CANARY not in page
        assert "[a drink]" in page


def kept(ids, words):
    """Count the drawings of these turns that are kept in memory and hold some words."""
    drawn = [fragments.shelf._turns[id_] for id_ in ids if id_ in fragments.shelf._turns]
    return sum(words in fragment for one in drawn for fragment in one.fragments.values())


def test_drawings_are_let_go_when_there_are_too_many(scene, monkeypatch):
    monkeypatch.setattr("app.web.fragments.ROOM_FOR", 4)

    for who in ("lead", "co-researcher"):
        assert scene.browsers[who].get(scene.to("coding:screen")).status_code == 200

    assert sum(len(one.fragments) for one in fragments.shelf._turns.values()) <= 4
    assert len(fragments.shelf._turns) <= 4


@on_sqlite
def test_when_the_answer_is_there_no_file_of_the_database_holds_the_words(scene):
    file = Path(scene.engine.url.database)
    for who in ("lead", "co-researcher"):
        scene.browsers[who].get(scene.to("coding:screen"))

    assert redact(scene, "hurry", "haste").status_code == 200

    parts = {part.name: part.read_bytes() for part in file.parent.glob(f"{file.name}*")}
    assert [name for name, content in parts.items() if b"hurry" in content] == []
    assert len(parts) == 3


def test_a_stale_page_codes_nothing_and_says_why(scene):
    old = marked(scene, "coffee 🙂")
    redact(scene, CANARY, "a drink")

    answer = scene.lead.fill_in(scene.to("coding:apply"), code=str(scene.code.id), **old)

    assert answer.status_code == 409
    assert "has other words at this place" in alert(answer.text)


def test_undo_of_words_that_are_gone_says_so(scene):
    with scene.write() as session:
        factories.coding(session, scene.viewers["lead"], talk=scene.talk, label=scene.code, words="hard")
    sent = {**marked(scene, "hard"), "why": "corrected", "new": "…"}
    scene.lead.fill_in(scene.to("revising:change"), **sent)

    page = scene.lead.fill_in(scene.to("coding:undo"))
    fragment = scene.lead.fill_in(scene.to("coding:undo"), {"HX-Request": "true"})

    assert page.headers["location"] == scene.to("coding:screen") + "?done=gone#turn-2"
    assert "there is nothing to undo" in scene.lead.get(page.headers["location"]).text
    assert fragment.status_code == 409  # that was the only act


def test_undo_of_words_that_are_gone_says_so_on_the_screen_too(scene):
    with scene.write() as session:
        factories.coding(session, scene.viewers["lead"], talk=scene.talk, label=scene.code, words="hard")
    scene.lead.fill_in(scene.to("revising:change"), **{**marked(scene, "hard"), "why": "corrected", "new": "…"})

    fragment = scene.lead.fill_in(scene.to("coding:undo"), {"HX-Request": "true"})

    assert fragment.status_code == 200
    assert "there is nothing to undo" in fragment.text


def bytes_seen(scene, label):
    """Return what a blind lead is answered while a name is looked up and taken out, without ids and tokens."""
    answers = [look(scene, label), redact(scene, label, "a drink"), scene.lead.get(scene.to("coding:screen"))]
    trees = [lxml.html.fromstring(answer.text) for answer in answers]
    return [" ".join(tree.xpath("string(//main)").split()) for tree in trees]


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_blind_lead_is_answered_the_same_whether_a_colleague_coded_there_or_not(scene):
    with scene.write() as session:
        lead, coder = factories.blind(session, scene.viewers["lead"], scene.viewers["co-researcher"])
        factories.coding(session, lead, talk=scene.talk, label=scene.code, words="with coffee")
        hidden = factories.code(session, coder, name="Coffee as a reason")
        factories.coding(session, coder, talk=scene.talk, label=hidden, words="A place with coffee")
        factories.coding(session, coder, talk=scene.talk, label=hidden, words="with coffee")
    beside_a_colleague = bytes_seen(scene, CANARY)

    with scene.read() as session:
        [name] = [row.code for row in codings(session, coder, scene.talk.id) if row.code != "Being seen"][:1]
        assert name == "[a drink] as a reason"
    with scene.write() as session:
        for row in [row for row in codings(session, coder, scene.talk.id) if row.coder_id == coder.member_id]:
            remove_coding(session, coder, row.id)
    # The same afternoon with a colleague who did nothing: the words are put back and taken out once more.
    scene.lead.fill_in(
        scene.to("revising:change"), **marked(scene, "[a drink]"), why="corrected", new=CANARY
    )  # fmt: skip
    alone = bytes_seen(scene, CANARY)

    assert alone == beside_a_colleague
