"""Readings: who is how far with which stretch, which turns are read, and a reader's own place."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.security.viewer import Viewer
from app.store.base import in_study
from app.store.queries.transcripts import NotInThisStudy
from app.store.tables import (
    Coding,
    ContentNote,
    LeftOut,
    MeaningUnit,
    Member,
    Reading,
    ReadingState,
    SecondLook,
    Transcript,
)
from app.store.visible import visible


class ReadingLine(NamedTuple):
    """How far one member is with one stretch of a transcript in a round, as others may know it."""

    id: UUID
    transcript_id: UUID
    member_id: UUID
    initials: str
    round_id: UUID
    state: ReadingState
    codebook_revision: int | None
    first_turn: int
    last_turn: int
    turns: int
    because: str

    @property
    def whole(self) -> bool:
        """Whether the stretch is the whole transcript."""
        return (self.first_turn, self.last_turn) == (1, self.turns)


class TurnsRead(NamedTuple):
    """The turns of a transcript that a member has read in a round with one codebook."""

    transcript_id: UUID
    member_id: UUID
    initials: str
    round_id: UUID
    codebook_revision: int
    numbers: frozenset[int]
    reading_id: UUID


def readings(session: Session, viewer: Viewer) -> list[ReadingLine]:
    """Return the readings that the viewer may see; of what somebody left out they tell nothing."""
    rows = session.execute(
        select(
            Reading.id, Reading.transcript_id, Reading.member_id, Member.initials, Reading.round_id, Reading.state,
            Reading.codebook_revision, Reading.first_turn, Reading.last_turn, Transcript.turn_count, Reading.because,
        )
        .join(Member, in_study(Reading.member_id, Member.id))
        .join(Transcript, in_study(Reading.transcript_id, Transcript.id))
        .where(visible(viewer, Reading))
        .order_by(Member.initials, Reading.first_turn, Reading.last_turn, Reading.id)
    )  # fmt: skip
    return [ReadingLine(*row) for row in rows]


def turns_read(session: Session, viewer: Viewer) -> list[TurnsRead]:
    """Return which turns are read: those that a done reading's stretch holds and that its reader has not left out.

    What is left out counts as not read for whoever counts, so this is the one place that takes it away for everybody;
    only what was read leaves it.
    """
    rows = session.execute(
        select(
            LeftOut.round_id, LeftOut.member_id, LeftOut.transcript_id, LeftOut.number,
        ).where(LeftOut.study_id == viewer.study_id)
    )  # fmt: skip
    without: dict[tuple[UUID, UUID, UUID], set[int]] = defaultdict(set)
    for *key, number in rows:
        without[key[0], key[1], key[2]].add(number)
    return [
        TurnsRead(
            one.transcript_id, one.member_id, one.initials, one.round_id, one.codebook_revision or 0,
            frozenset(range(one.first_turn, one.last_turn + 1))
            - without.get((one.round_id, one.member_id, one.transcript_id), set()),
            one.id,
        )
        for one in readings(session, viewer)
        if one.state is ReadingState.DONE
    ]  # fmt: skip


def turns_by_transcript(read: Iterable[TurnsRead]) -> dict[UUID, frozenset[int]]:
    """Return the turns of each transcript that somebody has read."""
    found: dict[UUID, frozenset[int]] = {}
    for one in read:
        found[one.transcript_id] = found.get(one.transcript_id, frozenset()) | one.numbers
    return found


def second_looks(session: Session, viewer: Viewer) -> dict[UUID, frozenset[UUID]]:
    """Return, for each reading, the codes that its reader has looked for once more after they were made."""
    rows = session.execute(
        select(SecondLook.reading_id, SecondLook.code_id)
        .join(Reading, in_study(SecondLook.reading_id, Reading.id))
        .where(visible(viewer, Reading))
    )
    found: dict[UUID, set[UUID]] = defaultdict(set)
    for reading_id, code_id in rows:
        found[reading_id].add(code_id)
    return {reading_id: frozenset(codes) for reading_id, codes in found.items()}


class NoteLine(NamedTuple):
    """What a reader is told before some turns are shown."""

    id: UUID
    first_turn: int
    last_turn: int
    words: str
    initials: str
    made_at: datetime


def my_readings(
    session: Session, viewer: Viewer, round_id: UUID, transcript_id: UUID | None = None
) -> Sequence[Reading]:
    """Return the viewer's own readings in a round, of one transcript or of all, in the order of their turns."""
    asked = select(Reading).where(
        visible(viewer, Reading), Reading.member_id == viewer.member_id, Reading.round_id == round_id
    )
    if transcript_id is not None:
        asked = asked.where(Reading.transcript_id == transcript_id)
    return session.scalars(asked.order_by(Reading.first_turn, Reading.last_turn, Reading.id)).all()


def reading(session: Session, viewer: Viewer, reading_id: UUID) -> Reading:
    """Return one reading that the viewer may see; raises NotInThisStudy."""
    found = session.scalar(select(Reading).where(visible(viewer, Reading), Reading.id == reading_id))
    if found is None:
        raise NotInThisStudy
    return found


def my_left_out(session: Session, viewer: Viewer, round_id: UUID) -> dict[UUID, frozenset[int]]:
    """Return the turns of each transcript that the viewer has left out in a round."""
    rows = session.execute(
        select(LeftOut.transcript_id, LeftOut.number).where(visible(viewer, LeftOut), LeftOut.round_id == round_id)
    )
    found: dict[UUID, set[int]] = defaultdict(set)
    for transcript_id, number in rows:
        found[transcript_id].add(number)
    return {transcript_id: frozenset(numbers) for transcript_id, numbers in found.items()}


def content_notes(session: Session, viewer: Viewer, transcript_id: UUID) -> list[NoteLine]:
    """Return what readers of a transcript are told, in the order of the turns."""
    rows = session.execute(
        select(
            ContentNote.id, ContentNote.first_turn, ContentNote.last_turn, ContentNote.words, Member.initials,
            ContentNote.made_at,
        )
        .join(Member, in_study(ContentNote.made_by_id, Member.id))
        .where(ContentNote.study_id == viewer.study_id, ContentNote.transcript_id == transcript_id)
        .order_by(ContentNote.first_turn, ContentNote.last_turn, ContentNote.id)
    )  # fmt: skip
    return [NoteLine(*row) for row in rows]


def content_note(session: Session, viewer: Viewer, note_id: UUID) -> ContentNote:
    """Return one content note; raises NotInThisStudy."""
    asked = select(ContentNote).where(ContentNote.study_id == viewer.study_id, ContentNote.id == note_id)
    found = session.scalar(asked)
    if found is None:
        raise NotInThisStudy
    return found


def my_latest_codes(session: Session, viewer: Viewer, most: int) -> list[UUID]:
    """Return the codes that the viewer has used last, the latest first."""
    latest = func.max(Coding.created_at)
    return list(
        session.scalars(
            select(Coding.code_id)
            .join(MeaningUnit, in_study(Coding.unit_id, MeaningUnit.id))
            .where(visible(viewer, Coding), visible(viewer, MeaningUnit), MeaningUnit.coder_id == viewer.member_id)
            .group_by(Coding.code_id)
            .order_by(latest.desc(), Coding.code_id)
            .limit(most)
        )
    )
