"""Units by coders, for each code: coded, not coded, or missing; and the talks and blocks that the units lie in."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

Marks: TypeAlias = tuple[bool | None, ...]
Sets: TypeAlias = tuple[frozenset[str] | None, ...]


@dataclass(frozen=True, slots=True, order=True)
class PlacedUnit:
    """A unit, such as a turn, with its focus group and the block (the stretch under one question) that it lies in."""

    focus_group: str
    block: str
    unit: str


@dataclass(frozen=True, slots=True)
class Part:
    """A block of a focus group, or the whole of it: the places of its units in the table."""

    focus_group: str
    places: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class UnitTable:
    """What each coder said of each unit, for each code.

    `marks[code][u][k]` is True when coder k put the code on unit u, False when they decided that it does not apply, and
    None when they did not decide. Units, coders and codes have one order each, and no two are the same.
    """

    units: tuple[PlacedUnit, ...]
    coders: tuple[str, ...]
    marks: Mapping[str, tuple[Marks, ...]]

    @property
    def focus_groups(self) -> tuple[str, ...]:
        """The focus groups, in the order of their units."""
        return tuple(dict.fromkeys(unit.focus_group for unit in self.units))

    def parts(self, by_block: bool) -> tuple["Part", ...]:
        """Return the blocks, or else the focus groups, with the places of their units, ordered by name."""
        places: dict[tuple[str, str], list[int]] = {}
        for place, unit in enumerate(self.units):
            places.setdefault((unit.focus_group, unit.block if by_block else ""), []).append(place)
        return tuple(Part(name[0], tuple(some)) for name, some in sorted(places.items()))

    def sets(self) -> tuple[Sets, ...]:
        """Return the set of codes that each coder put on each unit; None where they did not decide on every code."""
        return tuple(
            tuple(None if None in said else frozenset(self._codes(said)) for said in zip(*unit, strict=True))
            for unit in zip(*self.marks.values(), strict=True)
        )

    def _codes(self, said: Marks) -> Iterator[str]:
        return (code for code, mark in zip(self.marks, said, strict=True) if mark)
