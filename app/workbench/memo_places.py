"""Carry memos along with the words that they are about, whoever wrote them and whoever may see them."""

from collections.abc import Mapping, Sequence
from typing import Protocol
from uuid import UUID

from sqlalchemy import bindparam, update
from sqlalchemy.orm import Session

from app.analysis.edit_map import EditMap
from app.security.viewer import Viewer
from app.store.queries import memos as queries
from app.store.queries.memos import Placed
from app.store.queries.transcripts import TurnRow
from app.store.tables import Memo
from app.workbench.projecting import held_turns


class Changed(Protocol):
    """A change of a transcript: its map, and its turns as they were and as they are now, in order."""

    @property
    def edits(self) -> EditMap: ...
    @property
    def before(self) -> Sequence[TurnRow]: ...
    @property
    def after(self) -> Sequence[TurnRow]: ...


def carry_memos(session: Session, viewer: Viewer, transcript_id: UUID, change: Changed) -> None:
    """Put every memo on a passage or coding where its words lie now; without a place when nothing of them is left."""
    pairs = zip(change.before, change.after, strict=True)
    first = min(turn.start for turn, now in pairs if turn.words != now.words)
    rows = [
        {"memo": row.id, **_place(change, row)} for row in queries.placed(session, viewer, transcript_id, first)
    ]  # fmt: skip
    for turned in (True, False):  # where nothing of the words is left, the turn in which they stood is kept
        values = [row for row in rows if ("new_first_turn" in row) is turned]
        names = ("start", "end", "first_turn", "last_turn") if turned else ("start", "end")
        if values:
            one = update(Memo).where(Memo.study_id == viewer.study_id, Memo.id == bindparam("memo"))
            session.connection().execute(one.values({name: bindparam(f"new_{name}") for name in names}), values)


def _place(change: Changed, row: Placed) -> dict[str, int | None]:
    place = change.edits.carried(row.start, row.end)
    if place is not None:
        held = held_turns([turn for turn in change.after if turn.start < place[1] and place[0] < turn.end], *place)
        if held:
            return {
                "new_start": place[0], "new_end": place[1], "new_first_turn": held[0][0].number,
                "new_last_turn": held[-1][0].number,
            }  # fmt: skip
    return {"new_start": None, "new_end": None}


def move_memos(session: Session, viewer: Viewer, joined: Mapping[UUID, UUID]) -> None:
    """Let memos on codings that have become one with an earlier one hang on that."""
    for gone, kept in joined.items():
        here = update(Memo).where(Memo.study_id == viewer.study_id, Memo.thing_id == gone)
        session.execute(here.values(thing_id=kept))
