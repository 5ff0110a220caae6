"""The codes of a card in the reading mode: by theme, the most used first, and on top those that were used last."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final
from uuid import UUID

from sqlalchemy.orm import Session

from app.security.viewer import Viewer
from app.store.queries import coding
from app.store.queries.codes import CodeRow
from app.store.queries.coding import CodingRow
from app.store.queries.readings import my_latest_codes
from app.store.queries.transcripts import TurnRow
from app.store.tables import Degree
from app.workbench.theme_tree import tree

# How many of the codes used last, and then of those used most, stand on top; few codes need no such help.
LAST_USED: Final = 3
ON_TOP: Final = 6
FEW: Final = 8
LATELY: Final = "lately"


@dataclass(frozen=True, slots=True)
class Chip:
    """A code that can be tapped; `coding_id` is the reader's own coding of the whole turn with it."""

    code_id: UUID
    name: str
    hue: int
    coding_id: UUID | None


@dataclass(frozen=True, slots=True)
class Chips:
    """The codes of a theme, of no theme (`key` is empty), or those that were used lately."""

    key: str
    name: str
    hue: int
    chips: tuple[Chip, ...]


@dataclass(frozen=True, slots=True)
class OnTurn:
    """What can be put on a turn, and what else is on it: the reader's other passages, and what others saw."""

    groups: tuple[Chips, ...] = ()
    mine: tuple[CodingRow, ...] = ()
    others: tuple[CodingRow, ...] = ()

    def found(self, words: str) -> tuple[Chips, ...]:
        """Return the codes whose names hold these words; all of them for no words."""
        wanted = words.strip().casefold()
        kept = (replace(one, chips=tuple(c for c in one.chips if wanted in c.name.casefold())) for one in self.groups)
        return tuple(one for one in kept if one.chips)

    @property
    def lately(self) -> tuple[UUID, ...]:
        """Return the codes that stand on top."""
        return tuple(chip.code_id for group in self.groups if group.key == LATELY for chip in group.chips)


def on_turn(
    session: Session, viewer: Viewer, transcript_id: UUID, turn: TurnRow, lately: Sequence[UUID] | None = None
) -> OnTurn:
    """Return what the viewer can tap on a turn; codes and their order follow from what they may see alone.

    A retired code is shown where it was tapped before, to be taken off.
    `lately` keeps those on top that stand there already, so that no chip moves away under a finger.
    """
    if turn.withdrawn is Degree.REMOVED:
        return OnTurn()
    here = coding.codings(session, viewer, transcript_id, [turn.number])
    mine = [one for one in here if one.coder_id == viewer.member_id and one.open]
    tapped = {one.code_id: one.id for one in mine if covers(one, turn)}
    others = tuple(one for one in here if one.coder_id != viewer.member_id)
    elsewhere = tuple(one for one in mine if one.id not in tapped.values())
    return OnTurn(_groups(session, viewer, tapped, lately), elsewhere, others)


def covers(one: CodingRow, turn: TurnRow) -> bool:
    """Say whether a coding lies on exactly the words of a turn; blanks at its ends do not matter."""
    words = turn.words
    start = turn.start + len(words) - len(words.lstrip())
    return (one.start, one.end) == (start, start + len(words.strip()))


def _groups(
    session: Session, viewer: Viewer, tapped: dict[UUID, UUID], lately: Sequence[UUID] | None
) -> tuple[Chips, ...]:
    grown = tree(session, viewer)
    branches = [(str(theme.id), theme.name, theme.hue, tuple(theme.every_code().values())) for theme in grown.themes]
    branches.append(("", "", 0, grown.unsorted))
    every = {code.id: code for *_, codes in branches for code in codes if not code.retired or code.id in tapped}
    if lately is None:
        lately = _on_top(every.values(), my_latest_codes(session, viewer, LAST_USED))
    top = tuple(Chip(id_, every[id_].name, grown.hues.get(id_, 0), tapped.get(id_)) for id_ in lately if id_ in every)
    groups = [Chips(LATELY, "", 0, top)] if top else []
    for key, name, hue, codes in branches:
        shown = sorted((code for code in codes if code.id in every), key=_most_used)
        chips = tuple(Chip(code.id, code.name, hue, tapped.get(code.id)) for code in shown)
        groups += [Chips(key, name, hue, chips)] if chips else []
    return tuple(groups)


def _most_used(code: CodeRow) -> tuple[int, str]:
    return -code.codings, code.name.lower()


def _on_top(codes: Collection[CodeRow], latest: Iterable[UUID]) -> Sequence[UUID]:
    """Return the codes that were used last, then those that are used most; none where there are few or none is used."""
    if len(codes) <= FEW:
        return ()
    used = [code.id for code in sorted(codes, key=_most_used) if code.codings]
    return tuple(dict.fromkeys([*latest, *used]))[:ON_TOP]
