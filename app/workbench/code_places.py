"""Where a code lies: put it into themes and out of them, and take a move back."""

import json
from collections.abc import Collection, Iterable, Mapping
from typing import Final
from uuid import UUID

from sqlalchemy.orm import Session

from app.security.permissions import Action, require
from app.security.viewer import Viewer
from app.sentences import N_, Refusal
from app.store.base import now
from app.store.queries import codes as code_queries
from app.store.queries import themes as queries
from app.store.queries.trail import ActOn
from app.store.tables import ThemeState
from app.store.trail_chain import Act, Reference, record
from app.workbench.codebook import next_revision
from app.workbench.sign_offs import Changed, reopen
from app.workbench.theme_past import put_codes, take_codes
from app.workbench.themes import ThemeDiscarded
from app.workbench.turned import turned

PLACED: Final = "code.placed"
MANY_PLACED: Final = "code.many placed"
Places = Mapping[UUID, Collection[UUID]]


class MovedAgain(Refusal):
    """Taking back a move after which the code was moved again."""

    sentence = N_("The code has been moved again since. Take the later move back first, or move the code.")


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
    next_revision(session, viewer)
    code = code_queries.code(session, viewer, code_id)
    before = places_of(session, viewer, [code.id])[code.id]
    leaves = [from_theme_id] if from_theme_id is not None else [] if theme_id is not None else list(before)
    if theme_id is not None and queries.theme(session, viewer, theme_id).state is ThemeState.DISCARDED:
        raise ThemeDiscarded
    move(session, viewer, code.id, leaves=leaves, enters=[] if theme_id is None else [theme_id])
    reopen_for_places(session, viewer, {code.id: code.made_in_id}, [*leaves, theme_id])
    after = places_of(session, viewer, [code.id])[code.id]
    payload: dict[str, Reference] = {
        "code": code.id, "theme": theme_id, "from": from_theme_id, "before": told(before), "after": told(after),
    }  # fmt: skip
    record(session, Act(viewer.study_id, viewer.member_id, PLACED, code.id, code.made_in_id, payload=payload))


def put_back(session: Session, viewer: Viewer, act: ActOn) -> None:
    """Put codes back into the themes where they were before a move; raises MovedAgain, or what is not there."""
    require(viewer, Action.EDIT_THEMES)
    next_revision(session, viewer)
    was = json.loads(act.payload)
    if "before" not in was:
        raise MovedAgain
    before, after = _places_told(was, "before"), _places_told(was, "after")
    there = {code_id: set(at) for code_id, at in places_of(session, viewer, after).items()}
    if there != after:
        raise MovedAgain
    codes = [code_queries.code(session, viewer, code_id) for code_id in before]
    for code in codes:
        wanted = {queries.theme(session, viewer, one).id for one in before[code.id]}
        move(session, viewer, code.id, leaves=there[code.id] - wanted, enters=wanted - there[code.id])
        reopen_for_places(session, viewer, {code.id: code.made_in_id}, there[code.id] ^ wanted)
    payload = {**was, "before": was["after"], "after": was["before"]}
    made_in = codes[0].made_in_id
    name, subject = turned(act.act), act.subject_id
    record(session, Act(viewer.study_id, viewer.member_id, name, subject, made_in, act.number, payload))


def _places_told(payload: Mapping[str, str], when: str) -> dict[UUID, set[UUID]]:
    """Return by code the themes in which the trail says it was: of one code, or of many."""
    if payload.get("code"):
        return {UUID(payload["code"]): set(map(UUID, payload[when].split()))}
    apart = (one.partition(":") for one in payload[when].split())
    return {UUID(code): set(map(UUID, filter(None, at.split(",")))) for code, _, at in apart}


def move(
    session: Session, viewer: Viewer, code_id: UUID, *, leaves: Collection[UUID], enters: Collection[UUID]
) -> None:
    """Take a code out of some themes and put it into others."""
    at = now()
    for theme_id in leaves:
        take_codes(session, viewer, theme_id, [code_id], at)
    for theme_id in enters:
        put_codes(session, viewer, theme_id, [code_id], at)


def places_of(session: Session, viewer: Viewer, code_ids: Collection[UUID]) -> Places:
    """Return the themes of each code, discarded ones too."""
    found: dict[UUID, list[UUID]] = {code_id: [] for code_id in code_ids}
    for theme_id, code_id in queries.every_place(session, viewer, *code_ids) if code_ids else ():
        found[code_id].append(theme_id)
    return found


def told_of_many(places: Places) -> str:
    """Return codes, each with its themes, for the trail."""
    return " ".join(f"{code_id}:{','.join(sorted(map(str, at)))}" for code_id, at in sorted(places.items()))


def told(theme_ids: Iterable[UUID]) -> str:
    """Return themes for the trail."""
    return " ".join(sorted(map(str, theme_ids)))


def reopen_for_places(
    session: Session, viewer: Viewer, codes: Mapping[UUID, UUID | None], themes: Iterable[UUID | None]
) -> None:
    """Reopen what stood behind themes whose codes have changed, unless only blind codes have: nobody sees those.

    `codes` gives the blind round in which each code was made.
    """
    touched = {theme for theme in themes if theme is not None}
    if touched and any(made_in not in viewer.blind_rounds for made_in in codes.values()):
        reopen(session, viewer, Changed(themes=touched))
