"""The parts of a pasted text: headings, sentences, block quotes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.analysis.manuscript.text import Part, lines, sentences


def parts(text: str, *label_ends: int) -> list[tuple[str, str]]:
    return [(line.part.value, line.words) for line in lines(text, frozenset(label_ends))]


@pytest.mark.parametrize(
    "heading",
    [
        "# Ghosting and shame",
        "### Ghosting and shame ###",
        "3.2 Ghosting and shame",
        "2. Ghosting and shame",
        "Ghosting and shame",
    ],
)
def test_a_heading_is_read_without_its_signs_and_number(heading: str):
    assert parts(heading) == [("heading", "Ghosting and shame")]


@pytest.mark.parametrize("prose", ["All of them did.", "They said:", "“It was quiet”", "a" * 121])
def test_what_ends_a_sentence_or_begins_with_a_quote_or_is_long_is_no_heading(prose: str):
    assert parts(prose) == [("prose", prose)]


def test_turns_of_an_exchange_are_a_block_quote_without_their_labels():
    found = lines("P1: Yes.\nI: Why?\n[...]\n> Moderator: And then?")

    assert [(line.part, line.label, line.words) for line in found] == [
        (Part.BLOCK, "P1", "Yes."), (Part.BLOCK, "I", "Why?"), (Part.BLOCK, "", "[...]"),
        (Part.BLOCK, "Moderator", "And then?"),
    ]  # fmt: skip


def test_a_line_that_a_label_ends_is_a_block_quote_and_one_with_a_full_stop_after_it_is_prose():
    quote, prose = "It was quiet. (FG, X 1)", "Shame was there (FG, X 1)."

    assert parts(quote, len(quote)) == [("block quote", quote)]
    assert parts(prose, len(prose) - 1) == [("prose", prose)]


def test_a_note_with_a_colon_in_prose_is_no_turn():
    assert parts("Note: all of them did.") == [("prose", "Note: all of them did.")]


def test_sentences_do_not_end_at_abbreviations():
    text = "Many, e.g. Those in A, came (n. 11). “All?” Some of ca. 30 stayed."

    found = [text[one.start : one.end].strip() for one in sentences(text, lines(text))]

    assert found == ["Many, e.g. Those in A, came (n. 11).", "“All?”", "Some of ca. 30 stayed."]


@given(st.text("aB.:#>[]… \n\r\u2028P1“”", max_size=60))
def test_every_line_lies_where_it_says(text: str):
    found = lines(text)

    assert all(text[line.words_start : line.words_start + len(line.words)] == line.words for line in found)
    assert "".join(text[line.start : line.end] for line in found) == "".join(
        letter for letter in text if letter not in "\n\r\u2028"
    )


@given(st.text("aB.:! e.g“”)", max_size=60))
def test_sentences_cover_all_prose_once(text: str):
    found = lines(text)

    prose = [(line.words_start, line.words_start + len(line.words)) for line in found if line.part is Part.PROSE]
    covered = [place for one in sentences(text, found) for place in range(one.start, one.end)]

    assert covered == [place for start, end in prose for place in range(start, end)]
