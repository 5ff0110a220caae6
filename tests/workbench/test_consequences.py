"""Before a withdrawal one sees what it would reach, and who has taken words out already."""

import pytest

from app.workbench.anonymity import Signature, sign
from app.workbench.consequences import consequences
from app.workbench.revising import look
from app.workbench.taking_out import take_out_quotes
from tests import factories
from tests.databases import statements
from tests.on_the_trail import newest_acts
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
        assert newest_acts(session, lead)[0].act == "quotes.exported"


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
        assert "quotes.exported" not in [line.act for line in newest_acts(session, lead)]


def test_taking_out_nothing_is_no_act(write, read):
    with write() as session:
        lead = factories.study(session)
    with write() as session:
        take_out_quotes(session, lead)

    with read() as session:
        assert [line.act for line in newest_acts(session, lead)] == ["study.created"]


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
