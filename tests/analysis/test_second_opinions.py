"""Our coefficients against nltk, statsmodels and scikit-learn, on random tables."""

from collections import Counter
from itertools import combinations

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from nltk.metrics.agreement import AnnotationTask
from nltk.metrics.distance import jaccard_distance, masi_distance
from nltk.metrics.segmentation import windowdiff as nltk_windowdiff
from sklearn.metrics import cohen_kappa_score, f1_score
from statsmodels.stats.inter_rater import aggregate_raters, cohens_kappa
from statsmodels.stats.inter_rater import fleiss_kappa as statsmodels_fleiss

from app.analysis.coefficients.alpha import interval_spread, krippendorff_alpha
from app.analysis.coefficients.chance import brennan_prediger
from app.analysis.coefficients.fleiss import fleiss_kappa
from app.analysis.coefficients.pairs import cohen_kappa, conger_kappa, light_kappa, scott_pi
from app.analysis.coefficients.percent import percent_agreement, positive_agreement
from app.analysis.coefficients.ratings import patterns
from app.analysis.coefficients.segmentation import windowdiff
from app.analysis.coefficients.sets import alpha_over_sets, jaccard, masi, set_distance
from app.analysis.undefined import Undefined

VALUES = [1, 2, 3, 4]
ONE_VALUE = st.sampled_from(VALUES)
ONE_OR_NONE = st.none() | ONE_VALUE
CODERS = st.integers(2, 5)
TWO = st.just(2)
OFTEN = settings(max_examples=200, deadline=None, derandomize=True, database=None)


def tables(value=ONE_VALUE, coders=CODERS):
    """Units x coders."""
    return coders.flatmap(lambda count: st.lists(st.tuples(*[value] * count), min_size=1, max_size=25))


def labelled(rows):
    return [
        (coder, unit, value) for unit, row in enumerate(rows) for coder, value in enumerate(row) if value is not None
    ]


def varies(rows):
    """Values of units with two of them differ."""
    paired = [[value for value in row if value is not None] for row in rows]
    return len({value for row in paired if len(row) > 1 for value in row}) > 1


@OFTEN
@given(tables(ONE_OR_NONE))
def test_alpha_with_missing_values_is_that_of_nltk(rows):
    assume(varies(rows))

    assert krippendorff_alpha(patterns(rows)) == pytest.approx(AnnotationTask(labelled(rows)).alpha(), abs=1e-9)


@OFTEN
@given(tables(ONE_OR_NONE))
def test_alpha_of_numbers_is_that_of_nltk(rows):
    assume(varies(rows))
    task = AnnotationTask(labelled(rows), distance=lambda first, second: (first - second) ** 2)

    assert krippendorff_alpha(patterns(rows), interval_spread) == pytest.approx(task.alpha(), abs=1e-9)


def guarded(distance):
    """Nltk divides by the size of the union."""
    return lambda first, second: distance(first, second) if first or second else 0.0


SETS = st.frozensets(st.sampled_from("ABC"))


@OFTEN
@given(tables(st.none() | SETS))
def test_alpha_over_sets_is_that_of_nltk(rows):
    assume(varies(rows))

    for ours, theirs in ((masi, masi_distance), (jaccard, jaccard_distance)):
        task = AnnotationTask(labelled(rows), distance=guarded(theirs))
        assert alpha_over_sets(patterns(rows), ours) == pytest.approx(task.alpha(), abs=1e-9)


@OFTEN
@given(st.frozensets(st.sampled_from("ABCDE")), st.frozensets(st.sampled_from("ABCDE")))
def test_distances_of_sets_are_those_of_nltk(first, second):
    assume(first or second)

    assert set_distance(first, second, masi) == pytest.approx(masi_distance(first, second), abs=1e-12)
    assert set_distance(first, second, jaccard) == pytest.approx(jaccard_distance(first, second), abs=1e-12)


@OFTEN
@given(tables(coders=TWO))
def test_cohens_kappa_is_that_of_all_three(rows):
    assume(len({value for row in rows for value in row}) > 1)
    first, second = zip(*rows, strict=True)
    counts = Counter(rows)
    square = np.array([[counts[one, other] for other in VALUES] for one in VALUES])

    kappa = cohen_kappa(rows)

    assert kappa == pytest.approx(cohen_kappa_score(first, second), abs=1e-9)
    assert kappa == pytest.approx(cohens_kappa(square, return_results=False), abs=1e-9)
    assert kappa == pytest.approx(AnnotationTask(labelled(rows)).kappa(), abs=1e-9)


@OFTEN
@given(tables(coders=TWO))
def test_scotts_pi_is_that_of_nltk(rows):
    assume(varies(rows))

    assert scott_pi(rows) == pytest.approx(AnnotationTask(labelled(rows)).pi(), abs=1e-9)


@OFTEN
@given(tables())
def test_fleiss_kappa_is_that_of_statsmodels(rows):
    assume(varies(rows))

    assert fleiss_kappa(patterns(rows)) == pytest.approx(statsmodels_fleiss(aggregate_raters(rows)[0]), abs=1e-9)


@OFTEN
@given(tables())
def test_lights_kappa_is_the_mean_of_those_of_scikit_learn(rows):
    columns = list(zip(*rows, strict=True))
    pairs = list(combinations(columns, 2))
    assume(all(len({*first, *second}) > 1 for first, second in pairs))

    found = light_kappa(rows)

    assert found == pytest.approx(np.mean([cohen_kappa_score(first, second) for first, second in pairs]), abs=1e-9)


@OFTEN
@given(tables())
def test_congers_kappa_is_the_kappa_of_many_coders_of_nltk(rows):
    assume(varies(rows))

    assert conger_kappa(rows) == pytest.approx(AnnotationTask(labelled(rows)).multi_kappa(), abs=1e-9)


@OFTEN
@given(tables(coders=TWO))
def test_brennan_and_predigers_kappa_is_that_of_nltk_where_every_category_was_used(rows):
    assume(varies(rows))
    used = len({value for row in rows for value in row})

    assert brennan_prediger(patterns(rows), used) == pytest.approx(AnnotationTask(labelled(rows)).S(), abs=1e-9)


@OFTEN
@given(tables())
def test_percent_agreement_is_that_of_nltk(rows):
    assert percent_agreement(patterns(rows)) == pytest.approx(AnnotationTask(labelled(rows)).avg_Ao(), abs=1e-9)


@OFTEN
@given(tables(st.booleans(), TWO))
def test_positive_agreement_is_the_f1_of_scikit_learn(rows):
    first, second = zip(*rows, strict=True)
    found = positive_agreement(patterns(rows))

    assert isinstance(found, Undefined) == (not any(first + second))
    assert isinstance(found, Undefined) or found == pytest.approx(f1_score(first, second), abs=1e-9)


@OFTEN
@given(st.lists(st.tuples(st.booleans(), st.booleans()), min_size=1, max_size=40), st.data())
def test_windowdiff_is_that_of_nltk(places, data):
    first, second = zip(*places, strict=True)
    width = data.draw(st.integers(1, len(places)))

    theirs = nltk_windowdiff("".join(map(str, map(int, first))), "".join(map(str, map(int, second))), width)

    assert windowdiff(first, second, width) == pytest.approx(theirs, abs=1e-12)
