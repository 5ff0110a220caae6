"""Where the things lie that travel with the workbench but are no modules: migrations, the demo study."""

from pathlib import Path

_ROOM = Path(__file__).parent


def shipped(name: str) -> Path:
    """Return where `name` lies: inside an installed wheel, or at the top of the tree we are working in."""
    installed = _ROOM / "_shipped" / name
    return installed if installed.exists() else _ROOM.parent / name
