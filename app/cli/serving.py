"""Serve the workbench, or try its demo."""

import os
import tempfile
from pathlib import Path

import click
import uvicorn

from app.cli.ledger import applied
from app.security import passwords
from app.settings import Settings
from app.shipped import shipped
from app.store.database import FIRST_SOUND_SQLITE, is_sqlite, open_engine, sqlite_version, writing
from app.store.migrating import migrate as migrate_database
from app.workbench.demo import load_demo

DEMO_PEOPLE = ("lead", "co-researcher-1", "co-researcher-2", "supervisor")


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
    _serve(settings)


@click.command()
@click.option("--port", default=8000, show_default=True)
@click.option("--check", is_flag=True, help="Set the demo up, print what it would print, and stop.")
def demo(port: int, check: bool) -> None:
    """Try the workbench with its demo study, in a database that is thrown away afterwards."""
    with tempfile.TemporaryDirectory(prefix="commonground-demo-") as folder:
        settings = Settings(
            data_directory=Path(folder), database_url="", port=port, host="127.0.0.1", secure_cookies=False
        )
        for login, password in set_up_demo(settings).items():
            click.echo(f"  {login:<16} {password}")
        click.echo(f"Open http://127.0.0.1:{port} and sign in as one of them. Stop with Ctrl+C.")
        if not check:
            _serve(settings)


def set_up_demo(settings: Settings) -> dict[str, str]:
    """Make the demo's database with its people and study; return a fresh password for each login."""
    engine = open_engine(settings.database)
    migrate_database(engine)
    fresh = {login: passwords.fresh() for login in DEMO_PEOPLE}
    hashes = {login: passwords.hashed(password) for login, password in fresh.items()}
    with writing(engine, settings.key) as session:
        load_demo(session, shipped("transcripts"), hashes, settings.key)
    engine.dispose()
    return fresh


def _serve(settings: Settings) -> None:
    """Serve the web room, which reads its settings from the environment; a terminal does not lean on it."""
    os.environ.update({f"COMMONGROUND_{name.upper()}": str(value) for name, value in settings.model_dump().items()})
    uvicorn.run(
        "app.web.application:served", factory=True, host=settings.host, port=settings.port, access_log=False,
        log_level="warning", timeout_graceful_shutdown=5, server_header=False,
    )  # fmt: skip
