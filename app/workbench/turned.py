"""What an act is called that turns another one: undone, done again, and undone once more."""

from typing import Final

UNDONE: Final = ".undone"
REDONE: Final = ".redone"


def base(act: str) -> str:
    """Return what was done in the first place, whatever was done with it since."""
    return act.removesuffix(UNDONE).removesuffix(REDONE)


def turned(act: str) -> str:
    """Return what the act is called that turns this one: it undoes what was done, and does again what was undone."""
    return base(act) + (REDONE if act.endswith(UNDONE) else UNDONE)


def ever(act: str) -> tuple[str, str, str]:
    """Return an act with the names of what turns it."""
    return act, act + UNDONE, act + REDONE
