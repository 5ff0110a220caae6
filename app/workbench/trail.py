"""The trail: read it, and check that nobody has altered it."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from sqlalchemy.orm import Session

from app.security import seals
from app.security.permissions import Action, require
from app.security.viewer import Viewer
from app.store.queries import trail as queries
from app.store.queries.names import Named, names_of
from app.store.queries.trail import Sought, TrailLine
from app.store.queries.transcripts import NotInThisStudy
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


# The rooms of the study, with the first words of the acts that belong to them.
ROOMS: Final = {
    "coding": ("coding", "unit", "answer", "recoding", "reading", "content note"),
    "codebook": ("code", "codebook", "version"),
    "themes": ("theme", "sign-off"),
    "findings": ("finding", "quote", "quotes", "summary", "grid", "matrix", "chart", "words"),
    "agreement": ("round", "difference", "agreement", "decision"),
    "memos": ("memo", "memos", "thoughts"),
    "transcripts": ("transcript", "key", "moves", "participant", "person", "attribute", "bands", "range"),
    "study": ("study", "stakeholder", "district", "focus group", "member", "step"),
}
# What an act was on, in the order in which it is said; where it took it comes last.
ON: Final = ("was_code", "from", "code", "theme", "parent", "id", "focus group", "member", "transcript", "to", "into")
SHOWN: Final = 100


@dataclass(frozen=True, slots=True)
class ActOnThings:
    """One act with the names of what it was on."""

    line: TrailLine
    on: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class TrailPage:
    """Some acts of the study, newest first, on the thing that was asked for if any; `more` when there are earlier."""

    acts: list[ActOnThings]
    thing: Named | None
    more: bool


@dataclass(frozen=True, slots=True)
class Fault:
    """Something in a trail that is not as it was written."""

    study_id: UUID
    number: int
    what: str


def trail(session: Session, viewer: Viewer, sought: Sought, limit: int = SHOWN) -> TrailPage:
    """Return the newest acts that are asked for; raises NotInThisStudy for a thing that has no name here."""
    require(viewer, Action.SEE_TRAIL)
    lines = queries.trail(session, viewer, sought, limit + 1)
    on = {line.number: things_of(line.subject_id, line.payload) for line in lines[:limit]}
    asked = {one for some in on.values() for one in some} | ({sought.thing_id} if sought.thing_id else set())
    names = names_of(session, viewer, asked)
    if sought.thing_id is not None and sought.thing_id not in names:
        raise NotInThisStudy
    acts = [ActOnThings(line, tuple(names[one] for one in on[line.number] if one in names)) for line in lines[:limit]]
    return TrailPage(acts, names[sought.thing_id] if sought.thing_id else None, len(lines) > limit)


def things_of(subject_id: UUID | None, told: str) -> list[UUID]:
    """Return what an act was on: its subject, and what its payload refers to."""
    payload = json.loads(told)
    refers = [UUID(payload[name]) for name in ON if isinstance(payload.get(name), str) and _is_id(payload[name])]
    return list(dict.fromkeys([*([subject_id] if subject_id else []), *refers]))


def _is_id(value: str) -> bool:
    return len(value) == len(str(UUID(int=0))) and value.count("-") == 4


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
