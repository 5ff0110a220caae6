"""Comparison: who speaks of what, counted from one layer of the codings, worded by the study's rules."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final
from uuid import UUID

from sqlalchemy.orm import Session

from app.analysis.commonalities import Emptiness
from app.analysis.comparison import Column
from app.analysis.confounding import Confounded, confounded
from app.analysis.counting import NOTHING, Counts, Row, matrix
from app.analysis.tallies import Tally
from app.analysis.wording import Group, Wording, WordingRules, wording
from app.security.permissions import Action, require
from app.security.viewer import Viewer
from app.store.queries import studies
from app.store.queries.tallies import tallies
from app.store.trail_chain import Act, Reference, record
from app.workbench.columns import By, Heading, Setting, setting
from app.workbench.layers import LayerChoice, Layers, layers, read
from app.workbench.silence import Silence, silence
from app.workbench.theme_tree import Branch, Tree, tree
from app.workbench.wording_rules import rules_of

EVERYTHING: Final = UUID(int=1)  # the row of all codes together


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell counts; where that is nothing, why."""

    counts: Counts
    empty: tuple[Emptiness, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the matrix: a theme (depth 0), subtheme (1) or code (2), its cells and its wording.

    `parent` is the theme or subtheme right above, None for a theme and for a code in none. `words` gives the wording
    under each of the layers that are compared, in their order.
    """

    id: UUID
    name: str
    depth: int
    hue: int
    parent: UUID | None
    cells: tuple[Cell, ...]
    row: Row
    wording: Wording
    words: tuple[Wording, ...]

    @property
    def total(self) -> Counts:
        """What all columns hold together."""
        return self.row.total

    @property
    def heard_in(self) -> frozenset[UUID]:
        """The focus groups in which a participant speaks of it."""
        return self.row.heard_in

    @property
    def changes(self) -> bool:
        """Whether the word depends on which codings count."""
        return len({(one.quantifier, one.stakeholder) for one in self.words}) > 1


@dataclass(frozen=True, slots=True)
class Comparison:
    """The whole matrix with its columns, focus groups and the names of its stakeholders.

    `everything` counts all codes together. `unread` names the focus groups that nobody has finished.
    """

    setting: Setting
    layers: Layers
    layer: LayerChoice
    lines: tuple[Line, ...]
    everything: Row
    stakeholders: Mapping[UUID, tuple[str, str]]
    unread: tuple[str, ...]
    confounded: tuple[Confounded, ...]
    silence: Silence
    tree: Tree

    @property
    def headings(self) -> tuple[Heading, ...]:
        """The columns; how much of each is coded belongs to what could be counted there."""
        return tuple(
            replace(one, whole=replace(one.whole, passages=self.everything.cells.get(one.id, NOTHING).passages))
            for one in self.setting.headings
        )

    @property
    def whole(self) -> Counts:
        """All that could be counted in all columns together."""
        return replace(self.setting.whole, passages=self.everything.total.passages)


@dataclass(frozen=True, slots=True)
class Place:
    """A row of the matrix before it is counted: a theme, subtheme or code, and the codes that count for it."""

    id: UUID
    name: str
    depth: int
    hue: int
    parent: UUID | None
    codes: tuple[UUID, ...]


def compare(
    session: Session, viewer: Viewer, by: By = Column.FOCUS_GROUP, layer: str = "", *, words: bool = False,
    alone: UUID | None = None,
) -> Comparison:  # fmt: skip
    """Count every theme, subtheme and code in each column, and word the counts.

    Participants' turns are counted; what moderators say is told apart. Words are counted only when asked for. A column
    that is to stand `alone` is compared with all others together.
    """
    require(viewer, Action.READ)
    grown, held = tree(session, viewer, with_counts=False), tallies(session, viewer, words=words)
    known, found = read(session, viewer), rows_of(grown)
    where, choices = setting(session, viewer, by, held, known, alone), layers(session, viewer, known)
    chosen, done = choices.chosen(layer), known.groups
    counted = matrix(held, _codes(found), where.places, chosen.layer)
    quiet, rules, groups = silence(session, viewer, grown, known), rules_of(session, viewer), _groups(where)
    worded = _worded(rules, groups, counted)
    others = [
        worded if one == chosen else _worded(rules, groups, _heard(held, found, where, one))
        for one in choices.side_by_side()
    ]
    lines = (
        Line(
            one.id, one.name, one.depth, one.hue, one.parent, _cells(one.id, counted[one.id], where, quiet),
            counted[one.id], worded[one.id], tuple(words[one.id] for words in others),
        )
        for one in found
    )  # fmt: skip
    names = {one.id: (one.plural, one.short) for one in studies.stakeholders(session, viewer)}
    unread = tuple(group.label for group in where.groups if group.id not in done)
    return Comparison(
        where, choices, chosen, tuple(lines), counted[EVERYTHING], names, unread, confounded(groups), quiet, grown
    )


def taken_out(session: Session, viewer: Viewer, by: By, layer: str, *, words: bool) -> Comparison:
    """Return the matrix for a file, and note on the trail that somebody takes it out."""
    require(viewer, Action.EXPORT_QUOTES)
    found = compare(session, viewer, by, layer, words=words)
    payload: dict[str, Reference] = {"columns": str(by), "layer": found.layer.key}
    record(session, Act(viewer.study_id, viewer.member_id, "matrix.exported", payload=payload))
    return found


def rows_of(grown: Tree) -> list[Place]:
    """Return themes, subthemes and codes as rows, from the top down; a code that serves two themes is in both."""
    rows: list[Place] = []
    for theme in grown.themes:
        rows += [_branch_row(theme, 0, None), *_code_rows(theme)]
        for subtheme in theme.subthemes:
            rows += [_branch_row(subtheme, 1, theme.id), *_code_rows(subtheme)]
    rows += [Place(code.id, code.name, 2, 0, None, (code.id,)) for code in grown.unsorted]
    return rows


def _branch_row(branch: Branch, depth: int, parent: UUID | None) -> Place:
    return Place(branch.id, branch.name, depth, branch.hue, parent, tuple(branch.every_code()))


def _code_rows(branch: Branch) -> list[Place]:
    return [Place(code.id, code.name, 2, branch.hue, branch.id, (code.id,)) for code in branch.codes]


def _codes(rows: Sequence[Place]) -> dict[UUID, tuple[UUID, ...]]:
    every = tuple(dict.fromkeys(code for one in rows for code in one.codes))
    return {one.id: one.codes for one in rows} | {EVERYTHING: every}


def _cells(topic: UUID, row: Row, where: Setting, quiet: Silence) -> tuple[Cell, ...]:
    cells = []
    for heading in where.headings:
        counts = row.cells.get(heading.id)
        cells.append(Cell(NOTHING, quiet.why(topic, row, heading.groups)) if counts is None else Cell(counts))
    return tuple(cells)


def _heard(held: Sequence[Tally], rows: Sequence[Place], where: Setting, choice: LayerChoice) -> Mapping[UUID, Row]:
    return matrix(held, _codes(rows), where.places, choice.layer, only_heard=True)


def _worded(rules: WordingRules, groups: Sequence[Group], counted: Mapping[UUID, Row]) -> dict[UUID, Wording]:
    return {topic: wording(row.heard_in, groups, rules) for topic, row in counted.items()}


def _groups(where: Setting) -> list[Group]:
    return [Group(one.id, one.stakeholder_id, one.district_id) for one in where.groups]


def read_groups(session: Session, viewer: Viewer) -> set[UUID]:
    """Return the focus groups of which every transcript has at least one reading that is done."""
    return read(session, viewer).groups
