"""Studies: begin one, write down what it asks and whom it talks with."""

from collections.abc import Mapping
from typing import TypeVar
from uuid import UUID, uuid4

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.analysis.wording import WordingRules
from app.security.permissions import Action, NotAllowed, Role, require
from app.security.viewer import Viewer
from app.sentences import N_, Refusal
from app.store.queries import studies as queries
from app.store.queries.transcripts import NotInThisStudy
from app.store.tables import (
    Account,
    District,
    FocusGroup,
    Member,
    Round,
    RoundKind,
    RoundState,
    Stakeholder,
    Study,
)
from app.store.trail_chain import Act, begin_trail, record
from app.workbench.members import free_initials

FACTS = (
    "title", "language", "method", "stance", "approval", "information_sheet", "recruitment", "sampling", "dates",
)  # fmt: skip


class TitleMissing(Refusal):
    """A study, group or theme without a name."""

    sentence = N_("Please write a name first.")


class NameTaken(Refusal):
    """Something of this name exists in the study."""

    sentence = N_("This study already has something of this name. Please choose another name.")


class MayNotBegin(NotAllowed):
    """Beginning a study without being an administrator."""

    sentence = N_("Only an administrator of this workbench can begin a study.")


def begin_study(session: Session, account: Account, *, title: str, key: bytes, study_id: UUID) -> Viewer:
    """Begin a study as an administrator of the workbench."""
    if not account.administrator:
        raise MayNotBegin
    return create_study(
        session, account.id, free_initials(account.name, set()), title=title, key=key, study_id=study_id
    )


def create_study(
    session: Session, account_id: UUID, initials: str, *, title: str, key: bytes, study_id: UUID | None = None
) -> Viewer:
    """Begin a study; whoever begins it is its first lead. Returns them as the viewer of it."""
    if not title.strip():
        raise TitleMissing
    study = Study(id=study_id or uuid4(), title=title.strip())
    session.add(study)
    session.flush()
    begin_trail(session, study.id, key)
    member = Member(study_id=study.id, account_id=account_id, role=Role.LEAD, initials=initials)
    session.add_all([member, Round(study_id=study.id, position=1, kind=RoundKind.SHARED, state=RoundState.OPEN)])
    session.flush()
    viewer = Viewer(study.id, member.id, account_id, Role.LEAD, initials, frozenset())
    record(session, Act(study.id, member.id, "study.created", study.id))
    return viewer


def edit_study(session: Session, viewer: Viewer, facts: Mapping[str, str], *, several: int, some: int) -> None:
    """Change what the study says about itself, and its wording rules."""
    require(viewer, Action.EDIT_STUDY)
    WordingRules(several=several, some=some)
    if not facts.get("title", "").strip():
        raise TitleMissing
    study = queries.study(session, viewer)
    for name in FACTS:
        if name in facts:
            setattr(study, name, facts[name].strip())
    study.several, study.some = several, some
    record(
        session,
        Act(viewer.study_id, viewer.member_id, "study.changed", payload={"several": several, "some": some}),
    )


def add_stakeholder(
    session: Session, viewer: Viewer, *, name: str, plural: str, short: str, inclusion: str = ""
) -> Stakeholder:
    """Name a kind of participant."""
    require(viewer, Action.EDIT_STUDY)
    name, plural, short = name.strip(), plural.strip(), short.strip()
    if not name:
        raise TitleMissing
    plural, short = plural or name, short or name[:2].upper()
    present = queries.stakeholders(session, viewer)
    if any(name == other.name or short == other.short for other in present):
        raise NameTaken
    stakeholder = Stakeholder(
        study_id=viewer.study_id, position=len(present) + 1, name=name, plural=plural, short=short,
        inclusion=inclusion.strip(),
    )  # fmt: skip
    return _added(session, viewer, stakeholder, "stakeholder.added")


def add_district(session: Session, viewer: Viewer, *, name: str) -> District:
    """Name a district, by a letter and never by its real name."""
    require(viewer, Action.EDIT_STUDY)
    if not name.strip():
        raise TitleMissing
    if any(name.strip() == other.name for other in queries.districts(session, viewer)):
        raise NameTaken
    return _added(session, viewer, District(study_id=viewer.study_id, name=name.strip()), "district.added")


def add_focus_group(
    session: Session, viewer: Viewer, *, label: str, stakeholder_id: UUID, district_id: UUID | None = None,
    minutes: int | None = None, setting: str = "", held_by: str = "",
) -> FocusGroup:  # fmt: skip
    """Name a focus group: its stakeholder, where and how long it met."""
    require(viewer, Action.EDIT_STUDY)
    label = label.strip()
    if not label:
        raise TitleMissing
    if stakeholder_id not in {one.id for one in queries.stakeholders(session, viewer)}:
        raise NotInThisStudy
    if district_id is not None and district_id not in {one.id for one in queries.districts(session, viewer)}:
        raise NotInThisStudy
    groups = select(FocusGroup.label).where(FocusGroup.study_id == viewer.study_id)
    if label in set(session.scalars(groups)):
        raise NameTaken
    count = session.scalars(select(func.count()).select_from(groups.subquery())).one()
    group = FocusGroup(
        study_id=viewer.study_id, label=label, stakeholder_id=stakeholder_id, district_id=district_id,
        minutes=minutes, position=count + 1, setting=setting.strip(), held_by=held_by.strip(),
    )  # fmt: skip
    return _added(session, viewer, group, "focus group.added")


Named = TypeVar("Named", Stakeholder, District, FocusGroup)


def _added(session: Session, viewer: Viewer, thing: Named, act: str) -> Named:
    session.add(thing)
    session.flush()
    record(session, Act(viewer.study_id, viewer.member_id, act, thing.id))
    return thing
