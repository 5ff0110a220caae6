"""A participant's words are removed everywhere, and what others said stays."""

import pytest
from sqlalchemy import func, select

from app.importing.roles import Kind
from app.store.queries.transcripts import turns
from app.store.tables import (
    Attribute,
    Band,
    Bearer,
    Degree,
    MeaningUnit,
    Participant,
    ParticipantBand,
    Revising,
    Withdrawal,
)
from app.store.tables import Quote as QuoteRow
from app.workbench.anonymity import Signature, sign
from app.workbench.coding import apply_code_to_turn
from app.workbench.consequences import consequences
from app.workbench.importing import SpeakerHasWithdrawn
from app.workbench.people import link_person
from app.workbench.placing import WordsWithdrawn
from app.workbench.revising import revise
from app.workbench.rewriting import Replacement
from app.workbench.touching import Fate
from app.workbench.trail import verify_trails
from app.workbench.withdrawing import (
    AlreadyFurther,
    withdraw,
)
from tests import factories
from tests.coded_turns import coded_turns
from tests.factories import KEY
from tests.on_the_trail import newest_acts
from tests.workbench.leaving_study import LINES, coded, said, voice


@pytest.fixture
def lead(session):
    return factories.study(session)


@pytest.fixture
def group(session, lead):
    return factories.focus_group(session, lead, label="Service users 1")


@pytest.fixture
def talk(session, lead, group):
    return factories.transcript(session, lead, lines=LINES, group=group)


def test_removed_words_are_replaced_turn_by_turn_and_turns_keep_their_numbers(session, lead, talk):
    talk.language = "nb"
    session.flush()

    withdraw(session, lead, voice(session, lead, "P1"), Degree.REMOVED)

    gone = "[trukket tilbake]"
    assert said(session, lead, talk) == ["What helps?", gone, "A choir helps", gone, "Nothing."]
    assert [turn.number for turn in turns(session, lead, talk.id)] == [1, 2, 3, 4, 5]
    assert talk.length == sum(map(len, said(session, lead, talk))) + 4


def test_passages_of_theirs_go_and_exchanges_shrink_to_the_others(session, lead, talk):
    label = {name: factories.code(session, lead, name=name) for name in "abcdef"}
    marks = {
        "a": "old choir", "b": "harbour\nA choir", "c": "choir helps\nEvery",
        "d": "helps?\nMy old choir in the harbour", "e": "A choir helps\nEvery week.\nNothing", "f": "Nothing",
    }  # fmt: skip
    for name, words in marks.items():
        factories.coding(session, lead, talk=talk, label=label[name], words=words)

    done = withdraw(session, lead, voice(session, lead, "P1"), Degree.REMOVED)

    assert coded(session, lead, talk) == [
        ("b", "A choir", 3, 3),
        ("c", "choir helps", 3, 3),
        ("d", "helps?", 1, 1),
        ("e", "A choir helps\n[withdrawn]\nNothing", 3, 5),
        ("f", "Nothing", 5, 5),
    ]
    fates = {line.codes: line.fate for line in done.touched.units}
    assert fates == {("a",): Fate.GONE} | {(name,): Fate.REWORDED for name in "bcde"}


def test_an_exchange_that_is_left_to_one_participant_has_their_voice(session, lead, talk):
    factories.coding(session, lead, talk=talk, words="harbour\nA choir")
    assert [one.participant for one in coded_turns(session, lead)] == [None, None]

    withdraw(session, lead, voice(session, lead, "P1"), Degree.REMOVED)

    [left] = coded_turns(session, lead)
    assert (left.turn, left.participant) == (3, voice(session, lead, "P2"))


def test_nothing_is_left_to_code_or_change_in_withdrawn_words(session, lead, talk):
    code = factories.code(session, lead)
    withdraw(session, lead, voice(session, lead, "P1"), Degree.REMOVED)

    with pytest.raises(WordsWithdrawn):
        apply_code_to_turn(session, lead, transcript_id=talk.id, code_id=code.id, number=2)
    turn = turns(session, lead, talk.id)[1]
    edit = Replacement(turn.start, turn.end, "again", turn.words)
    with pytest.raises(WordsWithdrawn):
        revise(session, lead, talk.id, [edit], Revising.CORRECTED)


def test_a_passage_marked_over_withdrawn_words_holds_those_of_the_others(session, lead, talk):
    withdraw(session, lead, voice(session, lead, "P1"), Degree.REMOVED)

    factories.coding(
        session, lead, talk=talk, label=factories.code(session, lead, name="a"),
        words="[withdrawn]\nA choir helps\n[withdrawn]",
    )  # fmt: skip

    assert coded(session, lead, talk) == [("a", "A choir helps", 3, 3)]


def test_what_is_known_of_them_goes_and_so_do_quotes_and_signatures(session, lead, talk):
    who = voice(session, lead, "P1")
    attribute = Attribute(study_id=lead.study_id, name="age", bearer=Bearer.PARTICIPANT, position=1)
    session.add(attribute)
    session.flush()
    band = Band(study_id=lead.study_id, attribute_id=attribute.id, name="40-59", position=1)
    session.add(band)
    session.flush()
    for one in (who, voice(session, lead, "P2")):
        chosen = ParticipantBand(study_id=lead.study_id, participant_id=one, attribute_id=attribute.id, band_id=band.id)
        session.add(chosen)
    factories.coding(session, lead, talk=talk, words="harbour\nA choir")
    factories.quote(session, lead, talk=talk)
    sign(session, lead, talk.id, said(session, lead, talk), Signature({}, "1"))

    done = withdraw(session, lead, who, Degree.REMOVED)

    assert session.scalars(select(ParticipantBand.participant_id)).all() == [voice(session, lead, "P2")]
    assert session.scalar(select(func.count()).select_from(QuoteRow)) == 0
    assert [one.reopened for one in done.touched.transcripts] == [True]


def test_one_person_withdraws_from_every_focus_group(session, lead, talk):
    other = factories.transcript(session, lead, lines=["P4: My choir again", "P5: Mine"])
    link_person(session, lead, voice(session, lead, "P1"), voice(session, lead, "P4", other.title))

    done = withdraw(session, lead, voice(session, lead, "P1"), Degree.REMOVED)

    assert said(session, lead, other) == ["[withdrawn]", "Mine"]
    assert set(done.transcripts) == {talk.id, other.id}
    assert session.scalar(select(func.count()).select_from(Withdrawal)) == 2


def test_twice_is_as_good_as_once_and_nobody_goes_back(session, lead, talk):
    who = voice(session, lead, "P1")
    for degree in (Degree.NOT_QUOTED, Degree.NOT_QUOTED, Degree.REMOVED, Degree.REMOVED):
        withdraw(session, lead, who, degree)

    assert talk.revision == 2
    assert session.scalar(select(func.count()).select_from(Withdrawal)) == 2
    with pytest.raises(AlreadyFurther):
        withdraw(session, lead, who, Degree.NOT_COUNTED)


@pytest.mark.usefixtures("talk")
def test_words_of_theirs_that_come_in_later_are_not_stored(session, lead, group):
    withdraw(session, lead, voice(session, lead, "P1"), Degree.REMOVED)

    with pytest.raises(SpeakerHasWithdrawn):
        factories.transcript(session, lead, lines=["P1: Me again", "P2: You"], group=group)
    later = factories.transcript(session, lead, lines=["P2: You"], group=group)

    assert said(session, lead, later) == ["You"]


@pytest.mark.usefixtures("talk")
def test_the_trail_says_who_withdrew_how_far_and_holds_no_words(session, lead):
    withdraw(session, lead, voice(session, lead, "P1"), Degree.REMOVED)
    session.commit()

    assert newest_acts(session, lead)[0].act == "participant.withdrew"
    assert [line.act for line in newest_acts(session, lead)].count("participant.withdrew") == 1
    assert verify_trails(session, KEY)[1] == []


def test_a_colleagues_blind_work_on_their_words_goes_and_is_not_shown(write, read):
    with write() as session:
        lead = factories.study(session)
        group = factories.focus_group(session, lead, label="Service users 1")
        talk = factories.transcript(session, lead, lines=LINES, group=group)
        coder = factories.member(session, lead)
    with write() as session:
        lead, coder = factories.blind(session, lead, coder)
        factories.coding(session, coder, talk=talk, words="old choir")
        factories.quote(session, coder, talk=talk)
    with write() as session:
        who = voice(session, lead, "P1")
        before = consequences(session, lead, who)
        done = withdraw(session, lead, who, Degree.REMOVED)

    assert [(one.going, one.shrinking) for one in before.transcripts] == [(0, 0)]
    assert (before.quotes, done.quotes, done.touched.units) == ((), (), ())
    with read() as session:
        assert session.scalar(select(func.count()).select_from(MeaningUnit)) == 0
        assert session.scalar(select(func.count()).select_from(QuoteRow)) == 0


@pytest.mark.usefixtures("talk")
def test_withdrawn_participants_are_still_participants(session, lead):
    who = voice(session, lead, "P1")

    withdraw(session, lead, who, Degree.REMOVED)

    assert session.get(Participant, (lead.study_id, who)).kind is Kind.PARTICIPANT
