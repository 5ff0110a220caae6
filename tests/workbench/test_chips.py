"""The codes to tap on a turn: by theme, the most used first, and only what the reader may see."""

import pytest

from app.store.queries.transcripts import turns
from app.workbench.chips import LATELY, on_turn
from app.workbench.codebook import retire_code
from app.workbench.coding import apply_code_to_turn, remove_coding
from tests import factories

LINES = ("P1: Coffee helps", "P2: Soup, and time", "P1: A walk")


@pytest.fixture
def lead(session):
    return factories.study(session)


def tapped_on(session, viewer, talk, number=1, lately=None):
    [turn] = turns(session, viewer, talk.id, [number])
    return on_turn(session, viewer, talk.id, turn, lately)


def names(shown):
    return {group.name or group.key: [chip.name for chip in group.chips] for group in shown.groups}


def test_codes_stand_by_theme_and_the_most_used_first(session, lead):
    talk = factories.transcript(session, lead, lines=LINES)
    theme = factories.theme(session, lead, name="Ground")
    below = factories.theme(session, lead, name="Below", under=theme)
    codes = {name: factories.code(session, lead, name=name, theme=below) for name in ("A", "B", "C")}
    factories.code(session, lead, name="Free")
    for name, turn in (("B", 2), ("B", 3), ("C", 2)):
        factories.coding(session, lead, talk=talk, label=codes[name], turn=turn)

    assert names(tapped_on(session, lead, talk)) == {"Ground": ["B", "C", "A"], "": ["Free"]}


def test_of_many_codes_those_used_last_and_most_stand_on_top(session, lead):
    other = factories.member(session, lead)
    talk = factories.transcript(session, lead, lines=LINES)
    codes = {name: factories.code(session, lead, name=name) for name in "ABCDEFGHIJ"}
    for name in "ABCD":  # D was used last; the other coder has used J most
        factories.coding(session, lead, talk=talk, label=codes[name], turn=2)
    for turn in (1, 2, 3):
        factories.coding(session, other, talk=talk, label=codes["J"], turn=turn)

    shown = tapped_on(session, lead, talk)

    assert names(shown)[LATELY] == ["D", "C", "B", "J", "A"]
    assert names(tapped_on(session, lead, talk, lately=[codes["E"].id]))[LATELY] == ["E"]
    assert LATELY not in names(tapped_on(session, lead, talk, lately=[]))


def test_a_chip_is_on_when_the_whole_turn_carries_its_code(session, lead):
    talk = factories.transcript(session, lead, lines=LINES)
    whole, part = (factories.code(session, lead, name=name) for name in ("Whole", "Part"))
    apply_code_to_turn(session, lead, transcript_id=talk.id, code_id=whole.id, number=1)
    factories.coding(session, lead, talk=talk, label=part, words="Coffee")

    shown = tapped_on(session, lead, talk)
    on = {chip.name: chip.coding_id for group in shown.groups for chip in group.chips}
    assert (on["Whole"] is not None, on["Part"]) == (True, None)
    assert [one.code for one in shown.mine] == ["Part"]

    remove_coding(session, lead, on["Whole"])
    assert {chip.coding_id for group in tapped_on(session, lead, talk).groups for chip in group.chips} == {None}


def test_what_others_see_in_a_turn_is_theirs(session, lead):
    other = factories.member(session, lead, initials="OT")
    talk = factories.transcript(session, lead, lines=LINES)
    code = factories.code(session, lead, name="A")
    factories.coding(session, other, talk=talk, label=code, turn=1)

    shown = tapped_on(session, lead, talk)

    assert [(one.code, one.initials) for one in shown.others] == [("A", "OT")]
    assert {chip.coding_id for group in shown.groups for chip in group.chips} == {None}


def test_in_a_blind_round_neither_codes_nor_their_order_tell_of_a_colleague(session, lead):
    first, second = factories.member(session, lead), factories.member(session, lead)
    talk = factories.transcript(session, lead, lines=LINES)
    codes = {name: factories.code(session, lead, name=name) for name in "ABCDEFGHIJ"}
    _, first, second = factories.blind(session, lead, first, second)
    alone = tapped_on(session, first, talk)

    for turn in (1, 2, 3):
        factories.coding(session, second, talk=talk, label=codes["J"], turn=turn)
    factories.coding(session, second, talk=talk, label=factories.code(session, second, name="Theirs"), turn=1)

    assert tapped_on(session, first, talk) == alone


def test_a_word_finds_its_codes_whatever_the_capitals(session, lead):
    talk = factories.transcript(session, lead, lines=LINES)
    for name in ("Shame", "Being ashamed", "Money"):
        factories.code(session, lead, name=name)

    shown = tapped_on(session, lead, talk)

    assert [chip.name for group in shown.found(" SHAM ") for chip in group.chips] == ["Being ashamed", "Shame"]
    assert shown.found("nothing") == ()
    assert shown.found("") == shown.groups


def test_a_retired_code_is_offered_no_more_and_can_be_taken_off_where_it_was_tapped(session, lead):
    talk = factories.transcript(session, lead, lines=LINES)
    kept, old = (factories.code(session, lead, name=name) for name in ("Kept", "Old"))
    apply_code_to_turn(session, lead, transcript_id=talk.id, code_id=old.id, number=1)

    retire_code(session, lead, old.id)

    assert names(tapped_on(session, lead, talk, 1)) == {"": ["Old", "Kept"]}
    assert names(tapped_on(session, lead, talk, 2, lately=[old.id, kept.id])) == {LATELY: ["Kept"], "": ["Kept"]}
