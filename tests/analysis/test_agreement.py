"""Agreement about one code, worked by hand, published, and compared with nltk."""

from collections.abc import Iterable, Sequence
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from nltk.metrics.agreement import AnnotationTask

from app.analysis.agreement import (
    EVERYBODY_USED_IT,
    NO_TURNS,
    NOBODY_USED_IT,
    TOO_FEW_READERS,
    CodeAgreement,
    Judged,
    TurnOf,
    code_agreement,
    judged,
)
from app.analysis.undefined import Undefined
from tests.analysis.agreement_cases import cases

# What the page shows, of the cases that are about one code: 1 where it is, 0 where it is not.
FIELDS = {"krippendorff_alpha_nominal": "alpha", "percent_agreement": "percent", "positive_agreement": "positive"}
CASES = [
    case
    for case in cases()
    if case["coefficient"] in FIELDS
    and case["data"]["form"] == "table"
    and {value for row in case["data"]["rows"] for value in row} <= {0, 1, None}
]

# One turn: for each coder whether the code is on it, or None where the coder did not read it.
Marks = Sequence[bool | None]


def compared(turns: Iterable[Marks]) -> CodeAgreement:
    return code_agreement(
        Judged(readers=sum(mark is not None for mark in marks), carrying=marks.count(True)) for marks in turns
    )


def varies(turns: Iterable[Marks]) -> bool:
    read_by_two = [marks for marks in turns if sum(mark is not None for mark in marks) > 1]
    return len({mark for marks in read_by_two for mark in marks if mark is not None}) == 2


@st.composite
def tables(draw: st.DrawFn) -> list[list[bool | None]]:
    """Turns read by two to five coders, some of whom did not read every turn."""
    coders = draw(st.integers(2, 5))
    marks = st.sampled_from([True, False, False, None])
    return draw(st.lists(st.lists(marks, min_size=coders, max_size=coders), min_size=1, max_size=40))


def test_two_coders_of_a_hand_worked_example():
    # 10 turns: both 4, only the first 1, only the second 1, neither 4. n = 20, n1 = 10, n0 = 10.
    # alpha = 1 - 19 * (2 * 1 * 1 / 1) / (10 * 10) = 1 - 38/100; percent = 8/10;
    # positive = 2*4 / (2*4 + 1 + 1).
    turns = [[True, True]] * 4 + [[True, False], [False, True]] + [[False, False]] * 4

    result = compared(turns)

    assert result == CodeAgreement(turns=10, carried_by_any=6, carried_by_all=4, alpha=0.62, percent=0.8, positive=0.8)


def test_three_coders_of_whom_one_left_a_transcript_out_by_hand():
    # Turns as (readers, carrying): (3, 3), (3, 1), (2, 1), (2, 0). n = 10, n1 = 5, n0 = 5.
    # Sum of x(m - x)/(m - 1) = 0 + 1*2/2 + 1*1/1 + 0 = 2; alpha = 1 - 9*2/25 = 0.28.
    # Agreeing pairs: 3/3, 1/3, 0/1, 1/1; percent = (7/3) / 4 = 7/12.
    # Sum of x(x - 1)/(m - 1) = 3*2/2 = 3; positive = 3/5.
    turns = [Judged(3, 3), Judged(3, 1), Judged(2, 1), Judged(2, 0)]

    result = code_agreement(turns)

    assert (result.turns, result.carried_by_any, result.carried_by_all) == (4, 3, 1)
    assert result.alpha == pytest.approx(0.28)
    assert result.percent == pytest.approx(7 / 12)
    assert result.positive == pytest.approx(0.6)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_published_and_reference_cases_are_met(case: dict[str, Any]):
    turns = [[None if mark is None else mark == 1 for mark in row] for row in case["data"]["rows"]]

    value = getattr(compared(turns), FIELDS[case["coefficient"]])

    if case["expected"] is None:
        assert isinstance(value, Undefined)
    else:
        assert value == pytest.approx(case["expected"], abs=1e-9)


@settings(max_examples=200, deadline=None, derandomize=True, database=None)
@given(tables())
def test_alpha_is_what_nltk_finds_wherever_coders_vary(turns: list[list[bool | None]]):
    assume(varies(turns))
    values = [
        (coder, turn, mark) for turn, marks in enumerate(turns) for coder, mark in enumerate(marks) if mark is not None
    ]

    second_opinion = AnnotationTask(data=values).alpha()

    assert compared(turns).alpha == pytest.approx(second_opinion, abs=1e-9)


@settings(deadline=None, database=None)
@given(tables(), st.data())
def test_it_does_not_matter_who_is_the_first_coder(turns: list[list[bool | None]], data: st.DataObject):
    order = data.draw(st.permutations(range(len(turns[0]))))

    permuted = [[marks[coder] for coder in order] for marks in turns]

    assert compared(permuted) == compared(turns)


@settings(deadline=None, database=None)
@given(tables(), st.randoms(use_true_random=False))
def test_it_does_not_matter_in_which_order_the_turns_come(turns: list[list[bool | None]], random: Any):
    shuffled = list(turns)
    random.shuffle(shuffled)

    assert compared(shuffled) == compared(turns)


@settings(deadline=None, database=None)
@given(st.sets(st.tuples(st.sampled_from("ABC"), st.integers(1, 8))), st.data())
def test_a_coder_who_is_not_done_changes_nothing(coded: set[tuple[str, int]], data: st.DataObject):
    turns = [TurnOf("Service users 1", position) for position in range(1, 9)]
    readers = {"Service users 1": {"A", "B", "C"}}
    carried = {turn: {coder for coder, position in coded if position == turn.position} for turn in turns}
    begun = data.draw(st.sets(st.sampled_from(turns)))

    with_another = {turn: coders | ({"not done"} if turn in begun else set()) for turn, coders in carried.items()}

    assert code_agreement(judged(turns, readers, with_another)) == code_agreement(judged(turns, readers, carried))


@given(tables())
def test_coefficients_stay_within_their_ranges(turns: list[list[bool | None]]):
    result = compared(turns)

    assert isinstance(result.alpha, Undefined) or -1 <= result.alpha <= 1
    assert isinstance(result.percent, Undefined) or 0 <= result.percent <= 1
    assert isinstance(result.positive, Undefined) or 0 <= result.positive <= 1
    assert 0 <= result.carried_by_all <= result.carried_by_any <= result.turns


def test_silence_of_a_reader_is_a_no_and_silence_of_a_non_reader_is_nothing():
    first, second = TurnOf("Service users 1", 1), TurnOf("Volunteers 1", 1)
    readers = {"Service users 1": {"Ada", "Bo", "Cy"}, "Volunteers 1": {"Ada"}}
    carried = {first: {"Ada", "Bo"}, second: {"Ada", "Bo"}}

    turns = list(judged([first, second, TurnOf("Professionals 1", 1)], readers, carried))

    assert turns == [Judged(3, 2), Judged(1, 1), Judged(0, 0)]


def test_all_means_every_reader_of_the_turn():
    result = code_agreement([Judged(3, 2), Judged(2, 2), Judged(3, 3), Judged(3, 0)])

    assert (result.carried_by_any, result.carried_by_all) == (3, 2)


def test_turns_with_one_reader_are_left_out():
    # Without the dropped turn: n = 4, n1 = 2, n0 = 2, no split; alpha = 1. With it, n1 would be 3.
    result = code_agreement([Judged(2, 2), Judged(2, 0), Judged(1, 1)])

    assert (result.turns, result.carried_by_any, result.alpha) == (2, 1, 1.0)


def test_a_code_that_only_a_lone_reader_used_is_a_code_nobody_used():
    result = code_agreement([Judged(2, 0), Judged(2, 0), Judged(1, 1)])

    assert result.alpha == NOBODY_USED_IT
    assert result.carried_by_any == 0


def test_alpha_of_a_code_that_nobody_used_is_undefined_but_percent_is_not():
    result = code_agreement([Judged(2, 0)] * 3)

    assert (result.alpha, result.positive, result.percent) == (NOBODY_USED_IT, NOBODY_USED_IT, 1.0)


def test_alpha_of_a_code_that_is_everywhere_is_undefined_but_presence_agrees():
    result = code_agreement([Judged(3, 3)] * 4)

    assert (result.alpha, result.positive, result.percent) == (EVERYBODY_USED_IT, 1.0, 1.0)


def test_without_turns_nothing_is_defined():
    result = code_agreement([])

    assert result == CodeAgreement(0, 0, 0, NO_TURNS, NO_TURNS, NO_TURNS)


def test_without_two_readers_of_a_turn_nothing_is_defined():
    result = code_agreement([Judged(1, 1), Judged(0, 0), Judged(1, 0)])

    assert result == CodeAgreement(0, 0, 0, TOO_FEW_READERS, TOO_FEW_READERS, TOO_FEW_READERS)


def test_each_undefined_number_has_a_reason_of_its_own():
    reasons = {undefined.reason for undefined in (NO_TURNS, TOO_FEW_READERS, NOBODY_USED_IT, EVERYBODY_USED_IT)}

    assert len(reasons) == 4


def test_a_reader_who_coded_nothing_is_shown_as_less_than_chance():
    # 3 of 6 turns carried by one of two: n = 12, n1 = 3, n0 = 9; alpha = 1 - 11*3/27 = -6/27.
    result = compared([[True, False]] * 3 + [[False, False]] * 3)

    assert result.alpha == pytest.approx(-6 / 27)


@pytest.mark.parametrize(("turns_with_the_code", "rare"), [(0, True), (4, True), (5, False)])
def test_a_code_on_fewer_than_five_turns_is_rare(turns_with_the_code: int, rare: bool):
    result = code_agreement([Judged(2, 1)] * turns_with_the_code + [Judged(2, 0)] * 20)

    assert result.rare is rare


@pytest.mark.parametrize(("readers", "carrying"), [(2, 3), (2, -1)])
def test_more_readers_cannot_carry_a_code_than_there_are(readers: int, carrying: int):
    with pytest.raises(ValueError, match="cannot put a code"):
        Judged(readers, carrying)
