"""What every coefficient keeps to, and where there is none."""

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from app.analysis.coefficients.alpha import alpha_of_value, krippendorff_alpha, ordinal_spread
from app.analysis.coefficients.chance import brennan_prediger, gwet_ac1
from app.analysis.coefficients.fleiss import fleiss_kappa, fleiss_kappa_of
from app.analysis.coefficients.pairs import cohen_kappa, conger_kappa, light_kappa, scott_pi
from app.analysis.coefficients.percent import negative_agreement, percent_agreement, positive_agreement
from app.analysis.coefficients.ratings import (
    INCOMPLETE,
    NEVER_GIVEN,
    NO_PAIRS,
    NO_UNITS,
    NO_VARIATION,
    NOT_TWO,
    UNEQUAL,
    Pattern,
    dichotomised,
    patterns,
    totals,
)
from app.analysis.coefficients.segmentation import TOO_SHORT, windowdiff
from app.analysis.coefficients.sets import alpha_over_sets, jaccard, masi, set_distance
from app.analysis.coefficients.sums import sums_of
from app.analysis.undefined import Undefined

EVERY_COEFFICIENT = {
    "percent agreement": lambda rows: percent_agreement(patterns(rows)),
    "positive agreement": lambda rows: positive_agreement(patterns(rows)),
    "negative agreement": lambda rows: negative_agreement(patterns(rows)),
    "Krippendorff's alpha": lambda rows: krippendorff_alpha(patterns(rows)),
    "alpha of a value": lambda rows: alpha_of_value(patterns(rows), True),
    "Brennan and Prediger": lambda rows: brennan_prediger(patterns(rows), 2),
    "Gwet's AC1": lambda rows: gwet_ac1(patterns(rows), 2),
    "Fleiss' kappa": lambda rows: fleiss_kappa(patterns(rows)),
    "Fleiss' kappa of a category": lambda rows: fleiss_kappa_of(patterns(rows), True),
    "Cohen's kappa": cohen_kappa,
    "Scott's pi": scott_pi,
    "Conger's kappa": conger_kappa,
    "Light's kappa": light_kappa,
}
CORRECTED = sorted(set(EVERY_COEFFICIENT) - {"percent agreement", "positive agreement", "negative agreement"})
MARKS = st.sampled_from([True, False, False, None])
TABLES = st.integers(2, 5).flatmap(lambda coders: st.lists(st.tuples(*[MARKS] * coders), max_size=25))

every_coefficient = pytest.mark.parametrize("name", EVERY_COEFFICIENT)
seldom = settings(max_examples=60, deadline=None, derandomize=True, database=None)


@every_coefficient
@seldom
@given(rows=TABLES, data=st.data())
def test_it_does_not_matter_who_is_first_nor_in_which_order_the_units_come(name, rows, data):
    order = data.draw(st.permutations(range(len(rows[0]) if rows else 0)))
    shuffled = data.draw(st.permutations([tuple(row[coder] for coder in order) for row in rows]))

    assert EVERY_COEFFICIENT[name](shuffled) == EVERY_COEFFICIENT[name](rows)


@every_coefficient
@seldom
@given(rows=TABLES)
def test_a_coefficient_is_at_most_one_and_undefined_rather_than_no_number(name, rows):
    found = EVERY_COEFFICIENT[name](rows)

    assert isinstance(found, Undefined) or -1 <= found <= 1


@every_coefficient
@seldom
@given(rows=TABLES)
def test_a_unit_that_nobody_coded_changes_nothing(name, rows):
    assert EVERY_COEFFICIENT[name]([*rows, (None, None)]) == EVERY_COEFFICIENT[name](rows)


@every_coefficient
@seldom
@given(rows=st.lists(st.tuples(st.booleans(), st.booleans()), min_size=2, max_size=25))
def test_coders_who_always_agree_reach_one_where_there_is_a_number(name, rows):
    agreeing = [(first, first) for first, _ in rows]
    assume(len(set(agreeing)) == 2)

    assert EVERY_COEFFICIENT[name](agreeing) == 1.0


@every_coefficient
def test_without_units_there_is_no_number(name):
    assert EVERY_COEFFICIENT[name]([]) == NO_UNITS
    assert EVERY_COEFFICIENT[name]([(None, None)]) == NO_UNITS


@every_coefficient
def test_without_a_unit_of_two_coders_there_is_no_number(name):
    assert EVERY_COEFFICIENT[name]([(True, None), (None, False)]) == NO_PAIRS
    assert EVERY_COEFFICIENT[name]([(True,), (False,)]) == NO_PAIRS


@pytest.mark.parametrize("name", CORRECTED)
@pytest.mark.parametrize("value", [True, False])
def test_without_variation_agreement_cannot_be_told_from_chance(name, value):
    found = EVERY_COEFFICIENT[name]([(value, value)] * 3)

    assert found == (NEVER_GIVEN if name.endswith(("of a value", "of a category")) and not value else NO_VARIATION)


def test_without_variation_everybody_agrees():
    rows = [(False, False)] * 3

    assert percent_agreement(patterns(rows)) == 1.0
    assert positive_agreement(patterns(rows)) == NEVER_GIVEN
    assert negative_agreement(patterns(rows)) == 1.0


def test_a_value_of_a_lone_coder_is_no_variation():
    rows = [(False, False), (False, False), (True, None)]

    assert krippendorff_alpha(patterns(rows)) == NO_VARIATION
    assert gwet_ac1(patterns(rows), 2) == NO_VARIATION
    assert alpha_of_value(patterns(rows), True) == NEVER_GIVEN


@pytest.mark.parametrize("name", ["Cohen's kappa", "Scott's pi", "Conger's kappa", "Light's kappa"])
def test_kappas_of_coders_with_names_ask_every_coder_for_every_unit(name):
    assert EVERY_COEFFICIENT[name]([(True, False), (True, None)]) == INCOMPLETE


@pytest.mark.parametrize("coefficient", [cohen_kappa, scott_pi])
def test_two_coders_are_not_three(coefficient):
    assert coefficient([(True, False, True)]) == NOT_TWO


def test_fleiss_asks_for_equally_many_values_of_whomever():
    assert fleiss_kappa(patterns([(True, False, None), (True, True, True)])) == UNEQUAL
    # Two units, (1, 0) and (1, 1): differing pairs 1 of 2; shares 3/4 and 1/4; 1 - (1/2) / (1 - 10/16) = -1/3.
    assert fleiss_kappa(patterns([(True, False, None), (None, True, True)])) == pytest.approx(-1 / 3)


def test_one_pair_of_coders_without_variation_leaves_light_undefined():
    rows = [(True, True, True), (True, True, False)]

    assert light_kappa(rows) == NO_VARIATION
    # Pairs: differing 0, 1, 1 of 2 units; expected differing (4 - 4)/4, (4 - 2)/4, (4 - 2)/4: 1 - 1/1 = 0.
    assert conger_kappa(rows) == 0.0


def test_one_coding_by_one_of_two_coders_in_twenty_turns():
    # n = 40, n1 = 1: alpha = 1 - 39 * 1 / (1 * 39) = 0. pa = .95. AC1: pe = 2 * (1/40) * (39/40) = 78/1600;
    # AC1 = (.95 - .04875) / (1 - .04875) = .90125 / .95125. Brennan and Prediger: 2 * .95 - 1.
    some = patterns([(True, False)] + [(False, False)] * 19)

    assert krippendorff_alpha(some) == 0.0
    assert percent_agreement(some) == pytest.approx(0.95)
    assert gwet_ac1(some, 2) == pytest.approx(0.90125 / 0.95125)
    assert brennan_prediger(some, 2) == pytest.approx(0.9)


def test_more_categories_cannot_be_used_than_there_are():
    some = patterns([(1, 2), (3, 3)])

    for coefficient in (brennan_prediger, gwet_ac1):
        with pytest.raises(ValueError, match="3 categories were used, but there are 2"):
            coefficient(some, 2)


def test_ordinal_alpha_of_krippendorffs_example():
    # K. Krippendorff (2011), Computing Krippendorff's Alpha-Reliability, example C: nominal .743, ordinal .815,
    # interval .849.
    rows = [
        (1, 1, None, 1), (2, 2, 3, 2), (3, 3, 3, 3), (3, 3, 3, 3), (2, 2, 2, 2), (1, 2, 3, 4), (4, 4, 4, 4),
        (1, 1, 2, 1), (2, 2, 2, 2), (None, 5, 5, 5), (None, None, 1, 1), (None, None, 3, None),
    ]  # fmt: skip
    some = patterns(rows)

    spread = ordinal_spread(totals(pattern for pattern in some if pattern.values > 1))

    assert krippendorff_alpha(some, spread) == pytest.approx(0.815, abs=0.0005)


@seldom
@given(st.lists(st.tuples(*[MARKS] * 3), max_size=20), st.lists(st.tuples(*[MARKS] * 3), max_size=20))
def test_the_sums_of_two_documents_add_up(first, second):
    assert sums_of(patterns(first)) + sums_of(patterns(second)) == sums_of(patterns(first + second))


def test_a_dichotomy_keeps_who_was_silent_apart_from_who_said_no():
    [pattern] = dichotomised([Pattern({"Trust": 2, "Safety": 1}, 4)], "Trust")

    assert (pattern.given, pattern.units) == ({True: 2, False: 1}, 4)


def test_the_empty_set_is_a_decision():
    nothing: frozenset[str] = frozenset()
    trust = frozenset({"Trust"})

    assert set_distance(nothing, nothing) == 0.0
    assert set_distance(nothing, trust) == 1.0
    assert alpha_over_sets(patterns([(nothing, nothing), (trust, trust)])) == 1.0
    assert alpha_over_sets(patterns([(nothing, nothing)])) == NO_VARIATION


def test_distances_of_sets_by_hand():
    # Shared 1 of 3 codes, neither part of the other: Jaccard 1/3, MASI 1 - 1/3 * 1/3.
    first, second = frozenset("AB"), frozenset("BC")

    assert set_distance(first, second, jaccard) == pytest.approx(2 / 3)
    assert set_distance(first, second, masi) == pytest.approx(8 / 9)
    # A part of the other: Jaccard 1/2, MASI 1 - 1/2 * 2/3.
    assert set_distance(frozenset("A"), first, masi) == pytest.approx(2 / 3)


def test_windows_that_do_not_fit_are_undefined_or_refused():
    assert windowdiff([True], [False], 2) == TOO_SHORT
    for first, second, width in (([True], [], 1), ([True], [True], 0)):
        with pytest.raises(ValueError, match="places"):
            windowdiff(first, second, width)
