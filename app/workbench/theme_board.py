"""The theme board: move one code or many between themes, and see what a colleague moved meanwhile."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from app.security.permissions import Action, require
from app.security.viewer import Viewer
from app.sentences import N_, Refusal
from app.store.base import now
from app.store.queries import codes as code_queries
from app.store.queries import theme_past
from app.store.queries import themes as queries
from app.store.tables import Theme, ThemeState
from app.store.trail_chain import Act, Reference, record
from app.workbench.code_places import MANY_PLACED, PLACED, Places, places_of, reopen_for_places, told, told_of_many
from app.workbench.codebook import next_revision
from app.workbench.theme_past import put_codes, take_codes
from app.workbench.themes import ThemeDiscarded, create_theme


class NothingTicked(Refusal):
    """Moving without a code."""

    sentence = N_("Please tick at least one code first.")


class MovedMeanwhile(Refusal):
    """Moving a code out of a place where it is no longer."""

    sentence = N_("Somebody has moved a code since you opened the page, so nothing was moved.")


@dataclass(frozen=True, slots=True)
class Card:
    """A code as it lies on the board: in a theme, or in none."""

    code_id: UUID
    theme_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A code that is not where the page shows it: where it was seen, where it is now, and who put it there."""

    card: Card
    code: str
    seen_in: str
    now_in: tuple[str, ...]
    now_at: tuple[UUID, ...]
    by: str


def moved_meanwhile(session: Session, viewer: Viewer, cards: Sequence[Card], to: UUID | None) -> list[Elsewhere]:
    """Return the codes that are no longer where the page shows them, unless they are where they should go already."""
    require(viewer, Action.EDIT_THEMES)
    themes = {row.id: row for row in queries.themes(session, viewer)}
    places = _places(session, viewer, cards, themes)
    astray = [card for card in cards if not _is_there(card, places.get(card.code_id, set()), to)]
    if not astray:
        return []
    names = {row.id: row.name for row in code_queries.codes(session, viewer)}
    stays = {(one.code_id, one.theme_id): one for one in theme_past.stays(session, viewer, at=now())}
    found = []
    for card in astray:
        at = sorted(places.get(card.code_id, ()), key=lambda id_: themes[id_].position)
        by = {stays[card.code_id, id_].put_by for id_ in at if (card.code_id, id_) in stays}
        seen = themes[card.theme_id].name if card.theme_id in themes else ""
        found.append(
            Elsewhere(
                card, names.get(card.code_id, ""), seen, tuple(themes[id_].name for id_ in at), tuple(at),
                ", ".join(sorted(filter(None, by))),
            )
        )  # fmt: skip
    return found


def _is_there(card: Card, at: Collection[UUID], to: UUID | None) -> bool:
    if card.theme_id is None:
        return not at or set(at) == {to}
    return card.theme_id in at or to in at


def _places(
    session: Session, viewer: Viewer, cards: Sequence[Card], themes: dict[UUID, Theme]
) -> dict[UUID, set[UUID]]:
    """Return the themes that are not discarded in which each code lies."""
    found: dict[UUID, set[UUID]] = {}
    for theme_id, code_id in queries.theme_codes(session, viewer, {card.code_id for card in cards}):
        if not is_discarded(themes[theme_id], themes):
            found.setdefault(code_id, set()).add(theme_id)
    return found


def is_discarded(theme: Theme, themes: dict[UUID, Theme]) -> bool:
    """Say whether a theme, or the theme that it is a subtheme of, is discarded."""
    above = themes.get(theme.parent_id) if theme.parent_id else None
    return ThemeState.DISCARDED in {theme.state, above.state if above else None}


def move_codes(
    session: Session, viewer: Viewer, cards: Sequence[Card], to: UUID | None, *, also: bool = False
) -> set[UUID | None]:
    """Move codes into a theme, or into none; with `also` they stay where they are too. Return the themes touched.

    Raises MovedMeanwhile where a code is not where its card lies, so that nobody undoes a colleague's move unseen.
    """
    require(viewer, Action.EDIT_THEMES)
    if not cards:
        raise NothingTicked
    next_revision(session, viewer)  # first: of two who move at the same time the second waits here
    themes = {row.id: row for row in queries.themes(session, viewer)}
    if to is not None and is_discarded(queries.theme(session, viewer, to), themes):
        raise ThemeDiscarded
    made_in = queries.made_in(session, viewer, {card.code_id for card in cards})
    if not also and moved_meanwhile(session, viewer, cards, to):
        raise MovedMeanwhile
    at, leaves, before = now(), _leaves(cards, to, also=also), places_of(session, viewer, made_in)
    for theme_id, codes in leaves.items():
        take_codes(session, viewer, theme_id, codes, at)
    if to is not None:
        put_codes(session, viewer, to, [card.code_id for card in cards], at)
    _tell(session, viewer, cards, to, made_in, before)
    reopen_for_places(session, viewer, made_in, [to, *leaves])
    return {to, *(card.theme_id for card in cards)}


def _leaves(cards: Sequence[Card], to: UUID | None, *, also: bool) -> dict[UUID, list[UUID]]:
    found: dict[UUID, list[UUID]] = {}
    for card in cards:
        if card.theme_id not in {None, to} and card.theme_id is not None and not also:
            found.setdefault(card.theme_id, []).append(card.code_id)
    return found


def _tell(
    session: Session, viewer: Viewer, cards: Sequence[Card], to: UUID | None, made_in: dict[UUID, UUID | None],
    before: Places,
) -> None:  # fmt: skip
    """Put one act on the trail for the codes of each blind round, and one for those of the whole team."""
    after = places_of(session, viewer, made_in)
    for round_id in sorted(set(made_in.values()), key=str):
        mine = list(dict.fromkeys(card.code_id for card in cards if made_in[card.code_id] == round_id))
        payload: dict[str, Reference] = {
            "theme": to, "codes": told(mine), "before": told_of_many({one: before[one] for one in mine}),
            "after": told_of_many({one: after[one] for one in mine}),
        }  # fmt: skip
        if len(mine) == 1:
            [code_id] = mine
            payload = {
                "code": code_id, "theme": to, "before": told(before[code_id]), "after": told(after[code_id]),
            }  # fmt: skip
        act, subject = (PLACED, mine[0]) if len(mine) == 1 else (MANY_PLACED, None)
        record(session, Act(viewer.study_id, viewer.member_id, act, subject, round_id, payload=payload))


def split_off(
    session: Session, viewer: Viewer, cards: Sequence[Card], *, name: str, central_idea: str = "",
    parent_id: UUID | None = None, theme_id: UUID | None = None,
) -> Theme:  # fmt: skip
    """Make a new theme or subtheme out of codes, wherever they lie."""
    require(viewer, Action.EDIT_THEMES)
    if not cards:
        raise NothingTicked
    theme = create_theme(session, viewer, name=name, central_idea=central_idea, parent_id=parent_id, theme_id=theme_id)
    move_codes(session, viewer, cards, theme.id)
    return theme


@dataclass(frozen=True, slots=True)
class Discarded:
    """A theme that was discarded: why, by whom and when, and what took its codes over."""

    id: UUID
    name: str
    central_idea: str
    why: str
    merged_into: str
    by: str
    at: datetime
    codes: int
    stamp: str


def discarded(session: Session, viewer: Viewer) -> list[Discarded]:
    """Return the discarded themes, newest first."""
    require(viewer, Action.READ)
    themes = {row.id: row for row in queries.themes(session, viewer)}
    gone = {row.id for row in themes.values() if row.state is ThemeState.DISCARDED}
    if not gone:
        return []
    held: dict[UUID, int] = {}
    for theme_id, _ in queries.theme_codes(session, viewer):
        held[theme_id] = held.get(theme_id, 0) + 1
    running = [one for one in theme_past.editions(session, viewer, at=now()) if one.theme_id in gone]
    return [
        Discarded(
            one.theme_id, one.name, one.central_idea, one.why,
            themes[one.merged_into_id].name if one.merged_into_id in themes else "", one.initials or "", one.since,
            held.get(one.theme_id, 0), str(themes[one.theme_id].edition),
        )
        for one in reversed(running)
    ]  # fmt: skip
