"""Undo, stale pages and colleagues at work find their words where they are after a change."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event
from time import sleep

import pytest
from sqlalchemy import func, select

from app.store.queries.coding import codings
from app.store.tables import (
    Coding,
    Revising,
)
from app.workbench import placing
from app.workbench.coding import apply_code, remove_coding
from app.workbench.placing import Passage
from app.workbench.revising import revise
from app.workbench.rewriting import Replacement
from app.workbench.trail import verify_trails
from app.workbench.undoing import undo
from tests import factories
from tests.factories import KEY, on_postgresql
from tests.workbench.changing import LINES, NAME, coded, correct, redact


@pytest.fixture
def lead(session):
    return factories.study(session)


@pytest.fixture
def talk(session, lead):
    return factories.transcript(session, lead, lines=LINES)


def test_undo_finds_a_coding_that_has_moved_on(write, read):
    with write() as session:
        lead = factories.study(session)
        talk = factories.transcript(session, lead, lines=LINES)
        factories.coding(session, lead, talk=talk, words="she stays")
    with write() as session:
        redact(session, lead, talk, "Anna")

    with write() as session:
        change = undo(session, lead)

    assert (change.words, change.gone) == ("she stays", False)
    with read() as session:
        assert coded(session, lead, talk) == []


def test_a_coding_that_was_taken_off_before_comes_back_where_its_words_are_now(write, read):
    with write() as session:
        lead = factories.study(session)
        talk = factories.transcript(session, lead, lines=LINES)
        factories.coding(session, lead, talk=talk, label=factories.code(session, lead, name="a"), words="Anna, she")
    with write() as session:
        remove_coding(session, lead, codings(session, lead, talk.id)[0].id)
    with write() as session:
        redact(session, lead, talk, "Anna")
        correct(session, lead, talk, "My", "Our very own")

    with write() as session:
        undo(session, lead)

    with read() as session:
        assert coded(session, lead, talk) == [("a", "[name 1], she", 2, 2)]


def test_where_no_word_is_left_undo_says_so_and_goes_on_to_the_act_before(write, read):
    with write() as session:
        lead = factories.study(session)
        talk = factories.transcript(session, lead, lines=["P1: Yes hm no"])
        label = factories.code(session, lead, name="a")
        factories.coding(session, lead, talk=talk, label=label, words="Yes")
    with write() as session:
        factories.coding(session, lead, talk=talk, label=label, words="hm")
    with write() as session:
        correct(session, lead, talk, "hm", "…")

    with write() as session:
        first = undo(session, lead)
    with write() as session:
        second = undo(session, lead)

    assert (first.gone, first.first_turn) == (True, 1)
    assert (second.gone, second.words) == (False, "Yes")
    with read() as session:
        assert coded(session, lead, talk) == []
        assert verify_trails(session, KEY)[1] == []


def test_of_two_codings_that_became_one_the_earlier_stays_until_it_is_undone_itself(write, read):
    with write() as session:
        lead = factories.study(session)
        talk = factories.transcript(session, lead, lines=LINES)
        label = factories.code(session, lead, name="a")
        factories.coding(session, lead, talk=talk, label=label, words="friend Anna")
    with write() as session:
        factories.coding(session, lead, talk=talk, label=label, words="friend Ann")
    with write() as session:
        redact(session, lead, talk, "Anna")

    with write() as session:
        later = undo(session, lead)
        assert coded(session, lead, talk) == [("a", "friend [name 1]", 2, 2)]
    with write() as session:
        earlier = undo(session, lead)

    assert (later.gone, earlier.gone) == (True, False)
    with read() as session:
        assert session.scalar(select(func.count()).select_from(Coding)) == 0


def test_a_stale_page_is_told_that_the_words_have_changed(session, lead, talk):
    label = factories.code(session, lead)
    redact(session, lead, talk, "Anna")

    with pytest.raises(placing.WordsDiffer):
        apply_code(session, lead, transcript_id=talk.id, code_id=label.id, passage=Passage(16, 20, "Anna"))


@on_postgresql
def test_coding_and_redacting_at_the_same_time_wait_for_each_other(write, read):
    # Whichever comes first holds the transcript until its end; the other one then finds the words where they are.
    with write() as session:
        lead = factories.study(session)
        talk = factories.transcript(session, lead, lines=LINES)
        label = factories.code(session, lead, name="a")
    coded_first, redacted = Event(), []

    def code_slowly():
        with write() as session:
            factories.coding(session, lead, talk=talk, label=label, words="she stays")
            coded_first.set()
            sleep(0.3)  # long enough for the other to reach the transcript
            redacted.append(len(redacted))

    def redact_meanwhile():
        coded_first.wait()
        with write() as session:
            place = Replacement(16, 20, NAME, "Anna")
            revise(session, lead, talk.id, [place], Revising.REDACTED)
            redacted.append("redacted")

    with ThreadPoolExecutor(2) as threads:
        for done in [threads.submit(code_slowly), threads.submit(redact_meanwhile)]:
            done.result()

    assert redacted == [0, "redacted"]
    with read() as session:
        assert coded(session, lead, talk) == [("a", "she stays", 2, 2)]


@on_postgresql
def test_coding_at_a_place_that_is_being_redacted_is_told_of_the_new_words(write):
    with write() as session:
        lead = factories.study(session)
        talk = factories.transcript(session, lead, lines=LINES)
        label = factories.code(session, lead)
    redacting = Event()

    def redact_slowly():
        with write() as session:
            revise(session, lead, talk.id, [Replacement(16, 20, NAME, "Anna")], Revising.REDACTED)
            redacting.set()
            sleep(0.3)

    def code_meanwhile():
        redacting.wait()
        with write() as session:
            apply_code(session, lead, transcript_id=talk.id, code_id=label.id, passage=Passage(22, 31, "she stays"))

    with ThreadPoolExecutor(2) as threads:
        slow, late = threads.submit(redact_slowly), threads.submit(code_meanwhile)
        slow.result()
        with pytest.raises(placing.WordsDiffer):
            late.result()
