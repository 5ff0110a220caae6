"""Serve the workbench."""

import gc
import os

import click
import uvicorn

from app.cli.ledger import applied
from app.settings import Settings
from app.store.database import FIRST_SOUND_SQLITE, is_sqlite, open_engine, sqlite_version
from app.store.migrating import migrate as migrate_database


@click.command()
def serve() -> None:
    """Serve the workbench on the database that the COMMONGROUND_* settings name."""
    settings = Settings()
    engine = open_engine(settings.database, settings.ledger)
    migrate_database(engine)
    if settings.ledger.exists():
        click.echo(applied(settings, engine))
    if is_sqlite(engine) and sqlite_version() < FIRST_SOUND_SQLITE:
        click.echo("Warning: this SQLite has a fault in its write-ahead log; install pysqlite3.", err=True)
    engine.dispose()
    serve_on(settings)


def serve_on(settings: Settings) -> None:
    """Serve the web room, which reads its settings from the environment; a terminal does not lean on it.

    What is loaded stays for good: nobody looks for rubbish in it, now or later, which saves a sixth of the start.
    """
    gc.disable()
    os.environ.update({f"COMMONGROUND_{name.upper()}": str(value) for name, value in settings.model_dump().items()})
    uvicorn.run(
        "app.web.application:served", factory=True, host=settings.host, port=settings.port, access_log=False,
        log_level="warning", timeout_graceful_shutdown=5, server_header=False,
    )  # fmt: skip
