"""First thoughts are sealed until everybody has handed in, or until those who agree are opened."""

import pytest

from app.security.permissions import NotAllowed, Role
from app.store.queries.transcripts import NotInThisStudy
from app.store.tables import Revising
from app.workbench.first_thoughts import (
    AlreadyOpen,
    NothingToOpen,
    NothingWritten,
    SealedWhileBlind,
    Written,
    keep_thought,
    open_early,
    side_by_side,
)
from app.workbench.keeping import WrittenMeanwhile
from app.workbench.revising import Decision, change_words
from app.workbench.rounds import reveal_round
from tests import factories


class Readers:
    """A lead and two co-researchers who read one transcript, and a supervisor."""

    def __init__(self, session):
        self.session = session
        self.lead = factories.study(session)
        self.first, self.second = (factories.member(session, self.lead, initials=name) for name in ("C1", "C2"))
        self.supervisor = factories.member(session, self.lead, role=Role.SUPERVISOR, initials="SV")
        self.talk = factories.transcript(session, self.lead)

    def hands_in(self, viewer, words="", *, may_open=False, passed=False, revision=0):
        written = Written(words, hand_in=not passed, may_open=may_open, passed=passed, revision=revision)
        return keep_thought(self.session, viewer, self.talk.id, written)

    def read_by(self, viewer):
        """Return the words of the others that somebody can read."""
        self.session.flush()
        [beside] = side_by_side(self.session, viewer)
        return {one.initials: one.words for one in beside.others}


@pytest.fixture
def readers(session):
    return Readers(session)


def test_nobody_reads_the_others_before_all_are_in(readers):
    readers.hands_in(readers.lead, "Warm.")
    readers.hands_in(readers.first, "Few words.")

    assert readers.read_by(readers.first) == readers.read_by(readers.second) == {}
    assert readers.read_by(readers.supervisor) == {"LA": "Warm.", "C1": "Few words."}

    readers.hands_in(readers.second, "Places.")

    assert readers.read_by(readers.first) == {"LA": "Warm.", "C2": "Places."}


def test_whoever_writes_none_keeps_nobody_waiting(readers):
    readers.hands_in(readers.lead, "Warm.")
    readers.hands_in(readers.first, "Few words.")

    readers.hands_in(readers.second, passed=True)

    assert readers.read_by(readers.lead) == {"C1": "Few words.", "C2": ""}


def test_who_is_in_is_known_and_what_is_only_begun_is_not_in(session, readers):
    keep_thought(session, readers.first, readers.talk.id, Written("I begin"))
    readers.hands_in(readers.lead, "Warm.")

    [beside] = side_by_side(session, readers.second)

    assert beside.missing == ("C1", "C2")
    assert [one.initials for one in beside.states] == ["C1", "C2", "LA"]
    assert readers.read_by(readers.supervisor) == {"LA": "Warm."}


def test_a_lead_opens_those_whose_writers_agree_and_no_others(session, readers):
    readers.hands_in(readers.first, "Few words.", may_open=True)
    readers.hands_in(readers.second, "Places.")

    assert open_early(session, readers.lead, readers.talk.id) == 1

    assert readers.read_by(readers.lead) == readers.read_by(readers.second) == {"C1": "Few words."}
    assert readers.read_by(readers.first) == {}
    with pytest.raises(NothingToOpen):
        open_early(session, readers.lead, readers.talk.id)


def test_what_is_begun_is_not_opened_though_its_writer_agrees(session, readers):
    keep_thought(session, readers.first, readers.talk.id, Written("I begin", may_open=True))

    with pytest.raises(NothingToOpen):
        open_early(session, readers.lead, readers.talk.id)


def test_handed_in_thoughts_can_be_changed_and_taken_back_until_they_are_open(session, readers):
    readers.hands_in(readers.first, "Few words.")
    readers.hands_in(readers.first, "Very few words.", revision=1)
    kept = keep_thought(session, readers.first, readers.talk.id, Written("Let me think.", revision=2))
    assert (kept.handed_in_at, kept.revision) == (None, 3)

    for viewer in (readers.lead, readers.second):
        readers.hands_in(viewer, "Warm.")
    readers.hands_in(readers.first, "Few words.", revision=3)

    with pytest.raises(AlreadyOpen):
        readers.hands_in(readers.first, "Other words.", revision=4)


def test_an_older_page_and_an_empty_one_are_refused(readers):
    readers.hands_in(readers.first, "Few words.")

    with pytest.raises(WrittenMeanwhile) as told:
        readers.hands_in(readers.first, "Other words.")
    assert told.value.values == {"now": "Few words."}
    with pytest.raises(NothingWritten):
        readers.hands_in(readers.second, " ")


def test_while_a_round_is_blind_nothing_opens_and_nobody_sees_who_is_in(write, read):
    with write() as session:
        readers = Readers(session)
    with write() as session:
        lead, first, second = factories.blind(session, readers.lead, readers.first, readers.second)
        for viewer in (lead, first):
            keep_thought(session, viewer, readers.talk.id, Written("Warm.", hand_in=True, may_open=True))
    with read() as session:
        [before] = side_by_side(session, second)
    with write() as session:
        keep_thought(session, second, readers.talk.id, Written("Places.", hand_in=True))
        with pytest.raises(SealedWhileBlind):
            open_early(session, lead, readers.talk.id)
    with read() as session:
        [after] = side_by_side(session, second)
        assert (before.others, before.states, after.others, after.states) == ((), (), (), ())
    with write() as session:
        reveal_round(session, lead, next(iter(lead.blind_rounds)))
    with read() as session:
        [opened] = side_by_side(session, factories.again(session, second))
        assert {one.initials for one in opened.others} == {"LA", "C1"}


def test_words_that_are_redacted_leave_sealed_thoughts_too(session, readers):
    readers.hands_in(readers.first, "Someone who stays, she said.")
    place = factories.passage(session, readers.lead, readers.talk, "Someone who stays")

    change_words(session, readers.lead, readers.talk.id, Decision(place, Revising.REDACTED, "name 1"))

    assert readers.read_by(readers.supervisor) == {"C1": "[name 1], she said."}


def test_supervisors_write_none_and_only_leads_open_and_another_study_finds_nothing(session, readers):
    other = factories.study(session)

    for viewer, refusal in ((readers.supervisor, NotAllowed), (other, NotInThisStudy)):
        with pytest.raises(refusal):
            readers.hands_in(viewer, "Warm.")
    for viewer, refusal in ((readers.supervisor, NotAllowed), (readers.first, NotAllowed), (other, NotInThisStudy)):
        with pytest.raises(refusal):
            open_early(session, viewer, readers.talk.id)
    assert side_by_side(session, other) == []
