"""Run migrations on the database that the settings name, or on a connection that is handed over."""

from alembic import context
from sqlalchemy import Connection

from app.settings import Settings
from app.store import tables
from app.store.database import open_engine


def run(connection: Connection) -> None:
    """Migrate over one connection; batch mode lets SQLite change tables as PostgreSQL does."""
    context.configure(connection=connection, target_metadata=tables.Account.metadata, render_as_batch=True)
    with context.begin_transaction():
        context.run_migrations()


handed_over = context.config.attributes.get("connection")
if handed_over is not None:
    run(handed_over)
else:
    with open_engine(Settings().database).execution_options(writes=True).begin() as connection:
        run(connection)
