"""A participant withdraws: not quoted, or not counted; who may carry it out, and with which slip."""

import pytest
from sqlalchemy import select

from app.analysis.comparison import Column
from app.security.permissions import NotAllowed, Role
from app.security.slips import LETTERS, fresh_slip
from app.store.queries import people, transcripts
from app.store.queries import studies as study_queries
from app.store.queries.coding import codings
from app.store.queries.transcripts import NotInThisStudy, turns
from app.store.tables import (
    Degree,
    Participant,
)
from app.workbench.comparison import compare
from app.workbench.consequences import consequences
from app.workbench.quotes import NotToBeQuoted, choose_quote, chosen_quotes, exported_quotes, passages
from app.workbench.withdrawing import (
    NotAParticipant,
    UnknownSlip,
    give_slips,
    participant_of_slip,
    withdraw,
)
from tests import factories
from tests.coded_turns import coded_turns
from tests.workbench.leaving_study import LINES, said, voice


@pytest.fixture
def lead(session):
    return factories.study(session)


@pytest.fixture
def group(session, lead):
    return factories.focus_group(session, lead, label="Service users 1")


@pytest.fixture
def talk(session, lead, group):
    return factories.transcript(session, lead, lines=LINES, group=group)


@pytest.mark.usefixtures("talk")
def test_a_slip_leads_to_its_participant_and_is_kept_as_a_hash_only(session, lead):
    who = voice(session, lead, "P2")

    given = give_slips(session, lead, [who, voice(session, lead, "P1")])

    assert participant_of_slip(session, lead, given[who]).id == who
    assert participant_of_slip(session, lead, f"  {given[who].upper().replace('-', ' ')} ").id == who
    stored = session.scalars(select(Participant.slip_hash).where(Participant.slip_hash.is_not(None))).all()
    assert len(set(stored)) == 2
    assert not any(slip in kept or slip.replace("-", "") in kept for kept in stored for slip in given.values())


def test_a_slip_is_read_from_paper_in_one_way_and_cannot_be_guessed():
    slips = [fresh_slip() for _ in range(200)]

    assert len(LETTERS) == len(set(LETTERS)) == 32  # five bits each, sixteen of them: 80
    assert not set("01lo") & set("".join(slips))
    assert {tuple(map(len, slip.split("-"))) for slip in slips} == {(4, 4, 4, 4)}
    assert len(set(slips)) == 200


@pytest.mark.usefixtures("talk")
def test_whoever_has_a_slip_keeps_it(session, lead):
    who = voice(session, lead, "P1")
    first = give_slips(session, lead, [who])

    assert give_slips(session, lead, [who]) == {}
    assert participant_of_slip(session, lead, first[who]).id == who


@pytest.mark.usefixtures("talk")
def test_a_slip_of_another_study_is_unknown(session, lead):
    given = give_slips(session, lead, [voice(session, lead, "P1")])
    other = factories.study(session)

    for viewer, slip in ((lead, "abcd-efgh-ijkm-npqr"), (lead, ""), (other, next(iter(given.values())))):
        with pytest.raises(UnknownSlip):
            participant_of_slip(session, viewer, slip)


@pytest.mark.usefixtures("talk")
def test_only_a_lead_author_of_the_study_carries_a_withdrawal_out(session, lead):
    who = voice(session, lead, "P1")
    for viewer in (factories.member(session, lead), factories.member(session, lead, role=Role.SUPERVISOR)):
        for act in (
            lambda viewer=viewer: withdraw(session, viewer, who, Degree.NOT_QUOTED),
            lambda viewer=viewer: consequences(session, viewer, who),
            lambda viewer=viewer: participant_of_slip(session, viewer, "abc"),
            lambda viewer=viewer: give_slips(session, viewer, [who]),
        ):
            with pytest.raises(NotAllowed):
                act()
    outsider = factories.study(session)
    for act in (withdraw, lambda session, viewer, who, _: consequences(session, viewer, who)):
        with pytest.raises(NotInThisStudy):
            act(session, outsider, who, Degree.REMOVED)


@pytest.mark.usefixtures("talk")
def test_only_participants_withdraw(session, lead):
    moderator = voice(session, lead, "I")

    for act in (withdraw, lambda session, viewer, who, _: consequences(session, viewer, who)):
        with pytest.raises(NotAParticipant):
            act(session, lead, moderator, Degree.NOT_QUOTED)


def test_whoever_is_not_to_be_quoted_is_taken_out_of_quotes_and_can_be_chosen_no_more(session, lead, talk):
    theme = factories.theme(session, lead)
    for turn in (2, 3):
        factories.coding(session, lead, talk=talk, turn=turn)
    ids = [row.unit_id for row in codings(session, lead, talk.id)]
    for unit_id in ids:
        choose_quote(session, lead, theme_id=theme.id, unit_id=unit_id)

    done = withdraw(session, lead, voice(session, lead, "P1"), Degree.NOT_QUOTED)

    assert [quote.first_turn for quote in done.quotes] == [2]
    assert [one.turns[0].number for part in chosen_quotes(session, lead) for one in part.quotes] == [3]
    assert len(exported_quotes(session, lead)) == 1
    with pytest.raises(NotToBeQuoted):
        choose_quote(session, lead, theme_id=theme.id, unit_id=ids[0])
    assert said(session, lead, talk)[1] == "My old choir in the harbour"


def test_an_exchange_in_which_they_only_speak_between_others_is_not_quoted_either(session, lead, talk):
    talk = factories.transcript(session, lead, lines=["P8: One word", "P9: …", "P8: Two words"])
    factories.coding(session, lead, talk=talk, words="One word\n…\nTwo words")
    factories.quote(session, lead, talk=talk)

    withdraw(session, lead, voice(session, lead, "P9", talk.title), Degree.NOT_QUOTED)

    assert chosen_quotes(session, lead) == []


def test_not_quoted_they_still_count(session, lead, talk):
    factories.coding(session, lead, talk=talk, turn=2)

    withdraw(session, lead, voice(session, lead, "P1"), Degree.NOT_QUOTED)

    assert len(coded_turns(session, lead)) == 1
    assert transcripts.person_count(session, lead) == 3
    [shown] = passages(session, lead, code_ids=[row.code_id for row in codings(session, lead, talk.id)])
    assert not shown.may_be_quoted


def test_their_turns_are_drawn_anew_with_the_sign(session, lead, talk):
    withdraw(session, lead, voice(session, lead, "P1"), Degree.NOT_QUOTED)

    assert [(turn.revision, turn.withdrawn) for turn in turns(session, lead, talk.id)] == [
        (0, None), (1, Degree.NOT_QUOTED), (0, None), (1, Degree.NOT_QUOTED), (0, None),
    ]  # fmt: skip


def test_whoever_is_not_counted_is_in_no_count(session, lead, talk):
    code = factories.code(session, lead)
    for turn in (2, 3):
        factories.coding(session, lead, talk=talk, label=code, turn=turn)
    before = next(line for line in compare(session, lead, Column.FOCUS_GROUP).lines if line.id == code.id)

    withdraw(session, lead, voice(session, lead, "P1"), Degree.NOT_COUNTED)

    after = next(line for line in compare(session, lead, Column.FOCUS_GROUP).lines if line.id == code.id)
    assert (before.total.turns, after.total.turns) == (2, 1)
    assert transcripts.person_count(session, lead) == 2
    assert transcripts.participant_turns(session, lead) == [(talk.id, 3), (talk.id, 5)]
    assert [one.participants for one in study_queries.focus_groups(session, lead)] == [2]
    assert {one.id for one in people.counted_people(session, lead)} == {
        voice(session, lead, "P2"), voice(session, lead, "P3"),
    }  # fmt: skip
    assert [one.turns[0].number for one in passages(session, lead, code_ids=[code.id])] == [3]
    assert said(session, lead, talk)[1] == "My old choir in the harbour"
    assert len(codings(session, lead, talk.id)) == 2
