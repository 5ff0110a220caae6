"""How codes grow from focus group to focus group."""

from fractions import Fraction
from itertools import permutations
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.analysis.words.growth import NO_CODES, Sample, expected_codes, growth
from tests.analysis.words.conversations import known


def sample(label: str, codes: str) -> Sample:
    return Sample(known(label), known(label[:-1]), frozenset(map(known, codes.split())))


def test_growth_of_a_hand_worked_example():
    # Codes in the order held: a b | b c | nothing | a b c d.
    # Mean of orders, n = 4: a is in 2 samples, b in 3, c in 2, d in 1.
    # t = 1: (2 + 3 + 2 + 1) / 4 = 2. t = 2 of 6 pairs: a misses 1, b 0, c 1, d 3: (5 + 6 + 5 + 3) / 6 = 19/6.
    # t = 3 of 4 triples: only d is missed, once: 3 + 3/4. t = 4: 4.
    samples = [sample("SU1", "a b"), sample("P1", "b c"), sample("SU2", ""), sample("P2", "a b c d")]

    together, su, p = growth(samples)

    assert [(step.carried, step.new, step.found) for step in together.steps] == [
        (2, 2, 2),
        (2, 1, 3),
        (0, 0, 3),
        (4, 1, 4),
    ]
    assert [step.new_share for step in together.steps] == [1, 0.5, NO_CODES, 0.25]
    assert [step.expected for step in together.steps] == pytest.approx([2, 19 / 6, 3.75, 4])
    assert (together.once, together.twice) == (1, 2)
    assert (su.stakeholder, [step.found for step in su.steps]) == (known("SU"), [2, 2])
    # Professionals: b c, then a b c d; either first: (2 + 4) / 2 = 3.
    assert (p.stakeholder, [step.expected for step in p.steps]) == (known("P"), [3, 4])


def test_a_study_without_samples_has_a_curve_without_steps():
    (curve,) = growth([])

    assert (curve.stakeholder, curve.steps, curve.once, curve.twice) == (None, (), 0, 0)


SAMPLES = st.lists(st.frozensets(st.sampled_from([known(name) for name in "abcdef"])), max_size=5)


@given(SAMPLES)
def test_the_mean_of_all_orders_is_that_of_trying_all_orders(samples: list[frozenset[UUID]]):
    orders = list(permutations(samples))

    tried = [
        sum(Fraction(len(frozenset().union(*order[:t])), len(orders)) for order in orders)
        for t in range(1, len(samples) + 1)
    ]

    assert expected_codes(samples) == tuple(map(float, tried))
