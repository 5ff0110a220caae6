"""Who took part: the voices of each focus group, what is known of them in bands, and who is one person."""

from typing import NamedTuple
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.importing.roles import Kind
from app.security.viewer import Viewer
from app.store.base import in_study
from app.store.counted import is_counted
from app.store.queries.transcripts import NotInThisStudy
from app.store.tables import (
    Attribute,
    AttributeRange,
    Band,
    Bearer,
    Degree,
    District,
    FocusGroup,
    FocusGroupBand,
    Participant,
    ParticipantBand,
    Stakeholder,
    Turn,
)


class VoiceLine(NamedTuple):
    """A voice of a focus group, with how much it says."""

    id: UUID
    focus_group_id: UUID
    focus_group: str
    label: str
    kind: Kind
    person_id: UUID
    withdrawn: Degree | None
    turns: int
    words: int


class CountedLine(NamedTuple):
    """A participant who is counted: who they are as a human, and where they took part."""

    id: UUID
    person_id: UUID
    focus_group_id: UUID
    focus_group: str
    stakeholder: str
    district: str | None


class VoiceKind(NamedTuple):
    """A voice, and who it is."""

    id: UUID
    kind: Kind


class BandLine(NamedTuple):
    """A band of an attribute."""

    id: UUID
    attribute_id: UUID
    name: str


class AttributeLine(NamedTuple):
    """An attribute with its bands in their order."""

    id: UUID
    name: str
    bearer: Bearer
    bands: tuple[BandLine, ...]


# (participant or focus group, attribute) -> band
Bands = dict[tuple[UUID, UUID], UUID]


def voices(session: Session, viewer: Viewer) -> list[VoiceLine]:
    """Return everybody who has a label, with their turns and words counted; in the order of the focus groups.

    Stored words stand one blank or LF apart, so that counting those in the database counts the words.
    """
    bare = func.replace(func.replace(Turn.words, " ", ""), "\n", "")
    said = (
        select(
            Turn.participant_id,
            func.count().label("turns"),
            func.sum(func.length(Turn.words) - func.length(bare) + 1).label("words"),
        )
        .where(Turn.study_id == viewer.study_id)
        .group_by(Turn.participant_id)
        .subquery()
    )
    rows = session.execute(
        select(
            Participant.id, Participant.focus_group_id, FocusGroup.label, Participant.label, Participant.kind,
            Participant.person_id, Participant.withdrawn, func.coalesce(said.c.turns, 0),
            func.coalesce(said.c.words, 0),
        )
        .join(FocusGroup, in_study(Participant.focus_group_id, FocusGroup.id))
        .outerjoin(said, said.c.participant_id == Participant.id)
        .where(Participant.study_id == viewer.study_id)
        .order_by(FocusGroup.position, FocusGroup.label, func.length(Participant.label), Participant.label)
    )  # fmt: skip
    return [VoiceLine(*row) for row in rows]


def participant(session: Session, viewer: Viewer, participant_id: UUID) -> Participant:
    """Return one voice; raises NotInThisStudy."""
    asked = select(Participant).where(Participant.study_id == viewer.study_id, Participant.id == participant_id)
    found = session.scalar(asked)
    if found is None:
        raise NotInThisStudy
    return found


def participant_ids(session: Session, viewer: Viewer) -> list[UUID]:
    """Return everybody who is counted."""
    asked = select(Participant.id).where(Participant.study_id == viewer.study_id, Participant.kind == Kind.PARTICIPANT)
    return list(session.scalars(asked))


def counted_people(session: Session, viewer: Viewer) -> list[CountedLine]:
    """Return the participants who are counted, with what every label can tell of them."""
    rows = session.execute(
        select(
            Participant.id, Participant.person_id, FocusGroup.id, FocusGroup.label, Stakeholder.plural, District.name
        )
        .join(FocusGroup, in_study(Participant.focus_group_id, FocusGroup.id))
        .join(Stakeholder, in_study(FocusGroup.stakeholder_id, Stakeholder.id))
        .outerjoin(District, in_study(FocusGroup.district_id, District.id))
        .where(Participant.study_id == viewer.study_id, is_counted())
    )
    return [CountedLine(*row) for row in rows]


def kinds(session: Session, viewer: Viewer) -> list[VoiceKind]:
    """Return who every voice is."""
    rows = session.execute(select(Participant.id, Participant.kind).where(Participant.study_id == viewer.study_id))
    return [VoiceKind(*row) for row in rows]


def same_person(session: Session, viewer: Viewer, person_id: UUID) -> list[Participant]:
    """Return the participants who are one human."""
    asked = select(Participant).where(Participant.study_id == viewer.study_id, Participant.person_id == person_id)
    return list(session.scalars(asked))


def attributes(session: Session, viewer: Viewer) -> list[AttributeLine]:
    """Return the attributes with their bands, both in their order."""
    held: dict[UUID, list[BandLine]] = {}
    bands = select(Band.id, Band.attribute_id, Band.name).where(Band.study_id == viewer.study_id)
    for row in session.execute(bands.order_by(Band.position, Band.id)):
        held.setdefault(row[1], []).append(BandLine(*row))
    asked = select(Attribute.id, Attribute.name, Attribute.bearer).where(Attribute.study_id == viewer.study_id)
    rows = session.execute(asked.order_by(Attribute.position, Attribute.id))
    return [AttributeLine(*row, tuple(held.get(row[0], ()))) for row in rows]


def attribute(session: Session, viewer: Viewer, attribute_id: UUID) -> Attribute:
    """Return one attribute; raises NotInThisStudy."""
    asked = select(Attribute).where(Attribute.study_id == viewer.study_id, Attribute.id == attribute_id)
    found = session.scalar(asked)
    if found is None:
        raise NotInThisStudy
    return found


def bands_of(session: Session, viewer: Viewer, attribute_id: UUID) -> list[Band]:
    """Return the bands of one attribute, in their order."""
    asked = select(Band).where(Band.study_id == viewer.study_id, Band.attribute_id == attribute_id)
    return list(session.scalars(asked.order_by(Band.position, Band.id)))


def chosen_bands(session: Session, viewer: Viewer) -> Bands:
    """Return in which band of which attribute each participant and each focus group is."""
    people = select(ParticipantBand.participant_id, ParticipantBand.attribute_id, ParticipantBand.band_id)
    groups = select(FocusGroupBand.focus_group_id, FocusGroupBand.attribute_id, FocusGroupBand.band_id)
    rows = [
        *session.execute(people.where(ParticipantBand.study_id == viewer.study_id)),
        *session.execute(groups.where(FocusGroupBand.study_id == viewer.study_id)),
    ]
    return {(row[0], row[1]): row[2] for row in rows}


def ranges(session: Session, viewer: Viewer) -> dict[tuple[UUID, UUID], str]:
    """Return the exact range of an attribute over a stakeholder, by (attribute, stakeholder): `22–67`."""
    asked = select(AttributeRange.attribute_id, AttributeRange.stakeholder_id, AttributeRange.words)
    rows = session.execute(asked.where(AttributeRange.study_id == viewer.study_id))
    return {(row[0], row[1]): row[2] for row in rows}
