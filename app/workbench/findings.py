"""Findings: the sentences of a theme, the passages behind them, and the word that these allow."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID, uuid4

from sqlalchemy import delete
from sqlalchemy.orm import Session

from app.analysis.undefined import Undefined
from app.analysis.wording import Selection, Wording, participant_wording, wording_among
from app.security.permissions import Action, require
from app.security.viewer import Viewer
from app.sentences import N_, Refusal
from app.store.queries import codes as code_queries
from app.store.queries import coding, studies
from app.store.queries import findings as queries
from app.store.queries import themes as theme_queries
from app.store.queries.findings import HeardLine, PassageLine
from app.store.queries.transcripts import NotInThisStudy
from app.store.tables import Bearing, CountedLevel, Finding, FindingPassage
from app.store.trail_chain import Act, Reference, record
from app.store.visible import visible
from app.workbench.quotes import Said, said_on
from app.workbench.sign_offs import Changed, reopen
from app.workbench.wording_rules import both_rules, everybody, places

BEARINGS: Final = tuple(Bearing)


class SentenceMissing(Refusal):
    """A finding without words."""

    sentence = N_("Please write the finding as a sentence.")


class FindingWhileBlind(Refusal):
    """Removing a finding while an independent round is open: a refusal would tell of a colleague's hidden passage."""

    sentence = N_("An independent round is open. A finding can be removed once the round is revealed.")


@dataclass(frozen=True, slots=True)
class Scope:
    """Of whom a finding speaks, and what it counts. Without stakeholder and district it speaks of everybody."""

    level: CountedLevel = CountedLevel.FOCUS_GROUPS
    stakeholder_id: UUID | None = None
    district_id: UUID | None = None

    @property
    def selection(self) -> Selection:
        """The scope as the wording takes it."""
        kinds = None if self.stakeholder_id is None else frozenset([self.stakeholder_id])
        return Selection(kinds, None if self.district_id is None else frozenset([self.district_id]))


@dataclass(frozen=True, slots=True)
class Found:
    """A finding with its wording, and how many passages bear on it in each way."""

    id: UUID
    theme_id: UUID
    sentence: str
    scope: Scope
    wording: Wording | Undefined
    heard: int
    of: int
    passages: Mapping[Bearing, int]


@dataclass(frozen=True, slots=True)
class Behind:
    """A finding with the passages behind it, by how they bear on it; the ones that support it come first."""

    found: Found
    passages: Mapping[Bearing, Sequence[Said]]


def findings(session: Session, viewer: Viewer) -> dict[UUID, list[Found]]:
    """Return the findings of each theme and subtheme, worded by the passages that support them."""
    require(viewer, Action.READ)
    rows, passages = queries.findings(session, viewer), queries.finding_passages(session, viewer)
    worded = _Words(session, viewer, queries.heard_in_findings(session, viewer))
    by_finding: defaultdict[UUID, list[PassageLine]] = defaultdict(list)
    for one in passages:
        by_finding[one.finding_id].append(one)
    found: defaultdict[UUID, list[Found]] = defaultdict(list)
    for row in rows:
        found[row.theme_id].append(worded.found(row, by_finding[row.id]))
    return dict(found)


def finding(session: Session, viewer: Viewer, finding_id: UUID) -> Behind:
    """Return one finding with its passages as they were said; raises NotInThisStudy."""
    require(viewer, Action.READ)
    row = queries.finding(session, viewer, finding_id)
    own = [one for one in queries.finding_passages(session, viewer) if one.finding_id == row.id]
    worded = _Words(session, viewer, queries.heard_in_findings(session, viewer))
    said = {one.unit_id: one for one in said_on(session, viewer, own)}
    passages = {bearing: [said[one.unit_id] for one in own if one.bearing is bearing] for bearing in BEARINGS}
    return Behind(worded.found(row, own), passages)


class _Words:
    """What is needed to word any finding of a study."""

    def __init__(self, session: Session, viewer: Viewer, heard: Iterable[HeardLine]) -> None:
        self.rules, self.people_rules = both_rules(session, viewer)
        self.groups, self.people = places(session, viewer), everybody(session, viewer)
        self.heard: defaultdict[UUID, list[HeardLine]] = defaultdict(list)
        for one in heard:
            self.heard[one.unit_id].append(one)

    def found(self, row: Finding, passages: Sequence[PassageLine]) -> Found:
        scope = Scope(row.level, row.stakeholder_id, row.district_id)
        heard = [line for one in passages if one.bearing is Bearing.SUPPORTS for line in self.heard[one.unit_id]]
        groups = frozenset(line.focus_group_id for line in heard)
        people = frozenset(line.person_id for line in heard if line.voice)
        counts_groups = row.level is CountedLevel.FOCUS_GROUPS
        ids = {one.id for one in (self.groups if counts_groups else self.people) if scope.selection.holds(one)}
        return Found(
            row.id, row.theme_id, row.sentence, scope,
            wording_among(groups, self.groups, self.rules, scope.selection)
            if counts_groups
            else participant_wording(people, self.people, self.people_rules, scope.selection),
            len(ids & (groups if counts_groups else people)), len(ids),
            {bearing: sum(one.bearing is bearing for one in passages) for bearing in BEARINGS},
        )  # fmt: skip


def make_finding(
    session: Session, viewer: Viewer, *, theme_id: UUID, sentence: str, scope: Scope | None = None,
    finding_id: UUID | None = None,
) -> UUID:  # fmt: skip
    """Write down what a theme or subtheme finds."""
    require(viewer, Action.EDIT_THEMES)
    theme, scope = theme_queries.theme(session, viewer, theme_id), scope or Scope()
    _known(session, viewer, scope)
    row = Finding(
        study_id=viewer.study_id, id=finding_id or uuid4(), theme_id=theme.id, sentence=_whole(sentence),
        position=len(queries.findings(session, viewer)) + 1, level=scope.level, stakeholder_id=scope.stakeholder_id,
        district_id=scope.district_id,
    )  # fmt: skip
    session.add(row)
    session.flush()
    reopen(session, viewer, Changed(themes=[theme.id]))
    payload: dict[str, Reference] = {"theme": theme.id}
    record(session, Act(viewer.study_id, viewer.member_id, "finding.made", row.id, payload=payload))
    return row.id


def change_finding(session: Session, viewer: Viewer, finding_id: UUID, *, sentence: str, scope: Scope) -> None:
    """Say a finding anew, or of whom it speaks."""
    require(viewer, Action.EDIT_THEMES)
    row = queries.finding(session, viewer, finding_id)
    _known(session, viewer, scope)
    row.sentence, row.level = _whole(sentence), scope.level
    row.stakeholder_id, row.district_id = scope.stakeholder_id, scope.district_id
    session.flush()
    reopen(session, viewer, Changed(themes=[row.theme_id], findings=[row.id]))
    record(session, Act(viewer.study_id, viewer.member_id, "finding.changed", row.id))


def remove_finding(session: Session, viewer: Viewer, finding_id: UUID) -> None:
    """Remove a finding; its passages and their codings stay."""
    require(viewer, Action.EDIT_THEMES)
    row = queries.finding(session, viewer, finding_id)
    if viewer.blind_rounds:
        raise FindingWhileBlind
    own = FindingPassage.finding_id == row.id
    session.execute(delete(FindingPassage).where(visible(viewer, FindingPassage), own))
    session.delete(row)
    session.flush()
    reopen(session, viewer, Changed(themes=[row.theme_id]))
    record(session, Act(viewer.study_id, viewer.member_id, "finding.removed", finding_id))


def put_behind(session: Session, viewer: Viewer, finding_id: UUID, unit_id: UUID, bearing: Bearing) -> None:
    """Say that a passage supports, qualifies or contradicts a finding; said again, the last word holds."""
    require(viewer, Action.EDIT_THEMES)
    row, unit = queries.finding(session, viewer, finding_id), theme_queries.unit(session, viewer, unit_id)
    present = queries.passage(session, viewer, row.id, unit.id)
    if present is None:
        present = FindingPassage(study_id=viewer.study_id, finding_id=row.id, unit_id=unit.id)
        session.add(present)
    present.bearing = bearing
    session.flush()
    _reopen(session, viewer, row)
    payload: dict[str, Reference] = {"unit": unit.id, "bearing": bearing.value}
    record(session, Act(viewer.study_id, viewer.member_id, "finding.passage", row.id, unit.round_id, payload=payload))


def put_code_behind(session: Session, viewer: Viewer, finding_id: UUID, code_id: UUID) -> int:
    """Let every passage with a code support a finding, but those that bear on it already; return how many.

    Of a passage that several coders marked, the first one's unit stands for all.
    """
    require(viewer, Action.EDIT_THEMES)
    row, code = queries.finding(session, viewer, finding_id), code_queries.code(session, viewer, code_id)
    own = [one for one in queries.finding_passages(session, viewer) if one.finding_id == row.id]
    taken = {(one.transcript_id, one.start, one.end) for one in own}
    units = set()
    for one in coding.coded_passages(session, viewer, [code.id]):
        if (one.transcript_id, one.start, one.end) not in taken:
            taken.add((one.transcript_id, one.start, one.end))
            units.add(one.unit_id)
    session.add_all(
        FindingPassage(study_id=viewer.study_id, finding_id=row.id, unit_id=unit, bearing=Bearing.SUPPORTS)
        for unit in units
    )
    session.flush()
    if units:
        _reopen(session, viewer, row)
    for round_id, count in _by_round(session, viewer, units).items():
        payload: dict[str, Reference] = {"code": code.id, "passages": count}
        act = Act(viewer.study_id, viewer.member_id, "finding.passages", row.id, round_id, payload=payload)
        record(session, act)
    return len(units)


def _reopen(session: Session, viewer: Viewer, row: Finding) -> None:
    """Reopen what stood behind a finding that other passages bear on now; not while blind: it would tell of them."""
    if not viewer.blind_rounds:
        reopen(session, viewer, Changed(themes=[row.theme_id], findings=[row.id]))


def _by_round(session: Session, viewer: Viewer, units: Iterable[UUID]) -> dict[UUID, int]:
    """Count units by their round: what was coded blindly is told to nobody on the trail."""
    count: defaultdict[UUID, int] = defaultdict(int)
    for unit in theme_queries.units(session, viewer, units):
        count[unit.round_id] += 1
    return count


def take_from(session: Session, viewer: Viewer, finding_id: UUID, unit_id: UUID) -> None:
    """Say that a passage does not bear on a finding after all."""
    require(viewer, Action.EDIT_THEMES)
    present = queries.passage(session, viewer, finding_id, unit_id)
    if present is None:
        raise NotInThisStudy
    unit = theme_queries.unit(session, viewer, unit_id)
    session.delete(present)
    session.flush()
    _reopen(session, viewer, queries.finding(session, viewer, finding_id))
    payload: dict[str, Reference] = {"unit": unit_id}
    act = Act(viewer.study_id, viewer.member_id, "finding.passage removed", finding_id, unit.round_id, payload=payload)
    record(session, act)


def _whole(sentence: str) -> str:
    sentence = " ".join(sentence.split())
    if not sentence:
        raise SentenceMissing
    return sentence


def _known(session: Session, viewer: Viewer, scope: Scope) -> None:
    """Refuse a stakeholder or district of another study."""
    kinds = {one.id for one in studies.stakeholders(session, viewer)}
    districts = {one.id for one in studies.districts(session, viewer)}
    for chosen, known in ((scope.stakeholder_id, kinds), (scope.district_id, districts)):
        if chosen is not None and chosen not in known:
            raise NotInThisStudy
