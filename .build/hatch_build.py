"""Before we are built or installed: htmx is fetched, catalogues are compiled, the rest is taken along."""

import hashlib
import io
from importlib.metadata import distribution
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

HTMX_SHA256 = "71ea67185bfa8c98c39d31717c6fce5d852370fcdfd129db4543774d3145c0de"  # htmx 2.0.10
HTMX_IN_WHEEL = "django_htmx/static/django_htmx/htmx-2.min.js"
HTMX_IN_TREE = "app/web/static/vendor/htmx.min.js"
CATALOGUES = "app/web/locale"
SHIPPED = ("migrations", "alembic.ini", "transcripts")


class PrepareTree(BuildHookInterface[Any]):
    """Puts into the tree what git does not keep; `artifacts` in pyproject.toml lets it travel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Prepare the tree; a wheel that leaves it also takes along what lies outside `app`."""
        root = Path(self.root)
        place_htmx(root / HTMX_IN_TREE)
        compile_catalogues(root / CATALOGUES)
        if self.target_name == "wheel" and version == "standard":
            build_data["force_include"].update({name: f"app/_shipped/{name}" for name in SHIPPED})


def place_htmx(target: Path) -> None:
    """Copy htmx out of django-htmx, unless the right one is there already (as in a source distribution)."""
    if target.is_file() and is_htmx(target.read_bytes()):
        return
    script = Path(str(distribution("django-htmx").locate_file(HTMX_IN_WHEEL))).read_bytes()
    if not is_htmx(script):
        message = f"{HTMX_IN_WHEEL} is not the htmx that we know: its SHA-256 should be {HTMX_SHA256}."
        raise RuntimeError(message)
    replace(target, script)


def is_htmx(script: bytes) -> bool:
    """Say whether these bytes are the pinned htmx."""
    return hashlib.sha256(script).hexdigest() == HTMX_SHA256


def compile_catalogues(folder: Path) -> None:
    """Compile every messages.po to messages.mo beside it; a language without a catalogue is no error."""
    (folder / "nb" / "LC_MESSAGES").mkdir(parents=True, exist_ok=True)
    for source in sorted(folder.glob("*/LC_MESSAGES/messages.po")):
        with source.open("rb") as words:
            catalogue = read_po(words, locale=source.parent.parent.name, abort_invalid=True)
        compiled = io.BytesIO()
        write_mo(compiled, catalogue)
        replace(source.with_suffix(".mo"), compiled.getvalue())


def replace(target: Path, content: bytes) -> None:
    """Write a file at once or not at all: a running workbench may be reading it."""
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_name(target.name + ".new")
    draft.write_bytes(content)
    draft.replace(target)
