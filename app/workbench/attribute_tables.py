"""Attributes of many at once: what a table would change, shown before anything is stored, and then stored."""

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from app.importing.attributes import AttributeTable, write_attribute_table
from app.importing.bands import limits
from app.importing.draft import Remark
from app.importing.roles import Kind
from app.security.permissions import Action, require
from app.security.viewer import Viewer
from app.store.queries import people as queries
from app.store.queries import studies
from app.store.tables import Bearer
from app.store.trail_chain import Act, record
from app.workbench.attribute_rows import Entry, RowReader, key
from app.workbench.attributes import add_attribute, add_bands
from app.workbench.bands import put_in_bands

BEYOND = 10**10


@dataclass(frozen=True, slots=True)
class Change:
    """One value that would be stored, and the band that stands there now; both by name."""

    entry: Entry
    before: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What a table would change. `new_bands` counts who would be in each (attribute, band) that does not exist yet."""

    changes: tuple[Change, ...]
    new_attributes: Mapping[str, Bearer]
    new_bands: Mapping[tuple[str, str], int]
    problems: tuple[Remark, ...]

    @property
    def digest(self) -> str:
        """Return what the plan would do, shortened, so that nothing else is stored than what was shown."""
        told = (self.changes, sorted(self.new_attributes.items()), sorted(self.new_bands.items()))
        return hashlib.sha256(repr(told).encode()).hexdigest()

    def as_table(self) -> str:
        """Return the changes as a csv again, with bands in the place of exact numbers."""
        names = list(dict.fromkeys(change.entry.attribute for change in self.changes))
        rows: dict[tuple[str, str], dict[str, str]] = {}
        for entry in (change.entry for change in self.changes):
            rows.setdefault((entry.focus_group, entry.participant), {})[entry.attribute] = entry.band
        body = [[*who, *(values.get(name, "") for name in names)] for who, values in rows.items()]
        return write_attribute_table(["focus group", "participant", *names], body)


def plan(session: Session, viewer: Viewer, table: AttributeTable) -> Plan:
    """Return what the table would change; nothing is stored."""
    require(viewer, Action.EDIT_PEOPLE)
    attributes = {key(one.name): one for one in queries.attributes(session, viewer)}
    reader = RowReader(
        {key(group.label): group for group in studies.focus_groups(session, viewer)},
        {(one.focus_group_id, key(one.label)): one for one in queries.voices(session, viewer)},
        attributes,
    )
    for row in table.rows:
        reader.read(row, table.attributes)
    names = {band.id: band.name for attribute in attributes.values() for band in attribute.bands}
    ids = {attribute.name: attribute.id for attribute in attributes.values()}
    now = {place: names[band] for place, band in queries.chosen_bands(session, viewer).items()}
    told = [
        Change(entry, now.get((entry.who, ids[entry.attribute]), "") if entry.attribute in ids else "")
        for entry in reader.entries.values()
    ]
    known = {(attribute.name, band.name) for attribute in attributes.values() for band in attribute.bands}
    held = Counter((entry.attribute, entry.band) for entry in reader.entries.values())
    return Plan(
        tuple(change for change in told if change.before != change.entry.band),
        {entry.attribute: entry.bearer for entry in reader.entries.values() if entry.attribute not in ids},
        {place: held[place] for place in sorted(held, key=_in_order) if place not in known},
        tuple(reader.problems),
    )


def _in_order(place: tuple[str, str]) -> tuple[str, int, str]:
    """Put bands of numbers in the order of their numbers, and those of words by name behind them."""
    attribute, band = place
    held = limits(band)
    return attribute, held[0] if held else BEYOND, band.casefold()


def store_plan(session: Session, viewer: Viewer, planned: Plan) -> int:
    """Store what a plan shows: new attributes, new bands, and who is in which; return how many values changed."""
    require(viewer, Action.EDIT_PEOPLE)
    new: dict[str, list[str]] = {}
    for attribute, band in planned.new_bands:
        new.setdefault(attribute, []).append(band)
    for name, bearer in planned.new_attributes.items():
        add_attribute(session, viewer, name=name, bearer=bearer, bands=new.pop(name))
    for attribute_line in queries.attributes(session, viewer):
        if attribute_line.name in new:
            _add_bands(session, viewer, attribute_line.id, new[attribute_line.name])
    known = {one.name: one for one in queries.attributes(session, viewer)}
    bands = {(one.name, band.name): band.id for one in known.values() for band in one.bands}
    chosen: dict[tuple[UUID, UUID], UUID | None] = {
        (entry.who, known[entry.attribute].id): bands[entry.attribute, entry.band]
        for entry in (change.entry for change in planned.changes)
    }
    return put_in_bands(session, viewer, chosen)


def _add_bands(session: Session, viewer: Viewer, attribute_id: UUID, names: Sequence[str]) -> None:
    add_bands(session, viewer, attribute_id, names)
    record(
        session,
        Act(viewer.study_id, viewer.member_id, "attribute.changed", attribute_id, payload={"added": len(names)}),
    )


def template(session: Session, viewer: Viewer, headings: Sequence[str], delimiter: str) -> str:
    """Return a csv to be filled in: the labels of the study under the headings, one column for each attribute.

    It holds no band, so that it tells nothing of anybody.
    """
    require(viewer, Action.EDIT_PEOPLE)
    attributes = [one for one in queries.attributes(session, viewer) if one.bearer is Bearer.PARTICIPANT]
    empty = [""] * len(attributes)
    rows = [
        [voice.focus_group, voice.label, *empty]
        for voice in queries.voices(session, viewer)
        if voice.kind is Kind.PARTICIPANT
    ]
    return write_attribute_table([*headings, *(one.name for one in attributes)], rows, delimiter)
