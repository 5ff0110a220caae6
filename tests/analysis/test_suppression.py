"""No small cell can be worked out from what a table still shows."""

from collections.abc import Iterator
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.analysis.suppression import Suppressed, suppressed

Table = dict[tuple[str, str], int]


def table(*rows: tuple[int, ...]) -> Table:
    """Lay counts out as rows a, b, c ... and columns x, y, z."""
    return {
        ("abc"[row], "xyz"[column]): count for row, counts in enumerate(rows) for column, count in enumerate(counts)
    }


def test_a_table_without_small_cells_is_shown_whole():
    assert suppressed(table((9, 0, 7), (8, 6, 12))) == Suppressed(
        frozenset(), frozenset(), frozenset(), frozenset(), grand_total=False
    )


def test_one_small_cell_takes_three_others_with_it():
    # Hidden alone, a x is the total of row a minus 20 and 30. The square of a x with the fewest people in its other
    # corners is that with b y: 20 + 7 + 8, against 30 + 7 + 40, 20 + 50 + 60 and 30 + 50 + 70.
    hidden = suppressed(table((3, 20, 30), (7, 8, 40), (50, 60, 70)))

    assert hidden.small == {("a", "x")}
    assert hidden.further == {("a", "y"), ("b", "x"), ("b", "y")}
    assert (hidden.row_totals, hidden.column_totals, hidden.grand_total) == (frozenset(), frozenset(), False)


def test_small_cells_may_protect_each_other():
    hidden = suppressed(table((3, 4, 30), (2, 5, 40), (50, 60, 70)))

    assert hidden.small == {("a", "x"), ("a", "y"), ("b", "x"), ("b", "y")}
    assert hidden.further == frozenset()


def test_ones_do_not_protect_each_other():
    # Row a hides two cells with the sum 2. Whoever knows that a hidden cell is never 0 knows that both are 1.
    hidden = suppressed(table((1, 1, 30), (1, 1, 40), (50, 60, 70)))

    assert {("a", "x"), ("a", "y"), ("b", "x"), ("b", "y")} == hidden.small
    assert hidden.further


def test_an_empty_cell_is_never_hidden():
    hidden = suppressed(table((3, 0, 30), (0, 20, 9), (50, 8, 70)))

    assert not hidden.cells & {("a", "y"), ("b", "x")}
    assert_safe(table((3, 0, 30), (0, 20, 9), (50, 8, 70)), hidden)


def test_a_small_total_is_hidden_with_its_cells():
    hidden = suppressed(table((2, 3), (20, 30), (40, 50)))

    assert hidden.row_totals >= {"a"}
    assert_safe(table((2, 3), (20, 30), (40, 50)), hidden)


def test_totals_are_hidden_where_nothing_else_helps():
    # One row: its only cells are also the column totals.
    hidden = suppressed(table((3, 20)))

    assert hidden.column_totals
    assert_safe(table((3, 20)), hidden)


def test_a_table_of_one_small_cell_shows_nothing():
    hidden = suppressed({("a", "x"): 2})

    assert hidden == Suppressed(frozenset({("a", "x")}), frozenset(), frozenset("a"), frozenset("x"), grand_total=True)


def test_a_cell_that_is_not_there_is_empty():
    sparse = {("a", "x"): 3, ("b", "y"): 9, ("b", "x"): 12, ("a", "y"): 10}

    assert suppressed(sparse | {("c", "x"): 0}).cells == suppressed(sparse).cells == set(sparse)
    assert suppressed({}).cells == frozenset()


@pytest.mark.parametrize(("few", "expected"), [(2, frozenset()), (3, frozenset({("a", "x")}))])
def test_a_study_may_choose_what_is_few(few: int, expected: frozenset[tuple[str, str]]):
    assert suppressed(table((3, 20), (30, 40)), few=few).small == expected


@settings(deadline=None)
@given(
    st.integers(1, 3).flatmap(lambda width: st.lists(st.tuples(*[st.integers(0, 9)] * width), min_size=1, max_size=3))
)
def test_every_hidden_number_could_be_another_one(counts: list[tuple[int, ...]]):
    shown = table(*counts)

    hidden = suppressed(shown)

    assert {place for place, count in shown.items() if 0 < count <= 5} == hidden.small
    assert_safe(shown, hidden)


def assert_safe(shown: Table, hidden: Suppressed[str, str]) -> None:
    """Try every table that differs by one here and there and looks the same: each hidden number must vary in them."""
    alike = [numbers_of(other) for other in tables_that_look_the_same(shown, hidden)]
    for name in numbers_of(shown):
        assert not is_hidden(name, hidden) or len({numbers[name] for numbers in alike}) > 1, name


def tables_that_look_the_same(shown: Table, hidden: Suppressed[str, str]) -> Iterator[Table]:
    before = numbers_of(shown)
    rows = [list(rows_that_look_the_same(shown, row, hidden)) for row in dict.fromkeys(row for row, _ in shown)]
    for chosen in product(*rows):
        other = {place: count for row in chosen for place, count in row.items()}
        after = numbers_of(other)
        if all(after[name] == before[name] for name in before if not is_hidden(name, hidden)):
            yield other


def rows_that_look_the_same(shown: Table, row: str, hidden: Suppressed[str, str]) -> Iterator[Table]:
    before = {place: count for place, count in shown.items() if place[0] == row}
    # A reader knows that a hidden cell is at least 1.
    choices = [
        [count] if place not in hidden.cells else [n for n in (count - 1, count, count + 1) if n > 0]
        for place, count in before.items()
    ]
    for counts in product(*choices):
        if row in hidden.row_totals or sum(counts) == sum(before.values()):
            yield dict(zip(before, counts, strict=True))


def numbers_of(shown: Table) -> dict[tuple[str, str], int]:
    """Return every number of a table: its cells, and its totals with an empty name for row or column."""
    rows, columns = {row for row, _ in shown}, {column for _, column in shown}
    return (
        dict(shown)
        | {(row, ""): sum(shown[row, column] for column in columns) for row in rows}
        | {("", column): sum(shown[row, column] for row in rows) for column in columns}
        | {("", ""): sum(shown.values())}
    )


def is_hidden(name: tuple[str, str], hidden: Suppressed[str, str]) -> bool:
    row, column = name
    if row and column:
        return name in hidden.cells
    if row or column:
        return row in hidden.row_totals or column in hidden.column_totals
    return hidden.grand_total
