"""One step of the walk: a difference with the words around it, everybody's passages, and what was written there."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from sqlalchemy.orm import Session

from app.security.viewer import Viewer
from app.store.queries import memos, themes
from app.store.queries.memos import MemoRow
from app.store.queries.themes import SpokenTurn
from app.workbench.audit.passages import Drawn, drawn
from app.workbench.audit.walk import Difference, Walk

MOST_SHOWN: Final = 200  # of what everybody read the same way


@dataclass(frozen=True, slots=True)
class TurnInStep:
    """A turn of a difference, with the codes that it is about drawn on its words."""

    turn: SpokenTurn
    rows: tuple[Drawn, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """A difference, its number among those that are open, the turn before it, and the memos beside it."""

    number: int
    difference: Difference
    before: SpokenTurn | None
    turns: tuple[TurnInStep, ...]
    memos: tuple[MemoRow, ...]
    coders: tuple[tuple[UUID, str], ...]


def step(session: Session, viewer: Viewer, found: Walk, at: int) -> Step | None:
    """Return the difference with this number, or the nearest one; None when nothing is open."""
    if not found.open:
        return None
    number = max(1, min(at, len(found.open)))
    one = found.open[number - 1]
    talk, stretch = found.talks[one.talk.id], one.stretch
    wanted = {(one.talk.id, turn) for turn in range(max(1, stretch.first - 1), stretch.last + 1)}
    spoken = themes.spoken_turns(session, viewer, wanted)
    shown = []
    for turn in talk.turns:
        if stretch.first <= turn.number <= stretch.last:
            here = [mark for mark in talk.marked if mark.number == turn.number]
            words = spoken[one.talk.id, turn.number]
            rows = (drawn(found.basis, said.code, said.able, said.did, turn, words, here) for said in stretch.said)
            shown.append(TurnInStep(words, tuple(rows)))
    beside = memos.memos(session, viewer, memos.on_turns(one.talk.id, stretch.first, stretch.last))
    coders = tuple(
        (coder.id, coder.initials) for place, coder in enumerate(found.basis.coders) if one.coders >> place & 1
    )
    return Step(
        number, one, spoken.get((one.talk.id, stretch.first - 1)), tuple(shown),
        tuple(memo for memo in beside if memo.removed_at is None), coders,
    )  # fmt: skip


def agreed_words(session: Session, viewer: Viewer, found: Walk) -> Mapping[tuple[UUID, int], SpokenTurn]:
    """Return the words of what everybody read the same way, as far as a page shows them."""
    wanted = {(one.talk.id, one.stretch.first) for one in found.agreed[:MOST_SHOWN]}
    return themes.spoken_turns(session, viewer, wanted)
