"""When a person's words are removed, others' turns that take them up are shown."""

from dataclasses import dataclass

import pytest

from app.importing.anonymising.echoes import Echo, echoes

# Zipf's scale, roughly: 7 is every twentieth word, 3 is once in a million.
COMMON = {"and", "i", "in", "is", "it", "know", "my", "of", "so", "that", "the", "think", "to", "with", "yes", "you"}
USUAL = {"bus", "choir", "dog", "late", "sing", "walk"}


def commonness(word: str) -> float:
    return 6.5 if word in COMMON else 4.6 if word in USUAL else 0.0


@dataclass(frozen=True)
class Said:
    number: int
    words: str


def heard(person: str, other: str, *, at: int = 2, label: str = "P3") -> tuple[Echo, ...]:
    return echoes([Said(1, person)], [Said(at, other)], label, commonness)


def test_a_rare_word_that_is_taken_up_is_an_echo():
    assert heard("I have narcolepsy.", "Narcolepsy, yes, that is a bus.") == (Echo(2, ("narcolepsy",), named=False),)


def test_everyday_words_are_no_echo():
    assert heard("I think the bus is late.", "Yes, I know, the bus.") == ()


def test_a_sequence_of_three_words_is_an_echo_even_of_usual_words():
    echo = heard("My dog and my choir: we sing with the dog.", "So you sing with the dog, and walk?")

    assert echo == (Echo(2, ("sing with the dog",), named=False),)


def test_a_sequence_of_nothing_but_everyday_words_is_none():
    assert heard("so I think that it is", "I think that it is you") == ()


def test_only_the_next_five_turns_are_near_enough():
    assert heard("narcolepsy", "narcolepsy", at=6) == (Echo(6, ("narcolepsy",), named=False),)
    assert heard("narcolepsy", "narcolepsy", at=7) == ()


def test_what_was_said_before_the_person_spoke_is_no_echo():
    assert echoes([Said(4, "narcolepsy")], [Said(3, "narcolepsy")], "P3", commonness) == ()


def test_the_persons_label_is_an_echo_wherever_it_is_said():
    assert heard("hello", "That was P3 to begin with.", at=90) == (Echo(90, (), named=True),)


@pytest.mark.parametrize(("label", "words"), [("P3", "In P30 and XP3."), ("I", "I think so."), ("", "P3")])
def test_a_label_is_named_only_as_a_word_of_its_own(label: str, words: str):
    assert heard("hello", words, label=label) == ()


def test_a_label_of_two_words_is_named_by_both():
    assert heard("hello", "as participant 3 said", label="Participant 3") == (Echo(2, (), named=True),)


def test_a_numbered_placeholder_is_a_rare_word_and_a_remark_is_none():
    assert heard("I was with [place 2] [laughs]", "You know [Place 2]? [laughs]") == (
        Echo(2, ("[place 2]",), named=False),
    )


def test_echoes_come_in_the_order_of_the_turns_and_each_word_once():
    others = [Said(3, "narcolepsy and narcolepsy"), Said(2, "kayak!"), Said(4, "yes")]

    found = echoes([Said(1, "narcolepsy, kayak")], others, "P3", commonness)

    assert [(echo.turn, echo.shared) for echo in found] == [(2, ("kayak",)), (3, ("narcolepsy",))]
