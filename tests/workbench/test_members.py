"""Members come by invitation, each with a role, once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from uuid import uuid4

import pytest
from sqlalchemy import select, update

from app.security import tokens
from app.security.permissions import NotAllowed, Role
from app.store.base import now
from app.store.queries.accounts import members, studies_of, viewer_of
from app.store.tables import Invitation
from app.workbench.members import (
    AlreadyMember,
    InvitationOver,
    accept_invitation,
    free_initials,
    invite_member,
    open_invitation,
)
from tests import factories


@pytest.fixture
def lead(session):
    return factories.study(session)


@pytest.mark.parametrize("role", Role)
def test_whoever_takes_up_an_invitation_gets_the_role_that_was_offered(session, lead, role):
    token = invite_member(session, lead, role=role)
    guest = factories.account(session)

    member = accept_invitation(session, guest.id, "Kari Å. Moe", token=token, backgrounds=" lived experience ")

    viewer = viewer_of(session, guest.id, lead.study_id)
    assert (viewer.member_id, viewer.role, viewer.initials) == (member.id, role, "KÅM")
    assert member.backgrounds == "lived experience"


def test_an_invitation_is_kept_as_a_digest_only(session, lead):
    token = invite_member(session, lead, role=Role.SUPERVISOR)

    [kept] = session.scalars(select(Invitation))
    assert kept.token_hash == tokens.digest(token)
    assert token not in str(vars(kept))


def test_an_invitation_is_taken_up_once(session, lead):
    token = invite_member(session, lead, role=Role.CO_RESEARCHER)
    accept_invitation(session, factories.account(session).id, "First", token=token)

    with pytest.raises(InvitationOver):
        open_invitation(session, token)
    with pytest.raises(InvitationOver):
        accept_invitation(session, factories.account(session).id, "Second", token=token)


def test_of_two_who_take_it_up_at_the_same_time_one_is_told(write, read):
    with write() as session:
        lead = factories.study(session)
        token = invite_member(session, lead, role=Role.CO_RESEARCHER)
        guests = [factories.account(session).id for _ in range(4)]
    together = Barrier(4)

    def accept(account_id) -> bool:
        together.wait()
        try:
            with write() as session:
                accept_invitation(session, account_id, "Guest", token=token)
        except InvitationOver:
            return False
        return True

    with ThreadPoolExecutor(4) as threads:
        assert sorted(threads.map(accept, guests)) == [False, False, False, True]
    with read() as session:
        assert len(members(session, lead)) == 2


def test_an_old_invitation_is_over(session, lead):
    token = invite_member(session, lead, role=Role.CO_RESEARCHER)
    session.execute(update(Invitation).values(expires_at=now() - timedelta(seconds=1)))

    with pytest.raises(InvitationOver):
        accept_invitation(session, factories.account(session).id, "Late", token=token)


def test_an_invitation_is_good_for_a_week(session, lead):
    invite_member(session, lead, role=Role.CO_RESEARCHER)

    [expires] = session.scalars(select(Invitation.expires_at))
    assert timedelta(days=6, hours=23) < expires - now() <= timedelta(days=7)


def test_a_token_that_nobody_was_given_opens_nothing(session, lead):
    invite_member(session, lead, role=Role.LEAD)

    with pytest.raises(InvitationOver):
        open_invitation(session, tokens.fresh())


def test_a_member_does_not_join_twice_and_the_invitation_stays_open(session, lead):
    token = invite_member(session, lead, role=Role.SUPERVISOR)

    with pytest.raises(AlreadyMember):
        accept_invitation(session, lead.account_id, "Lead Author", token=token)
    assert open_invitation(session, token).role is Role.SUPERVISOR


@pytest.mark.parametrize("role", [Role.CO_RESEARCHER, Role.SUPERVISOR])
def test_only_a_lead_invites(session, lead, role):
    with pytest.raises(NotAllowed):
        invite_member(session, factories.member(session, lead, role=role), role=Role.LEAD)


def test_a_member_of_one_study_is_nobody_in_another(session, lead):
    other = factories.study(session)

    assert viewer_of(session, lead.account_id, other.study_id) is None
    assert viewer_of(session, lead.account_id, uuid4()) is None
    assert [line.id for line in studies_of(session, lead.account_id)] == [lead.study_id]
    assert [line.id for line in members(session, other)] == [other.member_id]


@pytest.mark.parametrize(
    ("name", "taken", "initials"),
    [
        ("Anne Karlsen", set(), "AK"),
        ("Anne Karlsen", {"AK"}, "AK2"),
        ("Anne Karlsen", {"AK", "AK2"}, "AK3"),
        ("anne-marie de la cruz", set(), "AMD"),
        ("Åse", set(), "Å"),
        ("  ", set(), "X"),
        ("(?) !", {"X"}, "X2"),
    ],
)
def test_initials_are_short_and_nobody_elses(name, taken, initials):
    assert free_initials(name, taken) == initials
