"""The study's questions can be written anew without losing which turns ask them."""

import pytest
from sqlalchemy import select

from app.importing.roles import Move
from app.security.permissions import NotAllowed, Role
from app.store.queries import studies as queries
from app.store.queries.transcripts import NotInThisStudy
from app.store.tables import Turn
from app.workbench.questions import QuestionInUse, confirm_moves, set_questions
from tests import factories

LINES = ["I: What helps?", "P1: Coffee.", "I: Mm.", "P1: And time.", "I: What is in the way?"]


@pytest.fixture
def lead(session):
    viewer = factories.study(session)
    set_questions(session, viewer, research=[], guide=["What helps?", "What is in the way?"])
    return viewer


def moves(session, talk):
    rows = select(Turn.number, Turn.move, Turn.guide_question_id).where(Turn.transcript_id == talk.id)
    return [tuple(row) for row in session.execute(rows.order_by(Turn.number)) if row[1] is not None]


def test_what_the_moderator_does_is_kept_as_somebody_says_it(session, lead):
    talk = factories.transcript(session, lead, lines=LINES)
    first, second = (question.id for question in queries.guide(session, lead))
    said = {1: (Move.QUESTION, first), 3: (Move.BACK_CHANNEL, second), 5: (Move.QUESTION, second)}

    confirm_moves(session, lead, talk.id, said)

    # A back-channel asks nothing, whatever was chosen beside it.
    assert moves(session, talk) == [
        (1, Move.QUESTION, first), (3, Move.BACK_CHANNEL, None), (5, Move.QUESTION, second),
    ]  # fmt: skip


def test_a_question_that_is_reworded_or_moved_stays_the_question_that_was_asked(session, lead):
    talk = factories.transcript(session, lead, lines=LINES)
    first, second = (question.id for question in queries.guide(session, lead))
    confirm_moves(session, lead, talk.id, {1: (Move.QUESTION, first)})

    set_questions(session, lead, research=[], guide=["What is in the way?", "What helps you most?", "And then?"])

    asked = [(question.position, question.id, question.words) for question in queries.guide(session, lead)]
    assert asked[:2] == [(1, second, "What is in the way?"), (2, first, "What helps you most?")]
    assert queries.guide_questions(session, lead)[2] == "And then?"


def test_a_question_that_is_asked_in_a_transcript_cannot_be_taken_away(session, lead):
    talk = factories.transcript(session, lead, lines=LINES)
    first, _ = (question.id for question in queries.guide(session, lead))
    confirm_moves(session, lead, talk.id, {1: (Move.QUESTION, first)})

    with pytest.raises(QuestionInUse):
        set_questions(session, lead, research=[], guide=["What is in the way?"])


def test_the_same_question_twice_is_one_question(session, lead):
    set_questions(session, lead, research=["Why?", "Why?"], guide=[])

    assert queries.research_questions(session, lead) == ["Why?"]
    assert queries.guide_questions(session, lead) == []


def test_only_a_moderators_turn_asks_and_only_questions_of_the_study_are_asked(session, lead):
    talk = factories.transcript(session, lead, lines=LINES)
    other = factories.study(session)
    set_questions(session, other, research=[], guide=["Elsewhere?"])

    with pytest.raises(NotInThisStudy):
        confirm_moves(session, lead, talk.id, {2: (Move.PROBE, None)})
    with pytest.raises(NotInThisStudy):
        confirm_moves(session, lead, talk.id, {1: (Move.QUESTION, queries.guide(session, other)[0].id)})
    with pytest.raises(NotInThisStudy):
        confirm_moves(session, other, talk.id, {1: (Move.PROBE, None)})
    co_researcher = factories.member(session, lead, role=Role.CO_RESEARCHER)
    with pytest.raises(NotAllowed):
        confirm_moves(session, co_researcher, talk.id, {1: (Move.PROBE, None)})
