"""The codebook's history and its use: earlier wordings, versions, pins, and the codings of single codes."""

from collections.abc import Collection
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Select, and_, func, select, tuple_
from sqlalchemy.orm import Session

from app.security.viewer import Viewer
from app.store.base import in_study
from app.store.queries.coding import signed
from app.store.queries.standing import counted, counted_as, merges
from app.store.tables import (
    Account,
    Code,
    CodebookVersion,
    CodeWording,
    Coding,
    FocusGroup,
    MeaningUnit,
    Member,
    Pin,
    Round,
    RoundState,
    StandsFor,
    Transcript,
    Turn,
    UnitTurn,
    VersionCode,
    VersionTheme,
)
from app.store.visible import visible


class OnTurn(NamedTuple):
    """One coding on one of the turns that it touches, with the code that it counts as."""

    code_id: UUID
    coder_id: UUID
    round_id: UUID
    transcript_id: UUID
    start: int
    end: int
    number: int


class CodingOfCode(NamedTuple):
    """A coding of a code with its passage, its coder, and whether its round is open."""

    id: UUID
    unit_id: UUID
    coder_id: UUID
    initials: str
    transcript_id: UUID
    focus_group: str
    start: int
    end: int
    first_turn: int
    last_turn: int
    open: bool


class WordingLine(NamedTuple):
    """An earlier wording with who replaced it."""

    wording: CodeWording
    name: str
    initials: str


class VersionLine(NamedTuple):
    """A version of the codebook in the list of them."""

    id: UUID
    number: int
    reason: str
    name: str
    made_at: datetime
    codebook_revision: int
    codes: int


def codings_on_turns(session: Session, viewer: Viewer, code_ids: list[UUID]) -> list[OnTurn]:
    """Return the codings that count as one of these codes, once for each turn that they touch."""
    merged = merges(viewer)
    rows = session.execute(
        select(
            counted(merged), MeaningUnit.coder_id, MeaningUnit.round_id, MeaningUnit.transcript_id, MeaningUnit.start,
            MeaningUnit.end, Turn.number,
        )
        .select_from(UnitTurn)
        .join(MeaningUnit, in_study(UnitTurn.unit_id, MeaningUnit.id))
        .join(Coding, in_study(UnitTurn.unit_id, Coding.unit_id))
        .outerjoin(merged, Coding.code_id == merged.c.id)
        .join(Turn, in_study(UnitTurn.turn_id, Turn.id))
        .where(visible(viewer, UnitTurn), visible(viewer, MeaningUnit), visible(viewer, Coding))
        .where(Coding.code_id.in_(counted_as(viewer, code_ids)))
    )  # fmt: skip
    return [OnTurn(*row) for row in rows]


def codings_of(session: Session, viewer: Viewer, code_id: UUID) -> list[CodingOfCode]:
    """Return the codings that count as a code, in the order of the focus groups and of the talk."""
    return [CodingOfCode(*row) for row in session.execute(_codings_of(viewer, code_id))]


def codings_at(
    session: Session, viewer: Viewer, code_id: UUID, places: Collection[tuple[UUID, int, int]]
) -> list[CodingOfCode]:
    """Return the codings of a code on these passages (transcript, start, end), in the same order."""
    place = tuple_(MeaningUnit.transcript_id, MeaningUnit.start, MeaningUnit.end)
    asked = _codings_of(viewer, code_id).where(place.in_(list(places)))
    return [CodingOfCode(*row) for row in session.execute(asked)]


def _codings_of(viewer: Viewer, code_id: UUID) -> Select[*tuple[Any, ...]]:
    return (
        select(
            Coding.id, MeaningUnit.id, MeaningUnit.coder_id, signed(), Transcript.id, FocusGroup.label,
            MeaningUnit.start, MeaningUnit.end, MeaningUnit.first_turn, MeaningUnit.last_turn,
            Round.state == RoundState.OPEN,
        )
        .join(MeaningUnit, in_study(Coding.unit_id, MeaningUnit.id))
        .join(Member, in_study(MeaningUnit.coder_id, Member.id))
        .join(Round, in_study(MeaningUnit.round_id, Round.id))
        .join(Transcript, in_study(MeaningUnit.transcript_id, Transcript.id))
        .join(FocusGroup, in_study(Transcript.focus_group_id, FocusGroup.id))
        .where(visible(viewer, Coding), visible(viewer, MeaningUnit))
        .where(Coding.code_id.in_(counted_as(viewer, [code_id])))
        .order_by(FocusGroup.position, FocusGroup.label, Transcript.id, MeaningUnit.start, MeaningUnit.end)
        .order_by(Member.initials, Coding.id)
    )  # fmt: skip


def _places(viewer: Viewer, code_id: UUID) -> Select[*tuple[Any, ...]]:
    return (
        select(MeaningUnit.transcript_id, MeaningUnit.start, MeaningUnit.end)
        .join(Coding, in_study(MeaningUnit.id, Coding.unit_id))
        .where(visible(viewer, MeaningUnit), visible(viewer, Coding))
        .where(Coding.code_id.in_(counted_as(viewer, [code_id])))
        .distinct()
    )


def place_count(session: Session, viewer: Viewer, code_id: UUID) -> int:
    """Return on how many different passages a code lies."""
    return session.scalars(select(func.count()).select_from(_places(viewer, code_id).subquery())).one()


def places(session: Session, viewer: Viewer, code_id: UUID, *, skip: int, limit: int) -> list[tuple[UUID, int, int]]:
    """Return some of the different passages on which a code lies, in the order of the focus groups and of the talk."""
    asked = (
        _places(viewer, code_id)
        .add_columns(FocusGroup.position, FocusGroup.label)
        .join(Transcript, in_study(MeaningUnit.transcript_id, Transcript.id))
        .join(FocusGroup, in_study(Transcript.focus_group_id, FocusGroup.id))
        .order_by(FocusGroup.position, FocusGroup.label, MeaningUnit.transcript_id, MeaningUnit.start, MeaningUnit.end)
        .offset(skip)
        .limit(limit)
    )
    return [(row[0], row[1], row[2]) for row in session.execute(asked)]


def merged_into(session: Session, viewer: Viewer, code_id: UUID) -> list[tuple[UUID, str]]:
    """Return the codes that were merged into this one itself, by name."""
    rows = session.execute(
        select(Code.id, Code.name)
        .join(StandsFor, and_(StandsFor.study_id == Code.study_id, StandsFor.code_id == Code.id))
        .where(visible(viewer, Code), StandsFor.target_id == code_id)
        .order_by(func.lower(Code.name), Code.id)
    )
    return [(row[0], row[1]) for row in rows]


def every_code(session: Session, viewer: Viewer) -> list[Code]:
    """Return every code that the viewer may see, merged and retired ones too, by name."""
    asked = select(Code).where(visible(viewer, Code)).order_by(func.lower(Code.name), Code.id)
    return list(session.scalars(asked))


def wordings(session: Session, viewer: Viewer, code_id: UUID) -> list[WordingLine]:
    """Return the earlier wordings of a code, the latest first."""
    rows = session.execute(
        select(CodeWording, Account.name, Member.initials)
        .join(Code, in_study(CodeWording.code_id, Code.id))
        .join(Member, in_study(CodeWording.replaced_by_id, Member.id))
        .join(Account, Account.id == Member.account_id)
        .where(visible(viewer, Code), CodeWording.code_id == code_id)
        .order_by(CodeWording.edition.desc())
    )
    return [WordingLine(*row) for row in rows]


def versions(session: Session, viewer: Viewer) -> list[VersionLine]:
    """Return the versions of the codebook, the latest first."""
    held = (
        select(func.count())
        .where(VersionCode.study_id == CodebookVersion.study_id, VersionCode.version_id == CodebookVersion.id)
        .where(VersionCode.target_id.is_(None), ~VersionCode.retired)
        .scalar_subquery()
    )
    rows = session.execute(
        select(
            CodebookVersion.id, CodebookVersion.number, CodebookVersion.reason, Account.name, CodebookVersion.made_at,
            CodebookVersion.codebook_revision, held,
        )
        .join(Member, in_study(CodebookVersion.made_by_id, Member.id))
        .join(Account, Account.id == Member.account_id)
        .where(CodebookVersion.study_id == viewer.study_id)
        .order_by(CodebookVersion.number.desc())
    )  # fmt: skip
    return [VersionLine(*row) for row in rows]


def version_codes(session: Session, viewer: Viewer, version_id: UUID) -> list[VersionCode]:
    """Return the codes that a version keeps, in their order."""
    asked = select(VersionCode).where(VersionCode.study_id == viewer.study_id, VersionCode.version_id == version_id)
    return list(session.scalars(asked.order_by(VersionCode.position)))


def version_themes(session: Session, viewer: Viewer, version_id: UUID) -> list[VersionTheme]:
    """Return the themes that a version keeps, in their order."""
    asked = select(VersionTheme).where(VersionTheme.study_id == viewer.study_id, VersionTheme.version_id == version_id)
    return list(session.scalars(asked.order_by(VersionTheme.position)))


def pins(session: Session, viewer: Viewer) -> dict[int, UUID]:
    """Return the codes that the viewer has on the keys 1 to 9; of a merged code, the one that it stands for."""
    merged = merges(viewer)
    rows = session.execute(
        select(Pin.key, Code.id)
        .outerjoin(merged, Pin.code_id == merged.c.id)
        .join(Code, and_(Pin.study_id == Code.study_id, func.coalesce(merged.c.counted, Pin.code_id) == Code.id))
        .where(Pin.study_id == viewer.study_id, Pin.member_id == viewer.member_id)
        .where(visible(viewer, Code), Code.retired_at.is_(None))
        .order_by(Pin.key)
    )
    return {row[0]: row[1] for row in rows}


def team_codes(session: Session, viewer: Viewer) -> list[Code]:
    """Return the codes that belong to the whole team, merged and retired ones too, by name."""
    return [code for code in every_code(session, viewer) if not code.owner_key]
