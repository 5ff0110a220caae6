"""What somebody said and a memo repeats word by word: it goes with them when they withdraw their words."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from sqlalchemy.orm import Session

from app.analysis.verbatim import verbatim
from app.security.viewer import Viewer
from app.store.queries import memos as queries
from app.store.queries import texts
from app.store.queries.withdrawals import TheirTurn
from app.store.tables import Memo
from app.workbench.occurrences import key_of, name_of, reword


def take_out_of_memos(
    session: Session, viewer: Viewer, turns: Sequence[TheirTurn], signs: Mapping[UUID, str]
) -> tuple[tuple[str, str], ...]:
    """Put the sign of a withdrawal where a memo repeats these turns; return what changed that the viewer may see.

    `signs` holds the sign of each transcript. Private memos change too, and nobody is told.
    """
    said: dict[str, list[str]] = {}
    for turn in turns:
        if turn.words != signs[turn.transcript_id]:
            said.setdefault(signs[turn.transcript_id], []).append(turn.words)
    found = {sign: verbatim(some) for sign, some in said.items()}
    changed = set()
    for row in list(queries.every_text(session, viewer)):
        words = row.words
        for sign, theirs in found.items():
            words = theirs.replaced(words, sign)
        if words != row.words:
            reword(row, words)
            changed.add(row.id)
    session.flush()
    seen = [row for row in texts.written(session, viewer) if isinstance(row, Memo) and row.id in changed]
    return tuple((key_of(row, "words"), name_of(row)) for row in seen)
