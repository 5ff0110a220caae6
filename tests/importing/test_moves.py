"""What a moderator does with a turn is proposed: a question of the guide, a probe, or a nod."""

import subprocess
import sys

import pytest

from app.importing.back_channels import is_back_channel
from app.importing.labels import ConfirmedTurn, Kind
from app.importing.moves import proposed_moves
from app.importing.roles import Move

GUIDE = [
    "What does social support mean to you in everyday life?",
    "When has support helped, and what made it help?",
    "What makes support vulnerable, or makes it stop?",
    "What stands in the way?",
    "What ought to be different?",
]


def talk(*lines: str) -> list[ConfirmedTurn]:
    """Return turns from lines: those of the moderator as they are, those of a participant after `P1:`."""
    return [
        ConfirmedTurn("P1", Kind.PARTICIPANT, line.removeprefix("P1: ")) if line.startswith("P1: ")
        else ConfirmedTurn("I", Kind.MODERATOR, line)
        for line in lines
    ]  # fmt: skip


def asked(*lines: str, guide: list[str] = GUIDE, language: str = "en") -> dict[int, tuple[str, int | None]]:
    return {
        place: (move.value, number) for place, (move, number) in proposed_moves(talk(*lines), guide, language).items()
    }


def test_a_conversation_that_follows_the_guide():
    moves = asked(
        "Welcome. What is social support to you, in everyday life?",
        "P1: Somebody who stays.",
        "Mm.",
        "Stays where?",
        "P1: At home.",
        "Think of a time when support really helped. What made it help?",
        "P1: My neighbour.",
        "And what makes it fragile, so that support stops?",
        "So what stands in the way?",
        "Last one. What ought to be different?",
        "Thank you.",
    )

    assert moves == {
        0: ("question", 1), 2: ("back-channel", None), 3: ("probe", None), 5: ("question", 2), 7: ("question", 3),
        8: ("question", 4), 9: ("question", 5), 10: ("back-channel", None),
    }  # fmt: skip


def test_each_question_is_asked_once_and_coming_back_to_it_is_a_probe():
    moves = asked("What stands in the way?", "P1: Money.", "What else stands in the way, do you think?")

    assert moves == {0: ("question", 4), 2: ("probe", None)}


def test_against_the_order_of_the_guide_a_question_must_be_very_like():
    moves = asked("What ought to be different?", "What stands in the way?", "Does support mean something to you?")

    # Of the words of question 1 (social, support, mean, everyday, life) the last turn has two: enough in order only.
    assert moves == {0: ("question", 5), 1: ("question", 4), 2: ("probe", None)}


def test_a_word_that_all_questions_share_makes_no_question():
    assert asked("Support, you say?", "Who gave you that support?") == {0: ("probe", None), 1: ("probe", None)}


def test_the_co_moderator_asks_as_well_and_nobody_else():
    turns = [
        ConfirmedTurn("C", Kind.CO_MODERATOR, "What stands in the way?"),
        ConfirmedTurn("P1", Kind.PARTICIPANT, "What ought to be different?"),
        ConfirmedTurn("All", Kind.SEVERAL, "Mm."),
        ConfirmedTurn("", Kind.NONE, "(pause)"),
    ]

    assert proposed_moves(turns, GUIDE, "en") == {0: (Move.QUESTION, 4)}


def test_without_a_guide_there_are_probes_and_nods():
    assert asked("How are you?", "Right.", guide=[]) == {0: ("probe", None), 1: ("back-channel", None)}


@pytest.mark.parametrize(
    ("language", "question", "turn", "other"),
    [
        ("nb", "Hva betyr sosial støtte for deg i hverdagen?", "Hva er sosial støtte i hverdagene deres?", "Hva da?"),
        ("sv", "Vad gör vardagen svår?", "Och när är en vardag svårare?", "Hur då?"),
        ("da", "Hvad gør støtten svær i hverdagen?", "Hvornår er en støtte svær, i jeres hverdag?", "Hvordan?"),
        ("nl", "Wat is moeilijk in de ondersteuning?", "En welke moeilijkheden, met die ondersteuning?", "Hoezo?"),
        ("de", "Was macht Unterstützung schwierig?", "Und welche Schwierigkeiten mit Unterstützung?", "Wieso?"),
        ("fi", "Mikä auttaa arjessa?", "No mikä sitten auttaa arjessa teitä?", "Miksi?"),
    ],
)
def test_words_are_compared_by_their_stems_in_each_language(language, question, turn, other):
    moves = asked(turn, other, guide=[question], language=language)

    assert moves == {0: ("question", 1), 1: ("probe", None)}


@pytest.mark.parametrize(
    ("language", "turns"),
    [
        (
            "en",
            [
                "Mm.",
                "mhm",
                "Mm-hm.",
                "Yes.",
                "Yeah, yeah.",
                "Right, I see.",
                "(laughs) Exactly!",
                "Uh-huh",
                "Hm?",
                "OK…",
            ],
        ),
        ("nb", ["Mm.", "Ja.", "Nettopp.", "Ja, ikke sant.", "Jeg skjønner.", "Akkurat, ja.", "Det stemmer", "Åh"]),
        ("sv", ["Mm.", "Just det.", "Jaha, jag förstår.", "Precis!"]),
        ("da", ["Mm.", "Lige præcis.", "Nå ja", "Ja, netop"]),
        ("nl", ["Hm.", "Ja, precies.", "Dat klopt."]),
        ("de", ["Mhm.", "Genau, genau.", "Ach so.", "Ja, stimmt"]),
        ("fi", ["Mm.", "Okay."]),
        ("en", ["(laughs)", "[inaudible]", "…"]),
    ],
)
def test_a_turn_that_only_shows_that_somebody_listens_is_a_back_channel(language, turns):
    assert [turn for turn in turns if not is_back_channel(turn, language)] == []


@pytest.mark.parametrize(
    "words",
    [
        *("Yes, and then he left.", "Really?", "No, never.", "Money.", "Right?", "I see her every day.", "5", "P2?"),
        *("Exactly, like my sister.", "yes " * 7, "Mm. " * 40, "I agree."),
    ],
)
def test_a_turn_that_says_something_is_none(words):
    assert not is_back_channel(words, "en")


def test_a_hum_of_any_length_is_recognised_in_a_moment():
    assert is_back_channel("m" * 119, "en")
    assert not is_back_channel("m" * 118 + "x", "en")


def test_nothing_that_the_web_process_needs_of_labels_loads_nltk():
    program = "import sys, app.importing.labels, app.importing.back_channels; sys.exit('nltk' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
