"""Words that are found too late are redacted and typing mistakes corrected, for everybody and in all that is kept."""

import json

import pytest
from sqlalchemy import select

from app.security.permissions import NotAllowed, Role
from app.store.queries.transcripts import NotInThisStudy, turns
from app.store.tables import (
    Edit,
    Revising,
    Revision,
    Screening,
    TrailPayload,
)
from app.workbench import placing, rewriting
from app.workbench.anonymity import Signature, hash_of, sign
from app.workbench.placing import Passage
from app.workbench.revising import change_words, look, revise
from app.workbench.rewriting import Replacement
from app.workbench.trail import verify_trails
from tests import factories
from tests.factories import KEY
from tests.on_the_trail import newest_acts
from tests.workbench.changing import LINES, NAME, coded, correct, decision, redact, whole


@pytest.fixture
def lead(session):
    return factories.study(session)


@pytest.fixture
def talk(session, lead):
    return factories.transcript(session, lead, lines=LINES)


def test_a_name_that_is_found_late_becomes_a_placeholder(session, lead, talk):
    touched = redact(session, lead, talk, "Anna")

    assert [turn.words for turn in turns(session, lead, talk.id)] == [
        "Hello", "My friend [name 1], she stays", "Tell us Anna's way",
    ]  # fmt: skip
    assert [(turn.start, turn.end) for turn in turns(session, lead, talk.id)] == [(0, 5), (6, 35), (36, 54)]
    assert (talk.revision, talk.length) == (2, 54)
    assert [(one.id, one.turns) for one in touched.transcripts] == [(talk.id, (2,))]


def test_a_revision_keeps_places_and_lengths_and_no_words(session, lead, talk):
    redact(session, lead, talk, "Anna")

    [revision] = session.scalars(select(Revision))
    [stretch] = session.scalars(select(Edit))
    assert (revision.number, revision.why, revision.made_by_id) == (2, Revising.REDACTED, lead.member_id)
    assert (stretch.start, stretch.end, stretch.length) == (16, 20, 8)


def test_several_places_are_changed_at_once(session, lead, talk):
    factories.coding(session, lead, talk=talk, words="she stays\nTell us")
    edits = [Replacement(40, 44, NAME, "Anna"), Replacement(16, 20, NAME, "Anna")]

    touched = revise(session, lead, talk.id, edits, Revising.REDACTED)

    assert whole(session, lead, talk) == "Hello\nMy friend [name 1], she stays\nTell us [name 1]'s way"
    assert coded(session, lead, talk)[0][1:] == ("she stays\nTell us", 2, 3)
    assert touched.transcripts[0].turns == (2, 3)


def test_a_typing_mistake_is_corrected(session, lead, talk):
    factories.coding(session, lead, talk=talk, words="she stays")

    correct(session, lead, talk, "stays", "stayed there")

    assert coded(session, lead, talk)[0][1] == "she stayed there"
    assert [line.act for line in newest_acts(session, lead) if line.act.startswith("transcript.c")] == []
    session.commit()
    assert newest_acts(session, lead)[0].act == "transcript.corrected"


@pytest.mark.parametrize(
    ("edits", "refusal"),
    [
        ([], placing.NothingMarked),
        ([(6, 8, "x", "Mx")], placing.WordsDiffer),
        ([(6, 8, "x", "My ")], placing.WordsDiffer),
        ([(8, 9, "x", " ")], placing.NothingMarked),
        ([(8, 8, "x", "")], placing.NothingMarked),
        ([(9, 8, "x", "")], placing.NothingMarked),
        ([(-2, 2, "x", "He")], placing.PassageOutsideTranscript),
        ([(40, 400, "x", "way")], placing.PassageOutsideTranscript),
        ([(0, 8, "x", "Hello\nMy")], rewriting.AcrossTurns),
        ([(5, 6, "x", "\n")], rewriting.AcrossTurns),
        ([(6, 8, "My", "My")], rewriting.NothingChanged),
        ([(6, 8, "  ", "My")], rewriting.NoNewWords),
        ([(6, 8, "a\x07b", "My")], rewriting.NoNewWords),
        ([(6, 8, "x", "My"), (7, 15, "y", "y friend")], rewriting.SameWordsTwice),
        ([(6, 8, "x", "My"), (6, 8, "y", "My")], rewriting.SameWordsTwice),
    ],
)
def test_a_change_that_cannot_be_is_refused(session, lead, talk, edits, refusal):
    with pytest.raises(refusal):
        revise(session, lead, talk.id, [Replacement(*one) for one in edits], Revising.CORRECTED)
    assert whole(session, lead, talk) == "Hello\nMy friend Anna, she stays\nTell us Anna's way"


def test_half_a_letter_with_its_accent_is_no_place(session, lead):
    # q̈ has no letter of its own in Unicode: it is q and a combining mark. "o" before the mark would become ö.
    talk = factories.transcript(session, lead, lines=["P1: q\u0308 yes"])

    with pytest.raises(placing.NoWholeWord):
        correct(session, lead, talk, "q", "o")


def test_blanks_and_line_ends_of_new_words_are_made_one_blank(session, lead, talk):
    correct(session, lead, talk, "My friend", "  My\r\n dear  e\u0301 ")

    assert turns(session, lead, talk.id)[1].words == "My dear \u00e9 Anna, she stays"


def test_only_a_lead_author_of_the_study_changes_words(session, lead, talk):
    others = [factories.member(session, lead), factories.member(session, lead, role=Role.SUPERVISOR)]
    outsider = factories.study(session)
    for viewer in others:
        with pytest.raises(NotAllowed):
            revise(session, viewer, talk.id, [Replacement(6, 8, "x", "My")], Revising.REDACTED)
        with pytest.raises(NotAllowed):
            look(session, viewer, talk.id, Passage(6, 8, "My"))
    with pytest.raises(NotInThisStudy):
        revise(session, outsider, talk.id, [Replacement(6, 8, "x", "My")], Revising.REDACTED)
    with pytest.raises(NotInThisStudy):
        look(session, outsider, talk.id, Passage(6, 8, "My"))


def test_the_signature_is_reopened_and_its_hash_tells_nothing_of_the_old_words(session, lead, talk):
    words = [turn.words for turn in turns(session, lead, talk.id)]
    sign(session, lead, talk.id, words, Signature({}, "1"))

    touched = redact(session, lead, talk, "Anna")

    [screening] = session.scalars(select(Screening))
    assert screening.reopened_at is not None
    assert screening.words_hash == hash_of(turn.words for turn in turns(session, lead, talk.id)) != hash_of(words)
    assert touched.transcripts[0].reopened


def test_turns_that_changed_or_moved_are_drawn_anew(session, lead, talk):
    redact(session, lead, talk, "Anna")

    assert [turn.revision for turn in turns(session, lead, talk.id)] == [0, 1, 1]


def test_the_trail_and_its_payloads_hold_no_words(session, lead, talk):
    factories.coding(session, lead, talk=talk, words="My friend Anna")
    change_words(session, lead, talk.id, decision(session, lead, talk))
    session.commit()

    payloads = [json.loads(one) for one in session.scalars(select(TrailPayload.payload).order_by(TrailPayload.number))]
    assert "Anna" not in json.dumps(payloads)
    assert NAME not in json.dumps(payloads)
    assert payloads[-1] == {"grounds": "person", "places": f"{talk.id} 2: 16-20-8", "texts": ""}
    assert newest_acts(session, lead)[0].act == "transcript.redacted"
    assert verify_trails(session, KEY)[1] == []
