"""What merging two codes would touch, and what would become of agreement: worked by hand, and by what always holds."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.analysis.agreement import NOBODY_USED_IT, TOO_FEW_READERS, TurnOf
from app.analysis.codebook.merging import CodeInRound, CodingOnTurn, Extent, merge_agreement, merge_extent
from tests.machine import in_time, spent


def coding(coder: str, passage: str, *turns: int) -> list[CodingOnTurn[str]]:
    return [CodingOnTurn(coder, passage, TurnOf("SU 1", turn)) for turn in turns]


# KL and RB read ten turns. Shame: KL on turns 1, 2, 3; RB on 1, 2. Guilt: KL on 4 and 3; RB on 3, 4, 5.
SHAME = [*coding("KL", "a", 1), *coding("KL", "b", 2, 3), *coding("RB", "a", 1), *coding("RB", "c", 2)]
GUILT = [*coding("KL", "b", 2, 3), *coding("KL", "d", 4), *coding("RB", "e", 3), *coding("RB", "d", 4, 5)]
TURNS = [TurnOf("SU 1", turn) for turn in range(1, 11)]
READERS = {"SU 1": frozenset({"KL", "RB"})}


def test_what_a_merge_touches_and_what_would_coincide():
    found = merge_extent(SHAME, GUILT)

    # Shame: KL a, KL b, RB a, RB c; turns 1 2 3; passages a b c.
    assert found.first == Extent(codings=4, turns=3, passages=3)
    # Guilt: KL b, KL d, RB e, RB d; turns 2 3 4 5; passages b d e.
    assert found.second == Extent(codings=4, turns=4, passages=3)
    # KL has both codes on b; turns 2 and 3 carry both.
    assert found.both == Extent(codings=1, turns=2, passages=1)
    assert found.merged == Extent(codings=7, turns=5, passages=5)


def test_one_passage_that_two_coders_keep_is_two_codings():
    found = merge_extent(coding("KL", "a", 1), coding("RB", "a", 1))

    assert (found.both, found.merged) == (Extent(0, 1, 1), Extent(2, 1, 1))


def test_agreement_before_and_after():
    found = merge_agreement(TURNS, CodeInRound(SHAME, READERS), CodeInRound(GUILT, READERS))

    # Shame, two coders, ten turns: both on 1 and 2, KL alone on 3. n1 = 5, n0 = 15, n = 20.
    # alpha = 1 - 19 * (1 split * 1*1/1) / (5 * 15) = 1 - 19/75; percent = 9/10; positive = 2*2 / 5.
    assert found.first.alpha == pytest.approx(56 / 75)
    assert (found.first.percent, found.first.positive) == (pytest.approx(0.9), pytest.approx(0.8))
    # Guilt: KL on 2 3 4, RB on 3 4 5: both on 3 and 4, split on 2 and 5. n1 = 6, n0 = 14.
    # alpha = 1 - 19 * 2 / 84; percent = 8/10; positive = 4/6.
    assert found.second.alpha == pytest.approx(46 / 84)
    assert (found.second.percent, found.second.positive) == (pytest.approx(0.8), pytest.approx(2 / 3))
    # Either: KL on 1 2 3 4, RB on 1 2 3 4 5: both on four, split on 5. n1 = 9, n0 = 11.
    # alpha = 1 - 19 / 99; percent = 9/10; positive = 8/9.
    assert found.merged.alpha == pytest.approx(80 / 99)
    assert (found.merged.percent, found.merged.positive) == (pytest.approx(0.9), pytest.approx(8 / 9))
    assert (found.merged.turns, found.merged.carried_by_any, found.merged.carried_by_all) == (10, 5, 4)


def test_a_coder_who_had_only_one_of_the_codes_has_not_read_for_the_merged_one():
    # Guilt was made after KL was done: KL's "yes" for shame stands, but a "no" to either is not known.
    found = merge_agreement(TURNS, CodeInRound(SHAME, READERS), CodeInRound(GUILT, {"SU 1": frozenset({"RB"})}))

    assert found.first.alpha == pytest.approx(56 / 75)
    assert found.second.alpha is TOO_FEW_READERS
    assert found.merged.alpha is TOO_FEW_READERS
    assert found.merged.turns == 0


def test_a_transcript_that_was_read_for_one_code_only_is_left_out_after():
    readers = {**READERS, "SU 2": frozenset({"KL", "RB"})}
    turns = [*TURNS, TurnOf("SU 2", 1)]

    found = merge_agreement(turns, CodeInRound(SHAME, readers), CodeInRound(GUILT, READERS))

    assert (found.first.turns, found.second.turns, found.merged.turns) == (11, 10, 10)


def test_two_codes_that_nobody_used_stay_undefined():
    found = merge_agreement(TURNS, CodeInRound([], READERS), CodeInRound([], READERS))

    assert found.merged.alpha is NOBODY_USED_IT
    assert merge_extent([], []).merged == Extent(0, 0, 0)


CODINGS = st.lists(
    st.builds(
        CodingOnTurn,
        coder=st.sampled_from(["KL", "RB", "MB"]),
        passage=st.integers(1, 4),
        turn=st.builds(TurnOf, st.just("SU 1"), st.integers(1, 6)),
    ),
    max_size=10,
)
EVERYBODY = {"SU 1": frozenset({"KL", "RB", "MB"})}


@settings(max_examples=150, deadline=None)
@given(CODINGS, CODINGS)
def test_together_the_codes_are_what_each_is_less_what_they_share(first, second):
    found = merge_extent(first, second)

    for part in ("codings", "turns", "passages"):
        one, other, both, merged = (
            getattr(extent, part) for extent in (found.first, found.second, found.both, found.merged)
        )
        assert merged == one + other - both
        assert 0 <= both <= min(one, other)


@settings(max_examples=150, deadline=None)
@given(CODINGS, CODINGS)
def test_merging_is_the_same_either_way_and_with_itself_changes_nothing(first, second):
    one, other = CodeInRound(first, EVERYBODY), CodeInRound(second, EVERYBODY)

    there, back = merge_agreement(TURNS, one, other), merge_agreement(TURNS, other, one)

    assert there.merged == back.merged
    assert (there.first, there.second) == (back.second, back.first)
    assert merge_agreement(TURNS, one, one).merged == there.first
    assert merge_extent(first, first).both == merge_extent(first, first).merged


def test_a_large_study_is_previewed_at_once():
    chance = random.Random(7)  # noqa: S311 (codings for a test, no secret)
    turns = [TurnOf(f"T{number % 100}", number) for number in range(30_000)]
    readers = {f"T{number}": frozenset(range(10)) for number in range(100)}
    first, second = (
        [CodingOnTurn(chance.randrange(10), at, chance.choice(turns)) for at in range(5_000)] for _ in "ab"
    )

    def work() -> None:
        merge_extent(first, second)
        merge_agreement(turns, CodeInRound(first, readers), CodeInRound(second, readers))

    assert in_time(1, lambda: spent(work))
