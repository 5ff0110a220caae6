"""Who is heard in a small study, counted by hand."""

import pytest

from app.analysis.undefined import Undefined
from app.workbench.heard import heard
from app.workbench.portrait import portrait
from app.workbench.studies import edit_study
from tests import factories

# P1 says 6 of 9 words and is quoted once, P2 says 2 and is quoted never, P3 says 1. The moderator's 2 words count not.
LINES = ("I: Ask them", "P1: One two three four", "P2: Five six", "P1: Seven eight", "I: Go on", "P3: Nine")


@pytest.fixture
def lead(session):
    lead = factories.study(session)
    theme = factories.theme(session, lead)
    first, second = (factories.code(session, lead, name=name, theme=theme) for name in ("First", "Second"))
    talk = factories.transcript(session, lead, lines=LINES)
    for code, turn in ((first, 2), (second, 2), (first, 3), (second, 5)):
        factories.coding(session, lead, talk=talk, label=code, turn=turn)
    factories.quote(session, lead, talk=talk, speaks_for=theme)
    session.commit()
    return lead


def test_shares_of_talk_stand_beside_shares_of_quotes(session, lead):
    found = heard(session, lead)

    [group] = found.talk
    words = {found.name(one.focus_group, one.participant): one.words for one in group.voices}
    assert words == {"P1": 6, "P2": 2, "P3": 1}
    assert group.voices[0].dominant  # 6 of 9 words, twice the equal share of 3
    assert [found.name(one.focus_group, one.participant) for one in group.voices if one.never_quoted] == ["P2", "P3"]


def test_a_moderator_between_two_participants_ends_their_exchange(session, lead):
    [one] = heard(session, lead).interaction

    # P1 - P2 - P1 is an exchange of three turns; then the moderator speaks, and P3 is followed by nobody.
    assert (one.to_participant, one.to_moderator, one.longest) == (2, 1, 3)


def test_codes_meet_where_both_stand_on_a_participants_turn(session, lead):
    [met] = heard(session, lead).meetings

    # Both are on turn 2. First is on 2 and 3, Second on 2 and the moderator's 5, which is not counted: either on two.
    assert (met.both, met.either, met.focus_groups, met.jaccard) == (1, 2, 1, 0.5)


def test_growth_is_off_where_the_stance_is_reflexive_until_somebody_asks(session, lead):
    assert [step.found for step in heard(session, lead).growth[0].steps] == [2]

    edit_study(session, lead, {"title": "Social support", "stance": "Reflexive thematic analysis"}, several=3, some=2)

    assert heard(session, lead).growth == ()
    assert heard(session, lead, growing=True).growth != ()


def test_a_portrait_says_where_each_code_stands(session, lead):
    [talk] = heard(session, lead).order

    found = portrait(session, lead, talk)

    assert [(line.code.name, line.passages) for line in found.lines] == [
        ("First", ((2, 2, 1), (3, 3, 1))),
        ("Second", ((2, 2, 1), (5, 5, 1))),
    ]
    assert found.turns == 6


def test_a_study_without_transcripts_hears_nobody(session):
    found = heard(session, factories.study(session))

    assert (found.talk, found.interaction, found.meetings) == ((), (), ())


def test_without_quotes_there_are_no_shares_of_quotes(session):
    lead = factories.study(session)
    factories.transcript(session, lead, lines=LINES)

    [group] = heard(session, lead).talk

    assert isinstance(group.share_of_quotes, Undefined)
