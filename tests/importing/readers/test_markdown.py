"""Markdown: marks go, words stay."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.importing.readers.markdown import is_markdown, read_markdown


def texts(words):
    return [paragraph.text for paragraph in read_markdown(words.encode()).paragraphs]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (r"**Kevin Ball:** Welcome. \[laughter\]", "Kevin Ball: Welcome. [laughter]"),
        ("**Interviewer (I):** Thank you.", "Interviewer (I): Thank you."),
        ("**P1**: Hello.", "P1: Hello."),
        ("__P1:__ It was *really* good, _really_.", "P1: It was really good, really."),
        ("P1: ***both*** and ~~gone~~ and `code`", "P1: both and gone and code"),
        ("P1: snake_case_name and 5 * 3 * 2", "P1: snake_case_name and 5 * 3 * 2"),
        ("P1: five *stars", "P1: five *stars"),
        (r"P1: \*not\* emphasis \\ at all", r"P1: *not* emphasis \ at all"),
        ("P1: see [the page](https://example.org/x) here", "P1: see the page here"),
        ("P1: see <https://example.org>", "P1: see https://example.org"),
        ("# Transcript: group 2 #", "Transcript: group 2"),
        ("- P1: in a list", "P1: in a list"),
        ("> P1: quoted", "P1: quoted"),
        ("P1: one<br>two", "P1: one\ntwo"),
        ("P1: a <!-- not for readers --> b", "P1: a  b"),
        ("P1: a <!-- that never ends", "P1: a <!-- that never ends"),
    ],
)
def test_marks_go_and_words_stay(written, read):
    assert texts(written) == [read]


def test_headings_and_rules_stand_between_paragraphs():
    assert texts("# Group 2\nP1: Hello.\n\n---\n\nP2: Hi.\n\nTitle\n=====\n") == [
        "Group 2", "P1: Hello.", "P2: Hi.", "Title",
    ]  # fmt: skip


def test_a_turn_of_several_paragraphs_keeps_them():
    assert texts("**P1:** First.\n\nSecond.\n\n**P2:** Third.") == ["P1: First.", "Second.", "P2: Third."]


def test_bold_labels_tell_markdown_without_a_name():
    assert is_markdown(b"**I:** Hello.\n\n**R:** Hi.\n")
    assert not is_markdown(b"I: Hello.\n\nR: **Hi.**\n")


@given(st.text(st.characters(categories=["L", "N", "Zs"], codec="utf-8"), max_size=200))
def test_words_without_marks_are_as_they_were(words):
    assert " ".join(texts("P: " + words)).split() == ["P:", *words.split()]
