"""Withdrawal: slips that participants get, and what happens when one comes back."""

import hashlib
import secrets
from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import update
from sqlalchemy.orm import Session

from app.security.viewer import Viewer
from app.store.tables import Participant

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


def give_slips(session: Session, viewer: Viewer, participant_ids: Sequence[UUID]) -> dict[UUID, str]:
    """Give each participant a new slip, kept as a hash only; return what is told once."""
    given = {}
    for participant_id in participant_ids:
        slip = "-".join("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(4))
        given[participant_id] = slip
        session.execute(
            update(Participant)
            .where(Participant.study_id == viewer.study_id, Participant.id == participant_id)
            .values(slip_hash=hashlib.sha256(slip.encode()).hexdigest())
        )
    return given
