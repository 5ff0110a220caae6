"""Themes: make them, say what they are about, remove empty ones."""

from collections.abc import Collection, Mapping
from uuid import UUID, uuid4

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.security.permissions import Action, require
from app.security.viewer import Viewer
from app.sentences import N_, Refusal
from app.store.base import now
from app.store.queries import themes as queries
from app.store.queries.reviewing import is_reviewed
from app.store.queries.sign_offs import sign_offs
from app.store.queries.standing import stands_for
from app.store.tables import Finding, Quote, Summary, Theme, ThemeCode, ThemeQuestion, ThemeResponse, ThemeState
from app.store.trail_chain import Act, Reference, record
from app.workbench.codebook import EditedSince, next_revision
from app.workbench.sign_offs import Changed, reopen
from app.workbench.studies import NameTaken, TitleMissing
from app.workbench.theme_past import end_edition, keep_edition

CREATED, CHANGED, REMOVED = "theme.created", "theme.changed", "theme.removed"


class ThemeInUse(Refusal):
    """Removing a theme that still holds something."""

    sentence = N_("This theme still holds subthemes, codes, findings, summaries or quotes. Move or remove them first.")


class StillBlind(Refusal):
    """Removing a theme while an independent round is open: a refusal would tell of a colleague's hidden code."""

    sentence = N_("An independent round is open. A theme can be removed once the round is revealed.")


class ThemeDiscarded(Refusal):
    """Putting something into a theme that is discarded."""

    sentence = N_("This theme has been discarded. Choose another one, or take it back first.")


class TooDeep(Refusal):
    """A subtheme of a subtheme."""

    sentence = N_("A subtheme belongs to a theme, not to another subtheme.")


def create_theme(
    session: Session,
    viewer: Viewer,
    *,
    name: str,
    central_idea: str = "",
    parent_id: UUID | None = None,
    theme_id: UUID | None = None,
) -> Theme:
    """Make a theme, or a subtheme of a theme."""
    require(viewer, Action.EDIT_THEMES)
    name = free_name(session, viewer, name, None)
    if parent_id is not None:
        parent = queries.theme(session, viewer, parent_id)
        if parent.parent_id is not None:
            raise TooDeep
        if parent.state is ThemeState.DISCARDED:
            raise ThemeDiscarded
    last = max((row.position for row in queries.themes(session, viewer)), default=0)
    theme = Theme(
        study_id=viewer.study_id, id=theme_id or uuid4(), parent_id=parent_id, name=name,
        central_idea=central_idea.strip(), position=last + 1,
    )  # fmt: skip
    session.add(theme)
    session.flush()
    keep_edition(session, viewer, theme)
    reopen(session, viewer, Changed(themes=[theme.id]))
    record(
        session,
        Act(viewer.study_id, viewer.member_id, CREATED, theme.id, payload={"parent": parent_id}),
    )
    return theme


def edit_theme(
    session: Session,
    viewer: Viewer,
    theme_id: UUID,
    *,
    name: str,
    central_idea: str,
    is_not: str | None = None,
    edition: int | None = None,
) -> Theme:
    """Rename a theme, or say anew what it is about and what it is not; raises EditedSince for an older edition."""
    require(viewer, Action.EDIT_THEMES)
    next_revision(session, viewer)  # first: of two who edit at the same time the second waits here
    theme = queries.theme(session, viewer, theme_id)
    if edition is not None and edition != theme.edition:
        raise EditedSince
    said = (free_name(session, viewer, name, theme), central_idea.strip())
    said_not = theme.is_not if is_not is None else is_not.strip()
    if (theme.name, theme.central_idea, theme.is_not) == (*said, said_not):
        return theme
    (theme.name, theme.central_idea), theme.is_not = said, said_not
    change(session, viewer, theme, CHANGED)
    return theme


def change(
    session: Session, viewer: Viewer, theme: Theme, act: str, *, merged_into: UUID | None = None,
    also: Collection[UUID] = (), payload: Mapping[str, Reference] | None = None, undoes: int | None = None,
) -> None:  # fmt: skip
    """Keep a theme as somebody has just made it: a new edition, its sign-offs and those of `also` reopened, the act.

    The act tells the edition that it made; `undoes` is the number of the act that it turns.
    """
    theme.edition += 1
    session.flush()
    keep_edition(session, viewer, theme, merged_into=merged_into)
    reopen(session, viewer, Changed(themes=[theme.id, *also]))
    told = {**(payload or {}), "edition": theme.edition}
    record(session, Act(viewer.study_id, viewer.member_id, act, theme.id, undoes=undoes, payload=told))


def remove_theme(
    session: Session, viewer: Viewer, theme_id: UUID, act: str = REMOVED, undoes: int | None = None
) -> None:
    """Remove a theme that holds nothing any more; `undoes` is the number of the act that this turns."""
    require(viewer, Action.EDIT_THEMES)
    theme = queries.theme(session, viewer, theme_id)
    if viewer.blind_rounds:
        raise StillBlind
    if not let_go_if_empty(session, viewer, theme):
        raise ThemeInUse
    next_revision(session, viewer)  # the themes below it take another colour
    record(session, Act(viewer.study_id, viewer.member_id, act, theme_id, undoes=undoes))


def let_go_if_empty(session: Session, viewer: Viewer, theme: Theme) -> bool:
    """Remove a theme unless it holds subthemes, codes, quotes, or what somebody found or signed in it."""
    held = (ThemeCode.study_id == viewer.study_id, ThemeCode.theme_id == theme.id)
    merged = ThemeCode.code_id.in_(list(stands_for(session, viewer)))
    holds = [
        select(ThemeCode.code_id).where(*held, ~merged),
        select(Quote.id).where(Quote.study_id == viewer.study_id, Quote.theme_id == theme.id),
        select(Theme.id).where(Theme.study_id == viewer.study_id, Theme.parent_id == theme.id),
        select(Finding.id).where(Finding.study_id == viewer.study_id, Finding.theme_id == theme.id),
        select(Summary.id).where(Summary.study_id == viewer.study_id, Summary.theme_id == theme.id),
    ]
    if any(session.scalar(one.limit(1)) is not None for one in holds):
        return False
    if is_reviewed(session, viewer, theme.id) or sign_offs(session, viewer, [theme.id]):
        return False
    session.execute(delete(ThemeCode).where(*held, merged))  # a merged code is shown nowhere, and keeps nobody
    for table in (ThemeQuestion, ThemeResponse):
        session.execute(delete(table).where(table.study_id == viewer.study_id, table.theme_id == theme.id))
    session.delete(theme)
    session.flush()
    end_edition(session, viewer, theme.id, now())
    return True


def free_name(session: Session, viewer: Viewer, name: str, theme: Theme | None) -> str:
    """Return a name of a theme, tidied; raises TitleMissing, and NameTaken by another theme."""
    name = " ".join(name.split())
    if not name:
        raise TitleMissing
    for other in queries.themes(session, viewer):
        if other.name.lower() == name.lower() and (theme is None or other.id != theme.id):
            raise NameTaken
    return name
