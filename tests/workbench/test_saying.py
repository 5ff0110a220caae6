"""The words room on a small study."""

import pytest

from app.analysis.words.concordance import Order
from app.analysis.words.counting import View, worded
from app.security.permissions import NotAllowed, Role
from app.store.queries import coding
from app.workbench.saying import TooManyStopWords, asked_words, code_turns_at, leave_out, lines, similar, stop_words
from tests import factories

LINES = ("I: The choir?", "P1: The choir sings on Tuesdays", "P2: Choir, choir and coffee", "P1: I like walks")


@pytest.fixture
def lead(session):
    return factories.study(session)


@pytest.fixture
def talk(session, lead):
    return factories.transcript(session, lead, lines=LINES)


def counted(session, lead, view=View.FREQUENCY, first=None):
    return worded(asked_words(session, lead, view, first, None, stems=False), str)


@pytest.mark.usefixtures("talk")
def test_only_participants_words_are_counted_and_little_words_are_left_out(session, lead):
    found = counted(session, lead)

    assert (found.words[0].word, found.words[0].count, found.words[0].participants) == ("choir", 3, 2)
    assert "the" not in {one.word for one in found.words}


@pytest.mark.usefixtures("talk")
def test_a_study_leaves_out_its_own_list_until_that_is_empty(session, lead):
    leave_out(session, lead, "Choir, coffee\nsings")

    assert stop_words(session, lead) == {"choir", "coffee", "sings"}
    assert {"the", "tuesdays"} <= {one.word for one in counted(session, lead).words}
    leave_out(session, lead, " ")
    assert "the" in stop_words(session, lead)


def test_a_list_of_everything_is_refused(session, lead):
    with pytest.raises(TooManyStopWords):
        leave_out(session, lead, " ".join(f"w{number}" for number in range(2_001)))


def test_a_supervisor_changes_no_list(session, lead):
    with pytest.raises(NotAllowed):
        leave_out(session, factories.member(session, lead, role=Role.SUPERVISOR), "the")


@pytest.mark.usefixtures("talk")
def test_keyness_compares_a_side_with_everybody_else(session, lead):
    other = factories.focus_group(session, lead, stakeholder="Professional")
    factories.transcript(session, lead, lines=["I: Ask", "P1: Budgets, budgets and budgets"], group=other)

    found = counted(session, lead, View.KEYNESS, other.stakeholder_id)

    assert found.keys[0].word == "budgets"
    assert found.keys[0].counts == (3, 0)
    assert found.focus_groups == (1, 1)


def test_lines_of_words_are_found_where_participants_say_them_and_their_turns_can_be_coded(session, lead, talk):
    found = lines(session, lead, "choi*", Order.PLACE)
    label = factories.code(session, lead)

    assert [(one.turn.number, one.keyword) for one in found.lines] == [(2, "choir"), (3, "Choir"), (3, "choir")]
    code_turns_at(session, lead, label.id, [(one.turn.transcript, one.turn.number) for one in found.lines])
    assert sorted(row.first_turn for row in coding.codings(session, lead, talk.id)) == [2, 3]


def test_what_sounds_like_a_code_is_shown_until_it_carries_it(session, lead, talk):
    label = factories.code(session, lead)
    factories.coding(session, lead, talk=talk, label=label, turn=2)

    telling, found = similar(session, lead, label.id)

    assert set(telling) == {"choir", "sings", "tuesdays"}
    assert [(one.turn.number, one.shared) for one in found] == [(3, ("choir",))]
    factories.coding(session, lead, talk=talk, label=label, turn=3)
    assert similar(session, lead, label.id)[1] == ()


@pytest.mark.usefixtures("talk")
def test_a_code_on_nothing_sounds_like_nothing(session, lead):
    assert similar(session, lead, factories.code(session, lead).id) == ((), ())
