"""Who counts: the one condition that every count of turns, people and passages asks."""

from sqlalchemy import ColumnElement, and_, or_

from app.importing.roles import Kind
from app.store.tables import Degree, Participant


def is_counted() -> ColumnElement[bool]:
    """Return the condition that a participant is one of those we talked with, and has not asked to be left out."""
    stays = or_(Participant.withdrawn.is_(None), Participant.withdrawn == Degree.NOT_QUOTED)
    return and_(Participant.kind == Kind.PARTICIPANT, stays)
