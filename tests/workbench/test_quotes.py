"""Quotes: the passages behind a cell, and those that are chosen to speak for a theme."""

from uuid import uuid4

import pytest

from app.exporting.quotes import QuoteTurn
from app.security.permissions import NotAllowed, Role
from app.store.queries.transcripts import NotInThisStudy
from app.workbench.coding import remove_coding
from app.workbench.quotes import choose_quote, chosen_quotes, codes_of, exported_quotes, passages, remove_quote
from app.workbench.units import UsedInQuote
from tests import factories

LINES = ["I: What helps?", "P1: Coffee. And no questions.", "All: (laughter)", "P2: Soup on Tuesdays."]


@pytest.fixture
def lead(session):
    return factories.study(session)


@pytest.fixture
def talk(session, lead):
    group = factories.focus_group(session, lead, label="Service users 1")
    return factories.transcript(session, lead, group=group, lines=LINES)


@pytest.fixture
def code(session, lead):
    return factories.code(session, lead)


def said(session, viewer, code):
    return [
        (one.label, [(turn.label, turn.words) for turn in one.turns], one.coders)
        for one in passages(session, viewer, code_ids=[code.id])
    ]


def test_a_passage_is_shown_with_its_label_as_the_study_writes_it(session, lead, talk, code):
    factories.coding(session, lead, talk=talk, label=code, words="no questions")

    assert said(session, lead, code) == [("P1 (FG, Service users 1)", [("P1", "no questions")], ("LA",))]


def test_an_exchange_is_shown_turn_by_turn_with_its_ends_cut(session, lead, talk, code):
    factories.coding(session, lead, talk=talk, label=code, words="no questions.\n(laughter)\nSoup on")

    [(label, turns, _)] = said(session, lead, code)
    assert turns == [("P1", "no questions."), ("All", "(laughter)"), ("P2", "Soup on")]
    assert label == "P1, P2 (FG, Service users 1)"


def test_the_same_passage_of_two_coders_is_shown_once_and_names_both(session, lead, talk, code):
    coder = factories.member(session, lead, initials="C1")
    for viewer in (lead, coder):
        factories.coding(session, viewer, talk=talk, label=code, words="no questions")

    [(_, _, coders)] = said(session, lead, code)
    assert set(coders) == {"LA", "C1"}


def test_what_only_a_moderator_said_is_no_passage_of_a_cell(session, lead, talk, code):
    factories.coding(session, lead, talk=talk, label=code, turn=1)

    assert said(session, lead, code) == []


def test_passages_can_be_asked_for_by_focus_group(session, lead, talk, code):
    elsewhere = factories.transcript(session, lead, lines=["P1: Elsewhere"])
    for each in (talk, elsewhere):
        factories.coding(session, lead, talk=each, label=code)

    found = passages(session, lead, code_ids=[code.id], groups={elsewhere.focus_group_id})

    assert [turn.words for one in found for turn in one.turns] == ["Elsewhere"]


def test_a_quote_speaks_for_a_theme_and_is_chosen_once(session, lead, talk, code):
    theme = factories.theme(session, lead, name="Quality")
    below = factories.theme(session, lead, name="Support", under=theme)
    factories.coding(session, lead, talk=talk, label=code, words="no questions")

    first = factories.quote(session, lead, talk=talk, speaks_for=below)
    again = factories.quote(session, lead, talk=talk, speaks_for=below)

    [part] = chosen_quotes(session, lead)
    assert first == again
    assert (part.theme, part.subtheme, [one.quote_id for one in part.quotes]) == ("Quality", "Support", [first])


def test_quotes_come_in_the_order_of_the_themes(session, lead, talk):
    one, two = factories.theme(session, lead, name="One"), factories.theme(session, lead, name="Two")
    factories.quote(session, lead, talk=talk, speaks_for=two)
    factories.quote(session, lead, talk=talk, speaks_for=one)

    assert [part.theme for part in chosen_quotes(session, lead)] == ["One", "Two"]


def test_exported_quotes_are_plain_records(session, lead, talk, code):
    theme = factories.theme(session, lead, name="Quality")
    factories.coding(session, lead, talk=talk, label=code, words="questions.\n(laughter)")
    factories.quote(session, lead, talk=talk, speaks_for=theme)

    [quote] = exported_quotes(session, lead)

    assert (quote.theme, quote.subtheme, quote.focus_group) == ("Quality", "", "Service users 1")
    assert quote.turns == (
        QuoteTurn("P1", "questions.", left_out=False),
        QuoteTurn("All", "(laughter)", left_out=False),
    )


def test_a_quote_is_taken_back_and_its_coding_stays(session, lead, talk):
    quote_id = factories.quote(session, lead, talk=talk)

    remove_quote(session, lead, quote_id)

    assert chosen_quotes(session, lead) == []
    assert len(factories.coding_ids(session, lead, talk)) == 1


def test_the_last_coding_of_a_quoted_passage_stays_until_the_quote_is_taken_back(session, lead, talk):
    quote_id = factories.quote(session, lead, talk=talk)
    session.commit()
    [coding_id] = factories.coding_ids(session, lead, talk)

    with pytest.raises(UsedInQuote):
        remove_coding(session, lead, coding_id)
    session.rollback()
    remove_quote(session, lead, quote_id)
    remove_coding(session, lead, coding_id)

    assert factories.coding_ids(session, lead, talk) == []


def test_one_of_two_codings_of_a_quoted_passage_may_go(session, lead, talk, code):
    factories.coding(session, lead, talk=talk, label=code)
    factories.coding(session, lead, talk=talk)
    factories.quote(session, lead, talk=talk)

    remove_coding(session, lead, factories.coding_ids(session, lead, talk)[0])

    assert len(factories.coding_ids(session, lead, talk)) == 1


def test_a_row_of_the_matrix_knows_its_codes(session, lead):
    theme = factories.theme(session, lead, name="Quality")
    below = factories.theme(session, lead, name="Support", under=theme)
    high, low = (
        factories.code(session, lead, name="High", theme=theme),
        factories.code(session, lead, name="Low", theme=below),
    )
    loose = factories.code(session, lead, name="Loose")

    assert codes_of(session, lead, theme.id) == ("Quality", {high.id: "High", low.id: "Low"})
    assert codes_of(session, lead, below.id) == ("Support", {low.id: "Low"})
    assert codes_of(session, lead, loose.id) == ("Loose", {loose.id: "Loose"})
    with pytest.raises(NotInThisStudy):
        codes_of(session, lead, uuid4())


def test_a_supervisor_exports_quotes_and_chooses_none(session, lead, talk):
    supervisor = factories.member(session, lead, role=Role.SUPERVISOR)
    quote_id = factories.quote(session, lead, talk=talk)

    assert len(exported_quotes(session, supervisor)) == 1
    with pytest.raises(NotAllowed):
        factories.quote(session, supervisor, talk=talk, speaks_for=factories.theme(session, lead))
    with pytest.raises(NotAllowed):
        remove_quote(session, supervisor, quote_id)


def test_another_studys_quotes_are_not_found(session, lead, talk):
    other, theme = factories.study(session), factories.theme(session, lead)
    quote_id = factories.quote(session, lead, talk=talk, speaks_for=theme)
    unit_id = chosen_quotes(session, lead)[0].quotes[0].unit_id

    with pytest.raises(NotInThisStudy):
        remove_quote(session, other, quote_id)
    with pytest.raises(NotInThisStudy):
        choose_quote(session, other, theme_id=factories.theme(session, other).id, unit_id=unit_id)
    with pytest.raises(NotInThisStudy):
        choose_quote(session, lead, theme_id=factories.theme(session, other).id, unit_id=unit_id)
    assert chosen_quotes(session, other) == []
