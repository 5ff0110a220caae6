"""What has been coded, as far as the viewer may see it. Core rows, because these paths are hot."""

from collections.abc import Collection, Iterable
from functools import lru_cache
from typing import Any, NamedTuple, Protocol
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, bindparam, case, func, select
from sqlalchemy.orm import Session

from app.importing.roles import Kind
from app.security.viewer import Viewer
from app.store.base import in_study
from app.store.hot import ask
from app.store.queries.standing import any_merged, counted, counted_as, merges
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

BEYOND = 2**31 - 1  # the number of no turn: both databases can hold it
TOGETHER = " + "  # between the initials of those who made a unit together


class CodingRow(NamedTuple):
    """One coding with the passage that it lies on, in code points of the transcript; `open` as long as its round is.

    `code_id` and `code` are the code that it counts as; `own_code_id` was put on, and is another one after a merge.
    """

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
    own_code_id: UUID
    together: str = ""


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
    together: str = ""


class Made(Protocol):
    """What has been made by a coder, or together."""

    @property
    def coder_id(self) -> UUID: ...
    @property
    def together(self) -> str: ...


class UnitVoice(NamedTuple):
    """A participant of an exchange, and whether their turns carry the meaning unit."""

    participant_id: UUID
    label: str
    carries: bool


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


def signed() -> ColumnElement[str]:
    """Return who made a meaning unit, by initials: its coder, or all who made it together."""
    return case((MeaningUnit.together != "", MeaningUnit.together), else_=Member.initials)


def is_maker(viewer: Viewer, one: Made) -> bool:
    """Say whether the viewer made a coding or meaning unit, alone or with others."""
    return one.coder_id == viewer.member_id or viewer.initials in one.together.split(TOGETHER)


def codings(
    session: Session, viewer: Viewer, transcript_id: UUID, numbers: Collection[int] | None = None
) -> list[CodingRow]:
    """Return a transcript's codings, all or those that touch the turns with these numbers."""
    merged = any_merged(session, viewer)
    rows = ask(session, _codings_in, viewer, merged, talk=transcript_id, **_bounds(numbers))
    return [CodingRow(*row) for row in rows]


def units_without_codes(
    session: Session, viewer: Viewer, transcript_id: UUID, numbers: Collection[int] | None = None
) -> list[UnitLine]:
    """Return the meaning units of a transcript that carry no code, all or those that touch these turns."""
    return [UnitLine(*row) for row in ask(session, _bare_units_in, viewer, talk=transcript_id, **_bounds(numbers))]


def _bounds(numbers: Collection[int] | None) -> dict[str, int]:
    return {"first": min(numbers), "last": max(numbers)} if numbers else {"first": 0, "last": BEYOND}


def _in_turns() -> ColumnElement[bool]:
    """Units of a transcript that touch the turns between two."""
    here = MeaningUnit.transcript_id == bindparam("talk")
    return and_(here, MeaningUnit.first_turn <= bindparam("last"), MeaningUnit.last_turn >= bindparam("first"))


def _codings_in(viewer: Viewer, merged: bool) -> Select[*tuple[Any, ...]]:
    order = MeaningUnit.start, MeaningUnit.end.desc(), Code.name, Member.initials, Coding.id
    return _codings(viewer, merged=merged).where(_in_turns()).order_by(*order)


def _bare_units_in(viewer: Viewer) -> Select[*tuple[Any, ...]]:
    coded = select(Coding.id).where(visible(viewer, Coding), Coding.unit_id == MeaningUnit.id)
    order = MeaningUnit.start, MeaningUnit.end.desc(), Member.initials, MeaningUnit.id
    return _units(viewer).where(_in_turns(), ~coded.exists()).order_by(*order)


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


@lru_cache(maxsize=256)
def _units(viewer: Viewer) -> Select[*tuple[Any, ...]]:
    return (
        select(
            MeaningUnit.id, MeaningUnit.round_id, MeaningUnit.coder_id, signed(), MeaningUnit.start,
            MeaningUnit.end, MeaningUnit.first_turn, MeaningUnit.last_turn, MeaningUnit.condensation,
            MeaningUnit.meaning, MeaningUnit.kept, Round.state == RoundState.OPEN, MeaningUnit.transcript_id,
            MeaningUnit.together,
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
        _codings(viewer, merged=True)
        .add_columns(MeaningUnit.transcript_id, MeaningUnit.round_id)
        .where(Coding.id == coding_id)
    ).one_or_none()
    if row is None:
        raise NotInThisStudy
    return CodingRow(*row[:-2]), row[-2], row[-1]


@lru_cache(maxsize=256)
def _codings(viewer: Viewer, *, merged: bool) -> Select[*tuple[Any, ...]]:
    """Return the question for codings; where no code of the study is merged it is a shorter one."""
    chains = merges(viewer)
    asked: Select[*tuple[Any, ...]] = (
        select(
            Coding.id, Coding.unit_id, Code.id, Code.name, MeaningUnit.coder_id, signed(),
            MeaningUnit.start, MeaningUnit.end, MeaningUnit.first_turn, MeaningUnit.last_turn,
            Round.state == RoundState.OPEN, Coding.code_id, MeaningUnit.together,
        )
        .join(MeaningUnit, in_study(Coding.unit_id, MeaningUnit.id))
        .join(Member, in_study(MeaningUnit.coder_id, Member.id))
        .join(Round, in_study(MeaningUnit.round_id, Round.id))
        .where(visible(viewer, MeaningUnit), visible(viewer, Coding), visible(viewer, Code))
    )  # fmt: skip
    if not merged:
        return asked.join(Code, in_study(Coding.code_id, Code.id))
    return asked.outerjoin(chains, Coding.code_id == chains.c.id).join(
        Code, and_(Coding.study_id == Code.study_id, counted(chains) == Code.id)
    )


def coded_passages(session: Session, viewer: Viewer, code_ids: Iterable[UUID]) -> list[CodedPassage]:
    """Return the passages that carry any of the codes, in the order of the focus groups and of the talk."""
    merged = merges(viewer)
    asked: Select[*tuple[Any, ...]] = (
        select(
            MeaningUnit.id, counted(merged), signed(), Transcript.id, FocusGroup.id, FocusGroup.label,
            MeaningUnit.start, MeaningUnit.end, MeaningUnit.first_turn, MeaningUnit.last_turn,
        )
        .join(Coding, in_study(MeaningUnit.id, Coding.unit_id))
        .outerjoin(merged, Coding.code_id == merged.c.id)
        .join(Member, in_study(MeaningUnit.coder_id, Member.id))
        .join(Transcript, in_study(MeaningUnit.transcript_id, Transcript.id))
        .join(FocusGroup, in_study(Transcript.focus_group_id, FocusGroup.id))
        .where(visible(viewer, MeaningUnit), visible(viewer, Coding))
        .where(Coding.code_id.in_(counted_as(viewer, list(code_ids))))
        .order_by(FocusGroup.position, FocusGroup.label, Transcript.id)
        .order_by(MeaningUnit.start, MeaningUnit.end, Member.initials, MeaningUnit.id)
    )  # fmt: skip
    return [CodedPassage(*row) for row in session.execute(asked)]
