"""What has been coded, as far as the viewer may see it. Core rows, because these paths are hot."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Select, case, func, select
from sqlalchemy.orm import Session

from app.analysis.comparison import CodedTurn
from app.importing.roles import Kind
from app.security.viewer import Viewer
from app.store.base import in_study
from app.store.counted import is_counted
from app.store.queries.transcripts import NotInThisStudy
from app.store.tables import (
    Code,
    Coding,
    FocusGroup,
    Meaning,
    MeaningUnit,
    Member,
    Participant,
    Round,
    RoundState,
    Transcript,
    Turn,
    UnitTurn,
)
from app.store.visible import visible


class CodingRow(NamedTuple):
    """One coding with the passage that it lies on, in code points of the transcript; `open` as long as its round is."""

    id: UUID
    unit_id: UUID
    code_id: UUID
    code: str
    coder_id: UUID
    initials: str
    start: int
    end: int
    first_turn: int
    last_turn: int
    open: bool


class UnitLine(NamedTuple):
    """A meaning unit as its coder describes it; `open` as long as its round is."""

    id: UUID
    round_id: UUID
    coder_id: UUID
    initials: str
    start: int
    end: int
    first_turn: int
    last_turn: int
    condensation: str
    meaning: Meaning | None
    kept: bool
    open: bool
    transcript_id: UUID


class UnitVoice(NamedTuple):
    """A participant of an exchange, and whether their turns carry the meaning unit."""

    participant_id: UUID
    label: str
    carries: bool


class CodeRow(NamedTuple):
    """A code of the codebook with the number of its codings."""

    id: UUID
    name: str
    definition: str
    use_when: str
    do_not_use_when: str
    example: str
    near_miss: str
    codings: int


class CodedPassage(NamedTuple):
    """A coded passage with where it was said and who coded it, to be shown as a quote."""

    unit_id: UUID
    code_id: UUID
    initials: str
    transcript_id: UUID
    focus_group_id: UUID
    focus_group: str
    start: int
    end: int
    first_turn: int
    last_turn: int


def codings(
    session: Session, viewer: Viewer, transcript_id: UUID, numbers: Collection[int] | None = None
) -> list[CodingRow]:
    """Return a transcript's codings, all or those that touch the turns with these numbers."""
    asked = _codings(viewer).where(MeaningUnit.transcript_id == transcript_id)
    if numbers:
        asked = asked.where(MeaningUnit.first_turn <= max(numbers), MeaningUnit.last_turn >= min(numbers))
    rows = session.execute(
        asked.order_by(MeaningUnit.start, MeaningUnit.end.desc(), Code.name, Member.initials, Coding.id)
    )
    return [CodingRow(*row) for row in rows]


def units_without_codes(session: Session, viewer: Viewer, transcript_id: UUID) -> list[UnitLine]:
    """Return the meaning units of a transcript that carry no code."""
    coded = select(Coding.id).where(visible(viewer, Coding), Coding.unit_id == MeaningUnit.id)
    asked = _units(viewer).where(MeaningUnit.transcript_id == transcript_id, ~coded.exists())
    rows = session.execute(asked.order_by(MeaningUnit.start, MeaningUnit.end.desc(), Member.initials, MeaningUnit.id))
    return [UnitLine(*row) for row in rows]


def unit(session: Session, viewer: Viewer, unit_id: UUID) -> UnitLine:
    """Return one meaning unit; raises NotInThisStudy."""
    row = session.execute(_units(viewer).where(MeaningUnit.id == unit_id)).one_or_none()
    if row is None:
        raise NotInThisStudy
    return UnitLine(*row)


def unit_voices(session: Session, viewer: Viewer, unit_id: UUID) -> list[UnitVoice]:
    """Return the participants of a meaning unit in the order of their turns."""
    rows = session.execute(
        select(Participant.id, Participant.label, func.max(case((UnitTurn.voice, 1), else_=0)))
        .select_from(UnitTurn)
        .join(Turn, in_study(UnitTurn.turn_id, Turn.id))
        .join(Participant, in_study(UnitTurn.participant_id, Participant.id))
        .where(visible(viewer, UnitTurn), UnitTurn.unit_id == unit_id, Participant.kind == Kind.PARTICIPANT)
        .group_by(Participant.id, Participant.label)
        .order_by(func.min(Turn.number))
    )
    return [UnitVoice(row[0], row[1], bool(row[2])) for row in rows]


def _units(viewer: Viewer) -> Select[*tuple[Any, ...]]:
    return (
        select(
            MeaningUnit.id, MeaningUnit.round_id, MeaningUnit.coder_id, Member.initials, MeaningUnit.start,
            MeaningUnit.end, MeaningUnit.first_turn, MeaningUnit.last_turn, MeaningUnit.condensation,
            MeaningUnit.meaning, MeaningUnit.kept, Round.state == RoundState.OPEN, MeaningUnit.transcript_id,
        )
        .join(Member, in_study(MeaningUnit.coder_id, Member.id))
        .join(Round, in_study(MeaningUnit.round_id, Round.id))
        .where(visible(viewer, MeaningUnit))
    )  # fmt: skip


def coders(session: Session, viewer: Viewer, transcript_id: UUID) -> list[tuple[UUID, str]]:
    """Return the members, with their initials, whose codings of a transcript the viewer may see."""
    rows = session.execute(
        select(Member.id, Member.initials)
        .join(MeaningUnit, in_study(MeaningUnit.coder_id, Member.id))
        .where(visible(viewer, MeaningUnit), MeaningUnit.transcript_id == transcript_id)
        .distinct()
        .order_by(Member.initials)
    )
    return [(row[0], row[1]) for row in rows]


def coding(session: Session, viewer: Viewer, coding_id: UUID) -> tuple[CodingRow, UUID, UUID]:
    """Return one coding with its transcript and round; raises NotInThisStudy."""
    row = session.execute(
        _codings(viewer).add_columns(MeaningUnit.transcript_id, MeaningUnit.round_id).where(Coding.id == coding_id)
    ).one_or_none()
    if row is None:
        raise NotInThisStudy
    return CodingRow(*row[:-2]), row[-2], row[-1]


def _codings(viewer: Viewer) -> Select[*tuple[Any, ...]]:
    return (
        select(
            Coding.id, Coding.unit_id, Coding.code_id, Code.name, MeaningUnit.coder_id, Member.initials,
            MeaningUnit.start, MeaningUnit.end, MeaningUnit.first_turn, MeaningUnit.last_turn,
            Round.state == RoundState.OPEN,
        )
        .join(MeaningUnit, in_study(Coding.unit_id, MeaningUnit.id))
        .join(Code, in_study(Coding.code_id, Code.id))
        .join(Member, in_study(MeaningUnit.coder_id, Member.id))
        .join(Round, in_study(MeaningUnit.round_id, Round.id))
        .where(visible(viewer, MeaningUnit), visible(viewer, Coding), visible(viewer, Code))
    )  # fmt: skip


def codes(session: Session, viewer: Viewer) -> list[CodeRow]:
    """Return the codes that the viewer may see, by name, each with the number of its visible codings."""
    counted = (
        select(Coding.code_id, func.count().label("codings"))
        .where(visible(viewer, Coding))
        .group_by(Coding.code_id)
        .subquery()
    )
    rows = session.execute(
        select(
            Code.id, Code.name, Code.definition, Code.use_when, Code.do_not_use_when, Code.example, Code.near_miss,
            func.coalesce(counted.c.codings, 0),
        )
        .outerjoin(counted, counted.c.code_id == Code.id)
        .where(visible(viewer, Code))
        .order_by(func.lower(Code.name), Code.id)
    )  # fmt: skip
    return [CodeRow(*row) for row in rows]


def code(session: Session, viewer: Viewer, code_id: UUID) -> Code:
    """Return one code; raises NotInThisStudy."""
    found = session.scalar(select(Code).where(visible(viewer, Code), Code.id == code_id))
    if found is None:
        raise NotInThisStudy
    return found


def coding_count(session: Session, viewer: Viewer, code_id: UUID) -> int:
    """Return how many codings of a code the viewer may see."""
    return session.scalars(
        select(func.count()).select_from(Coding).where(visible(viewer, Coding), Coding.code_id == code_id)
    ).one()


def coded_turns(session: Session, viewer: Viewer) -> list[CodedTurn]:
    """Return every turn of a participant that carries a code; in an exchange the voice is unknown until marked.

    Coders who mark the same stretch with the same bounds mark one passage: the first of their units stands for all.
    """
    rows = session.execute(
        select(
            Coding.code_id, Coding.unit_id, MeaningUnit.start, MeaningUnit.end, Turn.transcript_id, Turn.number,
            Participant.person_id, UnitTurn.voice, FocusGroup.id, FocusGroup.stakeholder_id, FocusGroup.district_id,
        )
        .select_from(UnitTurn)
        .join(MeaningUnit, in_study(UnitTurn.unit_id, MeaningUnit.id))
        .join(Coding, in_study(UnitTurn.unit_id, Coding.unit_id))
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


def carried(session: Session, viewer: Viewer, round_id: UUID) -> dict[UUID, dict[tuple[UUID, int], set[UUID]]]:
    """Return, for each code, the coders of a round who put it on each turn: code -> (transcript, turn) -> coders."""
    rows = session.execute(
        select(Coding.code_id, Turn.transcript_id, Turn.number, MeaningUnit.coder_id)
        .select_from(UnitTurn)
        .join(MeaningUnit, in_study(UnitTurn.unit_id, MeaningUnit.id))
        .join(Coding, in_study(UnitTurn.unit_id, Coding.unit_id))
        .join(Turn, in_study(UnitTurn.turn_id, Turn.id))
        .where(visible(viewer, MeaningUnit), visible(viewer, UnitTurn), visible(viewer, Coding))
        .where(MeaningUnit.round_id == round_id)
    )
    coders: dict[UUID, dict[tuple[UUID, int], set[UUID]]] = defaultdict(lambda: defaultdict(set))
    for code_id, transcript_id, number, coder_id in rows:
        coders[code_id][transcript_id, number].add(coder_id)
    return coders


def coded_passages(session: Session, viewer: Viewer, code_ids: Iterable[UUID]) -> list[CodedPassage]:
    """Return the passages that carry any of the codes, in the order of the focus groups and of the talk."""
    asked: Select[*tuple[Any, ...]] = (
        select(
            MeaningUnit.id, Coding.code_id, Member.initials, Transcript.id, FocusGroup.id, FocusGroup.label,
            MeaningUnit.start, MeaningUnit.end, MeaningUnit.first_turn, MeaningUnit.last_turn,
        )
        .join(Coding, in_study(MeaningUnit.id, Coding.unit_id))
        .join(Member, in_study(MeaningUnit.coder_id, Member.id))
        .join(Transcript, in_study(MeaningUnit.transcript_id, Transcript.id))
        .join(FocusGroup, in_study(Transcript.focus_group_id, FocusGroup.id))
        .where(visible(viewer, MeaningUnit), visible(viewer, Coding), Coding.code_id.in_(list(code_ids)))
        .order_by(FocusGroup.position, FocusGroup.label, Transcript.id)
        .order_by(MeaningUnit.start, MeaningUnit.end, Member.initials, MeaningUnit.id)
    )  # fmt: skip
    return [CodedPassage(*row) for row in session.execute(asked)]


def code_revisions(session: Session, viewer: Viewer) -> dict[UUID, int]:
    """Return, for each code, the codebook revision in which it was made."""
    return {
        row[0]: row[1] for row in session.execute(select(Code.id, Code.made_at_revision).where(visible(viewer, Code)))
    }
