"""Residual risk: how few people share what labels and tables tell of them, before those leave the server."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from app.analysis.disclosure import FEW, Known, Risk, cells, risk
from app.security.permissions import Action, require
from app.security.viewer import Viewer
from app.store.queries import people as queries
from app.store.queries.people import AttributeLine, CountedLine
from app.store.tables import Bearer

__all__ = ["DISTRICT", "FEW", "FOCUS_GROUP", "STAKEHOLDER", "Flag", "Risks", "all_leaving", "leaving", "risks"]

# FEW is the rule of thumb of OsloMet (ansatt.oslomet.no, "anonymous and de-identified data"): nothing that leaves a
# study may be linked to a group of five people or fewer.
# What every label can tell. The study's own attributes go by their ids.
STAKEHOLDER, FOCUS_GROUP, DISTRICT = "stakeholder", "focus group", "district"


@dataclass(frozen=True, slots=True)
class Flag:
    """A small cell that would be shown: what it is called (`Service users 2`), and how many people are in it."""

    values: tuple[str | None, ...]
    people: int


@dataclass(frozen=True, slots=True)
class Risks:
    """The risk of every set of attributes in use, how many people there are, and the names of the attributes."""

    lines: tuple[Risk, ...]
    people: int
    names: Mapping[str, str]


def risks(session: Session, viewer: Viewer) -> Risks:
    """Return how few people share what could be told of them, from the stakeholder alone to everything at once."""
    require(viewer, Action.SEE_RISK)
    people = queries.counted_people(session, viewer)
    attributes = queries.attributes(session, viewer)
    names = {str(one.id): one.name for one in attributes}
    places = [DISTRICT] if any(one.district for one in people) else []
    sets = [[STAKEHOLDER], [STAKEHOLDER, FOCUS_GROUP], *([STAKEHOLDER, more] for more in (*places, *names))]
    everything = [STAKEHOLDER, FOCUS_GROUP, *places, *names]
    if everything not in sets:
        sets.append(everything)
    known = list(_known(session, viewer, people, attributes).values())
    return Risks(risk(known, sets), len({one.person_id for one in people}), names)


def leaving(
    session: Session, viewer: Viewer, shown: Sequence[str], groups: Collection[str] | None = None
) -> tuple[Flag, ...]:
    """Return the cells of FEW people or fewer that a label or table with these attributes shows, the smallest first.

    `shown` are STAKEHOLDER, FOCUS_GROUP, DISTRICT and ids of attributes; `groups` are the labels of the focus groups
    that come up in what leaves, by default all.
    """
    [flags] = all_leaving(session, viewer, [shown], groups)
    return flags


def all_leaving(
    session: Session, viewer: Viewer, sets: Sequence[Sequence[str]], groups: Collection[str] | None = None
) -> list[tuple[Flag, ...]]:
    """Return the same for several sets of attributes, in their order."""
    require(viewer, Action.READ)
    people = queries.counted_people(session, viewer)
    more = {one for shown in sets for one in shown} - {STAKEHOLDER, FOCUS_GROUP, DISTRICT}
    known = _known(session, viewer, people, queries.attributes(session, viewer) if more else [])
    leave = [known[one.id] for one in people if groups is None or one.focus_group in groups]
    return [_small(known.values(), leave, shown) for shown in sets]


def _small(known: Collection[Known], leave: Iterable[Known], shown: Sequence[str]) -> tuple[Flag, ...]:
    told = {tuple(one.values.get(attribute) for attribute in shown) for one in leave}
    return tuple(Flag(cell.values, cell.k) for cell in cells(known, shown) if cell.k <= FEW and cell.values in told)


def _known(
    session: Session, viewer: Viewer, people: Sequence[CountedLine], attributes: Sequence[AttributeLine]
) -> dict[UUID, Known]:
    """Return what is known of each participant: of their focus group, and in which bands it and they are."""
    names = {band.id: band.name for one in attributes for band in one.bands}
    chosen = queries.chosen_bands(session, viewer) if attributes else {}
    known = {}
    for one in people:
        values = {STAKEHOLDER: one.stakeholder, FOCUS_GROUP: one.focus_group}
        if one.district is not None:
            values[DISTRICT] = one.district
        for attribute in attributes:
            who = one.id if attribute.bearer is Bearer.PARTICIPANT else one.focus_group_id
            if (who, attribute.id) in chosen:
                values[str(attribute.id)] = names[chosen[who, attribute.id]]
        known[one.id] = Known(one.person_id, values)
    return known
