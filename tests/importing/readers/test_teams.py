"""What Microsoft Teams makes of a meeting, in its two layouts, as a Word file and as plain text."""

import pytest

from app.importing.readers import docx, html
from app.importing.readers.teams import teams_paragraphs
from tests.importing.readers.reading import sample, timed, warned

NEW = [
    "Hansen, Grete   0:04\nOK, so welcome.\nWho are you?",
    "Volunteer 3 (Guest)   0:19\nHi.",
    "+47 000 00 000   1:02:07\nBye.",
]
TURNS = [
    (4_000, "Hansen, Grete", "OK, so welcome.\nWho are you?"),
    (19_000, "Volunteer 3 (Guest)", "Hi."),
    (3_727_000, "+47 000 00 000", "Bye."),
]


@pytest.mark.parametrize("reader", [docx, html])
def test_the_sample_of_the_newer_layout_has_five_turns_and_its_header(reader):
    material = reader.read(sample(f"s04-teams-new-style.{reader.FORMAT.name}"))

    assert timed(material) == [
        (None, None, "Focus group volunteers-20240312_170312-Meeting Recording"),
        (None, None, "March 12, 2024, 4:03PM"),
        (None, None, "1h 2m 11s"),
        (4_000, "Hansen, Grete", "OK, so welcome.\nI will ask, um.\nCould you each say who you are?"),
        (19_000, "Volunteer 3 (Guest)", "Hi.\nI help on Tuesdays."),
        (31_000, "+47 000 00 000", "Can you hear me?"),
        (33_000, "Volunteer 3 (Guest)", "Yes!"),
        (3_727_000, "Unknown speaker", "Bye."),
    ]
    assert warned(material) == ["Lines of Teams about starting and stopping, left out: 2."]


def test_the_real_file_of_the_older_layout_has_two_turns_and_a_table_that_nobody_said():
    material = docx.read(sample("teams-old-no-sections.docx"))

    assert timed(material) == [
        (0, "Some Body", "OK. Yeah."),
        (3_270, "James Bond", "Umm."),
        (None, None, "saved-by"),
        (None, None, "Dennis Forsythe"),
    ]
    assert [found.end_ms for found in material.paragraphs] == [1_510, 4_250, None, None]


@pytest.mark.parametrize(
    "paragraphs",
    [
        NEW,
        [line for turn in NEW for line in turn.split("\n")],
        ["\n".join(NEW)],
        [turn.replace("   ", "\t") for turn in NEW],
        [turn.replace("   ", " ") for turn in NEW],
        ["Hansen, Grete started transcription", *(turn.replace("   ", "\n") for turn in NEW)],
        ["Hansen, Grete startet transkripsjon", *NEW, "Hansen, Grete stoppet transkripsjon"],
    ],
    ids=["soft returns", "lines", "one paragraph", "tabs", "one blank", "times alone", "Norwegian"],
)
def test_the_newer_layout_is_known_however_it_was_copied(paragraphs):
    material = teams_paragraphs(paragraphs)

    assert material is not None
    assert timed(material) == TURNS


@pytest.mark.parametrize(
    "paragraphs",
    [
        ["0:0:0.0 --> 0:0:1.510\nSome Body\nOK.", "0:0:6.90 --> 0:0:7.5\nJames Bond\nUmm.\nNo."],
        ["0:0:0.0 → 0:0:1.510", "Some Body", "OK.", "0:0:6.90 → 0:0:7.5", "James Bond", "Umm.", "No."],
    ],
    ids=["soft returns", "lines with the arrow that Word makes"],
)
def test_in_the_older_layout_a_fraction_counts_milliseconds(paragraphs):
    material = teams_paragraphs(paragraphs)

    assert material is not None
    assert timed(material) == [(0, "Some Body", "OK."), (6_090, "James Bond", "Umm.\nNo.")]


@pytest.mark.parametrize(
    "paragraphs",
    [
        ["P1: We met at 12:30", "P2: Yes, at 12:30"],
        ["P1: We met here.  0:04", "And then?", "P2: Yes, we met.  0:19", "And so on."],
        ["We met here\t0:04", "Yes, we met\t0:19", "And so on\t0:31"],
        ["Programme", "Lunch   12:00", "We eat.", "Talk   9:00", "We talk.", "Walk   8:00", "We walk."],
        ["0:04", "Welcome everybody.", "0:19", "Thank you all.", "0:31", "Can you hear me?"],
        ["00:00:00.000 --> 00:00:02.000\nWelcome everybody.", "00:00:02.000 --> 00:00:04.000\nThank you all."],
        ["Hansen, Grete started transcription", "And then nobody said a word."],
        [],
    ],
    ids=[
        "times in speech",
        "times after turns",
        "times after lines",
        "a programme backwards",
        "no names",
        "subtitles",
        "no turns",
        "nothing",
    ],
)
def test_what_only_looks_like_it_is_left_alone(paragraphs):
    assert teams_paragraphs(paragraphs) is None


def test_somebody_who_speaks_of_transcription_is_not_left_out():
    material = teams_paragraphs([*NEW, "Hansen, Grete   1:02:09\nThen I started transcription."])

    assert material is not None
    assert timed(material)[-1] == (3_729_000, "Hansen, Grete", "Then I started transcription.")
    assert warned(material) == []


def test_a_paragraph_of_its_own_among_turns_is_nobody_new():
    material = teams_paragraphs([*NEW[:2], "(the recording stops)", NEW[2]])

    assert material is not None
    assert timed(material) == [*TURNS[:2], (None, "", "(the recording stops)"), TURNS[2]]


def test_a_name_without_words_is_counted():
    material = teams_paragraphs([NEW[0], "Volunteer 3 (Guest)   0:19", "+47 000 00 000   0:20\nBye."])

    assert material is not None
    assert timed(material) == [TURNS[0], (20_000, "+47 000 00 000", "Bye.")]
    assert warned(material) == ["Places where somebody is named but says nothing, left out: 1."]
