"""Meaning units for themselves: kept without a code, described, and carried by some voices of an exchange."""

import pytest
from sqlalchemy import func, select

from app.security.permissions import NotAllowed, Role
from app.store.queries import coding as queries
from app.store.queries.coding import unit, unit_voices, units_without_codes
from app.store.queries.transcripts import NotInThisStudy, turns
from app.store.tables import Meaning, MeaningUnit, Round, RoundState, TrailPayload, UnitTurn
from app.workbench.coding import CodingOfSomebodyElse, NoOpenRound, RoundIsOver, apply_code, remove_coding
from app.workbench.keeping import Described, WrittenMeanwhile, describe_unit, keep_passage, let_passage_go
from app.workbench.placing import Passage
from app.workbench.rounds import reveal_round
from app.workbench.undoing import redo, undo
from tests import factories
from tests.coded_turns import coded_turns
from tests.workbench.changing import redact


@pytest.fixture
def lead(session):
    return factories.study(session)


@pytest.fixture
def talk(session, lead):
    return factories.transcript(session, lead)


def exchange(session, viewer, talk, first=2, last=3):
    """Return the passage of some whole turns."""
    some = [turn for turn in turns(session, viewer, talk.id) if first <= turn.number <= last]
    return Passage(some[0].start, some[-1].end, "\n".join(turn.words for turn in some))


def described(words="", meaning=None, by=(), before=""):
    return Described(words, meaning, frozenset(by), before)


def test_a_passage_is_kept_once_without_a_code_and_takes_one_later(session, lead, talk):
    code = factories.code(session, lead)
    passage = exchange(session, lead, talk, 2, 2)

    first = keep_passage(session, lead, transcript_id=talk.id, passage=passage)
    again = keep_passage(session, lead, transcript_id=talk.id, passage=passage)
    assert first == again
    assert [one.id for one in units_without_codes(session, lead, talk.id)] == [first.id]

    apply_code(session, lead, transcript_id=talk.id, code_id=code.id, passage=passage)
    assert units_without_codes(session, lead, talk.id) == []
    [coding] = queries.codings(session, lead, talk.id)
    remove_coding(session, lead, coding.id)
    assert [one.id for one in units_without_codes(session, lead, talk.id)] == [first.id]


def test_a_passage_that_is_let_go_is_gone_unless_it_carries_a_code(session, lead, talk):
    code = factories.code(session, lead)
    alone = keep_passage(session, lead, transcript_id=talk.id, passage=exchange(session, lead, talk, 2, 2))
    coded = keep_passage(session, lead, transcript_id=talk.id, passage=exchange(session, lead, talk, 3, 3))
    apply_code(session, lead, transcript_id=talk.id, code_id=code.id, passage=exchange(session, lead, talk, 3, 3))

    let_passage_go(session, lead, alone.id)
    let_passage_go(session, lead, coded.id)

    assert session.scalars(select(MeaningUnit.id)).all() == [coded.id]
    assert set(session.scalars(select(UnitTurn.unit_id))) == {coded.id}


def test_what_is_written_about_a_passage_stays_when_its_code_goes(session, lead, talk):
    factories.coding(session, lead, talk=talk, turn=2)
    [coding] = queries.codings(session, lead, talk.id)

    describe_unit(session, lead, coding.unit_id, described("Being met halfway", Meaning.LATENT))
    remove_coding(session, lead, coding.id)

    kept = unit(session, lead, coding.unit_id)
    assert (kept.condensation, kept.meaning, kept.kept) == ("Being met halfway", Meaning.LATENT, False)


def test_two_tabs_do_not_write_over_each_other(session, lead, talk):
    kept = keep_passage(session, lead, transcript_id=talk.id, passage=exchange(session, lead, talk, 2, 2))
    describe_unit(session, lead, kept.id, described("First"))

    with pytest.raises(WrittenMeanwhile) as refused:
        describe_unit(session, lead, kept.id, described("Second"))
    assert refused.value.values == {"now": "First"}
    describe_unit(session, lead, kept.id, described("Second", before="First"))
    assert unit(session, lead, kept.id).condensation == "Second"


def test_an_exchange_counts_for_those_whose_turns_carry_it(session, lead, talk):
    code = factories.code(session, lead)
    passage = exchange(session, lead, talk)
    apply_code(session, lead, transcript_id=talk.id, code_id=code.id, passage=passage)
    [coding] = queries.codings(session, lead, talk.id)
    voices = unit_voices(session, lead, coding.unit_id)
    assert [voice.carries for voice in voices] == [False, False]
    assert {row.participant for row in coded_turns(session, lead)} == {None}

    describe_unit(session, lead, coding.unit_id, described(by=[voices[1].participant_id]))

    assert [voice.carries for voice in unit_voices(session, lead, coding.unit_id)] == [False, True]
    assert len({row.participant for row in coded_turns(session, lead)} - {None}) == 1


def test_marked_voices_stay_when_words_of_the_exchange_are_taken_out(session, lead, talk):
    passage = exchange(session, lead, talk)
    kept = keep_passage(session, lead, transcript_id=talk.id, passage=passage)
    voices = unit_voices(session, lead, kept.id)
    describe_unit(session, lead, kept.id, described(by=[voices[0].participant_id]))
    word = passage.words.split()[0]

    redact(session, lead, talk, word)

    assert [voice.carries for voice in unit_voices(session, lead, kept.id)] == [True, False]


def test_the_only_participant_of_a_passage_is_its_voice_whatever_is_ticked(session, lead, talk):
    kept = keep_passage(session, lead, transcript_id=talk.id, passage=exchange(session, lead, talk, 2, 2))

    describe_unit(session, lead, kept.id, described())

    assert [voice.carries for voice in unit_voices(session, lead, kept.id)] == [True]


def test_nobody_describes_what_a_colleague_keeps_and_no_stranger_finds_it(session, lead, talk):
    kept = keep_passage(session, lead, transcript_id=talk.id, passage=exchange(session, lead, talk, 2, 2))
    colleague, supervisor = factories.member(session, lead), factories.member(session, lead, role=Role.SUPERVISOR)
    stranger = factories.study(session, title="Elsewhere")

    for who, refusal in ((colleague, CodingOfSomebodyElse), (supervisor, NotAllowed), (stranger, NotInThisStudy)):
        for act in (
            lambda who=who: describe_unit(session, who, kept.id, described("Mine")),
            lambda who=who: let_passage_go(session, who, kept.id),
        ):
            with pytest.raises(refusal):
                act()
    with pytest.raises(NotInThisStudy):
        describe_unit(session, lead, kept.id, described(by=[lead.member_id]))


def test_after_the_round_a_passage_stays_as_it_is(session, lead, talk):
    blind = factories.blind(session, lead)[0]
    kept = keep_passage(session, blind, transcript_id=talk.id, passage=exchange(session, blind, talk, 2, 2))
    reveal_round(session, lead, kept.round_id)
    open_again = factories.again(session, lead)

    with pytest.raises(RoundIsOver):
        let_passage_go(session, open_again, kept.id)


def test_in_a_blind_round_nobody_sees_what_a_colleague_keeps(session, lead, talk):
    colleague = factories.member(session, lead)
    me, other = factories.blind(session, lead, colleague)
    kept = keep_passage(session, other, transcript_id=talk.id, passage=exchange(session, other, talk, 2, 2))

    assert units_without_codes(session, me, talk.id) == []
    with pytest.raises(NotInThisStudy):
        unit(session, me, kept.id)
    assert unit_voices(session, me, kept.id) == []


def test_the_trail_holds_no_words_of_what_was_written(write, read):
    with write() as session:
        lead = factories.study(session)
        talk = factories.transcript(session, lead)
        kept = keep_passage(session, lead, transcript_id=talk.id, passage=exchange(session, lead, talk, 2, 2))
        describe_unit(session, lead, kept.id, described("Zugvogel"))

    with read() as session:
        payloads = session.scalars(select(TrailPayload.payload)).all()
        acts = session.scalar(
            select(func.count()).select_from(TrailPayload).where(TrailPayload.payload.contains("start"))
        )
    assert acts == 2
    assert not [one for one in payloads if "Zugvogel" in one]


def test_keeping_rests_while_no_round_is_open(session, lead, talk):
    session.scalars(select(Round).where(Round.study_id == lead.study_id)).one().state = RoundState.CLOSED
    session.flush()

    with pytest.raises(NoOpenRound):
        keep_passage(session, lead, transcript_id=talk.id, passage=exchange(session, lead, talk, 2, 2))


def test_keeping_and_letting_go_are_undone_and_done_again(write, read):
    with write() as session:
        lead = factories.study(session)
        talk = factories.transcript(session, lead)
        passage = exchange(session, lead, talk, 2, 2)

    def act(do):
        with write() as session:
            do(session)
        with read() as session:
            return len(units_without_codes(session, lead, talk.id))

    assert act(lambda session: keep_passage(session, lead, transcript_id=talk.id, passage=passage)) == 1
    assert act(lambda session: undo(session, lead)) == 0
    assert act(lambda session: redo(session, lead)) == 1
    with read() as session:
        [kept] = units_without_codes(session, lead, talk.id)
    assert act(lambda session: let_passage_go(session, lead, kept.id)) == 0
    assert act(lambda session: undo(session, lead)) == 1
    assert act(lambda session: redo(session, lead)) == 0
