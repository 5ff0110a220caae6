"""The units by coders that an audit rests on, as a table that anybody can redo the sums from."""

from collections.abc import Iterator
from itertools import count
from typing import Final

from sqlalchemy.orm import Session

from app.analysis.audit.tally import Unit
from app.analysis.audit.units import Cut, units_of
from app.analysis.coefficients.unit_table import Marks, PlacedUnit, UnitTable
from app.security.permissions import Action, require
from app.security.viewer import Viewer
from app.sentences import N_, Refusal
from app.store.trail_chain import Act, Reference, record
from app.workbench.audit.choice import Choice
from app.workbench.audit.ground import Basis, TalkInUnits, basis, numbered_talks, talks_in_units
from app.workbench.audit.page import block_name

MOST_CELLS: Final = 3_000_000
TAKEN_OUT: Final = "agreement.exported"


class NothingCompared(Refusal):
    """Taking out a table, or a paragraph, of nothing."""

    sentence = N_("No two coders have read the same turns in this round, so there is nothing to take out.")


class TooManyUnits(Refusal):
    """A table that no program could open."""

    sentence = N_("This table would have %(rows)s rows. Please choose turns, questions or transcripts as the unit.")


class NoTableOfCharacters(Refusal):
    """A table with a row for every character."""

    sentence = N_("A table of characters would be too long. Please choose another unit.")


def unit_table(session: Session, viewer: Viewer, choice: Choice) -> UnitTable:
    """Return what each coder said of each unit that two have read, for each code."""
    require(viewer, Action.SEE_AGREEMENT)
    found = basis(session, viewer, choice)
    if choice.cut is Cut.CHARACTER:
        raise NoTableOfCharacters
    if found is None:
        raise NothingCompared
    units, marks = list[PlacedUnit](), [list[Marks]() for _ in found.codes]
    for place, unit in _placed(session, viewer, found):
        units.append(place)
        for code, said in enumerate(marks):
            said.append(_said(found, unit, code))
        if (rows := len(units) * len(found.coders) * len(found.codes)) > MOST_CELLS:
            raise TooManyUnits(rows=rows)
    if not units:
        raise NothingCompared
    by_name = {code.name: tuple(some) for code, some in zip(found.codes, marks, strict=True)}
    return UnitTable(tuple(units), tuple(coder.initials for coder in found.coders), by_name)


def _placed(session: Session, viewer: Viewer, found: Basis) -> Iterator[tuple[PlacedUnit, Unit]]:
    """Yield the units that two have read, with names by which they can be found again."""
    numbers = {talk.id: (found.groups[talk.focus_group_id].label, number) for number, talk in numbered_talks(found)}
    read = [talk.id for talk in found.talks if talk.id in found.read]
    for talk in talks_in_units(session, viewer, found, read):
        group, number = numbers[talk.id]
        for name, unit in _named(found, talk):
            if len(unit.readings) > 1:
                yield PlacedUnit(group, block_name(number, unit.block), block_name(number, name)), unit


def _named(found: Basis, talk: TalkInUnits) -> Iterator[tuple[int, Unit]]:
    """Yield the units with their numbers: of a turn its own, of others their place in the talk."""
    units = units_of(found.choice.cut, talk.turns, talk.marked)
    by_turn = found.choice.cut in {Cut.TURN, Cut.SAYING}
    return zip((turn.number for turn in talk.turns) if by_turn else count(1), units, strict=by_turn)


def _said(found: Basis, unit: Unit, code: int) -> Marks:
    """Return for each coder whether they put the code there, or None when they did not decide."""
    had = dict(unit.readings)
    did = unit.marks.get(code, 0)
    bits = (1 << number for number in range(len(found.coders)))
    return tuple(bool(did & bit) if had.get(bit, 0) >> code & 1 else None for bit in bits)


def note_taken_out(session: Session, viewer: Viewer, choice: Choice, form: str) -> None:
    """Record that something of an audit was taken out."""
    require(viewer, Action.SEE_AGREEMENT)
    payload: dict[str, Reference] = {"form": form, "unit": choice.cut.value}
    round_id = next(iter(viewer.blind_rounds), choice.round_id)  # a colleague's coming and going tells of their work
    record(session, Act(viewer.study_id, viewer.member_id, TAKEN_OUT, None, round_id, payload=payload))
