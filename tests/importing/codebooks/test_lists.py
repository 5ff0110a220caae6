"""Codebooks as lists: a code on each line, themes by how far in a line stands."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.analysis.codebook.entries import Entry
from app.importing.codebooks.reading import read_codebook
from app.importing.codebooks.refusals import NoCodebook, TooManyCodes, TooManyLevels
from tests.importing.codebooks.books import places, read, remarked


def test_a_plain_list_is_a_code_on_each_line():
    found = read("Shame\n\nHope\r\nLived experience: mutual support\nAnger, grief\n")

    assert [one.name for one in found.entries] == ["Shame", "Hope", "Lived experience: mutual support", "Anger, grief"]
    assert all(one.codable and not one.path for one in found.entries)
    assert (found.format, found.remarks) == ("list", ())


def test_a_heading_above_a_plain_list_is_no_code():
    assert places(read("Koder\nSkam\nHåp\n")) == [("Skam",), ("Håp",)]
    assert places(read("Code\nShame\nHope\n", ".csv")) == [("Shame",), ("Hope",)]
    assert places(read("Koder\n")) == [("Koder",)]


@pytest.mark.parametrize("indent", ["\t", "  ", "    ", "\t\t"])
def test_what_stands_further_in_stands_below(indent):
    found = read(f"Support\n{indent}Peers\n{indent * 2}Being believed\n{indent}Family\nHope\n")

    assert places(found) == [
        ("Support",), ("Support", "Peers"), ("Support", "Peers", "Being believed"), ("Support", "Family"), ("Hope",),
    ]  # fmt: skip
    assert [one.codable for one in found.entries] == [False, False, True, True, True]
    assert remarked(found) == ["Lines with others further in below them, read as themes: 2."]


@pytest.mark.parametrize("mark", ["- ", "* ", "• ", "1. ", "1.2 ", "2) ", "a) ", "– "])
def test_bullets_and_numbers_are_no_part_of_a_name(mark):
    assert places(read(f"{mark}Shame\n  {mark}Hiding\n")) == [("Shame",), ("Shame", "Hiding")]


@pytest.mark.parametrize(
    "name",
    [
        "24-hour care",
        "-ish",
        "Anger - grief",
        "Loss 1. of all",
        "Tid – og sted",
        "A life",
        "3 meals a day",
        "I. Hansen's rule"[3:],
    ],
)
def test_a_number_or_letter_that_is_no_mark_stays(name):
    assert places(read(f"{name}\nHope\n")) == [(name,), ("Hope",)]


def test_the_list_of_a_desktop_program_has_its_memos_after_a_tab():
    found = read("code1\tA memo.\r\ncat1>>code2\r\ncat3>>cat2>>code4\tInclude: this\r\n")

    assert found.entries == (
        Entry("code1", "A memo."),
        Entry("cat1", codable=False),
        Entry("code2", path=("cat1",)),
        Entry("cat3", codable=False),
        Entry("cat2", path=("cat3",), codable=False),
        Entry("code4", use_when="this", path=("cat3", "cat2")),
    )


def test_a_running_text_is_no_list_of_codes():
    with pytest.raises(NoCodebook):
        read("Shame\n" + "and then she told me about it " * 10)


def test_more_codes_or_levels_than_any_codebook_has_are_refused():
    with pytest.raises(TooManyCodes) as caught:
        read("\n".join(f"code {number}" for number in range(5_001)))
    assert caught.value.sentence % caught.value.values == (
        "This file holds more than 5000 codes. Divide it into several codebooks, and try again."
    )
    with pytest.raises(TooManyLevels):
        read("\n".join(" " * depth + f"level {depth}" for depth in range(25)))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 4), min_size=1, max_size=12))
def test_a_list_holds_each_of_its_lines_once_below_the_nearest_line_that_stands_less_far_in(depths):
    text = "\n".join(f"{'  ' * depth}code {number}" for number, depth in enumerate(depths))

    found = {one.name: one for one in read_codebook(text.encode()).entries}

    assert len(found) == len(depths)
    for number, depth in enumerate(depths):
        above = [other for other in range(number) if depths[other] < depth]
        parent = (f"code {above[-1]}",) if above else ()
        assert found[f"code {number}"].path[-1:] == parent
