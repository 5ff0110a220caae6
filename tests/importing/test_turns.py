"""Who says what: the labels people really write, and the lines that only look like labels."""

import pytest

from app.importing.draft import Draft, DraftTurn, Remark
from app.importing.turns import EMPTY_TURNS, NO_SPEAKERS, NoTurns
from app.importing.words import UnreadableCharacters, clean
from tests.importing.spoken import labels, read, said


def test_a_label_begins_a_turn_and_a_paragraph_without_one_goes_on_with_it():
    draft = read("P1: We meet on Mondays.", "And on Fridays.", "P2: Mm.")

    assert draft == Draft(
        header=(), turns=(DraftTurn("P1", "We meet on Mondays.\nAnd on Fridays."), DraftTurn("P2", "Mm."))
    )


def test_the_header_is_kept_apart_also_when_it_looks_like_turns():
    header = (
        "Transcript, focus group 1",
        "Date: 14 March",
        "District: A",
        "Focus group 2: service users",
        "Moderator: R1 (female)",
        "Participants: 4 (P1-P4)",
        "Recording length: 00:41:20",
        "--- start ---",
    )

    draft = read(*header, "R1: Welcome. What brought you here?", "P1: My neighbour.", "R1: Yes?")

    assert draft.header == header
    assert said(draft)[0] == ("R1", "Welcome. What brought you here?")


def test_a_roster_that_ends_the_header_is_no_turn():
    draft = read("Date: 3 May", "Moderator: Kari N.", "I: Welcome, all of you.", "P1: Thanks.")

    assert draft.header == ("Date: 3 May", "Moderator: Kari N.")
    assert said(draft) == [("I", "Welcome, all of you."), ("P1", "Thanks.")]


def test_a_roster_before_other_lines_of_the_header_is_no_turn():
    draft = read("Moderator: Kari N.", "Date: 3 May", "Moderator: Welcome, all of you.", "P1: Thanks.")

    assert draft.header == ("Moderator: Kari N.", "Date: 3 May")
    assert said(draft) == [("Moderator", "Welcome, all of you."), ("P1", "Thanks.")]


def test_a_list_of_who_was_there_is_no_turn():
    draft = read("Participants:", "P1: woman, 34", "P2: man, 51", "I: Welcome, all of you.", "P1: Thanks.")

    assert draft.header == ("Participants:", "P1: woman, 34", "P2: man, 51")
    assert said(draft) == [("I", "Welcome, all of you."), ("P1", "Thanks.")]


def test_a_moderator_who_opens_after_the_header_has_a_turn():
    draft = read("Date: 3 May", "Moderator: Welcome, what is support to you?", "P1: Somebody who stays.")

    assert said(draft)[0] == ("Moderator", "Welcome, what is support to you?")


def test_who_is_named_in_the_header_needs_to_speak_only_once():
    draft = read(
        "Present: Anna, Bo (Hansen) and Kari", "I: Who begins?", "Kari: I can.", "Eva: no label", "Bo: Me too."
    )

    assert said(draft) == [("I", "Who begins?"), ("Kari", "I can.\nEva: no label"), ("Bo", "Me too.")]


@pytest.mark.parametrize(
    "line",
    [
        "http://example.org is where I found it",
        "https: that is what it said",
        "17:30 was too late",
        "12:30 is when I eat",
        "12: 30 then",
        "at 12:30: we ate\nat 12:30: we left",
        "Note: the door opens",
        "Date: none of us knew",
        "My doctor said: get outside more",
        "My doctor said: get outside more\nMy doctor said: and eat",
        "and then: nothing\nand then: nothing",
        "one two three four five: too many words for a label\none two three four five: again",
        "The thing is: nobody calls",
        "For example: this\nFor example: that",
        "x" * 41 + ": too long",
        "X" * 64 + ": too long\n" + "X" * 64 + ": again",
        "uke 3: nothing happened",
        "ICD-10: a list",
        "2019: we moved\n2019: we married",
        "+47 000 00 000: I called\n+47 000 00 000: twice",
        "He left. She said: no\nHe left. She said: no",
        "Bruker 2 – Ja",
        "[laughter] and then we left\n[laughter] and came back\n[laughter] and left",
        "[laughter] Eva: that was it",
        ": no label",
    ],
)
def test_a_false_friend_begins_no_turn(line):
    draft = read("P1: Well.", *line.split("\n"), "P2: Yes.")

    assert said(draft) == [("P1", "Well.\n" + line), ("P2", "Yes.")]


@pytest.mark.parametrize(
    "label",
    [
        *("P1", "p12", "I", "C", "M", "Int", "Int.", "Moderator", "Interviewer 2", "Facilitator", "Participant 3"),
        *("Speaker 2", "Unknown", "All", "?", "D4", "SU-3", "MALE2", "Pt1–1", "SPEAKER_00", "Ordstyrer", "Flere"),
        *("Ukjent", "P1 and P2", "P1/P3", "P2/PM-1", "Deltaker 4", "Tjenestebruker 2", "Gespreksleider", "Befragte 2"),
        *("Samtalsledare", "Mødeleder", "Moderatorin", "Unknown speaker", "S01", "MOD"),
    ],
)
def test_a_label_whose_form_tells_it_needs_to_occur_only_once(label):
    assert said(read(f"{label}: Welcome to you all, and thank you for coming here."))[0][0] == label


@pytest.mark.parametrize(
    "label",
    [
        *("Anna", "Hansen, Grete", "MF", "F", "19", "Åse Ø.", "Service user Ola", "Res Nrs-3", "FEMALE", "An Nguyen"),
        *("Marie-Louise van den Berg Hansen", "Dr. Berg", "Kat Marchán", "MODERATOR 1", "ABC-1", "Q"),
    ],
)
def test_any_name_is_a_label_when_it_begins_two_lines(label):
    assert labels(f"{label}: One.", "P1: Two.", f"{label}: Three.") == [label, "P1", label]


def test_a_name_in_small_letters_needs_to_begin_three_lines():
    assert labels("anna: One.", "P1: Two.", "anna: Three.", "P1: Four.", "anna: Five.") == [
        "anna", "P1", "anna", "P1", "anna",
    ]  # fmt: skip


def test_blanks_and_case_around_a_label_make_no_other_person():
    draft = read("Anna: One.", " ANNA : Two.", "\tanna:Three.", "P1\u00a0:\tFour.", "p1:Five.", "\u200fP1: Six.")

    assert said(draft) == [("Anna", w) for w in ("One.", "Two.", "Three.")] + [
        ("P1", w) for w in ("Four.", "Five.", "Six.")
    ]


def test_a_soft_return_begins_a_turn_when_its_line_has_a_known_label():
    draft = read("P1: One\nP2: Two\nnot a label: three\nP1: Four")

    assert said(draft) == [("P1", "One"), ("P2", "Two\nnot a label: three"), ("P1", "Four")]


def test_how_something_was_said_stays_with_the_words():
    draft = read("P1 (whispering): Not here.", "P1 (FG1): Here.")

    assert said(draft) == [("P1", "(whispering) Not here."), ("P1", "Here.")]


def test_a_label_above_its_words_is_a_turn_and_a_label_without_any_is_told():
    draft = read("P1:", "One.", "P2:", "P3: Three.")

    assert said(draft) == [("P1", "One."), ("P3", "Three.")]
    assert draft.warnings == (Remark(EMPTY_TURNS, {"count": 1}),)


@pytest.mark.parametrize("paragraphs", [[], [""], [" \n\t"], ["P1:"], ["(laughs)"]])
def test_a_text_in_which_nobody_says_anything_is_refused(paragraphs):
    with pytest.raises(NoTurns):
        read(*paragraphs)


def test_a_text_without_speakers_is_one_participant_whose_turns_are_its_paragraphs():
    draft = read("Field notes", "Date: 3 May", "We arrived late.", "(phone rings)", "It rained.\nAll day.")

    assert draft.header == ("Field notes", "Date: 3 May")
    assert said(draft) == [
        ("Text", "We arrived late."), ("", "(phone rings)"), ("Text", "It rained.\nAll day."),
    ]  # fmt: skip
    assert draft.warnings == (Remark(NO_SPEAKERS),)


def test_a_header_in_one_paragraph_with_words_is_kept_with_the_words():
    draft = read("Date: 3 May\nWe arrived late.", "It rained.")

    assert draft.header == ()
    assert said(draft) == [("Text", "Date: 3 May\nWe arrived late."), ("Text", "It rained.")]


def test_a_text_that_looks_like_nothing_but_a_header_is_kept_as_text():
    assert said(read("Date: 3 May", "Place: the café")) == [("Text", "Date: 3 May"), ("Text", "Place: the café")]


def test_two_labels_at_the_end_of_a_long_text_do_not_make_the_text_a_header():
    notes = ["We sat by the window and talked about the year that had been."] * 20

    draft = read(*notes, "I: Is that all?", "P1: Yes.")

    assert len(draft.turns) == 22
    assert draft.header == ()


def test_words_have_one_form():
    assert clean("\ufeffcafe\u0301\u00a0 is\t\topen \r\n\r\n on\u2028Monday\r ") == "café is open\non\nMonday"


def test_soft_returns_and_page_ends_of_plain_text_are_line_ends():
    assert clean("one\x0btwo\x0cthree") == "one\ntwo\nthree"


@pytest.mark.parametrize("bad", ["\x00", "\x1b", "\x1f", "\x7f", "\x92", "\ud800", "\ufffe", "\uffff"])
def test_characters_that_cannot_be_kept_are_refused_with_the_paragraph(bad):
    with pytest.raises(UnreadableCharacters) as caught:
        read("P1: One.", f"P2: T{bad}wo.")

    assert caught.value.values == {"number": 2}
