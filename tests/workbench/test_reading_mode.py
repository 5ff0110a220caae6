"""The reading mode keeps a reader's place, tells what they should know, and keeps what they leave out theirs alone."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from app.security.permissions import NotAllowed
from app.store.queries import readings as queries
from app.store.queries.transcripts import NotInThisStudy
from app.store.tables import LeftOut, ReadingState, TrailPayload, TrailRow
from app.store.visible import visible
from app.workbench.coding import NoOpenRound
from app.workbench.my_work import my_work
from app.workbench.reading_mode import Asked, NothingRead, Shows, Step, card, finish, step
from app.workbench.readings import assign_stretch, open_again, set_content_note
from app.workbench.rounds import mark_reading
from tests import factories
from tests.workbench.reader import Reader


@pytest.fixture
def study(session):
    return Reader(session)


def told(study, first=3, last=4):
    return set_content_note(
        study.session, study.lead, transcript_id=study.talk.id, words="Speaks of a death", first=first, last=last
    )


def test_a_reader_begins_with_the_first_turn_and_comes_back_to_where_they_stopped(study):
    begins = study.card()
    study.step(turn=1)
    study.step(turn=2)
    comes_back = study.card()

    assert (begins.turn.words, begins.state, begins.last) == ("Ask", ReadingState.NOT_BEGUN, 6)
    assert (comes_back.turn.words, comes_back.state) == ("My brother died", ReadingState.READING)


def test_the_place_is_kept_for_each_member_and_round(study, session):
    study.step(turn=1)
    other = card(session, study.other, study.talk.id, Asked())
    [reader] = factories.blind(session, study.lead, study.reader)[1:]
    in_new_round = card(session, reader, study.talk.id, Asked())

    assert (other.number, in_new_round.number, study.card().number) == (1, 1, 1)


def test_a_reader_goes_back_as_far_as_the_first_turn_and_on_as_far_as_the_end(study):
    for turn in range(1, 7):
        study.step(turn=turn)
    end = study.card()
    study.step(turn=7)
    still = study.card()
    study.step(Step.BACK, turn=7)
    back = study.card().number
    study.step(Step.BACK, turn=1)

    assert (end.shows, end.turn, still.shows) == (Shows.END, None, Shows.END)
    assert (back, study.card().number) == (6, 1)


def test_a_stretch_is_read_from_its_first_turn_to_its_last(study, session):
    given = assign_stretch(
        session, study.lead, member_id=study.reader.member_id, transcript_id=study.talk.id, first=3, last=4
    )
    begins = study.card()
    study.step(turn=3, reading_id=given.id)
    study.step(turn=4, reading_id=given.id)

    assert (begins.reading_id, begins.number, begins.first, begins.last, begins.whole) == (given.id, 3, 3, 4, False)
    assert study.card().shows is Shows.END


def test_a_turn_can_be_asked_for_and_its_stretch_is_found(study, session):
    given = assign_stretch(
        session, study.lead, member_id=study.reader.member_id, transcript_id=study.talk.id, first=5, last=6
    )

    assert (study.card(turn=5).reading_id, study.card(turn=2).reading_id) == (given.id, None)
    assert study.card(turn=99).shows is Shows.END


def test_what_is_done_stays_done_when_it_is_looked_through_and_is_opened_at_its_beginning(study, session):
    done = study.finish()
    at_first = study.card()
    looked = study.card(turn=2)
    study.step(turn=2)
    state = study.card().state
    open_again(session, study.reader, done.id, "Another look")

    assert (at_first.shows, looked.shows, state) == (Shows.END, Shows.TURN, ReadingState.DONE)
    assert (study.card().shows, study.card().number) == (Shows.TURN, 1)


def test_a_note_stands_before_its_turns_until_the_reader_wants_to_see_them(study):
    note = told(study)

    before, shown = study.card(turn=3), study.card(turn=3, shown=frozenset({note.id}))

    assert (before.shows, before.turn, before.note.words) == (Shows.NOTE, None, "Speaks of a death")
    assert (shown.shows, shown.turn.words, shown.note) == (Shows.TURN, "My brother died", None)
    assert [study.card(turn=turn).shows for turn in (2, 4, 5)] == [Shows.TURN, Shows.NOTE, Shows.TURN]


def test_of_two_notes_on_a_turn_both_are_told(study):
    first, second = told(study, 2, 3), told(study, 3, 4)

    shown = study.card(turn=3, shown=frozenset({first.id}))

    assert (study.card(turn=3).note.id, shown.note.id) == (first.id, second.id)


def test_skipping_at_a_note_leaves_out_all_that_it_is_about_from_here_on(study):
    note = told(study, 3, 5)
    study.step(Step.LEAVE_OUT, turn=4, note_id=note.id)

    assert (study.left_out(study.reader), study.card().number) == ({4, 5}, 6)


def test_a_note_of_another_transcript_skips_this_turn_alone(study, session):
    other = factories.transcript(session, study.lead)
    note = set_content_note(session, study.lead, transcript_id=other.id, words="Loss")

    study.step(Step.LEAVE_OUT, turn=2, note_id=note.id)

    assert study.left_out(study.reader) == {2}


def test_what_is_left_out_is_not_read_and_its_words_are_not_shown(study):
    study.step(Step.LEAVE_OUT, turn=3)
    study.step(Step.LEAVE_OUT, turn=3)
    study.finish()

    assert study.turns_read() == {"RE": [1, 2, 4, 5, 6]}
    assert (study.card(turn=3).shows, study.card(turn=3).turn) == (Shows.LEFT_OUT, None)


def test_what_was_left_out_is_read_after_all_when_the_reader_looks_and_goes_on(study):
    study.step(Step.LEAVE_OUT, turn=3)
    study.step(turn=3)
    still = study.left_out(study.reader)
    looked_at = study.card(turn=3, looked_at=3)
    study.step(turn=3, seen=True)

    assert (still, looked_at.shows) == ({3}, Shows.TURN)
    assert study.left_out(study.reader) == frozenset()


def test_what_was_left_out_and_has_a_note_is_told_of_before_it_is_looked_at(study):
    told(study)
    study.step(Step.LEAVE_OUT, turn=3)

    assert study.card(turn=3, looked_at=3).shows is Shows.NOTE


def test_nothing_is_done_when_all_was_left_out_and_nobody_is_asked_for_it_again(study, session):
    for turn in range(1, 7):
        study.step(Step.LEAVE_OUT, turn=turn)

    assert study.card().all_left_out
    with pytest.raises(NothingRead):
        study.finish()
    assert my_work(session, study.reader).next is None


def test_nobody_else_sees_what_was_left_out_whatever_their_role(study, session):
    study.step(turn=1)
    before = {
        who.initials: queries.readings(session, who)
        for who in (study.lead, study.other, study.supervisor)
    }  # fmt: skip
    study.step(Step.LEAVE_OUT, turn=2)
    study.step(Step.LEAVE_OUT, turn=3)
    session.flush()

    for who in (study.lead, study.other, study.supervisor, factories.study(session)):
        assert session.scalars(select(LeftOut).where(visible(who, LeftOut))).all() == []
    after = {who.initials: queries.readings(session, who) for who in (study.lead, study.other, study.supervisor)}
    assert after == before
    assert study.left_out(study.reader) == {2, 3}


def test_no_blind_round_hides_from_a_reader_what_they_left_out(study):
    study.step(Step.LEAVE_OUT, turn=2)
    blind = replace(study.reader, blind_rounds=frozenset({study.round_id}))

    assert study.left_out(blind) == {2}


def test_the_trail_tells_that_somebody_began_and_is_done_and_nothing_of_what_they_left_out(study, session):
    study.step(turn=1)
    study.step(Step.LEAVE_OUT, turn=2)
    study.finish()
    session.commit()

    rows = session.execute(
        select(TrailRow.act, TrailPayload.payload)
        .join(TrailPayload, (TrailPayload.study_id == TrailRow.study_id) & (TrailPayload.number == TrailRow.number))
        .where(TrailRow.actor_id == study.reader.member_id, TrailRow.act.like("reading%"))
        .order_by(TrailRow.number)
    ).all()
    assert [row[0] for row in rows] == ["reading.begun", "reading.done"]
    assert all("left" not in row[1] and '"last": 6' in row[1] for row in rows)


def test_who_does_not_read_for_the_study_has_no_reading_mode(study, session):
    for reads in (card, lambda *of: step(*of, Step.ON)):
        with pytest.raises(NotAllowed):
            reads(session, study.supervisor, study.talk.id, Asked())
        with pytest.raises(NotInThisStudy):
            reads(session, factories.study(session), study.talk.id, Asked())


def test_nobody_reads_in_the_place_of_somebody_else(study, session):
    mine = study.step(turn=1)

    for who in (study.lead, study.other):
        with pytest.raises(NotInThisStudy):
            card(session, who, study.talk.id, Asked(mine.id))
        with pytest.raises(NotInThisStudy):
            step(session, who, study.talk.id, Asked(mine.id, 1), Step.ON)
        with pytest.raises(NotInThisStudy):
            finish(session, who, study.talk.id, mine.id)


def test_a_reading_of_another_transcript_or_round_is_not_found(study, session):
    mine = study.step(turn=1)
    elsewhere = factories.transcript(session, study.lead)
    with pytest.raises(NotInThisStudy):
        step(session, study.reader, elsewhere.id, Asked(mine.id, 1), Step.ON)

    _, reader = factories.blind(session, study.lead, study.reader)
    with pytest.raises(NotInThisStudy):
        step(session, reader, study.talk.id, Asked(mine.id, 1), Step.ON)


def test_without_an_open_round_there_is_nothing_to_read_in(study, session, monkeypatch):
    monkeypatch.setattr("app.store.queries.studies.round_of_work", lambda *_: None)

    with pytest.raises(NoOpenRound):
        study.card()
    assert my_work(session, study.reader).next is None


def test_what_waits_is_where_somebody_stopped_then_what_they_were_given_then_what_is_new(study, session):
    given = factories.transcript(session, study.lead, title="Given")
    fresh = my_work(session, study.reader)
    assign_stretch(session, study.lead, member_id=study.reader.member_id, transcript_id=given.id, first=2, last=3)
    first_given = my_work(session, study.reader)
    study.step(turn=1)
    study.step(turn=2)
    begun = my_work(session, study.reader)

    assert (fresh.next.title, fresh.next.place, fresh.next.reading_id) == ("Talk", 0, None)
    assert (first_given.next.title, first_given.next.turns) == ("Given", 2)
    assert (begun.next.title, begun.next.place, begun.next.turns) == ("Talk", 3, 6)
    assert [piece.title for piece in begun.waiting] == ["Given"]


def test_a_transcript_is_finished_when_its_stretches_hold_it_whole(study, session):
    first = assign_stretch(
        session, study.lead, member_id=study.reader.member_id, transcript_id=study.talk.id, first=1, last=3
    )
    study.finish(first.id)
    half = my_work(session, study.reader).finished
    mark_reading(session, study.reader, transcript_id=study.talk.id, done=True)

    assert (half, my_work(session, study.reader).finished) == (frozenset(), {study.talk.id})
