"""Everything about one theme: what it says, what carries it, where it is heard, how it was tried, its earlier names."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from app.analysis.topic_summary import Answered, answered
from app.analysis.wording import Group, Wording, WordingRules, wording
from app.security.permissions import Action, require
from app.security.viewer import Viewer
from app.store.base import now
from app.store.queries import findings as finding_queries
from app.store.queries import reviewing, studies, theme_past, theme_spread
from app.store.queries import sign_offs as signed
from app.store.queries import themes as queries
from app.store.queries.codes import CodeRow, codes
from app.store.queries.reviewing import AnswerLine, Case, CheckLine, ReflectionLine
from app.store.queries.sign_offs import SignOffLine
from app.store.queries.theme_past import EditionLine
from app.store.tables import Check, Finding, Theme
from app.workbench.quotes import Said, chosen_by_theme, said_on
from app.workbench.theme_board import is_discarded
from app.workbench.theme_tree import Branch, tree


@dataclass(frozen=True, slots=True)
class Voice:
    """A participant of a focus group, and in how many turns they speak of the theme; 0 when they do not."""

    label: str
    turns: int
    carries: bool


@dataclass(frozen=True, slots=True)
class GroupSpread:
    """A focus group, whether the theme is heard in it, and by whom."""

    label: str
    stakeholder: str
    heard: bool
    voices: tuple[Voice, ...]


@dataclass(frozen=True, slots=True)
class Spread:
    """Where a theme is heard: in each focus group, and in the words that the counts allow."""

    groups: tuple[GroupSpread, ...]
    wording: Wording
    stakeholders: dict[UUID, tuple[str, str]]

    @property
    def speaking(self) -> int:
        """How many participants carry it."""
        return sum(voice.carries for group in self.groups for voice in group.voices)

    @property
    def people(self) -> int:
        """How many participants there are."""
        return sum(len(group.voices) for group in self.groups)


@dataclass(frozen=True, slots=True)
class ThemeQuote:
    """A quote chosen for the theme, and whether its passage still carries one of the theme's codes."""

    said: Said
    carried: bool


@dataclass(frozen=True, slots=True)
class OpenCase:
    """A coding that does not fit, as it was said, with what members answered to it."""

    case: Case
    said: Said
    answers: tuple[AnswerLine, ...]


@dataclass(frozen=True, slots=True)
class Asking:
    """A review check: each member's newest answer, and whether the theme has changed since."""

    check: Check
    answers: tuple[tuple[CheckLine, bool], ...]


@dataclass(frozen=True, slots=True)
class Topic:
    """After which question of the guide the passages were said, most first; no words for what came before the first."""

    shares: tuple[tuple[str, Answered], ...]


@dataclass(frozen=True, slots=True)
class ThemePage:
    """A theme as its page shows it."""

    theme: Theme
    parent: Theme | None
    branch: Branch | None
    stamp: str
    codes: tuple[CodeRow, ...]
    quotes: tuple[ThemeQuote, ...]
    findings: tuple[Finding, ...]
    spread: Spread
    topic: Topic
    checks: tuple[Asking, ...]
    cases: tuple[OpenCase, ...]
    reflections: tuple[ReflectionLine, ...]
    editions: tuple[EditionLine, ...]
    taken_in: tuple[EditionLine, ...]
    names: dict[UUID, str]
    sign_offs: tuple[SignOffLine, ...]


def theme_page(session: Session, viewer: Viewer, theme_id: UUID) -> ThemePage:
    """Return all that is known of a theme or subtheme, in a number of statements that does not grow with it."""
    require(viewer, Action.READ)
    theme = queries.theme(session, viewer, theme_id)
    rows = {row.id: row for row in queries.themes(session, viewer)}
    grown = tree(session, viewer)
    branch = next((one for one in grown.branches if one.id == theme.id), None)
    held = branch.every_code() if branch else _kept_codes(session, viewer, theme)
    editions = tuple(theme_past.editions(session, viewer, theme_id=theme.id))
    return ThemePage(
        theme, rows.get(theme.parent_id) if theme.parent_id else None, branch,
        branch.stamp if branch else str(theme.edition), tuple(held.values()), _quotes(session, viewer, theme, held),
        tuple(row for row in finding_queries.findings(session, viewer) if row.theme_id == theme.id),
        spread(session, viewer, held), _topic(session, viewer, held), _checks(session, viewer, theme, branch, editions),
        _cases(session, viewer, theme), tuple(reviewing.reflections(session, viewer, theme.id)), editions[::-1],
        tuple(theme_past.editions(session, viewer, into=theme.id, at=now())),
        {row.id: row.name for row in rows.values() if not is_discarded(row, rows) or row.id == theme.id},
        tuple(signed.sign_offs(session, viewer, [theme.id])),
    )  # fmt: skip


def _kept_codes(session: Session, viewer: Viewer, theme: Theme) -> dict[UUID, CodeRow]:
    """Return the codes that a discarded theme keeps."""
    kept = {code for theme_id, code in queries.theme_codes(session, viewer) if theme_id == theme.id}
    return {code.id: code for code in codes(session, viewer) if code.id in kept}


def _quotes(session: Session, viewer: Viewer, theme: Theme, held: Collection[UUID]) -> tuple[ThemeQuote, ...]:
    said = chosen_by_theme(session, viewer).get(theme.id, ())
    on = theme_spread.codes_on(session, viewer, [one.unit_id for one in said])
    return tuple(ThemeQuote(one, bool(on.get(one.unit_id, set()) & set(held))) for one in said)


def spread(session: Session, viewer: Viewer, code_ids: Collection[UUID]) -> Spread:
    """Return in which focus groups, and from whom, any of the codes is heard."""
    require(viewer, Action.READ)
    lines, study = studies.focus_groups(session, viewer), studies.study(session, viewer)
    heard = {one.participant_id: one for one in theme_spread.heard(session, viewer, code_ids)}
    people: dict[UUID, list[Voice]] = {}
    for one in theme_spread.participants(session, viewer):
        said = heard.get(one.id)
        voice = Voice(one.label, said.turns if said else 0, said.voice if said else False)
        people.setdefault(one.focus_group_id, []).append(voice)
    heard_in = {one.focus_group_id for one in heard.values()}
    groups = tuple(
        GroupSpread(line.label, line.stakeholder, line.id in heard_in, tuple(people.get(line.id, ()))) for line in lines
    )
    rules = WordingRules(several=study.several, some=study.some)
    worded = wording(heard_in, [Group(line.id, line.stakeholder_id) for line in lines], rules)
    names = {one.id: (one.plural, one.short) for one in studies.stakeholders(session, viewer)}
    return Spread(groups, worded, names)


def _topic(session: Session, viewer: Viewer, code_ids: Collection[UUID]) -> Topic:
    words = {question.id: question.words for question in studies.guide(session, viewer)}
    counted = answered(theme_spread.places(session, viewer, code_ids), theme_spread.asked(session, viewer))
    return Topic(tuple((words.get(one.question, "") if one.question else "", one) for one in counted))


def _checks(
    session: Session, viewer: Viewer, theme: Theme, branch: Branch | None, editions: Collection[EditionLine]
) -> tuple[Asking, ...]:
    below = [one.id for one in branch.subthemes] if branch else []
    moved = theme_past.codes_changed_at(session, viewer, [theme.id, *below])
    changed = max(filter(None, (moved, *(edition.since for edition in editions))), default=None)
    newest: dict[tuple[Check, UUID], CheckLine] = {}
    for line in reviewing.checks(session, viewer, theme.id):
        newest.setdefault((line.asked, line.member_id), line)
    return tuple(
        Asking(
            check,
            tuple(
                (line, changed is not None and changed > line.at)
                for (asked, _), line in newest.items()
                if asked is check
            ),
        )
        for check in Check
    )  # fmt: skip


def _cases(session: Session, viewer: Viewer, theme: Theme) -> tuple[OpenCase, ...]:
    found = reviewing.cases(session, viewer, theme.id)
    answers: dict[UUID, list[AnswerLine]] = {}
    for line in reviewing.answers(session, viewer, theme.id):
        answers.setdefault(line.coding_id, []).append(line)
    said = said_on(session, viewer, found)
    return tuple(
        OpenCase(case, one, tuple(answers.get(case.coding_id, ()))) for case, one in zip(found, said, strict=True)
    )
