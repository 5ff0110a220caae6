"""People: their accounts, their sign-ins, and what part they have in a study."""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.security.permissions import Role
from app.store.base import Base, InStudy, choice, now, of_study


class Account(Base):
    """Somebody who can sign in. What they may do in a study is their membership's.

    `keys` is what they have chosen for the single keys of the coding screen, as JSON; empty before they have.
    `language` is the one that they have chosen; without one, the browser's is spoken.
    """

    __tablename__ = "account"
    __table_args__ = (
        UniqueConstraint("login"),
        CheckConstraint("length(trim(login)) > 0", name="login"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    login: Mapped[str]
    name: Mapped[str]
    password_hash: Mapped[str]
    administrator: Mapped[bool] = mapped_column(default=False)
    keys: Mapped[str] = mapped_column(default="")
    language: Mapped[str | None]
    created_at: Mapped[datetime] = mapped_column(default=now)


class SignInTry(Base):
    """Wrong passwords in a row for a login, whether or not it is somebody's: who asks learns nothing from the wait."""

    __tablename__ = "sign_in_try"

    login_hash: Mapped[str] = mapped_column(primary_key=True)
    failures: Mapped[int]
    closed_until: Mapped[datetime | None]
    at: Mapped[datetime] = mapped_column(default=now)


class SignIn(Base):
    """One browser that is signed in. The cookie holds a random token; we keep its hash."""

    __tablename__ = "sign_in"
    __table_args__ = (Index(None, "account_id"),)

    token_hash: Mapped[str] = mapped_column(primary_key=True)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id", ondelete="RESTRICT"))
    created_at: Mapped[datetime] = mapped_column(default=now)
    seen_at: Mapped[datetime] = mapped_column(default=now)


class Member(InStudy, Base):
    """An account's part in one study."""

    __tablename__ = "member"
    __table_args__ = (
        UniqueConstraint("study_id", "account_id"),
        UniqueConstraint("study_id", "initials"),
        of_study(),
        Index(None, "account_id"),
    )

    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id", ondelete="RESTRICT"))
    role: Mapped[Role] = mapped_column(choice(Role))
    initials: Mapped[str]
    backgrounds: Mapped[str] = mapped_column(default="")


class Invitation(InStudy, Base):
    """An open place in a study, for whoever holds the link. The link's token is kept as a hash."""

    __tablename__ = "invitation"
    __table_args__ = (UniqueConstraint("token_hash"), of_study())

    token_hash: Mapped[str]
    role: Mapped[Role] = mapped_column(choice(Role))
    expires_at: Mapped[datetime]
    accepted_at: Mapped[datetime | None]
