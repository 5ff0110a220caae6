"""People: who took part, correct who a voice is, and say who came to two focus groups."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import and_, delete, func, select, update
from sqlalchemy.orm import Session, aliased

from app.importing.roles import MODERATORS, Kind
from app.security.permissions import Action, require
from app.security.viewer import Viewer, blind_to_nothing
from app.sentences import N_, Refusal
from app.store.queries import people as queries
from app.store.queries import studies
from app.store.queries.people import AttributeLine, VoiceLine
from app.store.queries.studies import GroupLine
from app.store.tables import Participant, ParticipantBand, Turn, UnitTurn
from app.store.trail_chain import Act, Reference, record
from app.store.visible import visible


class LinkedPerson(Refusal):
    """Making somebody a moderator who is linked as one person with a participant elsewhere."""

    sentence = N_("This participant is linked with one of another focus group. Take the link away first.")


class NotTwoParticipants(Refusal):
    """Linking a voice that is not counted, or a participant with themselves."""

    sentence = N_("Only two different participants can be one person; moderators and other voices are not counted.")


class OneHasWithdrawn(Refusal):
    """Linking somebody with a person who has withdrawn otherwise than they."""

    sentence = N_(
        "One of the two has withdrawn. Carry out the same withdrawal for the other first; then they can be linked."
    )


class SameFocusGroup(Refusal):
    """Linking two participants of one focus group."""

    sentence = N_("Two participants of the same focus group are two people. Only those of different groups are linked.")


@dataclass(frozen=True, slots=True)
class Voice:
    """A voice of a focus group with its bands by attribute, and where else the same person took part."""

    line: VoiceLine
    bands: Mapping[UUID, UUID]
    elsewhere: tuple[VoiceLine, ...]


@dataclass(frozen=True, slots=True)
class GroupOfPeople:
    """A focus group: its participants, the voices that are not counted, and its own bands by attribute."""

    group: GroupLine
    participants: tuple[Voice, ...]
    others: tuple[Voice, ...]
    bands: Mapping[UUID, UUID]


@dataclass(frozen=True, slots=True)
class People:
    """Everybody of the study; the attributes, how many are in each band; ranges by (attribute, stakeholder)."""

    groups: tuple[GroupOfPeople, ...]
    attributes: tuple[AttributeLine, ...]
    in_band: Mapping[UUID, int]
    ranges: Mapping[tuple[UUID, UUID], str]

    def of(self, bearer: str) -> list[AttributeLine]:
        """Return the attributes of participants, or those of focus groups."""
        return [attribute for attribute in self.attributes if attribute.bearer == bearer]


def everybody(session: Session, viewer: Viewer) -> People:
    """Return who took part in each focus group and what is known of them."""
    require(viewer, Action.READ)
    lines, chosen = queries.voices(session, viewer), queries.chosen_bands(session, viewer)
    known: dict[UUID, dict[UUID, UUID]] = {}
    in_band: dict[UUID, int] = {}
    for (who, attribute), band in chosen.items():
        known.setdefault(who, {})[attribute] = band
        in_band[band] = in_band.get(band, 0) + 1
    by_group: dict[UUID, list[Voice]] = {}
    for voice in _voices(lines, known):
        by_group.setdefault(voice.line.focus_group_id, []).append(voice)
    groups = tuple(
        GroupOfPeople(
            group,
            tuple(one for one in by_group.get(group.id, ()) if one.line.kind is Kind.PARTICIPANT),
            tuple(one for one in by_group.get(group.id, ()) if one.line.kind is not Kind.PARTICIPANT),
            known.get(group.id, {}),
        )
        for group in studies.focus_groups(session, viewer)
    )
    attributes = tuple(queries.attributes(session, viewer))
    return People(groups, attributes, in_band, queries.ranges(session, viewer))


def _voices(lines: Sequence[VoiceLine], known: Mapping[UUID, Mapping[UUID, UUID]]) -> Iterable[Voice]:
    people: dict[UUID, list[VoiceLine]] = {}
    for line in lines:
        people.setdefault(line.person_id, []).append(line)
    for line in lines:
        elsewhere = tuple(other for other in people[line.person_id] if other.id != line.id)
        yield Voice(line, known.get(line.id, {}), elsewhere)


def correct_kind(session: Session, viewer: Viewer, participant_id: UUID, kind: Kind) -> None:
    """Say who a voice really is. Only participants are counted, have bands and can be one person with another.

    Every count follows at once, also of what is coded in a blind round, and nobody sees more than before. Whoever is
    no moderator asks no guide question.
    """
    require(viewer, Action.EDIT_PEOPLE)
    voice = queries.participant(session, viewer, participant_id)
    before = voice.kind
    if before is kind:
        return
    if len(queries.same_person(session, viewer, voice.person_id)) > 1:
        raise LinkedPerson
    voice.kind = kind
    session.flush()
    bands = _forget_bands(session, viewer, voice.id) if kind is not Kind.PARTICIPANT else 0
    turns = _spoken_anew(session, viewer, voice)
    _carry_anew(session, blind_to_nothing(viewer), voice.id)
    payload: dict[str, Reference] = {"before": before.value, "after": kind.value, "turns": turns, "bands": bands}
    record(session, Act(viewer.study_id, viewer.member_id, "participant.kind", voice.id, payload=payload))


def _forget_bands(session: Session, viewer: Viewer, participant_id: UUID) -> int:
    mine = and_(ParticipantBand.study_id == viewer.study_id, ParticipantBand.participant_id == participant_id)
    count = session.scalars(select(func.count()).select_from(ParticipantBand).where(mine)).one()
    session.execute(delete(ParticipantBand).where(mine))
    return count


def _spoken_anew(session: Session, viewer: Viewer, voice: Participant) -> int:
    """Let the voice's turns be drawn again, and ask nothing if they are no moderator's; return how many they are."""
    mine = and_(Turn.study_id == viewer.study_id, Turn.participant_id == voice.id)
    count = session.scalars(select(func.count()).select_from(Turn).where(mine)).one()
    session.execute(update(Turn).where(mine).values(revision=Turn.revision + 1))
    if voice.kind not in MODERATORS:
        session.execute(update(Turn).where(mine).values(move=None, guide_question_id=None))
    return count


def _carry_anew(session: Session, viewer: Viewer, participant_id: UUID) -> None:
    """Say anew who carries each passage that touches the voice's turns: a participant, if no other one speaks in it.

    The viewer is one who sees every round: whose a passage is does not depend on who corrects it.
    """
    touched = select(UnitTurn.unit_id).where(visible(viewer, UnitTurn), UnitTurn.participant_id == participant_id)
    these = and_(visible(viewer, UnitTurn), UnitTurn.unit_id.in_(touched))
    counted = select(Participant.id).where(
        Participant.study_id == viewer.study_id, Participant.kind == Kind.PARTICIPANT
    )
    other = aliased(UnitTurn)
    others = select(other.unit_id).where(
        visible(viewer, UnitTurn), other.study_id == UnitTurn.study_id, other.unit_id == UnitTurn.unit_id,
        other.participant_id != UnitTurn.participant_id, other.participant_id.in_(counted),
    )  # fmt: skip
    carries = and_(UnitTurn.participant_id.in_(counted), ~others.exists())
    session.execute(
        update(UnitTurn).where(these).values(voice=carries), execution_options={"synchronize_session": False}
    )


def link_person(session: Session, viewer: Viewer, participant_id: UUID, other_id: UUID) -> None:
    """Say that participants of different focus groups are one human, who then counts once."""
    require(viewer, Action.EDIT_PEOPLE)
    first, second = (queries.participant(session, viewer, id_) for id_ in (participant_id, other_id))
    if first.person_id == second.person_id and first.id != second.id:
        return
    people = [
        *queries.same_person(session, viewer, first.person_id),
        *queries.same_person(session, viewer, second.person_id),
    ]
    if first.id == second.id or any(one.kind is not Kind.PARTICIPANT for one in people):
        raise NotTwoParticipants
    if len({one.focus_group_id for one in people}) < len(people):
        raise SameFocusGroup
    if len({one.withdrawn for one in people}) > 1:
        raise OneHasWithdrawn
    _are_one_person(people)
    session.flush()
    payload: dict[str, Reference] = {"other": second.id}
    record(session, Act(viewer.study_id, viewer.member_id, "person.linked", first.id, payload=payload))


def unlink_person(session: Session, viewer: Viewer, participant_id: UUID) -> None:
    """Say that a participant is nobody of another focus group after all."""
    require(viewer, Action.EDIT_PEOPLE)
    leaves = queries.participant(session, viewer, participant_id)
    stay = [one for one in queries.same_person(session, viewer, leaves.person_id) if one.id != leaves.id]
    if not stay:
        return
    _are_one_person([leaves])
    _are_one_person(stay)
    session.flush()
    record(session, Act(viewer.study_id, viewer.member_id, "person.unlinked", leaves.id))


def _are_one_person(people: Sequence[Participant]) -> None:
    """Name a human by the smallest id of the participants that they are, so that no two humans share a name."""
    name = min(one.id for one in people)
    for one in people:
        one.person_id = name
