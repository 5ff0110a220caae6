"""Put a code on what was said, and take it off again."""

from uuid import uuid4

import pytest
from sqlalchemy import select

from app.security.permissions import NotAllowed, Role
from app.store.queries.coding import codings
from app.store.queries.transcripts import NotInThisStudy, turns
from app.store.tables import Round, RoundState, TrailRow, Turn, UnitTurn
from app.workbench import coding as room
from app.workbench.coding import apply_code, apply_code_to_turn, remove_coding
from app.workbench.placing import NothingMarked, Passage, WordsDiffer
from tests import factories
from tests.on_the_trail import newest_acts

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
    assert [line.act for line in newest_acts(session, lead)].count("coding.applied") == 1


def test_two_codes_on_one_passage_share_its_meaning_unit(session, lead, talk, code):
    apply(session, lead, talk, code, 6, 15, "Who stays")
    apply(session, lead, talk, factories.code(session, lead), 6, 15, "Who stays")

    assert len({row.unit_id for row in codings(session, lead, talk.id)}) == 1


def test_two_coders_on_one_passage_have_a_meaning_unit_each(session, lead, talk, code):
    coder = factories.member(session, lead)
    apply(session, lead, talk, code, 6, 15, "Who stays")
    apply(session, coder, talk, code, 6, 15, "Who stays")

    assert len({row.unit_id for row in codings(session, lead, talk.id)}) == 2


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


@pytest.mark.parametrize("number", [4, -1])
def test_a_turn_that_is_not_there_is_not_found(session, lead, talk, code, number):
    with pytest.raises(NotInThisStudy):
        apply_code_to_turn(session, lead, transcript_id=talk.id, code_id=code.id, number=number)


def test_without_a_passage_and_without_a_turn_nothing_is_coded(session, lead, talk, code):
    with pytest.raises(NothingMarked):
        apply_code_to_turn(session, lead, transcript_id=talk.id, code_id=code.id, number=0)


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

    def code_twice(first, second):
        with write() as session:
            apply(session, lead, talk, code, 6, 15, first)
            apply(session, lead, talk, code, 6, 15, second)

    with pytest.raises(WordsDiffer):
        code_twice("Who stays", "Who leave")

    with read() as session:
        assert codings(session, lead, talk.id) == []
        assert session.scalar(select(TrailRow.number).where(TrailRow.act == "coding.applied")) is None


def test_only_the_codings_of_the_turns_that_are_asked_for_come(session, lead, talk):
    for number in (1, 2, 3):
        factories.coding(session, lead, talk=talk, turn=number)

    asked = codings(session, lead, talk.id, [2, 3])

    assert [row.first_turn for row in asked] == [2, 3]
