"""A page shared between the columns of a table."""

import pytest

from app.exporting.widths import fair_widths, least_width


def test_no_word_breaks_where_the_page_has_room():
    headings = ("Theme, subtheme, code", *(f"Professionals {number}" for number in range(7)), "Heard in", "Wording")
    line = (
        "Conditions that facilitate social support",
        *["20"] * 7,
        "6 of 7: SU 3/3, P 1/2, V 2/2",
        "All focus groups",
    )

    widths = [width.mm for width in fair_widths([headings, line], 400)]

    # "Professionals" has 13 letters of 2 mm and 4 mm beside them; a count needs no more than its heading.
    assert all(width >= 13 * 2 + 4 for width in widths[1:8])
    assert widths[0] > widths[1]
    assert sum(widths) == pytest.approx(400, abs=0.1)


def test_a_cell_of_many_short_words_is_given_few_lines():
    # 28 letters in four lines are seven letters a line, more than "Heard" needs.
    assert least_width([("Heard in",), ("6 of 7: SU 3/3, P 1/2, V 2/2",)]) == pytest.approx(7 * 2 + 4)


def test_a_table_with_more_columns_than_fit_is_wider_than_its_page():
    widths = [width.mm for width in fair_widths([["Theme", *["1"] * 40]], 257)]

    assert all(width >= 11.99 for width in widths)
    assert sum(widths) > 257


def test_a_word_without_end_takes_no_more_than_others():
    assert least_width([("W" * 500, "1")]) == pytest.approx(18 * 2 + 4 + 12)


def test_columns_without_words_share_the_page_alike():
    assert [round(width.mm) for width in fair_widths([("", "")], 100)] == [50, 50]
