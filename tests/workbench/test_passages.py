"""A passage is checked against the transcript: its place, its words, its turns and its voice."""

import pytest
from sqlalchemy import select

from app.store.queries.coding import codings
from app.store.tables import Turn, UnitTurn
from app.workbench import placing
from app.workbench.coding import apply_code
from app.workbench.placing import Passage
from tests import factories

# Turn 1 is 0 to 5, turn 2 is 6 to 22, turn 3 is 23 to 40: LF stands at 5 and 22.
LINES = ["I: Hello", "P1: Who stays, stays", "P2: I don't go there."]


@pytest.fixture
def lead(session):
    return factories.study(session)


@pytest.fixture
def talk(session, lead):
    return factories.transcript(session, lead, lines=LINES)


@pytest.fixture
def code(session, lead):
    return factories.code(session, lead)


def placed(session, viewer, talk):
    return [(row.start, row.end, row.first_turn, row.last_turn) for row in codings(session, viewer, talk.id)]


def apply(session, viewer, talk, code, start, end, words):
    return apply_code(session, viewer, transcript_id=talk.id, code_id=code.id, passage=Passage(start, end, words))


def voices(session, lead):
    rows = session.execute(
        select(Turn.number, UnitTurn.words, UnitTurn.voice)
        .join(Turn, (Turn.study_id == UnitTurn.study_id) & (Turn.id == UnitTurn.turn_id))
        .where(UnitTurn.study_id == lead.study_id)
        .order_by(Turn.number)
    )
    return [tuple(row) for row in rows]


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (-3, 5, "Hello"),  # before the transcript begins
        (36, 41, "ere.?"),  # beyond its end, at 40
        (400, 410, "not at all"),
        (-1, 0, "x"),
    ],
)
def test_a_passage_outside_the_transcript_is_refused(session, lead, talk, code, start, end, words):
    with pytest.raises(placing.PassageOutsideTranscript):
        apply(session, lead, talk, code, start, end, words)


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (6, 15, "Who stayt"),
        (6, 15, "who stays"),
        (6, 15, "Who stays,"),
        (7, 15, "Who stays"),
        (15, 6, "Who stays"),  # ends before it begins
        (6, 6, "Who"),
        (3, 9, "lo Who"),  # a blank where the transcript has LF
    ],
)
def test_words_that_differ_from_the_transcript_are_refused(session, lead, talk, code, start, end, words):
    with pytest.raises(placing.WordsDiffer):
        apply(session, lead, talk, code, start, end, words)


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (8, 11, "o s"),  # the ends of two words
        (10, 14, "stay"),  # most of a word
        (15, 16, ","),
        (5, 6, "\n"),
        (9, 10, " "),
        (6, 6, ""),
        (15, 6, ""),
        (25, 28, "don"),  # of "don't"
    ],
)
def test_a_passage_without_a_whole_word_is_refused(session, lead, talk, code, start, end, words):
    with pytest.raises(placing.NoWholeWord):
        apply(session, lead, talk, code, start, end, words)


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (9, 16, " stays,"),
        (5, 9, "\nWho"),  # from the end of the turn before
        (5, 23, "\nWho stays, stays\n"),  # and into the beginning of the next
        (17, 23, "stays\n"),
    ],
)
def test_blanks_at_both_ends_are_shed(session, lead, talk, code, start, end, words):
    apply(session, lead, talk, code, start, end, words)

    left = len(words) - len(words.lstrip())
    assert placed(session, lead, talk) == [(start + left, start + left + len(words.strip()), 2, 2)]


def test_turns_count_only_where_a_whole_word_is_touched(session, lead, talk, code):
    # "llo", LF, "Who stays, stays", LF, "I do": of turn 1 no whole word, of turn 3 only "I".
    apply(session, lead, talk, code, 2, 27, "llo\nWho stays, stays\nI do")

    assert placed(session, lead, talk) == [(2, 27, 2, 3)]


def test_positions_count_code_points_not_bytes_nor_utf_16(session, lead, code):
    # 🙂 is one code point (two in UTF-16, four bytes); "é" is NFC, one; å is one.
    talk = factories.transcript(session, lead, lines=["P1: 🙂🙂 café på torget"])

    apply(session, lead, talk, code, 3, 10, "café på")

    assert placed(session, lead, talk) == [(3, 10, 1, 1)]
    with pytest.raises(placing.WordsDiffer):
        apply(session, lead, talk, code, 5, 12, "café på")  # as UTF-16 counts
    with pytest.raises(placing.WordsDiffer):
        apply(session, lead, talk, code, 3, 11, "cafe\u0301 på")  # not NFC


def test_one_participants_words_have_their_voice(session, lead, talk, code):
    apply(session, lead, talk, code, 6, 15, "Who stays")

    assert voices(session, lead) == [(2, 2, True)]


def test_an_exchange_has_nobodys_voice_until_somebody_marks_it(session, lead, talk, code):
    apply(session, lead, talk, code, 17, 30, "stays\nI don't")

    assert voices(session, lead) == [(2, 1, False), (3, 2, False)]


def test_two_turns_of_one_participant_have_their_voice(session, lead, code):
    talk = factories.transcript(session, lead, lines=["P1: First this", "P1: then that"])

    apply(session, lead, talk, code, 6, 15, "this\nthen")

    assert voices(session, lead) == [(1, 1, True), (2, 1, True)]
