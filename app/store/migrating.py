"""Bring a database to the tables that this version needs."""

from alembic import command
from alembic.config import Config
from sqlalchemy import Engine

from app.shipped import shipped


def migrate(engine: Engine, revision: str = "head") -> None:
    """Take every migration up to `revision` that the database has not seen."""
    with engine.execution_options(writes=True).begin() as connection:
        command.upgrade(_config(connection), revision)


def migrate_back(engine: Engine, revision: str = "base") -> None:
    """Take migrations back down to `revision`."""
    with engine.execution_options(writes=True).begin() as connection:
        command.downgrade(_config(connection), revision)


def _config(connection: object) -> Config:
    config = Config()
    config.set_main_option("script_location", str(shipped("migrations")))
    config.attributes["connection"] = connection
    return config
