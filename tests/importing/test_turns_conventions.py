"""The conventions of real transcripts, one by one, as far as text alone tells them."""

import pytest

from app.importing.draft import Paragraph, Remark
from app.importing.turns import NUMBERS, TIMES_AT_END, TIMES_INSIDE
from tests.importing.spoken import labels, read, said

NO_BREAK = "\u00a0"

# What is written, and what it means. Each is two turns of the first label around one of the second.
WRITTEN_IN_MANY_WAYS = {
    "a colon": ("P1: One", "P2: Two", "P1: Three"),
    "a colon in bold": ("**P1:** One", "**P2:** Two", "**P1:** Three"),
    "bold before the colon": ("**P1**: One", "__P2__: Two", "*P1*: Three"),
    "a colon behind a blank, as in French": (f"P1{NO_BREAK}: One", f"P2{NO_BREAK}: Two", "P1 : Three"),
    "a full-width colon": ("P1\uff1aOne", "P2\uff1a Two", "P1\uff1aThree"),
    "bullets": ("- P1: One", "• P2: Two", "- P1: Three"),
    "padding": ("P1:          One", "P2:          Two", "P1:\tThree"),
    "brackets and a colon": ("[P1]: One", "[P2]: Two", "[P1]: Three"),
    "brackets": ("[P1] One", "[P2] Two", "[P1] Three"),
    "a tab": ("P1\tOne", "P2\tTwo", "P1\tThree"),
    "a dash": ("P1 – One", "P2 – Two", "P1 – Three"),
    "a hyphen": ("P1 - One", "P2 - Two", "P1 - Three"),
    "a time before the label": ("[00:12:03] P1: One", "0:14 P2: Two", "(00:15) P1: Three"),
    "a time before the label in a column": ("00:11:09\tP1:\tOne", "00:11:10\tP2:\tTwo", "00:11:11\tP1:\tThree"),
    "a time in a column without a colon": ("00:11:09\tP1\tOne", "00:11:10\tP2\tTwo", "00:11:11\tP1\tThree"),
    "a time behind the label": ("P1: [00:00:12] One", "P2: 00:00:13 Two", "P1: (00:14) Three"),
    "a time beside the label": ("P1 [00:12]: One", "P2 (00:00:13): Two", "P1 00:14: Three"),
    "a time at the end": ("P1: One #00:00:12-3#", "P2: Two [00:00:13]", "P1: Three (00:00:14)"),
    "the label above its words": ("P1:\nOne", "P2:\nTwo", "P1:\nThree"),
    "name and time above the words": ("[P1] 00:10:09\nOne", "[P2] 00:10:10\nTwo", "[P1] 00:10:11\nThree"),
    "a time above the label": ("00:12:03", "P1: One", "[00:12:09]", "P2: Two", "0:13", "P1: Three"),
    "a hyphen at the label": ("P1- One", "P2- Two", "P1- Three"),
    "numbers of the turns": ("[T001] P1: One", "[T002] P2: Two", "[T003] P1: Three"),
    "numbers of the paragraphs": ("1 P1: One", "2. P2: Two", "3) P1: Three"),
    "one paragraph with soft returns": ("P1: One\nP2: Two\nP1: Three",),
}


@pytest.mark.parametrize("lines", WRITTEN_IN_MANY_WAYS.values(), ids=WRITTEN_IN_MANY_WAYS)
def test_labels_are_written_in_many_ways(lines):
    assert said(read(*lines)) == [("P1", "One"), ("P2", "Two"), ("P1", "Three")]


@pytest.mark.parametrize(
    ("lines", "times"),
    [
        (("[00:12:03] P1: One", "0:14 P2: Two"), [723_000, 14_000]),
        (("P1: [00:00:12] One", "P2: 00:00:13.5 Two"), [12_000, 13_500]),
        (("P1 [00:12]: One", "P2 (1:00:13): Two"), [12_000, 3_613_000]),
        (("P1: One #00:00:12-3#", "P2: Two #00:00:19-8#"), [12_300, 19_800]),
        (("P1:", "[00:00:12] One", "P2: Two"), [12_000, None]),
        (("00:12", "P1: One", "[00:00:19]", "P2: Two"), [12_000, 19_000]),
        (("P1: One [00:00:12 --> 00:00:15]", "P2: Two"), [12_000, None]),
    ],
)
def test_a_time_beside_a_turn_is_its_time_and_leaves_the_words(lines, times):
    draft = read(*lines)

    assert [turn.start_ms for turn in draft.turns] == times
    assert [turn.words for turn in draft.turns] == ["One", "Two"]


@pytest.mark.parametrize(
    "words",
    [
        "Mm. [inaudible 00:54:11] the tomatoes.",
        "[Pallis 00:00:52] came.",
        "12:30 is when I eat, and 00:12 is late",
        "the bus leaves (17:30)",
        "from [00:12:03] on",
        "at 17:30",
        "#winter",
    ],
)
def test_a_time_that_somebody_said_or_that_is_in_a_remark_stays_in_the_words(words):
    assert said(read(f"P1: {words}", "P2: Yes.")) == [("P1", words), ("P2", "Yes.")]


def test_a_time_that_is_written_twice_is_taken_off_once():
    draft = read("0:14 P2: [00:14:09] Two.")

    assert [(turn.words, turn.start_ms) for turn in draft.turns] == [("[00:14:09] Two.", 14_000)]


def test_times_that_say_something_else_than_the_beginning_are_told():
    at_end = read("I: How? #00:00:12-3#", "P1: On foot. #00:00:19-8#")
    inside = read("P1: [00:01] One.", "[00:09] Two.", "P2: Yes.")

    assert at_end.warnings == (Remark(TIMES_AT_END),)
    assert inside.warnings == (Remark(TIMES_INSIDE),)
    assert inside.turns[0].words == "One.\nTwo."
    assert inside.turns[0].start_ms == 1_000


def test_numbers_that_a_program_gave_are_told_and_those_that_people_said_stay():
    numbered = read("1 Interview", "2 Dan: Okay.", "3 Participant: Yes.", "We were", "30 people.", "4 Dan: Oh.")

    assert said(numbered) == [("Dan", "Okay."), ("Participant", "Yes.\nWe were\n30 people."), ("Dan", "Oh.")]
    assert numbered.warnings == (Remark(NUMBERS),)
    assert said(read("P1: One.", "1 thing: money", "P2: Two.")) == [("P1", "One.\n1 thing: money"), ("P2", "Two.")]


def test_several_voices_at_once_and_unknown_ones_are_labels():
    assert labels("O: Hva?", "Flere: Mm.", "P2/PM-1: Ja.", "?: Nei.", "Unknown speaker: No.") == [
        "O", "Flere", "P2/PM-1", "?", "Unknown speaker",
    ]  # fmt: skip


def test_a_label_that_explains_a_short_one_is_the_short_one():
    draft = read("Interviewer (I): Hello.", "Respondent (R): Hi.", "I: So?", "R: So.", "Interviewer: Yes.")

    assert [turn.label for turn in draft.turns] == ["I", "R", "I", "R", "I"]


def test_a_short_label_that_does_not_tell_the_role_keeps_the_long_one():
    assert set(labels("Interviewer (KB): Hello.", "P1: Hi.", "KB: So?", "KB: Mm.")) == {"Interviewer (KB)", "P1"}


def test_two_interviewers_with_short_labels_stay_two():
    lines = ("Interviewer (KB): a", "Interviewer (AL): b", "P1: c", "KB: d", "AL: e")

    assert labels(*lines) == ["Interviewer (KB)", "Interviewer (AL)", "P1", "Interviewer (KB)", "Interviewer (AL)"]


def test_a_role_beside_a_name_belongs_to_the_name():
    assert set(labels("Anna (moderator): Hello.", "Bo: Hi.", "Anna: So?", "Bo: So.")) == {"Anna (moderator)", "Bo"}


def test_what_stands_in_brackets_stays_where_it_tells_two_people_apart():
    lines = ("P1 (FG1): One", "P1 (FG2): Two", "P1 (FG1): Three")

    assert labels(*lines) == ["P1 (FG1)", "P1 (FG2)", "P1 (FG1)"]


@pytest.mark.parametrize(
    "direction",
    [
        *("(general agreement, several nod)", "[pause]", "(laughs (loudly))", "[crosstalk] (12 seconds pause)."),
        *("--- end of recording ---", "*****", "Break: [17:42]", "**Break:** \\[17:42\\]", "End of recording."),
        *("Hansen, Grete stopped transcription", "Slutt på opptak"),
    ],
)
def test_a_stage_direction_between_two_turns_is_nobodys(direction):
    draft = read("P1: One.", direction, "P2: Two.", direction)

    assert said(draft) == [("P1", "One."), ("", direction), ("P2", "Two."), ("", direction)]


@pytest.mark.parametrize(
    "line", ["(so I left) and came back", "((", "- and tea", "--- and tea", "We stopped", "Pause: that is what I need"]
)
def test_what_somebody_goes_on_to_say_is_no_stage_direction(line):
    assert said(read("P1: One.", line, "P2: Two.")) == [("P1", f"One.\n{line}"), ("P2", "Two.")]


def test_a_stage_direction_inside_a_turn_or_paragraph_is_how_it_was_said():
    draft = read("P1: One.", "(pause)", "And more.", "P2: Two.\n(laughs)", "P1: (nods)")

    assert said(draft) == [("P1", "One.\n(pause)\nAnd more."), ("P2", "Two.\n(laughs)"), ("P1", "(nods)")]


def test_a_stage_direction_between_labels_of_one_paragraph_is_nobodys():
    assert said(read("P1: One.\n(laughter)\nP2: Two.")) == [("P1", "One."), ("", "(laughter)"), ("P2", "Two.")]


def test_who_speaks_into_a_turn_stays_in_it():
    words = "Ich laufe. //B1: Bei jedem Wetter!// Ja, bei jedem."

    assert said(read("B1: Mit dem Rad.", f"B2: {words}")) == [("B1", "Mit dem Rad."), ("B2", words)]


def test_a_dash_or_a_tab_alone_makes_no_labels():
    notes = ["Monday – we went", "Tuesday – rain", "Monday – again rain", "Anna\tOne"]

    assert set(labels(*notes)) == {"Text"}


def test_what_is_heard_beside_the_words_is_no_label():
    heard = ["[Music] Hello.", "[Applause] Hi.", "[Music] So.", "[Applause] Thanks."]

    assert said(read(*heard)) == [("Text", line) for line in heard]


def test_colons_in_what_is_said_do_not_hide_labels_with_dashes():
    lines = ("Bruker 1 – Jeg sa: nei", "Bruker 2 – Ja", "Ordstyrer – Takk", "og videre: mer")

    assert said(read(*lines)) == [
        ("Bruker 1", "Jeg sa: nei"),
        ("Bruker 2", "Ja"),
        ("Ordstyrer", "Takk\nog videre: mer"),
    ]


def test_who_speaks_once_has_a_label_where_the_others_have_times():
    assert labels("[00:02] Anna: One.", "[00:10] Bo Berg: Two.", "[00:12] Anna: Three.", "Eva: four") == [
        "Anna", "Bo Berg", "Anna",
    ]  # fmt: skip
    assert labels("[00:02] Anna: One.", "[00:10] I went to Oslo: rain", "[00:12] Anna: Three.") == ["Anna", "Anna"]


def test_headings_of_field_notes_are_words_and_no_header():
    draft = read("Field notes", "Place: the garden", "Observation: three came.", "Observation: rain.", "Step 1: tea.")

    assert draft.header == ("Field notes", "Place: the garden")
    assert [turn.words for turn in draft.turns] == ["Observation: three came.", "Observation: rain.", "Step 1: tea."]


def test_a_time_of_a_paragraph_is_that_of_its_first_line():
    draft = read(Paragraph("P1: One\nmore\nP2: Two", None, 5_000))

    assert [(turn.words, turn.start_ms) for turn in draft.turns] == [("One\nmore", 5_000), ("Two", None)]
    assert draft.warnings == ()
