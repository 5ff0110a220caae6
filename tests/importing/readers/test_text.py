"""Plain text: lines that a page broke, lines that somebody indented, and the layouts of meeting programs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.importing.draft import Paragraph
from app.importing.readers.limits import MAX_CHARACTERS, TooMuchText
from app.importing.readers.text import read_text

WRAPPED = """\
Speaker 1:          Thank you. Let us go on to the next of the questions that
we have, which is what it was like to come here for the very first time, and
[inaudible 00:01:42] who was there when you came in through the door, and so
on.

Speaker 2:          It was cold, and nobody had told me where to go. So I sat
down, and then: she came with the soup. That is what I remember of it. I have
told this to everybody, and nobody believes a word of it, which is all right.
But I came again the week after, and the week after that one, until in the end
I had a key of my own and made the soup myself, which was not as good as hers.

(laughs)
"""


def texts(words):
    return [paragraph.text for paragraph in read_text(words.encode()).paragraphs]


def test_lines_that_the_page_broke_become_paragraphs_again():
    first, second, direction = texts(WRAPPED)

    assert first.endswith("for the very first time, and [inaudible 00:01:42] who was there when you came in "
                          "through the door, and so on.")  # fmt: skip
    assert second.startswith("Speaker 2:          It was cold, and nobody had told me where to go. So I sat down,")
    assert "\n" not in first + second
    assert direction == "(laughs)"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_each_line_that_may_begin_a_turn_is_a_paragraph(end):
    lines = ["I: Welcome.", "P1: Thank you.", "I came late.", "", "P2: So did I."]

    assert texts(end.join(lines)) == ["I: Welcome.", "P1: Thank you.\nI came late.", "P2: So did I."]


def test_an_indented_line_goes_on_with_the_sentence_above():
    # As in s05: the writer went on below the words.
    assert texts("D2: Ja … når noen sier «takk», da vet jeg hvorfor.\n   Det er ikke mer.\nMF: Mm.") == [
        "D2: Ja … når noen sier «takk», da vet jeg hvorfor. Det er ikke mer.",
        "MF: Mm.",
    ]


def test_words_below_a_label_alone_belong_to_it():
    assert texts("P1:\n(laughs) No.\nP2:\nYes.") == ["P1:\n(laughs) No.", "P2:\nYes."]


def test_short_lines_are_not_joined():
    poem = "P1: I wrote this.\nroses\nviolets\nsoup\nbread"

    assert texts(poem) == ["P1: I wrote this.\nroses\nviolets\nsoup\nbread"]


def test_the_chat_that_zoom_saves_has_times_and_names():
    material = read_text(
        b"00:11:09\tKari Nordmann:\tHi all\r\n00:11:30\t From Omar to Everyone:\tHi\r\nsecond line\r\n"
    )

    assert material.paragraphs == (
        Paragraph("Hi all", "Kari Nordmann", 669_000),  # 11 * 60 + 9 seconds
        Paragraph("Hi", "Omar", 690_000),
        Paragraph("second line", ""),
    )


def test_what_teams_pasted_into_a_text_is_known():
    pasted = "Hansen, Grete   0:04\nWelcome.\nOmar Ali   0:09\nThank you.\nHansen, Grete   0:12\nGood.\n"

    assert [(one.speaker, one.start_ms) for one in read_text(pasted.encode()).paragraphs] == [
        ("Hansen, Grete", 4_000),
        ("Omar Ali", 9_000),
        ("Hansen, Grete", 12_000),
    ]


def test_a_guessed_encoding_is_told():
    assert read_text("D1: På Ås".encode("cp1252")).encoding == "cp1252"
    assert read_text("D1: På Ås".encode()).encoding == ""


def test_more_than_any_conversation_is_refused():
    with pytest.raises(TooMuchText):
        read_text(b"a" * (MAX_CHARACTERS + 1))


@given(st.lists(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Zl", "Zp"]), max_size=90), max_size=30))
def test_no_word_is_lost_however_lines_are_broken(lines):
    words = "\n".join(lines)

    assert " ".join(texts(words)).split() == words.removeprefix("\ufeff").split()
