"""From a Word file to a draft, and from the worker process back."""

import time
from multiprocessing.reduction import ForkingPickler

import pytest

from app.importing import labels, turns, words
from app.importing.readers import not_word, package, word
from app.importing.readers.docx import read_docx
from app.importing.turns import DraftTurn
from app.sentences import Refusal
from tests.importing.readers.word_files import paragraph, run, transcript, word_file


def test_a_word_file_becomes_a_draft():
    draft = read_docx(transcript("Date: 3 May", "I: Welcome.", "P1: Thank\u00a0you.\nGlad to be here.", "So am I."))

    assert draft.header == ("Date: 3 May",)
    assert draft.turns == (
        DraftTurn("I", "Welcome."),
        DraftTurn("P1", "Thank you.\nGlad to be here.\nSo am I."),
    )
    assert draft.skipped == ()


def test_a_label_may_be_bold_and_split_over_runs():
    bold = "<w:r><w:rPr><w:b/></w:rPr><w:t>P</w:t></w:r>" + run("1") + "<w:r><w:t>:</w:t></w:r>"

    assert read_docx(word_file(f"<w:p>{bold}{run(' Hello.')}</w:p>")).turns == (DraftTurn("P1", "Hello."),)


def test_what_word_and_the_turns_left_out_is_told_together():
    inside = run("P1: a") + '<w:r><w:commentReference w:id="1"/></w:r>'

    draft = read_docx(word_file(f"<w:p>{inside}</w:p>" + paragraph("P2:")))

    assert draft.skipped == ("Comments were left out.", "A label without words was left out.")


def test_twelve_thousand_words_are_read_and_labelled_in_a_quarter_of_a_second():
    data = transcript(*(f"P{n % 6 + 1}: " + "people who stay when it is hard " * 5 for n in range(350)))

    begun = time.process_time()
    draft = read_docx(data)

    assert len(draft.turns) == 350
    assert time.process_time() - begun < 0.25


def test_a_draft_comes_out_of_a_worker_process_as_it_was():
    draft = read_docx(transcript("P1: Hello."))

    assert ForkingPickler.loads(ForkingPickler.dumps(draft)) == draft


REFUSALS = sorted(
    {
        thing
        for room in (labels, not_word, package, turns, word, words)
        for thing in vars(room).values()
        if isinstance(thing, type) and issubclass(thing, Refusal) and thing is not Refusal
    },
    key=lambda refusal: refusal.__name__,
)


@pytest.mark.parametrize("refusal", REFUSALS)
def test_every_refusal_comes_out_of_a_worker_process_with_its_sentence(refusal):
    values = {"number": 2, "limit": 25, "count": 3}

    returned = ForkingPickler.loads(ForkingPickler.dumps(refusal(**values)))

    assert type(returned) is refusal
    assert returned.values == values
    assert returned.sentence % returned.values


def test_each_refusal_says_something_of_its_own():
    assert len(REFUSALS) > 15
    assert len({refusal.sentence for refusal in REFUSALS}) == len(REFUSALS)
