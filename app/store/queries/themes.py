"""Themes, the codes in them, and the quotes that speak for them."""

from collections.abc import Collection, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Select, func, select, tuple_
from sqlalchemy.orm import Session

from app.importing.labels import Kind
from app.security.viewer import Viewer
from app.store.base import in_study
from app.store.counted import is_counted
from app.store.queries.transcripts import NotInThisStudy
from app.store.tables import (
    Code,
    FocusGroup,
    MeaningUnit,
    Participant,
    Quote,
    Theme,
    ThemeCode,
    Transcript,
    Turn,
)
from app.store.visible import visible

# Databases take some tens of thousands of values in one statement.
AT_ONCE = 5_000


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


def theme(session: Session, viewer: Viewer, theme_id: UUID) -> Theme:
    """Return one theme or subtheme; raises NotInThisStudy."""
    found = session.scalar(select(Theme).where(Theme.study_id == viewer.study_id, Theme.id == theme_id))
    if found is None:
        raise NotInThisStudy
    return found


def theme_codes(session: Session, viewer: Viewer) -> list[tuple[UUID, UUID]]:
    """Return (theme, code) for every code that the viewer may see in a theme."""
    rows = session.execute(
        select(ThemeCode.theme_id, ThemeCode.code_id)
        .join(Code, in_study(ThemeCode.code_id, Code.id))
        .where(ThemeCode.study_id == viewer.study_id, visible(viewer, Code))
        .order_by(func.lower(Code.name), Code.id)
    )
    return [(row[0], row[1]) for row in rows]


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
