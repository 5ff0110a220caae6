"""Counts of an audit, by hand and against the coefficients that are computed unit by unit."""

from collections import Counter
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.analysis.agreement import NOBODY_USED_IT, Judged, code_agreement
from app.analysis.audit.figures import across, among, by_row, figures, others, over_all, pairs
from app.analysis.audit.tally import Book, Cell, Tally, Unit, added, sets_by_block, tally
from app.analysis.audit.units import Cut, Marked, Spoken, sentences, units_of
from app.analysis.coefficients.chance import gwet_ac1
from app.analysis.coefficients.pairs import cohen_kappa, conger_kappa, light_kappa, scott_pi
from app.analysis.coefficients.ratings import INCOMPLETE, NO_VARIATION, patterns
from app.analysis.undefined import Undefined

# Three coders: the first and second had both codes, the third had code 0 only.
A, B, C = 1, 2, 4
ALL = ((A, 0b11), (B, 0b11), (C, 0b01))
BOOK = Book(2, (frozenset({0, 1}),))


def test_the_counts_of_a_hand_worked_talk():
    # turn 1: A and B say code 0; turn 2: A says 0, B says 1, C says 1, which C did not have; turn 3: nobody.
    units = [Unit(1, ALL, {0: A | B}), Unit(1, ALL, {0: A, 1: B | C}), Unit(2, ALL)]

    counted = tally(units, BOOK)

    assert counted.rows() == {
        Cell(0, 7, A | B): 1, Cell(0, 7, A): 1, Cell(0, 7, 0): 1,
        Cell(1, 3, B): 1, Cell(1, 3, 0): 2,
        # The theme holds code 0 only, because C did not have code 1.
        Cell(2, 7, A | B): 1, Cell(2, 7, A): 1, Cell(2, 7, 0): 1,
    }  # fmt: skip
    assert counted.swaps == {(0, 1): 1}
    assert sets_by_block(units, BOOK) == {(1, (0, 1, 1)): 1, (1, (0, 0, 1)): 1, (2, (0, 0, 0)): 1}
    assert (counted.read_by_two, counted.read_by_one, counted.unread) == (3, 0, 0)


def test_what_fewer_than_two_have_read_does_not_count_and_is_named():
    counted = tally([Unit(1, ((A, 0b11),), {0: A}, 5), Unit(1, (), {0: B}, 2), Unit(1, ALL[:2], {0: C})], BOOK)

    assert (counted.read_by_two, counted.read_by_one, counted.unread) == (1, 5, 2)
    assert counted.rows() == {Cell(0, 3, 0): 1, Cell(1, 3, 0): 1, Cell(2, 3, 0): 1}


def test_two_codes_are_swapped_only_when_two_coders_cross():
    # A says both, B says one of them: no swap. A says 0, B says both: no swap.
    counted = tally([Unit(1, ALL[:2], {0: A | B, 1: A}), Unit(1, ALL[:2], {0: A | B, 1: B})], BOOK)

    assert counted.swaps == {}


def test_cutting_a_talk_into_units():
    both = ((A, 1), (B, 1))
    turns = [
        Spoken(2, 1, both, 10, "One. Two three"),
        Spoken(3, 1, both[:1], 25, "Four!"),
        Spoken(5, 4, both, 40, "No"),
    ]
    marked = [Marked(2, A, 0, 10, 13), Marked(2, B, 0, 15, 24), Marked(3, A, 1, 25, 29)]

    def cut(kind):
        return [(unit.block, len(unit.readings), dict(unit.marks), unit.size) for unit in units_of(kind, turns, marked)]

    assert cut(Cut.TURN) == [(1, 2, {0: A | B}, 1), (1, 1, {1: A}, 1), (4, 2, {}, 1)]
    assert cut(Cut.BLOCK) == [(1, 1, {0: A | B, 1: A}, 1), (4, 2, {}, 1)]
    assert cut(Cut.TALK) == [(0, 1, {0: A | B, 1: A}, 1)]
    assert cut(Cut.SENTENCE) == [(1, 2, {0: A}, 1), (1, 2, {0: B}, 1), (1, 1, {1: A}, 1), (4, 2, {}, 1)]
    assert cut(Cut.CHARACTER) == [
        (1, 2, {0: A}, 3), (1, 2, {}, 2), (1, 2, {0: B}, 9), (1, 1, {1: A}, 4), (1, 1, {}, 1), (4, 2, {}, 2),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("words", "parts"),
    [("One. Two", ["One.", " Two"]), ("“No!” she said…", ["“No!”", " she said…"]), ("3.5 km", ["3.5 km"]), ("", [])],
)
def test_sentences_end_with_their_signs(words, parts):
    assert [words[span.start : span.end] for span in sentences(words)] == parts


def test_agreement_over_all_codes_gives_every_code_its_own_chance():
    # Two coders, four units. Code 0: both, first, second, none: Do = 2/4; 4 yes and 4 no of 8: De = 2*4*4/(8*7) = 4/7.
    # Code 1: nobody: Do = De = 0. 1 - (1/2) / (4/7) = 0.125.
    rows = [{(3, 3): 1, (3, 1): 1, (3, 2): 1, (3, 0): 1}, {(3, 0): 4}]

    assert over_all(rows) == pytest.approx(0.125)
    assert over_all(rows[1:]) == NO_VARIATION


def test_agreement_across_two_backgrounds():
    # A alone against B and C. Unit 1: A yes, B yes, C no; unit 2: all no. Pairs: 4, one of them differs.
    # By chance: A says yes in 1 of 2, the others in 1 of 4: 1/2 * 3/4 + 1/4 * 1/2 = 1/2. 1 - (1/4) / (1/2) = 1/2.
    assert across([{(7, A | B): 1, (7, 0): 1}], A, B | C) == pytest.approx(0.5)
    assert across([{(7, 0): 2}], A, B | C) == NO_VARIATION


values = st.sampled_from([True, False, None])


@st.composite
def tables(draw):
    coders = draw(st.integers(2, 4))
    return draw(st.lists(st.tuples(*[values] * coders), min_size=1, max_size=25))


def counted_from(table):
    """Count units whose coders said yes, said no, or did not read."""
    units = [
        Unit(
            1,
            tuple((1 << coder, 1) for coder, said in enumerate(row) if said is not None),
            {0: sum(1 << coder for coder, said in enumerate(row) if said)},
        )
        for row in table
    ]
    return tally(units, Book(1))


def same(one, other):
    """Say whether two numbers are the same, or both do not exist."""
    if isinstance(one, Undefined) or isinstance(other, Undefined):
        return isinstance(one, Undefined) and isinstance(other, Undefined)
    return one == pytest.approx(other)


@settings(max_examples=150, deadline=None)
@given(tables())
def test_the_counts_give_the_same_coefficients_as_the_units_one_by_one(table):
    cells = by_row(counted_from(table).rows()).get(0, {})
    paired = [row for row in table if sum(said is not None for said in row) > 1]

    wanted = code_agreement(Judged(sum(said is not None for said in row), row.count(True)) for row in paired)
    got = figures(cells).agreement
    assert (got.turns, got.carried_by_any, got.carried_by_all) == (
        wanted.turns, wanted.carried_by_any, wanted.carried_by_all,
    )  # fmt: skip
    assert same(got.alpha, wanted.alpha)
    assert same(got.positive, wanted.positive)
    assert same(over_all([cells]), wanted.alpha)
    assert same(others(cells, 3).ac1, gwet_ac1(patterns(paired), 2))
    for pair in pairs([cells]):
        two = [(row[pair.first], row[pair.second]) for row in table]
        alone = code_agreement(Judged(2, row.count(True)) for row in two if None not in row)
        assert pair.units == alone.turns
        assert same(pair.alpha, alone.alpha)


@settings(max_examples=100, deadline=None)
@given(st.integers(2, 4), st.data())
def test_kappas_are_those_of_the_units_one_by_one(coders, data):
    table = data.draw(st.lists(st.tuples(*[st.booleans()] * coders), min_size=1, max_size=25))
    got = others(by_row(counted_from(table).rows())[0], coders)

    if coders == 2:
        assert same(got.cohen, cohen_kappa(table))
        assert same(got.scott, scott_pi(table))
    else:
        assert same(got.conger, conger_kappa(table))
        assert same(got.light, light_kappa(table))


@settings(max_examples=60, deadline=None)
@given(st.lists(tables(), max_size=5))
def test_counts_of_talks_add_up_to_the_counts_of_all(talks):
    wide = [[(*row, *[None] * (4 - len(row))) for row in talk] for talk in talks]

    together = counted_from([row for talk in wide for row in talk])

    assert added((counted_from(talk) for talk in wide), Book(1)) == (together if wide else Tally(Book(1)))


def test_a_kappa_that_asks_for_every_coder_says_so_where_one_is_missing():
    assert others({(3, 1): 4, (7, 0): 2}, 3).conger == INCOMPLETE


def test_among_leaves_out_what_only_one_of_them_read():
    assert among({(3, 1): 4, (7, 6): 2, (4, 4): 1}, 6) == Counter({(6, 6): 2})


def test_a_code_that_nobody_used_has_no_alpha_and_a_prevalence_of_nothing():
    shown = figures({(3, 0): 5})

    assert (shown.agreement.alpha, shown.prevalence, shown.used) == (NOBODY_USED_IT, 0.0, {0: (0, 5), 1: (0, 5)})


def test_every_two_coders_are_one_pair():
    assert [(pair.first, pair.second) for pair in pairs([{(11, 1): 3}])] == list(combinations((0, 1, 3), 2))
