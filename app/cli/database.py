"""Bring the database up to date, and check the trails in it."""

import sys

import click

from app.settings import Settings
from app.store.database import open_engine, reader
from app.store.migrating import migrate as migrate_database
from app.workbench.trail import verify_trails

CANNOT_FIND = (
    "This check cannot find changes made to the study's tables without the workbench, a trail that was written anew "
    "by somebody who holds the secret key, nor a database put back to an earlier copy of itself."
)


@click.command()
def migrate() -> None:
    """Bring the database to the tables that this version needs."""
    engine = open_engine(Settings().database)
    migrate_database(engine)
    click.echo("The database is up to date.")


@click.command("verify-trail")
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
