"""What every file format brings along: how it is known, and how it is read."""

from collections.abc import Callable
from dataclasses import dataclass

from app.importing.draft import Material


@dataclass(frozen=True, slots=True)
class Format:
    """One kind of file that can be imported.

    `fits` says from the content alone, and cheaply, whether a file is of this kind; `read` raises a Refusal when it
    cannot be read after all. `label` names the kind for people and is a sentence fragment of the catalogue.
    """

    name: str
    suffixes: tuple[str, ...]
    fits: Callable[[bytes], bool]
    read: Callable[[bytes], Material]
    label: str
