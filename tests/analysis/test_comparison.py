"""Counts and the comparison matrix, counted by hand."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from uuid import UUID, uuid5

import pytest

from app.analysis.comparison import CodedTurn, Column, Counts, counts, matrix


def known(name: str) -> UUID:
    return uuid5(UUID(int=0), name)


@dataclass(frozen=True)
class Held:
    """A focus group with one transcript."""

    label: str
    stakeholder: str
    district: str | None


SERVICE_USERS_1 = Held("Service users 1", "service user", "District A")
SERVICE_USERS_2 = Held("Service users 2", "service user", "District B")
PROFESSIONALS_1 = Held("Professionals 1", "professional", "District A")
VOLUNTEERS_1 = Held("Volunteers 1", "volunteer", None)


def coded(code: str, held: Held, *, unit: str, turn: int = 1, person: str = "") -> CodedTurn:
    return CodedTurn(
        code=known(code),
        unit=known(f"{held.label} {unit}"),
        transcript=known(f"transcript of {held.label}"),
        turn=turn,
        participant=known(person or f"P1 of {held.label}"),
        focus_group=known(held.label),
        stakeholder=known(held.stakeholder),
        district=known(held.district) if held.district else None,
    )


def row_of(name: str, *codes: str) -> dict[UUID, list[UUID]]:
    return {known(name): [known(code) for code in codes or (name,)]}


def test_passages_turns_people_and_focus_groups_are_each_counted_once():
    # Passage a is an exchange of two turns by two people; passage b lies in the second of these turns.
    rows = [
        coded("shame", SERVICE_USERS_1, unit="a", turn=4, person="Ada"),
        coded("shame", SERVICE_USERS_1, unit="a", turn=5, person="Bo"),
        coded("shame", SERVICE_USERS_1, unit="b", turn=5, person="Bo"),
        coded("shame", SERVICE_USERS_2, unit="c", turn=5, person="Cy"),
    ]

    assert counts(rows) == Counts(passages=3, turns=3, participants=3, focus_groups=2)


def test_a_passage_with_two_codes_is_one_passage():
    rows = [coded("shame", SERVICE_USERS_1, unit="a"), coded("ghosting", SERVICE_USERS_1, unit="a")]

    assert counts(rows) == Counts(1, 1, 1, 1)


def test_nothing_coded_counts_nothing():
    assert counts([]) == Counts(0, 0, 0, 0)


def test_two_transcripts_of_one_focus_group_are_one_focus_group():
    first = coded("shame", SERVICE_USERS_1, unit="a", turn=1)
    second = replace(first, unit=known("b"), transcript=known("second evening"))

    assert counts([first, second]) == Counts(passages=2, turns=2, participants=1, focus_groups=1)


@pytest.mark.parametrize(
    ("column", "expected"),
    [
        (
            Column.FOCUS_GROUP,
            {"Service users 1": 2, "Service users 2": 1, "Professionals 1": 1, "Volunteers 1": 1},
        ),
        (Column.STAKEHOLDER, {"service user": 3, "professional": 1, "volunteer": 1}),
        (Column.DISTRICT, {"District A": 3, "District B": 1}),
    ],
)
def test_passages_stand_in_the_column_they_belong_to(column: Column, expected: dict[str, int]):
    rows = [
        coded("shame", SERVICE_USERS_1, unit="a"),
        coded("shame", SERVICE_USERS_1, unit="b"),
        coded("shame", SERVICE_USERS_2, unit="a"),
        coded("shame", PROFESSIONALS_1, unit="a"),
        coded("shame", VOLUNTEERS_1, unit="a"),
    ]

    row = matrix(rows, row_of("shame"), column)[known("shame")]

    assert {place: cell.passages for place, cell in row.cells.items()} == {
        known(name): passages for name, passages in expected.items()
    }


def test_a_focus_group_without_a_district_is_in_the_total_only():
    rows = [coded("shame", VOLUNTEERS_1, unit="a")]

    row = matrix(rows, row_of("shame"), Column.DISTRICT)[known("shame")]

    assert row.cells == {}
    assert row.total == Counts(1, 1, 1, 1)
    assert row.heard_in == {known("Volunteers 1")}


def test_a_passage_with_two_codes_of_a_subtheme_counts_once_in_the_subtheme():
    # Passage a has both codes, passage b one: two passages in the subtheme, not three; two people.
    rows = [
        coded("shame", SERVICE_USERS_1, unit="a", turn=1),
        coded("ghosting", SERVICE_USERS_1, unit="a", turn=1),
        coded("ghosting", SERVICE_USERS_1, unit="b", turn=2, person="Bo"),
    ]
    groups = row_of("shame") | row_of("ghosting") | row_of("Ghosting and shame", "shame", "ghosting")

    rows_of_matrix = matrix(rows, groups, Column.STAKEHOLDER)

    assert [row.total.passages for row in rows_of_matrix.values()] == [1, 2, 2]
    assert rows_of_matrix[known("Ghosting and shame")].cells == {known("service user"): Counts(2, 2, 2, 1)}


def test_somebody_who_came_twice_counts_once_in_the_total():
    rows = [
        coded("shame", SERVICE_USERS_1, unit="a", person="Ada"),
        coded("shame", PROFESSIONALS_1, unit="a", person="Ada"),
    ]

    row = matrix(rows, row_of("shame"), Column.STAKEHOLDER)[known("shame")]

    assert [cell.participants for cell in row.cells.values()] == [1, 1]
    assert row.total == Counts(passages=2, turns=2, participants=1, focus_groups=2)


def test_a_code_of_two_themes_counts_in_both():
    rows = [coded("shame", SERVICE_USERS_1, unit="a")]
    groups = row_of("Vulnerability", "shame") | row_of("Hindrances", "shame", "money")

    totals = [row.total for row in matrix(rows, groups, Column.FOCUS_GROUP).values()]

    assert totals == [Counts(1, 1, 1, 1), Counts(1, 1, 1, 1)]


def test_a_code_named_twice_counts_once():
    rows = [coded("shame", SERVICE_USERS_1, unit="a")]

    row = matrix(rows, row_of("Vulnerability", "shame", "shame"), Column.FOCUS_GROUP)[known("Vulnerability")]

    assert row.total == Counts(1, 1, 1, 1)


def test_rows_keep_their_order_and_an_unheard_theme_has_an_empty_row():
    rows = [coded("shame", SERVICE_USERS_1, unit="a"), coded("not in any row", VOLUNTEERS_1, unit="a")]
    groups = row_of("Rituals", "rhythm") | row_of("shame") | {known("empty theme"): []}

    result = matrix(rows, groups, Column.FOCUS_GROUP)

    assert list(result) == [known("Rituals"), known("shame"), known("empty theme")]
    assert (result[known("Rituals")].cells, result[known("Rituals")].total) == ({}, Counts(0, 0, 0, 0))
    assert result[known("shame")].heard_in == {known("Service users 1")}
    assert result[known("empty theme")].heard_in == frozenset()


def test_rows_may_come_as_a_stream_in_any_order():
    rows = [
        coded(code, held, unit=unit, turn=turn)
        for code in ("shame", "ghosting")
        for held in (SERVICE_USERS_1, PROFESSIONALS_1)
        for turn, unit in enumerate("abc")
    ]
    groups = row_of("shame") | row_of("Ghosting and shame", "shame", "ghosting")

    def stream() -> Iterator[CodedTurn]:
        yield from reversed(rows)

    assert matrix(stream(), groups, Column.STAKEHOLDER) == matrix(rows, groups, Column.STAKEHOLDER)


def test_the_matrix_reads_each_row_no_more_than_once():
    rows = iter([coded("shame", SERVICE_USERS_1, unit="a")])

    matrix(rows, row_of("shame"), Column.STAKEHOLDER)

    assert next(rows, None) is None
