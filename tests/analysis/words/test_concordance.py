"""A word in its contexts, word pairs, and strips along the conversations."""

from itertools import pairwise
from math import log

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nltk.metrics.association import BigramAssocMeasures

from app.analysis.words.collocations import collocations
from app.analysis.words.concordance import Order, concordance, sorted_lines
from app.analysis.words.stems import stem_in
from app.analysis.words.strips import strips
from tests.analysis.words.conversations import known, said

TALK = said(
    "SU1 P1: Someone holds the bus. Forty seconds.",
    "SU1 P2: The bus, yes (pause) the BUS was late.",
    "SU2 P1: I missed the [place 1] bus stop, and buses",
)


def lines(asked: str, **options: object) -> list[tuple[str, str, str]]:
    return [(line.left, line.keyword, line.right) for line in concordance(TALK, asked, **options)]


def test_a_word_is_shown_in_its_contexts_with_the_words_as_said():
    assert lines("bus") == [
        ("Someone holds the ", "bus", ". Forty seconds."),
        ("The ", "bus", ", yes (pause) the BUS was late."),
        ("The bus, yes (pause) the ", "BUS", " was late."),
        ("I missed the [place 1] ", "bus", " stop, and buses"),
    ]


def test_each_line_has_its_turn_and_its_place_in_the_transcript():
    # The first turn of SU1 has 37 code points; its second begins after the line end, at 38.
    found = list(concordance(TALK, "bus"))

    assert len(TALK[0].words) == 37
    assert [(line.turn.number, line.start, line.end) for line in found] == [
        (1, 18, 21),
        (2, 42, 45),
        (2, 63, 66),
        (1, 23, 26),
    ]


@pytest.mark.parametrize(
    ("asked", "keywords"),
    [
        ("the bus", ["the bus", "The bus", "the BUS"]),
        ("bus*", ["bus", "bus", "BUS", "bus", "buses"]),
        ("bus sto*", ["bus stop"]),
        ("yes the", []),
        ("stop and", ["stop, and"]),
        ("", []),
        ("*", []),
        ("...", []),
    ],
)
def test_words_in_a_row_and_beginnings_of_words_can_be_asked_for(asked: str, keywords: list[str]):
    assert [keyword for _, keyword, _ in lines(asked)] == keywords


def test_forms_of_a_word_are_found_by_their_stem():
    assert [keyword for _, keyword, _ in lines("missing", key=stem_in("en"))] == ["missed"]


def test_contexts_are_cut_between_words():
    # Of "Someone holds the " the last 10 code points are "holds the " and no word is cut; the last 9 cut "holds".
    assert lines("bus", context=10)[0] == ("holds the ", "bus", ". Forty")
    assert lines("bus", context=9)[0][0] == "the "
    assert lines("bus", context=0)[0] == ("", "bus", "")


def test_lines_are_sorted_by_what_stands_beside():
    found = list(concordance(TALK, "bus"))

    right = [line.right for line in sorted_lines(found, Order.RIGHT)]
    left = [line.left for line in sorted_lines(found, Order.LEFT)]

    assert right == [", yes (pause) the BUS was late.", ". Forty seconds.", " stop, and buses", " was late."]
    # The nearest words are "1]", "the", "the", "the", and before them "", "(pause)", "holds".
    assert left == ["I missed the [place 1] ", "The ", "The bus, yes (pause) the ", "Someone holds the "]
    assert sorted_lines(found, Order.PLACE) == found


WORDS = st.lists(st.sampled_from(["bus", "Bus", "soup", "so", "[x]", "(ler)", ","]), max_size=15).map(" ".join)
TURNS = st.lists(st.tuples(st.sampled_from(["SU1 P1", "SU1 P2", "SU2 P1"]), WORDS), max_size=6).map(
    lambda turns: said(*(f"{label}: {words}" for label, words in turns))
)


@given(TURNS, st.integers(0, 30))
def test_a_line_is_one_stretch_of_its_turn_and_no_word_is_cut(turns, context: int):
    for line in concordance(turns, "bus", context=context):
        whole = line.left + line.keyword + line.right
        start = line.start - line.turn.start - len(line.left)
        assert line.turn.words[start : start + len(whole)] == whole
        assert max(len(line.left), len(line.right)) <= context
        assert line.turn.words[line.start - line.turn.start : line.end - line.turn.start] == line.keyword
        assert set(line.left.split()) <= set(line.turn.words.split())
    assert len(list(concordance(turns, "bus"))) == sum(turn.words.casefold().split().count("bus") for turn in turns)


def test_collocations_of_a_hand_worked_example():
    # Neighbours: 6 pairs and 4 pairs; 3 begin with green, 4 end with bus, 3 are both.
    # PMI = log2(3 * 10 / (3 * 4)) = log2(2.5); G2 = 2 * (3 ln 2.5 + 1 ln(10/28) + 6 ln(60/42)).
    turns = said("SU1 P1: green bus so green bus so so", "SU2 P1: green bus so so bus")

    (found,) = collocations(turns, frozenset({"so"}))

    assert (found.first, found.second, found.count, found.first_count, found.second_count) == ("green", "bus", 3, 3, 4)
    assert found.focus_groups == 2
    assert found.pmi == pytest.approx(1.321928)
    assert found.log_likelihood == pytest.approx(2 * (3 * log(2.5) + log(10 / 28) + 6 * log(60 / 42)))


def test_words_across_a_placeholder_or_a_turn_do_not_stand_together():
    turns = said("SU1 P1: green [name 1] bus tram", "SU1 P2: soup car (pause) walk", "SU1 P1: so")

    assert [(one.first, one.second) for one in collocations(turns, fewest=1)] == [("bus", "tram"), ("soup", "car")]


def test_forms_are_joined_before_they_are_counted_together():
    turns = said("SU1 P1: quiet walk so quiet walks so so")

    (found,) = collocations(turns, frozenset({"so"}), key=stem_in("en"), fewest=2)

    assert (found.first, found.second, found.count) == ("quiet", "walk", 2)


@given(TURNS)
def test_collocations_have_the_measures_of_nltk(turns):
    pairs = [
        pair
        for turn in turns
        for part in turn.words.casefold().replace(",", "").replace("(ler)", "[x]").split("[x]")
        for pair in pairwise(part.split())
    ]
    found = {(one.first, one.second): one for one in collocations(turns, fewest=1)}

    for pair in set(pairs):
        both = pairs.count(pair)
        margins = sum(one == pair[0] for one, _ in pairs), sum(other == pair[1] for _, other in pairs)
        assert (pair in found) == (both * len(pairs) > margins[0] * margins[1])
        if pair in found:
            marginals = (both, margins, len(pairs))
            assert found[pair].pmi == pytest.approx(BigramAssocMeasures.pmi(*marginals))
            likelihood = BigramAssocMeasures.likelihood_ratio(*marginals)
            assert found[pair].log_likelihood == pytest.approx(likelihood, abs=1e-6)


def test_a_strip_marks_how_far_along_each_place_is_said():
    # SU1: 6 + 7 words; "bus" is the 4th, the 8th and the 11th of 13 (the remark is none).
    places = [(line.turn.transcript, line.start, line.end) for line in concordance(TALK, "bus")]

    first, second = strips(TALK, places)

    assert (first.focus_group, first.words) == (known("SU1"), 13)
    assert [(mark.turn, round(mark.along * first.words)) for mark in first.marks] == [(1, 3), (2, 7), (2, 10)]
    # I missed the bus: the 4th of 7 words, because the placeholder is none.
    assert [(mark.turn, mark.along) for mark in second.marks] == [(1, 3 / 7)]


def test_a_passage_is_marked_where_its_first_word_is_said():
    # A passage over both turns of SU1, from "Forty" (23) on; and one that holds no word of theirs.
    talk = known("SU1 talk")

    first, _ = strips(TALK, [(talk, 22, 60), (talk, 40, 42)])

    assert [(mark.turn, mark.start, mark.along) for mark in first.marks] == [(1, 22, 4 / 13)]
