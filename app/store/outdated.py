"""Kept tallies that an act makes untrue: removed with the act itself, before anybody can read them."""

from collections.abc import Iterable, Mapping
from typing import Final, Protocol
from uuid import UUID

from sqlalchemy import Delete, bindparam, delete
from sqlalchemy.orm import Session

from app.store.hot import ask
from app.store.tables.tallies import KeptTally

# Acts that change no coding, no words and no projection; of what they change, counts ask anew every time.
HARMLESS: Final = (
    "study.", "stakeholder.", "district.", "focus group.", "member.", "key.", "transcript.imported",
    "transcript.signed", "moves.", "person.", "attribute.", "bands.", "range.", "code.created", "code.changed",
    "code.placed", "code.many placed",
    "round.", "reading.", "theme.", "quote.", "quotes.", "finding.", "words.", "matrix.", "memo.",
    "chart.", "agreement.exported", "summary.", "grid.",
)  # fmt: skip
# Acts that change codings of the one transcript that they name.
IN_ONE: Final = ("coding.", "unit.", "difference.", "agreement.settled", "decision.")


class Told(Protocol):
    """An act as far as it matters here."""

    @property
    def act(self) -> str: ...
    @property
    def payload(self) -> Mapping[str, object]: ...


def let_tallies_go(session: Session, study_id: UUID, acts: Iterable[Told]) -> None:
    """Remove the tallies that these acts make untrue: of the transcript that they name, or else all of the study."""
    changing = [act for act in acts if not act.act.startswith(HARMLESS)]
    if not changing:
        return
    named = {act.payload.get("transcript") for act in changing if act.act.startswith(IN_ONE)}
    everywhere = None in named or any(not act.act.startswith(IN_ONE) for act in changing)
    if everywhere:
        ask(session, _every_tally, study=study_id)
        return
    for one in named:
        ask(session, _tallies_of_one, study=study_id, talk=UUID(str(one)))


def _every_tally() -> Delete:
    return delete(KeptTally).where(KeptTally.study_id == bindparam("study"))


def _tallies_of_one() -> Delete:
    return _every_tally().where(KeptTally.transcript_id == bindparam("talk"))
