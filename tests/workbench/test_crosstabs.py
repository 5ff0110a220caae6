"""The tables behind the statistics, counted by hand from a small study."""

from uuid import uuid4

import pytest

from app.analysis.comparison import Column
from app.analysis.crosstab.table import Table
from app.analysis.measures import Counted
from app.store.queries.transcripts import NotInThisStudy
from app.workbench.columns import OTHERS
from app.workbench.comparison import compare
from app.workbench.crosstabs import asked_table, themes
from tests import factories

# Service users: P1 and P2 of three speak of rest, P3 does not; of two professionals P1 does. Each says one turn.


@pytest.fixture
def lead(session):
    lead = factories.study(session)
    rest, work = (factories.theme(session, lead, name=name) for name in ("Rest", "Work"))
    sleep, tasks = factories.code(session, lead, theme=rest), factories.code(session, lead, theme=work)
    said = {"Service user": 3, "Professional": 2}
    talks = {
        kind: factories.transcript(
            session, lead, group=factories.focus_group(session, lead, stakeholder=kind),
            lines=["I: Ask", *(f"P{number}: Words" for number in range(1, many + 1))],
        )
        for kind, many in said.items()
    }  # fmt: skip
    for kind, turn in (("Service user", 2), ("Service user", 3), ("Professional", 2)):
        factories.coding(session, lead, talk=talks[kind], label=sleep, turn=turn)
    factories.coding(session, lead, talk=talks["Professional"], label=tasks, turn=2)
    session.commit()
    return lead


def test_of_one_theme_those_who_speak_of_it_stand_over_those_who_do_not(session, lead):
    comparison = compare(session, lead, Column.STAKEHOLDER)
    [rest, _] = themes(comparison)

    asked = asked_table(comparison, rest.id, Counted.PARTICIPANTS)

    assert asked.table == Table(((2, 1), (1, 1)))
    assert not asked.in_several_cells


def test_themes_against_each_other_tell_that_one_person_stands_in_several_cells(session, lead):
    comparison = compare(session, lead, Column.STAKEHOLDER)

    asked = asked_table(comparison, None, Counted.PARTICIPANTS)

    assert asked.table == Table(((2, 1), (0, 1)))  # the professional speaks of both
    assert asked.in_several_cells


def test_one_column_is_compared_with_all_others_together(session, lead):
    group = factories.focus_group(session, lead, stakeholder="Volunteer")
    factories.transcript(session, lead, lines=["I: Ask", "P1: Words", "P2: Words"], group=group)
    users = next(
        one for one, name in compare(session, lead, Column.STAKEHOLDER).setting.every.items() if "user" in name
    )

    comparison = compare(session, lead, Column.STAKEHOLDER, alone=users)

    # Two of three service users speak of rest; of the two professionals and two volunteers one does.
    assert asked_table(comparison, themes(comparison)[0].id, Counted.PARTICIPANTS).table == Table(((2, 1), (1, 3)))
    assert [one.id for one in comparison.headings] == [users, OTHERS]
    assert [one.whole.focus_groups for one in comparison.headings] == [1, 2]
    assert len(comparison.setting.every) == 3


def test_a_column_that_is_none_changes_nothing(session, lead):
    assert len(compare(session, lead, Column.STAKEHOLDER, alone=uuid4()).headings) == 2


def test_a_row_of_another_study_is_none(session, lead):
    with pytest.raises(NotInThisStudy):
        asked_table(compare(session, lead), uuid4(), Counted.TURNS)
