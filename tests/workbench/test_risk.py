"""Residual risk: how few people share what is told of them, and what is said before quotes leave the server."""

import pytest

from app.exporting.quotes import LabelForm
from app.importing.roles import Kind
from app.security.permissions import NotAllowed, Role
from app.store.queries import people as queries
from app.store.tables import Bearer, Participant
from app.store.tables.revisions import Degree
from app.workbench.attributes import add_attribute
from app.workbench.bands import put_in_bands
from app.workbench.leaving import before_leaving
from app.workbench.people import correct_kind, link_person
from app.workbench.quotes import exported_quotes
from app.workbench.risk import DISTRICT, FEW, FOCUS_GROUP, STAKEHOLDER, Flag, leaving, risks
from tests import factories


@pytest.fixture
def lead(session):
    return factories.study(session)


def met(session, lead, label, people, **group):
    """Let so many people meet, each saying a word."""
    held = factories.focus_group(session, lead, label=label, **group)
    lines = ["I: Well?", *(f"P{number}: Yes." for number in range(1, people + 1))]
    return factories.transcript(session, lead, group=held, lines=lines)


@pytest.fixture
def talks(session, lead):
    """Six and three service users, seven volunteers: 16 people."""
    return [
        met(session, lead, "Service users 1", 6, district="District A"),
        met(session, lead, "Service users 2", 3, district="District B"),
        met(session, lead, "Volunteers 1", 7, stakeholder="Volunteer", district="District A"),
    ]


def who(session, viewer, group, label):
    return next(one for one in queries.voices(session, viewer) if (one.focus_group, one.label) == (group, label))


def told(shown, *attributes):
    line = next(one for one in shown.lines if one.attributes == attributes)
    return line.smallest, line.in_small_cells, line.unique


@pytest.mark.usefixtures("talks")
def test_each_set_in_use_says_how_few_people_share_it(session, lead):
    age = add_attribute(session, lead, name="Age", bearer=Bearer.PARTICIPANT, bands=["20–39", "40–59"])
    young = queries.bands_of(session, lead, age.id)[0].id
    for label in ("P1", "P2", "P3", "P4", "P5", "P6"):
        put_in_bands(session, lead, {(who(session, lead, "Volunteers 1", label).id, age.id): young})

    shown = risks(session, lead)

    name = str(age.id)
    assert (shown.people, shown.names) == (16, {name: "Age"})
    # Stakeholder: 9 and 7. Focus group: 6, 3, 7. District: A 6 and 7, B 3.
    assert told(shown, STAKEHOLDER) == (7, 0, 0)
    assert told(shown, STAKEHOLDER, FOCUS_GROUP) == (3, 3, 0)
    assert told(shown, STAKEHOLDER, DISTRICT) == (3, 3, 0)
    # Age is known of six volunteers, unknown of one, and unknown of all nine service users.
    assert told(shown, STAKEHOLDER, name) == (1, 1, 1)
    assert told(shown, STAKEHOLDER, FOCUS_GROUP, DISTRICT, name) == (1, 4, 1)
    assert len(shown.lines) == 5


def test_a_study_without_districts_and_attributes_has_two_sets(session, lead):
    met(session, lead, "Service users 1", 6)

    assert [line.attributes for line in risks(session, lead).lines] == [(STAKEHOLDER,), (STAKEHOLDER, FOCUS_GROUP)]


def test_a_study_without_people_has_no_risk(session, lead):
    shown = risks(session, lead)

    assert shown.people == 0
    assert all(line.small == () for line in shown.lines)


@pytest.mark.usefixtures("talks")
def test_lead_and_supervisor_see_the_risk_and_no_other_study(session, lead):
    assert risks(session, factories.member(session, lead, role=Role.SUPERVISOR)).people == 16
    with pytest.raises(NotAllowed):
        risks(session, factories.member(session, lead))
    other = factories.study(session)
    assert risks(session, other).people == 0
    assert leaving(session, other, [FOCUS_GROUP]) == ()


@pytest.mark.usefixtures("talks")
def test_a_label_with_its_focus_group_is_flagged_where_five_or_fewer_share_it(session, lead):
    assert leaving(session, lead, [FOCUS_GROUP]) == (Flag(("Service users 2",), 3),)
    assert leaving(session, lead, [FOCUS_GROUP], {"Service users 1", "Volunteers 1"}) == ()
    assert leaving(session, lead, [STAKEHOLDER]) == ()
    assert leaving(session, lead, [DISTRICT, STAKEHOLDER]) == (Flag(("District B", "Service users"), 3),)


@pytest.mark.parametrize(("people", "flagged"), [(FEW, True), (FEW + 1, False)])
def test_five_people_are_few_and_six_are_not(session, lead, people, flagged):
    met(session, lead, "Service users 1", people)

    assert leaving(session, lead, [FOCUS_GROUP]) == ((Flag(("Service users 1",), 5),) if flagged else ())


@pytest.mark.usefixtures("talks")
def test_only_counted_people_make_a_group_large(session, lead):
    correct_kind(session, lead, who(session, lead, "Service users 1", "P6").id, Kind.CO_MODERATOR)
    left = session.get(Participant, (lead.study_id, who(session, lead, "Volunteers 1", "P7").id))
    left.withdrawn = Degree.REMOVED
    session.flush()

    flags = {flag.values[0]: flag.people for flag in leaving(session, lead, [FOCUS_GROUP])}
    assert flags == {"Service users 2": 3, "Service users 1": 5}
    assert risks(session, lead).people == 14


@pytest.mark.usefixtures("talks")
def test_somebody_who_came_twice_is_one_person_of_the_stakeholder(session, lead):
    link_person(
        session, lead, who(session, lead, "Service users 1", "P1").id, who(session, lead, "Service users 2", "P1").id
    )

    shown = risks(session, lead)
    assert (shown.people, told(shown, STAKEHOLDER)) == (15, (7, 0, 0))
    assert told(shown, STAKEHOLDER, FOCUS_GROUP) == (3, 3, 0)


@pytest.mark.usefixtures("talks")
def test_what_is_known_of_a_focus_group_is_known_of_its_participants(session, lead):
    setting = add_attribute(session, lead, name="Setting", bearer=Bearer.FOCUS_GROUP, bands=["town"])
    group = who(session, lead, "Service users 2", "P1").focus_group_id
    put_in_bands(session, lead, {(group, setting.id): queries.bands_of(session, lead, setting.id)[0].id})

    assert leaving(session, lead, [str(setting.id)]) == (Flag(("town",), 3),)


def quoted(session, lead, talk, words="Yes.", theme=None):
    factories.coding(session, lead, talk=talk, words=words)
    return factories.quote(session, lead, talk=talk, speaks_for=theme)


def test_before_quotes_leave_each_form_of_their_labels_says_what_it_tells(session, lead, talks):
    for talk in talks[:2]:
        quoted(session, lead, talk)

    shown = before_leaving(session, lead)

    assert [(one.form, one.example, one.flags, one.numbered) for one in shown.forms] == [
        (LabelForm.WHOLE, "P1 (FG, Service users 1)", (Flag(("Service users 2",), 3),), True),
        (LabelForm.GROUP, "(FG, Service users 1)", (Flag(("Service users 2",), 3),), False),
        (LabelForm.STAKEHOLDER, "Service user", (), False),
    ]
    assert shown.may_leave(LabelForm.STAKEHOLDER, "")
    assert not shown.may_leave(LabelForm.WHOLE, "")
    assert shown.may_leave(LabelForm.WHOLE, shown.digest)


def test_quotes_of_large_groups_only_may_leave_as_they_are(session, lead, talks):
    quoted(session, lead, talks[0])

    assert before_leaving(session, lead).may_leave(LabelForm.WHOLE, "")


def test_a_choice_is_asked_for_again_when_the_cells_change(session, lead, talks):
    for talk in talks:
        quoted(session, lead, talk)
    seen = before_leaving(session, lead).digest
    assert before_leaving(session, lead).may_leave(LabelForm.WHOLE, seen)

    correct_kind(session, lead, who(session, lead, "Service users 2", "P3").id, Kind.SEVERAL)

    assert not before_leaving(session, lead).may_leave(LabelForm.WHOLE, seen)


def test_quotes_of_one_participant_add_up(session, lead):
    held = factories.focus_group(session, lead, label="Service users 1")
    lines = ("P1: One thing.", "P2: Another.", "P1: A third.")
    talk = factories.transcript(session, lead, group=held, lines=lines)
    first, second = factories.theme(session, lead), factories.theme(session, lead)
    for turn in (1, 2, 3):
        factories.coding(session, lead, talk=talk, turn=turn)
    units = [row.unit_id for row in factories.coding_queries.codings(session, lead, talk.id)]
    for theme, unit in ((first, units[0]), (second, units[0]), (first, units[1]), (second, units[2])):
        factories.quote_room.choose_quote(session, lead, theme_id=theme.id, unit_id=unit)

    # Four quotes, but the first of them speaks for two themes.
    assert before_leaving(session, lead).adding_up == ((("P1", "Service users 1"), 2),)


def test_without_numbers_no_label_of_a_participant_leaves(session, lead):
    held = factories.focus_group(session, lead, label="Service users 1")
    talk = factories.transcript(
        session, lead, group=held, lines=("P1: Yes.", "I: Why?", "P2: So.", "All: Hm.", "P1: No.")
    )
    quoted(session, lead, talk, "Yes.\nWhy?\nSo.\nHm.")

    for form in (LabelForm.GROUP, LabelForm.STAKEHOLDER):
        [quote] = exported_quotes(session, lead, form)
        assert [turn.label for turn in quote.turns] == ["–", "I", "–", "–"]
        assert quote.stakeholder == "Service users"
    [quote] = exported_quotes(session, lead)
    assert [turn.label for turn in quote.turns] == ["P1", "I", "P2", "All"]


def test_a_single_turn_without_number_has_no_label_at_all(session, lead, talks):
    quoted(session, lead, talks[0])

    [quote] = exported_quotes(session, lead, LabelForm.GROUP)
    assert ([turn.label for turn in quote.turns], quote.stakeholder) == ([""], "Service user")


def test_whoever_exports_is_told_and_nobody_else(session, lead, talks):
    quoted(session, lead, talks[0])

    assert before_leaving(session, factories.member(session, lead)).forms
    assert before_leaving(session, factories.study(session)).forms[0].flags == ()
