"""Which codings count: one choice, the same wherever it is made."""

import pytest

from app.analysis.wording import Quantifier
from app.store.tables import Reading, ReadingState, Round, RoundKind
from app.workbench.behind import behind
from app.workbench.comparison import compare
from app.workbench.layers import layers
from tests import factories

LINES = ("I: Ask", "P1: Coffee helps", "P2: And soup", "P1: On Tuesdays")


@pytest.fixture
def team(session):
    """Two coders of two focus groups. Turn 2 of the first is coded by both, all else by one."""
    lead = factories.study(session)
    mate = factories.member(session, lead, initials="MA")
    talks = [factories.transcript(session, lead, lines=LINES) for _ in range(2)]
    code = factories.code(session, lead, name="Rest")
    for who, talk, turn in ((lead, 0, 2), (mate, 0, 2), (lead, 0, 3), (mate, 1, 4)):
        factories.coding(session, who, talk=talks[talk], label=code, turn=turn)
    session.commit()
    return lead, mate, talks, code


def turns(session, viewer, key):
    [line] = compare(session, viewer, layer=key).lines
    return [cell.counts.turns for cell in line.cells]


def test_each_layer_counts_what_its_name_says(session, team):
    lead, mate, _, _ = team
    keys = [one.key for one in layers(session, lead).choices]

    assert keys[:2] == ["any", "2"]
    assert f"coder-{mate.member_id}" in keys
    assert turns(session, lead, "any") == [2, 1]
    assert turns(session, lead, "2") == [1, 0]
    assert turns(session, lead, f"coder-{lead.member_id}") == [2, 0]
    assert turns(session, lead, f"coder-{mate.member_id}") == [1, 1]


def test_a_cell_opens_what_its_layer_counts(session, team):
    lead, _, _, code = team

    assert behind(session, lead, code.id, layer="any").count == 3
    assert behind(session, lead, code.id, layer="2").count == 1


def test_a_word_that_another_layer_would_change_says_so(session, team):
    lead = team[0]

    [line] = compare(session, lead).lines

    assert [one.quantifier for one in line.words] == [Quantifier.BOTH, Quantifier.ONE_OF_TWO]
    assert line.changes


def test_an_unknown_layer_is_the_one_that_counts_by_itself(session, team):
    assert layers(session, team[0]).chosen("nonsense").key == "any"


def consensus(session, lead, talks):
    """Say that a consensus round is read to the end for some transcripts."""
    round_ = Round(study_id=lead.study_id, position=9, kind=RoundKind.CONSENSUS)
    session.add(round_)
    session.flush()
    session.add_all(
        Reading(
            study_id=lead.study_id, round_id=round_.id, member_id=lead.member_id, transcript_id=talk.id,
            first_turn=1, last_turn=talk.turn_count, at_turn=1, state=ReadingState.DONE,
        )
        for talk in talks
    )  # fmt: skip
    session.flush()
    return round_


def test_the_consensus_counts_by_itself_once_it_covers_every_transcript(session, team):
    lead, _, talks, code = team
    round_ = consensus(session, lead, talks[:1])
    half = layers(session, lead)
    assert (half.default, half.settled, half.transcripts) == ("any", 1, 2)

    session.add(
        Reading(
            study_id=lead.study_id, round_id=round_.id, member_id=lead.member_id, transcript_id=talks[1].id,
            first_turn=1, last_turn=talks[1].turn_count, at_turn=1, state=ReadingState.DONE,
        )
    )  # fmt: skip
    factories.coding(session, lead, talk=talks[1], label=code, turn=3)  # in the latest open round: the consensus
    session.commit()

    assert layers(session, lead).default == "consensus"
    assert turns(session, lead, "") == [0, 1]
    assert turns(session, lead, "any") == [2, 1]


def test_a_layer_shows_a_blind_coder_nobody_else(session, team):
    lead, mate, talks, code = team
    lead, mate = factories.blind(session, lead, mate)
    factories.coding(session, lead, talk=talks[1], label=code, turn=2)
    session.commit()

    assert turns(session, mate, f"coder-{lead.member_id}") == [2, 0]
    assert turns(session, lead, f"coder-{lead.member_id}") == [2, 1]
