"""Kept tallies: the same numbers as those made anew, whatever has happened since they were kept."""

import random
from dataclasses import replace

import pytest
from sqlalchemy import select

from app.importing.roles import Kind
from app.sentences import Refusal
from app.store.queries.people import voices
from app.store.queries.tallies import MADE, keep_tallies, tallies
from app.store.queries.transcripts import turns
from app.store.tables import KeptTally
from app.workbench.coding import remove_coding
from app.workbench.comparison import compare
from app.workbench.people import correct_kind
from app.workbench.undoing import undo
from tests import factories

LINES = ("I: Ask on", "P1: Coffee helps a lot", "P2: And soup", "P1: On Tuesdays", "P2: Yes")


@pytest.fixture
def study(session):
    lead = factories.study(session)
    talks = [factories.transcript(session, lead, lines=LINES) for _ in range(2)]
    theme = factories.theme(session, lead)
    codes = [factories.code(session, lead, theme=theme), factories.code(session, lead)]
    factories.coding(session, lead, talk=talks[0], label=codes[0], turn=2)
    session.commit()
    return lead, talks, codes


def keep(session, viewer):
    """Let somebody look, and keep what was made for them."""
    tallies(session, viewer)
    made = session.info.pop(MADE, None)
    kept = made is not None and keep_tallies(session, viewer, made)
    session.commit()
    return kept


def kept(session, viewer):
    return set(session.scalars(select(KeptTally.transcript_id).where(KeptTally.study_id == viewer.study_id)))


def counted(session, viewer):
    session.info.pop(MADE, None)
    found = compare(session, viewer, words=True)
    return [(line.name, line.row) for line in found.lines]


def as_made_anew(session, viewer):
    """Count without anything kept, as somebody does who is blind in a round that does not matter."""
    return counted(session, replace(viewer, blind_rounds=frozenset([viewer.study_id])))


def test_what_is_kept_is_used_and_counts_the_same(session, study):
    lead, talks, _ = study
    before = counted(session, lead)

    assert keep(session, lead)
    assert kept(session, lead) == {talk.id for talk in talks}
    assert counted(session, lead) == before
    assert MADE not in session.info


def test_a_coding_removes_the_tally_of_its_transcript_only(session, study):
    lead, talks, codes = study
    keep(session, lead)

    factories.coding(session, lead, talk=talks[1], label=codes[1], turn=3)
    session.commit()

    assert kept(session, lead) == {talks[0].id}
    assert counted(session, lead) == as_made_anew(session, lead)


def test_what_counts_no_coding_removes_nothing(session, study):
    lead, talks, _ = study
    keep(session, lead)

    factories.theme(session, lead)
    factories.code(session, lead)
    session.commit()

    assert kept(session, lead) == {talk.id for talk in talks}


def test_who_a_voice_is_changes_every_count_at_once(session, study):
    lead, talks, _ = study
    keep(session, lead)
    voice = next(one for one in voices(session, lead) if one.focus_group_id == talks[0].focus_group_id)
    voice = next(
        one for one in voices(session, lead) if one.label == "P1" and one.focus_group_id == voice.focus_group_id
    )

    correct_kind(session, lead, voice.id, Kind.MODERATOR)
    session.commit()

    assert [row.total.turns for _, row in counted(session, lead)] == [0, 0, 0]
    assert counted(session, lead) == as_made_anew(session, lead)


def test_nothing_is_kept_of_what_somebody_has_changed_meanwhile(session, study):
    lead, talks, codes = study
    tallies(session, lead)
    made = session.info.pop(MADE)

    factories.coding(session, lead, talk=talks[0], label=codes[1], turn=3)
    session.commit()

    assert not keep_tallies(session, lead, made)
    assert kept(session, lead) == set()


def test_whoever_is_blind_neither_sees_nor_keeps_a_tally(session, study):
    lead, talks, codes = study
    mate = factories.member(session, lead)
    keep(session, lead)
    lead, mate = factories.blind(session, lead, mate)
    factories.coding(session, lead, talk=talks[1], label=codes[0], turn=3)
    session.commit()

    assert [row.total.passages for _, row in counted(session, mate)] == [1, 1, 0]  # what was coded before the round
    assert [row.total.passages for _, row in counted(session, lead)] == [2, 2, 0]
    assert MADE not in session.info


@pytest.mark.parametrize("seed", range(6))
def test_after_any_afternoon_of_coding_the_kept_counts_are_the_true_ones(session, study, seed):
    lead, talks, codes = study
    chance = random.Random(seed)  # noqa: S311 (an afternoon is no secret)
    mate = factories.member(session, lead)
    for _ in range(12):
        who, talk = chance.choice([lead, mate]), chance.choice(talks)
        own = factories.coding_ids(session, who, talk)
        doing = chance.choice(["turn", "words", "remove", "undo", "keep"])
        if doing == "turn":
            factories.coding(session, who, talk=talk, label=chance.choice(codes), turn=chance.randint(1, 5))
        elif doing == "words":
            said = [turn.words for turn in turns(session, who, talk.id)]
            words = chance.choice(["helps a", "lot\nAnd", "soup", "a lot", "\n".join(said[2:4])])
            factories.coding(session, who, talk=talk, label=chance.choice(codes), words=words)
        elif doing == "remove" and who is lead and own:
            _try(session, lambda who=who, own=own: remove_coding(session, who, chance.choice(own)))
        elif doing == "undo":
            _try(session, lambda who=who: undo(session, who))
        else:
            keep(session, who)
        session.commit()
        assert counted(session, lead) == as_made_anew(session, lead)


def _try(session, act):
    """Do something that may be refused: a coding of somebody else, nothing to undo."""
    try:
        act()
    except Refusal:
        session.rollback()
