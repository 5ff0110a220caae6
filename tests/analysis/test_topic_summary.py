"""How many of a theme's passages follow one question of the guide."""

from uuid import uuid4

from app.analysis.topic_summary import Answered, Asked, answered

ONE, TWO = uuid4(), uuid4()
HELPS, HINDERS = uuid4(), uuid4()


def test_a_question_is_in_force_until_the_next_one_is_asked():
    # In the first talk turns 1-4 follow "helps", from 5 on "hinders"; in the second "hinders" is asked in turn 3.
    asks = [Asked(ONE, 5, HINDERS), Asked(ONE, 1, HELPS), Asked(TWO, 3, HINDERS)]
    passages = [(ONE, 2), (ONE, 4), (ONE, 5), (ONE, 9), (TWO, 2), (TWO, 3)]

    assert answered(passages, asks) == [Answered(HINDERS, 3, 6), Answered(HELPS, 2, 6), Answered(None, 1, 6)]
    assert answered(passages, asks)[0].share == 0.5


def test_a_question_asked_again_is_the_same_question():
    asks = [Asked(ONE, 1, HELPS), Asked(ONE, 3, HINDERS), Asked(ONE, 5, HELPS)]

    assert answered([(ONE, 2), (ONE, 6)], asks) == [Answered(HELPS, 2, 2)]


def test_without_passages_nothing_is_answered_and_without_questions_nothing_is_asked():
    assert answered([], [Asked(ONE, 1, HELPS)]) == []
    assert answered([(ONE, 2)], []) == [Answered(None, 1, 1)]
