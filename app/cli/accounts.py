"""Accounts of the people who may sign in."""

import click

from app.security import passwords
from app.sentences import Refusal
from app.settings import Settings
from app.store.database import open_engine, writing
from app.store.migrating import migrate as migrate_database
from app.workbench.accounts import create_account


@click.group()
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
