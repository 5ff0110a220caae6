"""The workbench from a terminal: set it up, serve it, check its trail, try the demo, check files before they go in."""

import click

from app.cli.accounts import account
from app.cli.database import migrate, verify_trail
from app.cli.files import read, screen
from app.cli.ledger import ledger
from app.cli.serving import demo, serve


@click.group()
def main() -> None:
    """Common Ground: code focus-group transcripts together, and compare what the groups said."""


for command in (serve, migrate, account, verify_trail, ledger, demo, read, screen):
    main.add_command(command)
