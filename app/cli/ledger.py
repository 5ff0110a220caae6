"""Apply the ledger after a backup was put back, so that nothing returns that was taken out."""

import click
from sqlalchemy import Engine

from app.sentences import Refusal
from app.settings import Settings
from app.store.database import open_engine, writing
from app.store.ledger import Ledger
from app.store.migrating import migrate as migrate_database
from app.workbench.ledger import apply_ledger


@click.command()
def ledger() -> None:
    """Redact and withdraw again what an old copy of the database has brought back."""
    settings = Settings()
    engine = open_engine(settings.database, settings.ledger)
    migrate_database(engine)
    click.echo(applied(settings, engine))
    engine.dispose()


def applied(settings: Settings, engine: Engine) -> str:
    """Apply the ledger and return what there is to say about it; raises a sentence when a line was altered."""
    try:
        entries = Ledger(settings.ledger, settings.key).entries()
    except Refusal as refusal:
        raise click.ClickException(refusal.sentence % refusal.values) from None
    with writing(engine, settings.key) as session:
        found = apply_ledger(session, entries)
    said = f"{len(entries)} lines in the ledger, {found.lines} applied again."
    if found.lost:
        said += f" {found.lost} could not be, for they build on a change that is in no ledger: look for them by hand."
    return said
