"""Positions through edits: what a passage held, it holds afterwards."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.analysis.edit_map import EditMap, Stretch, carried_through, replaced

# "My friend Anna stays." with "Anna" (10 to 14) become "[name 1]" (8 code points, so 10 to 18).
NAME = EditMap((Stretch(10, 14, 8),))
# Turns 0-5, 6-10, 11-15 and 16-20, of which the second and third are taken out and become "[gone]".
TAKEN_OUT = EditMap((Stretch(6, 10, 6), Stretch(11, 15, 6)), emptied=True)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ((3, 9), (3, 9)),  # "friend" lies before
        ((15, 20), (19, 24)),  # "stays" lies after
        ((3, 20), (3, 24)),  # "friend Anna stays" holds it
        ((10, 14), (10, 18)),  # "Anna" alone is the placeholder now
        ((3, 12), (3, 18)),  # "friend An" grows to the whole placeholder
        ((12, 20), (10, 24)),  # "na stays" too
        ((11, 13), (10, 18)),  # and "nn"
        ((3, 10), (3, 10)),  # "friend " ends where it begins
        ((14, 20), (18, 24)),  # " stays" begins where it ends
    ],
)
def test_a_boundary_inside_a_placeholder_grows_to_the_whole_of_it(before, after):
    assert NAME.carried(*before) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ((0, 5), (0, 5)),
        ((16, 20), (20, 24)),  # two times two longer
        ((6, 10), None),  # wholly what was taken out
        ((7, 9), None),
        ((6, 15), None),  # both turns that were taken out
        ((2, 9), (2, 5)),  # an exchange ends with the turn before
        ((2, 15), (2, 5)),
        ((8, 18), (20, 22)),  # and begins with the turn after
        ((2, 18), (2, 22)),  # what lies around them stays whole
        ((6, 11), None),  # a turn with the line break after it
    ],
)
def test_of_turns_that_are_taken_out_nothing_is_kept(before, after):
    assert TAKEN_OUT.carried(*before) == after


def test_a_change_can_be_taken_back():
    assert NAME.back().stretches == (Stretch(10, 18, 4),)
    assert NAME.back().carried(19, 24) == (15, 20)
    assert NAME.back().carried(12, 13) == (10, 14)


def test_two_stretches_are_taken_back_where_they_came_to_lie():
    # 0-2 becomes 5 long, so what was 4-6 lies at 7, and becomes 1 long: 7-8.
    both = EditMap((Stretch(0, 2, 5), Stretch(4, 6, 1)))

    assert both.back().stretches == (Stretch(0, 5, 2), Stretch(7, 8, 2))


def test_what_was_replaced_is_known_to_be_held():
    assert NAME.holds(10, 14)
    assert NAME.holds(11, 12)
    assert not NAME.holds(9, 14)
    assert not NAME.holds(14, 15)
    assert NAME.touches(13, 20)
    assert not NAME.touches(14, 20)
    assert not NAME.touches(3, 10)


def test_a_passage_goes_through_one_change_after_another_until_nothing_is_left():
    assert carried_through([NAME, EditMap((Stretch(0, 2, 4),))], 15, 20) == (21, 26)
    assert carried_through([TAKEN_OUT, NAME], 6, 10) is None
    assert carried_through([], 6, 10) == (6, 10)


@pytest.mark.parametrize("stretches", [((3, 3, 4),), ((5, 4, 1),), ((0, 4, 1), (3, 6, 1)), ((4, 6, 1), (0, 2, 1))])
def test_stretches_that_are_empty_or_overlap_are_refused(stretches):
    with pytest.raises(ValueError, match=r"stretch|Stretches"):
        EditMap(tuple(Stretch(*one) for one in stretches))


def test_a_turn_gets_its_new_words():
    # The turn begins at 100: "Anna" is 100 to 104, "Oslo" 113 to 117.
    edits = [(Stretch(100, 104, 8), "[name 1]"), (Stretch(113, 117, 9), "[place 1]")]

    assert replaced("Anna lives in Oslo now", 100, [edits[0]]) == "[name 1] lives in Oslo now"
    assert replaced("Anna came to Oslo now", 100, edits) == "[name 1] came to [place 1] now"
    assert replaced("Nobody", 0, []) == "Nobody"


@st.composite
def texts_with_edits(draw):
    """Return words as unlike tokens, some of which are replaced by longer or shorter ones, and a passage."""
    length = draw(st.integers(2, 40))
    cuts = sorted(draw(st.sets(st.integers(0, length), min_size=2, max_size=8)))
    stretches = [
        Stretch(start, end, draw(st.integers(1, 9))) for start, end in zip(cuts[::2], cuts[1::2], strict=False)
    ]
    start = draw(st.integers(0, length - 1))
    return length, stretches, start, draw(st.integers(start + 1, length))


@given(texts_with_edits())
def test_a_passage_holds_the_same_tokens_before_and_after(given_):
    # Every code point is a token of its own; those of a stretch become one token, which is `length` long.
    length, stretches, start, end = given_
    token = {at: at for at in range(length)}
    for one in stretches:
        token |= dict.fromkeys(range(one.start, one.end), one)
    after = []
    for at in range(length):
        new = token[at]
        after += [new] * new.length if isinstance(new, Stretch) and at == new.start else []
        after += [new] if new == at else []
    held = {token[at] for at in range(start, end)}

    carried = EditMap(tuple(stretches)).carried(start, end)

    assert carried == (min(at for at, new in enumerate(after) if new in held),
                       1 + max(at for at, new in enumerate(after) if new in held))  # fmt: skip


@given(texts_with_edits())
def test_taken_back_a_passage_holds_at_least_what_it_held(given_):
    _, stretches, start, end = given_
    change = EditMap(tuple(stretches))

    first, last = change.back().carried(*change.carried(start, end))

    assert first <= start
    assert end <= last
    inside = [at for at in (start, end) if any(one.start < at < one.end for one in stretches)]
    assert inside or (first, last) == (start, end)
