"""Comparison: who speaks of what, counted from the turns, worded by the study's rules."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from app.analysis.comparison import Column, Counts, matrix
from app.analysis.wording import Group, Wording, WordingRules, wording
from app.security.permissions import Action, require
from app.security.viewer import Viewer
from app.store.queries import coding, studies, transcripts
from app.store.queries.studies import GroupLine
from app.store.tables import ReadingState
from app.workbench.themes import Branch, Tree, tree

NOTHING = Counts(0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Heading:
    """A column of the matrix: a focus group, a stakeholder or a district, with its focus groups."""

    id: UUID
    name: str
    groups: frozenset[UUID]
    read: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the matrix: a theme (depth 0), subtheme (1) or code (2), its cells and its wording."""

    id: UUID
    name: str
    depth: int
    hue: int
    cells: tuple[Counts, ...]
    total: Counts
    heard_in: frozenset[UUID]
    wording: Wording


@dataclass(frozen=True, slots=True)
class Comparison:
    """The whole matrix with its columns, focus groups and the names of its stakeholders."""

    column: Column
    headings: tuple[Heading, ...]
    lines: tuple[Line, ...]
    groups: tuple[GroupLine, ...]
    stakeholders: dict[UUID, tuple[str, str]]
    unread: tuple[str, ...]


def compare(session: Session, viewer: Viewer, column: Column) -> Comparison:
    """Count every theme, subtheme and code in each column, from participants' turns only, and word the counts."""
    require(viewer, Action.READ)
    grown, groups = tree(session, viewer), studies.focus_groups(session, viewer)
    branches = _branches(grown)
    counted = matrix(
        coding.coded_turns(session, viewer),
        {branch.id: list(branch.every_code()) for branch, _ in branches},
        column,
    )
    study = studies.study(session, viewer)
    rules = WordingRules(several=study.several, some=study.some)
    places = [Group(group.id, group.stakeholder_id) for group in groups]
    read = read_groups(session, viewer)
    headings = _headings(groups, column, read)
    lines = []
    for branch, depth in branches:
        row = counted[branch.id]
        cells = tuple(row.cells.get(heading.id, NOTHING) for heading in headings)
        worded = wording(row.heard_in, places, rules)
        lines.append(Line(branch.id, branch.name, depth, branch.hue, cells, row.total, row.heard_in, worded))
    names = {one.id: (one.plural, one.short) for one in studies.stakeholders(session, viewer)}
    unread = tuple(group.label for group in groups if group.id not in read)
    return Comparison(column, headings, tuple(lines), tuple(groups), names, unread)


def _branches(grown: Tree) -> list[tuple[Branch, int]]:
    """Return themes, subthemes and codes as rows with their depth, from the top down."""
    rows: list[tuple[Branch, int]] = []
    for theme in grown.themes:
        rows.append((theme, 0))
        rows += [(_leaf(code.id, code.name, theme.hue, (code,)), 2) for code in theme.codes]
        for subtheme in theme.subthemes:
            rows.append((Branch(subtheme.id, subtheme.name, subtheme.central_idea, theme.hue, subtheme.codes), 1))
            rows += [(_leaf(code.id, code.name, theme.hue, (code,)), 2) for code in subtheme.codes]
    rows += [(_leaf(code.id, code.name, 0, (code,)), 2) for code in grown.unsorted]
    return rows


def _leaf(id_: UUID, name: str, hue: int, codes: tuple[coding.CodeRow, ...]) -> Branch:
    return Branch(id_, name, "", hue, codes)


def read_groups(session: Session, viewer: Viewer) -> set[UUID]:
    """Return the focus groups of which every transcript has at least one reading that is done."""
    done = {line.transcript_id for line in transcripts.readings(session, viewer) if line.state is ReadingState.DONE}
    talks = transcripts.transcripts(session, viewer)
    unread = {talk.focus_group_id for talk in talks if talk.id not in done}
    return {talk.focus_group_id for talk in talks} - unread


def _headings(groups: list[GroupLine], column: Column, read: set[UUID]) -> tuple[Heading, ...]:
    """Return the columns in the order of the focus groups (districts by name)."""
    held: dict[UUID, tuple[str, set[UUID]]] = {}
    for group in groups:
        place = {
            Column.FOCUS_GROUP: (group.id, group.label),
            Column.STAKEHOLDER: (group.stakeholder_id, group.stakeholder),
            Column.DISTRICT: (group.district_id, group.district),
        }[column]
        if place[0] is not None:
            held.setdefault(place[0], (place[1] or "", set()))[1].add(group.id)
    headings = [Heading(id_, name, frozenset(ids), ids <= read) for id_, (name, ids) in held.items()]
    return tuple(sorted(headings, key=lambda heading: heading.name) if column is Column.DISTRICT else headings)


def groups_of(session: Session, viewer: Viewer, column: Column, column_id: UUID) -> tuple[str, frozenset[UUID]]:
    """Return the name and the focus groups of a column, for the quotes behind a cell."""
    for heading in _headings(studies.focus_groups(session, viewer), column, set()):
        if heading.id == column_id:
            return heading.name, heading.groups
    raise transcripts.NotInThisStudy
