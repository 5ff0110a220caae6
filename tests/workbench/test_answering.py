"""How turns answer earlier ones: marked, taken off, seen by whom, and counted."""

import pytest

from app.security.permissions import NotAllowed, Role
from app.store.queries.answers import answered, answers_on
from app.store.queries.people import voices
from app.store.queries.transcripts import NotInThisStudy, turns
from app.store.tables import Degree, How
from app.workbench.answering import (
    AnswersThemselves,
    MarkOfRoundThatIsOver,
    MarkOfSomebodyElse,
    NobodyToAnswer,
    NotAParticipantsTurn,
    mark_answer,
    remove_answer,
)
from app.workbench.placing import NothingMarked
from app.workbench.rounds import open_independent_round, reveal_round
from app.workbench.undoing import redo, undo
from app.workbench.withdrawing import withdraw
from tests import factories
from tests.on_the_trail import newest_acts

LINES = ["I: What helps?", "P1: Somebody who stays.", "P1: Yes.", "I: Go on.", "P2: Not for me.", "P3: For me it does."]


@pytest.fixture
def lead(session):
    return factories.study(session)


@pytest.fixture
def talk(session, lead):
    return factories.transcript(session, lead, lines=LINES)


def mark(session, viewer, talk, number, how=How.BUILDS_ON, words=None):
    passage = None if words is None else factories.passage(session, viewer, talk, words)
    return mark_answer(session, viewer, transcript_id=talk.id, number=number, how=how, passage=passage)


def lines(session, viewer, talk):
    return [(one.turn, one.earlier, one.how.value, one.initials) for one in answers_on(session, viewer, talk.id)]


def test_a_turn_answers_the_last_one_before_of_another_participant(session, lead, talk):
    change, stands = mark(session, lead, talk, 5, How.CHALLENGES)
    mark(session, lead, talk, 6)

    assert (change.first_turn, change.last_turn, stands) == (5, 5, True)
    assert lines(session, lead, talk) == [
        (5, 3, "challenges", lead.initials), (6, 5, "builds on", lead.initials),
    ]  # fmt: skip


def test_the_same_again_takes_it_off_and_both_are_on_the_trail(session, lead, talk):
    mark(session, lead, talk, 6, How.AGREES)
    mark(session, lead, talk, 6, How.BUILDS_ON)
    mark(session, lead, talk, 6, How.AGREES)
    session.commit()

    assert lines(session, lead, talk) == [(6, 5, "builds on", lead.initials)]
    assert [line.act for line in newest_acts(session, lead, kinds=("answer",))] == [
        "answer.taken off", "answer.marked", "answer.marked",
    ]  # fmt: skip


def test_a_mark_is_taken_off_by_whoever_made_it_while_its_round_is_open(session, lead, talk):
    coder = factories.member(session, lead)
    mark(session, lead, talk, 5)
    [one] = answers_on(session, lead, talk.id)

    with pytest.raises(MarkOfSomebodyElse):
        remove_answer(session, coder, one.id)
    change = remove_answer(session, lead, one.id)

    assert (change.first_turn, lines(session, lead, talk)) == (5, [])
    with pytest.raises(NotInThisStudy):
        remove_answer(session, lead, one.id)


def test_a_mark_of_a_round_that_is_over_stays(session, lead, talk):
    [lead] = factories.blind(session, lead)
    mark(session, lead, talk, 5)
    [blind] = lead.blind_rounds
    reveal_round(session, lead, blind)
    [one] = answers_on(session, lead, talk.id)
    assert not one.open

    with pytest.raises(MarkOfRoundThatIsOver):
        remove_answer(session, lead, one.id)


def test_the_last_turn_of_what_is_marked_answers_the_first(session, lead, talk):
    mark(session, lead, talk, 2, words="stays.\nYes.\nGo on.\nNot for me.\nFor me")
    mark(session, lead, talk, 2, words="for me.")

    assert [one[:2] for one in lines(session, lead, talk)] == [(5, 3), (6, 2)]


@pytest.mark.parametrize(
    ("words", "refusal"),
    [("stays.\nYes.", AnswersThemselves), ("helps?\nSomebody", NotAParticipantsTurn),
     ("Yes.\nGo on.", NotAParticipantsTurn), ("Go", NotAParticipantsTurn)],
)  # fmt: skip
def test_what_is_marked_lies_between_two_participants(session, lead, talk, words, refusal):
    with pytest.raises(refusal):
        mark(session, lead, talk, 0, words=words)

    assert lines(session, lead, talk) == []


def test_a_mark_is_undone_and_done_again_like_a_coding(session, lead, talk):
    def standing():
        session.commit()
        return [one.how for one in answers_on(session, lead, talk.id)]

    mark(session, lead, talk, 5, How.CHALLENGES)
    assert standing() == [How.CHALLENGES]
    assert (undo(session, lead).first_turn, standing()) == (5, [])
    assert (redo(session, lead).first_turn, standing()) == (5, [How.CHALLENGES])
    mark(session, lead, talk, 5, How.CHALLENGES)
    assert standing() == []
    undo(session, lead)
    assert standing() == [How.CHALLENGES]
    redo(session, lead)
    assert standing() == []
    assert [line.act for line in newest_acts(session, lead, kinds=("answer",))] == [
        "answer.taken off.redone", "answer.taken off.undone", "answer.taken off", "answer.marked.redone",
        "answer.marked.undone", "answer.marked",
    ]  # fmt: skip


def test_while_a_round_is_coded_once_more_its_marks_are_set_aside(session, lead, talk):
    [lead] = factories.blind(session, lead)
    mark(session, lead, talk, 5)
    [first] = lead.blind_rounds
    reveal_round(session, lead, first)
    open_independent_round(session, factories.again(session, lead), first)
    lead = factories.again(session, lead)

    assert (lines(session, lead, talk), answered(session, lead)) == ([], [])
    mark(session, lead, talk, 6)
    assert [one[0] for one in lines(session, lead, talk)] == [6]


@pytest.mark.parametrize(
    ("number", "refusal"),
    [(0, NothingMarked), (1, NotAParticipantsTurn), (2, NobodyToAnswer), (3, NobodyToAnswer), (7, NotInThisStudy)],
)
def test_what_answers_nothing_is_refused(session, lead, talk, number, refusal):
    with pytest.raises(refusal):
        mark(session, lead, talk, number)

    assert lines(session, lead, talk) == []


def test_a_supervisor_marks_nothing_and_nobody_marks_elsewhere(session, lead, talk):
    supervisor, stranger = factories.member(session, lead, role=Role.SUPERVISOR), factories.study(session)

    with pytest.raises(NotAllowed):
        mark(session, supervisor, talk, 5)
    with pytest.raises(NotInThisStudy):
        mark(session, stranger, talk, 5)


def test_two_coders_who_mark_the_same_count_once_and_a_blind_one_sees_their_own(session, lead, talk):
    coder = factories.member(session, lead)
    for viewer in (lead, coder):
        mark(session, viewer, talk, 5)
    assert [(one.turn, one.earlier) for one in answered(session, lead)] == [(5, 3)]

    lead, coder = factories.blind(session, lead, coder)
    mark(session, lead, talk, 6)
    mark(session, coder, talk, 6, How.AGREES)

    assert [one for one in lines(session, lead, talk) if one[0] == 6] == [(6, 5, "builds on", lead.initials)]
    assert [one.how for one in answered(session, coder) if one.turn == 6] == [How.AGREES]


def test_whose_words_are_removed_answers_nobody_any_more_and_is_answered_by_nobody(session, lead, talk):
    for number in (5, 6):
        mark(session, lead, talk, number)
    before = {turn.number: turn.revision for turn in turns(session, lead, talk.id)}
    p2 = next(one.id for one in voices(session, lead) if one.label == "P2")

    withdraw(session, lead, p2, Degree.REMOVED)

    assert lines(session, lead, talk) == []
    assert {turn.number: turn.revision for turn in turns(session, lead, talk.id)}[6] > before[6]
