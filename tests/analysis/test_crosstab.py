"""Cross-tabulations: sums worked by hand, what does not exist, notes, and laws; scipy gives the second opinion."""

from itertools import product
from math import comb, exp, factorial, log, prod, sqrt
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy import stats

from app.analysis.crosstab import association, fisher, notes, odds, residuals, table
from app.analysis.crosstab.enumeration import TooManyTables, share_no_likelier
from app.analysis.crosstab.notes import Counted, Note
from app.analysis.crosstab.significance import Significance, significance
from app.analysis.crosstab.summary import crosstab
from app.analysis.crosstab.table import Table
from app.analysis.undefined import Undefined

TWO_TO_FOUR = st.integers(2, 4)


def rows(*counts: list[int]) -> Table:
    return Table(tuple(tuple(row) for row in counts))


def tables(least: int = 0, most: int = 12, sizes: Any = TWO_TO_FOUR) -> st.SearchStrategy[Table]:
    cell = st.integers(least, most)

    def of_size(size: tuple[int, int]) -> st.SearchStrategy[list[list[int]]]:
        return st.lists(st.lists(cell, min_size=size[1], max_size=size[1]), min_size=size[0], max_size=size[0])

    return st.tuples(sizes, sizes).flatmap(of_size).map(lambda counts: rows(*counts))


def comparable(some: Table) -> Table:
    assume(table.not_comparable(some) is None)
    return some


# Four people of ten, and six of ten, worked by hand in the tests that follow.
FOUR_OF_TEN = rows([4, 6], [6, 4])


def test_a_table_knows_its_totals_and_percentages():
    some = rows([3, 1, 0], [1, 3, 0])

    assert (some.total, some.row_totals, some.column_totals, some.shape) == (8, (4, 4), (4, 4, 0), (2, 3))
    assert table.row_percentages(some) == ((75, 25, 0), (25, 75, 0))
    assert table.column_percentages(some) == ((75, 25, table.EMPTY_TOTAL), (25, 75, table.EMPTY_TOTAL))


@pytest.mark.parametrize("counts", [((1, 2), (3,)), ((1, -1), (2, 2))])
def test_a_table_counts_whole_rows_of_what_is_there(counts: tuple[tuple[int, ...], ...]):
    with pytest.raises(ValueError, match=r"table"):
        Table(counts)


def test_expected_counts_of_a_hand_worked_example():
    # Totals 10 and 2; 6 and 6; n = 12: expected 10*6/12 = 5 and 2*6/12 = 1. 5 is not below five, 1 not below one.
    found = table.expected(rows([6, 4], [0, 2]))

    assert found == table.Expected(((5, 5), (1, 1)), least=1, below_five=2, below_one=0, cells=4)
    assert found.share_below_five == 0.5


def test_association_of_a_hand_worked_example():
    # Every expected count is 5, every difference 1: chi-square = 4 * 1/5 = 0.8; V = phi = root of 0.8/20 = 0.2,
    # and phi is below 0, because the first row is rarer in the first column: (4*4 - 6*6) / 100 = -0.2.
    # Yates: 20 * (20 - 10)^2 / 10^4 = 0.2. G = 2 * (8 ln 0.8 + 12 ln 1.2). Residuals: -1 / root of (5 * .5 * .5).
    found = FOUR_OF_TEN

    assert association.chi_square(found) == association.Statistic(0.8, 1)
    assert association.yates_chi_square(found) == association.Statistic(0.2, 1)
    assert association.g_statistic(found).value == pytest.approx(2 * (8 * log(0.8) + 12 * log(1.2)))
    assert association.cramers_v(found) == pytest.approx(0.2)
    assert association.phi(found) == pytest.approx(-0.2)
    residual = 1 / sqrt(1.25)
    assert residuals.adjusted_residuals(found) == (
        pytest.approx((-residual, residual)),
        pytest.approx((residual, -residual)),
    )


def test_corrected_cramers_v_of_a_hand_worked_example():
    # [[8, 2], [2, 8]]: chi-square = 20 * 60^2 / 10^4 = 7.2, phi2 = 0.36; phi2' = 0.36 - 1/19; r' - 1 = 1 - 1/19.
    # V' = root of (0.36 * 19 - 1) / 18 = root of 5.84/18. For four of ten, 0.04 < 1/19: 0.
    assert association.corrected_cramers_v(rows([8, 2], [2, 8])) == pytest.approx(sqrt(5.84 / 18))
    assert association.corrected_cramers_v(FOUR_OF_TEN) == 0


def test_fisher_of_the_lady_who_tasted_tea():
    # Fisher (1935), The Design of Experiments, chapter 2: of 70 ways, 1 + 16 have three cups or more right; two-sided
    # twice that: 34/70.
    assert fisher.fisher(rows([3, 1], [1, 3]), seed=0) == fisher.Exact(pytest.approx(34 / 70))


def test_fisher_of_a_small_table_of_three_columns_by_hand():
    # Totals 2 and 2; 2, 1 and 1; 4!/(2! 1! 1!) = 12 orders. The first row is (2,0,0): C(2,2) = 1 of C(4,2) = 6 ways;
    # (1,1,0) and (1,0,1): 2 each; (0,1,1): 1. No likelier than (2,0,0): itself and (0,1,1), 2 of 6.
    assert share_no_likelier(rows([2, 0, 0], [0, 1, 1]), 100) == pytest.approx(2 / 6)
    assert share_no_likelier(rows([1, 1, 0], [1, 0, 1]), 100) == pytest.approx(1)


def test_odds_of_a_hand_worked_example():
    # [[4, 6], [6, 4]]: 16/36 = 4/9; the spread of its logarithm is 1/4 + 1/6 + 1/6 + 1/4 = 5/6.
    # With halves: 4.5^2 / 6.5^2.
    plain, halved = odds.odds_ratio(FOUR_OF_TEN), odds.halved_odds_ratio(FOUR_OF_TEN)

    assert plain.ratio == pytest.approx(4 / 9)
    reach = 1.959963984540054 * sqrt(5 / 6)
    assert (plain.interval.lower, plain.interval.upper) == pytest.approx((4 / 9 * exp(-reach), 4 / 9 * exp(reach)))
    assert halved.ratio == pytest.approx(4.5**2 / 6.5**2)


def test_the_exact_interval_is_where_the_tail_holds_a_fortieth():
    # [[0, 3], [3, 0]]: one of C(6,3) = 20 ways. With odds w the table has probability 1 / (1 + 9w + 9w^2 + w^3), and
    # nothing is less; the upper end is where that is .025.
    found = fisher.exact_odds_ratio(rows([0, 3], [3, 0]))

    upper = found.interval.upper
    assert (found.ratio, found.interval.lower) == (0, 0)
    assert 1 / (1 + 9 * upper + 9 * upper**2 + upper**3) == pytest.approx(0.025, rel=1e-6)


def test_an_empty_cell_leaves_the_odds_ratio_undefined_but_not_the_others():
    some = rows([3, 0], [2, 4])

    assert odds.odds_ratio(some) == odds.OddsRatio(odds.NO_ODDS, odds.EMPTY_CELL)
    assert odds.odds_ratio(rows([0, 3], [4, 2])) == odds.OddsRatio(0, odds.EMPTY_CELL)
    assert odds.halved_odds_ratio(some).ratio == pytest.approx(3.5 * 4.5 / (0.5 * 2.5))
    exact = fisher.exact_odds_ratio(some)
    assert (exact.ratio, exact.interval.upper) == (odds.NO_ODDS, fisher.NO_UPPER_END)
    assert exact.interval.lower > 0


@pytest.mark.parametrize("level", [0, 1, 95])
def test_an_interval_covers_some_but_not_all(level: float):
    for of_its_kind in (odds.odds_ratio, odds.halved_odds_ratio, fisher.exact_odds_ratio):
        with pytest.raises(ValueError, match=r"between 0 and 1|0\.0 < p < 1\.0|confidence level"):
            of_its_kind(FOUR_OF_TEN, level)


@pytest.mark.parametrize(
    ("some", "reason"),
    [
        (rows(), table.NOTHING_COUNTED),
        (rows([], []), table.NOTHING_COUNTED),
        (rows([0, 0], [0, 0]), table.NOTHING_COUNTED),
        (rows([5, 7]), table.ONE_ROW),
        (rows([5], [7]), table.ONE_COLUMN),
        (rows([11, 12, 9], [0, 0, 0]), table.EMPTY_ROW),
        (rows([3, 0], [4, 0]), table.EMPTY_COLUMN),
    ],
)
def test_what_cannot_be_compared_says_why(some: Table, reason: Undefined):
    found = crosstab(some, Counted.PARTICIPANTS, seed=1)

    assert {found.chi_square, found.g_statistic, found.fisher, found.cramers_v, found.corrected_cramers_v} == {reason}
    assert found.adjusted_residuals == reason
    fourfold = {found.yates_chi_square, found.phi, found.odds_ratio, found.halved_odds_ratio, found.exact_odds_ratio}
    assert fourfold == {reason if some.total == 0 or some.shape == (2, 2) else table.NOT_TWO_BY_TWO}
    assert found.notes == ()


def test_the_correction_of_cramers_v_needs_more_units_than_rows():
    assert association.corrected_cramers_v(rows([1, 0], [0, 1])) == association.AS_MANY_ROWS_AS_UNITS


def test_kogstad_and_colleagues_found_no_difference_whatever_counts_were_rounded():
    # 60 % of 351, 68 % of 40, 58 % of 191 and 56 % of 121: every whole number that rounds to the printed one.
    printed = [(60, 351), (68, 40), (58, 191), (56, 121)]
    possible = [[x for x in range(n + 1) if abs(100 * x / n - share) <= 0.5] for share, n in printed]

    every = [
        significance(association.chi_square(rows(list(some), [n - x for x, (_, n) in zip(some, printed, strict=True)])))
        for some in product(*possible)
    ]

    assert len(every) == 8
    assert all(isinstance(one, Significance) and one.degrees_of_freedom == 3 for one in every)
    ps = [one.p for one in every]
    assert (round(min(ps), 3), round(max(ps), 3)) == (0.572, 0.639)


def test_kogstad_and_colleagues_asked_more_people_than_the_table_holds():
    # The four numbers of people add up to 703; 850 took part.
    found = crosstab(rows([211, 27, 111, 68], [140, 13, 80, 53]), Counted.RESPONDENTS, seed=1, of=850)

    assert found.notes == (Note(notes.DESCRIPTIVE, {}), Note(notes.NOT_IN_THE_TABLE, {"missing": 147, "all": 850}))


def test_notes_say_what_the_tests_presume():
    # Participants 11, 12 and 9; 13 did not speak of it: 13 * 11/32 = 4.47, 13 * 12/32 = 4.875, 13 * 9/32 = 3.66.
    some = rows([9, 4, 6], [2, 8, 3])

    few = Note(notes.EXPECTED_BELOW_FIVE, {"few": 3, "cells": 6})
    usual = Note(notes.DESCRIPTIVE, {})
    assert notes.notes(some, Counted.PARTICIPANTS) == (Note(notes.PARTICIPANTS_HEAR_EACH_OTHER, {}), few, usual)
    assert notes.notes(some, Counted.TURNS) == (Note(notes.TURNS_NOT_INDEPENDENT, {}), few, usual)
    assert notes.notes(some, Counted.PASSAGES, in_several_cells=True) == (
        Note(notes.IN_SEVERAL_CELLS, {}),
        Note(notes.TURNS_NOT_INDEPENDENT, {}),
        few,
        usual,
    )
    assert notes.notes(some, Counted.FOCUS_GROUPS) == (few, usual)


def test_notes_can_be_filled():
    every = notes.notes(rows([9, 4, 6], [2, 8, 3]), Counted.TURNS, of=40)

    assert [note.sentence % note.values for note in every][-1] == "8 of 40 are not in this table."


def test_a_table_cannot_hold_more_than_there_are():
    with pytest.raises(ValueError, match="20 of 19"):
        notes.notes(FOUR_OF_TEN, Counted.PARTICIPANTS, of=19)


def test_an_estimate_says_its_draws_and_its_seed_and_comes_again():
    hair = rows([68, 20, 15, 5], [119, 84, 54, 29], [26, 17, 14, 14], [7, 94, 10, 16])

    found = crosstab(hair, Counted.RESPONDENTS, seed=7)

    # No random table is as unlikely: 1 of 10 000.
    assert found.fisher == fisher.Simulated(0.0001, 9_999, 7, pytest.approx(sqrt(0.0001 * 0.9999 / 9_999)))
    assert found.notes[-1] == Note(notes.ESTIMATED, {"draws": 9_999, "seed": 7})
    assert crosstab(hair, Counted.RESPONDENTS, seed=7) == found


def test_an_estimate_comes_near_the_exact_value():
    some = rows([9, 4, 6], [2, 8, 3])  # R gives .0495323306088896

    found = fisher.fisher(some, seed=3, most_halves=1)

    assert isinstance(found, fisher.Simulated)
    assert abs(found.p - 0.0495323306088896) < 4 * found.standard_error
    assert found.p != fisher.fisher(some, seed=4, most_halves=1).p


def test_an_estimate_needs_a_draw():
    with pytest.raises(ValueError, match="one random table"):
        fisher.fisher(rows([9, 4, 6], [2, 8, 3]), seed=3, draws=0, most_halves=1)


def test_tables_of_very_many_rows_are_left_to_chance():
    with pytest.raises(TooManyTables):
        share_no_likelier(rows(*[[100] * 12] * 12), 10**9)


@settings(max_examples=60, deadline=None, database=None)
@given(tables())
def test_scipy_finds_the_same(some: Table):
    comparable(some)
    second = stats.chi2_contingency(some.counts, correction=False)
    corrected = stats.chi2_contingency(some.counts, correction=True)
    likelihood = stats.chi2_contingency(some.counts, correction=False, lambda_="log-likelihood")

    found = crosstab(some, Counted.TURNS, seed=1)

    assert found.chi_square == Significance(
        pytest.approx(second.statistic, abs=1e-9), second.dof, pytest.approx(second.pvalue, abs=1e-9)
    )
    assert found.g_statistic.value == pytest.approx(likelihood.statistic, abs=1e-9)
    assert found.expected.counts == tuple(pytest.approx(tuple(row)) for row in second.expected_freq)
    assert found.cramers_v == pytest.approx(stats.contingency.association(some.counts, method="cramer"), abs=1e-9)
    if some.shape == (2, 2):
        assert found.yates_chi_square.value == pytest.approx(corrected.statistic, abs=1e-9)


@settings(max_examples=60, deadline=None, database=None)
@given(tables(most=40, sizes=st.just(2)))
def test_two_halves_find_what_scipy_finds_of_two_rows_and_two_columns(some: Table):
    comparable(some)

    assert share_no_likelier(some, 10**6) == pytest.approx(stats.fisher_exact(some.counts).pvalue, abs=1e-9)


@settings(max_examples=40, deadline=None, database=None)
@given(tables(most=4, sizes=st.integers(2, 3)))
def test_two_halves_find_what_looking_at_every_table_finds(some: Table):
    comparable(some)

    assert share_no_likelier(some, 10**6) == pytest.approx(looked_at_one_by_one(some), abs=1e-9)


def looked_at_one_by_one(some: Table) -> float:
    """Fill the table in every way, one row after the other; weights are whole numbers, so that likely is exact."""

    def filled(left: tuple[int, ...], waiting: tuple[int, ...]) -> list[int]:
        if not waiting:
            return [1]
        ways = (way for way in product(*(range(total + 1) for total in left)) if sum(way) == waiting[0])
        return [
            prod(comb(total, part) for total, part in zip(left, way, strict=True)) * rest
            for way in ways
            for rest in filled(tuple(total - part for total, part in zip(left, way, strict=True)), waiting[1:])
        ]

    weights = filled(some.column_totals, some.row_totals)
    observed = prod(map(factorial, some.column_totals)) // prod(
        factorial(count) for row in some.counts for count in row
    )
    return sum(weight for weight in weights if weight <= observed) / sum(weights)


@settings(max_examples=40, deadline=None, database=None)
@given(tables(most=5), st.randoms(use_true_random=False))
def test_it_does_not_matter_how_rows_and_columns_are_ordered_or_turned(some: Table, random: Any):
    comparable(some)
    shuffled = [list(row) for row in some.counts]
    random.shuffle(shuffled)
    turned = rows(*map(list, zip(*shuffled, strict=True)))

    one, other = (
        (
            association.chi_square(each),
            association.g_statistic(each).value,
            association.cramers_v(each),
            association.corrected_cramers_v(each),
            share_no_likelier(each, 10**6),
        )
        for each in (some, turned)
    )

    assert one == (other[0], *(pytest.approx(value, abs=1e-9) for value in other[1:4]), pytest.approx(other[4]))


@settings(max_examples=60, deadline=None, database=None)
@given(tables(sizes=st.just(2)))
def test_of_two_rows_and_columns_phi_residual_and_chi_square_say_the_same(some: Table):
    comparable(some)
    value = association.chi_square(some).value

    assert association.phi(some) ** 2 * some.total == pytest.approx(value, abs=1e-9)
    assert residuals.adjusted_residuals(some)[0][0] ** 2 == pytest.approx(value, abs=1e-9)


@settings(max_examples=60, deadline=None, database=None)
@given(tables())
def test_everything_stays_within_its_range(some: Table):
    comparable(some)
    found = crosstab(some, Counted.TURNS, seed=1)

    assert 0 <= found.cramers_v <= 1 + 1e-12
    if not isinstance(found.corrected_cramers_v, Undefined):
        assert 0 <= found.corrected_cramers_v <= 1 + 1e-12
    assert all(0 <= one.p <= 1 for one in (found.chi_square, found.g_statistic, found.fisher))
    assert [sum(row) for row in found.row_percentages] == pytest.approx([100] * some.shape[0])
