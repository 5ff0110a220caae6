"""Rounds that are closed, opened again and coded once more, and second looks for codes that were made later."""

import pytest

from app.analysis.commonalities import Emptiness
from app.analysis.undefined import Undefined
from app.security.permissions import NotAllowed, Role
from app.store.queries import coding, readings, studies
from app.store.queries.transcripts import NotInThisStudy
from app.store.tables import ReadingState, Round, RoundKind, RoundState
from app.workbench.audit.again import with_themselves
from app.workbench.audit.choice import USUAL, Choice
from app.workbench.audit.ground import basis
from app.workbench.audit.page import audit
from app.workbench.coding import NoOpenRound
from app.workbench.comparison import compare
from app.workbench.looks import NothingToLookFor, missing_codes, take_second_look
from app.workbench.rounds import (
    NoReasonForRound,
    NothingToClose,
    NothingToReopen,
    NothingToRepeat,
    RoundIsOpen,
    close_round,
    mark_reading,
    open_independent_round,
    reopen_round,
    reveal_round,
)
from tests import factories


class Team:
    def __init__(self, session):
        self.session = session
        self.lead = factories.study(session)
        self.coder, self.supervisor = factories.member(session, self.lead, initials="CR"), factories.member(
            session, self.lead, role=Role.SUPERVISOR
        )  # fmt: skip
        self.talk = factories.transcript(session, self.lead)
        self.code = factories.code(session, self.lead, name="A")
        [self.shared] = studies.rounds(session, self.lead)

    def again(self):
        self.lead, self.coder, self.supervisor = (
            factories.again(self.session, viewer) for viewer in (self.lead, self.coder, self.supervisor)
        )

    def open(self, repeats=None):
        made = open_independent_round(self.session, self.lead, repeats)
        self.again()
        return made


@pytest.fixture
def team(session):
    return Team(session)


def test_a_closed_round_takes_no_coding_until_it_is_opened_again(team, session):
    close_round(session, team.lead, team.shared.id, "We  talk first")

    with pytest.raises(NoOpenRound):
        factories.coding(session, team.coder, talk=team.talk, label=team.code)
    reopen_round(session, team.lead, team.shared.id, "We have talked")
    factories.coding(session, team.coder, talk=team.talk, label=team.code)

    assert (team.shared.state, team.shared.because) == (RoundState.OPEN, "We have talked")


def test_an_independent_round_that_is_closed_stays_blind_until_it_is_revealed(team, session):
    made = team.open()
    factories.coding(session, team.lead, talk=team.talk, label=team.code)
    close_round(session, team.lead, made.id, "Everybody is done")
    team.again()

    assert team.coder.blind_rounds == {made.id}
    assert coding.codings(session, team.coder, team.talk.id) == []
    with pytest.raises(RoundIsOpen):
        open_independent_round(session, team.lead)
    reveal_round(session, team.lead, made.id, "We meet tomorrow")
    team.again()
    assert team.coder.blind_rounds == frozenset()
    assert len(coding.codings(session, team.coder, team.talk.id)) == 1
    assert made.because == "We meet tomorrow"


def test_what_cannot_be_done_to_a_round_is_refused(team, session):
    made = team.open()
    for because in ("", "  "):
        with pytest.raises(NoReasonForRound):
            close_round(session, team.lead, made.id, because)
    with pytest.raises(NothingToReopen):
        reopen_round(session, team.lead, made.id, "Why not")
    reveal_round(session, team.lead, made.id)
    team.again()
    with pytest.raises(NothingToReopen):  # what was revealed has been seen
        reopen_round(session, team.lead, made.id, "Why not")
    with pytest.raises(NothingToClose):
        close_round(session, team.lead, made.id, "Why not")


@pytest.mark.parametrize("act", [close_round, reopen_round])
def test_only_leads_run_rounds_and_only_those_of_their_study(team, session, act):
    for viewer in (team.coder, team.supervisor):
        with pytest.raises(NotAllowed):
            act(session, viewer, team.shared.id, "Why")
    with pytest.raises(NotInThisStudy):
        act(session, factories.study(session), team.shared.id, "Why")


def test_a_round_knows_the_codebook_it_was_opened_with(team, session):
    factories.code(session, team.lead)

    assert team.open().codebook_revision == studies.study(session, team.lead).codebook_revision


def test_whoever_codes_once_more_does_not_see_what_they_coded_before(team, session):
    first = team.open()
    for viewer in (team.lead, team.coder):
        factories.coding(session, viewer, talk=team.talk, label=team.code, turn=2)
        mark_reading(session, viewer, transcript_id=team.talk.id, done=True)
    reveal_round(session, team.lead, first.id)
    team.again()

    repeated = team.open(first.id)

    assert team.coder.set_aside == {first.id}
    assert coding.codings(session, team.coder, team.talk.id) == []
    assert first.id not in {one.id for one in audit(session, team.coder, USUAL).rounds}
    assert len(coding.codings(session, team.supervisor, team.talk.id)) == 2
    factories.coding(session, team.coder, talk=team.talk, label=team.code, turn=2)
    factories.coding(session, team.lead, talk=team.talk, label=team.code, turn=3)
    for viewer in (team.lead, team.coder):
        mark_reading(session, viewer, transcript_id=team.talk.id, done=True)
    reveal_round(session, team.lead, repeated.id)
    team.again()

    # CR put the code on the same turn again: alpha 1. LA on another one: of 4 values 2 are yes and both turns differ:
    # alpha = 1 - 3 * 2 / (2 * 2)
    found = {
        one.initials: one for one in with_themselves(session, team.lead, basis(session, team.lead, Choice(repeated.id)))
    }
    assert (found["CR"].turns, found["CR"].alpha) == (2, 1.0)
    assert found["LA"].alpha == pytest.approx(-0.5)
    assert with_themselves(session, team.lead, basis(session, team.lead, Choice(first.id))) == []


def test_a_round_of_another_study_and_one_that_is_blind_are_not_repeated(team, session):
    elsewhere = studies.rounds(session, factories.study(session))[0]
    with pytest.raises(NotInThisStudy):
        open_independent_round(session, team.lead, elsewhere.id)
    made = team.open()
    with pytest.raises(RoundIsOpen):
        open_independent_round(session, team.lead, made.id)


def test_the_consensus_is_not_coded_once_more(team, session):

    consensus = Round(study_id=team.lead.study_id, position=2, kind=RoundKind.CONSENSUS, state=RoundState.CLOSED)
    session.add(consensus)
    session.flush()

    with pytest.raises(NothingToRepeat):
        open_independent_round(session, team.lead, consensus.id)
    with pytest.raises(NothingToReopen):
        reopen_round(session, team.lead, consensus.id, "Why not")


def test_a_code_made_later_is_missing_until_a_second_look(team, session):
    for viewer in (team.lead, team.coder):
        mark_reading(session, viewer, transcript_id=team.talk.id, done=True)
    late = factories.code(session, team.lead, name="Late")
    factories.coding(session, team.lead, talk=team.talk, label=late)

    [missing] = missing_codes(session, team.coder)
    assert (missing.code, missing.reading.transcript_id) == ("Late", team.talk.id)
    before = {line.row.name: line.figures.agreement for line in audit(session, team.lead, USUAL).lines}["Late"]
    assert isinstance(before.percent, Undefined)
    assert [row.name for row in audit(session, team.lead, USUAL).numbers.scope.late] == ["Late"]
    for viewer in (team.lead, team.coder):
        [one] = missing_codes(session, viewer)
        take_second_look(session, viewer, one.reading.id, late.id)

    after = {line.row.name: line.figures.agreement for line in audit(session, team.lead, USUAL).lines}["Late"]
    # Two turns: LA put the code on the first, CR on none.
    assert (after.turns, after.carried_by_any, after.percent) == (2, 1, 0.5)
    assert missing_codes(session, team.coder) == []


def test_a_code_made_later_is_missing_in_the_comparison_too_until_a_second_look(team, session):
    mark_reading(session, team.coder, transcript_id=team.talk.id, done=True)
    late = factories.code(session, team.lead, name="Late")

    def empty():
        [cell] = next(line.cells for line in compare(session, team.lead).lines if line.name == "Late")
        return cell.empty

    assert empty() == (Emptiness.NOT_LOOKED_FOR,)
    [one] = missing_codes(session, team.coder)
    take_second_look(session, team.coder, one.reading.id, late.id)
    assert empty() == (Emptiness.NOT_CODED,)


def test_a_second_look_is_ones_own_and_for_a_code_that_was_missing(team, session):
    mark_reading(session, team.coder, transcript_id=team.talk.id, done=True)
    [own] = [one for one in readings.readings(session, team.coder) if one.state is ReadingState.DONE]
    late = factories.code(session, team.lead)

    with pytest.raises(NothingToLookFor):
        take_second_look(session, team.coder, own.id, team.code.id)
    with pytest.raises(NotInThisStudy):
        take_second_look(session, team.lead, own.id, late.id)
    with pytest.raises(NotAllowed):
        take_second_look(session, team.supervisor, own.id, late.id)
    with pytest.raises(NotInThisStudy):
        take_second_look(session, factories.study(session), own.id, late.id)
    close_round(session, team.lead, team.shared.id, "Over")
    with pytest.raises(NothingToLookFor):
        take_second_look(session, team.coder, own.id, late.id)
