"""How codes grow: worked by hand, and by going through every order."""

from itertools import pairwise, permutations
from statistics import fmean

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.analysis.growth import codes_found, codes_found_in_any_order

READ = st.lists(st.frozensets(st.integers(0, 8)), max_size=6)


def test_codes_are_found_once():
    assert codes_found([{"shame", "money"}, {"money"}, {"ghosting", "shame"}]) == (2, 2, 3)


def test_the_mean_of_every_order_by_hand():
    # Three transcripts; shame and money are in two of them, ghosting in one. After one transcript: (2 + 1 + 2) / 3.
    # After two: shame and money are surely found (each is missing in one only), ghosting in two of three pairs.
    found = codes_found_in_any_order([{"shame", "money"}, {"money"}, {"ghosting", "shame"}])

    assert found == pytest.approx((5 / 3, 8 / 3, 3))


def test_nothing_read_and_nothing_found():
    assert codes_found([]) == codes_found_in_any_order([]) == ()
    assert codes_found([set(), set()]) == codes_found_in_any_order([set(), set()]) == (0, 0)


@settings(max_examples=25, deadline=None, database=None)
@given(READ)
def test_the_mean_is_what_going_through_every_order_gives(read: list[frozenset[int]]):
    every = [codes_found(order) for order in permutations(read)]

    assert codes_found_in_any_order(read) == pytest.approx(tuple(map(fmean, zip(*every, strict=True))), abs=1e-9)


@settings(max_examples=60, deadline=None, database=None)
@given(READ)
def test_growth_slows_down_and_ends_where_reading_ended(read: list[frozenset[int]]):
    mean = (0.0, *codes_found_in_any_order(read))
    gains = [later - earlier for earlier, later in pairwise(mean)]

    assert mean[-1] == (0, *codes_found(read))[-1]
    assert all(gain >= -1e-9 for gain in gains)
    assert all(later <= earlier + 1e-9 for earlier, later in pairwise(gains))
