"""The whole way in: a file of any kind, who speaks, what identifies, and a signature before anything is stored."""

from itertools import product

import pytest
from sqlalchemy import select

from app.store.queries.anonymity import signatures
from app.store.tables import Turn
from tests import factories
from tests.factories import on_sqlite
from tests.web.kept import talks_of
from tests.web.talk import ANONYMISED, word_file
from tests.web.way_in import HTMX, ON_TO_CHECK, ON_TO_NAMES, decisions, sign

STEPS = ["Import a transcript", "Who speaks?", "What identifies people?", "Check and sign", "The transcript is stored"]
NORWEGIAN = (
    "Intervjuer: Hva betyr støtte for dere?",
    "Åsta: Når Bjørnulf Kvårvik ringer meg på 934 82 107, vet jeg at noen er der.",
    "Bjørnulf: Jeg bor på Sørvollen. Åsta kommer hver torsdag.",
    "Åsta: Broren min Eldbjørn kjørte meg.",
    "Bjørnulf: På Sørvollen kjenner alle alle.",
)
# The people in order of their first places: Bjørnulf Kvårvik, Åsta, Eldbjørn.
ANONYMISERT = [
    ("I", "Hva betyr støtte for dere?"),
    ("P1", "Når [navn 1] ringer meg på [telefon], vet jeg at noen er der."),
    ("P2", "Jeg bor på [sted 1]. [navn 2] kommer hver torsdag."),
    ("P1", "Broren min [navn 3] kjørte meg."),
    ("P2", "På [sted 1] kjenner alle alle."),
]
SESSIONS = """session,speaker,text
Morning,Int,What helps?
Morning,Torvald,When Ylva Skarnes rings me.
Morning,Ylva,Torvald comes on Thursdays.
Evening,Int,And what does not?
Evening,Eldbjorn,Nobody rang me on 934 82 107.
Evening,Int,Mm.
Evening,Eldbjorn,Torvald did not either.
"""
SUBTITLES = """WEBVTT

00:00:01.000 --> 00:00:04.000
<v Int>What helps?</v>

00:00:05.000 --> 00:00:09.000
<v Torvald>When Ylva Skarnes rings me.</v>

00:01:02.500 --> 00:01:05.000
<v Ylva>Torvald comes on Thursdays.</v>
"""
NOTES = """The kitchen was warm when we came in at nine, and nobody looked up from the long table.

Ylva Skarnes had made the soup. She said that it was the last of the leeks, and that there would be none until spring.

Later somebody rang on 934 82 107 and asked whether there was room for one more.
"""


def test_a_file_with_names_is_stored_without_them_and_signed_for(scene, way):
    begun = way.begin()
    who = way.speakers(step=begun)
    found = who.press(ON_TO_NAMES, headers=HTMX)
    check = found.press(ON_TO_CHECK, decisions(found), headers=HTMX)
    stored = sign(check)

    assert [step.heading for step in (begun, who, found, check, stored)] == STEPS
    assert check.turns() == list(ANONYMISED)
    [(talk, kept)] = talks_of(scene, way.group)
    assert kept == list(ANONYMISED)
    assert (talk.title, talk.header, talk.language, talk.turn_count) == ("Volunteers 1", "", "en", 8)
    with scene.read() as session:
        signed = signatures(session, scene.viewers["lead"])[talk.id]
    # Of people: the header has one, the talk Ylva Skarnes, Torvald and three times Eldbjorn.
    assert (signed.initials, signed.counts["PERSON"]) == ("LA", {"replaced": 6, "kept": 0})
    assert (signed.counts["PHONE"], signed.counts["PLACE"]) == ({"replaced": 1, "kept": 0}, {"replaced": 4, "kept": 0})
    assert signed.version
    assert "Read Volunteers 1" in stored.text
    assert "signed by LA" in scene.supervisor.get(scene.to("transcripts:all")).text


@on_sqlite
def test_a_text_whose_letters_had_to_be_guessed_is_read_again_as_a_person_says(scene, way):
    data = "\r\n".join(NORWEGIAN).encode("cp1252")

    guessed = way.speakers(data, "talk.txt", talk_language="nb")
    wrong = guessed.press("Read again", {"encoding": "mac-roman"})
    right = guessed.press("Read again", {"encoding": "cp1252"})

    assert "Do the letters look right?" in guessed.text
    assert guessed.values("encoding") == ["cp1252"]
    assert NORWEGIAN[1].partition(": ")[2] in guessed.text
    assert "Bj¯rnulf" in wrong.text
    assert right.turns() == [tuple(line.split(": ", 1)) for line in NORWEGIAN]
    assert "Do the letters look right?" not in right.text
    found = right.press(ON_TO_NAMES)
    sign(found.press(ON_TO_CHECK, decisions(found)))
    [(talk, kept)] = talks_of(scene, way.group)
    assert (talk.language, kept) == ("nb", ANONYMISERT)


@on_sqlite
def test_letters_that_the_file_cannot_be_read_as_are_refused(way):
    guessed = way.speakers("\n".join(NORWEGIAN).encode("cp1252"), "talk.txt")

    refused = guessed.press("Read again", {"encoding": "utf-8"})
    unknown = guessed.press("Read again", {"encoding": "rot13"})

    assert (refused.status, unknown.status) == (422, 422)
    assert "not in the encoding utf-8" in refused.said
    assert "This encoding is not known" in unknown.said


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
@on_sqlite
def test_a_text_that_says_how_its_letters_are_written_is_not_asked_about(way, encoding):
    read = way.speakers("\n".join(NORWEGIAN).encode(encoding), "talk.txt")

    assert read.turns()[1:3] == [tuple(line.split(": ", 1)) for line in NORWEGIAN[1:3]]
    assert "Do the letters look right?" not in read.text


@on_sqlite
def test_two_recordings_of_one_file_go_into_two_focus_groups(scene, way):
    read = way.speakers(SESSIONS.encode(), "talk.csv")
    groups = read.values("session_group")
    found = read.press(ON_TO_NAMES, {"session_group": [str(way.group), str(scene.group.id)]})
    check = found.press(ON_TO_CHECK, decisions(found))
    stored = sign(check, title=["In the morning", "In the evening"], give_slips="yes")

    assert groups == [str(way.group)] * 2
    assert read.values("session") == ["Morning", "Evening"]
    [(first, morning)] = talks_of(scene, way.group)
    second, evening = next(talk for talk in talks_of(scene, scene.group.id) if talk[0].id != scene.talk.id)
    assert (first.title, second.title) == ("In the morning", "In the evening")
    # Ylva Skarnes is the first name of the file and Torvald the second, in both recordings.
    assert morning == [("I", "What helps?"), ("P1", "When [name 1] rings me."), ("P2", "[name 2] comes on Thursdays.")]
    # P1 to P3 of the other focus group have spoken before; Eldbjorn has not.
    assert [label for label, _ in evening] == ["I", "P4", "I", "P4"]
    assert [words for label, words in evening if label == "P4"] == [
        "Nobody rang me on [phone].",
        "[name 2] did not either.",
    ]
    assert [(slip.label, slip.group) for slip in stored.slips()] == [
        ("P4", "Service users 1"), ("P1", "Volunteers 1"), ("P2", "Volunteers 1"),
    ]  # fmt: skip


@on_sqlite
def test_a_recording_with_the_name_of_a_focus_group_is_proposed_for_it(scene, way):
    with scene.write() as session:
        evening = factories.focus_group(session, scene.viewers["lead"], label="Evening")

    read = way.speakers(SESSIONS.encode(), "talk.csv")
    also = way.speakers(SESSIONS.encode(), "talk.csv", focus_group=str(evening.id))

    assert read.values("session_group") == [str(way.group), str(evening.id)]
    assert also.values("session_group") == [str(evening.id)] * 2


@on_sqlite
def test_subtitles_keep_the_time_at_which_a_turn_begins(scene, way):
    found = way.identifiers(SUBTITLES.encode(), name="talk.vtt")
    sign(found.press(ON_TO_CHECK, decisions(found)))

    [(talk, kept)] = talks_of(scene, way.group)
    assert kept == [("I", "What helps?"), ("P1", "When [name 1] rings me."), ("P2", "[name 2] comes on Thursdays.")]
    with scene.read() as session:
        times = session.scalars(select(Turn.time_ms).where(Turn.transcript_id == talk.id).order_by(Turn.number)).all()
    assert times == [1000, 5000, 62_500]


@on_sqlite
def test_field_notes_come_in_as_one_participant_whose_turns_are_the_paragraphs(scene, way):
    read = way.speakers(NOTES.encode(), "notes.txt")
    found = read.press(ON_TO_NAMES)
    sign(found.press(ON_TO_CHECK, decisions(found)))

    assert "No labels of speakers were found" in read.text
    [(_, kept)] = talks_of(scene, way.group)
    assert kept == [
        ("P1", "The kitchen was warm when we came in at nine, and nobody looked up from the long table."),
        ("P1", "[name 1] had made the soup. She said that it was the last of the leeks, and that there would be none "
               "until spring."),
        ("P1", "Later somebody rang on [phone] and asked whether there was room for one more."),
    ]  # fmt: skip


@on_sqlite
def test_four_hundred_rows_are_decided_in_one_form(way):
    # Each name is said once, and is on the list of names: 400 rows, with four fields each.
    firsts, lasts = ("Tor", "Ly", "Bra", "Skar", "Vel", "Ast", "Grim", "Hal", "Od", "Run"), ("ur", "esk", "ian", "ote")
    middles = ("mild", "rik", "vang", "bjon", "mor", "fald", "gren", "sten", "lok", "dal")
    names = ["".join(parts) for parts in product(firsts, middles, lasts)]
    lines = [f"P{number % 4 + 1}: And then {name} came in." for number, name in enumerate(names)]

    found = way.identifiers(word_file("I: Who came?", *lines, header=""), listed="\n".join(names))
    check = found.press(ON_TO_CHECK, decisions(found))

    assert (len(names), len(found.rows())) == (400, 400)
    assert check.heading == "Check and sign"
    assert check.turns()[400] == ("P4", "And then [name 400] came in.")


@on_sqlite
def test_a_page_that_is_loaded_again_leads_to_the_beginning(way):
    answer = way.browser.get(way.begin().tree.xpath("//form[@id='upload-form']/@action")[0])

    assert answer.status_code == 303
    begun = way.browser.get(answer.headers["location"])
    assert "Import a transcript" in begun.text
    assert "begin again" in begun.text
