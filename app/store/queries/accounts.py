"""Who is there: accounts, sign-ins, memberships, invitations."""

from typing import NamedTuple
from uuid import UUID

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from app.security.permissions import Role
from app.security.viewer import Viewer
from app.store.tables import Account, Invitation, Member, Round, RoundKind, RoundState, SignIn, Study


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


def signed_in(session: Session, token_hash: str) -> tuple[SignIn, Account] | None:
    """Return the sign-in of a browser with its account."""
    row = session.execute(
        select(SignIn, Account).join(Account, Account.id == SignIn.account_id).where(SignIn.token_hash == token_hash)
    ).one_or_none()
    return None if row is None else (row[0], row[1])


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
    blind = and_(
        Round.study_id == Member.study_id,
        Round.kind == RoundKind.INDEPENDENT,
        Round.state == RoundState.OPEN,
        Member.role != Role.SUPERVISOR,
    )
    rows = session.execute(
        select(Member.id, Member.role, Member.initials, Round.id)
        .outerjoin(Round, blind)
        .where(Member.study_id == study_id, Member.account_id == account_id)
    ).all()
    if not rows:
        return None
    rounds = frozenset(row[3] for row in rows if row[3] is not None)
    return Viewer(study_id, rows[0][0], account_id, rows[0][1], rows[0][2], rounds)


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
