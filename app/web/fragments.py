"""Drawn turns, kept until their codings change: a turn is drawn once for each reader and revision."""

from collections import Counter, OrderedDict
from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from threading import Lock
from typing import NamedTuple
from uuid import UUID

from markupsafe import Markup
from sqlalchemy.orm import Session

from app.security.viewer import Viewer
from app.store.queries import coding, studies, transcripts
from app.store.queries.answers import answers_on
from app.web import language
from app.web.drawing import drawn_turns, lying
from app.web.pages import draw
from app.web.showing import AT_LEAST, EVERYTHING, Showing, Which
from app.workbench.theme_tree import code_hues

ROOM_FOR = 20_000


Revision = tuple[int, int]


class TurnFragment(NamedTuple):
    """A turn as it was drawn, with its number and identifier."""

    number: int
    id: UUID
    drawn: Markup


@dataclass(slots=True)
class Drawn:
    """A turn as it was drawn for each of its readers, in one revision of the turn and of the codebook."""

    revision: Revision
    fragments: dict[Hashable, Markup] = field(default_factory=dict)


class Shelf:
    """What has been drawn: for each turn only of the latest revision that we know of, whoever reads it."""

    def __init__(self) -> None:
        self._turns: OrderedDict[UUID, Drawn] = OrderedDict()
        self._count = 0
        self._lock = Lock()

    def find(self, reader: Hashable, revisions: Mapping[UUID, Revision]) -> dict[UUID, Markup]:
        """Return what is kept of these turns in these revisions for a reader."""
        with self._lock:
            known = {id_: self._turns[id_] for id_ in revisions if id_ in self._turns}
            return {
                id_: drawn.fragments[reader]
                for id_, drawn in known.items()
                if drawn.revision == revisions[id_] and reader in drawn.fragments
            }

    def keep(self, reader: Hashable, revisions: Mapping[UUID, Revision], fragments: Mapping[UUID, Markup]) -> None:
        """Keep drawings for a reader; one of words that have changed since is not kept."""
        with self._lock:
            for id_, fragment in fragments.items():
                drawn = self._latest(id_, revisions[id_])
                if drawn.revision == revisions[id_]:
                    self._count += reader not in drawn.fragments
                    drawn.fragments[reader] = fragment
            self._make_room()

    def forget(self, revisions: Mapping[UUID, Revision]) -> None:
        """Let go of all that is older than these revisions of some turns, and keep none of it from now on."""
        with self._lock:
            for id_, revision in revisions.items():
                self._latest(id_, revision)
            self._make_room()

    def _latest(self, id_: UUID, revision: Revision) -> Drawn:
        drawn = self._turns.get(id_)
        if drawn is None or drawn.revision < revision:
            self._count -= len(drawn.fragments) if drawn else 0
            drawn = self._turns[id_] = Drawn(revision)
        self._turns.move_to_end(id_)
        return drawn

    def _make_room(self) -> None:
        while self._turns and max(self._count, len(self._turns)) > ROOM_FOR:
            self._count -= len(self._turns.popitem(last=False)[1].fragments)


shelf = Shelf()


def turn_fragments(
    session: Session, viewer: Viewer, transcript_id: UUID, showing: Showing = EVERYTHING,
    numbers: Collection[int] | None = None,
) -> list[TurnFragment]:  # fmt: skip
    """Return a transcript's drawn turns, in order: all, or those with these numbers or as many codings.

    What is kept is kept for one reader: their language, role, blind rounds and choice tell readers apart.
    """
    rows = transcripts.turns(session, viewer, transcript_id, numbers)
    if showing.which is Which.UNCODED or showing.which in AT_LEAST:
        lying_on = Counter(
            number for one in coding.codings(session, viewer, transcript_id)
            for number in range(one.first_turn, one.last_turn + 1)
        )  # fmt: skip
        rows = [row for row in rows if showing.holds(lying_on[row.number])]
    revisions, reader = _revisions(session, viewer, rows), (viewer, language.current(), showing)
    found = shelf.find(reader, revisions)
    missing = [row for row in rows if row.id not in found]
    if missing:
        drawn = _draw(session, viewer, transcript_id, missing, showing, swap=False)
        fresh = {row.id: fragment for row, fragment in zip(missing, drawn, strict=True)}
        shelf.keep(reader, revisions, fresh)
        found |= fresh
    return [TurnFragment(row.number, row.id, found[row.id]) for row in rows]


def _revisions(session: Session, viewer: Viewer, rows: Sequence[transcripts.TurnRow]) -> dict[UUID, Revision]:
    codebook = studies.study(session, viewer).codebook_revision
    return {row.id: (row.revision, codebook) for row in rows}


def changed_turns(
    session: Session, viewer: Viewer, transcript_id: UUID, first: int, last: int, showing: Showing = EVERYTHING
) -> list[Markup]:
    """Return the turns of a change, to be swapped in. They are not kept: the change may still fail to be stored."""
    rows = transcripts.turns(session, viewer, transcript_id, range(first, last + 1))
    return _draw(session, viewer, transcript_id, rows, showing, swap=True)


def forget(session: Session, viewer: Viewer, transcript_id: UUID) -> None:
    """Let go of every drawing of a transcript whose words have changed, also of one that a late reader makes."""
    shelf.forget(_revisions(session, viewer, transcripts.turns(session, viewer, transcript_id)))


def _draw(
    session: Session, viewer: Viewer, transcript_id: UUID, rows: Sequence[transcripts.TurnRow],
    showing: Showing, *, swap: bool,
) -> list[Markup]:  # fmt: skip
    numbers = [row.number for row in rows]
    codings = showing.kept(session, viewer, coding.codings(session, viewer, transcript_id, numbers))
    units = showing.kept_units(viewer, coding.units_without_codes(session, viewer, transcript_id, numbers))
    hues = code_hues(session, viewer) if codings else {}
    marked = answers_on(session, viewer, transcript_id, numbers) if showing.which is not Which.NONE else []
    drawn = drawn_turns(rows, lying(codings, units), hues, partial(coding.is_maker, viewer), marked)
    return [
        draw("coding/_turn.html", drawn=turn, transcript_id=transcript_id, swap=swap, viewer=viewer) for turn in drawn
    ]
