"""Shape the themes: how far each is, discard and take back, merge two, put one under another or make it stand alone."""

from uuid import UUID

from sqlalchemy.orm import Session

from app.security.permissions import Action, require
from app.security.viewer import Viewer
from app.sentences import N_, Refusal
from app.store.queries import themes as queries
from app.store.tables import Theme, ThemeState
from app.workbench.codebook import next_revision
from app.workbench.taking_over import take_over
from app.workbench.theme_board import is_discarded
from app.workbench.theme_past import keep_edition
from app.workbench.themes import StillBlind, ThemeDiscarded, TooDeep, change

STATE, DISCARDED, TAKEN_BACK = "theme.state", "theme.discarded", "theme.taken back"
PROMOTED, PUT_UNDER = "theme.promoted", "theme.put under"


class ReasonMissing(Refusal):
    """Discarding a theme without saying why."""

    sentence = N_("Please say why the theme is discarded: what was tried matters as much as what stays.")


class MergedWithItself(Refusal):
    """Merging a theme into itself or into its own subtheme."""

    sentence = N_("A theme cannot be merged with itself or with its own subtheme.")


class ChangedMeanwhile(Refusal):
    """Changing a theme from a page that shows it as it was before somebody else changed it."""

    sentence = N_(
        "Somebody has changed “%(name)s” since you opened the page, so nothing was changed. Please look at it as it is "
        "now, and do it again if you still want to."
    )


class NotDiscarded(Refusal):
    """Taking back a theme that is not discarded."""

    sentence = N_("This theme is not discarded.")


def set_state(session: Session, viewer: Viewer, theme_id: UUID, state: ThemeState, *, seen: str = "") -> Theme:
    """Say how far a theme is: candidate, reviewed or defined."""
    theme = _held(session, viewer, theme_id, seen)
    if state is ThemeState.DISCARDED:
        raise ReasonMissing
    if theme.state is ThemeState.DISCARDED:
        raise ThemeDiscarded
    if theme.state is not state:
        theme.state = state
        change(session, viewer, theme, STATE, payload={"state": state.value})
    return theme


def discard(session: Session, viewer: Viewer, theme_id: UUID, *, why: str, seen: str = "") -> Theme:
    """Discard a theme with a reason. Its codes are free again; what it held is kept, so that it can be taken back."""
    theme = _held(session, viewer, theme_id, seen)
    if not why.strip():
        raise ReasonMissing
    if theme.state is not ThemeState.DISCARDED:
        theme.state, theme.why = ThemeState.DISCARDED, why.strip()
        change(session, viewer, theme, DISCARDED)
    return theme


def take_back(session: Session, viewer: Viewer, theme_id: UUID, *, seen: str = "") -> Theme:
    """Take a discarded theme back as a candidate, with its codes; a subtheme of a discarded theme becomes a theme."""
    theme = _held(session, viewer, theme_id, seen, whole=False)
    if theme.state is not ThemeState.DISCARDED:
        raise NotDiscarded
    theme.state, theme.why = ThemeState.CANDIDATE, ""
    if theme.parent_id and queries.theme(session, viewer, theme.parent_id).state is ThemeState.DISCARDED:
        theme.parent_id = None
    change(session, viewer, theme, TAKEN_BACK, also=[theme.parent_id] if theme.parent_id else [])
    return theme


def put_under(session: Session, viewer: Viewer, theme_id: UUID, parent_id: UUID | None, *, seen: str = "") -> Theme:
    """Make a theme a subtheme of another one, or, without one, make a subtheme a theme of its own."""
    theme = _held(session, viewer, theme_id, seen)
    before = theme.parent_id
    if parent_id is not None:
        parent = queries.theme(session, viewer, parent_id)
        if parent.state is ThemeState.DISCARDED:
            raise ThemeDiscarded
        if parent.parent_id is not None or parent.id == theme.id or _subthemes(session, viewer, theme.id):
            raise TooDeep
    if parent_id == before:
        return theme
    last = max(row.position for row in queries.themes(session, viewer))
    theme.parent_id, theme.position = parent_id, last + 1
    act = PROMOTED if parent_id is None else PUT_UNDER
    touched = [one for one in (before, parent_id) if one is not None]
    change(session, viewer, theme, act, also=touched, payload={"parent": parent_id, "before": before})
    return theme


def merge(session: Session, viewer: Viewer, theme_id: UUID, into_id: UUID, *, seen: str = "") -> Theme:
    """Let another theme take over the subthemes of a theme and all that it holds; it is then discarded.

    Not while an independent round is open: quotes that the viewer cannot see would be left behind.
    """
    if viewer.blind_rounds:
        raise StillBlind
    theme = _held(session, viewer, theme_id, seen)
    into, below = queries.theme(session, viewer, into_id), _subthemes(session, viewer, theme.id)
    if into.id == theme.id or into.parent_id == theme.id:
        raise MergedWithItself
    if is_discarded(into, {row.id: row for row in queries.themes(session, viewer)}):
        raise ThemeDiscarded
    if below and into.parent_id is not None:
        raise TooDeep
    take_over(session, viewer, theme, into)
    for subtheme in below:
        subtheme.parent_id, subtheme.edition = into.id, subtheme.edition + 1
        session.flush()
        keep_edition(session, viewer, subtheme)
    theme.state, theme.why = ThemeState.DISCARDED, ""
    change(session, viewer, theme, "theme.merged", merged_into=into.id, also=[into.id], payload={"into": into.id})
    return into


def _held(session: Session, viewer: Viewer, theme_id: UUID, seen: str, *, whole: bool = True) -> Theme:
    """Return a theme that the viewer may change; raises ChangedMeanwhile when the page shows an older state of it."""
    require(viewer, Action.EDIT_THEMES)
    next_revision(session, viewer)  # first: of two who shape at the same time the second waits here
    theme = queries.theme(session, viewer, theme_id)
    if seen and seen != (_stamp(session, viewer, theme) if whole else str(theme.edition)):
        raise ChangedMeanwhile(name=theme.name)
    return theme


def _stamp(session: Session, viewer: Viewer, theme: Theme) -> str:
    """Return what `Branch.stamp` says of it, without drawing the board."""
    codes = sum(theme_id == theme.id for theme_id, _ in queries.theme_codes(session, viewer))
    return f"{theme.edition}-{codes}-{len(_subthemes(session, viewer, theme.id))}"


def _subthemes(session: Session, viewer: Viewer, theme_id: UUID) -> list[Theme]:
    return [
        row
        for row in queries.themes(session, viewer)
        if row.parent_id == theme_id and row.state is not ThemeState.DISCARDED
    ]
