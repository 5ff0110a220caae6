"""How few people share what is known about them: the fewer, the easier somebody is recognised."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

# What archives ask: nobody should be one of five people or fewer. A study may choose another number.
FEW: Final = 5
MOST_SETS: Final = 5_000


@dataclass(frozen=True, slots=True)
class Known:
    """What is known about one participant: the value of each attribute, such as stakeholder, district or age band.

    `person` is the same for participants of several focus groups who are one human. An attribute that is not known is
    left out.
    """

    person: UUID
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Cell:
    """The people who share the same values of some attributes; None stands for "not known", which is shared as well."""

    values: tuple[str | None, ...]
    people: frozenset[UUID]

    @property
    def k(self) -> int:
        """How many different people these are, 1 or more."""
        return len(self.people)


@dataclass(frozen=True, slots=True)
class Risk:
    """How far a set of attributes tells people apart.

    `smallest` is the size of the smallest cell, 0 when there is nobody; `in_small_cells` counts the different people in
    cells of `few` or fewer, `unique` those who are alone in a cell; `small` are these cells, the smallest first.
    """

    attributes: tuple[str, ...]
    smallest: int
    in_small_cells: int
    unique: int
    small: tuple[Cell, ...]


def cells(records: Iterable[Known], attributes: Sequence[str]) -> tuple[Cell, ...]:
    """Return the cells that the attributes make of the people, the smallest first.

    A person who came twice counts once in a cell, and is in two cells where the two records differ.
    """
    people: defaultdict[tuple[str | None, ...], set[UUID]] = defaultdict(set)
    for record in records:
        people[tuple(record.values.get(attribute) for attribute in attributes)].add(record.person)
    found = (Cell(values, frozenset(sharing)) for values, sharing in people.items())
    return tuple(sorted(found, key=lambda cell: (cell.k, tuple(value or "" for value in cell.values))))


def risk(records: Collection[Known], sets_in_use: Iterable[Sequence[str]], few: int = FEW) -> tuple[Risk, ...]:
    """Return the risk of each set of attributes, in their order."""
    return tuple(_risk(records, tuple(attributes), few) for attributes in sets_in_use)


def _risk(records: Collection[Known], attributes: tuple[str, ...], few: int) -> Risk:
    all_cells = cells(records, attributes)
    small = tuple(cell for cell in all_cells if cell.k <= few)
    return Risk(
        attributes=attributes,
        smallest=all_cells[0].k if all_cells else 0,
        in_small_cells=len(frozenset[UUID]().union(*(cell.people for cell in small))),
        unique=len(frozenset[UUID]().union(*(cell.people for cell in small if cell.k == 1))),
        small=small,
    )
