"""Where coders mark: alphas for stretches of text, and the F1 of marks."""

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from app.analysis.coefficients.alpha import krippendorff_alpha
from app.analysis.coefficients.coding_alpha import NOTHING_MARKED_TWICE, TOO_LITTLE_MARKED, cu_alpha, ku_alpha
from app.analysis.coefficients.continuum import Continuum, Mark
from app.analysis.coefficients.ratings import NEVER_GIVEN, NO_PAIRS, NO_UNITS, NO_VARIATION, NOT_TWO, patterns
from app.analysis.coefficients.spans import span_f1_characters, span_f1_exact, span_f1_overlap
from app.analysis.coefficients.unitizing import alpha_of_characters, u_alpha, u_alpha_binary, u_alpha_of
from app.analysis.undefined import Undefined

LENGTH = 24
seldom = settings(max_examples=100, deadline=None, derandomize=True, database=None)


def text(*marks, coders=(0, 1), length=LENGTH):
    return Continuum(length, frozenset(coders), frozenset(Mark(*mark) for mark in marks))


# Stretches that may overlap, of three coders with three codes.
OVERLAPPING = st.lists(
    st.builds(
        lambda coder, start, length, code: (coder, start, min(start + length, LENGTH), code),
        st.integers(0, 2), st.integers(0, LENGTH - 1), st.integers(1, 8), st.sampled_from("ABC"),
    ),
    max_size=12,
).map(lambda marks: text(*marks, coders=(0, 1, 2)))  # fmt: skip
# Rows of single characters: a code or a gap for each coder.
CHARACTERS = st.integers(2, 4).flatmap(
    lambda coders: st.lists(st.tuples(*[st.sampled_from(["A", "B", "-", "-"])] * coders), min_size=1, max_size=20)
)


def in_single_characters(rows):
    marks = [
        (coder, place, place + 1, code)
        for place, row in enumerate(rows)
        for coder, code in enumerate(row)
        if code != "-"
    ]
    return text(*marks, coders=range(len(rows[0])), length=len(rows))


@seldom
@given(CHARACTERS)
def test_marks_of_one_character_are_units_like_any_other(rows):
    assert u_alpha([in_single_characters(rows)]) == krippendorff_alpha(patterns(rows))


@seldom
@given(CHARACTERS)
def test_what_is_worth_a_mark_is_a_dichotomy(rows):
    marked = [tuple(code != "-" for code in row) for row in rows]

    assert u_alpha_binary([in_single_characters(rows)]) == krippendorff_alpha(patterns(marked))
    assert alpha_of_characters([in_single_characters(rows)], None) == krippendorff_alpha(patterns(marked))


@seldom
@given(CHARACTERS.filter(lambda rows: len(rows[0]) == 2))
def test_for_two_coders_codes_of_single_characters_are_values_with_gaps_missing(rows):
    some = patterns([tuple(None if code == "-" else code for code in row) for row in rows])
    text_alpha, table_alpha = cu_alpha([in_single_characters(rows)]), krippendorff_alpha(some)

    assert isinstance(text_alpha, Undefined) == isinstance(table_alpha, Undefined)
    assert isinstance(text_alpha, Undefined) or text_alpha == pytest.approx(table_alpha, abs=1e-12)


@seldom
@given(OVERLAPPING)
def test_characters_one_by_one_say_the_same(one):
    def marked(coder, place):
        return any(m.coder == coder and m.code == "A" and m.start <= place < m.end for m in one.marks)

    rows = [tuple(marked(coder, place) for coder in range(3)) for place in range(LENGTH)]

    assert alpha_of_characters([one], "A") == krippendorff_alpha(patterns(rows))


COEFFICIENTS = [
    lambda texts: alpha_of_characters(texts, "A"),
    lambda texts: alpha_of_characters(texts, None),
    lambda texts: u_alpha_of(texts, "A"),
]


@pytest.mark.parametrize("coefficient", COEFFICIENTS)
@seldom
@given(some=st.lists(OVERLAPPING, max_size=3), data=st.data())
def test_who_is_first_and_what_comes_first_and_who_did_not_read_do_not_matter(coefficient, some, data):
    names = data.draw(st.permutations(range(3)))
    others = [
        Continuum(
            one.length,
            one.coders,
            frozenset([Mark(names[m.coder], m.start, m.end, m.code) for m in one.marks] + [Mark("not in", 0, 9, "A")]),
        )
        for one in reversed(some)
    ]

    assert coefficient(others) == coefficient(some)


@seldom
@given(OVERLAPPING, st.integers(1, LENGTH - 1))
def test_cutting_a_text_where_no_mark_goes_across_changes_nothing(one, place):
    assume(not any(mark.start < place < mark.end for mark in one.marks))
    first = Continuum(place, one.coders, frozenset(mark for mark in one.marks if mark.end <= place))
    second = Continuum(
        LENGTH - place,
        one.coders,
        frozenset(Mark(m.coder, m.start - place, m.end - place, m.code) for m in one.marks if m.start >= place),
    )

    assert alpha_of_characters([first, second], "A") == alpha_of_characters([one], "A")
    assert alpha_of_characters([first, second], None) == alpha_of_characters([one], None)


def test_a_coder_who_did_not_read_a_text_is_missing_there():
    # FG1: coders 0 and 1, 10 characters: both mark 4, coder 0 two more. n = 20, n1 = 10, n0 = 10, split 2.
    # alpha = 1 - 19 * 2 / (10 * 10) = .62. FG2 has one reader and is left out with what is marked in it.
    first = text((0, 0, 6, "A"), (1, 2, 6, "A"), (2, 0, 9, "A"), length=10)
    second = text((0, 0, 9, "A"), coders=(0,), length=10)

    assert alpha_of_characters([first, second], "A") == pytest.approx(0.62)
    assert u_alpha_of([first, second], "A") == u_alpha_of([first], "A")


def test_the_same_code_over_and_over_is_one_mark():
    pieces = text((0, 0, 6, "A"), (0, 4, 9, "A"), (0, 9, 12, "A"), (1, 0, 12, "A"))
    whole = text((0, 0, 12, "A"), (1, 0, 12, "A"))

    assert u_alpha_of([pieces], "A") == u_alpha_of([whole], "A") == 1.0


def test_the_alpha_of_one_code_by_hand():
    # Two coders, 10 characters: [0, 4) and [0, 2). Split: 2 characters. n = 20, n1 = 6, n0 = 14; s = 16 + 4, gaps 14.
    # 1 - 2 / (20 * 6 * 14 / (400 - 34)) = 1 - 732/1680.
    assert u_alpha_of([text((0, 0, 4, "A"), (1, 0, 2, "A"), length=10)], "A") == pytest.approx(1 - 732 / 1680)


@pytest.mark.parametrize("coefficient", [u_alpha, u_alpha_binary, cu_alpha, lambda texts: ku_alpha(texts, "A")])
def test_unitizing_says_why_there_is_no_number(coefficient):
    assert coefficient([]) == NO_UNITS
    assert coefficient([text(length=0)]) == NO_UNITS
    assert coefficient([text((0, 1, 5, "A"), coders=(0,))]) == NO_PAIRS


@pytest.mark.parametrize("coefficient", [u_alpha, u_alpha_binary, cu_alpha, lambda texts: ku_alpha(texts, "A")])
@pytest.mark.parametrize("other", ["A", "B"])
def test_overlapping_marks_of_one_coder_are_refused(coefficient, other):
    with pytest.raises(ValueError, match="overlap at 4; compare one code at a time"):
        coefficient([text((0, 1, 5, "A"), (0, 4, 6, other))])


def test_codes_that_no_two_coders_marked_together_have_no_number():
    apart = [text((0, 1, 5, "A"), (1, 6, 9, "B"))]
    alike = [text((0, 1, 5, "A"), (1, 1, 5, "A"), (0, 6, 9, "B"))]

    assert cu_alpha(apart) == NOTHING_MARKED_TWICE
    assert ku_alpha(apart, "A") == NOTHING_MARKED_TWICE
    assert cu_alpha(alike) == NO_VARIATION
    assert ku_alpha(alike, "A") == NO_VARIATION
    assert ku_alpha(alike, "B") == NEVER_GIVEN


def test_too_little_marked_by_two_of_three_coders_is_no_agreement():
    # l = 4 characters x 2 pairs / 2 = 4, l² = 16; s = 4² + 4² = 32: chance would be below 0, and alpha above 1.
    little = [text((0, 1, 5, "A"), (1, 1, 5, "B"), coders=(0, 1, 2))]

    assert cu_alpha(little) == TOO_LITTLE_MARKED
    assert ku_alpha(little, "A") == TOO_LITTLE_MARKED


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (3, 3), (4, 3)])
def test_a_mark_without_length_is_refused(start, end):
    with pytest.raises(ValueError, match="no stretch of text"):
        Mark(0, start, end, "A")


def test_a_mark_beyond_the_text_is_refused():
    with pytest.raises(ValueError, match="after the text of 10 characters"):
        text((0, 5, 11, "A"), length=10)


def test_f1_of_characters_counts_what_both_marked():
    # Both marked 2 characters; one marked 4, the other 4: 2 * 2 / 8.
    assert span_f1_characters([text((0, 0, 4, "A"), (1, 2, 6, "A"))], "A") == pytest.approx(0.5)


def test_each_mark_matches_one_at_most_and_as_many_as_possible_do():
    # Shares: [0,10)+[0,14) 10/14; [0,10)+[1,10) 9/10; [0,20)+[0,14) 14/20; [0,20)+[1,10) 9/20. From .6 the long one
    # is like [0,14) only, so that [0,10), which comes first and is like both, has to leave it: 2 * 2 / 4.
    one = text((0, 0, 10, "A"), (0, 0, 20, "A"), (1, 0, 14, "A"), (1, 1, 10, "A"))

    assert span_f1_overlap([one], 0.6) == 1.0
    assert span_f1_overlap([one], 0.71) == pytest.approx(0.5)
    assert span_f1_exact([one]) == 0.0


def test_marks_match_only_with_the_same_code():
    assert span_f1_overlap([text((0, 0, 4, "A"), (1, 0, 4, "B"))], 0.5) == 0.0
    assert span_f1_exact([text((0, 0, 4, "A"), (1, 0, 4, "B"))]) == 0.0
    assert span_f1_exact([text((0, 0, 4, "A"), (1, 0, 4, "A"))]) == 1.0


@pytest.mark.parametrize(
    "coefficient",
    [lambda texts: span_f1_characters(texts, "A"), span_f1_exact, lambda texts: span_f1_overlap(texts, 1)],
)
def test_f1_compares_two_coders(coefficient):
    assert coefficient([]) == NO_PAIRS
    assert coefficient([text(coders=(0, 1, 2))]) == NOT_TWO
    assert coefficient([text(coders=(0,))]) == NOT_TWO
    assert coefficient([text()]) == NEVER_GIVEN


@pytest.mark.parametrize("share", [0, -1, 1.5])
def test_a_share_of_overlap_is_above_nothing(share):
    with pytest.raises(ValueError, match="above 0 and at most 1"):
        span_f1_overlap([text()], share)
