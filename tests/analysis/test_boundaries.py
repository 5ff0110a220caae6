"""Whether coders mark the same stretch, worked by hand."""

import pytest

from app.analysis.audit.boundaries import marked_texts
from app.analysis.audit.units import Marked, Spoken
from app.analysis.coefficients.unitizing import u_alpha_of
from app.analysis.undefined import Undefined

FIRST, SECOND = 1, 2
BOTH = ((FIRST, 0b11), (SECOND, 0b01))  # the second reader did not have code 1
TURNS = [Spoken(2, 1, BOTH, start=10, words="abcdefghij"), Spoken(3, 1, BOTH, start=21, words="klmno")]


def test_coders_who_mark_nearly_the_same_stretch():
    # Turn 2, ten letters: the first marks 0 to 4, the second 0 to 2. Turn 3 is left alone.
    marked = [Marked(2, FIRST, 0, 10, 14), Marked(2, SECOND, 0, 10, 12)]

    found = u_alpha_of(list(marked_texts(TURNS, marked, frozenset({0}))), 0)

    # 30 values, 6 of them marked; differing letters 2, each 2 ordered pairs over m - 1 = 1: 4 of 30.
    # Own pairs: 4² + 2² + 24 letters of gaps = 44. Chance: 2 * 6 * 24 = 288 of 30² - 44 = 856 pairs, times 30.
    assert found == pytest.approx(1 - 4 / (30 * 288 / 856))


def test_a_passage_over_two_turns_is_a_stretch_in_each():
    marked = [Marked(number, coder, 0, 15, 24) for number in (2, 3) for coder in (FIRST, SECOND)]

    texts = list(marked_texts(TURNS, marked, frozenset({0})))

    assert [{(mark.start, mark.end) for mark in text.marks} for text in texts] == [{(5, 10)}, {(0, 3)}]
    assert u_alpha_of(texts, 0) == 1.0


def test_a_reader_without_the_code_marked_nothing_and_decided_nothing():
    texts = list(marked_texts(TURNS, [Marked(2, FIRST, 1, 10, 14)], frozenset({1})))

    assert {text.coders for text in texts} == {frozenset({FIRST})}
    assert isinstance(u_alpha_of(texts, 1), Undefined)
