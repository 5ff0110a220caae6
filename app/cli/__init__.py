"""The workbench from a terminal: set it up, serve it, check its trail, try the demo, check files before they go in."""

from importlib import import_module
from typing import Final

import click

# Each command by its module, which is loaded when the command is asked for, so that serving loads what serves.
MODULES: Final = {
    "account": "accounts", "agreement": "agreement", "demo": "demo", "ledger": "ledger", "migrate": "database",
    "read": "files", "screen": "files", "serve": "serving", "verify-trail": "database",
}  # fmt: skip


class Commands(click.Group):
    """The commands."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands."""
        del ctx
        return sorted(MODULES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command by its name."""
        del ctx
        if cmd_name not in MODULES:
            return None
        found: click.Command = getattr(import_module(f"app.cli.{MODULES[cmd_name]}"), cmd_name.replace("-", "_"))
        return found


@click.group(cls=Commands)
def main() -> None:
    """Common Ground: code focus-group transcripts together, and compare what the groups said."""
