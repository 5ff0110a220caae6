"""Undo of what was done to a theme, and doing it again: the theme is once more what it was in an earlier edition."""

import json
from typing import Final
from uuid import UUID

from sqlalchemy.orm import Session

from app.security.permissions import Action, require
from app.security.viewer import Viewer
from app.sentences import N_, Refusal
from app.store.queries import themes as queries
from app.store.queries.theme_past import EditionLine, editions
from app.store.queries.trail import ActOn
from app.store.queries.transcripts import NotInThisStudy
from app.store.tables import Theme, ThemeState
from app.workbench.codebook import next_revision
from app.workbench.theme_shaping import DISCARDED, PROMOTED, PUT_UNDER, STATE, TAKEN_BACK
from app.workbench.themes import CHANGED, CREATED, REMOVED, ThemeDiscarded, TooDeep, change, free_name, remove_theme
from app.workbench.turned import UNDONE, base, ever, turned

EDITIONS: Final = (CHANGED, STATE, DISCARDED, TAKEN_BACK, PROMOTED, PUT_UNDER)
THEME_ACTS: Final = tuple(name for act in (CREATED, REMOVED, *EDITIONS) for name in ever(act))


class ThemeChangedAgain(Refusal):
    """Taking back a change of a theme that was changed, removed or made again since."""

    sentence = N_("This theme has been changed again since. Undo the later change first.")


def turn_theme(session: Session, viewer: Viewer, act: ActOn) -> None:
    """Do the opposite of an act on a theme; raises ThemeChangedAgain, or what is in the way."""
    require(viewer, Action.EDIT_THEMES)
    next_revision(session, viewer)  # first: of two who shape at the same time the second waits here
    if act.subject_id is None:
        raise NotInThisStudy
    theme = next((one for one in queries.themes(session, viewer) if one.id == act.subject_id), None)
    if base(act.act) in EDITIONS:
        _as_before(session, viewer, theme, act)
        return
    comes_back = (base(act.act) == REMOVED) != act.act.endswith(UNDONE)
    if comes_back != (theme is None):
        raise ThemeChangedAgain
    if comes_back:
        _bring_back(session, viewer, act)
    else:
        remove_theme(session, viewer, act.subject_id, turned(act.act), act.number)


def _as_before(session: Session, viewer: Viewer, theme: Theme | None, act: ActOn) -> None:
    edition = json.loads(act.payload).get("edition")
    if theme is None or edition != theme.edition:
        raise ThemeChangedAgain
    [was] = [one for one in editions(session, viewer, theme_id=theme.id) if one.edition == edition - 1]
    above = _above(session, viewer, theme, was)
    theme.name = free_name(session, viewer, was.name, theme)
    theme.central_idea, theme.is_not, theme.state, theme.why = was.central_idea, was.is_not, was.state, was.why
    touched = {one for one in (theme.parent_id, above) if one is not None}
    theme.parent_id, theme.position = above, was.position
    change(session, viewer, theme, turned(act.act), also=touched, undoes=act.number)


def _above(session: Session, viewer: Viewer, theme: Theme, was: EditionLine) -> UUID | None:
    """Return the theme that it lay under, where it can lie there again; raises ThemeDiscarded and TooDeep."""
    if was.parent_id is None or was.parent_id == theme.parent_id:
        return was.parent_id
    parent = queries.theme(session, viewer, was.parent_id)
    if parent.state is ThemeState.DISCARDED:
        raise ThemeDiscarded
    if parent.parent_id is not None or any(one.parent_id == theme.id for one in queries.themes(session, viewer)):
        raise TooDeep
    return parent.id


def _bring_back(session: Session, viewer: Viewer, act: ActOn) -> None:
    """Make a theme again that was removed, as it was; a subtheme whose theme is gone becomes a theme."""
    was = editions(session, viewer, theme_id=act.subject_id)[-1]
    above = next((one for one in queries.themes(session, viewer) if one.id == was.parent_id), None)
    stays = above is not None and above.state is not ThemeState.DISCARDED and above.parent_id is None
    theme = Theme(
        study_id=viewer.study_id, id=was.theme_id, parent_id=was.parent_id if stays else None,
        name=free_name(session, viewer, was.name, None), central_idea=was.central_idea, is_not=was.is_not,
        state=was.state, why=was.why, position=was.position, edition=was.edition,
    )  # fmt: skip
    session.add(theme)
    change(session, viewer, theme, turned(act.act), undoes=act.number)
