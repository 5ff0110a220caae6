"""A passage is kept without a code and described, with and without scripts."""

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
