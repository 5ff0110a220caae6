"""What the things of a study are called, by their identifiers: for a list that speaks of things of many kinds."""

from collections.abc import Collection
from enum import StrEnum
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Select, case, literal, select, union_all
from sqlalchemy.orm import InstrumentedAttribute, Session

from app.security.viewer import Viewer
from app.store.base import in_study
from app.store.tables import Code, District, Finding, FocusGroup, Member, Stakeholder, Step, Theme, Transcript
from app.store.visible import visible


class Thing(StrEnum):
    """What a name belongs to."""

    CODE = "code"
    THEME = "theme"
    TRANSCRIPT = "transcript"
    FINDING = "finding"
    FOCUS_GROUP = "focus group"
    STAKEHOLDER = "stakeholder"
    DISTRICT = "district"
    MEMBER = "member"
    STEP = "step"


class Named(NamedTuple):
    """A thing with its name."""

    id: UUID
    thing: Thing
    name: str


def names_of(session: Session, viewer: Viewer, ids: Collection[UUID]) -> dict[UUID, Named]:
    """Return what the viewer may know the name of among these identifiers; others, or what is gone, are left out."""
    if not ids:
        return {}
    of_transcript = case((Transcript.title == "", FocusGroup.label), else_=Transcript.title)
    asked: list[Select[*tuple[Any, ...]]] = [
        _named(Thing.CODE, Code.id, Code.name).where(visible(viewer, Code)),
        *(
            _named(thing, table.id, name).where(table.study_id == viewer.study_id)
            for thing, table, name in (
                (Thing.THEME, Theme, Theme.name), (Thing.FINDING, Finding, Finding.sentence),
                (Thing.FOCUS_GROUP, FocusGroup, FocusGroup.label), (Thing.STAKEHOLDER, Stakeholder, Stakeholder.name),
                (Thing.DISTRICT, District, District.name), (Thing.MEMBER, Member, Member.initials),
                (Thing.STEP, Step, Step.name),
            )
        ),
        _named(Thing.TRANSCRIPT, Transcript.id, of_transcript)
        .join(FocusGroup, in_study(Transcript.focus_group_id, FocusGroup.id))
        .where(Transcript.study_id == viewer.study_id),
    ]  # fmt: skip
    rows = session.execute(union_all(*(one.where(one.selected_columns[0].in_(ids)) for one in asked)))
    return {row[0]: Named(row[0], Thing(row[1]), row[2]) for row in rows}


def _named(
    thing: Thing, id_: InstrumentedAttribute[UUID], name: InstrumentedAttribute[str] | ColumnElement[str]
) -> Select[*tuple[Any, ...]]:
    return select(id_, literal(thing.value), name)
