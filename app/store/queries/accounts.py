"""Who is there: accounts, sign-ins, memberships, invitations."""

from collections.abc import Collection
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Select, and_, bindparam, select
from sqlalchemy.orm import Session

from app.security.permissions import Role
from app.security.viewer import Viewer
from app.store.hot import Answer, ask
from app.store.tables import Account, Invitation, Member, Round, RoundKind, RoundState, SignIn, Study

ACCOUNT = tuple(Account.__table__.columns.keys())


class SignedIn(NamedTuple):
    """A browser that is signed in, since when, when it was last active, and whose it is; nobody's to change."""

    token_hash: str
    created_at: datetime
    seen_at: datetime
    account: Account


class StudyLine(NamedTuple):
    """A study in the list of an account's studies."""

    id: UUID
    title: str
    role: Role


class MemberLine(NamedTuple):
    """A member in the list of a study's members."""

    id: UUID
    name: str
    login: str
    initials: str
    role: Role
    backgrounds: str


def account_by_login(session: Session, login: str) -> Account | None:
    """Return the account with this login; capitals do not matter."""
    return session.scalar(select(Account).where(Account.login == login.strip().lower()))


def signed_in(session: Session, token_hash: str) -> SignedIn | None:
    """Return the sign-in of a browser with its account, which is no part of the session."""
    row = ask(session, _signed_in, token=token_hash).one_or_none()
    if row is None:
        return None
    account = Account(**dict(zip(ACCOUNT, row[2:], strict=True)))
    return SignedIn(token_hash, row[0], row[1], account)


def _signed_in() -> Select[*tuple[Any, ...]]:
    return (
        select(SignIn.created_at, SignIn.seen_at, *(getattr(Account, name) for name in ACCOUNT))
        .join(Account, Account.id == SignIn.account_id)
        .where(SignIn.token_hash == bindparam("token"))
    )


def sign_ins(session: Session, token_hashes: Collection[str]) -> list[SignIn]:
    """Return those of these sign-ins that are still there."""
    return list(session.scalars(select(SignIn).where(SignIn.token_hash.in_(token_hashes))))


def studies_of(session: Session, account_id: UUID) -> list[StudyLine]:
    """Return the studies that an account is a member of."""
    rows = session.execute(
        select(Study.id, Study.title, Member.role)
        .join(Member, Member.study_id == Study.id)
        .where(Member.account_id == account_id)
        .order_by(Study.title, Study.id)
    )
    return [StudyLine(*row) for row in rows]


def viewer_of(session: Session, account_id: UUID, study_id: UUID) -> Viewer | None:
    """Return an account as the viewer of a study, with the rounds it is blind in; None for anybody else."""
    return _by_account(study_id, ask(session, _one_viewer, study=study_id, account=account_id)).get(account_id)


def viewers_of(session: Session, study_id: UUID) -> dict[UUID, Viewer]:
    """Return everybody who is in a study as its viewers, by their accounts."""
    return _by_account(study_id, ask(session, _viewers, study=study_id))


def _one_viewer() -> Select[*tuple[Any, ...]]:
    return _viewers().where(Member.account_id == bindparam("account"))


def _viewers() -> Select[*tuple[Any, ...]]:
    blind = and_(
        Round.study_id == Member.study_id,
        Round.kind == RoundKind.INDEPENDENT,
        Round.state != RoundState.REVEALED,
        Member.role != Role.SUPERVISOR,
    )
    return (
        select(Member.account_id, Member.id, Member.role, Member.initials, Round.id, Round.repeats_id)
        .outerjoin(Round, blind)
        .where(Member.study_id == bindparam("study"))
    )


def _by_account(study_id: UUID, rows: Answer) -> dict[UUID, Viewer]:
    rounds: dict[UUID, set[UUID]] = {}
    set_aside: dict[UUID, set[UUID]] = {}
    for row in rows:
        rounds.setdefault(row[0], set()).update(() if row[4] is None else (row[4],))
        set_aside.setdefault(row[0], set()).update(() if row[5] is None else (row[5],))
    return {
        row[0]: Viewer(
            study_id, row[1], row[0], row[2], row[3], frozenset(rounds[row[0]]), frozenset(set_aside[row[0]])
        )
        for row in rows
    }


def members(session: Session, viewer: Viewer) -> list[MemberLine]:
    """Return the members of the viewer's study."""
    rows = session.execute(
        select(Member.id, Account.name, Account.login, Member.initials, Member.role, Member.backgrounds)
        .join(Account, Account.id == Member.account_id)
        .where(Member.study_id == viewer.study_id)
        .order_by(Account.name, Member.id)
    )
    return [MemberLine(*row) for row in rows]


def taken_initials(session: Session, study_id: UUID) -> set[str]:
    """Return the initials that members of a study already have."""
    return set(session.scalars(select(Member.initials).where(Member.study_id == study_id)))


def invitation_by_token(session: Session, token_hash: str) -> Invitation | None:
    """Return the invitation that a link's token opens."""
    return session.scalar(select(Invitation).where(Invitation.token_hash == token_hash))


def study_title(session: Session, study_id: UUID) -> str:
    """Return the title of a study, for whoever holds an invitation to it."""
    return session.scalars(select(Study.title).where(Study.id == study_id)).one()


def account_exists(session: Session, account_id: UUID) -> bool:
    """Say whether there is an account of this id, so that it is not made twice."""
    return session.get(Account, account_id) is not None


def language_of(session: Session, account_id: UUID) -> str | None:
    """Return the language that somebody has chosen, if they have."""
    return session.scalar(select(Account.language).where(Account.id == account_id))
