"""What a form carries from step to step may be changed on its way; what is not whole is refused and not repeated."""

import json

from app.store.tables import Transcript
from tests.factories import on_sqlite
from tests.importing.readers import word_files
from tests.web.kept import talks_of, whole_database
from tests.web.way_in import ON_TO_CHECK, ON_TO_NAMES, decisions, sign

CANARY = "Zugvogelheim"


def draft(**parts):
    return json.dumps({"header": [], "turns": [said("P1", CANARY)], **parts})


def said(label, words):
    return {"label": label, "words": words}


CHANGED = (
        "", "no JSON", "[]", "{}", "5", '"turns"', "[" * 100_000, "9" * 5_000,
        draft(turns=[]), draft(turns=[["P1"]]), draft(turns=[said("P1", "")]), draft(turns=[said("P1", " \n ")]),
        draft(turns=5), draft(header=5), draft(header=[5]), draft(header=None),
        draft(turns=[said("P1", f"{CANARY}\0")]), draft(turns=[said("P1", f"{CANARY}\ud800")]),
        draft(turns=[said(f"P1{CANARY}\0", CANARY)]), draft(header=[f"{CANARY}\udfff"]), draft(header=[f"{CANARY}\0"]),
        draft(turns=[said("P2", CANARY)]), draft(turns=[said("P1", CANARY), said(f"{CANARY}\ud800", CANARY)]),
        draft(turns=[{**said("P1", CANARY), "start_ms": CANARY}]),
        draft(turns=[{**said("P1", CANARY), "start_ms": 10**30}]), draft(turns=[{"label": "P1"}]),
    )  # fmt: skip


@on_sqlite
def test_a_draft_that_was_changed_on_its_way_is_refused(way, scene, capfd, caplog):
    read = way.speakers(word_files.transcript("P1: Yes.", "P1: No."))
    for changed in CHANGED:
        refused = read.press(ON_TO_NAMES, {"draft": changed})
        assert refused.status == 422
        assert refused.said
        assert CANARY not in refused.answer.text

    assert CANARY not in "".join(capfd.readouterr()) + caplog.text
    assert CANARY.encode() not in whole_database(scene)


def test_words_come_back_in_their_canonical_form_however_they_were_sent(way, scene):
    read = way.speakers(word_files.transcript("P1: Yes.", "P1: No."))

    sloppy = draft(turns=[said("P1", "  a cafe\u0301 \r\n\r\n here  ")])
    found = read.press(ON_TO_NAMES, {"draft": sloppy})
    raw = found.hidden("raw").replace("caf\\u00e9", "  cafe\\u0301  ")
    sign(found.press(ON_TO_CHECK, {"raw": raw}))

    assert "  cafe" in raw
    [(_, kept)] = talks_of(scene, way.group)
    assert kept == [("P1", "a café\nhere")]


def changed_reviews(raw):
    """Return reviews that were changed on their way: without turns, with others, with what cannot be stored."""
    whole = json.loads(raw)
    inside, [turn], [spoken] = whole["raw"], whole["turns"], whole["raw"]["turns"]
    return [json.dumps(one) for one in (
        {}, {**whole, "raw": CANARY}, {**whole, "turns": []}, {**whole, "turns": [turn, turn]},
        {**whole, "turns": [{**turn, "label": f"{CANARY}\0"}]}, {**whole, "turns": [{**turn, "label": CANARY}]},
        {**whole, "turns": [{**turn, "start_ms": 10**30}]}, {**whole, "turns": [{**turn, "start_ms": -1}]},
        {**whole, "turns": [{**turn, "kind": CANARY}]},
        {**whole, "turns": [{**turn, "session": CANARY}]}, {**whole, "groups": {}}, {**whole, "groups": {"": CANARY}},
        {**whole, "groups": {**whole["groups"], CANARY: whole["groups"][""]}}, {**whole, "meant": {"P1": CANARY}},
        {**whole, "meant": {CANARY: "moderator"}},
        {**whole, "raw": {**inside, "turns": []}}, {**whole, "raw": {**inside, "turns": [{**spoken, "words": ""}]}},
        {**whole, "raw": {**inside, "turns": [{**spoken, "words": f"{CANARY}\0"}]}},
        {**whole, "raw": {**inside, "header": [f"{CANARY}\0"]}}, {**whole, "raw": {**inside, "sitting": CANARY}},
        {**whole, "raw": {**inside, "language": CANARY}},
        {**whole, "raw": {**inside, "marked": [{"words": CANARY, "category": CANARY}]}},
    )]  # fmt: skip


@on_sqlite
def test_a_review_that_was_changed_on_its_way_is_refused(way, scene, capfd, caplog):
    found = way.speakers(word_files.transcript("P1: Yes.")).press(ON_TO_NAMES)
    reviews = changed_reviews(found.hidden("raw"))

    for button in (ON_TO_CHECK, "Mark these words", "Look again with this list"):
        for changed in reviews:
            refused = found.press(button, {"raw": changed})
            assert refused.status == 422
            assert "did not arrive whole" in refused.said
            assert CANARY not in refused.answer.text

    assert len(reviews) == 22
    assert CANARY not in "".join(capfd.readouterr()) + caplog.text
    assert CANARY.encode() not in whole_database(scene)


def test_a_transcript_of_which_nobody_is_a_participant_is_refused(way):
    read = way.speakers(word_files.transcript("P1: Yes.", "P1: No."))

    refused = read.press(ON_TO_NAMES, {"kind": "moderator"})

    assert refused.status == 422
    assert "participant" in refused.said


def test_a_transcript_is_not_stored_in_a_focus_group_of_another_study(way, scene):
    with scene.read() as session:
        elsewhere = session.get(Transcript, (scene.viewers["outsider"].study_id, scene.other_talk.id)).focus_group_id
    found = way.speakers(word_files.transcript(f"P1: {CANARY}.", "P1: No.")).press(ON_TO_NAMES)

    upload = way.speakers(word_files.transcript("P1: Yes."), focus_group=str(elsewhere))
    check = found.press(
        ON_TO_CHECK, {**decisions(found), "raw": found.hidden("raw").replace(str(way.group), str(elsewhere))}
    )

    assert (upload.status, check.status) == (404, 404)
    assert CANARY not in check.answer.text
