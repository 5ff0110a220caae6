"""What to keep in mind when reading a table: sentences that go with the numbers wherever they are shown."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from app.analysis.crosstab.table import Table, expected, not_comparable
from app.analysis.undefined import Undefined
from app.sentences import N_


class Counted(StrEnum):
    """What the numbers of a table count."""

    PARTICIPANTS = "participants"
    FOCUS_GROUPS = "focus groups"
    TURNS = "turns"
    PASSAGES = "passages"
    RESPONDENTS = "respondents"


@dataclass(frozen=True, slots=True)
class Note:
    """A sentence, marked with `N_`, and the whole numbers that fill its `%(name)s` places."""

    sentence: str
    values: dict[str, int]


DESCRIPTIVE = N_(
    "A p value describes these counts. It would say something of people who did not take part only if those who did "
    "had been drawn at random."
)
TURNS_NOT_INDEPENDENT = N_(
    "What one person says is counted several times, and people answer each other, so these counts are not independent "
    "and the p values are too small. Count participants instead, or leave the p values out."
)
PARTICIPANTS_HEAR_EACH_OTHER = N_(
    "Participants of one focus group hear each other, so their counts are not quite independent. Read the p values "
    "with care."
)
EXPECTED_BELOW_FIVE = N_(
    "%(few)s of %(cells)s cells have an expected count below five. The p values of chi-square and G are rough there; "
    "read the one of Fisher's exact test."
)
IN_SEVERAL_CELLS = N_(
    "The same person or passage may be counted in several cells. These tests presume that each is counted once, so "
    "read the percentages and leave the p values out."
)
ESTIMATED = N_(
    "Too many tables have the same totals to look at each. The p value of Fisher's exact test is estimated from "
    "%(draws)s random ones (seed %(seed)s)."
)
NOT_IN_THE_TABLE = N_("%(missing)s of %(all)s are not in this table.")


def notes(table: Table, counted: Counted, *, in_several_cells: bool = False, of: int | None = None) -> tuple[Note, ...]:
    """Return what to keep in mind, the most important first.

    `in_several_cells` says that one unit may stand in several cells, as when the rows are codes and a passage may carry
    several; `of` how many units there are altogether, where that is known. Notes on p values are left out where there
    are none. Raises ValueError when the table holds more than `of`.
    """
    if of is not None and of < table.total and not in_several_cells:
        raise ValueError(f"{table.total} of {of} cannot be in the table")
    return tuple(_notes(table, counted, in_several_cells=in_several_cells, of=of))


def _notes(table: Table, counted: Counted, *, in_several_cells: bool, of: int | None) -> Iterator[Note]:
    if not not_comparable(table):
        yield from _notes_on_p_values(table, counted, in_several_cells=in_several_cells)
    if of is not None and not in_several_cells and of > table.total:
        yield Note(NOT_IN_THE_TABLE, {"missing": of - table.total, "all": of})


def _notes_on_p_values(table: Table, counted: Counted, *, in_several_cells: bool) -> Iterator[Note]:
    if in_several_cells:
        yield Note(IN_SEVERAL_CELLS, {})
    if counted in (Counted.TURNS, Counted.PASSAGES):
        yield Note(TURNS_NOT_INDEPENDENT, {})
    if counted is Counted.PARTICIPANTS:
        yield Note(PARTICIPANTS_HEAR_EACH_OTHER, {})
    chance = expected(table)
    if not isinstance(chance, Undefined) and chance.below_five:
        yield Note(EXPECTED_BELOW_FIVE, {"few": chance.below_five, "cells": chance.cells})
    yield Note(DESCRIPTIVE, {})
