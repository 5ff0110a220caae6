"""Where a code stands, for programs that write its themes into its name: `Support > From peers`, `Support::Peers`."""

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from typing import Final

from app.analysis.codebook.entries import Path

SURE: Final = re.compile(r"\s*(?:>>|::|\\)\s*")  # nobody writes these in the name of a code
LIKELY: Final = re.compile(r"\s*>\s*")
IN_PATHS: Final = re.compile(r"\s*(?:>>|::|\\|>|/|\|)\s*")


def places(names: Sequence[str]) -> list[Path]:
    """Return the place that each name gives: its themes and, last, the name of the code itself.

    Names are parted at `>>`, `::` and a backslash wherever they stand, at `>` only where what stands before it is a
    name of the list too.
    """
    known = frozenset(names)
    return [parts(LIKELY if starts_below(name, known) else SURE, name) for name in names]


def starts_below(name: str, known: AbstractSet[str]) -> bool:
    """Whether a name begins with one that is known, and `>` after it."""
    return SURE.search(name) is None and ">" in name and LIKELY.split(name)[0] in known


def parts(apart: re.Pattern[str], text: str) -> Path:
    """Return the parts of a text that are not empty; a text without any is a place without a name."""
    return tuple(filter(None, (part.strip() for part in apart.split(text)))) or ("",)


def path_of(text: str, name: str = "") -> Path:
    """Return the themes that a cell for paths names; the name of the code at its end, or nothing, is not one."""
    path = tuple(filter(None, parts(IN_PATHS, text)))
    return path[:-1] if name and path[-1:] == (name,) else path
