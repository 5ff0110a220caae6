"""Attributes of many at once: what a table would change is shown first, and only that is stored."""

import pytest
from sqlalchemy import select

from app.importing.attributes import read_attribute_table
from app.importing.bands import EXACT_DATE, NUMBER_WITHOUT_BAND
from app.security.permissions import NotAllowed, Role
from app.store.queries import people as queries
from app.store.tables import Bearer, TrailPayload, TrailRow
from app.workbench.attribute_rows import (
    NOT_COUNTED,
    OF_GROUPS,
    OF_PARTICIPANTS,
    TWICE,
    UNKNOWN_GROUP,
    UNKNOWN_PARTICIPANT,
)
from app.workbench.attribute_tables import plan, store_plan, template
from app.workbench.attributes import add_attribute
from tests import factories
from tests.databases import statements


@pytest.fixture
def lead(session):
    return factories.study(session)


@pytest.fixture(autouse=True)
def talk(session, lead):
    group = factories.focus_group(session, lead, label="Service users 1")
    add_attribute(session, lead, name="Age", bearer=Bearer.PARTICIPANT, bands=["20–39", "40–59"])
    return factories.transcript(session, lead, group=group, lines=("I: So?", "P1: Yes.", "P2: No.", "P3: Well."))


def planned(session, viewer, *lines):
    return plan(session, viewer, read_attribute_table("\n".join(lines).encode()))


def known(session, viewer):
    """Return the bands of everybody, by name."""
    who = {one.id: one.label for one in queries.voices(session, viewer)}
    names = {band.id: (one.name, band.name) for one in queries.attributes(session, viewer) for band in one.bands}
    chosen = queries.chosen_bands(session, viewer)
    return {(who.get(place[0], "group"), *names[band]) for place, band in chosen.items()}


def test_numbers_fall_into_their_bands_and_new_attributes_and_bands_are_made(session, lead):
    shown = planned(
        session, lead, "group,who,age,Gender", "Service users 1,P1,47,woman", "service users 1,p2,20–39,man",
        "Service users 1,P3,60+,woman",
    )  # fmt: skip

    assert shown.new_attributes == {"Gender": Bearer.PARTICIPANT}
    assert shown.new_bands == {("Age", "60+"): 1, ("Gender", "man"): 1, ("Gender", "woman"): 2}
    assert known(session, lead) == set()

    assert store_plan(session, lead, shown) == 6
    assert known(session, lead) == {
        ("P1", "Age", "40–59"), ("P2", "Age", "20–39"), ("P3", "Age", "60+"),
        ("P1", "Gender", "woman"), ("P2", "Gender", "man"), ("P3", "Gender", "woman"),
    }  # fmt: skip
    session.commit()
    assert list(session.scalars(select(TrailRow.act).order_by(TrailRow.number)))[-3:] == [
        "attribute.added", "attribute.changed", "bands.chosen",
    ]  # fmt: skip
    assert "47" not in shown.as_table()
    payloads = "".join(session.scalars(select(TrailPayload.payload)))
    assert "woman" not in payloads


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ("Service users 9,P1,20–39", UNKNOWN_GROUP),
        ("Service users 1,P9,20–39", UNKNOWN_PARTICIPANT),
        ("Service users 1,I,20–39", NOT_COUNTED),
        ("Service users 1,P1,19", NUMBER_WITHOUT_BAND),
        ("Service users 1,P1,1962-05-01", EXACT_DATE),
        ("Service users 1,,20–39", OF_PARTICIPANTS),
    ],
)
def test_what_is_not_understood_is_said_by_its_row_and_the_rest_can_be_stored(session, lead, row, sentence):
    shown = planned(session, lead, "group,who,Age", row, "Service users 1,P2,20–39")

    [remark] = shown.problems
    assert (remark.sentence, remark.values["row"]) == (sentence, 2)
    assert [one.entry.participant for one in shown.changes] == ["P2"]
    assert shown.new_bands == {}
    assert row.split(",")[2] not in remark.sentence % remark.values or sentence is not NUMBER_WITHOUT_BAND


def test_numbers_of_an_attribute_without_bands_make_no_attribute(session, lead):
    shown = planned(session, lead, "group,who,Years", "Service users 1,P1,4", "Service users 1,P2,7")

    assert [one.sentence for one in shown.problems] == [NUMBER_WITHOUT_BAND] * 2
    assert (shown.changes, shown.new_attributes, shown.new_bands) == ((), {}, {})


def test_a_row_without_participant_tells_of_the_focus_group(session, lead):
    shown = planned(session, lead, "group,who,Setting", "Service users 1,,town")
    store_plan(session, lead, shown)
    again = planned(session, lead, "group,who,Setting", "Service users 1,P1,town")

    assert known(session, lead) == {("group", "Setting", "town")}
    assert [one.sentence for one in again.problems] == [OF_GROUPS]


def test_of_two_rows_about_one_participant_the_first_counts(session, lead):
    shown = planned(
        session, lead, "group,who,Age", "Service users 1,P1,30", "Service users 1,P1,20–39", "Service users 1,P1,50"
    )

    assert [(one.sentence, one.values["row"]) for one in shown.problems] == [(TWICE, 4)]
    assert [one.entry.band for one in shown.changes] == ["20–39"]


def test_only_changes_are_shown_and_an_empty_cell_changes_nothing(session, lead):
    store_plan(session, lead, planned(session, lead, "g,w,Age", "Service users 1,P1,20–39", "Service users 1,P2,30"))

    again = planned(session, lead, "g,w,Age", "Service users 1,P1,-", "Service users 1,P2,45", "Service users 1,P3,")

    assert [(one.entry.participant, one.before, one.entry.band) for one in again.changes] == [("P2", "20–39", "40–59")]


def test_the_table_that_comes_back_gives_the_same_plan_until_the_study_changes(session, lead):
    shown = planned(session, lead, "g,w,Age,Work", 'Service users 1,P1,47,"nurse, or so"', "Service users 1,P2,,other")
    back = plan(session, lead, read_attribute_table(shown.as_table().encode()))
    assert (back.digest, back.changes) == (shown.digest, shown.changes)

    add_attribute(session, lead, name="Work", bearer=Bearer.PARTICIPANT, bands=["other"])

    assert plan(session, lead, read_attribute_table(shown.as_table().encode())).digest != shown.digest


def test_the_template_has_the_labels_of_the_study_and_nothing_about_anybody(session, lead):
    store_plan(session, lead, planned(session, lead, "g,w,Age", "Service users 1,P1,20–39"))

    filled = template(session, lead, ("Focus group", "Participant"), ";")

    assert filled.split("\r\n") == [
        "Focus group;Participant;Age", "Service users 1;P1;", "Service users 1;P2;", "Service users 1;P3;", "",
    ]  # fmt: skip
    assert planned(session, lead, filled).changes == ()


def test_only_a_lead_reads_tables_and_nobody_those_of_another_study(session, lead):
    for role in (Role.CO_RESEARCHER, Role.SUPERVISOR):
        viewer = factories.member(session, lead, role=role)
        with pytest.raises(NotAllowed):
            planned(session, viewer, "g,w,Age", "Service users 1,P1,20–39")
        with pytest.raises(NotAllowed):
            template(session, viewer, (), ";")
    shown = planned(session, factories.study(session), "g,w,Age", "Service users 1,P1,20–39")
    assert [one.sentence for one in shown.problems] == [UNKNOWN_GROUP]


def test_a_table_of_many_costs_as_many_statements_as_one_of_few(session, lead, engine):
    group = factories.focus_group(session, lead, label="Large")
    factories.transcript(session, lead, group=group, lines=[f"P{number}: Yes." for number in range(1, 61)])
    session.commit()
    counts = []
    for first, last in ((1, 3), (4, 60)):
        shown = planned(session, lead, "g,w,Age", *(f"Large,P{number},30" for number in range(first, last)))
        with statements(engine) as seen:
            store_plan(session, lead, shown)
            session.flush()
        counts.append(len(seen))

    assert counts[0] == counts[1]
