"""A transcript's revisions, and what hangs on its words: units, codings, quotes and signatures."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import Session

from app.analysis.edit_map import EditMap, Stretch
from app.security.viewer import Viewer
from app.store.base import in_study
from app.store.hot import ask
from app.store.queries.transcripts import NotInThisStudy
from app.store.tables import Coding, Edit, MeaningUnit, Quote, Revising, Revision, Screening, Transcript
from app.store.visible import visible


class UnitRow(NamedTuple):
    """A meaning unit with where it lies."""

    id: UUID
    round_id: UUID
    coder_id: UUID
    start: int
    end: int
    condensation: str
    together: str = ""


class CodingOfUnit(NamedTuple):
    """A coding with its unit, in the order in which they were made."""

    id: UUID
    unit_id: UUID
    code_id: UUID
    created_at: datetime


class QuoteOfUnit(NamedTuple):
    """A quote with its unit and theme, in their order."""

    id: UUID
    unit_id: UUID
    theme_id: UUID


def held_revision(session: Session, viewer: Viewer, transcript_id: UUID) -> int:
    """Return a transcript's revision, and let nobody change its words until the transaction ends."""
    revision: int | None = ask(session, _held_revision, study=viewer.study_id, talk=transcript_id).scalar()
    if revision is None:
        raise NotInThisStudy
    return revision


def _held_revision() -> Select[int]:
    here = Transcript.study_id == bindparam("study"), Transcript.id == bindparam("talk")
    return select(Transcript.revision).where(*here).with_for_update(read=True)


def held_alone(session: Session, viewer: Viewer, transcript_id: UUID) -> Transcript:
    """Return a transcript to change its words: whoever codes in it waits until the transaction ends."""
    found = session.scalar(
        select(Transcript)
        .where(Transcript.study_id == viewer.study_id, Transcript.id == transcript_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    if found is None:
        raise NotInThisStudy
    return found


def language_of(session: Session, viewer: Viewer, transcript_id: UUID) -> str:
    """Return the language of a transcript; raises NotInThisStudy."""
    asked = select(Transcript.language).where(Transcript.study_id == viewer.study_id, Transcript.id == transcript_id)
    found = session.scalar(asked)
    if found is None:
        raise NotInThisStudy
    return found


def edit_maps(session: Session, viewer: Viewer, transcript_id: UUID, *, after: int) -> list[EditMap]:
    """Return the changes that led from revision `after` to the transcript as it is, in their order."""
    return [change for _, change in changes(session, viewer, transcript_id, after=after)]


def changes(session: Session, viewer: Viewer, transcript_id: UUID, *, after: int) -> list[tuple[Revising, EditMap]]:
    """Return the same changes, each with why it was made."""
    rows = session.execute(
        select(Revision.number, Revision.why, Edit.start, Edit.end, Edit.length)
        .join(Edit, in_study(Edit.revision_id, Revision.id))
        .where(
            Revision.study_id == viewer.study_id, Revision.transcript_id == transcript_id, Revision.number > after
        )
        .order_by(Revision.number, Edit.start)
    )  # fmt: skip
    found: dict[tuple[int, Revising], list[Stretch]] = {}
    for number, why, *stretch in rows:
        found.setdefault((number, why), []).append(Stretch(*stretch))
    return [(why, edit_map(why, stretches)) for (_, why), stretches in found.items()]


def edit_map(why: Revising, stretches: Iterable[Stretch]) -> EditMap:
    """Return the map of a change: words that were withdrawn leave nothing behind."""
    return EditMap(tuple(stretches), emptied=why is Revising.WITHDRAWN)


def revision_ids(session: Session, viewer: Viewer, transcript_id: UUID) -> list[UUID]:
    """Return the ids of a transcript's revisions, in their order."""
    asked = select(Revision.id).where(Revision.study_id == viewer.study_id, Revision.transcript_id == transcript_id)
    return list(session.scalars(asked.order_by(Revision.number)))


def units(session: Session, viewer: Viewer, transcript_id: UUID) -> list[UnitRow]:
    """Return a transcript's meaning units."""
    rows = session.execute(
        select(
            MeaningUnit.id, MeaningUnit.round_id, MeaningUnit.coder_id, MeaningUnit.start, MeaningUnit.end,
            MeaningUnit.condensation, MeaningUnit.together,
        )
        .where(visible(viewer, MeaningUnit), MeaningUnit.transcript_id == transcript_id)
        .order_by(MeaningUnit.start, MeaningUnit.end, MeaningUnit.id)
    )  # fmt: skip
    return [UnitRow(*row) for row in rows]


def codings_of_units(session: Session, viewer: Viewer, transcript_id: UUID) -> list[CodingOfUnit]:
    """Return the codings of a transcript's units, the earliest first."""
    rows = session.execute(
        select(Coding.id, Coding.unit_id, Coding.code_id, Coding.created_at)
        .join(MeaningUnit, in_study(Coding.unit_id, MeaningUnit.id))
        .where(visible(viewer, Coding), visible(viewer, MeaningUnit), MeaningUnit.transcript_id == transcript_id)
        .order_by(Coding.created_at, Coding.id)
    )
    return [CodingOfUnit(*row) for row in rows]


def quotes_of_units(session: Session, viewer: Viewer, transcript_id: UUID) -> list[QuoteOfUnit]:
    """Return the quotes that were chosen from a transcript's units, in their order."""
    rows = session.execute(
        select(Quote.id, Quote.unit_id, Quote.theme_id)
        .join(MeaningUnit, in_study(Quote.unit_id, MeaningUnit.id))
        .where(visible(viewer, Quote), visible(viewer, MeaningUnit), MeaningUnit.transcript_id == transcript_id)
        .order_by(Quote.position, Quote.id)
    )
    return [QuoteOfUnit(*row) for row in rows]


def screening(session: Session, viewer: Viewer, transcript_id: UUID) -> Screening | None:
    """Return the signature under a transcript's anonymising, where it has one."""
    return session.scalar(
        select(Screening).where(Screening.study_id == viewer.study_id, Screening.transcript_id == transcript_id)
    )
