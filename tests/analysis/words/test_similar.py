"""Turns that sound like passages, weighed by hand."""

from math import log, sqrt
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.analysis.words.similar import most_alike, telling_words
from app.analysis.words.spoken import SpokenTurn, forms_of, words_of

HERE = uuid4()


def turn(number, words):
    return SpokenTurn(HERE, HERE, HERE, HERE, number, 0, words)


def test_telling_words_stand_in_most_passages_and_are_no_stop_words():
    passages = [turn(1, "the choir sings"), turn(2, "The choir, the hall"), turn(3, "a hall")]

    assert telling_words(passages, frozenset({"the", "a"})) == ("choir", "hall", "sings")


def test_a_rare_shared_word_weighs_more_than_a_common_one_and_length_is_no_merit():
    longer = "hall " + "here and there " * 10
    turns = [turn(1, "hall"), turn(2, "choir"), turn(3, longer), turn(4, "hall here and there again")]

    found = most_alike(("choir", "hall"), turns, 4)

    # choir: ln(1 + 4/1); hall: ln(1 + 4/3); over the root of 15 words, or of the 31 of the third turn.
    assert [one.turn.number for one in found] == [2, 1, 4, 3]
    assert found[0].score == pytest.approx(log(5) / sqrt(15))
    assert found[3].score == pytest.approx(log(1 + 4 / 3) / sqrt(31))


def test_a_sentence_that_shares_more_comes_before_an_answer_of_one_word():
    turns = [turn(1, "Five."), turn(2, "I waited five days for a letter"), turn(3, "No letter")]

    found = most_alike(("five", "letter", "waited"), turns, 3)

    assert [one.turn.number for one in found] == [2, 1, 3]


@given(st.text(alphabet="aBæß'’-1 [](),.\npause laugh", max_size=40))
def test_forms_without_places_are_those_with_places(words):
    one = turn(1, words)

    assert forms_of(one) == [word.form for word in words_of(one)]


def test_turns_that_share_nothing_are_not_alike():
    assert most_alike(("choir",), [turn(1, "nothing"), turn(2, "[name 1]")], 5) == ()
