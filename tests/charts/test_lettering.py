"""Words take room, and are cut where there is less."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.charts.lettering import ELLIPSIS, cut, legal, longest_word, width_of, wrapped

WORDS = st.text(st.characters(exclude_categories=("Cs",)), max_size=80)


def test_widths_are_worked_by_hand():
    # At size 100: i is 29, m 100, é as wide as e, a mark on a letter nothing, a Chinese letter a whole square and more.
    assert [width_of(words, 100) for words in ("i", "m", "é", "e\u0301", "中", "")] == [29, 100, 64, 64, 105, 0]


def test_words_that_fit_stand_as_they_are():
    assert cut("  Economic \n barriers ", 500, 13) == "Economic barriers"


def test_words_that_do_not_fit_end_in_an_ellipsis():
    # At size 10 each m is 10 wide and so is the ellipsis: three of them and the ellipsis fill 40.
    assert cut("m" * 10, 40, 10) == f"mmm{ELLIPSIS}"
    assert cut("m" * 4, 40, 10) == "mmmm"


def test_a_letter_keeps_its_marks_and_one_always_stays():
    assert cut("me\u0301mm", 1, 10) == f"m{ELLIPSIS}"
    assert cut("e\u0301mmm", 1, 10) == f"e\u0301{ELLIPSIS}"


def test_lines_break_between_words_and_the_last_is_cut():
    # Two m are 20 wide, a blank 3.4: two words fit into 50, and of the other three one, a letter and the ellipsis.
    assert wrapped("mm mm mm", 50, 10, 2) == ("mm mm", "mm")
    assert wrapped("mm mm mm mm mm", 50, 10, 2) == ("mm mm", f"mm m{ELLIPSIS}")
    assert wrapped("", 50, 10, 3) == ("",)


def test_the_longest_word():
    assert longest_word("i mm i", 10) == 20
    assert longest_word("", 10) == 0


@settings(deadline=None, database=None)
@given(WORDS, st.floats(40, 400), st.integers(1, 4))
def test_lines_are_never_wider_than_their_room_nor_more_than_allowed(words: str, width: float, most: int):
    lines = wrapped(words, width, 13, most)

    assert 1 <= len(lines) <= most
    assert all(width_of(line, 13) <= width + 1e-9 for line in lines)


@settings(deadline=None, database=None)
@given(WORDS)
def test_nothing_is_lost_where_there_is_room(words: str):
    assert " ".join(wrapped(words, 10**6, 13, 3)) == " ".join(words.split())


@pytest.mark.parametrize("forbidden", ["\x00", "\x1b", "\ud800", "\ufffe"])
def test_what_a_picture_cannot_hold_is_replaced(forbidden: str):
    assert legal(f"a{forbidden}b😀") == "a\ufffdb😀"
