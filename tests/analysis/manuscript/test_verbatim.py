"""Whether quoted words were said so, and what an editor did to them."""

from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from app.analysis.manuscript.verbatim import Edit, Tolerance, occurrences, searched

SAID = (
    "I don’t have to do the introduction. When I’ve had a night,\nI come in here and... [name 1] pushes the chair out"
    " – with her foot. And that's the talk."
)


def found(quote: str, said: str = SAID) -> list[str]:
    return [said[one.start : one.end] for one in occurrences(quote, searched(said))]


@pytest.mark.parametrize(
    ("quote", "tolerances"),
    [
        ("When I’ve had a night,", set()),
        ("when I’ve had a night,", {Tolerance.FIRST_LETTER}),
        ("[w]hen I’ve had a night,", {Tolerance.FIRST_LETTER}),
        ("When I've had a night,", {Tolerance.MARKS}),
        ("pushes the chair out - with", {Tolerance.MARKS}),
        ("a night, I come", {Tolerance.BLANKS}),
        ("the  introduction", {Tolerance.BLANKS}),
        ("do the introduction,", {Tolerance.FINAL_MARK}),
    ],
)
def test_what_does_not_make_a_quote_wrong_is_told(quote: str, tolerances: set[Tolerance]):
    (one,) = occurrences(quote, searched(SAID))

    assert one.tolerances == tolerances
    assert one.edits == ()


@pytest.mark.parametrize(
    "quote",
    [
        "had a nigh",
        "ad a night",
        "When i’ve had",
        "I do not have to",
        "the chair with her foot",
        "",
        "...",
        "[name 1]",
        "!",
    ],
)
def test_what_was_not_said_so_is_not_found(quote: str):
    assert found(quote) == []


@pytest.mark.parametrize("sign", ["[...]", "[…]", "(...)", "...", "…"])
def test_words_left_out_are_told(sign: str):
    (one,) = occurrences(f"do the introduction. {sign} I come in here", searched(SAID))

    assert [(edit.edit, edit.sign, edit.said) for edit in one.edits] == [(Edit.OMITTED, sign, "When I’ve had a night,")]


def test_a_sign_of_an_omission_where_nothing_is_left_out_is_told():
    (one,) = occurrences("I don’t have to [...] do the", searched(SAID))

    assert [edit.edit for edit in one.edits] == [Edit.NOTHING_OMITTED]


def test_words_put_in_and_words_put_in_place_of_others_are_told():
    (put_in,) = occurrences("pushes the chair [away] out", searched(SAID))
    (in_place,) = occurrences("come in here and [she] pushes", searched(SAID))

    assert [(edit.edit, edit.said) for edit in put_in.edits] == [(Edit.INSERTED, "")]
    assert [(edit.edit, edit.said) for edit in in_place.edits] == [(Edit.REPLACED, "... [name 1]")]


def test_a_placeholder_and_dots_that_were_said_are_no_edits():
    (one,) = occurrences("here and... [name 1] pushes", searched(SAID))

    assert one.edits == ()


def test_an_insertion_cannot_hide_a_long_omission():
    # 61 letters and two blanks stand between; an insertion "[so]" stands for at most 60 and its own 4 characters.
    assert found("first [so] last", "first " + "x" * 61 + " last") == ["first " + "x" * 61 + " last"]
    assert found("first [so] last", "first " + "x" * 65 + " last") == []
    assert found("first [...] last", "first " + "x" * 65 + " last") != []


def test_an_omission_leaves_out_at_most_six_thousand_characters():
    assert found("first [...] last", "first " + "x" * 5_998 + " last") != []
    assert found("first [...] last", "first " + "x" * 6_000 + " last") == []


def test_the_closest_fit_comes_first():
    said = "so it was long ago and it was good. so it was good."

    assert found("so [...] it was good", said) == ["so it was good", said[: -len(" so it was good.") - 1]]


def test_words_said_several_times_are_found_at_each_place():
    assert found("yes", "Yes. Well, yes, yesterday.") == ["Yes", "yes"]


def test_a_quote_of_nothing_but_cuts_takes_no_time():
    assert found("a ... " * 20_000, "a b " * 5_000) == []


WORDS = st.lists(st.sampled_from(["so", "I", "was", "lonely", "then", "and"]), min_size=1, max_size=25)


@given(WORDS, st.data())
def test_any_words_of_a_transcript_are_verbatim(words: list[str], data: st.DataObject):
    first, last = sorted(data.draw(st.tuples(st.integers(0, len(words)), st.integers(0, len(words)))))
    assume(first < last)

    places = occurrences(" ".join(words[first:last]), searched(" ".join(words)))

    assert len(" ".join(words[:first]) + " ") - (first == 0) in {place.start for place in places} or len(places) == 20
    assert all(not place.edits and not place.tolerances for place in places)


def recounted(pieces: list[list[str]], words: list[str]) -> bool:
    """The slow obvious way: try every place of every piece in turn."""

    def follows(pieces: list[list[str]], at: int) -> bool:
        if not pieces:
            return True
        size = len(pieces[0])
        return any(
            words[place : place + size] == pieces[0] and follows(pieces[1:], place + size)
            for place in range(at, len(words) - size + 1)
        )

    return follows(pieces, 0)


@given(WORDS, st.lists(st.lists(st.sampled_from(["so", "I", "was"]), min_size=1, max_size=3), min_size=1, max_size=4))
def test_pieces_with_omissions_are_found_exactly_where_a_slow_search_finds_them(words, pieces):
    quote = " [...] ".join(" ".join(piece) for piece in pieces)

    places = occurrences(quote, searched(" ".join(words)))
    either_case = [[pieces[0], *pieces[1:]], [[pieces[0][0].swapcase(), *pieces[0][1:]], *pieces[1:]]]

    assert bool(places) == any(recounted(some, words) for some in either_case)
    assert all(one.end - one.start <= other.end - other.start for one, other in pairwise(places))


@given(st.text("ab “”\u2019'–-…. \n\u00a0", max_size=40))
def test_the_plain_form_knows_where_each_letter_stands(words: str):
    plain = searched(words)

    assert len(plain.places) == len(plain.plain) + 1
    assert list(plain.places) == sorted(plain.places)
    assert all(
        words[place] == letter for place, letter in zip(plain.places[:-1], plain.plain, strict=True) if letter in "ab"
    )
