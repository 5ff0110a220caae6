"""Bands: an exact value is recognised, and a number falls into the band that holds it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.importing.bands import (
    EXACT_DATE,
    NUMBER_IN_TWO_BANDS,
    NUMBER_WITHOUT_BAND,
    band_for,
    bands_holding,
    limits,
    looks_exact,
)
from app.importing.draft import Remark

AGES = ("under 20", "20–39", "40–59", "60+")


@pytest.mark.parametrize(
    "words",
    [
        "47", " 47 ", "1962", "47 years", "47 år", "47.5", "47,5", "47–47", "1962-05-01", "01.05.1962", "1/5/62",
        "5.1962", "1962-05", "May 1962", "1. mai 1962", "12 May", "3 Oct 2001",
    ],
)  # fmt: skip
def test_one_number_or_a_date_looks_like_an_exact_value(words):
    assert looks_exact(words)


@pytest.mark.parametrize(
    "words", ["20–39", "20-39 years", "60+", "under 20", "60 år og eldre", "woman", "the 1960s", "30s", "", "2 or more"]
)
def test_a_band_does_not_look_exact(words):
    assert not looks_exact(words)


@pytest.mark.parametrize(
    ("band", "held"),
    [
        ("20–39", (20, 39)), ("20-39", (20, 39)), ("20 to 39 years", (20, 39)), ("20 til 39 år", (20, 39)),
        ("age 20 − 39", (20, 39)), ("under 20", (0, 19)), ("<20", (0, 19)), ("≤ 20", (0, 20)),
        ("20 years or younger", (0, 20)), ("woman", None), ("", None),
    ],
)  # fmt: skip
def test_a_band_of_numbers_has_a_lowest_and_a_highest(band, held):
    assert limits(band) == held


@pytest.mark.parametrize(
    ("band", "lowest"), [("60+", 60), ("60 and over", 60), ("60 år og eldre", 60), ("over 60", 61), ("≥60", 60)]
)
def test_an_open_band_has_a_lowest_only(band, lowest):
    assert limits(band)[0] == lowest
    assert bands_holding(10**8, [band]) == [band]


@given(st.integers(0, 120))
def test_every_age_falls_into_one_of_the_bands_that_hold_all_ages(age):
    [band] = bands_holding(age, AGES)

    assert band == AGES[(age >= 20) + (age >= 40) + (age >= 60)]


def test_a_number_falls_into_its_band_by_itself():
    assert band_for("47", "Age", 2, AGES) == "40–59"
    assert band_for("39.9 years", "Age", 2, AGES) == "20–39"


def test_a_band_that_the_study_has_is_written_as_the_study_writes_it():
    assert band_for("WOMAN", "Gender", 2, ("Woman", "Man")) == "Woman"
    assert band_for("other", "Gender", 2, ("Woman", "Man")) == "other"


@pytest.mark.parametrize(
    ("words", "bands", "why"),
    [
        ("47", (), NUMBER_WITHOUT_BAND),
        ("47", ("20–39",), NUMBER_WITHOUT_BAND),
        ("40", ("20–40", "40–59"), NUMBER_IN_TWO_BANDS),
        ("1962-05-01", AGES, EXACT_DATE),
        ("47–47", AGES, NUMBER_WITHOUT_BAND),
    ],
)
def test_an_exact_value_without_a_band_is_remarked_and_never_said_again(words, bands, why):
    remark = band_for(words, "Age", 7, bands)

    assert remark == Remark(why, {"row": 7, "attribute": "Age"})
    assert words not in why % remark.values
