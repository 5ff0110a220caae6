"""Drawn turns, kept until their codings change: a turn is drawn once for each reader and revision."""

from collections import OrderedDict
from collections.abc import Hashable, Sequence
from threading import Lock
from uuid import UUID

from markupsafe import Markup
from sqlalchemy.orm import Session

from app.security.viewer import Viewer
from app.store.queries import coding, studies, transcripts
from app.web import language
from app.web.drawing import drawn_turns
from app.web.pages import draw
from app.workbench.themes import code_hues

ROOM_FOR = 20_000

_kept: OrderedDict[Hashable, Markup] = OrderedDict()
_lock = Lock()


def turn_fragments(session: Session, viewer: Viewer, transcript_id: UUID) -> list[Markup]:
    """Return a transcript's drawn turns, in order.

    What is kept is kept for one reader: their language, role and blind rounds are part of the key, as are the
    turn's revision and the codebook's.
    """
    rows = transcripts.turns(session, viewer, transcript_id)
    revision = studies.study(session, viewer).codebook_revision
    keys = [(row.id, row.revision, revision, viewer, language.current()) for row in rows]
    with _lock:
        found = {key: _kept[key] for key in keys if key in _kept}
    missing = [(row, key) for row, key in zip(rows, keys, strict=True) if key not in found]
    if missing:
        drawn = _draw(session, viewer, transcript_id, [row for row, _ in missing], swap=False)
        found |= {key: fragment for (_, key), fragment in zip(missing, drawn, strict=True)}
        _keep(found)
    return [found[key] for key in keys]


def changed_turns(session: Session, viewer: Viewer, transcript_id: UUID, first: int, last: int) -> list[Markup]:
    """Return the turns of a change, to be swapped in. They are not kept: the change may still fail to be stored."""
    rows = transcripts.turns(session, viewer, transcript_id, range(first, last + 1))
    return _draw(session, viewer, transcript_id, rows, swap=True)


def _draw(
    session: Session, viewer: Viewer, transcript_id: UUID, rows: Sequence[transcripts.TurnRow], *, swap: bool
) -> list[Markup]:
    codings = coding.codings(session, viewer, transcript_id, [row.number for row in rows])
    drawn = drawn_turns(rows, codings, code_hues(session, viewer), viewer.member_id)
    return [draw("coding/_turn.html", drawn=turn, swap=swap, viewer=viewer) for turn in drawn]


def _keep(fragments: dict[tuple[UUID, int, int, Viewer, str], Markup]) -> None:
    with _lock:
        for key, fragment in fragments.items():
            _kept[key] = fragment
            _kept.move_to_end(key)
        while len(_kept) > ROOM_FOR:
            _kept.popitem(last=False)
