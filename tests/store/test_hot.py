"""What every coding asks is put together once, and still asks as the one who looks, of what is there now."""

from uuid import uuid4

import pytest
from sqlalchemy.exc import IntegrityError

from app.store import hot
from app.store.base import now
from app.store.queries.codes import code_line, coding_count
from app.store.queries.coding import codings
from app.store.queries.transcripts import NotInThisStudy
from app.store.tables import Code, Operation, SignInTry
from tests import factories


@pytest.fixture
def lead(session):
    return factories.study(session)


def test_what_the_session_has_not_stored_yet_is_found(session, lead):
    code = Code(study_id=lead.study_id, id=uuid4(), name="Trust")
    session.add(code)

    assert code_line(session, lead, code.id).name == "Trust"


def test_a_statement_is_put_together_once_and_asks_anew_each_time(session, lead):
    talk, code = factories.transcript(session, lead, lines=["P1: One.", "P2: Two."]), factories.code(session, lead)
    known = []
    for turn in (1, 2):
        factories.coding(session, lead, talk=talk, label=code, turn=turn)
        known.append((coding_count(session, lead, code.id), len(codings(session, lead, talk.id, [turn]))))
        hot_before = hot._kept.cache_info().misses
        coding_count(session, lead, code.id)
        assert hot._kept.cache_info().misses == hot_before

    assert known == [(1, 1), (2, 1)]


def test_who_looks_is_told_apart_also_when_only_their_blind_rounds_have_changed(session, lead):
    talk, code = factories.transcript(session, lead), factories.code(session, lead)
    first, second = factories.member(session, lead), factories.member(session, lead)
    lead_, first, second = factories.blind(session, lead, first, second)
    factories.coding(session, first, talk=talk, label=code)

    assert [coding_count(session, who, code.id) for who in (first, second, lead_)] == [1, 0, 0]
    assert [len(codings(session, who, talk.id)) for who in (first, second, lead_)] == [1, 0, 0]


def test_a_code_of_another_study_is_not_there(session, lead):
    elsewhere = factories.code(session, factories.study(session))

    with pytest.raises(NotInThisStudy):
        code_line(session, lead, elsewhere.id)


def test_several_rows_are_stored_at_once(session):
    at = now()
    hot.put(session, SignInTry, [{"login_hash": name, "failures": 1, "at": at} for name in ("one", "two")])

    assert {row.login_hash: (row.failures, row.at) for row in session.query(SignInTry)} == {
        "one": (1, at), "two": (1, at),
    }  # fmt: skip


def test_what_the_database_refuses_is_raised_as_everywhere_else_and_says_no_values(session):
    with pytest.raises(IntegrityError) as refused:
        hot.put(session, SignInTry, [{"login_hash": "one", "failures": None, "at": now()}])

    assert "one" not in str(refused.value).partition("[SQL")[2]


def test_what_was_asked_in_an_earlier_transaction_is_asked_in_this_one(session):
    row = {"login_hash": "one", "failures": 1, "at": now()}
    hot.put(session, SignInTry, [row])
    session.rollback()
    hot.put(session, SignInTry, [row])
    session.commit()

    assert session.query(SignInTry).count() == 1


def test_a_row_is_stored_once(session, lead):
    row = {"account_id": lead.account_id, "id": uuid4(), "at": now()}

    assert [hot.put_once(session, Operation, **row) for _ in range(3)] == [True, False, False]
