"""Transcripts and their turns."""

from collections.abc import Collection
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Select, bindparam, func, select
from sqlalchemy.orm import Session

from app.importing.roles import MODERATORS, Kind, Move
from app.security.viewer import Viewer
from app.sentences import N_, Refusal
from app.store.base import in_study
from app.store.counted import is_counted
from app.store.hot import ask
from app.store.tables import (
    Degree,
    FocusGroup,
    Participant,
    Stakeholder,
    Transcript,
    Turn,
)


class NotInThisStudy(Refusal):
    """An id that the viewer's study does not hold."""

    sentence = N_("This is not in the study, or no longer. Go back and try from the list.")


class TranscriptLine(NamedTuple):
    """A transcript with its focus group."""

    id: UUID
    title: str
    focus_group: str
    focus_group_id: UUID
    stakeholder: str
    turns: int
    header: str
    language: str


class TurnRow(NamedTuple):
    """A turn as it is drawn."""

    id: UUID
    number: int
    participant: str
    kind: Kind
    words: str
    start: int
    end: int
    revision: int
    participant_id: UUID
    withdrawn: Degree | None
    counted: bool


def transcripts(session: Session, viewer: Viewer) -> list[TranscriptLine]:
    """Return the study's transcripts in the order of their focus groups."""
    return [TranscriptLine(*row) for row in session.execute(_transcripts(viewer))]


def transcript(session: Session, viewer: Viewer, transcript_id: UUID) -> TranscriptLine:
    """Return one transcript; raises NotInThisStudy."""
    row = session.execute(_transcripts(viewer).where(Transcript.id == transcript_id)).one_or_none()
    if row is None:
        raise NotInThisStudy
    return TranscriptLine(*row)


def _transcripts(viewer: Viewer) -> Select[*tuple[Any, ...]]:
    return (
        select(
            Transcript.id, Transcript.title, FocusGroup.label, FocusGroup.id, Stakeholder.plural,
            Transcript.turn_count, Transcript.header, Transcript.language,
        )
        .join(FocusGroup, in_study(Transcript.focus_group_id, FocusGroup.id))
        .join(Stakeholder, in_study(FocusGroup.stakeholder_id, Stakeholder.id))
        .where(Transcript.study_id == viewer.study_id)
        .order_by(Stakeholder.position, FocusGroup.position, FocusGroup.label, Transcript.imported_at, Transcript.id)
    )  # fmt: skip


def _turns() -> Select[*tuple[Any, ...]]:
    return (
        select(
            Turn.id, Turn.number, Participant.label, Participant.kind, Turn.words, Turn.start, Turn.end,
            Turn.revision, Turn.participant_id, Participant.withdrawn, is_counted(),
        )
        .join(Participant, in_study(Turn.participant_id, Participant.id))
        .where(Turn.study_id == bindparam("study"), Turn.transcript_id == bindparam("talk"))
        .order_by(Turn.number)
    )  # fmt: skip


def _turns_from() -> Select[*tuple[Any, ...]]:
    return _turns().where(Turn.number.between(bindparam("first"), bindparam("last")))


def _turns_of() -> Select[*tuple[Any, ...]]:
    return _turns().where(Turn.number.in_(bindparam("numbers", expanding=True)))


def _turns_between() -> Select[*tuple[Any, ...]]:
    return _turns().where(Turn.end >= bindparam("start"), Turn.start <= bindparam("end"))


def turns(
    session: Session, viewer: Viewer, transcript_id: UUID, numbers: Collection[int] | None = None
) -> list[TurnRow]:
    """Return a transcript's turns, all or those with these numbers."""
    if numbers is None:
        return [TurnRow(*row) for row in ask(session, _turns, study=viewer.study_id, talk=transcript_id)]
    asked, first, last = set(numbers), min(numbers, default=0), max(numbers, default=0)
    here = {"study": viewer.study_id, "talk": transcript_id}
    if len(asked) == last - first + 1:
        rows = ask(session, _turns_from, **here, first=first, last=last)
    else:
        rows = ask(session, _turns_of, **here, numbers=list(asked))
    return [TurnRow(*row) for row in rows]


def turns_between(session: Session, viewer: Viewer, transcript_id: UUID, start: int, end: int) -> list[TurnRow]:
    """Return the turns that share a character with the passage, or whose end or beginning it touches."""
    rows = ask(session, _turns_between, study=viewer.study_id, talk=transcript_id, start=start, end=end)
    return [TurnRow(*row) for row in rows]


def participant_turns(session: Session, viewer: Viewer) -> list[tuple[UUID, int]]:
    """Return (transcript, turn number) of every turn of a participant: the units of agreement."""
    rows = session.execute(
        select(Turn.transcript_id, Turn.number)
        .join(Participant, in_study(Turn.participant_id, Participant.id))
        .where(Turn.study_id == viewer.study_id, is_counted())
        .order_by(Turn.transcript_id, Turn.number)
    )
    return [(row[0], row[1]) for row in rows]


def person_count(session: Session, viewer: Viewer) -> int:
    """Return how many people took part; somebody in two focus groups counts once."""
    return session.scalars(
        select(func.count(Participant.person_id.distinct())).where(
            Participant.study_id == viewer.study_id, is_counted()
        )
    ).one()


class AskingTurn(NamedTuple):
    """A moderator's turn, and what it is known to do."""

    number: int
    label: str
    words: str
    move: Move | None
    question: UUID | None


def asking_turns(session: Session, viewer: Viewer, transcript_id: UUID) -> list[AskingTurn]:
    """Return the moderators' turns of a transcript in order."""
    rows = session.execute(
        select(Turn.number, Participant.label, Turn.words, Turn.move, Turn.guide_question_id)
        .join(Participant, in_study(Turn.participant_id, Participant.id))
        .where(Turn.study_id == viewer.study_id, Turn.transcript_id == transcript_id)
        .where(Participant.kind.in_(MODERATORS))
        .order_by(Turn.number)
    )
    return [AskingTurn(*row) for row in rows]


def participant_labels(session: Session, viewer: Viewer) -> dict[UUID, frozenset[str]]:
    """Return the labels of the participants that each focus group has already."""
    rows = session.execute(
        select(Participant.focus_group_id, Participant.label).where(
            Participant.study_id == viewer.study_id, Participant.kind == Kind.PARTICIPANT
        )
    )
    labels: dict[UUID, set[str]] = {}
    for group, label in rows:
        labels.setdefault(group, set()).add(label)
    return {group: frozenset(found) for group, found in labels.items()}
