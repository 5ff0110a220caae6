"""Codes on the keys 1 to 9: everybody chooses their own. A pin is a setting of one member and no act of the study."""

from typing import Final
from uuid import UUID

from sqlalchemy import delete, or_
from sqlalchemy.orm import Session

from app.security.permissions import Action, require
from app.security.viewer import Viewer
from app.sentences import N_, Refusal
from app.store.queries import codebook as queries
from app.store.tables import Pin
from app.workbench.codebook import in_use

KEYS: Final = range(1, 10)


class NoSuchKey(Refusal):
    """Pinning a code to a key that is none of the nine."""

    sentence = N_("A code can be put on one of the keys 1 to 9.")


class NoFreeKey(Refusal):
    """Pinning a tenth code."""

    sentence = N_("All nine keys have a code. Take one off first, or choose the key whose code should make room.")


def pin_code(session: Session, viewer: Viewer, code_id: UUID, key: int | None = None) -> int:
    """Put a code on a key, in the place of what was there; without a key on the first free one. Return the key."""
    require(viewer, Action.APPLY_CODE)
    code = in_use(session, viewer, code_id)
    pinned = queries.pins(session, viewer)
    same_code = [one for one, held in pinned.items() if held == code.id]
    if key is None:
        key = next((one for one in (*same_code, *KEYS) if one in same_code or one not in pinned), None)
        if key is None:
            raise NoFreeKey
    if key not in KEYS:
        raise NoSuchKey
    session.execute(
        delete(Pin).where(
            Pin.study_id == viewer.study_id, Pin.member_id == viewer.member_id,
            or_(Pin.key == key, Pin.key.in_(same_code), Pin.code_id == code.id),
        )
    )  # fmt: skip
    session.add(Pin(study_id=viewer.study_id, member_id=viewer.member_id, key=key, code_id=code.id))
    session.flush()
    return key


def keys_by_code(session: Session, viewer: Viewer) -> dict[UUID, int]:
    """Return the viewer's pinned codes, each with its key."""
    return {code: key for key, code in queries.pins(session, viewer).items()}


def unpin_key(session: Session, viewer: Viewer, key: int) -> None:
    """Take the code off a key; an empty key is as good."""
    require(viewer, Action.APPLY_CODE)
    mine = (Pin.study_id == viewer.study_id, Pin.member_id == viewer.member_id)
    session.execute(delete(Pin).where(*mine, Pin.key == key))
