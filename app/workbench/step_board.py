"""The study's home as a board: for each step what exists, who did what, and what is missing. It stops nobody."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from sqlalchemy.orm import Session

from app.security.permissions import Action, require
from app.security.viewer import Viewer
from app.sentences import N_
from app.store.queries import reviewing, steps, theme_past
from app.store.queries import sign_offs as signed
from app.store.queries import step_counts as counts
from app.store.queries.codebook import versions
from app.store.queries.sign_offs import SignOffLine
from app.store.queries.steps import MoveLine, StepLine
from app.store.tables import Artefact, Check, ThemeState
from app.workbench.first_thoughts import side_by_side
from app.workbench.theme_board import Discarded, discarded
from app.workbench.theme_tree import Tree, tree

Said = tuple[str, Mapping[str, object]]  # a sentence of the catalogue and what fills its places


@dataclass(frozen=True, slots=True)
class Shown:
    """What a step's board says of one artefact: what exists, who did it, what is missing; sentences to be filled."""

    artefact: Artefact
    exists: tuple[Said, ...]
    by: tuple[tuple[str, int], ...] = ()
    missing: tuple[Said, ...] = ()
    discarded: tuple[Discarded, ...] = ()


@dataclass(frozen=True, slots=True)
class StepShown:
    """A step on the board."""

    step: StepLine
    here: bool
    artefacts: tuple[Shown, ...]
    moves: tuple[MoveLine, ...]
    sign_offs: tuple[SignOffLine, ...]

    @property
    def last(self) -> MoveLine | None:
        """When the team came here last."""
        return self.moves[-1] if self.moves else None


@dataclass(frozen=True, slots=True)
class _Study:
    """What the artefacts are told from, asked for once."""

    session: Session
    viewer: Viewer
    grown: Tree


def step_board(session: Session, viewer: Viewer, grown: Tree | None = None) -> list[StepShown]:
    """Return the steps with all that they have left behind; only what their artefacts need is asked for.

    `grown` is the tree of themes, where it is known already.
    """
    require(viewer, Action.READ)
    lines = steps.steps(session, viewer)
    if not lines:
        return []
    study = _Study(session, viewer, grown or tree(session, viewer))
    wanted = {artefact for line in lines for artefact in line.artefacts}
    shown = {artefact: TOLD[artefact](study) for artefact in Artefact if artefact in wanted}
    moves = steps.moves(session, viewer)
    signs: dict[UUID, list[SignOffLine]] = {}
    for one in signed.sign_offs(session, viewer, [line.id for line in lines]):
        signs.setdefault(one.thing_id, []).append(one)
    here = moves[-1].step_id if moves else None
    return [
        StepShown(
            line, line.id == here, tuple(shown[one] for one in Artefact if one in line.artefacts),
            tuple(move for move in moves if move.step_id == line.id), tuple(signs.get(line.id, ())),
        )
        for line in lines
    ]  # fmt: skip


def _first_thoughts(study: _Study) -> Shown:
    talks = side_by_side(study.session, study.viewer)
    readable = [thought for talk in talks for thought in (*filter(None, [talk.mine]), *talk.others)]
    by = Counter(one.initials for one in readable if one.handed_in_at and not one.passed)
    exists = N_("First thoughts that you can read: %(count)s, about %(talks)s of %(of)s transcripts."), {
        "count": sum(by.values()), "talks": len({one.transcript_id for one in readable if one.handed_in_at}),
        "of": len(talks),
    }  # fmt: skip
    missing = [
        (N_("%(title)s: not in yet from %(who)s."), {"title": talk.transcript.title, "who": ", ".join(talk.missing)})
        for talk in talks
        if talk.missing
    ]
    return Shown(Artefact.FIRST_THOUGHTS, (exists,), _most(by), tuple(missing))


def _units(study: _Study) -> Shown:
    rows = counts.units(study.session, study.viewer)
    total, short = sum(row.units for row in rows), sum(row.condensed for row in rows)
    exists = N_("Meaning units: %(count)s; put in short: %(short)s; without a code: %(uncoded)s."), {
        "count": total, "short": short, "uncoded": sum(row.uncoded for row in rows),
    }  # fmt: skip
    silent = counts.without_units(study.session, study.viewer)
    missing = [(N_("No meaning units yet in: %(titles)s."), {"titles": ", ".join(silent)})] if silent else []
    by = Counter[str]()
    for row in rows:
        by[row.initials] += row.units
    return Shown(Artefact.UNITS, (exists,), _most(by), tuple(missing))


def _codebook(study: _Study) -> Shown:
    rows = study.grown.every_code()
    bare, unused = [row for row in rows if not row.definition], [row for row in rows if not row.codings]
    exists = N_("Codes: %(count)s; with a definition: %(defined)s."), {
        "count": len(rows), "defined": len(rows) - len(bare),
    }  # fmt: skip
    missing: list[Said] = []
    if bare:
        missing.append((N_("Without a definition: %(names)s."), {"names": _some(sorted(row.name for row in bare))}))
    if unused:
        missing.append((N_("Not used yet: %(names)s."), {"names": _some(sorted(row.name for row in unused))}))
    makers = counts.code_makers(study.session, study.viewer)
    kept = N_("Versions kept of the codebook: %(count)s."), {"count": len(versions(study.session, study.viewer))}
    return Shown(Artefact.CODEBOOK, (exists, kept), _most(Counter(dict(makers))), tuple(missing))


def _themes(study: _Study) -> Shown:
    states = Counter(branch.state for branch in study.grown.branches)
    exists = N_("Themes and subthemes: candidate %(candidate)s, reviewed %(reviewed)s, defined %(defined)s."), {
        state.value: states[state] for state in (ThemeState.CANDIDATE, ThemeState.REVIEWED, ThemeState.DEFINED)
    }  # fmt: skip
    missing: list[Said] = []
    if study.grown.unsorted:
        missing.append((N_("Codes in no theme: %(names)s."), {"names": _some(c.name for c in study.grown.unsorted)}))
    empty = [branch.name for branch in study.grown.branches if not branch.every_code()]
    if empty:
        missing.append((N_("Themes without codes: %(names)s."), {"names": _some(empty)}))
    by = Counter(
        one.initials for one in theme_past.editions(study.session, study.viewer) if one.initials and one.edition == 1
    )
    gone = tuple(discarded(study.session, study.viewer))
    return Shown(Artefact.THEMES, (exists,), _most(by), tuple(missing), gone)


def _checks(study: _Study) -> Shown:
    lines = reviewing.checks(study.session, study.viewer)
    standing = {branch.id: branch.name for branch in study.grown.branches}
    asked = {(line.theme_id, line.asked) for line in lines if line.theme_id in standing}
    whole = [id_ for id_ in standing if all((id_, check) in asked for check in Check)]
    exists = N_("Themes and subthemes whose checks are all answered: %(count)s of %(of)s."), {
        "count": len(whole), "of": len(standing),
    }  # fmt: skip
    answered = {(line.theme_id, line.coding_id) for line in reviewing.answers(study.session, study.viewer)}
    cases = [case for case in reviewing.cases(study.session, study.viewer) if case.theme_id in standing]
    unanswered = {case.coding_id for case in cases if (case.theme_id, case.coding_id) not in answered}
    missing: list[Said] = []
    rest = [name for id_, name in standing.items() if id_ not in whole]
    if rest:
        missing.append((N_("Checks still open: %(names)s."), {"names": _some(rest)}))
    if unanswered:
        missing.append((N_("Codings that do not fit and have no answer: %(count)s."), {"count": len(unanswered)}))
    by = Counter(line.initials for line in lines)
    return Shown(Artefact.CHECKS, (exists,), _most(by), tuple(missing))


def _definitions(study: _Study) -> Shown:
    said = [branch for branch in study.grown.branches if branch.central_idea and branch.is_not]
    exists = N_("Themes and subthemes that say what they are about and what they are not: %(count)s of %(of)s."), {
        "count": len(said), "of": len(study.grown.branches),
    }  # fmt: skip
    missing: list[Said] = []
    no_idea = [branch.name for branch in study.grown.branches if not branch.central_idea]
    if no_idea:
        missing.append((N_("Without a central idea: %(names)s."), {"names": _some(no_idea)}))
    no_bounds = [branch.name for branch in study.grown.branches if not branch.is_not]
    if no_bounds:
        missing.append((N_("What it is not is still to be said: %(names)s."), {"names": _some(no_bounds)}))
    return Shown(Artefact.DEFINITIONS, (exists,), (), tuple(missing))


def _quotes(study: _Study) -> Shown:
    standing = {branch.id for branch in study.grown.branches}
    rows = [row for row in counts.quotes(study.session, study.viewer) if row.theme_id in standing]
    held = {row.theme_id for row in rows}
    exists = N_("Quotes chosen: %(count)s; focus groups that they come from: %(groups)s."), {
        "count": sum(row.quotes for row in rows), "groups": len({row.focus_group_id for row in rows}),
    }  # fmt: skip
    bare = [branch.name for branch in study.grown.branches if branch.id not in held and not branch.subthemes]
    missing = ((N_("Without a quote: %(names)s."), {"names": _some(bare)}),) if bare else ()
    by = Counter[str]()
    for row in rows:
        by[row.initials] += row.quotes
    return Shown(Artefact.QUOTES, (exists,), _most(by), missing)


TOLD: Final[Mapping[Artefact, Callable[[_Study], Shown]]] = {
    Artefact.FIRST_THOUGHTS: _first_thoughts,
    Artefact.UNITS: _units,
    Artefact.CODEBOOK: _codebook,
    Artefact.THEMES: _themes,
    Artefact.CHECKS: _checks,
    Artefact.DEFINITIONS: _definitions,
    Artefact.QUOTES: _quotes,
}
MOST_NAMES: Final = 3


def _some(names: Iterable[str]) -> str:
    """Return the first few names, and that there are more."""
    whole = list(names)
    return ", ".join(whole[:MOST_NAMES]) + (f" … (+{len(whole) - MOST_NAMES})" if len(whole) > MOST_NAMES else "")


def _most(by: Counter[str]) -> tuple[tuple[str, int], ...]:
    """Return who did how much, by initials: nobody is ranked."""
    return tuple(sorted(by.items()))
