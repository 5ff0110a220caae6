"""A code is split passage by passage: one's own codings change, to colleagues it is proposed."""

import pytest

from app.security.permissions import NotAllowed, Role
from app.store.queries import codes as code_queries
from app.store.queries import coding, proposals
from app.store.queries.transcripts import NotInThisStudy
from app.workbench.codebook import CodeRetired, retire_code
from app.workbench.coding import remove_coding
from app.workbench.rounds import reveal_round
from app.workbench.splitting import NoNewCode, StepIsOver, answer_proposal, move_passage, parts_of, walk
from app.workbench.undoing import undo
from tests import factories


class Desk:
    """A lead and a coder who have both used one code: the lead on turns 2 and 3, the coder on turn 2 and 1."""

    def __init__(self, session):
        self.session = session
        self.lead = factories.study(session)
        self.coder = factories.member(session, self.lead, initials="CO")
        self.talk = factories.transcript(session, self.lead)
        self.code = factories.code(session, self.lead, name="Shame")
        for viewer, turn in ((self.lead, 2), (self.lead, 3), (self.coder, 2), (self.coder, 1)):
            factories.coding(session, viewer, talk=self.talk, label=self.code, turn=turn)

    def steps(self):
        return [
            (step.rows[0].first_turn, len(step.mine), len(step.theirs))
            for step in walk(self.session, self.lead, self.code.id).steps
        ]

    def move(self, turn, **where):
        step = next(one for one in walk(self.session, self.lead, self.code.id).steps if one.rows[0].first_turn == turn)
        return move_passage(self.session, self.lead, self.code.id, step.place, **where)

    def lies(self, viewer):
        rows = coding.codings(self.session, viewer, self.talk.id)
        return sorted((row.initials, row.first_turn, row.code) for row in rows)


@pytest.fixture
def desk(session):
    return Desk(session)


def test_the_passages_come_in_the_order_of_the_talk_with_whose_they_are(desk):
    assert desk.steps() == [(1, 0, 1), (2, 1, 1), (3, 1, 0)]


def test_ones_own_coding_changes_and_a_colleagues_is_proposed(desk):
    moved = desk.move(2, new_name="Shame before others")

    assert (moved.recoded, moved.proposed, moved.code.split_from_id) == (1, 1, desk.code.id)
    assert desk.lies(desk.lead) == [
        ("CO", 1, "Shame"), ("CO", 2, "Shame"), ("LA", 2, "Shame before others"), ("LA", 3, "Shame"),
    ]  # fmt: skip
    assert desk.steps() == [(1, 0, 1), (3, 1, 0)]
    assert [(one.from_code, one.to_code, one.first_turn) for one in proposals.proposals(desk.session, desk.coder)] == [
        ("Shame", "Shame before others", 2)
    ]
    assert proposals.proposals(desk.session, desk.lead) == []


def test_the_next_passage_can_go_to_a_code_that_was_made_before(desk):
    made = desk.move(2, new_name="Shame before others").code
    assert parts_of(desk.session, desk.lead, desk.code.id) == [made]

    desk.move(3, to_code_id=made.id)

    assert [row.codings for row in code_queries.codes(desk.session, desk.lead) if row.id == made.id] == [2]


def test_a_colleague_takes_the_proposal_or_leaves_it(desk):
    made = desk.move(2, new_name="New").code
    desk.move(1, to_code_id=made.id)
    first, second = proposals.proposals(desk.session, desk.coder)

    answer_proposal(desk.session, desk.coder, first.id, take=False)
    answer_proposal(desk.session, desk.coder, second.id, take=True)

    assert [line for line in desk.lies(desk.coder) if line[0] == "CO"] == [("CO", 1, "Shame"), ("CO", 2, "New")]
    assert proposals.proposals(desk.session, desk.coder) == []
    with pytest.raises(NotInThisStudy):
        answer_proposal(desk.session, desk.coder, first.id, take=True)


def test_a_coding_that_was_taken_off_is_proposed_no_longer(desk):
    desk.move(2, new_name="New")
    [mine] = [
        row
        for row in coding.codings(desk.session, desk.coder, desk.talk.id)
        if row.first_turn == 2 and row.initials == "CO"
    ]
    remove_coding(desk.session, desk.coder, mine.id)

    assert proposals.proposals(desk.session, desk.coder) == []


def test_nobody_answers_what_is_proposed_to_somebody_else(desk):
    desk.move(2, new_name="New")
    [one] = proposals.proposals(desk.session, desk.coder)

    with pytest.raises(NotInThisStudy):
        answer_proposal(desk.session, desk.lead, one.id, take=True)
    with pytest.raises(NotAllowed):
        answer_proposal(
            desk.session, factories.member(desk.session, desk.lead, role=Role.SUPERVISOR), one.id, take=True
        )


def test_who_may_split(desk):
    outsider = factories.study(desk.session)

    with pytest.raises(NotAllowed):
        walk(desk.session, desk.coder, desk.code.id)
    with pytest.raises(NotInThisStudy):
        walk(desk.session, outsider, desk.code.id)
    with pytest.raises(NotAllowed):
        move_passage(desk.session, desk.coder, desk.code.id, (desk.talk.id, 0, 1), new_name="New")


def test_a_move_needs_a_place_a_code_and_a_passage_that_still_carries_the_code(desk):
    with pytest.raises(NoNewCode):
        desk.move(2)
    place = walk(desk.session, desk.lead, desk.code.id).steps[1].place
    desk.move(2, new_name="New")
    with pytest.raises(StepIsOver):
        move_passage(desk.session, desk.lead, desk.code.id, place, new_name="Newer")
    other = factories.code(desk.session, desk.lead)
    retire_code(desk.session, desk.lead, other.id)
    with pytest.raises(CodeRetired):
        desk.move(3, to_code_id=other.id)


def test_a_step_can_be_undone_and_comes_again(write):
    with write() as session:
        desk = Desk(session)
    with write() as session:
        desk.session = session
        desk.move(3, new_name="New")
        assert desk.steps() == [(1, 0, 1), (2, 1, 1)]
    with write() as session:
        undo(session, desk.lead)
    with write() as session:
        desk.session = session
        assert desk.steps() == [(1, 0, 1), (2, 1, 1), (3, 1, 0)]


def test_codings_of_a_round_that_is_over_stay_and_are_counted(session):
    lead = factories.study(session)
    talk, code = factories.transcript(session, lead), factories.code(session, lead)
    [blind] = factories.blind(session, lead)
    factories.coding(session, blind, talk=talk, label=code)
    reveal_round(session, blind, next(iter(blind.blind_rounds)))

    found = walk(session, factories.again(session, lead), code.id)

    assert (found.steps, found.closed) == ((), 1)


def test_a_code_made_in_a_blind_round_is_proposed_to_nobody(session):
    desk = Desk(session)
    desk.lead, desk.coder = factories.blind(session, desk.lead, desk.coder)

    moved = desk.move(2, new_name="Mine")

    assert (moved.recoded, moved.proposed) == (1, 0)
    assert proposals.proposals(session, desk.coder) == []
