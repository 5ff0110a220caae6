"""Accounts: who is there, and how they come in."""

from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select, update

from app.security import passwords, tokens
from app.store.base import now
from app.store.queries.accounts import account_exists
from app.store.tables import SignIn, SignInTry
from app.workbench import accounts
from app.workbench.accounts import (
    check_password,
    create_account,
    note_failure,
    note_seen,
    sign_in,
    sign_out,
    who_is_there,
)
from tests import factories

PASSWORD = "tea with the neighbours"


@pytest.fixture(scope="module")
def password_hash() -> str:
    return passwords.hashed(PASSWORD)


@pytest.fixture
def account(session, password_hash):
    return factories.account(session, login="kari", password_hash=password_hash)


def closed_for(session):
    until = session.scalars(select(SignInTry.closed_until)).one()
    return (until - now()).total_seconds() if until else 0


def test_a_password_opens_its_account_however_the_login_is_written(session, account):
    assert check_password(session, " KARI ", PASSWORD) == account.id


@pytest.mark.usefixtures("account")
def test_a_wrong_password_or_login_opens_nothing(session):
    assert check_password(session, "kari", "tea with the neighbour") is None
    assert check_password(session, "nobody", PASSWORD) is None


@pytest.mark.usefixtures("account")
def test_a_login_belongs_to_one_account(session):
    with pytest.raises(accounts.LoginTaken):
        create_account(session, login=" Kari", name="Another", password_hash="")


@pytest.mark.parametrize(("login", "name"), [("", "Kari"), ("  ", "Kari"), ("kari2", " ")])
def test_an_account_needs_a_login_and_a_name(session, login, name):
    with pytest.raises(accounts.NameMissing):
        create_account(session, login=login, name=name, password_hash="")


def test_it_is_known_whether_an_account_is_there(session):
    made = factories.account(session)

    assert account_exists(session, made.id)
    assert not account_exists(session, uuid4())


def test_four_wrong_passwords_are_forgiven_and_the_fifth_closes_the_account(session, account):
    for _ in range(4):
        note_failure(session, "kari")
    assert check_password(session, "kari", PASSWORD) == account.id

    note_failure(session, "kari")

    with pytest.raises(accounts.TooManyTries):
        check_password(session, "kari", PASSWORD)


def test_every_further_failure_doubles_the_wait_up_to_a_quarter_of_an_hour(session):
    waits = []
    for _ in range(20):
        note_failure(session, "KARI")
        waits.append(round(closed_for(session)))

    # From the fifth on: 2**2, 2**3, ... seconds; 2**10 is more than 15 minutes.
    assert waits == [0, 0, 0, 0, 4, 8, 16, 32, 64, 128, 256, 512, *[900] * 8]


def test_a_login_that_is_nobodys_waits_as_any_other(session):
    for _ in range(5):
        note_failure(session, "nobody")

    with pytest.raises(accounts.TooManyTries):
        check_password(session, "nobody", PASSWORD)


def test_tries_that_are_long_past_are_thrown_away(session):
    note_failure(session, "nobody")
    session.flush()
    session.execute(update(SignInTry).values(at=now() - timedelta(days=8)))

    note_failure(session, "kari")
    session.flush()

    assert session.scalars(select(SignInTry.login_hash)).all() == [tokens.digest("kari")]


def test_after_the_wait_the_right_password_opens_again_and_failures_are_forgotten(session, account):
    for _ in range(6):
        note_failure(session, "kari")
    session.flush()
    session.execute(update(SignInTry).values(closed_until=now() - timedelta(seconds=1)))
    session.expire_all()

    assert check_password(session, "kari", PASSWORD) == account.id
    sign_in(session, account.id)
    assert session.scalars(select(SignInTry)).all() == []


def test_a_sign_in_is_known_by_its_token_and_kept_as_a_digest(session, account):
    token = sign_in(session, account.id)

    assert who_is_there(session, token).account.id == account.id
    assert session.scalars(select(SignIn.token_hash)).all() == [tokens.digest(token)]


@pytest.mark.parametrize("token", [None, "", "made up"])
def test_without_a_sign_in_nobody_is_there(session, account, token):
    sign_in(session, account.id)

    with pytest.raises(accounts.NotSignedIn):
        who_is_there(session, token)


def test_signing_out_ends_this_browser_only(session, account):
    here, elsewhere = sign_in(session, account.id), sign_in(session, account.id)

    sign_out(session, here)

    with pytest.raises(accounts.NotSignedIn):
        who_is_there(session, here)
    assert who_is_there(session, elsewhere).account.id == account.id


@pytest.mark.parametrize(
    ("column", "past", "there"),
    [
        ("seen_at", timedelta(hours=7, minutes=59), True),
        ("seen_at", timedelta(hours=8, minutes=1), False),
        ("created_at", timedelta(days=6, hours=23), True),
        ("created_at", timedelta(days=7, minutes=1), False),
    ],
)
def test_a_sign_in_ends_when_it_idles_too_long_or_is_too_old(session, account, column, past, there):
    token = sign_in(session, account.id)
    session.execute(update(SignIn).values({column: now() - past}))

    if there:
        assert who_is_there(session, token).account.id == account.id
    else:
        with pytest.raises(accounts.NotSignedIn):
            who_is_there(session, token)


def test_work_keeps_a_sign_in_alive_and_is_noted_at_most_every_five_minutes(session, account):
    token = sign_in(session, account.id)
    long_ago, just_now = now() - timedelta(hours=7), now() - timedelta(minutes=4)
    seen = []
    for moment in (long_ago, just_now):
        session.execute(update(SignIn).values(seen_at=moment))
        note_seen(session, who_is_there(session, token))
        seen.append(session.scalars(select(SignIn.seen_at)).one())

    assert now() - seen[0] < timedelta(minutes=1)
    assert seen[1] == just_now


def test_sign_ins_that_are_too_old_are_thrown_away(session, account):
    sign_in(session, account.id)
    session.execute(update(SignIn).values(created_at=now() - timedelta(days=8)))

    token = sign_in(session, account.id)

    assert session.scalars(select(SignIn.token_hash)).all() == [tokens.digest(token)]
