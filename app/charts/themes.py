"""Themes with their subthemes and codes, as the map and the circle of themes draw them."""

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Code:
    """A code and how many passages carry it."""

    name: str
    passages: int


@dataclass(frozen=True, slots=True)
class Subtheme:
    """A subtheme and its codes."""

    name: str
    codes: tuple[Code, ...] = ()


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme, the codes that are in it and in none of its subthemes, and its subthemes.

    `hue` is the number of the theme, from 1; 0 for codes that are in no theme.
    """

    name: str
    codes: tuple[Code, ...] = ()
    subthemes: tuple[Subtheme, ...] = ()
    hue: int = 1

    def all_codes(self) -> Iterator[tuple[str, Code]]:
        """Yield each code with the name of its subtheme, "" for none, in the order in which they are drawn."""
        for code in self.codes:
            yield "", code
        for subtheme in self.subthemes:
            for code in subtheme.codes:
                yield subtheme.name, code
