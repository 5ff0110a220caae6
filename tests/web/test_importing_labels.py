"""Who speaks: two spellings are one person, two people under one label are two, and what is no label is words."""

import pytest
from sqlalchemy import select

from app.store.tables import LabelChoice, Participant, Transcript
from tests.factories import on_sqlite
from tests.web.kept import talks_of
from tests.web.talk import word_file
from tests.web.way_in import HTMX, ON_TO_CHECK, ON_TO_NAMES, decisions, sign, who_is_who

# Torvald has ten turns, Thorvald two: so few that it is likely to be a slip of the finger.
SPELLINGS = (
    "Moderator: What helps?",
    *[f"{who}: Number {number}." for number in range(1, 11) for who in ("Torvald", "Ylva")],
    "Thorvald: And soup.",
    "Ylva: When?",
    "Thorvald: At nine.",
)
THREE = (
    "Moderator: What helps?", "Torvald: Somebody who rings.", "Ylva: Soup.", "Eldbjorn: And soup.",
    "Torvald: Every Thursday.", "Eldbjorn: At nine.", "Ylva: Sometimes later.",
)  # fmt: skip
CODES = ("I: What helps?", "D1: Somebody who rings.", "D2: Soup.", "D1: And soup.", "D2: Every Thursday.")


def stored(step, fields=None):
    """Go on from who speaks to the end, with everything replaced as suggested."""
    found = step.press(ON_TO_NAMES, fields)
    return sign(found.press(ON_TO_CHECK, decisions(found)))


def voices(scene, group):
    """Return the participants of a focus group: label and kind."""
    with scene.read() as session:
        known = select(Participant.label, Participant.kind).where(Participant.focus_group_id == group)
        return sorted((label, kind.value) for label, kind in session.execute(known))


@on_sqlite
def test_a_label_written_almost_like_another_is_proposed_as_the_same_person(scene, way):
    read = way.speakers(word_file(*SPELLINGS, header=""))
    stored(read)

    assert read.labels() == {
        "Moderator": ("moderator", ""), "Torvald": ("participant", ""), "Ylva": ("participant", ""),
        "Thorvald": ("participant", "Torvald"),
    }  # fmt: skip
    assert "Written almost like another label." in read.text
    [(_, kept)] = talks_of(scene, way.group)
    assert [label for label, _ in kept] == ["I", *["P1", "P2"] * 10, "P1", "P2", "P1"]
    assert voices(scene, way.group) == [("I", "moderator"), ("P1", "participant"), ("P2", "participant")]


@on_sqlite
def test_somebody_can_say_that_two_labels_are_one_person_or_that_they_are_not(scene, way):
    read = way.speakers(word_file(*SPELLINGS, header=""))

    stored(read, who_is_who(read, {"Ylva": ("participant", "Torvald"), "Thorvald": ("co-moderator", "")}))

    [(_, kept)] = talks_of(scene, way.group)
    assert [label for label, _ in kept] == ["I", *["P1"] * 20, "C", "P1", "C"]


@on_sqlite
def test_turns_of_a_label_are_given_to_somebody_else_and_what_was_said_of_the_others_stays(scene, way):
    read = way.speakers(word_file(*THREE, header=""))
    said = who_is_who(read, {"Ylva": ("co-moderator", ""), "Eldbjorn": ("participant", "Torvald")})

    # Torvald's turns are the second and the fifth of the file.
    split = read.split("Torvald", ["5"], said)

    assert split.heading == "Who speaks?"
    assert split.labels() == {
        "Moderator": ("moderator", ""), "Torvald": ("participant", ""), "Ylva": ("co-moderator", ""),
        "Eldbjorn": ("participant", "Torvald"), "Torvald (2)": ("participant", ""),
    }  # fmt: skip
    stored(split)
    [(_, kept)] = talks_of(scene, way.group)
    assert [label for label, _ in kept] == ["I", "P1", "C", "P1", "P2", "P1", "C"]


@on_sqlite
def test_what_is_no_speaker_goes_on_with_the_turn_before(scene, way):
    lines = (
        "I: What helps?", "P1: Two things.", "Kitchen: somebody rings.", "P2: Soup.", "Kitchen: leeks.",
        "P1: Yes.", "Kitchen: and time.",
    )  # fmt: skip
    read = way.speakers(word_file(*lines, header=""))
    assert "Kitchen" in read.labels()

    stored(read, who_is_who(read, {"Kitchen": ("not a speaker", "")}))

    [(_, kept)] = talks_of(scene, way.group)
    assert kept == [
        ("I", "What helps?"), ("P1", "Two things.\nKitchen: somebody rings."), ("P2", "Soup.\nKitchen: leeks."),
        ("P1", "Yes.\nKitchen: and time."),
    ]  # fmt: skip


@on_sqlite
def test_without_a_participant_nobody_goes_on_and_the_page_stays(way):
    read = way.speakers(word_file("I: What helps?", "C: Soup.", "I: Yes.", "C: And time.", header=""))

    refused = read.press(ON_TO_NAMES, headers=HTMX)

    assert refused.status == 422
    assert "None of the labels is a participant." in refused.said
    assert refused.answer.headers["hx-retarget"] == "#alert"
    assert refused.answer.headers["hx-push-url"] == "false"


@on_sqlite
def test_what_labels_meant_is_offered_for_the_next_transcript_but_no_name_is_kept(scene, way):
    lines = (*CODES, "Ylva: Mm.", "Ylva: Mm, yes.")
    read = way.speakers(word_file(*lines, header=""))
    assert read.labels()["D1"] == ("participant", "")
    stored(read, who_is_who(read, {"D1": ("co-moderator", ""), "Ylva": ("moderator", "")}))

    again = way.speakers(word_file(*lines, "D1: Again.", header=""))

    assert {label: kind for label, (kind, _) in again.labels().items()} == {
        "I": "moderator", "D1": "co-moderator", "D2": "participant", "Ylva": "participant",
    }  # fmt: skip
    with scene.read() as session:
        remembered = session.execute(select(LabelChoice.label, LabelChoice.kind)).all()
    assert sorted(map(tuple, remembered)) == [("D1", "co-moderator"), ("D2", "participant"), ("I", "moderator")]


@on_sqlite
def test_in_the_second_file_of_a_focus_group_p_numbers_are_the_same_people_and_new_people_get_new_ones(scene, way):
    stored(way.speakers(word_file("I: One?", "P1: One.", "P2: Two.", "P1: Three.", "P2: Four.", header="")))
    second = word_file("I: One?", "P2: Again.", "Ylva: New.", "Torvald: Back.", "P2: So.", "Ylva: Yes.", "Torvald: No.",
                       header="")  # fmt: skip
    read = way.speakers(second)

    stored(read, who_is_who(read, {"Torvald": ("participant", "stored:P1")}))

    assert sorted({one for one in read.tree.xpath("//select[@name='same_as']/option/text()") if "earlier" in one}) == [
        "P1 of an earlier file",
        "P2 of an earlier file",
    ]
    first, other = (kept for _, kept in talks_of(scene, way.group))
    if "Again." not in dict(map(reversed, other)):
        first, other = other, first
    assert [label for label, _ in first] == ["I", "P1", "P2", "P1", "P2"]
    assert [label for label, _ in other] == ["I", "P2", "P3", "P1", "P2", "P3", "P1"]
    assert [label for label, kind in voices(scene, way.group) if kind == "participant"] == ["P1", "P2", "P3"]


@on_sqlite
def test_a_participant_whom_the_focus_group_does_not_have_is_refused(way):
    read = way.speakers(word_file(*CODES, header=""))

    for nobody in ("stored:P7", "stored:Torvald"):
        refused = read.press(ON_TO_NAMES, who_is_who(read, {"D1": ("participant", nobody)}), headers=HTMX)
        assert refused.status == 422
        assert "joined to a participant whom this focus group does not have" in refused.said


@pytest.mark.parametrize("same", ["D1", "D3", "I"], ids=["itself", "nobody", "the moderator"])
@on_sqlite
def test_labels_joined_in_a_circle_or_to_nobody_are_refused_and_joined_to_another_take_its_kind(way, same):
    read = way.speakers(word_file(*CODES, header=""))

    found = read.press(ON_TO_NAMES, who_is_who(read, {"D1": ("participant", same)}), headers=HTMX)

    if same == "I":
        assert [label for label, _ in found.turns()] == ["I", "I", "P1", "I", "P1"]
    else:
        assert found.status == 422
        assert "Labels still without a choice: 1." in found.said


@on_sqlite
def test_a_focus_group_of_another_study_is_not_found(scene, way):
    with scene.read() as session:
        elsewhere = session.get(Transcript, (scene.viewers["outsider"].study_id, scene.other_talk.id)).focus_group_id

    upload = way.speakers(focus_group=str(elsewhere))
    settled = way.speakers().press(ON_TO_NAMES, {"focus_group": str(elsewhere)})

    assert (upload.status, settled.status) == (404, 404)
    assert "Torvald" not in upload.answer.text + settled.answer.text
