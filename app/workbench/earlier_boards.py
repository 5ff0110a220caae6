"""The theme board at any earlier moment, and what has changed since."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy.orm import Session

from app.security.permissions import Action, require
from app.security.viewer import Viewer
from app.store.base import now
from app.store.queries import theme_past as queries
from app.store.queries.theme_past import EditionLine, StayLine
from app.store.tables import ThemeState

SHOWN = 300  # moments in the list, newest first


class Happened(StrEnum):
    """What changed on the board at a moment."""

    MADE = "made"
    CHANGED = "changed"
    RENAMED = "renamed"
    STATE = "state"
    DISCARDED = "discarded"
    MERGED = "merged"
    TAKEN_BACK = "taken back"
    PROMOTED = "promoted"
    PUT_UNDER = "put under"
    PUT_IN = "put in"
    TAKEN_OUT = "taken out"


@dataclass(frozen=True, slots=True)
class Happening:
    """One change: of which theme, by whom, and with which codes."""

    at: datetime
    what: Happened
    theme: str
    by: str
    codes: tuple[str, ...] = ()
    before: str = ""


@dataclass(frozen=True, slots=True)
class OldBranch:
    """A theme or subtheme as it was, with the codes in it."""

    id: UUID
    name: str
    central_idea: str
    is_not: str
    state: ThemeState
    codes: tuple[tuple[UUID, str], ...]
    subthemes: tuple["OldBranch", ...] = ()


@dataclass(frozen=True, slots=True)
class Difference:
    """What a board has that a later one has not, or has otherwise, by the names of the later one.

    `placed` are themes with the theme that they stood under and the one that they stand under, "" for none.
    """

    made: tuple[str, ...]
    gone: tuple[str, ...]
    renamed: tuple[tuple[str, str], ...]
    placed: tuple[tuple[str, str, str], ...]
    reworded: tuple[str, ...]
    states: tuple[tuple[str, ThemeState, ThemeState], ...]
    moved: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing has changed since."""
        return not any((self.made, self.gone, self.renamed, self.placed, self.reworded, self.states, self.moved))


@dataclass(frozen=True, slots=True)
class Earlier:
    """The board at a moment, and what is different at a later one: now, if `until` is None."""

    at: datetime
    until: datetime | None
    themes: tuple[OldBranch, ...]
    since: Difference


def happenings(session: Session, viewer: Viewer) -> list[Happening]:
    """Return what has changed on the board, newest first, as far as the viewer may see the codes.

    What was taken out and put in at one moment always stands in the same order.
    """
    require(viewer, Action.READ)
    editions = queries.editions(session, viewer)
    names = {one.theme_id: one.name for one in editions}
    found = [*_editions(editions), *_moves(queries.stays(session, viewer, latest=SHOWN), names)]
    return sorted(found, key=lambda one: (one.at, one.what, one.theme, one.codes, one.by), reverse=True)[:SHOWN]


def _editions(editions: Sequence[EditionLine]) -> Iterator[Happening]:
    last: dict[UUID, EditionLine] = {}
    for one in editions:
        before = last.get(one.theme_id)
        last[one.theme_id] = one
        what = Happened.MADE if before is None else _change(before, one)
        was = before.name if before and what is Happened.RENAMED else ""
        yield Happening(one.since, what, one.name, one.initials or "", before=was)


def _change(before: EditionLine, after: EditionLine) -> Happened:
    if after.state is ThemeState.DISCARDED and before.state is not ThemeState.DISCARDED:
        return Happened.MERGED if after.merged_into_id else Happened.DISCARDED
    if before.state is ThemeState.DISCARDED:
        return Happened.TAKEN_BACK
    if before.parent_id != after.parent_id:
        return Happened.PUT_UNDER if after.parent_id else Happened.PROMOTED
    if before.name != after.name:
        return Happened.RENAMED
    return Happened.STATE if before.state is not after.state else Happened.CHANGED


def _moves(stays: Iterable[StayLine], names: dict[UUID, str]) -> Iterator[Happening]:
    """Yield one happening for the codes that came into, or left, a theme at the same moment."""
    together: dict[tuple[datetime, Happened, UUID, str], list[str]] = {}
    for one in stays:
        together.setdefault((one.since, Happened.PUT_IN, one.theme_id, one.put_by or ""), []).append(one.code)
        if one.until is not None:
            key = one.until, Happened.TAKEN_OUT, one.theme_id, one.taken_by or ""
            together.setdefault(key, []).append(one.code)
    for (at, what, theme_id, by), codes in together.items():
        yield Happening(at, what, names.get(theme_id, ""), by, tuple(sorted(codes, key=str.casefold)))


def earlier(session: Session, viewer: Viewer, at: datetime, until: datetime | None = None) -> Earlier:
    """Return the board of a moment, and what is different now or at `until`; the earlier moment comes first."""
    require(viewer, Action.READ)
    if until is not None and until < at:
        at, until = until, at
    then, later = _board(session, viewer, at), _board(session, viewer, until or now())
    return Earlier(at, until, then, _difference(then, later))


def _board(session: Session, viewer: Viewer, at: datetime) -> tuple[OldBranch, ...]:
    """Return the themes that stood at a moment; what was discarded by then is left out, as on the board."""
    editions = [one for one in queries.editions(session, viewer, at=at) if one.state is not ThemeState.DISCARDED]
    editions.sort(key=lambda one: (one.position, str(one.theme_id)))
    codes: dict[UUID, list[tuple[UUID, str]]] = {}
    for stay in queries.stays(session, viewer, at=at):
        codes.setdefault(stay.theme_id, []).append((stay.code_id, stay.code))
    return tuple(_old(one, editions, codes) for one in editions if one.parent_id is None)


def _old(one: EditionLine, editions: Sequence[EditionLine], codes: dict[UUID, list[tuple[UUID, str]]]) -> OldBranch:
    below = tuple(_old(other, (), codes) for other in editions if other.parent_id == one.theme_id)
    held = tuple(codes.get(one.theme_id, ()))
    return OldBranch(one.theme_id, one.name, one.central_idea, one.is_not, one.state, held, below)


def _difference(then: Sequence[OldBranch], later: Sequence[OldBranch]) -> Difference:
    was, is_ = {one.id: one for one in _flat(then)}, {one.id: one for one in _flat(later)}
    both = [(one, is_[id_]) for id_, one in was.items() if id_ in is_]
    above, over = _above(then), _above(later)
    return Difference(
        made=tuple(one.name for id_, one in is_.items() if id_ not in was),
        gone=tuple(one.name for id_, one in was.items() if id_ not in is_),
        renamed=tuple((old.name, new.name) for old, new in both if old.name != new.name),
        placed=tuple(
            (new.name, _name(above[new.id], is_, was), _name(over[new.id], is_, was))
            for _, new in both
            if above[new.id] != over[new.id]
        ),
        reworded=tuple(
            new.name for old, new in both if (old.central_idea, old.is_not) != (new.central_idea, new.is_not)
        ),
        states=tuple((new.name, old.state, new.state) for old, new in both if old.state is not new.state),
        moved=tuple(_moved(was, is_)),
    )


def _above(branches: Iterable[OldBranch]) -> dict[UUID, UUID | None]:
    """Return under which theme each one stands."""
    found: dict[UUID, UUID | None] = {}
    for branch in branches:
        found[branch.id] = None
        found |= {below.id: branch.id for below in branch.subthemes}
    return found


def _name(id_: UUID | None, *boards: dict[UUID, OldBranch]) -> str:
    """Return what a theme is called on the first of the boards that has it."""
    return next((board[id_].name for board in boards if id_ in board), "") if id_ else ""


def _flat(branches: Iterable[OldBranch]) -> Iterator[OldBranch]:
    for branch in branches:
        yield branch
        yield from branch.subthemes


def _moved(
    was: dict[UUID, OldBranch], is_: dict[UUID, OldBranch]
) -> Iterator[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    """Yield each code that lies elsewhere now, with the themes where it lay and where it lies, by today's names."""
    names = {id_: one.name for id_, one in (was | is_).items()}
    before, after = _places(was), _places(is_)
    words = {code: name for branches in (was, is_) for one in branches.values() for code, name in one.codes}
    for code in sorted(before.keys() | after.keys(), key=lambda id_: words[id_].casefold()):
        old, new = before.get(code, set()), after.get(code, set())
        if old != new:
            yield words[code], tuple(sorted(names[id_] for id_ in old)), tuple(sorted(names[id_] for id_ in new))


def _places(branches: dict[UUID, OldBranch]) -> dict[UUID, set[UUID]]:
    found: dict[UUID, set[UUID]] = {}
    for id_, one in branches.items():
        for code, _ in one.codes:
            found.setdefault(code, set()).add(id_)
    return found
