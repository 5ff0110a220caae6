"""Accounts: make one, sign in and out, choose a language."""

from collections.abc import Collection
from datetime import timedelta
from uuid import UUID, uuid4

from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from app.security import passwords, tokens
from app.sentences import N_, Refusal
from app.store.base import now
from app.store.queries import accounts as queries
from app.store.queries.accounts import SignedIn
from app.store.tables import Account, SignIn, SignInTry

IDLE = timedelta(hours=8)
LONGEST = timedelta(days=7)
FREE_FAILURES = 5
LONGEST_WAIT = timedelta(minutes=15)
SEEN_EVERY = timedelta(minutes=5)


class NotSignedIn(Refusal):
    """Nobody is signed in."""

    sentence = N_("Please sign in first.")


class WrongPassword(Refusal):
    """Login and password do not belong together; which of them is wrong is not said."""

    sentence = N_("This name and password do not belong together. Please try again.")


class TooManyTries(Refusal):
    """Too many wrong passwords in a row."""

    sentence = N_("Too many tries in a row. Please wait a few minutes and try again.")


class LoginTaken(Refusal):
    """Somebody already has this login."""

    sentence = N_("Somebody already has this login. Please choose another.")


class NameMissing(Refusal):
    """A name or login is empty."""

    sentence = N_("Please write a name and a login.")


def create_account(
    session: Session,
    *,
    login: str,
    name: str,
    password_hash: str,
    administrator: bool = False,
    account_id: UUID | None = None,
) -> Account:
    """Make an account; the password was hashed before, outside the write turn."""
    login, name = login.strip().lower(), name.strip()
    if not login or not name:
        raise NameMissing
    if queries.account_by_login(session, login) is not None:
        raise LoginTaken
    account = Account(
        id=account_id or uuid4(), login=login, name=name, password_hash=password_hash, administrator=administrator
    )
    session.add(account)
    session.flush()
    return account


def check_password(session: Session, login: str, password: str) -> UUID | None:
    """Return the account whose password this is, or None. Slow on purpose, so never inside the write turn."""
    tries = session.get(SignInTry, _login_hash(login))
    if tries is not None and tries.closed_until is not None and tries.closed_until > now():
        raise TooManyTries
    account = queries.account_by_login(session, login)
    right = passwords.is_right(password, account.password_hash if account else None)
    return account.id if account is not None and right else None


def note_failure(session: Session, login: str) -> None:
    """Count a wrong password; from the fifth in a row on, the login waits, twice as long each time."""
    moment = now()
    session.execute(delete(SignInTry).where(SignInTry.at < moment - LONGEST))
    tries = session.get(SignInTry, _login_hash(login)) or SignInTry(login_hash=_login_hash(login), failures=0)
    session.add(tries)
    tries.failures, tries.at = tries.failures + 1, moment
    if tries.failures >= FREE_FAILURES:
        wait = timedelta(seconds=2 ** min(tries.failures - FREE_FAILURES + 2, 12))
        tries.closed_until = moment + min(wait, LONGEST_WAIT)


def _login_hash(login: str) -> str:
    return tokens.digest(login.strip().lower())


def sign_in(session: Session, account_id: UUID) -> str:
    """Open a sign-in for an account and return the token for its cookie."""
    token = tokens.fresh()
    login = session.get_one(Account, account_id).login
    session.execute(delete(SignInTry).where(SignInTry.login_hash == _login_hash(login)))
    session.execute(delete(SignIn).where(SignIn.created_at < now() - LONGEST))
    session.add(SignIn(token_hash=tokens.digest(token), account_id=account_id))
    session.flush()
    return token


def sign_out(session: Session, token: str) -> None:
    """End the sign-in that a cookie's token opened."""
    session.execute(delete(SignIn).where(SignIn.token_hash == tokens.digest(token)))


def who_is_there(session: Session, token: str | None) -> SignedIn:
    """Return the sign-in that a cookie's token opened; raises NotSignedIn, also when it idled too long."""
    found = queries.signed_in(session, tokens.digest(token)) if token else None
    if found is None or not _lasts(found):
        raise NotSignedIn
    return found


def still_there(session: Session, token_hashes: Collection[str]) -> set[str]:
    """Return which of these sign-ins still last: not signed out, not idle for too long."""
    return {one.token_hash for one in queries.sign_ins(session, token_hashes) if _lasts(one)}


def _lasts(sign_in_: SignIn | SignedIn) -> bool:
    moment = now()
    return sign_in_.seen_at >= moment - IDLE and sign_in_.created_at >= moment - LONGEST


def note_seen(session: Session, there: SignedIn) -> None:
    """Remember that a signed-in browser was active, at most every five minutes."""
    moment = now()
    if there.seen_at < moment - SEEN_EVERY:
        session.execute(update(SignIn).where(SignIn.token_hash == there.token_hash).values(seen_at=moment))


def keep_keys(session: Session, account_id: UUID, keys: str) -> None:
    """Keep what somebody has chosen for the single keys of the coding screen."""
    session.execute(update(Account).where(Account.id == account_id).values(keys=keys))


def keep_language(session: Session, account_id: UUID, language: str) -> None:
    """Keep the language that somebody has chosen, for their next sign-in on any device."""
    session.execute(update(Account).where(Account.id == account_id).values(language=language))
