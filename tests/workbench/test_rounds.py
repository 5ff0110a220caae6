"""Rounds are opened and revealed by a lead; readings say who has looked."""

import pytest

from app.security.permissions import NotAllowed
from app.store.queries import studies
from app.store.queries.transcripts import NotInThisStudy
from app.workbench.rounds import NothingToReveal, RoundIsOpen, mark_reading, open_independent_round, reveal_round
from tests import factories
from tests.workbench.blind_world import World


@pytest.fixture
def world(write, read):
    return World(write, read)


def test_one_independent_round_is_open_at_a_time_and_revealed_once(world):
    with pytest.raises(RoundIsOpen), world.write() as session:
        open_independent_round(session, world.lead)

    lead, *_ = world.reveal()

    with pytest.raises(NothingToReveal), world.write() as session:
        reveal_round(session, lead, world.round_id)
    with world.write() as session:
        assert open_independent_round(session, lead).position == 3


def test_a_shared_round_is_not_revealed(world):
    with world.read() as session:
        shared = studies.rounds(session, world.lead)[0]

    with pytest.raises(NothingToReveal), world.write() as session:
        reveal_round(session, world.lead, shared.id)


def test_only_a_lead_runs_rounds(world):
    with pytest.raises(NotAllowed), world.write() as session:
        reveal_round(session, world.first, world.round_id)
    with pytest.raises(NotAllowed), world.write() as session:
        open_independent_round(session, world.supervisor)


def test_a_round_of_another_study_is_not_found(world):
    with world.write() as session:
        other = factories.study(session)

    with pytest.raises(NotInThisStudy), world.write() as session:
        reveal_round(session, other, world.round_id)
    with world.read() as session:
        assert factories.again(session, other).blind_rounds == frozenset()


def test_a_supervisor_marks_no_readings_and_another_studys_transcript_is_not_found(world):
    with world.write() as session:
        other = factories.study(session)

    with pytest.raises(NotAllowed), world.write() as session:
        mark_reading(session, world.supervisor, transcript_id=world.talk.id, done=True)
    with pytest.raises(NotInThisStudy), world.write() as session:
        mark_reading(session, other, transcript_id=world.talk.id, done=True)


def test_a_reading_names_the_codebook_it_was_done_with_and_can_be_taken_up_again(world):
    with world.write() as session:
        before = studies.study(session, world.second).codebook_revision
        factories.code(session, world.second)
        done = mark_reading(session, world.second, transcript_id=world.talk.id, done=True)
        assert done.codebook_revision == before + 1
        again = mark_reading(session, world.second, transcript_id=world.talk.id, done=False)
        assert (again.id, again.codebook_revision) == (done.id, None)
