"""Every turn that carries a code, row by row: what counts kept by the workbench are compared with."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.analysis.comparison import CodedTurn
from app.security.viewer import Viewer
from app.store.base import in_study
from app.store.counted import is_counted
from app.store.queries.standing import counted, merges
from app.store.tables import (
    Coding,
    FocusGroup,
    MeaningUnit,
    Participant,
    Turn,
    UnitTurn,
)
from app.store.visible import visible


def coded_turns(session: Session, viewer: Viewer) -> list[CodedTurn]:
    """Return every turn of a participant that carries a code; in an exchange the voice is unknown until marked.

    Coders who mark the same stretch with the same bounds mark one passage: the first of their units stands for all.
    """
    merged = merges(viewer)
    rows = session.execute(
        select(
            counted(merged), Coding.unit_id, MeaningUnit.start, MeaningUnit.end, Turn.transcript_id, Turn.number,
            Participant.person_id, UnitTurn.voice, FocusGroup.id, FocusGroup.stakeholder_id, FocusGroup.district_id,
        )
        .select_from(UnitTurn)
        .join(MeaningUnit, in_study(UnitTurn.unit_id, MeaningUnit.id))
        .join(Coding, in_study(UnitTurn.unit_id, Coding.unit_id))
        .outerjoin(merged, Coding.code_id == merged.c.id)
        .join(Turn, in_study(UnitTurn.turn_id, Turn.id))
        .join(Participant, in_study(UnitTurn.participant_id, Participant.id))
        .join(FocusGroup, in_study(Participant.focus_group_id, FocusGroup.id))
        .where(visible(viewer, UnitTurn), visible(viewer, MeaningUnit), visible(viewer, Coding))
        .where(is_counted())
    )  # fmt: skip
    first: dict[tuple[UUID, int, int], UUID] = {}
    return [
        CodedTurn(code, first.setdefault((talk, start, end), unit), talk, turn, person if voice else None, *place)
        for code, unit, start, end, talk, turn, person, voice, *place in rows
    ]
