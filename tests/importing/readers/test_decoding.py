"""Text in every encoding that teams still have, and in those that look like another."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.importing.readers.decoding import (
    ENCODINGS,
    MAX_LINES,
    MAX_TEXT_FILE,
    OtherEncoding,
    TooLargeTextFile,
    TooManyLines,
    UnknownEncoding,
    beginning,
    decoded,
    is_text,
    lines_of,
)

SAID = "D1: Åse sa «takk», og så gikk hun på kjøkkenet – ærlig talt.\r\nD2: Ja …\r\n"
LETTERS = st.text(st.characters(codec="utf-8", exclude_characters="\x00\ufeff"), max_size=200)


@pytest.mark.parametrize(
    ("data", "guess"),
    [
        (SAID.encode("utf-8"), ""),
        (SAID.encode("utf-8-sig"), ""),
        (SAID.encode("utf-16"), ""),
        (codecs.BOM_UTF16_BE + SAID.encode("utf-16-be"), ""),
        (SAID.encode("utf-32"), ""),
        (SAID.encode("utf-16-le"), "utf-16"),
        (SAID.encode("utf-16-be"), "utf-16"),
        (SAID.encode("cp1252"), "cp1252"),
        (SAID.encode("mac-roman"), "mac-roman"),
    ],
)
def test_the_same_words_come_out_of_every_encoding(data, guess):
    assert decoded(data) == (SAID, guess)


@pytest.mark.parametrize("words", ["P1: It’s 1990–95 … and I don’t know.\n", "P1: «Ja», sa hun – «på do».\n"])
def test_windows_quotation_marks_are_not_taken_for_a_macintosh(words):
    assert decoded(words.encode("cp1252")) == (words, "cp1252")


@given(LETTERS)
def test_utf8_is_never_guessed(words):
    assert decoded(words.encode("utf-8")) == (words, "")


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("mark", [True, False])
def test_what_a_person_chose_is_taken_at_its_word(encoding, mark):
    words = "P1: Åpent, på Ås\n"
    python_name = {"utf-16": "utf-16" if mark else "utf-16-le", "utf-8": "utf-8-sig" if mark else "utf-8"}
    data = words.encode(python_name.get(encoding, encoding))

    assert decoded(data, encoding) == (words, "")


def test_a_choice_that_does_not_fit_is_refused():
    with pytest.raises(OtherEncoding) as refused:
        decoded("på".encode("cp1252"), "utf-8")
    assert refused.value.values == {"encoding": "utf-8"}

    with pytest.raises(UnknownEncoding):
        decoded(b"P1: Hello.", "rot13")


def test_line_ends_are_untouched_until_lines_are_asked_for():
    text, _ = decoded(b"a\r\nb\rc\nd\x0ce\x1a")

    assert text == "a\r\nb\rc\nd\x0ce\x1a"
    assert lines_of(text) == ["a", "b", "c", "d", "e"]


def test_more_lines_or_more_bytes_than_any_conversation_are_refused():
    with pytest.raises(TooManyLines):
        lines_of("a\n" * MAX_LINES)
    with pytest.raises(TooLargeTextFile):
        decoded(b"a" * (MAX_TEXT_FILE + 1))


def test_the_beginning_of_a_file_is_never_refused():
    assert beginning(b"\xff\xfe") == ""
    assert beginning("på".encode("cp1252")) == "p\ufffd"
    assert beginning(SAID.encode("utf-16-be")).startswith("D1: Åse")


@given(st.binary(max_size=500))
def test_any_bytes_are_read_as_some_text_or_refused(data):
    text, guess = decoded(data)

    assert guess in {"", "cp1252", "mac-roman", "utf-16"}
    assert isinstance(text, str)


def test_sound_and_pictures_are_not_text():
    assert not is_text(bytes(range(256)) * 20)
    assert is_text(SAID.encode("utf-16"))
    assert is_text(SAID.encode("cp1252"))
