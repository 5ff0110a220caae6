"""The trail's rows: collected while an action works, numbered and chained right before the commit."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy import Select, Update, bindparam, event, select, update
from sqlalchemy.orm import Session

from app.security import seals
from app.store.announcing import announce_study
from app.store.base import now
from app.store.hot import ask, put
from app.store.outdated import let_tallies_go
from app.store.tables.trail import TrailHead, TrailPayload, TrailRow

KEY: Final = "key"  # what seals the trail, among what a writing session knows
Reference = str | int | bool | UUID | None


@dataclass(frozen=True, slots=True)
class Act:
    """Something a member did: references and settings, never words of a transcript."""

    study_id: UUID
    actor_id: UUID | None
    act: str
    subject_id: UUID | None = None
    round_id: UUID | None = None
    undoes: int | None = None
    payload: Mapping[str, Reference] = field(default_factory=dict)


def record(session: Session, act: Act) -> None:
    """Put an act on the trail; it gets its number when the transaction is about to be kept."""
    session.info.setdefault("acts", []).append(act)


def keep_trail(sessions: type[Session]) -> None:
    """Number, chain and seal the acts of such sessions immediately before each of their commits."""
    event.listen(sessions, "before_commit", write_trail)
    event.listen(sessions, "after_rollback", lambda session: session.info.pop("acts", None))


def write_trail(session: Session) -> None:
    """Number, chain and seal what was put on the trail so far; the commit does it for what comes after."""
    key: bytes = session.info[KEY]
    acts: list[Act] = session.info.pop("acts", [])
    if not acts:
        return
    session.flush()
    for study_id in dict.fromkeys(act.study_id for act in acts):
        _extend(session, key, study_id, [act for act in acts if act.study_id == study_id])
        announce_study(session, study_id)


def _extend(session: Session, key: bytes, study_id: UUID, acts: list[Act]) -> None:
    """Add rows to the end of one study's trail, holding its head so that numbers follow the commits."""
    number, last = ask(session, _held_head, study=study_id).one()
    let_tallies_go(session, study_id, acts)  # while the head is held, so that no old count is kept beside it
    rows, payloads = [], []
    for act in acts:
        number += 1
        salt = seals.fresh_salt()
        payload = json.dumps({name: _plain(value) for name, value in act.payload.items()}, sort_keys=True)
        row = {
            "study_id": study_id, "number": number, "actor_id": act.actor_id, "act": act.act,
            "subject_id": act.subject_id, "round_id": act.round_id, "undoes": act.undoes, "at": now(),
            "payload_hash": seals.payload_hash(salt, payload), "previous": last,
        }  # fmt: skip
        last = row["hash"] = row_hash(row)
        rows.append(row)
        payloads.append({"study_id": study_id, "number": number, "salt": salt, "payload": payload})
    put(session, TrailRow, rows)
    put(session, TrailPayload, payloads)
    seal = seals.head_seal(key, str(study_id), number, last)
    ask(session, _new_head, study=study_id, end=number, last=last, sealed=seal)


def _held_head() -> Select[int, str]:
    here = TrailHead.study_id == bindparam("study")
    return select(TrailHead.number, TrailHead.hash).where(here).with_for_update()


def _new_head() -> Update:
    here = update(TrailHead).where(TrailHead.study_id == bindparam("study"))
    return here.values(number=bindparam("end"), hash=bindparam("last"), seal=bindparam("sealed"))


def row_hash(row: Mapping[str, object]) -> str:
    """Return the hash of a row's fields and the hash before it."""
    at = row["at"]
    assert isinstance(at, datetime)  # noqa: S101 (narrows the type; the column holds nothing else)
    names = ("study_id", "number", "actor_id", "act", "subject_id", "round_id", "undoes")
    fields = [None if row[name] is None else str(row[name]) for name in names]
    return seals.row_hash(str(row["previous"]), [*fields, at.isoformat(), str(row["payload_hash"])])


def _plain(value: Reference) -> str | int | bool | None:
    return str(value) if isinstance(value, UUID) else value


def begin_trail(session: Session, study_id: UUID, key: bytes) -> None:
    """Give a new study its empty trail, sealed."""
    session.add(TrailHead(study_id=study_id, number=0, hash="", seal=seals.head_seal(key, str(study_id), 0, "")))
    session.flush()
