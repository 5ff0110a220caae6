"""A participant withdraws: not quoted, not counted, or with their words removed everywhere."""

import pytest
from sqlalchemy import func, select

from app.analysis.comparison import Column
from app.importing.roles import Kind
from app.security.permissions import NotAllowed, Role
from app.security.slips import LETTERS, fresh_slip
from app.store.queries import coding, people, transcripts
from app.store.queries import studies as study_queries
from app.store.queries.coding import codings
from app.store.queries.transcripts import NotInThisStudy, turns
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
from app.workbench.comparison import compare
from app.workbench.consequences import consequences
from app.workbench.people import link_person
from app.workbench.placing import WordsWithdrawn
from app.workbench.quotes import NotToBeQuoted, choose_quote, chosen_quotes, exported_quotes, passages
from app.workbench.revising import look, revise
from app.workbench.rewriting import Replacement
from app.workbench.taking_out import take_out_quotes
from app.workbench.touching import Fate
from app.workbench.trail import trail, verify_trails
from app.workbench.withdrawing import (
    AlreadyFurther,
    NotAParticipant,
    UnknownSlip,
    give_slips,
    participant_of_slip,
    withdraw,
)
from tests import factories
from tests.databases import statements
from tests.factories import KEY

LINES = ["I: What helps?", "P1: My old choir in the harbour", "P2: A choir helps", "P1: Every week.", "P3: Nothing."]


@pytest.fixture
def lead(session):
    return factories.study(session)


@pytest.fixture
def group(session, lead):
    return factories.focus_group(session, lead, label="Service users 1")


@pytest.fixture
def talk(session, lead, group):
    return factories.transcript(session, lead, lines=LINES, group=group)


def voice(session, viewer, label, group="Service users 1"):
    return next(one for one in people.voices(session, viewer) if (one.label, one.focus_group) == (label, group)).id


def said(session, viewer, talk):
    return [turn.words for turn in turns(session, viewer, talk.id)]


def coded(session, viewer, talk):
    whole = "\n".join(said(session, viewer, talk))
    return sorted(
        (row.code, whole[row.start : row.end], row.first_turn, row.last_turn)
        for row in codings(session, viewer, talk.id)
    )


# Slips.


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


# Who may.


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


# Not quoted.


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

    assert len(coding.coded_turns(session, lead)) == 1
    assert transcripts.person_count(session, lead) == 3
    [shown] = passages(session, lead, code_ids=[row.code_id for row in codings(session, lead, talk.id)])
    assert not shown.may_be_quoted


def test_their_turns_are_drawn_anew_with_the_sign(session, lead, talk):
    withdraw(session, lead, voice(session, lead, "P1"), Degree.NOT_QUOTED)

    assert [(turn.revision, turn.withdrawn) for turn in turns(session, lead, talk.id)] == [
        (0, None), (1, Degree.NOT_QUOTED), (0, None), (1, Degree.NOT_QUOTED), (0, None),
    ]  # fmt: skip


# Not counted.


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


# Removed.


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
    assert [one.participant for one in coding.coded_turns(session, lead)] == [None, None]

    withdraw(session, lead, voice(session, lead, "P1"), Degree.REMOVED)

    [left] = coding.coded_turns(session, lead)
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
def test_words_that_come_in_later_are_removed_by_withdrawing_again(session, lead, group):
    who = voice(session, lead, "P1")
    withdraw(session, lead, who, Degree.REMOVED)
    later = factories.transcript(session, lead, lines=["P1: Me again", "P2: You"], group=group)

    withdraw(session, lead, who, Degree.REMOVED)

    assert said(session, lead, later) == ["[withdrawn]", "You"]


@pytest.mark.usefixtures("talk")
def test_the_trail_says_who_withdrew_how_far_and_holds_no_words(session, lead):
    withdraw(session, lead, voice(session, lead, "P1"), Degree.REMOVED)
    session.commit()

    assert trail(session, lead)[0].act == "participant.withdrew"
    assert [line.act for line in trail(session, lead)].count("participant.withdrew") == 1
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


# Before.


def test_before_a_withdrawal_one_sees_what_it_would_reach(session, lead, talk):
    for words in ("old choir", "harbour\nA choir", "Nothing"):
        factories.coding(session, lead, talk=talk, words=words)
    factories.quote(session, lead, talk=talk, speaks_for=factories.theme(session, lead, name="Ground"))
    sign(session, lead, talk.id, said(session, lead, talk), Signature({}, "1"))

    found = consequences(session, lead, voice(session, lead, "P1"))

    [here] = found.transcripts
    assert (here.id, here.title, here.turns, here.going, here.shrinking, here.signed) == (
        talk.id, "Service users 1", 2, 1, 1, True,
    )  # fmt: skip
    assert [(one.turn, one.participant, one.shared) for one in here.echoes] == [(3, "P2", ("choir",))]
    assert [(quote.theme, quote.first_turn) for quote in found.quotes] == [("Ground", 2)]
    assert ([one.label for one in found.people], found.withdrawn, found.exports) == (["P1"], None, ())


def test_who_has_taken_their_words_out_is_named(write, read):
    with write() as session:
        lead = factories.study(session)
        group = factories.focus_group(session, lead, label="Service users 1")
        talk = factories.transcript(session, lead, lines=LINES, group=group)
        coder = factories.member(session, lead, initials="CR")
        factories.coding(session, lead, talk=talk, turn=2)
        factories.quote(session, lead, talk=talk)
    with write() as session:
        assert len(take_out_quotes(session, coder)) == 1
    with read() as session:
        [export] = consequences(session, lead, voice(session, lead, "P1")).exports
        assert (export.initials, export.quotes) == ("CR", 1)
        assert consequences(session, lead, voice(session, lead, "P2")).exports == ()
        assert trail(session, lead)[0].act == "quotes.exported"


def test_taking_out_what_was_coded_blindly_is_told_to_nobody_who_is_blind(write, read):
    with write() as session:
        lead = factories.study(session)
        group = factories.focus_group(session, lead, label="Service users 1")
        talk = factories.transcript(session, lead, lines=LINES, group=group)
        coder = factories.member(session, lead, initials="CR")
    with write() as session:
        lead, coder = factories.blind(session, lead, coder)
        factories.coding(session, coder, talk=talk, turn=2)
        factories.quote(session, coder, talk=talk)
    with write() as session:
        take_out_quotes(session, coder)

    with read() as session:
        assert consequences(session, lead, voice(session, lead, "P1")).exports == ()
        assert "quotes.exported" not in [line.act for line in trail(session, lead)]


def test_taking_out_nothing_is_no_act(write, read):
    with write() as session:
        lead = factories.study(session)
    with write() as session:
        take_out_quotes(session, lead)

    with read() as session:
        assert [line.act for line in trail(session, lead)] == ["study.created"]


@pytest.mark.usefixtures("talk")
def test_withdrawn_participants_are_still_participants(session, lead):
    who = voice(session, lead, "P1")

    withdraw(session, lead, who, Degree.REMOVED)

    assert session.get(Participant, (lead.study_id, who)).kind is Kind.PARTICIPANT


def test_looking_costs_as_many_statements_for_much_as_for_little(engine, read, session, lead, group, talk):
    def grow(count):
        for number in range(count):
            factories.transcript(session, lead, lines=["P1: My choir", f"P2: Her choir {number}"], group=group)
            factories.coding(session, lead, talk=talk, label=factories.code(session, lead), turn=2)
        session.commit()

    def asked():
        with read() as reading, statements(engine) as seen:
            shown = consequences(reading, lead, who)
            found = look(reading, lead, talk.id, factories.passage(reading, lead, talk, "choir"))
        return len(seen), len(shown.transcripts), len(found.elsewhere)

    who = voice(session, lead, "P1")
    grow(2)
    few = asked()
    grow(18)
    many = asked()

    assert (few[1:], many[1:]) == ((3, 5), (21, 41))
    assert few[0] == many[0]
