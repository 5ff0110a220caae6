"""All that is said in a study, turn by turn, and who speaks in the chosen quotes."""

from collections import defaultdict
from uuid import UUID

from sqlalchemy import ColumnElement, case, select
from sqlalchemy.orm import Session

from app.analysis.words.spoken import SpokenTurn
from app.security.viewer import Viewer
from app.store.base import id_of, in_study, key_of
from app.store.counted import is_counted
from app.store.tables import FocusGroup, Participant, Quote, Stakeholder, Transcript, Turn, UnitTurn
from app.store.visible import visible


def spoken(
    session: Session, viewer: Viewer, *, everybody: bool = False, only: UUID | None = None,
    where: ColumnElement[bool] | None = None,
) -> list[SpokenTurn]:  # fmt: skip
    """Return the turns of those who are counted, transcript by transcript; of `only` one, or `where` it holds.

    With `everybody`, the others' turns are there too, of nobody.
    """
    person = case((is_counted(), key_of(Participant.person_id)))
    asked = (
        select(
            key_of(Turn.transcript_id), key_of(FocusGroup.id), key_of(FocusGroup.stakeholder_id), person, Turn.number,
            Turn.start, Turn.words,
        )
        .join(Transcript, in_study(Turn.transcript_id, Transcript.id))
        .join(FocusGroup, in_study(Transcript.focus_group_id, FocusGroup.id))
        .join(Stakeholder, in_study(FocusGroup.stakeholder_id, Stakeholder.id))
        .join(Participant, in_study(Turn.participant_id, Participant.id))
        .where(Turn.study_id == viewer.study_id)
        .order_by(Stakeholder.position, FocusGroup.position, FocusGroup.label, Transcript.imported_at, Transcript.id)
        .order_by(Turn.number)
    )  # fmt: skip
    if not everybody:
        asked = asked.where(is_counted())
    if only is not None:
        asked = asked.where(Turn.transcript_id == only)
    if where is not None:
        asked = asked.where(where)
    return [
        SpokenTurn(id_of(talk), id_of(group), id_of(kind), id_of(voice) if voice else None, number, start, words)
        for talk, group, kind, voice, number, start, words in session.execute(asked)
    ]


def quoted_voices(session: Session, viewer: Viewer) -> list[frozenset[tuple[UUID, UUID]]]:
    """Return for each chosen quote who speaks in it, as (focus group, person)."""
    rows = session.execute(
        select(Quote.id, Participant.focus_group_id, Participant.person_id)
        .join(UnitTurn, in_study(UnitTurn.unit_id, Quote.unit_id))
        .join(Participant, in_study(UnitTurn.participant_id, Participant.id))
        .where(visible(viewer, Quote), visible(viewer, UnitTurn), UnitTurn.voice, is_counted())
    )
    voices: defaultdict[UUID, set[tuple[UUID, UUID]]] = defaultdict(set)
    for quote, group, person in rows:
        voices[quote].add((group, person))
    return [frozenset(one) for one in voices.values()]
