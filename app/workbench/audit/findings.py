"""What the findings say: how each theme would be worded by any coder's coding, and by what the team settled."""

from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from app.analysis.wording import Group, Wording, WordingRules, wording
from app.security.permissions import Action, require
from app.security.viewer import Viewer
from app.store.queries import decisions, studies, transcripts
from app.workbench.theme_tree import Branch, tree


@dataclass(frozen=True, slots=True)
class Finding:
    """A theme or subtheme with its wording under any coder, and under the consensus."""

    name: str
    hue: int
    depth: int
    any_coder: Wording
    consensus: Wording

    @property
    def changed(self) -> bool:
        """Whether the two differ in what they say."""
        return self.any_coder != self.consensus


@dataclass(frozen=True, slots=True)
class Findings:
    """The themes, and of how many transcripts the consensus holds all."""

    lines: tuple[Finding, ...]
    settled: int
    transcripts: int
    stakeholders: dict[UUID, tuple[str, str]]


def findings(session: Session, viewer: Viewer) -> Findings:
    """Word every theme and subtheme by who speaks of it, with and without what the team settled."""
    require(viewer, Action.SEE_AGREEMENT)
    heard: dict[tuple[bool, UUID], set[UUID]] = defaultdict(set)
    for one in decisions.heard(session, viewer):
        heard[one.consensus, one.code_id].add(one.focus_group_id)
    study = studies.study(session, viewer)
    rules = WordingRules(several=study.several, some=study.some)
    groups = [Group(group.id, group.stakeholder_id) for group in studies.focus_groups(session, viewer)]

    def worded(branch: Branch, *, consensus: bool) -> Wording:
        where = frozenset[UUID]().union(*(heard[consensus, code] for code in branch.every_code()))
        return wording(where, groups, rules)

    lines = []
    for theme in tree(session, viewer, with_counts=False).themes:
        for branch, depth in ((theme, 0), *((below, 1) for below in theme.subthemes)):
            both = worded(branch, consensus=False), worded(branch, consensus=True)
            lines.append(Finding(branch.name, theme.hue, depth, *both))
    consensus = decisions.consensus_round(session, viewer)
    settled = decisions.settled_transcripts(session, viewer, consensus.id) if consensus else {}
    names = {one.id: (one.plural, one.short) for one in studies.stakeholders(session, viewer)}
    return Findings(tuple(lines), len(settled), len(transcripts.transcripts(session, viewer)), names)
