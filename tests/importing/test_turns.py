"""Who says what: the labels people really write, and the lines that only look like labels."""

import time

import pytest

from app.importing.turns import Draft, DraftTurn, NoTurns, read_turns
from app.importing.words import UnreadableCharacters, clean


def said(draft: Draft) -> list[tuple[str, str]]:
    return [(turn.label, turn.words) for turn in draft.turns]


def test_a_label_begins_a_turn_and_a_paragraph_without_one_goes_on_with_it():
    draft = read_turns(["P1: We meet on Mondays.", "And on Fridays.", "P2: Mm."])

    assert draft == Draft(
        header=(),
        turns=(DraftTurn("P1", "We meet on Mondays.\nAnd on Fridays."), DraftTurn("P2", "Mm.")),
        skipped=(),
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

    draft = read_turns([*header, "R1: Welcome. What brought you here?", "P1: My neighbour.", "R1: Yes?"])

    assert draft.header == header
    assert said(draft)[0] == ("R1", "Welcome. What brought you here?")


def test_a_roster_that_ends_the_header_is_no_turn():
    draft = read_turns(["Date: 3 May", "Moderator: Kari N.", "I: Welcome, all of you.", "P1: Thanks."])

    assert draft.header == ("Date: 3 May", "Moderator: Kari N.")
    assert said(draft) == [("I", "Welcome, all of you."), ("P1", "Thanks.")]


def test_a_moderator_who_opens_after_the_header_has_a_turn():
    draft = read_turns(["Date: 3 May", "Moderator: Welcome, what is support to you?", "P1: Somebody who stays."])

    assert said(draft)[0] == ("Moderator", "Welcome, what is support to you?")


@pytest.mark.parametrize(
    "line",
    [
        "http://example.org is where I found it",
        "https: that is what it said",
        "17:30 was too late",
        "12: 30 then",
        "Note: the door opens",
        "Date: none of us knew",
        "My doctor said: get outside more",
        "My doctor said: get outside more\nMy doctor said: and eat",
        "and then: nothing\nand then: nothing",
        "one two three four five: too many words for a label\none two three four five: again",
        "The thing is: nobody calls",
        "x" * 41 + ": too long",
        "uke 3: nothing happened",
        ": no label",
    ],
)
def test_a_false_friend_begins_no_turn(line):
    draft = read_turns(["P1: Well.", *line.split("\n"), "P2: Yes."])

    assert said(draft) == [("P1", "Well.\n" + line), ("P2", "Yes.")]


@pytest.mark.parametrize(
    "label",
    [
        *(
            "P1",
            "p12",
            "I",
            "C",
            "M",
            "Int",
            "Int.",
            "Moderator",
            "Interviewer 2",
            "Facilitator",
            "Participant 3",
        ),
        *(
            "Speaker 2",
            "Unknown",
            "All",
            "?",
            "D4",
            "SU-3",
            "MALE2",
            "Pt1–1",
            "SPEAKER_00",
            "Ordstyrer",
            "Flere",
        ),
        *("Ukjent", "P1 and P2", "P1/P3", "Deltaker 4", "Tjenestebruker 2"),
    ],
)
def test_a_label_whose_form_tells_it_needs_to_occur_only_once(label):
    assert said(read_turns([f"{label}: Welcome to you all, and thank you for coming here."]))[0][0] == label


@pytest.mark.parametrize("label", ["Anna", "Hansen, Grete", "MF", "F", "19", "Åse Ø.", "Service user Ola"])
def test_any_name_is_a_label_when_it_begins_two_lines(label):
    lines = [f"{label}: One.", "P1: Two.", f"{label}: Three."]

    assert [turn.label for turn in read_turns(lines).turns] == [label, "P1", label]


def test_blanks_and_case_around_a_label_make_no_other_person():
    draft = read_turns(["Anna: One.", " ANNA : Two.", "\tanna:Three.", "P1\u00a0:\tFour.", "p1:Five."])

    assert said(draft) == [("Anna", w) for w in ("One.", "Two.", "Three.")] + [
        ("P1", "Four."),
        ("P1", "Five."),
    ]


def test_a_soft_return_begins_a_turn_when_its_line_has_a_known_label():
    draft = read_turns(["P1: One\nP2: Two\nnot a label: three\nP1: Four"])

    assert said(draft) == [("P1", "One"), ("P2", "Two\nnot a label: three"), ("P1", "Four")]


def test_a_time_before_a_label_is_left_out_and_told():
    draft = read_turns(["[00:12:03] P1: One.", "0:14 P2: [00:14:09] Two."])

    assert said(draft) == [("P1", "One."), ("P2", "[00:14:09] Two.")]
    assert draft.skipped == ("Times written before a label were left out.",)


def test_how_something_was_said_stays_with_the_words():
    draft = read_turns(["P1 (whispering): Not here.", "P1 (FG1): Here."])

    assert said(draft) == [("P1", "(whispering) Not here."), ("P1", "Here.")]


def test_a_label_above_its_words_is_a_turn_and_a_label_without_any_is_told():
    draft = read_turns(["P1:", "One.", "P2:", "P3: Three."])

    assert said(draft) == [("P1", "One."), ("P3", "Three.")]
    assert draft.skipped == ("A label without words was left out.",)


@pytest.mark.parametrize("paragraphs", [[], ["Just a story.", "It goes on."], ["P1:"], ["Date: 3 May"]])
def test_a_text_without_turns_is_refused(paragraphs):
    with pytest.raises(NoTurns):
        read_turns(paragraphs)


def test_words_have_one_form():
    assert clean("\ufeffcafe\u0301\u00a0 is\t\topen \r\n\r\n on\u2028Monday\r ") == "café is open\non\nMonday"


@pytest.mark.parametrize("bad", ["\x00", "\x0b", "\x1f", "\x7f", "\x92", "\ud800", "\ufffe", "\uffff"])
def test_characters_that_cannot_be_kept_are_refused_with_the_paragraph(bad):
    with pytest.raises(UnreadableCharacters) as caught:
        read_turns(["P1: One.", f"P2: T{bad}wo."])

    assert caught.value.values == {"number": 2}


def test_a_long_transcript_is_read_in_a_moment():
    lines = [f"P{n % 8 + 1}: " + "people who stay when it is hard to be there " * 2 for n in range(600)]

    begun = time.process_time()
    draft = read_turns(lines)

    assert len(draft.turns) == 600
    assert time.process_time() - begun < 0.25
