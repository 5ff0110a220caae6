"""The workbench from a terminal: set it up, serve it, check its trail, try the demo."""

import os
import sys
import tempfile
from pathlib import Path

import click
import uvicorn

from app.security import passwords
from app.sentences import Refusal
from app.settings import Settings
from app.shipped import shipped
from app.store.database import FIRST_SOUND_SQLITE, is_sqlite, open_engine, reader, sqlite_version, writing
from app.store.migrating import migrate as migrate_database
from app.workbench.accounts import create_account
from app.workbench.demo import load_demo
from app.workbench.trail import verify_trails

DEMO_PEOPLE = ("lead", "co-researcher-1", "co-researcher-2", "supervisor")
CANNOT_FIND = (
    "This check cannot find changes made to the study's tables without the workbench, a trail that was written anew "
    "by somebody who holds the secret key, nor a database put back to an earlier copy of itself."
)


@click.group()
def main() -> None:
    """Common Ground: code focus-group transcripts together, and compare what the groups said."""


@main.command()
def serve() -> None:
    """Serve the workbench on the database that the COMMONGROUND_* settings name."""
    settings = Settings()
    engine = open_engine(settings.database)
    migrate_database(engine)
    if is_sqlite(engine) and sqlite_version() < FIRST_SOUND_SQLITE:
        click.echo("Warning: this SQLite has a fault in its write-ahead log; install pysqlite3.", err=True)
    engine.dispose()
    _serve(settings)


@main.command()
def migrate() -> None:
    """Bring the database to the tables that this version needs."""
    engine = open_engine(Settings().database)
    migrate_database(engine)
    click.echo("The database is up to date.")


@main.group()
def account() -> None:
    """Accounts of the people who may sign in."""


@account.command("create")
@click.option("--login", prompt=True)
@click.option("--name", prompt=True)
@click.option("--password", help="Without it, a password is made and printed once.")
@click.option("--administrator/--no-administrator", default=False, help="May make studies.")
def create(login: str, name: str, password: str | None, administrator: bool) -> None:
    """Make an account, for example the first administrator's."""
    settings = Settings()
    engine = open_engine(settings.database)
    migrate_database(engine)
    chosen = password or passwords.fresh()
    try:
        hashed = passwords.hashed(chosen)
        with writing(engine, settings.key) as session:
            create_account(session, login=login, name=name, password_hash=hashed, administrator=administrator)
    except Refusal as refusal:
        raise click.ClickException(refusal.sentence % refusal.values) from None
    click.echo(f"Account {login.strip().lower()} is made." + ("" if password else f" Password: {chosen}"))


@main.command("verify-trail")
def verify_trail() -> None:
    """Check that nobody has altered, removed, cut or reordered the trail of any study."""
    settings = Settings()
    engine = open_engine(settings.database)
    with reader(engine) as session:
        rows, faults = verify_trails(session, settings.key)
    for fault in faults:
        click.echo(f"Study {fault.study_id}, row {fault.number}: {fault.what}.")
    click.echo(f"{rows} rows read, {len(faults)} faults.")
    click.echo(CANNOT_FIND)
    sys.exit(1 if faults else 0)


@main.command()
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
