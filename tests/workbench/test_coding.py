"""Put a code on what was said, and take it off again."""

from uuid import uuid4

import pytest
from sqlalchemy import select

from app.security.permissions import NotAllowed, Role
from app.store.queries.coding import codings
from app.store.queries.trail import trail
from app.store.queries.transcripts import NotInThisStudy, turns
from app.store.tables import Round, RoundState, TrailRow, Turn, UnitTurn
from app.workbench import coding as room
from app.workbench.coding import Passage, apply_code, apply_code_to_turn, remove_coding
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


def test_a_code_lies_on_the_words_that_were_marked(session, lead, talk, code):
    change = apply(session, lead, talk, code, 6, 15, "Who stays")

    [row] = codings(session, lead, talk.id)
    assert (row.start, row.end, row.first_turn, row.last_turn) == (6, 15, 2, 2)
    assert (row.code, row.initials) == (code.name, lead.initials)
    assert (change.first_turn, change.last_turn, change.words) == (2, 2, "Who stays")


def test_a_code_can_lie_on_a_whole_turn(session, lead, talk, code):
    apply_code_to_turn(session, lead, transcript_id=talk.id, code_id=code.id, number=3)

    assert placed(session, lead, talk) == [(23, 40, 3, 3)]


def test_applied_twice_a_code_lies_there_once_and_is_on_the_trail_once(session, lead, talk, code):
    for _ in range(2):
        apply(session, lead, talk, code, 6, 15, "Who stays")
    session.commit()

    assert len(codings(session, lead, talk.id)) == 1
    assert [line.act for line in trail(session, lead)].count("coding.applied") == 1


def test_two_codes_on_one_passage_share_its_meaning_unit(session, lead, talk, code):
    apply(session, lead, talk, code, 6, 15, "Who stays")
    apply(session, lead, talk, factories.code(session, lead), 6, 15, "Who stays")

    assert len({row.unit_id for row in codings(session, lead, talk.id)}) == 1


def test_two_coders_on_one_passage_have_a_meaning_unit_each(session, lead, talk, code):
    coder = factories.member(session, lead)
    apply(session, lead, talk, code, 6, 15, "Who stays")
    apply(session, coder, talk, code, 6, 15, "Who stays")

    assert len({row.unit_id for row in codings(session, lead, talk.id)}) == 2


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
    with pytest.raises(room.PassageOutsideTranscript):
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
    with pytest.raises(room.WordsDiffer):
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
    with pytest.raises(room.NoWholeWord):
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
    with pytest.raises(room.WordsDiffer):
        apply(session, lead, talk, code, 5, 12, "café på")  # as UTF-16 counts
    with pytest.raises(room.WordsDiffer):
        apply(session, lead, talk, code, 3, 11, "cafe\u0301 på")  # not NFC


def voices(session, lead):
    rows = session.execute(
        select(Turn.number, UnitTurn.words, UnitTurn.voice)
        .join(Turn, (Turn.study_id == UnitTurn.study_id) & (Turn.id == UnitTurn.turn_id))
        .where(UnitTurn.study_id == lead.study_id)
        .order_by(Turn.number)
    )
    return [tuple(row) for row in rows]


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


def test_every_turn_that_a_passage_touches_is_drawn_anew(session, lead, talk, code):
    apply(session, lead, talk, code, 17, 30, "stays\nI don't")

    assert [turn.revision for turn in turns(session, lead, talk.id)] == [0, 1, 1]


def test_removing_the_last_code_removes_the_meaning_unit(session, lead, talk, code):
    apply(session, lead, talk, code, 6, 15, "Who stays")
    apply(session, lead, talk, factories.code(session, lead), 6, 15, "Who stays")
    first, second = factories.coding_ids(session, lead, talk)

    remove_coding(session, lead, first)
    kept = voices(session, lead)
    remove_coding(session, lead, second)

    assert kept == [(2, 2, True)]
    assert voices(session, lead) == []
    assert codings(session, lead, talk.id) == []


def test_removed_twice_the_second_finds_nothing(session, lead, talk):
    factories.coding(session, lead, talk=talk)
    [coding_id] = factories.coding_ids(session, lead, talk)
    remove_coding(session, lead, coding_id)

    with pytest.raises(NotInThisStudy):
        remove_coding(session, lead, coding_id)


def test_nobody_takes_off_what_a_colleague_coded(session, lead, talk):
    coder = factories.member(session, lead)
    factories.coding(session, coder, talk=talk, label=factories.code(session, coder))
    [coding_id] = factories.coding_ids(session, lead, talk)

    with pytest.raises(room.CodingOfSomebodyElse):
        remove_coding(session, lead, coding_id)
    remove_coding(session, coder, coding_id)


def test_a_supervisor_may_not_code(session, lead, talk, code):
    supervisor = factories.member(session, lead, role=Role.SUPERVISOR)
    factories.coding(session, lead, talk=talk)
    [coding_id] = factories.coding_ids(session, lead, talk)

    with pytest.raises(NotAllowed):
        apply(session, supervisor, talk, code, 6, 15, "Who stays")
    with pytest.raises(NotAllowed):
        apply_code_to_turn(session, supervisor, transcript_id=talk.id, code_id=code.id, number=1)
    with pytest.raises(NotAllowed):
        remove_coding(session, supervisor, coding_id)


def test_a_member_of_another_study_finds_nothing_here(session, lead, talk, code):
    other = factories.study(session)
    own, own_talk = factories.code(session, other), factories.transcript(session, other, lines=LINES)
    factories.coding(session, lead, talk=talk)
    [coding_id] = factories.coding_ids(session, lead, talk)

    with pytest.raises(NotInThisStudy):
        apply(session, other, talk, own, 6, 15, "Who stays")
    with pytest.raises(NotInThisStudy):
        apply(session, other, own_talk, code, 6, 15, "Who stays")
    with pytest.raises(NotInThisStudy):
        apply_code_to_turn(session, other, transcript_id=talk.id, code_id=own.id, number=1)
    with pytest.raises(NotInThisStudy):
        remove_coding(session, other, coding_id)
    assert codings(session, other, talk.id) == []


@pytest.mark.parametrize("number", [0, 4, -1])
def test_a_turn_that_is_not_there_is_not_found(session, lead, talk, code, number):
    with pytest.raises(NotInThisStudy):
        apply_code_to_turn(session, lead, transcript_id=talk.id, code_id=code.id, number=number)


def test_an_unknown_transcript_or_code_is_not_found(session, lead, talk, code):
    with pytest.raises(NotInThisStudy):
        apply_code(session, lead, transcript_id=uuid4(), code_id=code.id, passage=Passage(6, 15, "Who stays"))
    with pytest.raises(NotInThisStudy):
        apply_code(session, lead, transcript_id=talk.id, code_id=uuid4(), passage=Passage(6, 15, "Who stays"))


def test_coding_rests_while_no_round_is_open(session, lead, talk, code):
    session.scalars(select(Round).where(Round.study_id == lead.study_id)).one().state = RoundState.CLOSED
    session.flush()

    with pytest.raises(room.NoOpenRound):
        apply(session, lead, talk, code, 6, 15, "Who stays")


def test_a_refused_coding_leaves_nothing(write, read):
    with write() as session:
        lead = factories.study(session)
        talk, code = factories.transcript(session, lead, lines=LINES), factories.code(session, lead)

    with pytest.raises(room.WordsDiffer), write() as session:
        apply(session, lead, talk, code, 6, 15, "Who stays")
        apply(session, lead, talk, code, 6, 15, "Who leave")

    with read() as session:
        assert codings(session, lead, talk.id) == []
        assert session.scalar(select(TrailRow.number).where(TrailRow.act == "coding.applied")) is None


def test_only_the_codings_of_the_turns_that_are_asked_for_come(session, lead, talk):
    for number in (1, 2, 3):
        factories.coding(session, lead, talk=talk, turn=number)

    asked = codings(session, lead, talk.id, [2, 3])

    assert [row.first_turn for row in asked] == [2, 3]
