"""How codes grow from focus group to focus group, and which stand together."""

from collections import Counter
from fractions import Fraction
from itertools import combinations, permutations
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.analysis.comparison import CodedTurn
from app.analysis.words.cooccurrence import Together, cooccurrences
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


def row(code: str, unit: str, turn: int, talk: str = "t") -> CodedTurn:
    return CodedTurn(known(code), known(unit), known(talk), turn, None, known(f"group of {talk}"), known("SU"), None)


# Turn 1: a (u1), b (u2). Turn 2: a (u1, an exchange). Turn 4: c (u3). Turn 5: a and c (u4).
# In another talk, turn 1: a, b (u5).
ROWS = [
    row("a", "u1", 1), row("b", "u2", 1), row("a", "u1", 2), row("c", "u3", 4), row("a", "u4", 5), row("c", "u4", 5),
    row("a", "u5", 1, "s"), row("b", "u5", 1, "s"),
]  # fmt: skip


def pairs(together: Together, **options: object) -> dict[str, tuple[int, int, int]]:
    named = {known(name): name for name in "abc"}
    return {
        "".join(sorted((named[pair.first], named[pair.second]))): (pair.both, pair.either, pair.focus_groups)
        for pair in cooccurrences(ROWS, together, **options)
    }


def test_codes_stand_together_on_a_turn():
    # a: turns 1, 2, 5 and s1; b: 1 and s1; c: 4, 5. a and b: 1, s1 of 4; a and c: 5 of 1, 2, 4, 5, s1.
    assert pairs(Together.SAME_TURN) == {"ab": (2, 4, 2), "ac": (1, 5, 1)}


def test_codes_stand_together_in_a_passage():
    # a: u1, u4, u5; b: u2, u5; c: u3, u4.
    assert pairs(Together.SAME_PASSAGE) == {"ab": (1, 4, 1), "ac": (1, 4, 1)}


def test_codes_stand_together_on_neighbouring_turns():
    # Pairs of turns with a code: 0-1, 1-2, 2-3, 3-4, 4-5, 5-6 and s0-1, s1-2.
    # b is on 1 and a on 2, once; c is on 4 and a on 5, once.
    # a or b is in 0-1, 1-2, 2-3, 4-5, 5-6, s0-1, s1-2; a or c in those and 3-4.
    assert pairs(Together.ADJACENT_TURNS) == {"ab": (1, 7, 1), "ac": (1, 8, 1)}


def test_turns_with_a_moderator_between_them_are_neighbours_where_the_study_says_so():
    # Without turn 3 the neighbours are 1-2, 2-4, 4-5: b-a, a-c, c-a; all three hold a.
    order = {known("t"): [1, 2, 4, 5], known("s"): [1]}

    assert pairs(Together.ADJACENT_TURNS, order=order) == {"ab": (1, 3, 1), "ac": (2, 3, 1)}


def test_jaccard_and_the_order_of_the_pairs():
    first, second = cooccurrences(ROWS, Together.SAME_TURN)

    assert (first.both, first.jaccard) == (2, 2 / 4)
    assert (second.both, second.jaccard) == (1, 1 / 5)


CODED = st.lists(
    st.builds(
        row, st.sampled_from("abc"), st.sampled_from(["u", "v", "w"]), st.integers(1, 5), st.sampled_from("ts")
    ).map(lambda one: CodedTurn(one.code, UUID(int=one.unit.int ^ one.transcript.int), *(
        getattr(one, name) for name in ("transcript", "turn", "participant", "focus_group", "stakeholder", "district")
    ))),
    max_size=15,
)  # fmt: skip


@given(CODED, st.sampled_from([Together.SAME_TURN, Together.SAME_PASSAGE]))
def test_pairs_are_those_of_a_slow_recount(rows: list[CodedTurn], together: Together):
    def place(one: CodedTurn) -> object:
        return one.unit if together is Together.SAME_PASSAGE else (one.transcript, one.turn)

    expected = Counter()
    for a, b in combinations(sorted({one.code for one in rows}), 2):
        having_a, having_b = ({place(one) for one in rows if one.code == code} for code in (a, b))
        if having_a & having_b:
            expected[a, b] = (len(having_a & having_b), len(having_a | having_b))

    assert {(pair.first, pair.second): (pair.both, pair.either) for pair in cooccurrences(rows, together)} == expected


@given(CODED)
def test_neighbouring_turns_are_those_of_a_slow_recount(rows: list[CodedTurn]):
    turns: dict[tuple[UUID, int], set[UUID]] = {}
    for one in rows:
        turns.setdefault((one.transcript, one.turn), set()).add(one.code)
    talks, expected = {talk for talk, _ in turns}, {}
    for a, b in combinations(sorted({one.code for one in rows}), 2):
        both = either = 0
        for talk in talks:
            for number in range(6):
                here, there = turns.get((talk, number), set()), turns.get((talk, number + 1), set())
                both += (a in here and b in there) or (b in here and a in there)
                either += bool({a, b} & (here | there))
        if both:
            expected[a, b] = (both, either)

    found = cooccurrences(rows, Together.ADJACENT_TURNS)

    assert {(pair.first, pair.second): (pair.both, pair.either) for pair in found} == expected
    assert all(0 < pair.jaccard <= 1 for pair in found)
