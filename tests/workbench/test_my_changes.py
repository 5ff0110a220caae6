"""Every change of one's own is undone and done again, one by one; what stands in the way is said."""

from dataclasses import replace
from uuid import uuid4

import pytest

from app.security.permissions import NotAllowed
from app.security.viewer import Role
from app.store.queries.codes import codes
from app.store.queries.coding import codings
from app.store.queries.memos import memo as memo_of
from app.store.queries.studies import round_now
from app.store.queries.themes import theme_codes, themes
from app.store.queries.transcripts import NotInThisStudy
from app.store.tables import MemoOn, ThemeState
from app.workbench import codebook, coding, memo_undo, memos, merging, rounds, theme_shaping, theme_undo, undoing
from app.workbench import themes as themes_room
from app.workbench.code_places import MovedAgain, place_code
from app.workbench.codebook_undo import ChangedAgain, TakenBackAlready
from app.workbench.my_changes import my_changes, turn
from app.workbench.theme_board import Card, move_codes
from app.workbench.trail import verify_trails
from tests import factories
from tests.factories import KEY


@pytest.fixture
def lead(session):
    return factories.study(session)


@pytest.fixture
def told(session, lead):
    """Return what the lead is shown, after a commit that puts the acts on the trail."""

    def told(viewer=lead):
        session.commit()
        assert verify_trails(session, KEY)[1] == []
        return my_changes(session, viewer)

    return told


@pytest.fixture
def latest(session, lead, told):
    """Turn the latest change that can be turned, and return what it was."""

    def latest(viewer=lead):
        change = next(one for one in told(viewer) if one.hash)
        turn(session, viewer, change.hash)
        session.commit()
        return change.act, change.again

    return latest


def test_a_coding_is_undone_done_again_and_undone_once_more(session, lead, told, latest):
    talk = factories.transcript(session, lead)
    factories.coding(session, lead, talk=talk)

    assert latest() == ("coding.applied", False)
    assert codings(session, lead, talk.id) == []
    assert latest() == ("coding.applied.undone", True)
    assert len(codings(session, lead, talk.id)) == 1
    assert latest() == ("coding.applied.redone", False)
    assert codings(session, lead, talk.id) == []
    assert [(one.undone, one.again) for one in told() if one.act.startswith("coding")] == [
        (False, True), (True, False), (True, True), (True, False),
    ]  # fmt: skip


def test_an_earlier_change_of_another_coding_is_undone_by_itself(session, lead, told):
    talk = factories.transcript(session, lead, lines=["P1: One.", "P2: Two."])
    for number in (1, 2):
        factories.coding(session, lead, talk=talk, turn=number)
    _, first = (one for one in told() if one.act == "coding.applied")

    turn(session, lead, first.hash)

    assert [one.first_turn for one in codings(session, lead, talk.id)] == [2]


def test_a_coding_that_was_changed_again_goes_back_step_by_step(session, lead, told):
    talk, other = factories.transcript(session, lead), factories.code(session, lead, name="Other")
    factories.coding(session, lead, talk=talk)
    [made] = codings(session, lead, talk.id)
    coding.recode(session, lead, coding_id=made.id, code_id=other.id)
    recoded, applied = (one for one in told() if one.act.startswith("coding"))

    with pytest.raises(undoing.CodedAgain):
        turn(session, lead, applied.hash)
    turn(session, lead, recoded.hash)

    assert [one.code_id for one in codings(session, lead, talk.id)] == [made.code_id]


def test_what_was_coded_in_a_round_that_is_over_stays(session, lead, told):
    talk = factories.transcript(session, lead)
    factories.coding(session, lead, talk=talk)
    rounds.close_round(session, lead, round_now(session, lead), "Enough")
    change = next(one for one in told() if one.act == "coding.applied")

    with pytest.raises(coding.RoundIsOver):
        turn(session, lead, change.hash)


def test_the_words_of_a_code_go_back_and_forth(session, lead, latest):
    code = factories.code(session, lead, name="Trust")
    codebook.edit_code(session, lead, code.id, name="Trusting", rule={"definition": "When somebody trusts."})

    def now():
        [one] = codes(session, lead)
        return one.name, one.definition

    assert latest() == ("code.changed", False)
    assert now() == ("Trust", "")
    assert latest() == ("code.changed.undone", True)
    assert now() == ("Trusting", "When somebody trusts.")
    assert latest() == ("code.changed.redone", False)
    assert now() == ("Trust", "")


def test_words_that_a_colleague_wrote_anew_stay(session, lead, told):
    code, colleague = factories.code(session, lead, name="Trust"), factories.member(session, lead, role=Role.LEAD)
    codebook.edit_code(session, lead, code.id, name="Trusting", rule={})
    change = next(one for one in told() if one.hash)
    codebook.edit_code(session, colleague, code.id, name="Relying", rule={})
    session.commit()

    with pytest.raises(ChangedAgain):
        turn(session, lead, change.hash)

    assert [one.name for one in codes(session, lead)] == ["Relying"]


def test_many_codes_that_were_moved_at_once_go_back_at_once(session, lead, latest):
    one, other = (factories.code(session, lead, name=name) for name in ("One", "Other"))
    first, second = (factories.theme(session, lead, name=name) for name in ("First", "Second"))
    place_code(session, lead, code_id=one.id, theme_id=first.id)
    session.commit()
    before = set(theme_codes(session, lead))
    move_codes(session, lead, [Card(one.id, first.id), Card(other.id)], second.id)
    after = {(second.id, one.id), (second.id, other.id)}

    assert set(theme_codes(session, lead)) == after
    assert latest() == ("code.many placed", False)
    assert set(theme_codes(session, lead)) == before
    assert latest() == ("code.many placed.undone", True)
    assert set(theme_codes(session, lead)) == after


def test_codes_of_which_a_colleague_moved_one_stay_where_they_are(session, lead, told):
    one, other = (factories.code(session, lead, name=name) for name in ("One", "Other"))
    first, second = (factories.theme(session, lead, name=name) for name in ("First", "Second"))
    move_codes(session, lead, [Card(one.id), Card(other.id)], first.id)
    change = next(line for line in told() if line.hash)
    colleague = factories.member(session, lead, role=Role.LEAD)
    move_codes(session, colleague, [Card(one.id, first.id)], second.id)
    session.commit()

    with pytest.raises(MovedAgain):
        turn(session, lead, change.hash)

    assert set(theme_codes(session, lead)) == {(second.id, one.id), (first.id, other.id)}


def test_merging_and_retiring_go_back_and_forth(session, lead, latest):
    code, target = (factories.code(session, lead, name=name) for name in ("One", "Other"))
    merging.merge_codes(session, lead, code.id, target.id)
    said = [latest() for _ in range(3)]
    assert [act for act, _ in said] == ["code.merged", "code.parted", "code.merged"]

    codebook.retire_code(session, lead, code.id)
    assert [latest()[0] for _ in range(3)] == ["code.retired", "code.back", "code.retired"]
    assert {one.name for one in codes(session, lead) if one.retired} == set()


SHAPES = {
    "theme.changed": lambda session, lead, theme, _: themes_room.edit_theme(
        session, lead, theme.id, name="Another name", central_idea="Another idea", is_not="Not this"
    ),
    "theme.state": lambda session, lead, theme, _: theme_shaping.set_state(
        session, lead, theme.id, ThemeState.REVIEWED
    ),
    "theme.discarded": lambda session, lead, theme, _: theme_shaping.discard(session, lead, theme.id, why="Too thin"),
    "theme.put under": lambda session, lead, theme, other: theme_shaping.put_under(
        session, lead, theme.id, other.id
    ),
}  # fmt: skip


@pytest.mark.parametrize("act", SHAPES)
def test_a_theme_is_again_what_it_was_and_what_it_became(session, lead, latest, act):
    theme, other = (factories.theme(session, lead, name=name) for name in ("One", "Other"))

    def now():
        session.expire_all()
        [one] = [row for row in themes(session, lead) if row.id == theme.id]
        return one.name, one.central_idea, one.is_not, one.state, one.why, one.parent_id

    before = now()
    SHAPES[act](session, lead, theme, other)
    after = now()

    assert before != after
    assert latest() == (act, False)
    assert now() == before
    assert latest() == (f"{act}.undone", True)
    assert now() == after
    assert latest() == (f"{act}.redone", False)
    assert now() == before


def test_a_theme_is_made_taken_back_and_made_again_with_its_name_and_idea(session, lead, latest):
    above = factories.theme(session, lead, name="Above")
    themes_room.create_theme(session, lead, name="Below", central_idea="An idea", parent_id=above.id)

    def now():
        return {(one.name, one.central_idea, one.parent_id) for one in themes(session, lead)} - {("Above", "", None)}

    assert latest() == ("theme.created", False)
    assert now() == set()
    assert latest() == ("theme.created.undone", True)
    assert now() == {("Below", "An idea", above.id)}
    assert latest() == ("theme.created.redone", False)
    assert now() == set()


def test_a_removed_theme_comes_back(session, lead, latest):
    theme = factories.theme(session, lead, name="Empty")
    themes_room.remove_theme(session, lead, theme.id)

    assert latest() == ("theme.removed", False)
    assert [one.name for one in themes(session, lead)] == ["Empty"]
    assert latest() == ("theme.removed.undone", True)
    assert themes(session, lead) == []


def test_a_theme_that_a_colleague_changed_since_stays(session, lead, told):
    theme, colleague = factories.theme(session, lead, name="One"), factories.member(session, lead, role=Role.LEAD)
    themes_room.edit_theme(session, lead, theme.id, name="Two", central_idea="")
    change = next(one for one in told() if one.hash)
    themes_room.edit_theme(session, colleague, theme.id, name="Three", central_idea="")
    session.commit()

    with pytest.raises(theme_undo.ThemeChangedAgain):
        turn(session, lead, change.hash)


def test_a_memo_is_written_taken_back_and_put_back(session, lead, latest):
    written = memos.write_memo(session, lead, MemoOn.STUDY, str(lead.study_id), words="Said", private=False)

    def there():
        session.expire_all()
        return memo_of(session, lead, written.id).removed_at is None

    assert latest() == ("memo.written", False)
    assert not there()
    assert latest() == ("memo.written.undone", True)
    assert there()
    assert latest() == ("memo.written.redone", False)
    assert not there()


def test_a_memo_says_again_what_it_said_before_and_after(session, lead, told, latest):
    written = memos.write_memo(session, lead, MemoOn.STUDY, str(lead.study_id), words="Once", private=False)
    memos.edit_memo(session, lead, written.id, words="Twice", revision=1)

    def said():
        session.expire_all()
        return memo_of(session, lead, written.id).words

    assert latest() == ("memo.changed", False)
    assert said() == "Once"
    assert latest() == ("memo.changed.undone", True)
    assert said() == "Twice"
    memos.remove_memo(session, lead, written.id)
    change = next(one for one in told() if one.act == "memo.changed.redone")
    with pytest.raises(memo_undo.MemoChangedAgain):
        turn(session, lead, change.hash)


def test_nobody_turns_what_a_colleague_did_nor_the_same_thing_twice(session, lead, told):
    factories.code(session, lead, name="Trust")
    code = codes(session, lead)[0]
    codebook.edit_code(session, lead, code.id, name="Trusting", rule={})
    change = next(one for one in told() if one.hash)
    colleague = factories.member(session, lead, role=Role.LEAD)
    session.commit()

    with pytest.raises(NotInThisStudy):
        turn(session, colleague, change.hash)
    turn(session, lead, change.hash)
    session.commit()
    with pytest.raises(TakenBackAlready):
        turn(session, lead, change.hash)
    with pytest.raises(NotInThisStudy):
        turn(session, lead, uuid4().hex * 2)


def test_whoever_may_no_longer_change_it_is_offered_nothing_and_refused(session, lead, told):
    theme = factories.theme(session, lead, name="One")
    themes_room.edit_theme(session, lead, theme.id, name="Two", central_idea="")
    change = next(one for one in told() if one.hash)
    now_reads_only = replace(lead, role=Role.SUPERVISOR)

    assert not any(one.hash for one in told(now_reads_only))
    with pytest.raises(NotAllowed):
        turn(session, now_reads_only, change.hash)
