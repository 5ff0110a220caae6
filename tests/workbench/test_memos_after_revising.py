"""Words that are taken out of a study leave its memos too, whoever may read them."""

import pytest
from sqlalchemy import select

from app.store.queries import memos as queries
from app.store.queries.people import voices
from app.store.tables import Degree, EarlierWords, Memo, MemoOn, Revising, TrailPayload
from app.workbench import memos
from app.workbench.coding import apply_code
from app.workbench.memo_lists import thread_of
from app.workbench.revising import Decision, change_words, look
from app.workbench.withdrawing import withdraw
from tests import factories
from tests.factories import on_sqlite
from tests.workbench.changing import correct, decision, redact
from tests.workbench.memo_desk import MemoDesk
from tests.workbench.putting_back import CANARY, House


@pytest.fixture
def desk(write, read):
    return MemoDesk(write, read)


def texts(desk):
    """Return all that is stored of memos, whoever may see it."""
    with desk.read() as session:
        return sorted([*session.scalars(select(Memo.words)), *session.scalars(select(EarlierWords.words))])


def redact_name(desk, viewer, ticked=True):
    with desk.write() as session:
        shown = look(session, viewer, desk.talk.id, factories.passage(session, viewer, desk.talk, "Anna"))
        keys = [spot.key for spot in shown.texts if ticked]
        touched = change_words(session, viewer, desk.talk.id, decision(session, viewer, desk.talk, texts=keys))
        return shown, touched


def test_a_redacted_name_leaves_memos_and_nobody_is_shown_the_private_ones(desk):
    team = desk.note(desk.first, "Anna stays")
    desk.edit(desk.first, team, "And Anna stays")
    private = desk.note(desk.second, "anna again", private=True)
    own = desk.note(desk.lead, "My Anna", private=True)
    removed = desk.note(desk.first, "Anna, removed")
    desk.do(memos.remove_memo, desk.first, removed)

    shown, touched = redact_name(desk, desk.lead)

    assert texts(desk) == sorted(
        ["And [name 1] stays", "[name 1] stays", "[name 1] again", "My [name 1]", "[name 1], removed"]
    )
    assert [spot.key for spot in shown.texts] == [f"memo:{team}:words"]
    assert touched.texts == ((f"memo:{team}:words", ""),)
    with desk.read() as session:
        told = " ".join(session.scalars(select(TrailPayload.payload)))
    assert str(team) in told
    assert not [id_ for id_ in (private, own) if str(id_) in told]


def test_a_memo_of_the_team_that_is_not_ticked_stays(desk):
    desk.note(desk.first, "Anna Karenina, the book")
    desk.note(desk.second, "Anna", private=True)

    redact_name(desk, desk.lead, ticked=False)

    assert texts(desk) == sorted(["Anna Karenina, the book", "[name 1]"])


def test_what_a_blind_colleague_notes_is_reworded_and_not_shown(desk):
    desk.go_blind()
    desk.note(desk.first, "Anna stays")

    shown, touched = redact_name(desk, desk.lead)

    assert (shown.texts, touched.texts) == ((), ())
    assert desk.told(desk.first) == [("[name 1] stays",)]


def test_an_edit_that_began_before_a_redaction_is_shown_what_changed(desk):
    memo_id = desk.note(desk.first, "Anna stays", private=True)
    redact_name(desk, desk.lead)

    differs = desk.edit(desk.first, memo_id, "Anna stays, I think")

    assert differs is not None
    assert texts(desk) == ["[name 1] stays"]


def marked(desk, words, viewer=None):
    with desk.read() as session:
        place = factories.passage(session, desk.lead, desk.talk, words)
    return desk.note(viewer or desk.first, f"On {words[:3]}", MemoOn.TURN, marked=place, private=True)


def where(desk, memo_id):
    with desk.read() as session:
        return thread_of(session, desk.first, memo_id).where


def test_a_memo_on_a_passage_moves_along_with_its_words(desk):
    memo_id = marked(desk, "she stays")
    desk.note(desk.first, "On the coding", MemoOn.CODING)

    with desk.write() as session:
        redact(session, desk.lead, desk.talk, "Anna")

    assert (where(desk, memo_id).excerpt, where(desk, memo_id).turns) == ("she stays", (2, 2))
    assert [one.where.excerpt for one in desk.threads(desk.first, MemoOn.CODING)] == ["she stays"]


def test_a_memo_on_reworded_words_stands_on_the_new_ones(desk):
    memo_id = marked(desk, "Anna")

    with desk.write() as session:
        correct(session, desk.lead, desk.talk, "Anna", "Anne")

    assert where(desk, memo_id).excerpt == "Anne"


def test_a_memo_on_withdrawn_words_stays_and_says_that_they_are_gone(desk):
    passage = marked(desk, "she stays when it is hard")
    turn = desk.note(desk.first, "On the turn", MemoOn.TURN)
    quoting = desk.note(desk.second, "“She stays, when it is hard” – and then?", private=True)

    with desk.write() as session:
        [who] = [one for one in voices(session, desk.lead) if one.label == "P1"]
        done = withdraw(session, desk.lead, who.id, Degree.REMOVED)

    assert (where(desk, passage).gone, where(desk, passage).excerpt, where(desk, passage).turns) == (True, "", (2, 2))
    assert (where(desk, turn).gone, where(desk, turn).withdrawn) == (False, True)
    assert "“[withdrawn]” – and then?" in texts(desk)
    assert done.touched.texts == ()  # it is private
    with desk.read() as session:
        assert queries.turn_marks(session, desk.first, desk.talk.id) == {2: 2}
    assert quoting


def test_a_memo_of_the_team_that_repeats_withdrawn_words_is_named(desk):
    memo_id = desk.note(desk.second, "P1 says: my friend Anna, she stays")

    with desk.write() as session:
        [who] = [one for one in voices(session, desk.lead) if one.label == "P1"]
        done = withdraw(session, desk.lead, who.id, Degree.REMOVED)

    assert texts(desk) == ["P1 says: [withdrawn]"]
    assert done.touched.texts == ((f"memo:{memo_id}:words", ""),)


def test_a_memo_on_an_exchange_keeps_the_turns_that_are_left(desk):
    memo_id = marked(desk, "it is hard\nTell us")

    with desk.write() as session:
        [who] = [one for one in voices(session, desk.lead) if one.label == "P1"]
        withdraw(session, desk.lead, who.id, Degree.REMOVED)

    assert (where(desk, memo_id).turns, where(desk, memo_id).excerpt) == ((3, 3), "Tell us")


def test_a_memo_on_a_coding_that_becomes_one_with_another_hangs_on_that(desk):
    with desk.write() as session:
        for words in ("Anna", "My friend Anna"):
            place = factories.passage(session, desk.lead, desk.talk, words)
            apply_code(session, desk.lead, transcript_id=desk.talk.id, code_id=desk.code.id, passage=place)
        codings = factories.coding_queries.codings(session, desk.lead, desk.talk.id)
        ids = {row.id for row in codings if row.end - row.start != len("she stays")}
    for id_ in ids:
        with desk.write() as session:
            memos.write_memo(session, desk.first, MemoOn.CODING, str(id_), words="On it", private=False)

    with desk.write() as session:
        redact(session, desk.lead, desk.talk, "My friend Anna")

    with desk.read() as session:
        [left] = {row.id for row in factories.coding_queries.codings(session, desk.lead, desk.talk.id)} & ids
        assert {row.thing_id for row in queries.memos(session, desk.first)} == {left}


@on_sqlite
def test_what_an_old_backup_brings_back_leaves_memos_again(database_url, tmp_path):
    house = House(database_url, tmp_path)
    with house.write() as session:
        for private in (False, True):
            memos.write_memo(
                session, house.lead, MemoOn.CODE, str(house.code.id), words=f"{CANARY} {private}", private=private
            )
        memos.write_memo(
            session, house.lead, MemoOn.STUDY, str(house.lead.study_id), words="He says: my brother Torolv too",
            private=True,
        )  # fmt: skip
    copy = house.back_up()
    house.redact_everywhere(CANARY, "name 1")
    house.withdraw("P2", Degree.REMOVED)
    assert not house.holds(CANARY)
    house.restore(copy)
    assert house.holds(CANARY)

    house.apply()

    assert not house.holds(CANARY)
    assert not house.holds("Torolv")
    with house.read() as session:
        assert sorted(session.scalars(select(Memo.words))) == [
            "He says: [withdrawn]", "[name 1] False", "[name 1] True",
        ]  # fmt: skip
    house.engine.dispose()


def test_a_corrected_typing_mistake_leaves_memos_as_they_are(desk):
    desk.note(desk.first, "Anna", private=True)
    with desk.write() as session:
        passage = decision(session, desk.lead, desk.talk).passage
        change_words(
            session, desk.lead, desk.talk.id,
            Decision(passage, Revising.CORRECTED, "Anne"),
        )  # fmt: skip

    assert texts(desk) == ["Anna"]
