"""Agreement of a small study, worked by hand."""

from uuid import uuid4

import pytest

from app.analysis.agreement import NOBODY_USED_IT, TOO_FEW_READERS
from app.security.permissions import Role
from app.store.queries.transcripts import NotInThisStudy
from app.workbench.audit.choice import USUAL, Choice
from app.workbench.audit.page import audit
from app.workbench.rounds import mark_reading, reveal_round
from tests import factories

# One transcript: the moderator's turn 1, and the participants' turns 2 to 5. Two coders are done with it:
#
#   turn      2    3    4    5        C1 also puts the code on turn 1, which is no participant's.
#   C1        yes  yes  no   no       A third coder puts it on turn 5 and is not done, so does not count.
#   C2        yes  no   yes  no
#
# percent:  turns 2 and 5 agree: 2 of 4 = 0.5
# positive: 2 * both / (2 * both + one of them) = 2 * 1 / (2 * 1 + 1 + 1) = 0.5
# alpha:    8 values, 4 yes and 4 no; two turns are split: 1 - (8 - 1) * 2 / (4 * 4) = 0.125
LINES = ["I: Ask", "P1: Coffee", "P2: Soup", "P1: A walk", "P2: Time"]


class Team:
    def __init__(self, session):
        self.session = session
        lead = factories.study(session)
        members = [factories.member(session, lead, initials=name) for name in ("C1", "C2", "C3")]
        self.supervisor = factories.member(session, lead, role=Role.SUPERVISOR)
        self.talk = factories.transcript(session, lead, lines=LINES, title="Talk")
        factories.transcript(session, lead, lines=LINES, title="Unread")
        self.code, self.unused = factories.code(session, lead, name="A"), factories.code(session, lead, name="B")
        self.lead, *self.coders = factories.blind(session, lead, *members)
        [self.round_id] = self.lead.blind_rounds
        for coder, turns in zip(self.coders, ((1, 2, 3), (2, 4), (5,)), strict=True):
            for turn in turns:
                factories.coding(session, coder, talk=self.talk, label=self.code, turn=turn)
        for coder in self.coders[:2]:
            mark_reading(session, coder, transcript_id=self.talk.id, done=True)
        mark_reading(session, self.coders[2], transcript_id=self.talk.id, done=False)

    def lines(self, viewer=None):
        viewer = factories.again(self.session, viewer or self.supervisor)
        return {line.row.name: line.figures.agreement for line in audit(self.session, viewer, USUAL).lines}


@pytest.fixture
def team(session):
    return Team(session)


def test_agreement_is_counted_over_participants_turns_among_readings_that_are_done(team):
    shown = team.lines()["A"]

    assert (shown.turns, shown.carried_by_any, shown.carried_by_all) == (4, 3, 1)
    assert shown.percent == pytest.approx(0.5)
    assert shown.positive == pytest.approx(0.5)
    assert shown.alpha == pytest.approx(0.125)


def test_a_code_that_nobody_used_has_no_alpha_and_says_why(team):
    shown = team.lines()["B"]

    assert (shown.alpha, shown.percent) == (NOBODY_USED_IT, 1.0)


def test_a_passage_that_touches_no_whole_word_of_a_turn_is_no_coding_of_it(team, session):
    # "Soup", LF, "A": C2 puts the code on turn 3 (a whole word) and turn 4, which C2 has already.
    factories.coding(session, team.coders[1], talk=team.talk, label=team.code, words="Soup\nA wa")

    # Now both on 2 and 3, C2 alone on 4, none on 5: percent 3 of 4, positive 2*2 / (2*2 + 1) = 0.8.
    shown = team.lines()["A"]
    assert (shown.percent, shown.positive) == (pytest.approx(0.75), pytest.approx(0.8))


def test_a_code_made_after_the_readings_were_done_is_missing_and_not_a_no(team, session):
    reveal_round(session, team.lead, team.round_id)
    lead = factories.again(session, team.lead)
    factories.code(session, lead, name="Late")

    shown = {line.row.name: line.figures.agreement for line in audit(session, lead, Choice(team.round_id)).lines}
    assert (shown["Late"].turns, shown["Late"].percent) == (0, TOO_FEW_READERS)
    assert shown["A"].turns == 4


def test_a_page_names_its_round_its_coders_and_who_has_read_what(team, session):
    shown = audit(session, factories.again(session, team.supervisor), USUAL)

    assert shown.round.id == team.round_id
    assert shown.coders == ("C1", "C2")
    assert dict(shown.numbers.scope.talks) == {"Talk": ("C1", "C2"), "Unread": ()}


def test_a_reading_that_is_taken_up_again_counts_no_more(team, session):
    mark_reading(session, team.coders[0], transcript_id=team.talk.id, done=False)

    assert team.lines()["A"].percent is TOO_FEW_READERS


def test_the_shared_round_has_no_readings_so_nothing_is_compared(team, session):
    viewer = factories.again(session, team.supervisor)
    shared = next(one for one in audit(session, viewer, USUAL).rounds if one.id != team.round_id)

    shown = audit(session, viewer, Choice(shared.id))

    assert {line.figures.agreement.percent for line in shown.lines} == {TOO_FEW_READERS}


def test_a_blind_coder_is_shown_no_agreement_of_the_open_round(team, session):
    shown = audit(session, team.coders[0], USUAL)

    assert team.round_id not in {one.id for one in shown.rounds}
    with pytest.raises(NotInThisStudy):
        audit(session, team.coders[0], Choice(team.round_id))


def test_a_round_of_another_study_is_not_found(team, session):
    other = factories.study(session)

    for round_id in (team.round_id, uuid4()):
        with pytest.raises(NotInThisStudy):
            audit(session, other, Choice(round_id))
