"""The one table of who may do what."""

from enum import StrEnum

from app.security.viewer import Role, Viewer
from app.sentences import N_, Refusal

__all__ = ["Action", "NotAllowed", "Role", "may", "require"]


class NotAllowed(Refusal):
    """The member's role does not include this."""

    sentence = N_("Your role in this study does not include this. Ask a lead author if you need it.")


class Action(StrEnum):
    """What a member can do in a study."""

    READ = "read"
    APPLY_CODE = "apply code"
    MARK_READING = "mark reading"
    PLAN_READING = "plan reading"
    CREATE_CODE = "create code"
    EDIT_CODEBOOK = "edit codebook"
    EDIT_THEMES = "edit themes"
    SIGN_OFF = "sign off"
    CHOOSE_QUOTES = "choose quotes"
    EXPORT_QUOTES = "export quotes"
    SEE_AGREEMENT = "see agreement"
    SETTLE = "settle differences"
    SEE_TRAIL = "see trail"
    IMPORT_TRANSCRIPT = "import transcript"
    EDIT_STUDY = "edit study"
    INVITE_MEMBER = "invite member"
    RUN_ROUNDS = "run rounds"
    REVISE_TRANSCRIPT = "revise transcript"
    WITHDRAW_PARTICIPANT = "withdraw participant"
    EDIT_PEOPLE = "edit people"
    SEE_RISK = "see risk"
    WRITE_MEMO = "write memo"
    ENTER_FOR = "enter for somebody"


LEAD = frozenset(Action)
CO_RESEARCHER = frozenset(
    {
        Action.READ,
        Action.APPLY_CODE,
        Action.MARK_READING,
        Action.CREATE_CODE,
        Action.EDIT_THEMES,
        Action.SIGN_OFF,
        Action.CHOOSE_QUOTES,
        Action.EXPORT_QUOTES,
        Action.SEE_AGREEMENT,
        Action.SETTLE,
        Action.WRITE_MEMO,
    }
)
SUPERVISOR = frozenset(
    {
        Action.READ,
        Action.SIGN_OFF,
        Action.EXPORT_QUOTES,
        Action.SEE_AGREEMENT,
        Action.SEE_TRAIL,
        Action.SEE_RISK,
        Action.WRITE_MEMO,
    }
)

TABLE = {Role.LEAD: LEAD, Role.CO_RESEARCHER: CO_RESEARCHER, Role.SUPERVISOR: SUPERVISOR}


def may(viewer: Viewer, action: Action) -> bool:
    """Say whether the viewer's role includes the action."""
    return action in TABLE[viewer.role]


def require(viewer: Viewer, action: Action) -> None:
    """Raise NotAllowed unless the viewer's role includes the action."""
    if not may(viewer, action):
        raise NotAllowed
