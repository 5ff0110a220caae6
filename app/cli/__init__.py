"""The workbench from a terminal: set it up, serve it, check its trail, try the demo, check files before they go in."""

from importlib import import_module

import click

from app.cli.accounts import account
from app.cli.database import migrate, verify_trail
from app.cli.files import read, screen
from app.cli.ledger import ledger
from app.cli.serving import demo, serve


class Commands(click.Group):
    """The commands; `agreement` is loaded when it is asked for, so that serving does without numpy."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands."""
        return sorted({*super().list_commands(ctx), "agreement"})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command by its name."""
        if cmd_name == "agreement":
            loaded: click.Command = import_module("app.cli.agreement").agreement
            return loaded
        return super().get_command(ctx, cmd_name)


@click.group(cls=Commands)
def main() -> None:
    """Common Ground: code focus-group transcripts together, and compare what the groups said."""


for command in (serve, migrate, account, verify_trail, ledger, demo, read, screen):
    main.add_command(command)
