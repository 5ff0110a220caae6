"""Sign for the anonymising of a transcript, remember what labels mean, and account for every key that was taken out."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from app.importing.roles import Kind
from app.security.permissions import Action, require
from app.security.viewer import Viewer
from app.sentences import N_, Refusal
from app.store.base import now
from app.store.queries import anonymity as queries
from app.store.queries.transcripts import NotInThisStudy
from app.store.tables import KeyFile, LabelChoice, Screening
from app.store.trail_chain import Act, Reference, record


class AlreadyHere(Refusal):
    """A transcript whose words are all in the study already."""

    sentence = N_(
        "A transcript with exactly these words is in the study already, as “%(title)s”, "
        "so nothing of this file was stored."
    )


@dataclass(frozen=True, slots=True)
class Signature:
    """What a member signs for: by category how many identifiers were replaced and kept, and by which detectors."""

    counts: Mapping[str, Mapping[str, int]]
    version: str


def sign(session: Session, viewer: Viewer, transcript_id: UUID, words: Iterable[str], signature: Signature) -> None:
    """Keep the viewer's signature under the anonymising of a transcript; raises AlreadyHere."""
    require(viewer, Action.IMPORT_TRANSCRIPT)
    words_hash = hash_of(words)
    if (title := queries.stored_as(session, viewer, words_hash)) is not None:
        raise AlreadyHere(title=title)
    session.add(
        Screening(
            study_id=viewer.study_id, id=uuid4(), transcript_id=transcript_id, signed_by_id=viewer.member_id,
            version=signature.version, counts=json.dumps(signature.counts), words_hash=words_hash,
        )
    )  # fmt: skip
    session.flush()
    payload: dict[str, Reference] = {"replaced": sum(count.get("replaced", 0) for count in signature.counts.values())}
    payload["kept"] = sum(count.get("kept", 0) for count in signature.counts.values())
    record(session, Act(viewer.study_id, viewer.member_id, "transcript.signed", transcript_id, payload=payload))


def hash_of(words: Iterable[str]) -> str:
    """Return what is kept of the words of a transcript's turns, to know the same transcript again."""
    return hashlib.sha256("\n".join(words).encode()).hexdigest()


def remember_labels(session: Session, viewer: Viewer, meant: Mapping[str, Kind]) -> None:
    """Keep what labels meant, for the study's next transcript. Labels that may be names are not to be handed over."""
    require(viewer, Action.IMPORT_TRANSCRIPT)
    for label, kind in meant.items():
        session.merge(LabelChoice(study_id=viewer.study_id, label=label, kind=kind))
    session.flush()


def note_key(session: Session, viewer: Viewer, key_id: UUID) -> None:
    """Note that a key to names is taken out; until its destruction is confirmed the study is pseudonymised.

    One that is taken out twice is one key; one that was destroyed exists again.
    """
    require(viewer, Action.IMPORT_TRANSCRIPT)
    key = session.get(KeyFile, (viewer.study_id, key_id))
    if key is None:
        session.add(KeyFile(study_id=viewer.study_id, id=key_id, made_by_id=viewer.member_id))
    elif key.destroyed_at is None:
        return
    else:
        key.destroyed_at = key.destroyed_by_id = None
    session.flush()
    record(session, Act(viewer.study_id, viewer.member_id, "key.taken out", key_id))


def confirm_destroyed(session: Session, viewer: Viewer, key_id: UUID) -> None:
    """Note that every copy of a key is destroyed. Twice is as good as once; raises NotInThisStudy."""
    require(viewer, Action.IMPORT_TRANSCRIPT)
    key = session.get(KeyFile, (viewer.study_id, key_id))
    if key is None:
        raise NotInThisStudy
    if key.destroyed_at is not None:
        return
    key.destroyed_at, key.destroyed_by_id = now(), viewer.member_id
    session.flush()
    record(session, Act(viewer.study_id, viewer.member_id, "key.destroyed", key_id))
