"""Where the codes of a theme are heard: in which turns of whom, after which question, and their passages page by page.

Codings are counted once for a passage, however many coders marked the same words. Core rows: themes are large.
"""

from collections.abc import Collection
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Select, case, func, select
from sqlalchemy.orm import Session

from app.analysis.topic_summary import Asked
from app.security.viewer import Viewer
from app.store.base import in_study
from app.store.counted import is_counted
from app.store.queries.coding import CodedPassage, signed
from app.store.queries.standing import counted, counted_as, merges
from app.store.tables import Coding, FocusGroup, MeaningUnit, Member, Participant, Transcript, Turn, UnitTurn
from app.store.visible import visible


class Heard(NamedTuple):
    """A participant whose turns lie in passages: how many turns, and whether they carry one (`voice`)."""

    focus_group_id: UUID
    participant_id: UUID
    turns: int
    voice: bool


class Someone(NamedTuple):
    """A participant who is counted."""

    focus_group_id: UUID
    id: UUID
    label: str


def heard(session: Session, viewer: Viewer, code_ids: Collection[UUID]) -> list[Heard]:
    """Return, in one statement, the participants who are heard with any of the codes."""
    rows = session.execute(
        select(
            Participant.focus_group_id, Participant.id, func.count(UnitTurn.turn_id.distinct()),
            func.max(case((UnitTurn.voice, 1), else_=0)),
        )
        .select_from(UnitTurn)
        .join(Participant, in_study(UnitTurn.participant_id, Participant.id))
        .where(visible(viewer, UnitTurn), is_counted(), UnitTurn.unit_id.in_(_units(viewer, code_ids)))
        .group_by(Participant.focus_group_id, Participant.id)
    )  # fmt: skip
    return [Heard(row[0], row[1], row[2], bool(row[3])) for row in rows]


def participants(session: Session, viewer: Viewer) -> list[Someone]:
    """Return everybody who is counted, by focus group and label."""
    rows = session.execute(
        select(Participant.focus_group_id, Participant.id, Participant.label)
        .where(Participant.study_id == viewer.study_id, is_counted())
        .order_by(func.length(Participant.label), Participant.label)
    )
    return [Someone(*row) for row in rows]


def places(session: Session, viewer: Viewer, code_ids: Collection[UUID]) -> list[tuple[UUID, int]]:
    """Return (transcript, first turn) of each different passage with any of the codes."""
    rows = session.execute(
        select(MeaningUnit.transcript_id, func.min(MeaningUnit.first_turn))
        .where(visible(viewer, MeaningUnit), MeaningUnit.id.in_(_units(viewer, code_ids)))
        .group_by(MeaningUnit.transcript_id, MeaningUnit.start, MeaningUnit.end)
    )
    return [(row[0], row[1]) for row in rows]


def asked(session: Session, viewer: Viewer) -> list[Asked]:
    """Return the turns in which questions of the guide are asked."""
    asking: Select[*tuple[Any, ...]] = select(Turn.transcript_id, Turn.number, Turn.guide_question_id)
    rows = session.execute(asking.where(Turn.study_id == viewer.study_id, Turn.guide_question_id.is_not(None)))
    return [Asked(*row) for row in rows]


def passages(
    session: Session, viewer: Viewer, code_id: UUID, *, after: int, limit: int
) -> list[tuple[CodedPassage, list[str]]]:
    """Return a page of the different passages of a code with their coders' initials, in two statements."""
    group: Select[*tuple[Any, ...]] = (
        select(
            MeaningUnit.transcript_id, MeaningUnit.start, MeaningUnit.end, MeaningUnit.first_turn,
            MeaningUnit.last_turn, FocusGroup.id, FocusGroup.label,
        )
        .select_from(Coding)
        .join(MeaningUnit, in_study(Coding.unit_id, MeaningUnit.id))
        .join(Transcript, in_study(MeaningUnit.transcript_id, Transcript.id))
        .join(FocusGroup, in_study(Transcript.focus_group_id, FocusGroup.id))
        .where(visible(viewer, Coding), visible(viewer, MeaningUnit), Coding.code_id.in_(counted_as(viewer, [code_id])))
        .group_by(
            FocusGroup.position, FocusGroup.label, FocusGroup.id, MeaningUnit.transcript_id, MeaningUnit.start,
            MeaningUnit.end, MeaningUnit.first_turn, MeaningUnit.last_turn,
        )
        .order_by(
            FocusGroup.position, FocusGroup.label, MeaningUnit.transcript_id, MeaningUnit.start, MeaningUnit.end
        )
        .offset(after)
        .limit(limit)
    )  # fmt: skip
    rows = session.execute(group).all()
    if not rows:
        return []
    coders = _coders(session, viewer, code_id, {row[0] for row in rows}, [row[1] for row in rows])
    found = []
    for talk, start, end, first, last, group_id, label in rows:
        units = coders[talk, start, end]
        place = CodedPassage(units[0][0], code_id, units[0][1], talk, group_id, label, start, end, first, last)
        found.append((place, list(dict.fromkeys(initials for _, initials in units))))
    return found


def _coders(
    session: Session, viewer: Viewer, code_id: UUID, talks: Collection[UUID], starts: Collection[int]
) -> dict[tuple[UUID, int, int], list[tuple[UUID, str]]]:
    rows = session.execute(
        select(MeaningUnit.transcript_id, MeaningUnit.start, MeaningUnit.end, MeaningUnit.id, signed())
        .join(Coding, in_study(Coding.unit_id, MeaningUnit.id))
        .join(Member, in_study(MeaningUnit.coder_id, Member.id))
        .where(visible(viewer, Coding), visible(viewer, MeaningUnit), Coding.code_id.in_(counted_as(viewer, [code_id])))
        .where(MeaningUnit.transcript_id.in_(list(talks)), MeaningUnit.start.in_(list(starts)))
        .order_by(Member.initials, MeaningUnit.id)
    )
    found: dict[tuple[UUID, int, int], list[tuple[UUID, str]]] = {}
    for talk, start, end, unit, initials in rows:
        found.setdefault((talk, start, end), []).append((unit, initials))
    return found


def codes_on(session: Session, viewer: Viewer, unit_ids: Collection[UUID]) -> dict[UUID, set[UUID]]:
    """Return the codes that each of these meaning units counts for."""
    merged = merges(viewer)
    rows = session.execute(
        select(Coding.unit_id, counted(merged))
        .outerjoin(merged, Coding.code_id == merged.c.id)
        .where(visible(viewer, Coding), Coding.unit_id.in_(list(unit_ids)))
    )
    found: dict[UUID, set[UUID]] = {}
    for unit, code in rows:
        found.setdefault(unit, set()).add(code)
    return found


def _units(viewer: Viewer, code_ids: Collection[UUID]) -> Select[Any]:
    return select(Coding.unit_id).where(visible(viewer, Coding), Coding.code_id.in_(counted_as(viewer, list(code_ids))))
