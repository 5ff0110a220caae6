"""While an independent round is open, whoever codes in it learns nothing of what the others note."""

import pytest

from app.store.queries import memos as queries
from app.store.queries.transcripts import NotInThisStudy
from app.store.tables import MemoOn, Turn
from app.workbench import memos
from app.workbench.memo_lists import thread_of
from app.workbench.rounds import reveal_round
from tests import factories
from tests.on_the_trail import newest_acts
from tests.workbench.memo_desk import MemoDesk

MATERIAL = [kind for kind in MemoOn if kind not in {MemoOn.STUDY, MemoOn.STEP}]


@pytest.fixture
def desk(write, read):
    desk = MemoDesk(write, read)
    desk.before = desk.note(desk.first, "From before")
    desk.go_blind()
    return desk


@pytest.mark.parametrize("on", MATERIAL)
def test_a_memo_of_the_round_is_seen_after_the_reveal(desk, on):
    memo_id = desk.note(desk.first, "In the round", on)

    for viewer in (desk.second, desk.lead):
        assert "In the round" not in str(desk.told(viewer, on))
        assert desk.all(viewer) == ["From before"]
        with desk.read() as session:
            assert queries.memo_counts(session, viewer, MemoOn.CODE) == {desk.code.id: 1}
            assert queries.turn_marks(session, viewer, desk.talk.id) == {}
            with pytest.raises(NotInThisStudy):
                thread_of(session, viewer, memo_id)
    for viewer in (desk.first, desk.supervisor):
        assert "In the round" in str(desk.told(viewer, on))

    desk.do(reveal_round, desk.lead, desk.round_id)

    for viewer in map(desk.again, (desk.second, desk.lead)):
        assert "In the round" in str(desk.told(viewer, on))


def test_what_a_supervisor_notes_tells_blind_coders_nothing(desk):
    desk.note(desk.supervisor, "She sees more than he", MemoOn.CODING)
    desk.answer(desk.supervisor, desk.before, "As she does")

    for viewer in (desk.first, desk.second, desk.lead):
        assert desk.told(viewer, MemoOn.CODING) == []
        assert desk.told(viewer) == [("From before",)]


def test_how_to_work_together_can_be_told_to_all(desk):
    desk.note(desk.lead, "Please finish by Friday", MemoOn.STUDY)

    assert desk.told(desk.second, MemoOn.STUDY) == [("Please finish by Friday",)]


def test_a_private_memo_that_is_shared_in_the_round_waits_for_the_reveal(desk):
    memo_id = desk.note(desk.first, "Mine", private=True)

    desk.do(memos.share_memo, desk.first, memo_id)

    assert desk.told(desk.second) == [("From before",)]


def test_what_others_have_before_them_stays_as_it_is(desk):
    for change in (
        lambda: desk.edit(desk.first, desk.before, "I see it otherwise now"),
        lambda: desk.do(memos.remove_memo, desk.first, desk.before),
    ):
        with pytest.raises(memos.MemoStaysInRound):
            change()

    assert desk.told(desk.second) == [("From before",)]
    own = desk.note(desk.first, "Of the round")
    assert desk.edit(desk.first, own, "Of the round, again") is None


def test_a_private_memo_changes_whenever_its_author_likes(write, read):
    desk = MemoDesk(write, read)
    memo_id = desk.note(desk.first, "Mine", private=True)
    desk.go_blind()

    desk.edit(desk.first, memo_id, "Mine, again")

    assert desk.told(desk.first) == [("Mine, again",)]


def test_the_trail_of_a_blind_lead_tells_of_no_memo_of_the_round(desk):
    desk.note(desk.first, "In the round")
    desk.note(desk.first, "Mine", private=True)

    with desk.read() as session:
        assert [line.act for line in newest_acts(session, desk.lead)].count("memo.written") == 1
        assert [line.act for line in newest_acts(session, desk.supervisor)].count("memo.written") == 2


def test_turns_are_drawn_anew_when_their_memos_change(desk):
    def revision():
        with desk.read() as session:
            return session.get_one(Turn, (desk.lead.study_id, desk.turn.id)).revision

    seen = [revision()]
    memo_id = desk.note(desk.first, "In the round", MemoOn.TURN)
    seen.append(revision())
    desk.do(memos.remove_memo, desk.first, memo_id)
    seen.append(revision())

    assert seen == sorted(set(seen))


def test_a_colleague_without_the_round_is_shown_nothing_more_by_joining(desk):
    desk.note(desk.first, "In the round")
    with desk.write() as session:
        newcomer = factories.member(session, desk.lead)

    assert desk.told(newcomer) == [("From before",)]
