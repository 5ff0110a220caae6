"""A reading is of a stretch: a turn is read when a done reading holds it, and everything that counts follows."""

from uuid import uuid4

import pytest

from app.security.permissions import NotAllowed
from app.store.queries import readings as queries
from app.store.queries.transcripts import NotInThisStudy
from app.store.tables import ReadingState
from app.workbench.audit.choice import USUAL
from app.workbench.audit.page import audit
from app.workbench.comparison import read_groups
from app.workbench.merging import merge_codes, preview
from app.workbench.occurrences import replace_in_texts, same_words, texts_with
from app.workbench.reading_mode import Step
from app.workbench.readings import (
    AlreadyBegun,
    DoesNotRead,
    NoReason,
    NoSuchStretch,
    NoteWithoutWords,
    SameStretch,
    assign_stretch,
    open_again,
    remove_content_note,
    set_content_note,
    take_back_stretch,
)
from app.workbench.rounds import mark_reading
from tests import factories
from tests.workbench.reader import LINES, Reader


@pytest.fixture
def study(session):
    return Reader(session)


def give(study, first=0, last=0, who=None, by=None):
    return assign_stretch(
        study.session, by or study.lead, member_id=(who or study.reader).member_id, transcript_id=study.talk.id,
        first=first, last=last,
    )  # fmt: skip


def test_a_stretch_waits_for_its_reader_and_is_read_when_it_is_done(study):
    given = give(study, 2, 4)
    before = study.turns_read()
    study.finish(given.id)

    assert given.state is ReadingState.DONE
    assert (before, study.turns_read()) == ({}, {"RE": [2, 3, 4]})


def test_a_stretch_without_ends_is_the_whole_transcript(study):
    give(study)

    [line] = queries.readings(study.session, study.lead)
    assert (line.first_turn, line.last_turn, line.whole) == (1, 6, True)
    assert line.state is ReadingState.NOT_BEGUN


@pytest.mark.parametrize("ends", [(4, 3), (1, 7), (7, 0), (-1, 2)])
def test_a_stretch_that_the_transcript_does_not_have_is_refused(study, ends):
    with pytest.raises(NoSuchStretch):
        give(study, *ends)


def test_a_stretch_is_given_once_to_members_who_read(study):
    give(study, 2, 4)
    with pytest.raises(SameStretch):
        give(study, 2, 4)
    with pytest.raises(DoesNotRead):
        give(study, who=study.supervisor)


def test_only_a_lead_plans_and_nobody_of_another_study_is_given_a_stretch(study, session):
    elsewhere = factories.study(session)
    for who in (study.reader, study.supervisor):
        with pytest.raises(NotAllowed):
            give(study, by=who)
    with pytest.raises(NotInThisStudy):
        give(study, who=elsewhere)
    with pytest.raises(NotInThisStudy):
        give(study, by=elsewhere)


def test_a_stretch_is_taken_back_until_its_reader_has_begun(study, session):
    first, second = give(study, 1, 2), give(study, 3, 4)
    study.step(turn=3, reading_id=second.id)

    take_back_stretch(session, study.lead, first.id)

    assert [line.id for line in queries.readings(session, study.lead)] == [second.id]
    with pytest.raises(AlreadyBegun):
        take_back_stretch(session, study.lead, second.id)
    with pytest.raises(NotAllowed):
        take_back_stretch(session, study.reader, second.id)
    with pytest.raises(NotInThisStudy):
        take_back_stretch(session, factories.study(session), second.id)


def test_a_done_reading_is_opened_again_with_a_reason_and_counts_no_more(study, session):
    done = study.finish()
    with pytest.raises(NoReason):
        open_again(session, study.reader, done.id, "  ")
    open_again(session, study.reader, done.id, "I was too quick  at first")

    [line] = queries.readings(session, study.lead)
    assert (line.state, line.because, line.codebook_revision) == (
        ReadingState.OPENED_AGAIN, "I was too quick at first", None,
    )  # fmt: skip
    assert study.turns_read() == {}


def test_nobody_opens_the_reading_of_somebody_else(study, session):
    done = study.finish()

    for who in (study.lead, study.other, factories.study(session)):
        with pytest.raises(NotInThisStudy):
            open_again(session, who, done.id, "Curious")
    with pytest.raises(NotAllowed):
        open_again(session, study.supervisor, done.id, "Curious")


def test_whoever_has_read_it_all_has_read_their_stretches_and_whoever_goes_on_reads_them_again(study, session):
    give(study, 2, 3)
    mark_reading(session, study.reader, transcript_id=study.talk.id, done=True)
    done = {(line.first_turn, line.last_turn): line.state for line in queries.readings(session, study.lead)}
    mark_reading(session, study.reader, transcript_id=study.talk.id, done=False)
    again = {line.state for line in queries.readings(session, study.lead)}

    assert done == {(1, 6): ReadingState.DONE, (2, 3): ReadingState.DONE}
    assert again == {ReadingState.OPENED_AGAIN}


# The transcript has six turns; turn 1 is the moderator's. Code A:
#
#   turn   2    3    4    5    6
#   RE     yes  no   yes            has read 2 to 4
#   OT          no   no   yes  no   has read 3 to 6
#
# Both have read 3 and 4: they agree on 3. percent = 1/2; positive = 2*0 / (2*0 + 1) = 0. With turn 4 left out by OT
# only turn 3 has two readers: percent = 1, and nobody put the code there.
def two_stretches(study, session):
    code = factories.code(session, study.lead, name="A")
    for who, ends, coded in ((study.reader, (2, 4), (2, 4)), (study.other, (3, 6), (5,))):
        given = give(study, *ends, who=who)
        for turn in coded:
            factories.coding(session, who, talk=study.talk, label=code, turn=turn)
        study.finish(given.id, who)
    return code


def test_agreement_compares_a_turn_among_those_who_have_read_it(study, session):
    two_stretches(study, session)

    [line] = audit(session, study.supervisor, USUAL).lines

    shown = line.figures.agreement
    assert (shown.turns, shown.percent, shown.positive) == (2, 0.5, 0.0)


def test_agreement_leaves_out_what_a_reader_left_out(study, session):
    two_stretches(study, session)
    other = next(one for one in queries.readings(session, study.other) if one.member_id == study.other.member_id)
    study.step(Step.LEAVE_OUT, turn=4, viewer=study.other, reading_id=other.id)

    [line] = audit(session, study.supervisor, USUAL).lines

    assert (line.figures.agreement.turns, line.figures.agreement.percent) == (1, 1.0)


def test_a_merge_is_weighed_over_what_its_readers_have_read(study, session):
    code = two_stretches(study, session)
    unused = factories.code(session, study.lead, name="Unused")
    given = {one.member_id: one.id for one in queries.readings(session, study.lead)}
    study.step(Step.LEAVE_OUT, turn=4, viewer=study.other, reading_id=given[study.other.member_id])

    [effect] = preview(session, study.lead, unused.id, code.id).rounds
    merge_codes(session, study.lead, unused.id, code.id)

    [line] = audit(session, study.lead, USUAL).lines
    assert effect.agreement.merged == line.figures.agreement
    assert line.figures.agreement.turns == 1


def test_a_turn_read_twice_is_read_with_the_later_codebook(study, session):
    for who in (study.reader, study.other):
        study.finish(viewer=who)
    factories.code(session, study.lead, name="Late")
    for who in (study.reader, study.other):
        study.finish(give(study, 2, 3, who=who).id, who)

    [line] = audit(session, study.supervisor, USUAL).lines

    # Both have looked at turns 2 and 3 again since the code was made, and at the others not.
    assert line.figures.agreement.turns == 2


def test_a_focus_group_is_read_when_readings_together_hold_every_turn(study, session):
    first = give(study, 1, 3)
    second = give(study, 4, 6, who=study.other)
    study.finish(first.id)
    half = read_groups(session, study.lead)
    study.finish(second.id, study.other)

    assert (half, read_groups(session, study.lead)) == (set(), {study.talk.focus_group_id})


def test_readers_are_told_what_a_lead_has_written_until_it_is_taken_away(study, session):
    note = set_content_note(session, study.lead, transcript_id=study.talk.id, words=" Speaks of  loss ", first=3)

    [told] = queries.content_notes(session, study.reader, study.talk.id)
    assert (told.words, told.first_turn, told.last_turn) == ("Speaks of loss", 3, len(LINES))
    remove_content_note(session, study.lead, note.id)
    assert queries.content_notes(session, study.reader, study.talk.id) == []


def test_only_a_lead_writes_content_notes_and_each_says_something_about_turns_that_are_there(study, session):
    talk, elsewhere = study.talk.id, factories.study(session)
    note = set_content_note(session, study.lead, transcript_id=talk, words="Speaks of loss")

    with pytest.raises(NoteWithoutWords):
        set_content_note(session, study.lead, transcript_id=talk, words=" ")
    with pytest.raises(NoSuchStretch):
        set_content_note(session, study.lead, transcript_id=talk, words="Loss", first=9)
    with pytest.raises(NotAllowed):
        set_content_note(session, study.reader, transcript_id=talk, words="Loss")
    with pytest.raises(NotInThisStudy):
        set_content_note(session, elsewhere, transcript_id=talk, words="Loss")
    with pytest.raises(NotAllowed):
        remove_content_note(session, study.supervisor, note.id)
    for id_ in (note.id, uuid4()):
        with pytest.raises(NotInThisStudy):
            remove_content_note(session, elsewhere, id_)


def test_words_that_are_redacted_are_found_in_notes_and_in_reasons_too(study, session):
    set_content_note(session, study.lead, transcript_id=study.talk.id, words="Speaks of the harbour")
    done = study.finish()
    open_again(session, study.reader, done.id, "The harbour, again")
    harbour = same_words("harbour", "en")

    found = texts_with(session, study.lead, harbour)
    replace_in_texts(session, study.lead, harbour, "[place 1]", [spot.key for spot in found])

    [note] = queries.content_notes(session, study.reader, study.talk.id)
    assert note.words == "Speaks of the [place 1]"
    assert [one.because for one in queries.readings(session, study.lead)] == ["The [place 1], again"]
