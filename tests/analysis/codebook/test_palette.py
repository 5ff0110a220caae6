"""What a palette offers, by the cases that the browser is held to as well, and by what always holds."""

import json
import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.analysis.codebook.palette import Fit, Offer, fit_of, folded_words, ranked
from tests.machine import in_time, spent

CASES = json.loads((Path(__file__).parents[2] / "reference" / "palette_cases.json").read_text(encoding="utf-8"))
LETTERS = st.text("abc åé-", max_size=8)
OFFERS = st.lists(st.tuples(LETTERS, st.integers(0, 3)), max_size=8).map(
    lambda pairs: [Offer(number, name, uses) for number, (name, uses) in enumerate(pairs)]
)


@pytest.mark.parametrize("case", CASES["cases"], ids=lambda case: case["about"])
def test_a_palette_offers_what_is_meant(case):
    found = ranked(case["query"], [Offer(name, name, uses) for name, uses in case["names"]])

    assert [[one.offer.key, one.fit.name.lower()] for one in found] == case["expected"]


def test_the_cases_know_every_kind_of_fit():
    assert CASES["fits"] == [fit.name.lower() for fit in Fit]
    assert {fit for case in CASES["cases"] for _, fit in case["expected"]} == set(CASES["fits"])


@settings(max_examples=150, deadline=None)
@given(LETTERS, OFFERS)
def test_each_offer_that_fits_comes_once_and_in_order(query, offers):
    found = ranked(query, offers)

    fits = {offer.key: fit_of(folded_words(query), folded_words(offer.name)) for offer in offers}
    assert {one.offer.key: one.fit for one in found} == {key: fit for key, fit in fits.items() if fit is not None}
    ranks = [(one.fit, -one.offer.uses, one.offer.key) for one in found]
    assert ranks == sorted(ranks)


@settings(max_examples=150, deadline=None)
@given(LETTERS, LETTERS)
def test_who_types_on_finds_fewer(query, more):
    offers = [Offer(0, "abba cåb"), Offer(1, "a-b-c"), Offer(2, "bacéa ab")]

    longer = {one.offer.key for one in ranked(query + more, offers)}

    assert longer <= {one.offer.key for one in ranked(query, offers)}


@settings(max_examples=100, deadline=None)
@given(LETTERS)
def test_a_name_fits_itself_in_capitals_too(name):
    [found] = ranked(name.upper(), [Offer(0, name)])

    assert found.fit is Fit.EXACT


def test_a_thousand_codes_are_ranked_while_somebody_types():
    chance = random.Random(7)  # noqa: S311 (names for a test, no secret)
    offers = [Offer(number, " ".join(chance.choices(["support", "shame", "hope", "trust", "åpen"], k=4)), number % 7)
              for number in range(1_000)]  # fmt: skip

    assert in_time(0.2, lambda: spent(lambda: ranked("sst", offers)))
