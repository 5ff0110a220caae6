"""Try the workbench with its demo study, in a database that is thrown away afterwards."""

import tempfile
from pathlib import Path

import click

from app.cli.serving import serve_on
from app.security import passwords
from app.settings import Settings
from app.shipped import shipped
from app.store.database import open_engine, writing
from app.store.migrating import migrate as migrate_database
from app.workbench.demo import load_demo

DEMO_PEOPLE = ("lead", "co-researcher-1", "co-researcher-2", "supervisor")


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
            serve_on(settings)


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
