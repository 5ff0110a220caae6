"""Undo takes back the viewer's own latest coding or uncoding, also after signing in again."""

import pytest

from app.security.permissions import NotAllowed, Role
from app.store.queries.coding import codings
from app.store.queries.transcripts import turns
from app.workbench.coding import CodingOfSomebodyElse, RoundIsOver, move_coding, recode, remove_coding
from app.workbench.placing import Passage
from app.workbench.rounds import reveal_round
from app.workbench.trail import verify_trails
from app.workbench.undoing import NothingToRedo, NothingToUndo, redo, undo
from app.workbench.units import UsedInQuote
from tests import factories
from tests.factories import KEY
from tests.on_the_trail import newest_acts


class Desk:
    """A lead at work: every act is a request, and so a transaction, of its own."""

    def __init__(self, write, read):
        self.write, self.read = write, read
        with write() as session:
            self.lead = factories.study(session)
            self.talk = factories.transcript(session, self.lead)
            self.codes = {name: factories.code(session, self.lead, name=name) for name in "ABC"}

    def apply(self, name, viewer=None, turn=2):
        with self.write() as session:
            factories.coding(session, viewer or self.lead, talk=self.talk, label=self.codes[name], turn=turn)

    def remove(self, name):
        with self.write() as session:
            [one] = [row.id for row in codings(session, self.lead, self.talk.id) if row.code == name]
            remove_coding(session, self.lead, one)

    def undo(self, viewer=None):
        with self.write() as session:
            return undo(session, viewer or self.lead)

    def redo(self, viewer=None):
        with self.write() as session:
            return redo(session, viewer or self.lead)

    def recode(self, name, new):
        with self.write() as session:
            [one] = [row.id for row in codings(session, self.lead, self.talk.id) if row.code == name]
            return recode(session, self.lead, coding_id=one, code_id=self.codes[new].id)

    def move(self, name, words):
        """Move a coding to the first place of some words."""
        with self.write() as session:
            [one] = [row.id for row in codings(session, self.lead, self.talk.id) if row.code == name]
            text = "\n".join(turn.words for turn in turns(session, self.lead, self.talk.id))
            start = text.index(words)
            passage = Passage(start, start + len(words), words)
            return move_coding(session, self.lead, coding_id=one, passage=passage)

    def rows(self):
        with self.read() as session:
            return codings(session, self.lead, self.talk.id)

    def lying(self):
        """Return the codes with the words that they lie on."""
        with self.read() as session:
            text = "\n".join(turn.words for turn in turns(session, self.lead, self.talk.id))
            return sorted((row.code, text[row.start : row.end]) for row in codings(session, self.lead, self.talk.id))

    def coded(self):
        with self.read() as session:
            return "".join(sorted(row.code for row in codings(session, self.lead, self.talk.id)))


@pytest.fixture
def desk(write, read):
    return Desk(write, read)


def test_a_coding_is_taken_back(desk):
    desk.apply("A")

    change = desk.undo()

    assert desk.coded() == ""
    assert (change.transcript_id, change.first_turn, change.code_id) == (desk.talk.id, 2, desk.codes["A"].id)


def test_a_removed_coding_comes_back(desk):
    desk.apply("A")
    desk.remove("A")

    desk.undo()

    assert desk.coded() == "A"


def test_undone_one_after_another_the_acts_go_back_in_their_order(desk):
    desk.apply("A")
    desk.apply("B")
    desk.remove("A")
    desk.apply("C", turn=3)
    seen = [desk.coded()]

    for _ in range(4):
        desk.undo()
        seen.append(desk.coded())

    assert seen == ["BC", "B", "AB", "A", ""]
    with pytest.raises(NothingToUndo):
        desk.undo()


def test_after_an_undo_work_goes_on_and_is_undone_first(desk):
    desk.apply("A")
    desk.undo()
    desk.apply("B")
    desk.apply("A")
    seen = []

    for _ in range(2):
        desk.undo()
        seen.append(desk.coded())

    assert seen == ["B", ""]


def test_the_trail_keeps_the_act_and_its_undoing(desk):
    desk.apply("A")
    desk.undo()

    with desk.read() as session:
        assert [line.act for line in newest_acts(session, desk.lead)][:2] == ["coding.applied.undone", "coding.applied"]
        assert verify_trails(session, KEY)[1] == []


def test_nothing_of_mine_means_nothing_to_undo(desk):
    with desk.write() as session:
        coder = factories.member(session, desk.lead)
    desk.apply("A")

    with pytest.raises(NothingToUndo):
        desk.undo(coder)
    assert desk.coded() == "A"


def test_everybody_undoes_their_own(desk):
    with desk.write() as session:
        coder = factories.member(session, desk.lead)
    desk.apply("A")
    desk.apply("B", viewer=coder)

    desk.undo()

    assert desk.coded() == "B"


def test_an_exchange_comes_back_over_all_its_turns(desk):
    with desk.write() as session:
        factories.coding(
            session, desk.lead, talk=desk.talk, label=desk.codes["A"], words="Someone who stays.\nA place with coffee"
        )
    desk.remove("A")

    desk.undo()

    with desk.read() as session:
        [row] = codings(session, desk.lead, desk.talk.id)
        assert (row.first_turn, row.last_turn) == (2, 3)


def test_a_passage_that_is_quoted_cannot_be_undone_away(desk):
    desk.apply("A")
    with desk.write() as session:
        factories.quote(session, desk.lead, talk=desk.talk)

    with pytest.raises(UsedInQuote):
        desk.undo()
    assert desk.coded() == "A"


def test_a_supervisor_may_not_undo(desk):
    with desk.write() as session:
        supervisor = factories.member(session, desk.lead, role=Role.SUPERVISOR)

    with pytest.raises(NotAllowed):
        desk.undo(supervisor)


def test_what_was_coded_in_a_round_that_is_over_stays_as_it_is(write, read):
    with write() as session:
        lead = factories.study(session)
        talk = factories.transcript(session, lead)
        [blind] = factories.blind(session, lead)
        factories.coding(session, blind, talk=talk)
        [round_id] = blind.blind_rounds
        reveal_round(session, blind, round_id)
        lead = factories.again(session, lead)

    with read() as session:
        [coding_id] = factories.coding_ids(session, lead, talk)
    with write() as session, pytest.raises(RoundIsOver):
        remove_coding(session, lead, coding_id)
    with write() as session, pytest.raises(NothingToUndo):
        undo(session, lead)


def test_what_was_undone_is_done_again_in_its_order_and_undone_once_more(desk):
    desk.apply("A")
    desk.apply("B")
    desk.remove("A")
    seen = []

    for act in (desk.undo, desk.undo, desk.undo, desk.redo, desk.redo, desk.undo, desk.redo, desk.redo):
        act()
        seen.append(desk.coded())

    assert seen == ["AB", "A", "", "A", "AB", "A", "AB", "B"]
    with pytest.raises(NothingToRedo):
        desk.redo()


def test_who_codes_anew_after_an_undo_has_nothing_to_do_again(desk):
    desk.apply("A")
    desk.undo()
    desk.apply("B")

    with pytest.raises(NothingToRedo):
        desk.redo()
    assert desk.coded() == "B"


def test_another_code_in_a_codings_place_goes_back_and_forth(desk):
    desk.apply("A")
    lay = desk.lying()[0][1]

    desk.recode("A", "B")
    assert desk.lying() == [("B", lay)]
    desk.undo()
    assert desk.lying() == [("A", lay)]
    desk.redo()
    assert desk.lying() == [("B", lay)]


def test_recoded_to_a_code_that_is_there_two_codings_become_one_and_come_apart_again(desk):
    desk.apply("A")
    desk.apply("B")

    desk.recode("A", "B")
    assert desk.coded() == "B"
    desk.undo()
    assert desk.coded() == "AB"


def test_moved_bounds_go_back_and_forth_and_leave_other_codes_where_they_are(desk):
    desk.apply("A")
    desk.apply("B")
    [(_, whole), _] = desk.lying()
    part = " ".join(whole.split()[:2])

    change = desk.move("A", part)
    assert desk.lying() == [("A", part), ("B", whole)]
    assert (change.first_turn, change.last_turn) == (2, 2)
    desk.undo()
    assert desk.lying() == [("A", whole), ("B", whole)]
    desk.redo()
    assert desk.lying() == [("A", part), ("B", whole)]


def test_moved_onto_a_coding_with_the_same_code_two_become_one_and_come_apart_again(desk):
    desk.apply("A")
    [(_, whole)] = desk.lying()
    part = whole.split()[0]
    desk.move("A", part)
    desk.apply("A")
    assert desk.lying() == sorted([("A", part), ("A", whole)])

    with desk.write() as session:
        shorter = min(codings(session, desk.lead, desk.talk.id), key=lambda row: row.end - row.start)
        passage = Passage(shorter.start, shorter.start + len(whole), whole)
        move_coding(session, desk.lead, coding_id=shorter.id, passage=passage)
    assert desk.lying() == [("A", whole)]
    desk.undo()
    assert desk.lying() == sorted([("A", part), ("A", whole)])


def test_nobody_moves_or_recodes_what_a_colleague_coded(desk):
    desk.apply("A")
    with desk.write() as session:
        colleague = factories.member(session, desk.lead)
    [row] = desk.rows()

    for act in (
        lambda session: recode(session, colleague, coding_id=row.id, code_id=desk.codes["B"].id),
        lambda session: move_coding(session, colleague, coding_id=row.id, passage=Passage(0, 1, "x")),
    ):
        with desk.write() as session, pytest.raises(CodingOfSomebodyElse):
            act(session)
    assert desk.coded() == "A"
