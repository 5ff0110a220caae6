"""The columns of the comparison: focus groups, stakeholders, districts, or the bands of an attribute."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from sqlalchemy.orm import Session

from app.analysis.comparison import Column
from app.analysis.counting import Counts, Places
from app.analysis.tallies import Tally
from app.importing.roles import MODERATORS
from app.security.viewer import Viewer
from app.store.queries import people, studies
from app.store.queries.people import AttributeLine, CountedLine, VoiceKind
from app.store.queries.studies import GroupLine
from app.store.queries.transcripts import NotInThisStudy
from app.store.tables import Bearer
from app.workbench.layers import Read

By = Column | UUID
# The column of those of whom it is not known: no district, no band.
NOT_KNOWN: Final = UUID(int=0)
# The column of everybody who is not in the one that is compared with all others.
OTHERS: Final = UUID(int=1)


@dataclass(frozen=True, slots=True)
class Heading:
    """A column: who is in it, in which focus groups, whether these are read, and all that could be counted there.

    `people` counts humans. The column of those of whom it is not known has no name. `whole.passages` is filled in from
    what is coded.
    """

    id: UUID
    name: str
    groups: frozenset[UUID]
    read: bool
    whole: Counts


@dataclass(frozen=True, slots=True)
class Setting:
    """Everybody and everything that a matrix is counted over; `every` names all columns, also those gathered in one."""

    by: By
    every: Mapping[UUID, str]
    headings: tuple[Heading, ...]
    places: Places
    groups: tuple[GroupLine, ...]
    attributes: tuple[AttributeLine, ...]
    whole: Counts

    @property
    def by_attribute(self) -> bool:
        """Whether the columns are bands of an attribute."""
        return not isinstance(self.by, Column)


def setting(
    session: Session, viewer: Viewer, by: By, tallies: Sequence[Tally], known: Read, alone: UUID | None = None
) -> Setting:
    """Return the columns with everybody in their place; raises NotInThisStudy for an attribute that is none.

    A column that is to stand `alone` has all others beside it in one; an id that is no column changes nothing.
    """
    groups, attributes = studies.focus_groups(session, viewer), people.attributes(session, viewer)
    counted = people.counted_people(session, viewer)
    every, columns = _columns(session, viewer, by, counted, {one.id: one for one in groups}, attributes)
    of_columns, names = _groups_of(by, groups), every
    if alone in every:
        side = {one: one if one == alone else OTHERS for one in every}
        columns = {one: side[column or NOT_KNOWN] for one, column in columns.items()}
        of_columns = _gathered(of_columns, side)
        names = {alone: every[alone], OTHERS: ""}
    talks, read = {talk.id: talk.focus_group_id for talk in known.talks}, known.groups
    voices = people.kinds(session, viewer)
    where = Places(columns, {one.id: one.person_id for one in counted}, talks, _moderators(voices))
    said = _said(tallies)
    headings = []
    for id_, name in names.items():
        members = [one for one in counted if columns[one.id] == id_]
        held = of_columns.get(id_) or frozenset(one.focus_group_id for one in members)
        headings.append(Heading(id_, name, held, bool(held) and held <= read, _whole(members, held, said)))
    everywhere = frozenset(one.id for one in groups)
    return Setting(
        by, every, tuple(headings), where, tuple(groups), tuple(attributes), _whole(counted, everywhere, said)
    )


def _moderators(voices: Iterable[VoiceKind]) -> frozenset[UUID]:
    return frozenset(one.id for one in voices if one.kind in MODERATORS)


def _columns(
    session: Session, viewer: Viewer, by: By, counted: Iterable[CountedLine], groups: Mapping[UUID, GroupLine],
    attributes: Iterable[AttributeLine],
) -> tuple[dict[UUID, str], dict[UUID, UUID | None]]:  # fmt: skip
    """Return the names of the columns in their order, and in which one each participant is."""
    if isinstance(by, Column):
        names = _names(by, groups.values())
        columns: dict[UUID, UUID | None] = {one.id: _place(by, groups[one.focus_group_id])[0] for one in counted}
    else:
        attribute = next((one for one in attributes if one.id == by), None)
        if attribute is None:
            raise NotInThisStudy
        chosen = people.chosen_bands(session, viewer)
        names = {band.id: band.name for band in attribute.bands}
        of_people = attribute.bearer is Bearer.PARTICIPANT
        columns = {one.id: chosen.get((one.id if of_people else one.focus_group_id, attribute.id)) for one in counted}
    if None in columns.values():
        names[NOT_KNOWN] = ""
    return names, {one: column or NOT_KNOWN for one, column in columns.items()}


def _names(by: Column, groups: Iterable[GroupLine]) -> dict[UUID, str]:
    """Return the columns in the order of the focus groups; districts by name."""
    names = {id_: name for id_, name in (_place(by, group) for group in groups) if id_ is not None}
    return dict(sorted(names.items(), key=lambda one: one[1])) if by is Column.DISTRICT else names


def _place(by: Column, group: GroupLine) -> tuple[UUID | None, str]:
    if by is Column.FOCUS_GROUP:
        return group.id, group.label
    if by is Column.STAKEHOLDER:
        return group.stakeholder_id, group.stakeholder
    return group.district_id, group.district or ""


def _groups_of(by: By, groups: Iterable[GroupLine]) -> dict[UUID, frozenset[UUID]]:
    """Return the focus groups of each column; nothing where the columns are bands."""
    held: dict[UUID, set[UUID]] = {}
    if not isinstance(by, Column):
        return {}
    for group in groups:
        held.setdefault(_place(by, group)[0] or NOT_KNOWN, set()).add(group.id)
    return {column: frozenset(ids) for column, ids in held.items()}


def _gathered(held: Mapping[UUID, frozenset[UUID]], side: Mapping[UUID, UUID]) -> dict[UUID, frozenset[UUID]]:
    found: dict[UUID, frozenset[UUID]] = {}
    for column, groups in held.items():
        there = side.get(column, OTHERS)
        found[there] = found.get(there, frozenset()) | groups
    return found


def _said(tallies: Iterable[Tally]) -> dict[UUID, tuple[int, int]]:
    """Return how many turns and words each voice says in all its transcripts."""
    found: dict[UUID, tuple[int, int]] = {}
    for voice in (voice for tally in tallies for voice in tally.voices):
        turns, words = found.get(voice.participant, (0, 0))
        found[voice.participant] = turns + voice.said_turns, words + voice.said_words
    return found


def _whole(members: Sequence[CountedLine], groups: Collection[UUID], said: Mapping[UUID, tuple[int, int]]) -> Counts:
    """Return how much some participants say, and how many they are; how much of it is coded is counted elsewhere."""
    own = [said.get(one.id, (0, 0)) for one in members]
    return Counts(
        turns=sum(turns for turns, _ in own), words=sum(words for _, words in own),
        participants=len({one.person_id for one in members}), focus_groups=len(groups),
    )  # fmt: skip
