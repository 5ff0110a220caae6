"""How far the study's transcripts are anonymous: who signed for them, and whether a key exists elsewhere."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.importing.roles import Kind
from app.security.viewer import Viewer
from app.store.base import in_study
from app.store.tables import KeyFile, LabelChoice, Member, Screening, Transcript


class SignedLine(NamedTuple):
    """Who signed for the anonymising of a transcript, and when it was reopened because its words have changed since."""

    transcript_id: UUID
    initials: str
    signed_at: datetime
    version: str
    counts: Mapping[str, Mapping[str, int]]
    reopened_at: datetime | None


class KeyLine(NamedTuple):
    """A key file that somebody took out, and when its destruction was confirmed."""

    id: UUID
    initials: str
    made_at: datetime
    destroyed_at: datetime | None


def signatures(session: Session, viewer: Viewer) -> dict[UUID, SignedLine]:
    """Return who signed for each transcript."""
    rows = session.execute(
        select(
            Screening.transcript_id, Member.initials, Screening.signed_at, Screening.version, Screening.counts,
            Screening.reopened_at,
        )
        .join(Member, in_study(Screening.signed_by_id, Member.id))
        .where(Screening.study_id == viewer.study_id)
    )  # fmt: skip
    return {row[0]: SignedLine(*row[:4], json.loads(row[4]), row[5]) for row in rows}


def stored_as(session: Session, viewer: Viewer, words_hash: str) -> str | None:
    """Return the title of the transcript that had exactly these words when it was signed, if there is one."""
    same = (
        select(Transcript.title)
        .join(Screening, in_study(Screening.transcript_id, Transcript.id))
        .where(Screening.study_id == viewer.study_id, Screening.words_hash == words_hash)
    )
    return session.scalar(same.limit(1))


def key_files(session: Session, viewer: Viewer) -> list[KeyLine]:
    """Return the key files that were ever taken out, the oldest first."""
    rows = session.execute(
        select(KeyFile.id, Member.initials, KeyFile.made_at, KeyFile.destroyed_at)
        .join(Member, in_study(KeyFile.made_by_id, Member.id))
        .where(KeyFile.study_id == viewer.study_id)
        .order_by(KeyFile.made_at, KeyFile.id)
    )
    return [KeyLine(*row) for row in rows]


def is_pseudonymised(session: Session, viewer: Viewer) -> bool:
    """Say whether a key exists somewhere, so that the study's transcripts are not anonymous but pseudonymised."""
    held = select(KeyFile.id).where(KeyFile.study_id == viewer.study_id, KeyFile.destroyed_at.is_(None))
    return session.scalar(held.limit(1)) is not None


def label_choices(session: Session, viewer: Viewer) -> dict[str, Kind]:
    """Return what labels meant in the study's earlier transcripts."""
    rows = session.execute(select(LabelChoice.label, LabelChoice.kind).where(LabelChoice.study_id == viewer.study_id))
    return {row[0]: row[1] for row in rows}
