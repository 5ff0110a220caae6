"""Members: invite somebody into a study with a role, and take an invitation up."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import update
from sqlalchemy.orm import Session

from app.security import tokens
from app.security.permissions import Action, Role, require
from app.security.viewer import Viewer
from app.sentences import N_, Refusal
from app.store.base import now
from app.store.queries import accounts as queries
from app.store.tables import Invitation, Member
from app.store.trail_chain import Act, record

VALID = timedelta(days=7)


class InvitationOver(Refusal):
    """An invitation's link that is unknown, used or too old."""

    sentence = N_("This invitation is used or too old. Ask the lead author of the study for a new one.")


class AlreadyMember(Refusal):
    """The account is in the study already."""

    sentence = N_("You are already a member of this study.")


def invite_member(session: Session, viewer: Viewer, *, role: Role) -> str:
    """Open a place in the study and return the token of its link; it is shown once and kept only as a hash."""
    require(viewer, Action.INVITE_MEMBER)
    token = tokens.fresh()
    invitation = Invitation(
        study_id=viewer.study_id, token_hash=tokens.digest(token), role=role, expires_at=now() + VALID
    )
    session.add(invitation)
    session.flush()
    record(
        session,
        Act(viewer.study_id, viewer.member_id, "member.invited", invitation.id, payload={"role": role.value}),
    )
    return token


def open_invitation(session: Session, token: str) -> Invitation:
    """Return the invitation that a link opens; raises InvitationOver."""
    invitation = queries.invitation_by_token(session, tokens.digest(token))
    if invitation is None or invitation.accepted_at is not None or invitation.expires_at < now():
        raise InvitationOver
    return invitation


def accept_invitation(session: Session, account_id: UUID, name: str, *, token: str, backgrounds: str = "") -> Member:
    """Take up an invitation: the account becomes a member with the role that was offered."""
    invitation = open_invitation(session, token)
    if queries.viewer_of(session, account_id, invitation.study_id) is not None:
        raise AlreadyMember
    taken = update(Invitation).where(Invitation.token_hash == invitation.token_hash, Invitation.accepted_at.is_(None))
    if session.scalar(taken.values(accepted_at=now()).returning(Invitation.id)) is None:
        raise InvitationOver  # somebody else took it up at the same time
    return add_member(session, invitation.study_id, account_id, name, role=invitation.role, backgrounds=backgrounds)


def add_member(
    session: Session,
    study_id: UUID,
    account_id: UUID,
    name: str,
    *,
    role: Role,
    backgrounds: str = "",
    initials: str = "",
) -> Member:
    """Make an account a member of a study, with initials that nobody there has yet."""
    member = Member(
        study_id=study_id, account_id=account_id, role=role, backgrounds=backgrounds.strip(),
        initials=initials or free_initials(name, queries.taken_initials(session, study_id)),
    )  # fmt: skip
    session.add(member)
    session.flush()
    record(session, Act(study_id, member.id, "member.joined", member.id, payload={"role": role.value}))
    return member


def free_initials(name: str, taken: set[str]) -> str:
    """Return short initials of a name that are not taken: AK, then AK2, AK3 ..."""
    words = [word for word in name.replace("-", " ").split() if word[0].isalnum()]
    initials = "".join(word[0] for word in words[:3]).upper() or "X"
    candidate, number = initials, 2
    while candidate in taken:
        candidate, number = f"{initials}{number}", number + 1
    return candidate
