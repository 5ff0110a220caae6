"""The history of a code tells what was done to it, and most of it can be taken back from there."""

import pytest

from app.security.permissions import NotAllowed, Role
from app.store.queries import codes as code_queries
from app.store.queries import themes
from app.store.queries.transcripts import NotInThisStudy
from app.workbench.code_places import MovedAgain, place_code
from app.workbench.codebook import CodeExists, create_code, edit_code, retire_code
from app.workbench.codebook_history import history
from app.workbench.codebook_undo import ChangedAgain, NotWhileBlind, TakenBackAlready, UsedSince, take_back
from app.workbench.merging import merge_codes
from app.workbench.pins import pin_code
from app.workbench.theme_tree import tree
from app.workbench.trail import verify_trails
from tests import factories
from tests.factories import KEY


class Desk:
    """A lead at work: every act is a transaction of its own, for the trail is written when one ends."""

    def __init__(self, write, read):
        self.write, self.read = write, read
        with write() as session:
            self.lead = factories.study(session)
            self.code_id = create_code(session, self.lead, name="Shame", rule={"definition": "First"}).id

    def do(self, act, *args, viewer=None, **named):
        with self.write() as session:
            return act(session, viewer or self.lead, *args, **named)

    def edit(self, name, definition):
        self.do(edit_code, self.code_id, name=name, rule={"definition": definition})

    def lines(self, viewer=None, code_id=None):
        with self.read() as session:
            viewer = viewer or self.lead
            return history(session, viewer, code_queries.code(session, viewer, code_id or self.code_id))

    def acts(self, viewer=None):
        return [line.act for line in self.lines(viewer)]

    def take_back(self, act, at=0, viewer=None, code_id=None):
        """Take the latest act of this kind back, or the one `at` so many before it."""
        found = [line.hash for line in self.lines(code_id=code_id) if line.act == act]
        self.do(take_back, found[at], viewer=viewer)

    def code(self, code_id=None):
        with self.read() as session:
            return code_queries.code(session, self.lead, code_id or self.code_id)


@pytest.fixture
def desk(write, read):
    return Desk(write, read)


def test_the_history_says_what_was_changed(desk):
    desk.edit("Hiding", "First")
    desk.edit("Hiding", "Second")

    lines = desk.lines()

    assert [line.act for line in lines] == ["code.changed", "code.changed", "code.created"]
    [one], [other] = lines[0].changes, lines[1].changes
    assert (one.field, one.before, one.after) == ("definition", "First", "Second")
    assert (other.before, other.after) == ("Shame", "Hiding")


def test_edits_are_taken_back_one_after_another(desk):
    desk.edit("Hiding", "First")
    desk.edit("Hiding", "Second")

    with pytest.raises(ChangedAgain):
        desk.take_back("code.changed", at=1)
    desk.take_back("code.changed")
    assert (desk.code().name, desk.code().definition) == ("Hiding", "First")
    desk.take_back("code.changed", at=1)
    assert (desk.code().name, desk.code().definition) == ("Shame", "First")
    assert desk.acts() == ["code.changed.undone"] * 2 + ["code.changed"] * 2 + ["code.created"]
    with desk.read() as session:
        assert verify_trails(session, KEY)[1] == []


def test_what_was_taken_back_has_no_button_any_more(desk):
    desk.edit("Hiding", "First")
    [named] = [line.hash for line in desk.lines() if line.act == "code.changed"]
    desk.do(take_back, named)

    assert [(line.act, bool(line.hash)) for line in desk.lines() if line.act.startswith("code.changed")] == [
        ("code.changed.undone", True), ("code.changed", False),
    ]  # fmt: skip
    with pytest.raises(TakenBackAlready):
        desk.do(take_back, named)


def test_a_name_that_is_another_codes_by_now_does_not_come_back(desk):
    desk.edit("Hiding", "First")
    desk.do(create_code, name="Shame")

    with pytest.raises(CodeExists):
        desk.take_back("code.changed")


def test_a_move_between_themes_is_taken_back_unless_it_was_moved_again(desk):
    with desk.write() as session:
        first, second = (factories.theme(session, desk.lead, name=name) for name in "AB")
    desk.do(place_code, code_id=desk.code_id, theme_id=first.id)
    desk.do(place_code, code_id=desk.code_id, theme_id=second.id, from_theme_id=first.id)

    with pytest.raises(MovedAgain):
        desk.take_back("code.placed", at=1)
    desk.take_back("code.placed")

    with desk.read() as session:
        assert themes.every_place(session, desk.lead, desk.code_id) == [(first.id, desk.code_id)]


def test_a_merge_and_a_retirement_are_taken_back_from_the_history(desk):
    with desk.write() as session:
        other = factories.code(session, desk.lead).id
    desk.do(merge_codes, desk.code_id, other)
    desk.take_back("code.merged")
    desk.do(retire_code, desk.code_id)
    desk.take_back("code.retired")

    with desk.read() as session:
        assert [(row.retired, row.codings) for row in code_queries.codes(session, desk.lead)] == [(False, 0)] * 2
    assert [line.hash for line in desk.lines() if line.act in {"code.merged", "code.retired"}] == ["", ""]


def test_the_making_of_a_code_is_taken_back_with_all_that_is_its_own(desk):
    with desk.write() as session:
        theme = factories.theme(session, desk.lead)
        place_code(session, desk.lead, code_id=desk.code_id, theme_id=theme.id)
        pin_code(session, desk.lead, desk.code_id)
    desk.edit("Hiding", "Second")

    desk.take_back("code.created")

    with desk.read() as session:
        assert code_queries.codes(session, desk.lead) == []
        assert tree(session, desk.lead).themes[0].codes == ()


def test_a_code_that_was_used_or_merged_stays(desk):
    with desk.write() as session:
        other = factories.code(session, desk.lead).id
        used = factories.code(session, desk.lead)
        factories.coding(session, desk.lead, label=used)
    desk.do(merge_codes, desk.code_id, other)

    for one in (desk.code_id, other, used.id):
        with pytest.raises(UsedSince):
            desk.take_back("code.created", code_id=one)


def test_while_a_round_is_blind_a_code_of_the_team_is_not_removed_and_ones_own_is(desk):
    with desk.write() as session:
        coder = factories.member(session, desk.lead)
        talk = factories.transcript(session, desk.lead)
        desk.lead, coder = factories.blind(session, desk.lead, coder)
        factories.coding(session, coder, talk=talk, label=code_queries.code(session, coder, desk.code_id))
    with desk.write() as session:
        own = factories.code(session, desk.lead).id

    with pytest.raises(NotWhileBlind):
        desk.take_back("code.created")
    desk.take_back("code.created", code_id=own)


def test_a_coder_takes_back_what_they_made_themselves_and_nothing_else(desk):
    with desk.write() as session:
        coder = factories.member(session, desk.lead)
        own = factories.code(session, coder).id
        supervisor, outsider = factories.member(session, desk.lead, role=Role.SUPERVISOR), factories.study(session)
    desk.edit("Hiding", "Second")
    [changed] = [line.hash for line in desk.lines() if line.act == "code.changed"]

    with pytest.raises(NotInThisStudy):
        desk.take_back("code.created", viewer=coder)
    with pytest.raises(NotInThisStudy):
        desk.take_back("code.created", viewer=outsider)
    with pytest.raises(NotAllowed):
        desk.do(take_back, changed, viewer=supervisor)
    desk.take_back("code.created", viewer=coder, code_id=own)
    with desk.read() as session:
        assert [row.name for row in code_queries.codes(session, desk.lead)] == ["Hiding"]


def test_whoever_does_not_see_the_trail_sees_how_the_code_was_worded(desk):
    with desk.write() as session:
        coder = factories.member(session, desk.lead)
    desk.edit("Hiding", "Second")

    [line] = desk.lines(coder)

    assert (line.act, line.hash, len(line.changes)) == ("code.changed", "", 2)
