"""Nothing sure or likely is stored before a person has decided about it."""

import pytest

from app.importing.anonymising.decisions import (
    Choice,
    Decision,
    RowsAreOpen,
    UnknownPlaces,
    accepted,
    checked,
    decision_for,
    open_rows,
    require_decided,
    so_far,
)
from app.importing.anonymising.identifiers import Category, Tier
from app.importing.anonymising.placeholders import PlaceholderTellsWho
from app.importing.anonymising.rows import Row, rows
from tests.importing.anonymising.spoken import found, spoken


def kari(*, tier: Tier = Tier.LIKELY) -> Row:
    text = spoken("Kari Nordmann came.", "Kari left.")
    (row,) = rows(text, [*found(text, "Kari Nordmann", tier=tier), *found(text, "Kari", tier=tier)], language="en")
    return row


def test_sure_and_likely_rows_are_open_until_decided_and_possible_ones_need_no_decision():
    sure, likely, possible = kari(tier=Tier.SURE), kari(), kari(tier=Tier.POSSIBLE)

    assert open_rows([sure], {}) == (sure,)
    assert open_rows([likely], {}) == (likely,)
    assert open_rows([possible], {}) == ()


@pytest.mark.parametrize("choice", list(Choice))
def test_any_decision_closes_a_row(choice: Choice):
    row = kari()

    assert open_rows([row], {row.key: Decision(row.key, choice, "[name 1]")}) == ()


def test_storing_is_refused_with_the_number_of_open_rows():
    with pytest.raises(RowsAreOpen) as refusal:
        require_decided([kari()], {})

    assert refusal.value.values == {"count": 1}
    require_decided([kari()], {kari().key: accepted(kari())})


def test_a_place_that_goes_with_a_longer_one_has_nothing_left_to_decide():
    text = spoken("I was the only vicar in Hull.")
    role, hull = sorted(
        rows(
            text,
            [*found(text, "only vicar in Hull", Category.ROLE, Tier.SURE), *found(text, "Hull", Category.PLACE)],
            language="en",
        ),
        key=lambda row: row.places[0].start,
    )

    assert open_rows([role, hull], {role.key: accepted(role)}) == ()
    assert open_rows([role, hull], {role.key: Decision(role.key, Choice.KEEP)}) == (hull,)


def test_a_row_that_has_grown_goes_on_with_what_was_decided_about_its_part():
    decisions = {"kari": Decision("kari", Choice.REPLACE, "[name 7]")}

    decision = decision_for(kari(), decisions)

    assert decision == Decision("kari nordmann", Choice.REPLACE, "[name 7]")


def test_a_row_that_has_grown_is_not_kept_because_a_part_of_it_was():
    assert decision_for(kari(), {"kari": Decision("kari", Choice.KEEP)}) is None


def test_parts_that_were_decided_otherwise_leave_the_grown_row_open():
    text = spoken("Kari Nordmann, Kari, Nordmann")
    identifiers = [*found(text, "Kari Nordmann"), *found(text, "Kari")[1:], *found(text, "Nordmann")[1:]]
    (row,) = rows(text, identifiers, language="en")
    decisions = {
        "kari": Decision("kari", Choice.REPLACE, "[name 1]"),
        "nordmann": Decision("nordmann", Choice.REPLACE, "[name 2]"),
    }

    assert decision_for(row, decisions) is None


def test_a_decision_gets_its_brackets():
    row = kari()

    assert checked(Decision(row.key, Choice.REPLACE, "my neighbour"), row).placeholder == "[my neighbour]"


def test_a_decision_to_keep_needs_no_placeholder():
    row = kari()

    assert checked(Decision(row.key, Choice.KEEP, "kari"), row) == Decision(row.key, Choice.KEEP)


@pytest.mark.parametrize("typed", ["Kari", "mrs nordmann", "the Nordmann's"])
def test_no_part_of_a_full_name_may_stand_in_its_placeholder(typed: str):
    row = kari()

    with pytest.raises(PlaceholderTellsWho):
        checked(Decision(row.key, Choice.REPLACE, typed), row)


def test_each_place_keeps_its_words_or_has_a_placeholder_of_its_own():
    row = kari()
    first, second = (place.start for place in row.places)
    typed = Decision(row.key, Choice.EACH_PLACE, "name 1", frozenset({first}), ((second, "name 2"),))

    decision = checked(typed, row)

    assert (decision.kept_places, decision.placeholder) == ({first}, "[name 1]")
    assert (decision.placeholder_at(first), decision.placeholder_at(second)) == ("[name 1]", "[name 2]")


@pytest.mark.parametrize(
    "decision",
    [
        Decision("kari nordmann", Choice.EACH_PLACE, "name 1", frozenset({5})),
        Decision("kari nordmann", Choice.EACH_PLACE, "name 1", at_places=((5, "name 2"),)),
    ],
)
def test_a_place_that_is_none_of_the_row_is_refused(decision: Decision):
    with pytest.raises(UnknownPlaces):
        checked(decision, kari())


def test_placeholders_that_were_decided_keep_their_numbers():
    text = spoken("Ola met Kari and Bo.")
    decisions = {
        "kari": Decision("kari", Choice.EACH_PLACE, "[name 4]", at_places=((8, "[name 6]"),)),
        "bo": Decision("bo", Choice.KEEP),
    }

    found_rows = rows(
        text,
        [*found(text, "Ola"), *found(text, "Kari"), *found(text, "Bo")],
        language="en",
        sitting=so_far({}, decisions),
    )

    assert {row.key: row.suggested for row in found_rows} == {"ola": "[name 7]", "kari": "[name 4]", "bo": "[name 8]"}
