"""A passage is kept without a code and described, with and without scripts."""

from uuid import UUID

import lxml.html

from app.store.queries import transcripts
from app.store.queries.coding import codings, unit_voices, units_without_codes
from tests.factories import on_sqlite

HTMX = {"HX-Request": "true"}


def kept(scene):
    with scene.read() as session:
        return units_without_codes(session, scene.viewers["lead"], scene.talk.id)


def test_a_turn_is_kept_shown_described_and_let_go(scene):
    keep = scene.lead.fill_in(scene.to("units:keep"), HTMX, turn="2")
    [unit] = kept(scene)
    page = scene.lead.get(scene.to("coding:screen")).text

    assert "The passage is kept." in keep.text
    assert "kept, without a code" in keep.text
    assert "kept, without a code" in page

    panel = scene.lead.get(scene.to("units:unit", unit_id=unit.id), headers=HTMX)
    whole = scene.lead.get(scene.to("units:unit", unit_id=unit.id))
    assert "Someone who stays when it gets hard." in panel.text
    assert "<html" not in panel.text
    assert "<html" in whole.text

    said = scene.lead.fill_in(
        scene.to("units:describe"), HTMX, unit=str(unit.id), condensation="Staying", meaning="latent", before=""
    )
    assert "is saved" in said.text
    assert "Undo" not in lxml.html.fromstring(f"<div>{said.text}</div>").get_element_by_id("status").text_content()
    assert [(one.condensation, one.meaning) for one in kept(scene)] == [("Staying", "latent")]

    scene.lead.fill_in(
        scene.to("units:describe"), HTMX, unit=str(unit.id), condensation="", meaning="", before="Staying"
    )
    gone = scene.lead.fill_in(scene.to("units:let_go"), HTMX, unit=str(unit.id))
    assert "The passage is let go." in gone.text
    assert kept(scene) == []


def test_without_scripts_the_same_forms_lead_back_to_the_turn(scene):
    keep = scene.lead.fill_in(scene.to("units:keep"), turn="3")
    [unit] = kept(scene)
    said = scene.lead.fill_in(scene.to("units:describe"), unit=str(unit.id), condensation="Coffee", before="")
    stale = scene.lead.fill_in(scene.to("units:describe"), unit=str(unit.id), condensation="Tea", before="")

    for answer in (keep, said):
        assert answer.status_code == 303
        assert answer.headers["location"].endswith("#turn-3")
    assert stale.status_code == 409
    assert "Coffee" in stale.text
    assert [one.condensation for one in kept(scene)] == ["Coffee"]


@on_sqlite
def test_whose_turns_carry_an_exchange_is_ticked(scene):
    with scene.read() as session:
        turns = transcripts.turns(session, scene.viewers["lead"], scene.talk.id)
        start, end = turns[1].start, turns[2].end
        words = "\n".join(turn.words for turn in turns[1:3])
    scene.lead.fill_in(
        scene.to("coding:apply"), HTMX, code=str(scene.code.id), start=str(start), end=str(end), words=words
    )
    with scene.read() as session:
        [coding] = codings(session, scene.viewers["lead"], scene.talk.id)
        voices = unit_voices(session, scene.viewers["lead"], coding.unit_id)

    panel = scene.lead.get(scene.to("units:unit", unit_id=coding.unit_id), headers=HTMX).text
    scene.lead.fill_in(scene.to("units:describe"), unit=str(coding.unit_id), voice=str(voices[0].participant_id))

    assert [f"> {voice.label}</label>" in panel for voice in voices] == [True, True]
    with scene.read() as session:
        after = unit_voices(session, scene.viewers["lead"], coding.unit_id)
    assert [(voice.label, voice.carries) for voice in after] == [("P1", True), ("P2", False)]


@on_sqlite
def test_a_colleague_reads_what_is_said_of_a_passage_and_changes_nothing(scene):
    scene.lead.fill_in(scene.to("units:keep"), turn="2")
    [unit] = kept(scene)

    panel = scene.co_researcher.get(scene.to("units:unit", unit_id=unit.id), headers=HTMX)
    written = scene.co_researcher.fill_in(scene.to("units:describe"), HTMX, unit=str(unit.id), condensation="Mine")

    assert panel.status_code == 200
    assert "<form" not in panel.text
    assert written.status_code == 403
    assert kept(scene)[0].condensation == ""


@on_sqlite
def test_after_coding_an_exchange_one_tap_says_whose_turns_carry_it(scene):
    with scene.read() as session:
        turns = transcripts.turns(session, scene.viewers["lead"], scene.talk.id)
    start, end = turns[1].start, turns[2].end
    words = "\n".join(turn.words for turn in turns[1:3])
    coded = {"code": str(scene.code.id), "start": str(start), "end": str(end), "words": words}

    answer = scene.lead.fill_in(scene.to("coding:apply"), HTMX, **coded)

    def asked(text):
        toast = lxml.html.fromstring(f"<div>{text}</div>").get_element_by_id("status")
        buttons = toast.xpath(".//form//button")
        return toast, {one.text: (one.get("name"), one.get("value"), one.get("aria-pressed")) for one in buttons}

    toast, buttons = asked(answer.text)
    assert "Whose turns carry it?" in toast.text_content()
    assert [(label, name, pressed) for label, (name, _, pressed) in buttons.items()] == [
        ("P1", "carries", "false"), ("P2", "carries", "false"),
    ]  # fmt: skip
    unit = toast.xpath(".//input[@name='unit']/@value")[0]
    tapped = scene.lead.fill_in(scene.to("units:voice"), HTMX, unit=unit, carries=buttons["P2"][1])
    tapped = scene.lead.fill_in(scene.to("units:voice"), HTMX, unit=unit, carries=buttons["P1"][1])
    assert [pressed for _, _, pressed in asked(tapped.text)[1].values()] == ["true", "true"]
    scene.lead.fill_in(scene.to("units:voice"), HTMX, unit=unit, leaves=buttons["P2"][1])

    with scene.read() as session:
        after = unit_voices(session, scene.viewers["lead"], UUID(unit))
    assert [(voice.label, voice.carries) for voice in after] == [("P1", True), ("P2", False)]
    assert scene.co_researcher.fill_in(scene.to("units:voice"), unit=unit, carries=buttons["P2"][1]).status_code == 403
    stranger = scene.lead.fill_in(scene.to("units:voice"), unit=unit, carries=str(scene.other_code.id))
    assert stranger.status_code == 404
    one_turn = scene.lead.fill_in(scene.to("coding:apply"), HTMX, turn="2", code=str(scene.code.id))
    assert "Whose turns carry it?" not in one_turn.text


@on_sqlite
def test_the_memos_on_a_coding_are_counted_where_its_passage_is_described(scene):
    scene.code_turn(2)
    with scene.read() as session:
        [coding] = codings(session, scene.viewers["lead"], scene.talk.id)
    here = scene.to("memos:write", hangs_on="coding", thing_id=str(coding.id))
    assert scene.lead.fill_in(here, words="Why here?", reach="team").status_code in {200, 303}

    panel = lxml.html.fromstring(scene.lead.get(scene.to("units:unit", unit_id=coding.unit_id), headers=HTMX).text)

    [link] = panel.xpath("//a[contains(@class, 'memo-link')]")
    assert " ".join(link.text_content().split()) == "Memos: Being seen 1"
    assert scene.lead.get(link.get("href")).status_code == 200
