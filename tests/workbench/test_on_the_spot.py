"""A code made in one step with its first coding goes with it when that is undone, and comes back with it."""

from uuid import uuid4

import pytest

from app.store.queries import codes as code_queries
from app.store.queries.codes import codes
from app.store.queries.coding import codings
from app.workbench.code_places import place_code
from app.workbench.codebook import NameRetired, create_code, retire_code
from app.workbench.codebook_history import history
from app.workbench.codebook_undo import take_back
from app.workbench.coding import apply_code_to_turn
from app.workbench.on_the_spot import make_code
from app.workbench.trail import verify_trails
from app.workbench.undoing import redo, undo
from tests import factories
from tests.factories import KEY


class Desk:
    """A coder at work: every act is a request, and so a transaction, of its own."""

    def __init__(self, write, read):
        self.write, self.read = write, read
        with write() as session:
            self.lead = factories.study(session)
            self.me = factories.member(session, self.lead)
            self.talk = factories.transcript(session, self.lead)

    def code(self, name, *, who=None, turn=2):
        """Make a code and put it on a turn in one step."""
        with self.write() as session:
            made = make_code(session, who or self.me, name=name, code_id=uuid4())
            return self._put(session, who or self.me, made.id, turn)

    def apply(self, code_id, *, who=None, turn=3):
        with self.write() as session:
            return self._put(session, who or self.me, code_id, turn)

    def _put(self, session, who, code_id, turn):
        return apply_code_to_turn(session, who, transcript_id=self.talk.id, code_id=code_id, number=turn).code_id

    def do(self, act, who=None):
        with self.write() as session:
            return act(session, who or self.me)

    def book(self):
        with self.read() as session:
            return [one.name for one in codes(session, self.lead) if not one.retired]

    def coded(self):
        with self.read() as session:
            return [(one.code, one.first_turn) for one in codings(session, self.lead, self.talk.id)]


@pytest.fixture
def desk(write, read):
    return Desk(write, read)


def test_undo_takes_coding_and_code_and_redo_brings_both(desk):
    desk.code("Shaem")
    for _ in range(2):
        assert desk.do(undo).book
        assert (desk.book(), desk.coded()) == ([], [])
        assert desk.do(redo).book
        assert (desk.book(), desk.coded()) == (["Shaem"], [("Shaem", 2)])
    with desk.read() as session:
        assert verify_trails(session, KEY)[1] == []


def test_the_same_name_can_be_used_again_after_an_undo(desk):
    first = desk.code("Shame")
    desk.do(undo)

    assert desk.code(" shame ", turn=3) == first
    assert (desk.book(), desk.coded()) == (["Shame"], [("Shame", 3)])
    desk.do(undo)
    assert desk.book() == []


@pytest.mark.parametrize("more", ["a colleague's coding", "my second coding", "a theme", "a rule"])
def test_a_code_that_has_become_more_stays(desk, more):
    code_id = desk.code("Shame")
    if more == "my second coding":
        desk.apply(code_id)
        desk.do(undo)
    with desk.write() as session:
        if more == "a colleague's coding":
            apply_code_to_turn(session, desk.lead, transcript_id=desk.talk.id, code_id=code_id, number=3)
        elif more == "a theme":
            theme = factories.theme(session, desk.lead)
            place_code(session, desk.lead, code_id=code_id, theme_id=theme.id)
        elif more == "a rule":
            factories.codebook.edit_code(session, desk.lead, code_id, name="Shame", rule={"definition": "Hiding"})
    change = desk.do(undo)

    stays = more != "my second coding"
    assert change.book is not stays
    assert desk.book() == (["Shame"] if stays else [])
    assert ("Shame", 2) not in desk.coded()


def test_a_code_that_was_made_for_itself_stays_when_its_coding_is_undone(desk):
    with desk.write() as session:
        code = create_code(session, desk.me, name="Shame")
    desk.apply(code.id)

    assert not desk.do(undo).book
    assert desk.book() == ["Shame"]


def test_what_a_lead_retired_does_not_come_back_by_its_name(desk):
    code_id = desk.code("Shame", who=desk.lead)
    desk.apply(code_id, who=desk.lead)
    with desk.write() as session:
        retire_code(session, desk.lead, code_id)

    with desk.write() as session, pytest.raises(NameRetired):
        make_code(session, desk.lead, name="Shame", code_id=uuid4())


def test_redo_says_that_a_code_is_gone_which_a_lead_removed_meanwhile(desk):
    code_id = desk.code("Shame")
    desk.do(undo)
    with desk.write() as session:
        code = code_queries.code(session, desk.lead, code_id)
        made = next(line for line in history(session, desk.lead, code) if line.act == "code.created")
        take_back(session, desk.lead, made.hash)

    assert desk.do(redo).gone
    assert desk.coded() == []
