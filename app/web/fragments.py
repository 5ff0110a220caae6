"""Drawn turns, kept until their codings change: a turn is drawn once for each reader and revision."""

from collections import OrderedDict
from collections.abc import Collection, Hashable
from threading import Lock
from uuid import UUID

from markupsafe import Markup
from sqlalchemy.orm import Session

from app.security.viewer import Viewer
from app.store.queries import coding, studies, transcripts
from app.web import language
from app.web.drawing import drawn_turns
from app.web.pages import draw
from app.workbench.themes import tree

ROOM_FOR = 20_000

_kept: OrderedDict[Hashable, Markup] = OrderedDict()
_lock = Lock()


def turn_fragments(
    session: Session, viewer: Viewer, transcript_id: UUID, numbers: Collection[int] | None = None, *, swap: bool = False
) -> list[Markup]:
    """Return the drawn turns of a transcript, all or those with these numbers.

    What is kept is kept for one reader: their language, role and blind rounds are part of the key, as are the
    turn's revision and the codebook's.
    """
    rows = transcripts.turns(session, viewer, transcript_id, numbers)
    revision = studies.study(session, viewer).codebook_revision
    keys = [(row.id, row.revision, revision, viewer, language.current(), swap) for row in rows]
    with _lock:
        found = {key: _kept[key] for key in keys if key in _kept}
    missing = [row for row, key in zip(rows, keys, strict=True) if key not in found]
    if missing:
        codings = coding.codings(session, viewer, transcript_id, [row.number for row in missing])
        hues = tree(session, viewer).hues
        drawn = drawn_turns(missing, codings, hues, viewer.member_id)
        by_id = {key[0]: key for key in keys}
        for turn in drawn:
            found[by_id[turn.turn.id]] = Markup(draw("coding/_turn.html", drawn=turn, swap=swap, viewer=viewer))  # noqa: S704 (drawn by an autoescaping template)
        _keep(found)
    return [found[key] for key in keys]


def _keep(fragments: dict[tuple[UUID, int, int, Viewer, str, bool], Markup]) -> None:
    with _lock:
        for key, fragment in fragments.items():
            _kept[key] = fragment
            _kept.move_to_end(key)
        while len(_kept) > ROOM_FOR:
            _kept.popitem(last=False)
