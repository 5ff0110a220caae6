"""Where words are said in the study's transcripts."""

from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from app.security.viewer import Viewer
from app.store.base import in_study
from app.store.queries.standing import counted_as
from app.store.tables import Coding, FocusGroup, Participant, Stakeholder, Transcript, Turn, UnitTurn
from app.store.visible import visible

ESCAPE = "\\"


class SaidTurn(NamedTuple):
    """A turn that may say what is looked for, with where it was said."""

    transcript_id: UUID
    title: str
    focus_group: str
    label: str
    number: int
    words: str


def turns_like(session: Session, viewer: Viewer, words: str, label: str, code_id: UUID | None) -> list[SaidTurn]:
    """Return the turns that may say these words, of participants with this label, with this code; empty asks for all.

    Blanks, and letters beyond ASCII, stand for anything here, because databases do not agree on their capitals: the
    caller looks again.
    """
    asked = _turns(viewer)
    if words:
        asked = asked.where(Turn.words.ilike(_pattern(words), escape=ESCAPE))
    if label:
        asked = asked.where(Participant.label == label)
    if code_id is not None:
        coded = (
            select(UnitTurn.turn_id)
            .join(Coding, in_study(UnitTurn.unit_id, Coding.unit_id))
            .where(visible(viewer, UnitTurn), visible(viewer, Coding))
            .where(Coding.code_id.in_(counted_as(viewer, [code_id])))
        )
        asked = asked.where(Turn.id.in_(coded))
    return [SaidTurn(*row) for row in session.execute(asked)]


def _pattern(words: str) -> str:
    kept = (
        ESCAPE + sign if sign in "%_\\" else sign if sign.isascii() and not sign.isspace() else "%" for sign in words
    )
    return "%" + "".join(kept) + "%"


def _turns(viewer: Viewer) -> Select[*tuple[Any, ...]]:
    return (
        select(
            Transcript.id, Transcript.title, FocusGroup.label, Participant.label, Turn.number, Turn.words,
        )
        .select_from(Turn)
        .join(Transcript, in_study(Turn.transcript_id, Transcript.id))
        .join(Participant, in_study(Turn.participant_id, Participant.id))
        .join(FocusGroup, in_study(Transcript.focus_group_id, FocusGroup.id))
        .join(Stakeholder, in_study(FocusGroup.stakeholder_id, Stakeholder.id))
        .where(Turn.study_id == viewer.study_id)
        .order_by(Stakeholder.position, FocusGroup.position, FocusGroup.label, Transcript.imported_at, Transcript.id)
        .order_by(Turn.number)
    )  # fmt: skip
