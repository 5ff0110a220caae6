"""The projection unit x turn: which turns a meaning unit touches, with how many words, and whose voice it is."""

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.analysis.passages import touched
from app.importing.roles import Kind
from app.security.viewer import Viewer
from app.store.hot import put
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


Voices = Mapping[UUID, frozenset[UUID]]


def voices_of(session: Session, viewer: Viewer, units: Iterable[UUID]) -> dict[UUID, frozenset[UUID]]:
    """Return by unit the participants whose turns carry it."""
    ids, found = list(units), dict[UUID, set[UUID]]()
    for at in range(0, len(ids), AT_ONCE):
        some = UnitTurn.unit_id.in_(ids[at : at + AT_ONCE])
        asked = select(UnitTurn.unit_id, UnitTurn.participant_id).where(visible(viewer, UnitTurn), some, UnitTurn.voice)
        for unit_id, participant_id in session.execute(asked):
            found.setdefault(unit_id, set()).add(participant_id)
    return {unit_id: frozenset(people) for unit_id, people in found.items()}


def project(session: Session, viewer: Viewer, units: Mapping[UUID, Held], voices: Voices | None = None) -> None:
    """Keep the projection of new units, or of units that `unproject` has cleared.

    The only participant of a unit is its voice; of an exchange the `voices` that were marked before.
    """
    voices = voices or {}
    rows = []
    for unit_id, held in units.items():
        people = {turn.participant_id for turn, _ in held if turn.kind is Kind.PARTICIPANT}
        carrying = people if len(people) == 1 else people & voices.get(unit_id, frozenset())
        rows += [
            {
                "study_id": viewer.study_id, "unit_id": unit_id, "turn_id": turn.id,
                "participant_id": turn.participant_id, "words": words, "voice": turn.participant_id in carrying,
            }
            for turn, words in held
        ]  # fmt: skip
    if rows:
        put(session, UnitTurn, rows)


def unproject(session: Session, viewer: Viewer, units: Iterable[UUID]) -> None:
    """Clear the projection of some units."""
    ids = list(units)
    for at in range(0, len(ids), AT_ONCE):
        some = UnitTurn.unit_id.in_(ids[at : at + AT_ONCE])
        session.execute(
            delete(UnitTurn).where(visible(viewer, UnitTurn), some).execution_options(synchronize_session=False)
        )
