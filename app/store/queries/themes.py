"""Themes, the codes in them, and the quotes that speak for them."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Select, bindparam, func, select, tuple_
from sqlalchemy.orm import Session

from app.importing.labels import Kind
from app.security.viewer import Viewer
from app.store.base import in_study
from app.store.counted import is_counted
from app.store.hot import ask
from app.store.queries.standing import is_merged
from app.store.queries.transcripts import NotInThisStudy
from app.store.tables import (
    Code,
    FocusGroup,
    MeaningUnit,
    Participant,
    Quote,
    Theme,
    ThemeCode,
    ThemeState,
    Transcript,
    Turn,
)
from app.store.visible import visible

# Databases take some tens of thousands of values in one statement.
AT_ONCE = 5_000


class ThemeLine(NamedTuple):
    """Where a theme or subtheme stands."""

    id: UUID
    parent_id: UUID | None
    state: ThemeState


class QuoteRow(NamedTuple):
    """A chosen quote: its theme, its passage and its focus group."""

    id: UUID
    theme_id: UUID
    unit_id: UUID
    transcript_id: UUID
    focus_group: str
    start: int
    end: int
    first_turn: int
    last_turn: int
    round_id: UUID


class SpokenTurn(NamedTuple):
    """A turn's words with its speaker's label."""

    transcript_id: UUID
    number: int
    label: str
    kind: Kind
    words: str
    start: int
    end: int
    participant_id: UUID
    counted: bool
    withdrawn: bool


def themes(session: Session, viewer: Viewer) -> list[Theme]:
    """Return themes and subthemes in their order."""
    asked = select(Theme).where(Theme.study_id == viewer.study_id)
    return list(session.scalars(asked.order_by(Theme.position, Theme.id)))


def theme_lines(session: Session, viewer: Viewer) -> list[ThemeLine]:
    """Return where themes and subthemes stand, in their order."""
    return [ThemeLine(*row) for row in ask(session, _theme_lines, study=viewer.study_id)]


def _theme_lines() -> Select[*tuple[Any, ...]]:
    asked = select(Theme.id, Theme.parent_id, Theme.state).where(Theme.study_id == bindparam("study"))
    return asked.order_by(Theme.position, Theme.id)


def theme(session: Session, viewer: Viewer, theme_id: UUID) -> Theme:
    """Return one theme or subtheme; raises NotInThisStudy."""
    found = session.scalar(select(Theme).where(Theme.study_id == viewer.study_id, Theme.id == theme_id))
    if found is None:
        raise NotInThisStudy
    return found


def theme_codes(session: Session, viewer: Viewer, code_ids: Collection[UUID] | None = None) -> list[tuple[UUID, UUID]]:
    """Return (theme, code) for every code, or for these, that the viewer may see in a theme; none is merged.

    In the order of the codes' names; a code of several themes in that of the board, themes before subthemes.
    """
    rows = ask(session, _theme_codes, viewer)
    return [(row[0], row[1]) for row in rows if code_ids is None or row[1] in code_ids]


def _theme_codes(viewer: Viewer) -> Select[*tuple[Any, ...]]:
    return (
        select(ThemeCode.theme_id, ThemeCode.code_id)
        .join(Code, in_study(ThemeCode.code_id, Code.id))
        .join(Theme, in_study(ThemeCode.theme_id, Theme.id))
        .where(ThemeCode.study_id == viewer.study_id, visible(viewer, Code), ~is_merged(viewer))
        .order_by(func.lower(Code.name), Code.id, Theme.parent_id.is_not(None), Theme.position, Theme.id)
    )


def made_in(session: Session, viewer: Viewer, code_ids: Collection[UUID]) -> dict[UUID, UUID | None]:
    """Return the blind round in which each of these codes was made, if any; raises NotInThisStudy."""
    asked = select(Code.id, Code.made_in_id).where(visible(viewer, Code), Code.id.in_(list(code_ids)))
    found = {row[0]: row[1] for row in session.execute(asked)}
    if found.keys() != set(code_ids):
        raise NotInThisStudy
    return found


def every_place(session: Session, viewer: Viewer, *code_ids: UUID) -> list[tuple[UUID, UUID]]:
    """Return (theme, code) for every code that the viewer may see, merged ones too, or for these codes.

    Themes come before subthemes, each in the order of the board.
    """
    asked = (
        select(ThemeCode.theme_id, ThemeCode.code_id)
        .join(Code, in_study(ThemeCode.code_id, Code.id))
        .join(Theme, in_study(ThemeCode.theme_id, Theme.id))
        .where(ThemeCode.study_id == viewer.study_id, visible(viewer, Code))
        .order_by(Theme.parent_id.is_not(None), Theme.position, Theme.id, ThemeCode.code_id)
    )
    if code_ids:
        asked = asked.where(ThemeCode.code_id.in_(code_ids))
    return [(row[0], row[1]) for row in session.execute(asked)]


def quotes(session: Session, viewer: Viewer) -> list[QuoteRow]:
    """Return the chosen quotes that the viewer may see."""
    asked: Select[*tuple[Any, ...]] = (
        select(
            Quote.id, Quote.theme_id, Quote.unit_id, MeaningUnit.transcript_id, FocusGroup.label,
            MeaningUnit.start, MeaningUnit.end, MeaningUnit.first_turn, MeaningUnit.last_turn, MeaningUnit.round_id,
        )
        .join(MeaningUnit, in_study(Quote.unit_id, MeaningUnit.id))
        .join(Transcript, in_study(MeaningUnit.transcript_id, Transcript.id))
        .join(FocusGroup, in_study(Transcript.focus_group_id, FocusGroup.id))
        .where(visible(viewer, Quote), visible(viewer, MeaningUnit))
        .order_by(Quote.position, Quote.id)
    )  # fmt: skip
    return [QuoteRow(*row) for row in session.execute(asked)]


def quote(session: Session, viewer: Viewer, quote_id: UUID) -> Quote:
    """Return one chosen quote; raises NotInThisStudy."""
    found = session.scalar(select(Quote).where(visible(viewer, Quote), Quote.id == quote_id))
    if found is None:
        raise NotInThisStudy
    return found


def unit(session: Session, viewer: Viewer, unit_id: UUID) -> MeaningUnit:
    """Return one meaning unit; raises NotInThisStudy."""
    found = session.scalar(select(MeaningUnit).where(visible(viewer, MeaningUnit), MeaningUnit.id == unit_id))
    if found is None:
        raise NotInThisStudy
    return found


def units(session: Session, viewer: Viewer, unit_ids: Iterable[UUID]) -> list[MeaningUnit]:
    """Return those of these meaning units that the viewer may see."""
    ids, found = list(unit_ids), list[MeaningUnit]()
    for at in range(0, len(ids), AT_ONCE):
        some = MeaningUnit.id.in_(ids[at : at + AT_ONCE])
        found += session.scalars(select(MeaningUnit).where(visible(viewer, MeaningUnit), some))
    return found


def spoken_turns(
    session: Session, viewer: Viewer, wanted: Collection[tuple[UUID, int]]
) -> dict[tuple[UUID, int], SpokenTurn]:
    """Return the turns with these (transcript, number), by that pair; one statement for every few thousand."""
    pairs, found = list(wanted), dict[tuple[UUID, int], SpokenTurn]()
    for at in range(0, len(pairs), AT_ONCE):
        rows = session.execute(_spoken(viewer, pairs[at : at + AT_ONCE]))
        found |= {(row[0], row[1]): SpokenTurn(*row) for row in rows}
    return found


def _spoken(viewer: Viewer, pairs: Sequence[tuple[UUID, int]]) -> Select[*tuple[Any, ...]]:
    return (
        select(
            Turn.transcript_id,
            Turn.number,
            Participant.label,
            Participant.kind,
            Turn.words,
            Turn.start,
            Turn.end,
            Turn.participant_id,
            is_counted(),
            Participant.withdrawn.is_not(None),
        )
        .join(Participant, in_study(Turn.participant_id, Participant.id))
        .where(Turn.study_id == viewer.study_id, tuple_(Turn.transcript_id, Turn.number).in_(pairs))
    )
