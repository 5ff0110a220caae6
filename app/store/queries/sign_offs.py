"""Who stands behind what, and which of it something changes under."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Select, bindparam, or_, select, update
from sqlalchemy.orm import Session

from app.security.viewer import Viewer
from app.store.base import in_study, now
from app.store.hot import ask
from app.store.queries.standing import counted, merges
from app.store.queries.transcripts import NotInThisStudy
from app.store.tables import (
    Artefact,
    Coding,
    MeaningUnit,
    Member,
    Round,
    RoundKind,
    RoundState,
    SignedThing,
    SignOff,
    StepArtefact,
    Theme,
    ThemeCode,
)
from app.store.visible import visible


class SignOffLine(NamedTuple):
    """A sign-off as it is shown."""

    id: UUID
    thing: SignedThing
    thing_id: UUID
    member_id: UUID
    initials: str
    words: str
    at: datetime
    reopened_at: datetime | None


@dataclass(frozen=True, slots=True)
class Changed:
    """What an action has changed: themes, codes, one coding, all codings of a round, transcripts, findings or steps.

    A code is changed where its wording is, or what it stands for; where only its place is, its themes are.
    """

    themes: Collection[UUID] = ()
    codes: Collection[UUID] = ()
    coding: UUID | None = None
    round: UUID | None = None
    transcripts: Collection[UUID] = ()
    findings: Collection[UUID] = ()
    steps: Collection[UUID] = ()

    @property
    def artefacts(self) -> set[Artefact]:
        """What of a step it is."""
        found = set[Artefact]()
        if self.themes or self.codes or self.findings:
            found |= {Artefact.THEMES, Artefact.CHECKS, Artefact.DEFINITIONS}
        if self.codes:
            found |= {Artefact.CODEBOOK}
        if self.coding or self.round or self.transcripts:
            found |= {Artefact.UNITS}
        return found


def sign_offs(session: Session, viewer: Viewer, thing_ids: Collection[UUID] | None = None) -> list[SignOffLine]:
    """Return the sign-offs of the study, or of these things, oldest first."""
    asked = (
        select(
            SignOff.id, SignOff.thing, SignOff.thing_id, SignOff.member_id, Member.initials, SignOff.words, SignOff.at,
            SignOff.reopened_at,
        )
        .join(Member, in_study(SignOff.member_id, Member.id))
        .where(SignOff.study_id == viewer.study_id)
        .order_by(SignOff.at, SignOff.id)
    )  # fmt: skip
    if thing_ids is not None:
        asked = asked.where(SignOff.thing_id.in_(list(thing_ids)))
    return [SignOffLine(*row) for row in session.execute(asked)]


def sign_off(session: Session, viewer: Viewer, sign_off_id: UUID) -> SignOff:
    """Return one sign-off; raises NotInThisStudy."""
    found = session.scalar(select(SignOff).where(SignOff.study_id == viewer.study_id, SignOff.id == sign_off_id))
    if found is None:
        raise NotInThisStudy
    return found


def is_signed_off(session: Session, viewer: Viewer) -> bool:
    """Say whether anything of the study is signed off and not reopened."""
    return bool(ask(session, _standing, study=viewer.study_id))


def _standing() -> Select[UUID]:
    return select(SignOff.id).where(SignOff.study_id == bindparam("study"), SignOff.reopened_at.is_(None))


def reopen_under(session: Session, viewer: Viewer, changed: Changed) -> int:
    """Reopen, in one statement, every sign-off of a thing that has changed or holds what has; return how many."""
    held: list[ColumnElement[bool]] = []
    named = [*changed.themes, *changed.transcripts, *changed.findings, *changed.steps]
    if named:
        held.append(SignOff.thing_id.in_(named))
    if changed.artefacts:
        held.append(SignOff.thing_id.in_(_steps_with(viewer, changed.artefacts)))
    if changed.themes:
        held += _themes_over(viewer, select(Theme.id).where(Theme.study_id == viewer.study_id, _one_of(changed)))
    codes = _codes(viewer, changed)
    if codes is not None:
        here = ThemeCode.study_id == viewer.study_id
        held += _themes_over(viewer, select(ThemeCode.theme_id).where(here, ThemeCode.code_id.in_(codes)))
    if not held:
        return 0
    still = SignOff.study_id == viewer.study_id, SignOff.reopened_at.is_(None)
    again = update(SignOff).where(*still, or_(*held)).values(reopened_at=now())
    return len(session.scalars(again.returning(SignOff.id), execution_options={"synchronize_session": False}).all())


def _one_of(changed: Changed) -> ColumnElement[bool]:
    return Theme.id.in_(list(changed.themes))


def _themes_over(viewer: Viewer, themes: Select[Any]) -> list[ColumnElement[bool]]:
    """Return the conditions that a sign-off is of one of the themes, or of the theme that it is a subtheme of."""
    above = select(Theme.parent_id).where(
        Theme.study_id == viewer.study_id, Theme.id.in_(themes), Theme.parent_id.is_not(None)
    )
    return [SignOff.thing_id.in_(themes), SignOff.thing_id.in_(above)]


def _steps_with(viewer: Viewer, artefacts: Collection[Artefact]) -> Select[Any]:
    return select(StepArtefact.step_id).where(
        StepArtefact.study_id == viewer.study_id, StepArtefact.artefact.in_(list(artefacts))
    )


def _codes(viewer: Viewer, changed: Changed) -> Select[Any] | list[UUID] | None:
    """Return the codes whose codings have changed; those of a round that is still blind are nobody's business yet."""
    if changed.codes:
        return list(changed.codes)
    if not (changed.coding or changed.round or changed.transcripts):
        return None
    merged = merges(viewer)
    asked = (
        select(counted(merged))
        .select_from(Coding)
        .outerjoin(merged, Coding.code_id == merged.c.id)
        .join(MeaningUnit, in_study(Coding.unit_id, MeaningUnit.id))
        .join(Round, in_study(MeaningUnit.round_id, Round.id))
        .where(visible(viewer, Coding), visible(viewer, MeaningUnit))
        .where(or_(Round.kind != RoundKind.INDEPENDENT, Round.state == RoundState.REVEALED))
    )
    if changed.coding:
        return asked.where(Coding.id == changed.coding)
    if changed.round:
        return asked.where(MeaningUnit.round_id == changed.round)
    return asked.where(MeaningUnit.transcript_id.in_(list(changed.transcripts)))
