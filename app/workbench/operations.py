"""Forms that are sent twice are carried out once."""

from uuid import UUID

from sqlalchemy import Insert
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from app.store.base import now
from app.store.tables import Operation


def first_time(session: Session, account_id: UUID, operation: UUID) -> bool:
    """Note that an account's form with this operation id is carried out now; False if it already was.

    On PostgreSQL a form that is under way in another transaction is waited for.
    """
    values = {"account_id": account_id, "id": operation, "at": now()}
    dialect = session.get_bind().dialect.name
    statement: Insert
    if dialect == "postgresql":
        statement = postgresql.insert(Operation).values(**values).on_conflict_do_nothing()
    else:
        statement = sqlite.insert(Operation).values(**values).on_conflict_do_nothing()
    return bool(session.execute(statement.returning(Operation.id)).first())
