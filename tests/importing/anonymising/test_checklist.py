"""The checklist asks what no detector can see, and its answers can be stored."""

from app.importing.anonymising.checklist import CHECKLIST


def test_every_question_has_a_key_of_its_own_and_a_sentence():
    keys = [question.key for question in CHECKLIST]

    assert len(set(keys)) == len(keys)
    assert all(question.sentence.endswith(".") for question in CHECKLIST)


def test_the_questions_that_detectors_cannot_answer_are_all_asked():
    assert {"dialect", "stories", "third persons", "recognition", "labels"} <= {question.key for question in CHECKLIST}
