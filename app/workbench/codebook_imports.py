"""Take codes in: from a file or from a book to start from, looked through first, as one act that can be taken back."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from app.analysis.codebook.entries import RULE, Entry, Path
from app.analysis.codebook.near_names import Likeness, near_to
from app.security.permissions import Action, require
from app.security.viewer import Viewer
from app.sentences import N_, Refusal
from app.store.base import now
from app.store.queries import codebook as queries
from app.store.queries import studies, themes
from app.store.queries.standing import stands_for
from app.store.tables import Code, Theme, ThemeState
from app.store.trail_chain import Act, Reference, record
from app.workbench.code_places import reopen_for_places
from app.workbench.codebook import add_code, next_revision, reword
from app.workbench.theme_past import keep_edition, put_codes
from app.workbench.themes import ThemeDiscarded

IMPORTED: Final = "codebook.imported"
DEEPER: Final = " > "


class NothingTicked(Refusal):
    """Importing no code at all."""

    sentence = N_("No code is ticked, so nothing was taken in. Tick those that you want.")


class Same(StrEnum):
    """What to do with a code whose name the codebook has already."""

    OURS = "ours"
    THEIRS = "theirs"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody chose: which codes (by their place among the entries), where they go, and what of known names.

    `under` puts all of them into one theme; without it they go where the file says (`by_theme`), or into no theme.
    """

    ticked: frozenset[int]
    same: Mapping[int, Same] = field(default_factory=dict)
    names: Mapping[int, str] = field(default_factory=dict)
    by_theme: bool = True
    under: UUID | None = None


@dataclass(frozen=True, slots=True)
class PlannedCode:
    """A code that could come in: where it stands in the file, and what the codebook has already.

    `ours` has the same name; `near` are names that may mean the same. `free` is a name that would be free.
    """

    number: int
    entry: Entry
    theme: str
    subtheme: str
    ours: Code | None
    merged: bool
    twice: bool
    near: tuple[tuple[str, tuple[Likeness, ...]], ...]
    free: str

    @property
    def clashes(self) -> bool:
        """Whether it cannot come in under its own name."""
        return self.ours is not None or self.twice

    @property
    def identical(self) -> bool:
        """Whether ours says the same already."""
        return self.ours is not None and all(getattr(self.ours, part) == getattr(self.entry, part) for part in RULE)


@dataclass(frozen=True, slots=True)
class Stored:
    """What an import did."""

    made: int
    changed: int
    kept: int


def planned(session: Session, viewer: Viewer, entries: Sequence[Entry]) -> list[PlannedCode]:
    """Return the codes of a file as they would come in; nothing is stored."""
    require(viewer, Action.EDIT_CODEBOOK)
    known = {code.name.casefold(): code for code in queries.every_code(session, viewer)}
    merged = stands_for(session, viewer)
    names = {code.id: code.name for code in known.values() if code.id not in merged}
    language = studies.study(session, viewer).language
    taken, seen, found = set(known), set[str](), list[PlannedCode]()
    taken |= {entry.name.casefold() for entry in entries if entry.codable}
    for number, entry in enumerate(entries):
        if not entry.codable:
            continue
        key = entry.name.casefold()
        ours, twice = known.get(key), key in seen
        near = {} if ours else near_to(entry.name, names, language)
        free = _free(entry.name, taken) if ours or twice else entry.name
        theme, subtheme = levels(entry.path)
        found.append(
            PlannedCode(
                number, entry, theme, subtheme, ours, ours is not None and ours.id in merged, twice,
                tuple((names[id_], why) for id_, why in near.items()), free,
            )
        )  # fmt: skip
        seen.add(key)
    return found


def levels(path: Path) -> tuple[str, str]:
    """Return the theme and subtheme of a path; what lies deeper stands in the name of the subtheme."""
    return (path[0] if path else ""), DEEPER.join(path[1:])


def _free(name: str, taken: set[str]) -> str:
    """Return a name that is free, and keep it as taken."""
    number = 2
    while f"{name} ({number})".casefold() in taken:
        number += 1
    taken.add(f"{name} ({number})".casefold())
    return f"{name} ({number})"


def store_import(session: Session, viewer: Viewer, entries: Sequence[Entry], wanted: Wanted) -> Stored:
    """Take the chosen codes in: one act, with the themes that they need."""
    require(viewer, Action.EDIT_CODEBOOK)
    next_revision(session, viewer)  # first: who changes the codebook at the same time waits here
    chosen = [one for one in planned(session, viewer, entries) if one.number in wanted.ticked]
    if not chosen:
        raise NothingTicked
    shelves = _Shelves(session, viewer, entries)
    made, changed, kept = list[UUID](), list[str](), 0
    for one in chosen:
        same = Same.BOTH if one.twice else wanted.same.get(one.number, Same.OURS)
        if one.ours is not None and same is Same.OURS:
            kept += 1
        elif one.ours is not None and same is Same.THEIRS and not one.merged:
            theirs = {part: getattr(one.entry, part) for part in RULE if getattr(one.entry, part)}
            edition = one.ours.edition
            if reword(session, viewer, one.ours, name=one.ours.name, rule=theirs):
                changed.append(f"{one.ours.id}:{edition}")
        else:
            made.append(_made(session, viewer, one, wanted.names.get(one.number, "").strip() or one.free).id)
            shelves.put(made[-1], one, wanted)
    payload: dict[str, Reference] = {
        "made": " ".join(map(str, made)), "changed": " ".join(changed), "themes": " ".join(map(str, shelves.made)),
    }  # fmt: skip
    round_id = next(iter(viewer.blind_rounds), None)  # what is made in a blind round is its coder's own
    reopen_for_places(session, viewer, dict.fromkeys(made, round_id), shelves.filled)
    record(session, Act(viewer.study_id, viewer.member_id, IMPORTED, None, round_id, payload=payload))
    return Stored(len(made), len(changed), kept)


def _made(session: Session, viewer: Viewer, one: PlannedCode, name: str) -> Code:
    """Make the code; outside blind rounds it keeps the identifier that other programs know it by, if that is free."""
    guid = one.entry.guid
    if guid is not None and (viewer.blind_rounds or guid in {code.id for code in queries.every_code(session, viewer)}):
        guid = None
    rule = {part: getattr(one.entry, part) for part in RULE}
    return add_code(session, viewer, name=name, rule=rule, code_id=guid)


class _Shelves:
    """The themes into which an import puts its codes: those of the study, and new ones where the file names more."""

    def __init__(self, session: Session, viewer: Viewer, entries: Collection[Entry]) -> None:
        self.session, self.viewer = session, viewer
        self.ideas = {levels(entry.place): entry.definition for entry in entries if not entry.codable}
        self.rows = themes.themes(session, viewer)
        self.made, self.filled = list[UUID](), set[UUID]()

    def put(self, code_id: UUID, one: PlannedCode, wanted: Wanted) -> None:
        """Put a code into its theme, if it has one."""
        theme: Theme | None = None
        if wanted.under is not None:
            theme = themes.theme(self.session, self.viewer, wanted.under)
        elif wanted.by_theme and one.theme:
            theme = self._find(one.theme, None, (one.theme, ""))
            if one.subtheme:
                theme = self._find(one.subtheme, theme, (one.theme, one.subtheme))
        if theme is not None:
            if theme.state is ThemeState.DISCARDED:
                raise ThemeDiscarded
            put_codes(self.session, self.viewer, theme.id, [code_id], now())
            self.filled.add(theme.id)

    def _find(self, name: str, parent: Theme | None, place: tuple[str, str]) -> Theme:
        """Return the theme of a name at its place, made now if need be; where the name is taken it gets more to it."""
        above = parent.id if parent and parent.parent_id is None else None
        told = f"{name} ({parent.name})" if parent else name
        by_name = {row.name.casefold(): row for row in self.rows}
        for wanted in (name, told):
            row = by_name.get(wanted.casefold())
            if row is not None and row.state is not ThemeState.DISCARDED and (row.parent_id == above or parent is None):
                return row
        free, number = (name if name.casefold() not in by_name else told), 2
        while free.casefold() in by_name:
            free, number = f"{told} ({number})", number + 1
        row = Theme(
            study_id=self.viewer.study_id, id=uuid4(), parent_id=above, name=free,
            central_idea=self.ideas.get(place, ""), position=max((one.position for one in self.rows), default=0) + 1,
        )  # fmt: skip
        self.session.add(row)
        self.session.flush()
        keep_edition(self.session, self.viewer, row)
        self.rows.append(row)
        self.made.append(row.id)
        return row
