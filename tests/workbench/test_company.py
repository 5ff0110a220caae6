"""Units made together name all who made them; work done on paper is entered for somebody, and the trail says so."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from app.security.permissions import NotAllowed, Role
from app.store.queries import agreement, studies
from app.store.queries.codes import codes
from app.store.queries.coding import codings, unit, units_without_codes
from app.store.queries.readings import readings
from app.store.queries.transcripts import NotInThisStudy, turns
from app.store.tables import EnteredFor, ReadingState, UnitMaker
from app.workbench.coding import remove_coding
from app.workbench.company import DoesNotCode, EachAlone, OneOrTheOther, at_desk
from app.workbench.keeping import keep_passage
from app.workbench.rounds import mark_reading
from app.workbench.undoing import NothingToUndo, redo, undo
from tests import factories
from tests.on_the_trail import newest_acts


class Table:
    """A lead and two co-researchers of one study; every act is a request, and so a transaction, of its own."""

    def __init__(self, write, read):
        self.write, self.read = write, read
        with write() as session:
            self.lead = factories.study(session)
            self.co = factories.member(session, self.lead, initials="CR")
            self.third = factories.member(session, self.lead, initials="TR")
            self.supervisor = factories.member(session, self.lead, role=Role.SUPERVISOR, initials="SV")
            self.talk = factories.transcript(session, self.lead)
            self.code = factories.code(session, self.lead, name="Being seen")

    def desk(self, viewer, *together, whose=None):
        with self.write() as session:
            return at_desk(session, viewer, [one.member_id for one in together], whose and whose.member_id)

    def apply(self, viewer, turn=2):
        with self.write() as session:
            factories.coding(session, viewer, talk=self.talk, label=self.code, turn=turn)

    def rows(self, viewer=None):
        with self.read() as session:
            return codings(session, viewer or self.lead, self.talk.id)

    def undo(self, viewer, doing=undo):
        with self.write() as session:
            doing(session, viewer)

    def marks(self):
        with self.read() as session:
            round_ = studies.round_of_work(session, self.lead)
            coders = {one.member_id: number for number, one in enumerate((self.lead, self.co, self.third))}
            found = agreement.marks(session, self.lead, round_.id, [self.talk.id], coders, {self.code.id: 0})
            return [(row[0], row[1]) for row in found[self.talk.id]]


@pytest.fixture
def table(write, read):
    return Table(write, read)


def test_what_is_made_together_names_all_once_and_stays_out_of_agreement(table):
    table.apply(table.desk(table.lead, table.co))
    table.apply(table.desk(table.co, table.lead))
    [row] = table.rows()

    with table.read() as session:
        makers = set(session.scalars(select(UnitMaker.member_id).where(UnitMaker.unit_id == row.unit_id)))
        counted = {one.name: one.codings for one in codes(session, table.lead)}
    assert (row.initials, counted) == ("CR + LA", {"Being seen": 1})
    assert makers == {table.lead.member_id, table.co.member_id}
    assert table.marks() == []

    table.apply(table.lead)
    assert sorted(one.initials for one in table.rows()) == ["CR + LA", "LA"]
    assert table.marks() == [(2, 0)]


def test_each_who_made_it_can_take_it_off_and_nobody_else(table):
    table.apply(table.desk(table.lead, table.co))
    [row] = table.rows()

    with pytest.raises(NotAllowed), table.write() as session:
        remove_coding(session, table.third, row.id)
    with table.write() as session:
        remove_coding(session, table.co, row.id)
    assert table.rows() == []
    with table.read() as session:
        assert session.scalars(select(UnitMaker)).all() == []

    table.undo(table.co)
    assert [one.initials for one in table.rows()] == ["CR + LA"]


def test_a_unit_kept_together_is_undone_and_done_again_with_its_names(table):
    desk = table.desk(table.lead, table.co, table.third)
    with table.write() as session:
        kept = keep_passage(
            session, desk, transcript_id=table.talk.id,
            passage=factories.passage(session, desk, table.talk, second_turn(session, table)),
        )  # fmt: skip
    assert kept.initials == "CR + LA + TR"

    table.undo(table.lead)
    with table.read() as session:
        assert units_without_codes(session, table.lead, table.talk.id) == []
    table.undo(table.lead, redo)
    with table.read() as session:
        [again] = units_without_codes(session, table.lead, table.talk.id)
        assert unit(session, table.co, again.id).initials == "CR + LA + TR"


def second_turn(session, table):
    return turns(session, table.lead, table.talk.id)[1].words


def test_what_is_entered_for_somebody_is_theirs_and_the_trail_says_who_typed(table):
    desk = table.desk(table.lead, whose=table.co)
    table.apply(desk)
    with table.write() as session:
        mark_reading(session, desk, transcript_id=table.talk.id, done=True)

    [row] = table.rows()
    assert (row.coder_id, row.initials) == (table.co.member_id, "CR")
    assert table.marks() == [(2, 1)]
    with table.read() as session:
        [read] = [one for one in readings(session, table.lead) if one.state is ReadingState.DONE]
        told = {line.act: (line.initials, line.entered_for) for line in newest_acts(session, table.lead)}
    assert read.member_id == table.co.member_id
    assert told["coding.applied"] == told["reading.done"] == ("LA", "CR")


def test_who_typed_and_whose_work_it_is_can_both_undo_and_nobody_else(table):
    desk = table.desk(table.lead, whose=table.co)
    table.apply(desk, turn=2)
    table.apply(desk, turn=3)

    with pytest.raises(NothingToUndo):
        table.undo(table.third)
    table.undo(table.co)
    assert [row.first_turn for row in table.rows()] == [2]
    table.undo(table.lead)
    assert table.rows() == []

    table.undo(table.lead, redo)
    assert [(row.first_turn, row.initials) for row in table.rows()] == [(2, "CR")]
    with table.read() as session:
        assert {one.typed_by_id for one in session.scalars(select(EnteredFor))} == {table.lead.member_id}


def test_a_change_of_their_own_to_what_was_entered_is_theirs_alone(table):
    table.apply(table.desk(table.lead, whose=table.co))
    [row] = table.rows()
    with table.write() as session:
        remove_coding(session, table.co, row.id)
    with table.read() as session:
        told = {line.act: (line.initials, line.entered_for) for line in newest_acts(session, table.lead)}

    assert told["coding.removed"] == ("CR", None)


def test_in_a_blind_round_each_codes_alone(table):
    with table.write() as session:
        lead, co = factories.blind(session, table.lead, table.co)

    for together, whose in (([co], None), ([], co)):
        with pytest.raises(EachAlone):
            table.desk(lead, *together, whose=whose)


def test_what_was_entered_before_a_blind_round_is_not_undone_in_somebodys_name_meanwhile(table):
    table.apply(table.desk(table.lead, whose=table.co))
    with table.write() as session:
        [lead] = factories.blind(session, table.lead)

    with pytest.raises(EachAlone):
        table.undo(lead)


def test_only_a_lead_enters_for_others_and_only_for_those_who_code(table):
    with table.write() as session:
        elsewhere = factories.study(session, initials="EL")

    with pytest.raises(NotAllowed):
        table.desk(table.co, whose=table.lead)
    with pytest.raises(NotAllowed):
        table.desk(table.supervisor, table.co)
    with pytest.raises(DoesNotCode):
        table.desk(table.lead, whose=table.supervisor)
    with pytest.raises(DoesNotCode):
        table.desk(table.lead, table.supervisor)
    for together, whose in (([elsewhere], None), ([], elsewhere)):
        with pytest.raises(NotInThisStudy):
            table.desk(table.lead, *together, whose=whose)
    with pytest.raises(OneOrTheOther):
        table.desk(table.lead, table.co, whose=table.third)


def test_alone_is_nobody_else(table):
    assert table.desk(table.lead) == table.lead
    assert table.desk(table.lead, table.lead) == table.lead
    assert table.desk(table.lead, whose=table.lead) == table.lead
    assert table.desk(table.lead, table.co) == replace(table.lead, together="CR + LA")
