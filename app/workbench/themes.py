"""Themes: make themes and subthemes, and put codes into them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID, uuid4

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.security.permissions import Action, require
from app.security.viewer import Viewer
from app.sentences import N_, Refusal
from app.store.queries import coding
from app.store.queries import themes as queries
from app.store.queries.coding import CodeRow
from app.store.tables import Quote, Theme, ThemeCode
from app.store.trail_chain import Act, record
from app.workbench.codebook import next_revision
from app.workbench.studies import NameTaken, TitleMissing


class ThemeInUse(Refusal):
    """Removing a theme that still holds something."""

    sentence = N_("This theme still holds subthemes, codes or quotes. Move or remove them first.")


class StillBlind(Refusal):
    """Removing a theme while an independent round is open: a refusal would tell of a colleague's hidden code."""

    sentence = N_("An independent round is open. A theme can be removed once the round is revealed.")


class TooDeep(Refusal):
    """A subtheme of a subtheme."""

    sentence = N_("A subtheme belongs to a theme, not to another subtheme.")


@dataclass(frozen=True, slots=True)
class Branch:
    """A theme or subtheme with its codes and subthemes; `hue` is the number of its theme's colour, from 1."""

    id: UUID
    name: str
    central_idea: str
    hue: int
    codes: tuple[CodeRow, ...]
    subthemes: tuple["Branch", ...] = ()

    def every_code(self) -> dict[UUID, CodeRow]:
        """Return the codes of the theme and of its subthemes."""
        codes = {code.id: code for code in self.codes}
        for subtheme in self.subthemes:
            codes |= subtheme.every_code()
        return codes


@dataclass(frozen=True, slots=True)
class Tree:
    """The codebook as a tree: themes, and the codes that no theme holds yet."""

    themes: tuple[Branch, ...]
    unsorted: tuple[CodeRow, ...]
    hues: dict[UUID, int] = field(default_factory=dict)


def tree(session: Session, viewer: Viewer) -> Tree:
    """Return themes, subthemes and codes, in three statements whatever their number."""
    require(viewer, Action.READ)
    codes = {code.id: code for code in coding.codes(session, viewer)}
    rows, places = queries.themes(session, viewer), queries.theme_codes(session, viewer)
    held: dict[UUID, list[CodeRow]] = {}
    for theme_id, code_id in places:
        held.setdefault(theme_id, []).append(codes[code_id])
    tops = [row for row in rows if row.parent_id is None]
    themes = tuple(
        _branch(top, hue, held, [row for row in rows if row.parent_id == top.id]) for hue, top in enumerate(tops, 1)
    )
    hues = _hues(rows, places)
    return Tree(themes, tuple(code for code in codes.values() if code.id not in hues), hues)


def code_hues(session: Session, viewer: Viewer) -> dict[UUID, int]:
    """Return the hue of each code that is in a theme: the number of the first theme that it serves."""
    require(viewer, Action.READ)
    return _hues(queries.themes(session, viewer), queries.theme_codes(session, viewer))


def _hues(rows: Sequence[Theme], places: Sequence[tuple[UUID, UUID]]) -> dict[UUID, int]:
    tops = {row.id: hue for hue, row in enumerate((row for row in rows if row.parent_id is None), 1)}
    hue_of = {row.id: tops[row.parent_id or row.id] for row in rows}
    hues: dict[UUID, int] = {}
    for theme_id, code_id in places:
        hues[code_id] = min(hue_of[theme_id], hues.get(code_id, hue_of[theme_id]))
    return hues


def _branch(row: Theme, hue: int, held: dict[UUID, list[CodeRow]], children: list[Theme]) -> Branch:
    subthemes = tuple(_branch(child, hue, held, []) for child in children)
    return Branch(row.id, row.name, row.central_idea, hue, tuple(held.get(row.id, ())), subthemes)


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
    name = _free_name(session, viewer, name, None)
    if parent_id is not None and queries.theme(session, viewer, parent_id).parent_id is not None:
        raise TooDeep
    theme = Theme(
        study_id=viewer.study_id, id=theme_id or uuid4(), parent_id=parent_id, name=name,
        central_idea=central_idea.strip(), position=len(queries.themes(session, viewer)) + 1,
    )  # fmt: skip
    session.add(theme)
    session.flush()
    record(
        session,
        Act(viewer.study_id, viewer.member_id, "theme.created", theme.id, payload={"parent": parent_id}),
    )
    return theme


def edit_theme(session: Session, viewer: Viewer, theme_id: UUID, *, name: str, central_idea: str) -> Theme:
    """Rename a theme or say anew what it is about."""
    require(viewer, Action.EDIT_THEMES)
    theme = queries.theme(session, viewer, theme_id)
    theme.name = _free_name(session, viewer, name, theme)
    theme.central_idea = central_idea.strip()
    record(session, Act(viewer.study_id, viewer.member_id, "theme.changed", theme.id))
    return theme


def remove_theme(session: Session, viewer: Viewer, theme_id: UUID) -> None:
    """Remove a theme that holds nothing any more."""
    require(viewer, Action.EDIT_THEMES)
    theme = queries.theme(session, viewer, theme_id)
    if viewer.blind_rounds:
        raise StillBlind
    holds_code = select(ThemeCode.code_id).where(ThemeCode.study_id == viewer.study_id, ThemeCode.theme_id == theme.id)
    holds_quote = select(Quote.id).where(Quote.study_id == viewer.study_id, Quote.theme_id == theme.id)
    has_child = any(other.parent_id == theme.id for other in queries.themes(session, viewer))
    if has_child or session.scalar(holds_code.limit(1)) or session.scalar(holds_quote.limit(1)):
        raise ThemeInUse
    session.delete(theme)
    session.flush()
    next_revision(session, viewer)  # the themes below it take another colour
    record(session, Act(viewer.study_id, viewer.member_id, "theme.removed", theme_id))


def place_code(
    session: Session,
    viewer: Viewer,
    *,
    code_id: UUID,
    theme_id: UUID | None,
    from_theme_id: UUID | None = None,
) -> None:
    """Put a code into a theme or subtheme, out of another one, or (without a theme) out of all of them."""
    require(viewer, Action.EDIT_THEMES)
    code = coding.code(session, viewer, code_id)
    leaves = delete(ThemeCode).where(ThemeCode.study_id == viewer.study_id, ThemeCode.code_id == code.id)
    if from_theme_id is not None:
        leaves = leaves.where(ThemeCode.theme_id == from_theme_id)
    if theme_id is None or from_theme_id is not None:
        session.execute(leaves)
    if theme_id is not None:
        queries.theme(session, viewer, theme_id)
        session.merge(ThemeCode(study_id=viewer.study_id, theme_id=theme_id, code_id=code.id))
    session.flush()
    next_revision(session, viewer)
    payload = {"code": code.id, "theme": theme_id, "from": from_theme_id}
    record(
        session,
        Act(viewer.study_id, viewer.member_id, "code.placed", code.id, code.made_in_id, payload=payload),
    )


def _free_name(session: Session, viewer: Viewer, name: str, theme: Theme | None) -> str:
    name = " ".join(name.split())
    if not name:
        raise TitleMissing
    for other in queries.themes(session, viewer):
        if other.name.lower() == name.lower() and (theme is None or other.id != theme.id):
            raise NameTaken
    return name
