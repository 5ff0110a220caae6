"""The trail: read it, and check that nobody has altered it."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from app.security import seals
from app.security.permissions import Action, require
from app.security.viewer import Viewer
from app.store.queries import trail as queries
from app.store.queries.trail import TrailLine
from app.store.tables import TrailHead, TrailPayload, TrailRow
from app.store.trail_chain import row_hash

FIELDS = (
    "study_id",
    "number",
    "actor_id",
    "act",
    "subject_id",
    "round_id",
    "undoes",
    "at",
    "payload_hash",
    "previous",
)


@dataclass(frozen=True, slots=True)
class Fault:
    """Something in a trail that is not as it was written."""

    study_id: UUID
    number: int
    what: str


def trail(session: Session, viewer: Viewer) -> list[TrailLine]:
    """Return the newest acts of the study."""
    require(viewer, Action.SEE_TRAIL)
    return queries.trail(session, viewer)


def verify_trails(session: Session, key: bytes) -> tuple[int, list[Fault]]:
    """Check every study's trail against its hashes and its seal; return how many rows were read, and the faults.

    Found: a row or payload that was altered, removed, put elsewhere or added without the key, and a cut tail.
    Not found: changes to the study's own tables that never went through the workbench, and a trail that was
    written anew by somebody who holds the key.
    """
    rows = 0
    faults: list[Fault] = []
    for study_id, head in queries.heads(session):
        if head is None:
            faults.append(Fault(study_id, 0, "the head of the trail is missing"))
            continue
        count, found = _verify(session, key, head)
        rows += count
        faults += found
    return rows, faults


def _verify(session: Session, key: bytes, head: TrailHead) -> tuple[int, list[Fault]]:
    faults: list[Fault] = []
    number, last = 0, ""
    for row, payload in queries.whole_trail(session, head.study_id):
        faults += [Fault(head.study_id, row.number, what) for what in _faults(row, payload, number, last)]
        number, last = row.number, row.hash
    if (number, last) != (head.number, head.hash):
        faults.append(
            Fault(
                head.study_id,
                number,
                "the trail does not end where its head says: its tail was cut or added to",
            )
        )
    if head.seal != seals.head_seal(key, str(head.study_id), head.number, head.hash):
        faults.append(
            Fault(
                head.study_id,
                head.number,
                "the seal of the head is not ours: the head was altered, or the key is another",
            )
        )
    return number, faults


def _faults(row: TrailRow, payload: TrailPayload | None, number: int, last: str) -> Iterator[str]:
    if row.number != number + 1:
        yield f"rows {number + 1} to {row.number - 1} are missing"
    if row.previous != last:
        yield "the row does not follow the one before it"
    if row.hash != row_hash({name: getattr(row, name) for name in FIELDS}):
        yield "the row was altered"
    if payload is None:
        yield "the payload is missing"
    elif seals.payload_hash(payload.salt, payload.payload) != row.payload_hash:
        yield "the payload was altered"
