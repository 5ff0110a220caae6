"""How sure a coefficient is: draws of clusters within focus groups, and leaving out one focus group."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.analysis.coefficients.alpha import krippendorff_alpha, nominal_alpha
from app.analysis.coefficients.chance import ac1, gwet_ac1, uniform
from app.analysis.coefficients.clustered import pair_sums, presence_sums, set_sums, weighted, weighted_pair
from app.analysis.coefficients.interval import Interval
from app.analysis.coefficients.pairs import conger, conger_kappa, light, light_kappa, pairs_of
from app.analysis.coefficients.percent import percent, percent_agreement, positive, positive_agreement
from app.analysis.coefficients.quotient import Quotient
from app.analysis.coefficients.ratings import NO_VARIATION, patterns
from app.analysis.coefficients.resampling import NO_DRAW, NO_SPREAD, TOO_FEW_CLUSTERS, drawn, without_each
from app.analysis.coefficients.sets import alpha_over_sets, jaccard, masi
from app.analysis.undefined import Undefined

MARKS = st.sampled_from([True, False, False, None])
# Clusters of units of three coders.
CLUSTERS = st.lists(st.lists(st.tuples(MARKS, MARKS, MARKS), max_size=6), min_size=1, max_size=5)
SETS = st.frozensets(st.sampled_from("ABC"), max_size=2)
seldom = settings(max_examples=100, deadline=None, derandomize=True, database=None)


def number(quotient, *at):
    return Quotient(quotient.over[at], quotient.under[at]).number(NO_VARIATION)


def same(found, expected):
    if isinstance(expected, Undefined):
        return isinstance(found, Undefined)
    return found == pytest.approx(expected, abs=1e-9)


def repeated(clusters, weights):
    return [unit for cluster, weight in zip(clusters, weights, strict=True) for unit in cluster * weight]


@seldom
@given(CLUSTERS, st.data())
def test_a_draw_is_what_its_units_would_give(clusters, data):
    weights = data.draw(st.lists(st.integers(0, 3), min_size=len(clusters), max_size=len(clusters)))
    sums = weighted(presence_sums([[patterns(cluster)] for cluster in clusters]), np.array([weights], dtype=float))
    units = patterns(repeated(clusters, weights))

    assert same(number(nominal_alpha(sums), 0, 0), krippendorff_alpha(units))
    assert same(number(percent(sums), 0, 0), percent_agreement(units))
    assert same(number(positive(sums), 0, 0), positive_agreement(units))
    assert same(number(ac1(sums, 2), 0, 0), gwet_ac1(units, 2))


@seldom
@given(st.lists(st.lists(st.tuples(*[st.booleans()] * 3), max_size=6), min_size=1, max_size=5), st.data())
def test_a_draw_of_named_coders_is_what_its_units_would_give(clusters, data):
    weights = data.draw(st.lists(st.integers(0, 3), min_size=len(clusters), max_size=len(clusters)))
    sums = pair_sums([list(pairs_of(cluster, 3)) for cluster in clusters], (True, False))
    pairs = [weighted_pair(pair, np.array([weights], dtype=float)) for pair in sums]
    units = repeated(clusters, weights)

    assert same(number(conger(pairs), 0), conger_kappa(units))
    assert same(number(light(pairs), 0), light_kappa(units))


@pytest.mark.parametrize("distance", [masi, jaccard])
@seldom
@given(
    clusters=st.lists(st.lists(st.tuples(st.none() | SETS, SETS, SETS), max_size=6), min_size=1, max_size=5),
    data=st.data(),
)
def test_a_draw_of_sets_of_codes_is_what_its_units_would_give(distance, clusters, data):
    weights = data.draw(st.lists(st.integers(0, 3), min_size=len(clusters), max_size=len(clusters)))
    sums = set_sums([patterns(cluster) for cluster in clusters], distance)

    found = number(sums.alpha(np.array([weights], dtype=float)), 0)

    assert same(found, alpha_over_sets(patterns(repeated(clusters, weights)), distance))


def test_more_sets_than_rows_at_once_are_compared_all_the_same():
    # 600 units; the coders' sets share one code of three: distance 8/9 each, and 8/9 from every other set as well.
    rows = [(frozenset({"A", f"{unit} first"}), frozenset({"A", f"{unit} second"})) for unit in range(600)]

    found = number(set_sums([patterns(rows)]).alpha(np.array([[1.0]])), 0)

    assert found == pytest.approx(0.0, abs=1e-9)


@seldom
@given(st.lists(st.sampled_from("ABC"), min_size=1, max_size=12), st.integers(0, 2**64))
def test_each_focus_group_has_as_many_clusters_in_every_draw(strata, seed):
    draws = drawn(strata, seed, 20)

    for group in set(strata):
        members = [place for place, one in enumerate(strata) if one == group]
        assert (draws.weights[:, members].sum(axis=1) == len(members)).all()


def test_the_same_seed_gives_the_same_draws_and_another_seed_others():
    strata = ["SU 1"] * 4 + ["P 1"] * 3

    first, again, other = drawn(strata, 7), drawn(strata, 7), drawn(strata, 8)

    assert (first.weights == again.weights).all()
    assert (first.weights != other.weights).any()
    assert first.weights.shape == (2000, 7)


def test_draws_of_a_seed_never_change():
    # PCG64 with seed 1 begins 0.5118, 0.9505, 0.1442, 0.9486, as the documentation of numpy's generators shows for
    # default_rng(1). Of four clusters these are the third, the fourth, the first and the fourth.
    assert np.random.Generator(np.random.PCG64(1)).random(4).tolist() == pytest.approx(
        [0.5118, 0.9504, 0.1441, 0.9486], abs=1e-4
    )
    assert drawn(["one"] * 4, 1, 1).weights.tolist() == [[1.0, 0.0, 1.0, 2.0]]


def test_every_cluster_comes_as_often_as_any_other():
    # 2,000 draws of 5: each is drawn 2,000 times on average, with a standard deviation of sqrt(10,000 * .2 * .8) = 40.
    counts = drawn(["one"] * 5, 3).weights.sum(axis=0)

    assert all(abs(count - 2000) < 5 * 40 for count in counts)


def quotients(*values):
    """Coefficients as they come out of draws; None where one does not exist."""
    return Quotient(
        np.array([0.0 if value is None else 1 - value for value in values]),
        np.array([float(value is not None) for value in values]),
    )


def test_an_interval_by_hand():
    # 41 values 0, 0.025 … 1; the 2.5th percentile is the second of them, the 97.5th the last but one.
    # Below .667 lie 0 to .65, which are 27; below .8 lie 0 to .775, 32.
    draws = drawn(["SU 1"] * 3 + ["P 1"] * 2, 5, 43)
    values = [place / 40 for place in range(41)]

    found = draws.interval(quotients(None, *reversed(values), None), [True] * 5)

    assert isinstance(found, Interval)
    assert (found.low, found.high) == (pytest.approx(0.025), pytest.approx(0.975))
    assert (found.below_tentative, found.below_reliable) == (pytest.approx(27 / 41), pytest.approx(32 / 41))
    assert (found.clusters, found.draws, found.undefined, found.seed) == (5, 43, 2, 5)


@pytest.mark.parametrize(
    ("strata", "has_pairs"),
    [
        (["SU 1"] * 4, [True] * 4),
        (["SU 1"] * 5, [True] * 4 + [False]),
        # Each group has one part that two coders read: every draw would be the same.
        (["SU 1", "SU 2", "P 1", "P 2", "V 1", "V 2"], [True] * 6),
        (["SU 1", "SU 1", "P 1", "P 1", "V 1"], [True] * 5),
    ],
)
def test_too_few_clusters_give_no_interval(strata, has_pairs):
    draws = drawn(strata, 1, 10)

    assert draws.interval(quotients(*[0.5] * 10), has_pairs) == TOO_FEW_CLUSTERS


def test_draws_without_variation_give_no_interval():
    assert drawn(["SU 1"] * 5, 1, 3).interval(quotients(None, None, None), [True] * 5) == NO_DRAW


def test_draws_that_are_all_the_same_have_no_interval():
    draws = drawn(["SU 1"] * 5, 1, 3)

    assert draws.interval(quotients(0.5, 0.5, None), [True] * 5) == NO_SPREAD
    assert isinstance(draws.interval(quotients(0.5, 0.25, None), [True] * 5), Interval)


def test_leaving_out_one_focus_group_by_hand():
    # SU 1: yes/yes, no/no. P 1: yes/no, no/no. Without P 1, coders always agree. Without SU 1: n = 4, n1 = 1, n0 = 3;
    # alpha = 1 - 3 * 1 / 3 = 0.
    clusters = [[(True, True)], [(False, False)], [(True, False), (False, False)]]
    sums = presence_sums([[patterns(cluster)] for cluster in clusters])

    left_out = without_each(["SU 1", "SU 1", "P 1"])

    found = {
        group: number(nominal_alpha(weighted(sums, weights[None, :])), 0, 0) for group, weights in left_out.items()
    }
    assert found == {"SU 1": 0.0, "P 1": 1.0}


def test_chance_without_variation_is_undefined_in_a_draw_too():
    sums = presence_sums([[patterns([(False, False)])]])

    assert (uniform(sums, 2).under == 0).all()
    assert (ac1(sums, 2).under == 0).all()


def test_nothing_was_coded():
    sums = presence_sums([[[]], [[]]])

    assert sums.units.tolist() == [[0.0], [0.0]]
    assert nominal_alpha(sums).under.tolist() == [[0.0], [0.0]]
