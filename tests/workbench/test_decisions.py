"""What the team settles: it makes the consensus, originals stay, and everything can be taken back."""

import pytest

from app.security.permissions import NotAllowed, Role
from app.store.queries import coding, decisions, readings, studies
from app.store.queries.transcripts import NotInThisStudy
from app.store.tables import Outcome, ReadingState, RoundKind
from app.workbench.audit.walk import standing, walk
from app.workbench.decisions import (
    DifferenceHasChanged,
    ReasonMissing,
    Settlement,
    Spot,
    WhichCode,
    WhoseReading,
    settle,
    settle_agreed,
    take_back,
)
from app.workbench.rounds import mark_reading, reveal_round
from tests import factories

# Two coders, codes A and B; the third code C is nobody's yet.
#
#   turn     2    3    4-5        6
#   C1       A    A    A (one passage over both)
#   C2       A    B    –          B ("A walk" only)
LINES = ["I: Ask", "P1: Coffee", "P2: Soup", "P1: Bread", "P2: Time", "P1: A walk outside"]


class Team:
    def __init__(self, session):
        self.session = session
        lead = factories.study(session)
        members = [factories.member(session, lead, initials=name) for name in ("C1", "C2")]
        self.supervisor = factories.member(session, lead, role=Role.SUPERVISOR)
        self.talk = factories.transcript(session, lead, lines=LINES, title="Talk")
        self.a, self.b, self.c = (factories.code(session, lead, name=name) for name in "ABC")
        lead, *coders = factories.blind(session, lead, *members)
        [self.round_id] = lead.blind_rounds
        for coder, turn, code in ((0, 2, self.a), (0, 3, self.a), (1, 2, self.a), (1, 3, self.b)):
            factories.coding(session, coders[coder], talk=self.talk, label=code, turn=turn)
        factories.coding(session, coders[0], talk=self.talk, label=self.a, words="Bread\nTime")
        factories.coding(session, coders[1], talk=self.talk, label=self.b, words="A walk")
        for coder in coders:
            mark_reading(session, coder, transcript_id=self.talk.id, done=True)
        reveal_round(session, lead, self.round_id)
        self.lead, *self.coders = (factories.again(session, viewer) for viewer in (lead, *coders))

    def walk(self):
        return walk(self.session, self.lead, self.round_id)

    def settle(self, at, outcome, *, reason="Because we talked", by=None, seen="", **how):
        one = next(found for found in self.walk().open if found.stretch.first == at)
        spot = Spot(one.talk.id, one.stretch.first, one.stretch.last, seen or one.seen)
        return settle(self.session, by or self.lead, self.round_id, spot, Settlement(outcome, reason, **how))

    def consensus(self):
        held = decisions.consensus_marks(self.session, self.lead)
        names = {code.id: code.name for code in (self.a, self.b, self.c)}
        return sorted((number, names[code]) for _, number, code in held)

    def places(self):
        return [(one.stretch.first, one.stretch.last) for one in self.walk().open]


@pytest.fixture
def team(session):
    return Team(session)


def test_the_walk_goes_through_stretches_that_were_read_differently(team):
    found = team.walk()

    assert [(one.stretch.first, one.stretch.last, [row.name for row, _ in one.codes]) for one in found.open] == [
        (3, 3, ["A", "B"]), (4, 5, ["A"]), (6, 6, ["B"]),
    ]  # fmt: skip
    assert [(one.stretch.first, [row.name for row, _ in one.codes]) for one in found.agreed] == [(2, ["A"])]


@pytest.mark.parametrize(
    ("outcome", "how", "held"),
    [
        (Outcome.ONE, {"prevailed_id": 0}, [(3, "A")]),
        (Outcome.ONE, {"prevailed_id": 1}, [(3, "B")]),
        (Outcome.BOTH, {}, [(3, "A"), (3, "B")]),
        (Outcome.STAND, {}, [(3, "A"), (3, "B")]),
        (Outcome.ANOTHER, {"another_id": "c"}, [(3, "C")]),
        (Outcome.NONE, {}, []),
    ],
)
def test_each_outcome_puts_what_it_says_into_the_consensus(team, outcome, how, held):
    given = {
        name: team.coders[value].member_id if name == "prevailed_id" else getattr(team, value).id
        for name, value in how.items()
    }
    before = coding.codings(team.session, team.lead, team.talk.id)

    team.settle(3, outcome, **given)

    assert team.consensus() == held
    assert team.places() == [(4, 5), (6, 6)]
    own = [row for row in coding.codings(team.session, team.lead, team.talk.id) if row.initials != "LA"]
    assert own == [row for row in before if row.initials != "LA"]


def test_a_passage_keeps_the_bounds_of_whoever_is_followed(team):
    team.settle(6, Outcome.ONE, prevailed_id=team.coders[1].member_id)
    team.settle(4, Outcome.BOTH)

    made = [row for row in coding.codings(team.session, team.lead, team.talk.id) if row.initials == "LA"]
    words = "\n".join(line.partition(": ")[2] for line in LINES)
    assert [words[row.start : row.end] for row in made] == ["Bread\nTime", "A walk"]


def test_what_all_agree_on_is_settled_in_one_step_and_the_transcript_is_whole_then(team):
    for at, outcome in ((3, Outcome.BOTH), (4, Outcome.NONE), (6, Outcome.NONE)):
        team.settle(at, outcome)
    consensus = decisions.consensus_round(team.session, team.lead)
    assert not decisions.settled_transcripts(team.session, team.lead, consensus.id)

    assert settle_agreed(team.session, team.coders[0], team.round_id, team.talk.id) == 1

    assert team.consensus() == [(2, "A"), (3, "A"), (3, "B")]
    [done] = [one for one in readings.readings(team.session, team.lead) if one.round_id == consensus.id]
    assert done.state is ReadingState.DONE
    assert settle_agreed(team.session, team.lead, team.round_id, team.talk.id) == 0


def test_a_decision_can_be_taken_back_and_leaves_nothing_behind(team):
    settle_agreed(team.session, team.lead, team.round_id, team.talk.id)
    made = [team.settle(at, Outcome.BOTH) for at in (3, 4, 6)]

    take_back(team.session, team.coders[1], made[0].id)

    assert team.consensus() == [(2, "A"), (4, "A"), (5, "A"), (6, "B")]
    assert team.places() == [(3, 3)]
    consensus = decisions.consensus_round(team.session, team.lead)
    assert not decisions.settled_transcripts(team.session, team.lead, consensus.id)
    with pytest.raises(NotInThisStudy):
        take_back(team.session, team.lead, made[0].id)


def test_the_team_can_see_whose_reading_was_taken_up_how_often(team):
    team.settle(3, Outcome.ONE, prevailed_id=team.coders[1].member_id)
    team.settle(4, Outcome.ONE, prevailed_id=team.coders[0].member_id)
    team.settle(6, Outcome.STAND)

    shown = standing(team.session, team.lead, team.walk().basis)

    assert shown.prevailed == (("C1", 1), ("C2", 1))
    assert shown.outcomes == {"one": 2, "both readings stand": 1}


def test_those_who_took_part_are_named(team):
    made = team.settle(3, Outcome.NONE, with_ids=[viewer.member_id for viewer in (*team.coders, team.lead)])

    assert decisions.took_part(team.session, team.lead) == {made.id: ["C1", "C2"]}
    with pytest.raises(NotInThisStudy):
        team.settle(4, Outcome.NONE, with_ids=[factories.study(team.session).member_id])


def test_a_decision_that_does_not_hold_together_is_refused(team):
    for outcome, refusal in ((Outcome.ONE, WhoseReading), (Outcome.ANOTHER, WhichCode)):
        with pytest.raises(refusal):
            team.settle(3, outcome)
    with pytest.raises(WhoseReading):
        team.settle(3, Outcome.ONE, prevailed_id=team.supervisor.member_id)
    with pytest.raises(WhichCode):
        team.settle(3, Outcome.ANOTHER, another_id=team.a.id)
    with pytest.raises(ReasonMissing):
        team.settle(3, Outcome.NONE, reason="  ")
    with pytest.raises(DifferenceHasChanged):
        team.settle(3, Outcome.NONE, seen="something else")
    assert team.consensus() == []


def test_the_second_of_two_who_settle_the_same_is_told(team):
    one = team.walk().open[0]
    spot, how = Spot(one.talk.id, 3, 3, one.seen), Settlement(Outcome.NONE, "We talked")
    settle(team.session, team.lead, team.round_id, spot, how)

    with pytest.raises(DifferenceHasChanged):
        settle(team.session, team.coders[0], team.round_id, spot, how)


def test_a_supervisor_settles_nothing_and_nobody_of_another_study_does(team):
    one = team.walk().open[0]
    spot, how = Spot(one.talk.id, 3, 3, one.seen), Settlement(Outcome.NONE, "We talked")

    with pytest.raises(NotAllowed):
        settle(team.session, team.supervisor, team.round_id, spot, how)
    with pytest.raises(NotAllowed):
        settle_agreed(team.session, team.supervisor, team.round_id, team.talk.id)
    made = team.settle(4, Outcome.NONE)
    with pytest.raises(NotAllowed):
        take_back(team.session, team.supervisor, made.id)
    other = factories.study(team.session)
    for act in (
        lambda: settle(team.session, other, team.round_id, spot, how),
        lambda: settle_agreed(team.session, other, team.round_id, team.talk.id),
        lambda: take_back(team.session, other, made.id),
    ):
        with pytest.raises(NotInThisStudy):
            act()


def test_nobody_codes_in_the_consensus_by_hand(team):
    team.settle(3, Outcome.NONE)

    assert studies.round_of_work(team.session, team.lead).kind is RoundKind.SHARED
