"""Forms that are sent twice are carried out once."""

from uuid import UUID

from sqlalchemy.orm import Session

from app.store.base import now
from app.store.hot import put_once
from app.store.tables import Operation


def first_time(session: Session, account_id: UUID, operation: UUID) -> bool:
    """Note that an account's form with this operation id is carried out now; False if it already was.

    On PostgreSQL a form that is under way in another transaction is waited for.
    """
    return put_once(session, Operation, account_id=account_id, id=operation, at=now())
