"""The projection unit x turn: which turns a meaning unit touches, with how many words, and whose voice it is."""

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from sqlalchemy import delete
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from app.analysis.passages import touched
from app.importing.roles import Kind
from app.security.viewer import Viewer
from app.store.queries.transcripts import TurnRow
from app.store.tables import Degree, UnitTurn
from app.store.visible import visible

Held = tuple[tuple[TurnRow, int], ...]
# Databases take some tens of thousands of values in one statement.
AT_ONCE = 5_000


def held_turns(turns: Sequence[TurnRow], start: int, end: int) -> Held:
    """Return the turns of which a passage holds a whole word, and how many; withdrawn words are nobody's."""
    return tuple(
        (each.turn, each.words) for each in touched(turns, start, end) if each.turn.withdrawn is not Degree.REMOVED
    )


def project(session: Session, viewer: Viewer, units: Mapping[UUID, Held]) -> None:
    """Keep the projection of new units, or of units that `unproject` has cleared."""
    rows = []
    for unit_id, held in units.items():
        people = {turn.participant_id for turn, _ in held if turn.kind is Kind.PARTICIPANT}
        rows += [
            {
                "study_id": viewer.study_id, "unit_id": unit_id, "turn_id": turn.id,
                "participant_id": turn.participant_id, "words": words, "voice": people == {turn.participant_id},
            }
            for turn, words in held
        ]  # fmt: skip
    if rows:
        dialect = sqlite if session.get_bind().dialect.name == "sqlite" else postgresql
        session.execute(dialect.insert(UnitTurn), rows)


def unproject(session: Session, viewer: Viewer, units: Iterable[UUID]) -> None:
    """Clear the projection of some units."""
    ids = list(units)
    for at in range(0, len(ids), AT_ONCE):
        some = UnitTurn.unit_id.in_(ids[at : at + AT_ONCE])
        session.execute(
            delete(UnitTurn).where(visible(viewer, UnitTurn), some).execution_options(synchronize_session=False)
        )
