"""Words that somebody said are found again in what others wrote."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.analysis.verbatim import verbatim

SAID = ["And then nobody came any more.", "No.", "I never asked for help again"]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("P2: “then nobody came any more”, which hurts", "P2: “[gone]”, which hurts"),
        ("THEN NOBODY – came, any", "[gone]"),
        ("nobody came any", "nobody came any"),  # three words
        ("No.", "No."),
        ("never asked for help, or never asked for help", "[gone], or [gone]"),
        ("She: and then nobody came any more i never asked for help", "She: [gone]"),  # side by side they are one
        ("", ""),
    ],
)
def test_four_words_in_a_row_are_replaced(text, left):
    assert verbatim(SAID).replaced(text, "[gone]") == left


def test_where_two_stretches_overlap_they_are_one():
    # "a b c d" and "c d e f" were said in two turns; "a b c d e f" holds both.
    assert verbatim(["a b c d", "c d e f"]).replaced("x a b c d e f y", "–") == "x – y"


def test_of_nothing_said_nothing_is_found():
    assert verbatim([]).replaced("all stays as it is here", "–") == "all stays as it is here"


@given(st.lists(st.sampled_from("abc"), max_size=12), st.lists(st.sampled_from("abc"), max_size=12))
def test_no_four_words_in_a_row_are_left(said, text):
    found = verbatim([" ".join(said)])
    left = found.replaced(" ".join(text), "|").split("|")

    for part in left:
        words = part.split()
        assert not {tuple(words[at : at + 4]) for at in range(len(words) - 3)} & {
            tuple(said[at : at + 4]) for at in range(len(said) - 3)
        }


@given(st.text(max_size=40))
def test_what_nobody_said_stays_as_it_is(text):
    assert verbatim(["quite other words than these"]).replaced(text, "–") == text
