"""One table says who may do what."""

from uuid import uuid4

import pytest

from app.security.permissions import TABLE, Action, NotAllowed, Role, may, require
from app.security.viewer import Viewer

# What each role may do beyond reading, as design.md 1 describes the three: written down a second time, by hand.
MAY = {
    Action.READ: {"lead", "co-researcher", "supervisor"},
    Action.APPLY_CODE: {"lead", "co-researcher"},
    Action.MARK_READING: {"lead", "co-researcher"},
    Action.SETTLE: {"lead", "co-researcher"},
    Action.PLAN_READING: {"lead"},
    Action.CREATE_CODE: {"lead", "co-researcher"},
    Action.EDIT_CODEBOOK: {"lead"},
    Action.EDIT_THEMES: {"lead", "co-researcher"},
    Action.SIGN_OFF: {"lead", "co-researcher", "supervisor"},
    Action.CHOOSE_QUOTES: {"lead", "co-researcher"},
    Action.EXPORT_QUOTES: {"lead", "co-researcher", "supervisor"},
    Action.SEE_AGREEMENT: {"lead", "co-researcher", "supervisor"},
    Action.SEE_TRAIL: {"lead", "supervisor"},
    Action.IMPORT_TRANSCRIPT: {"lead"},
    Action.EDIT_STUDY: {"lead"},
    Action.INVITE_MEMBER: {"lead"},
    Action.RUN_ROUNDS: {"lead"},
    Action.EDIT_PEOPLE: {"lead"},
    Action.SEE_RISK: {"lead", "supervisor"},
    Action.REVISE_TRANSCRIPT: {"lead"},
    Action.WITHDRAW_PARTICIPANT: {"lead"},
    Action.ENTER_FOR: {"lead"},
    Action.WRITE_MEMO: {"lead", "co-researcher", "supervisor"},
}


def viewer(role: Role) -> Viewer:
    return Viewer(uuid4(), uuid4(), uuid4(), role, "AB", frozenset())


def test_every_action_and_every_role_is_in_the_table():
    assert set(MAY) == set(Action)
    assert set(TABLE) == set(Role)


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("action", Action)
def test_each_role_may_what_it_is_for(role, action):
    assert may(viewer(role), action) == (role.value in MAY[action])


def test_whoever_may_not_is_refused():
    require(viewer(Role.LEAD), Action.RUN_ROUNDS)

    with pytest.raises(NotAllowed):
        require(viewer(Role.SUPERVISOR), Action.APPLY_CODE)
