"""Memos: written, answered, edited, shared and removed by whom they belong to, and read by whom they are for."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.security.permissions import NotAllowed
from app.store.queries import memos as queries
from app.store.queries.transcripts import NotInThisStudy
from app.store.tables import Memo, MemoKind, MemoOn, TrailPayload, TrailRow
from app.workbench import memos
from app.workbench.coding import remove_coding
from app.workbench.memo_lists import Wanted, Whose, every_memo, memos_on, take_out_memos, thread_of
from app.workbench.memo_things import steps_of
from app.workbench.memos import Differs
from app.workbench.placing import Passage, WordsDiffer
from app.workbench.studies import FACTS, edit_study
from app.workbench.themes import create_theme, remove_theme
from app.workbench.undoing import undo
from tests import factories
from tests.on_the_trail import newest_acts
from tests.workbench.memo_desk import MemoDesk

HERE = [kind for kind in MemoOn if kind is not MemoOn.STEP]


@pytest.fixture
def desk(write, read):
    return MemoDesk(write, read)


@pytest.mark.parametrize("on", HERE)
def test_a_memo_of_the_team_hangs_on_anything_and_all_roles_read_it(desk, on):
    desk.note(desk.first, "What stays", on)

    for viewer in (desk.lead, desk.first, desk.second, desk.supervisor):
        assert desk.told(viewer, on) == [("What stays",)]
        assert desk.all(viewer) == ["What stays"]


@pytest.mark.parametrize("who", ["lead", "first", "supervisor"])
def test_every_role_may_write_a_memo(desk, who):
    desk.note(getattr(desk, who), "Mine")

    assert desk.told(desk.second) == [("Mine",)]


@pytest.mark.parametrize("on", HERE)
def test_nothing_of_another_study_can_be_written_about_or_read(desk, on):
    with desk.write() as session:
        outsider = factories.study(session, title="Another")
    memo_id = desk.note(desk.lead, "Ours", on)

    with pytest.raises(NotInThisStudy):
        desk.note(outsider, "Theirs", on)
    with pytest.raises(NotInThisStudy):
        desk.told(outsider, on)
    for action in (memos.remove_memo, memos.share_memo, memos.put_memo_back):
        with pytest.raises(NotInThisStudy):
            desk.do(action, outsider, memo_id)
    with pytest.raises(NotInThisStudy):
        desk.answer(outsider, memo_id)
    with pytest.raises(NotInThisStudy):
        desk.edit(outsider, memo_id, "Taken")
    assert desk.all(outsider) == []


@pytest.mark.parametrize("on", HERE)
def test_a_private_memo_reaches_nobody_else(desk, on):
    memo_id = desk.note(desk.first, "Only mine", on, private=True)

    assert desk.told(desk.first, on) == [("Only mine",)]
    with desk.read() as session:
        for viewer in (desk.lead, desk.second, desk.supervisor):
            assert queries.memos(session, viewer) == []
            assert queries.memo_authors(session, viewer) == []
            assert queries.turn_marks(session, viewer, desk.talk.id) == {}
            assert [queries.memo_counts(session, viewer, kind) for kind in queries.ID_OF] == [{}] * len(queries.ID_OF)
            with pytest.raises(NotInThisStudy):
                thread_of(session, viewer, memo_id)
    for viewer in (desk.lead, desk.second, desk.supervisor):
        with pytest.raises(NotInThisStudy):
            desk.answer(viewer, memo_id)
        with pytest.raises(NotInThisStudy):
            desk.do(memos.remove_memo, viewer, memo_id)


def test_the_trail_knows_nothing_of_a_private_memo(desk):
    with desk.read() as session:
        before = session.scalars(select(TrailRow.number)).all()

    memo_id = desk.note(desk.first, "Only mine", private=True)
    desk.edit(desk.first, memo_id, "Still mine")
    desk.do(memos.remove_memo, desk.first, memo_id)
    desk.do(memos.put_memo_back, desk.first, memo_id)

    with desk.read() as session:
        assert session.scalars(select(TrailRow.number)).all() == before
    assert desk.told(desk.first) == [("Still mine",)]


def test_a_private_memo_that_is_shared_is_written_then(desk):
    memo_id = desk.note(desk.first, "At last", private=True)
    with desk.write() as session:
        session.get_one(Memo, (desk.lead.study_id, memo_id)).written_at -= timedelta(days=9)

    desk.do(memos.share_memo, desk.first, memo_id)

    [thread] = desk.threads(desk.lead)
    assert thread.memo.words == "At last"
    with desk.read() as session:
        [row] = session.scalars(select(TrailRow).where(TrailRow.subject_id == memo_id))
        assert abs(thread.memo.written_at - row.at) < timedelta(minutes=1)


def test_reactions_are_kept_apart(desk):
    desk.note(desk.first, "It made me sad", kind=MemoKind.REACTION)
    desk.note(desk.first, "It says who stays")

    with desk.read() as session:
        here = memos_on(session, desk.lead, MemoOn.CODE, str(desk.code.id))
    assert [thread.memo.words for thread in here.memos] == ["It says who stays"]
    assert [thread.memo.words for thread in here.reactions] == ["It made me sad"]
    assert asked(desk, desk.lead, kind=MemoKind.REACTION) == ["It made me sad"]
    assert asked(desk, desk.lead) == ["It says who stays"]


def test_a_memo_without_words_is_none(desk):
    with pytest.raises(memos.MemoWithoutWords):
        desk.note(desk.lead, " \n ")


def test_a_memo_is_answered_by_the_team_in_the_order_of_time(desk):
    memo_id = desk.note(desk.first, "Who stays?")

    desk.answer(desk.supervisor, memo_id, "Neighbours do")
    reply = desk.answer(desk.second, memo_id, "And friends")

    assert desk.told(desk.lead) == [("Who stays?", "Neighbours do", "And friends")]
    with pytest.raises(memos.NothingToAnswer):
        desk.answer(desk.lead, reply)
    private = desk.note(desk.first, "Mine", private=True)
    with pytest.raises(memos.NothingToAnswer):
        desk.answer(desk.first, private)


def test_only_its_author_changes_a_memo(desk):
    memo_id = desk.note(desk.first, "Mine to change")

    for viewer in (desk.lead, desk.second, desk.supervisor):
        with pytest.raises(memos.MemoOfSomebodyElse):
            desk.edit(viewer, memo_id, "Taken over")
        with pytest.raises(NotAllowed):
            desk.do(memos.remove_memo, viewer, memo_id)
    assert desk.edit(desk.first, memo_id, "Changed", kind=MemoKind.REACTION) is None

    [thread] = desk.threads(desk.lead)
    assert (thread.memo.words, thread.memo.kind) == ("Changed", MemoKind.REACTION)
    assert thread.memo.changed_at is not None


def test_an_edit_from_an_older_page_is_not_lost_and_loses_nothing(desk):
    memo_id = desk.note(desk.first, "Once")
    desk.edit(desk.first, memo_id, "Twice")

    assert desk.edit(desk.first, memo_id, "My other tab") == Differs(memo_id, "My other tab")

    [thread] = desk.threads(desk.first)
    assert (thread.memo.words, thread.memo.revision) == ("Twice", 2)
    assert desk.edit(desk.first, memo_id, "Both", revision=2) is None


def test_a_removed_memo_leaves_its_answers_and_a_sign(desk):
    answered, alone = desk.note(desk.first, "Said"), desk.note(desk.first, "Alone")
    desk.answer(desk.second, answered, "Replied")

    for memo_id in (answered, alone):
        desk.do(memos.remove_memo, desk.first, memo_id)

    assert desk.told(desk.lead) == [("", "Replied")]
    assert desk.threads(desk.lead)[0].memo.removed_at is not None
    with desk.read() as session:
        assert queries.memo_counts(session, desk.lead, MemoOn.CODE) == {desk.code.id: 1}
    with pytest.raises(memos.MemoRemoved):
        desk.edit(desk.first, answered, "Again", revision=2)
    with pytest.raises(memos.MemoRemoved):
        desk.answer(desk.lead, answered)


def test_only_its_author_puts_a_memo_back(desk):
    memo_id = desk.note(desk.first, "Said")
    desk.do(memos.remove_memo, desk.first, memo_id)

    with pytest.raises(memos.MemoOfSomebodyElse):
        desk.do(memos.put_memo_back, desk.lead, memo_id)
    desk.do(memos.put_memo_back, desk.first, memo_id)

    assert desk.told(desk.lead) == [("Said",)]


def test_what_somebody_marked_in_a_turn_has_its_own_memo_which_the_turn_shows_too(desk):
    with desk.read() as session:
        place = factories.passage(session, desk.lead, desk.talk, "friend Anna")
    desk.note(desk.first, "On the friend", MemoOn.TURN, marked=place)
    desk.note(desk.first, "On the turn", MemoOn.TURN)
    desk.note(desk.first, "On the coding", MemoOn.CODING)

    threads = desk.threads(desk.lead, MemoOn.TURN)

    assert [(one.memo.words, one.where.hangs_on, one.where.excerpt) for one in threads] == [
        ("On the friend", MemoOn.PASSAGE, "friend Anna"),
        ("On the turn", MemoOn.TURN, "My friend Anna, she stays when it is hard"),
        ("On the coding", MemoOn.CODING, "she stays"),
    ]
    with desk.read() as session:
        assert queries.turn_marks(session, desk.lead, desk.talk.id) == {2: 3}
    with pytest.raises(WordsDiffer):
        desk.note(desk.first, "On other words", MemoOn.TURN, marked=Passage(place.start, place.end, "friend Bnna"))


def test_a_memo_stays_when_what_it_hangs_on_is_taken_away_and_says_so(desk):
    with desk.write() as session:
        theme = create_theme(session, desk.lead, name="For now")
        memos.write_memo(session, desk.first, MemoOn.THEME, str(theme.id), words="On the theme", private=True)
    desk.note(desk.first, "On the coding", MemoOn.CODING)

    desk.do(remove_theme, desk.lead, theme.id)  # a private memo that the lead cannot see is no reason to refuse
    desk.do(remove_coding, desk.lead, desk.coding.id)

    with desk.read() as session:
        rows = {row.words: row for row in queries.memos(session, desk.first)}
        gone = {words: thread_of(session, desk.first, row.id).where.gone for words, row in rows.items()}
    assert gone == {"On the theme": True, "On the coding": True}

    desk.do(undo, desk.lead)

    [thread] = [one for one in desk.threads(desk.first, MemoOn.TURN) if one.memo.words == "On the coding"]
    assert (thread.where.gone, thread.where.name) == (False, "Staying")


def test_a_method_has_its_steps():
    assert steps_of("") == ()
    assert steps_of("Thematic analysis.") == ()
    assert steps_of("1. Read\n\n2) Code\n- Name") == ("Read", "Code", "Name")
    assert steps_of("Four steps: reading; coding; naming.") == ("reading", "coding", "naming")


def test_a_step_of_the_method_has_memos(desk):
    with desk.write() as session:
        facts = dict.fromkeys(FACTS, "") | {"title": "Social support", "method": "Read\nCode"}
        edit_study(session, desk.lead, facts, several=3, some=2)

    desk.note(desk.first, "We read twice", MemoOn.STEP)

    [thread] = desk.threads(desk.lead, MemoOn.STEP)
    assert (thread.where.name, thread.where.id) == ("Read", 1)
    for number in ("0", "3", "-1", "x", "9" * 500, "²"):
        with pytest.raises(NotInThisStudy), desk.write() as session:
            memos.write_memo(session, desk.lead, MemoOn.STEP, number, words="Where?", private=False)


def test_memos_are_found_by_what_whom_and_words(desk):
    desk.note(desk.first, "Ærlig talt", MemoOn.TURN)
    answered = desk.note(desk.second, "On the code")
    desk.answer(desk.first, answered, "Seen")
    desk.note(desk.first, "Only me", private=True)

    assert asked(desk, desk.first, hangs_on=MemoOn.TURN) == ["Ærlig talt"]
    assert asked(desk, desk.first, words="ÆRLIG") == ["Ærlig talt"]
    assert asked(desk, desk.first, by=desk.second.member_id) == ["On the code"]
    assert asked(desk, desk.lead, words="seen") == ["On the code"]
    assert asked(desk, desk.first, whose=Whose.MINE) == ["Only me", "On the code", "Ærlig talt"]
    assert asked(desk, desk.first, whose=Whose.TEAM) == ["On the code", "Ærlig talt"]
    assert asked(desk, desk.first) == ["Only me", "On the code", "Ærlig talt"]


def asked(desk, viewer, **wanted):
    with desk.read() as session:
        return [thread.memo.words for thread in every_memo(session, viewer, Wanted(**wanted))]


def test_what_is_taken_out_is_the_teams_or_ones_own(desk):
    desk.note(desk.first, "Private", private=True)
    desk.note(desk.second, "Team")

    def taken(viewer, whose):
        with desk.write() as session:
            return [thread.memo.words for thread in take_out_memos(session, viewer, Wanted(whose=whose))]

    assert taken(desk.first, Whose.ALL) == taken(desk.first, Whose.TEAM) == ["Team"]
    assert taken(desk.first, Whose.MINE) == ["Private"]
    assert taken(desk.lead, Whose.MINE) == []
    with desk.read() as session:
        assert [line.act for line in newest_acts(session, desk.lead)][:4] == ["memos.exported"] * 4


def test_the_trail_holds_no_words_of_memos(desk):
    memo_id = desk.note(desk.first, "Zugvogelheim")
    desk.edit(desk.first, memo_id, "Zugvogelheim still")
    desk.do(memos.remove_memo, desk.first, memo_id)

    with desk.read() as session:
        assert not [one for one in session.scalars(select(TrailPayload.payload)) if "Zugvogelheim" in one]
        acts = [line.act for line in newest_acts(session, desk.lead)]
    assert acts[:3] == ["memo.removed", "memo.changed", "memo.written"]
