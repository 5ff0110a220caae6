"""Quotes: the passages behind a cell, those chosen to speak for a theme, and the Word files of them."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.exporting.quotes import NOBODY, LabelForm, QuoteTurn, pattern_of
from app.exporting.quotes import Quote as ExportedQuote
from app.exporting.quotes import label as written_label
from app.importing.roles import MODERATORS, Kind
from app.security.permissions import Action, require
from app.security.viewer import Viewer
from app.sentences import N_, Refusal
from app.store.queries import codes as code_queries
from app.store.queries import coding, studies
from app.store.queries import themes as queries
from app.store.queries.themes import SpokenTurn
from app.store.queries.transcripts import NotInThisStudy
from app.store.tables import Quote
from app.store.trail_chain import Act, record
from app.store.visible import visible
from app.workbench.theme_tree import Tree, tree


class NotToBeQuoted(Refusal):
    """Choosing a passage in which somebody speaks who has withdrawn."""

    sentence = N_("A participant who speaks here has asked not to be quoted, so this passage cannot be chosen.")


@dataclass(frozen=True, slots=True)
class SaidTurn:
    """What a passage holds of one turn."""

    number: int
    label: str
    kind: Kind
    words: str
    counted: bool = True
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class Said:
    """A passage as it was said: turn by turn, with its label as the study writes it."""

    unit_id: UUID
    transcript_id: UUID
    focus_group: str
    stakeholder: str
    label: str
    turns: tuple[SaidTurn, ...]
    coders: tuple[str, ...] = ()
    quote_id: UUID | None = None

    @property
    def voices(self) -> list[str]:
        """The labels of the participants who speak in it."""
        return list(dict.fromkeys(turn.label for turn in self.turns if turn.kind is Kind.PARTICIPANT))

    @property
    def may_be_quoted(self) -> bool:
        """Whether nobody speaks in it who has asked not to be quoted."""
        return not any(turn.withdrawn for turn in self.turns)


@dataclass(frozen=True, slots=True)
class ThemeQuotes:
    """The chosen quotes of one theme or subtheme."""

    theme_id: UUID
    theme: str
    subtheme: str
    hue: int
    quotes: tuple[Said, ...]


class Passage(Protocol):
    """A stretch of a transcript that a meaning unit holds."""

    @property
    def unit_id(self) -> UUID: ...
    @property
    def transcript_id(self) -> UUID: ...
    @property
    def focus_group(self) -> str: ...
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def first_turn(self) -> int: ...
    @property
    def last_turn(self) -> int: ...


@dataclass(frozen=True, slots=True)
class _Labels:
    """How the study writes labels, and the stakeholder of each focus group in singular and plural."""

    pattern: str
    stakeholders: Mapping[str, tuple[str, str]]

    def stakeholder(self, group: str, voices: int) -> str:
        singular, plural = self.stakeholders[group]
        return plural if voices > 1 else singular


def _labels(session: Session, viewer: Viewer) -> _Labels:
    pattern = studies.study(session, viewer).label_pattern
    return _Labels(pattern, studies.stakeholder_of_groups(session, viewer))


def passages(
    session: Session, viewer: Viewer, *, code_ids: Collection[UUID], groups: Collection[UUID] | None = None
) -> list[Said]:
    """Return the coded passages of some codes; the same passage coded by several coders is shown once, naming them."""
    require(viewer, Action.READ)
    rows = [
        row
        for row in coding.coded_passages(session, viewer, code_ids)
        if groups is None or row.focus_group_id in groups
    ]
    return [one for one in _told(session, viewer, rows) if any(turn.counted for turn in one.turns)]


def passages_at(
    session: Session, viewer: Viewer, *, code_ids: Collection[UUID], places: Collection[tuple[UUID, int, int]],
    first: int, most: int,
) -> list[Said]:  # fmt: skip
    """Return so many of the passages at these (transcript, start, end), from one on, in the order of the talk."""
    require(viewer, Action.READ)
    rows = [
        row for row in coding.coded_passages(session, viewer, code_ids)
        if (row.transcript_id, row.start, row.end) in places
    ]  # fmt: skip
    order = list(dict.fromkeys((row.transcript_id, row.start, row.end) for row in rows))
    shown = set(order[first : first + most])
    return _told(session, viewer, [row for row in rows if (row.transcript_id, row.start, row.end) in shown])


def _told(session: Session, viewer: Viewer, rows: Sequence[coding.CodedPassage]) -> list[Said]:
    """Return each passage once, with all who coded it."""
    coders: dict[tuple[UUID, int, int], list[str]] = {}
    for row in rows:
        names = coders.setdefault((row.transcript_id, row.start, row.end), [])
        if row.initials not in names:
            names.append(row.initials)
    first = {(row.transcript_id, row.start, row.end): row for row in reversed(rows)}
    turns, labels = _turns(session, viewer, first.values()), _labels(session, viewer)
    return [
        _said(row, turns, labels, coders=tuple(coders[place]), quote_id=None)
        for place in coders
        for row in [first[place]]
    ]


def said_on(session: Session, viewer: Viewer, rows: Sequence[Passage]) -> list[Said]:
    """Return what was said on each of these passages, in their order, whoever speaks there."""
    require(viewer, Action.READ)
    turns, labels = _turns(session, viewer, rows), _labels(session, viewer)
    return [_said(row, turns, labels, coders=(), quote_id=None) for row in rows]


def _turns(session: Session, viewer: Viewer, rows: Iterable[Passage]) -> dict[tuple[UUID, int], SpokenTurn]:
    wanted = {(row.transcript_id, number) for row in rows for number in range(row.first_turn, row.last_turn + 1)}
    return queries.spoken_turns(session, viewer, wanted)


def _said(
    row: Passage, turns: dict[tuple[UUID, int], SpokenTurn], labels: _Labels,
    *, coders: tuple[str, ...], quote_id: UUID | None,
) -> Said:  # fmt: skip
    held = []
    for number in range(row.first_turn, row.last_turn + 1):
        turn = turns[row.transcript_id, number]
        words = turn.words[max(row.start - turn.start, 0) : max(row.end - turn.start, 0)].strip()
        held.append(SaidTurn(number, turn.label, turn.kind, words, turn.counted, turn.withdrawn))
    voices = dict.fromkeys(turn.label for turn in held if turn.kind is Kind.PARTICIPANT)
    kind = labels.stakeholder(row.focus_group, len(voices))
    label = written_label(labels.pattern, participant=", ".join(voices), group=row.focus_group, stakeholder=kind)
    return Said(row.unit_id, row.transcript_id, row.focus_group, kind, label, tuple(held), coders, quote_id)


def choose_quote(session: Session, viewer: Viewer, *, theme_id: UUID, unit_id: UUID) -> UUID:
    """Let a passage speak for a theme or subtheme. Chosen twice, it is chosen once."""
    require(viewer, Action.CHOOSE_QUOTES)
    theme, unit = queries.theme(session, viewer, theme_id), queries.unit(session, viewer, unit_id)
    numbers = range(unit.first_turn, unit.last_turn + 1)
    turns = queries.spoken_turns(session, viewer, [(unit.transcript_id, number) for number in numbers])
    if any(turn.withdrawn for turn in turns.values()):
        raise NotToBeQuoted
    same = select(Quote).where(visible(viewer, Quote), Quote.theme_id == theme.id, Quote.unit_id == unit.id)
    present = session.scalar(same)
    if present is not None:
        return present.id
    quote = Quote(
        study_id=viewer.study_id, id=uuid4(), theme_id=theme.id, unit_id=unit.id, chosen_by_id=viewer.member_id,
        position=len(queries.quotes(session, viewer)) + 1,
    )  # fmt: skip
    session.add(quote)
    session.flush()
    payload = {"theme": theme.id, "unit": unit.id}
    record(
        session,
        Act(viewer.study_id, viewer.member_id, "quote.chosen", quote.id, unit.round_id, payload=payload),
    )
    return quote.id


def remove_quote(session: Session, viewer: Viewer, quote_id: UUID) -> None:
    """Take a quote back; its passage and codings stay."""
    require(viewer, Action.CHOOSE_QUOTES)
    quote = queries.quote(session, viewer, quote_id)
    round_id = queries.unit(session, viewer, quote.unit_id).round_id
    payload = {"theme": quote.theme_id, "unit": quote.unit_id}
    session.delete(quote)
    session.flush()
    record(session, Act(viewer.study_id, viewer.member_id, "quote.removed", quote_id, round_id, payload=payload))


def quote_count(session: Session, viewer: Viewer, grown: Tree) -> int:
    """Return how many quotes are chosen for the themes that stand; discarded ones keep theirs."""
    standing = {branch.id for branch in grown.branches}
    return sum(row.theme_id in standing for row in queries.quotes(session, viewer))


def chosen_quotes(session: Session, viewer: Viewer) -> list[ThemeQuotes]:
    """Return the chosen quotes by theme and subtheme, in the order of the themes."""
    by_theme = chosen_by_theme(session, viewer)
    found = []
    for theme in tree(session, viewer).themes:
        places = [(theme.id, "")] + [(subtheme.id, subtheme.name) for subtheme in theme.subthemes]
        found += [
            ThemeQuotes(id_, theme.name, subtheme, theme.hue, tuple(by_theme[id_]))
            for id_, subtheme in places
            if id_ in by_theme
        ]
    return found


def chosen_by_theme(session: Session, viewer: Viewer) -> dict[UUID, list[Said]]:
    """Return the chosen quotes that may be quoted, by the theme or subtheme that each speaks for."""
    require(viewer, Action.READ)
    rows = queries.quotes(session, viewer)
    turns = _turns(session, viewer, rows)
    labels = _labels(session, viewer)
    by_theme: dict[UUID, list[Said]] = {}
    for row in rows:
        said = _said(row, turns, labels, coders=(), quote_id=row.id)
        if said.may_be_quoted:
            by_theme.setdefault(row.theme_id, []).append(said)
    return by_theme


def exported_quotes(session: Session, viewer: Viewer, form: LabelForm = LabelForm.WHOLE) -> list[ExportedQuote]:
    """Return the chosen quotes as plain records for a Word file, with labels of this form.

    Where the label has no participant, no turn tells its participant's number either.
    """
    require(viewer, Action.EXPORT_QUOTES)
    numbered = "{participant}" in pattern_of(form, studies.study(session, viewer).label_pattern)
    return [
        ExportedQuote(
            theme=part.theme,
            subtheme=part.subtheme,
            turns=_labelled(said.turns, numbered=numbered),
            focus_group=said.focus_group,
            stakeholder=said.stakeholder,
        )
        for part in chosen_quotes(session, viewer)
        for said in part.quotes
    ]


def _labelled(turns: Sequence[SaidTurn], *, numbered: bool) -> tuple[QuoteTurn, ...]:
    """Return the turns as they are exported; without numbers an exchange shows by a dash that somebody else speaks."""
    unnumbered = NOBODY if len(turns) > 1 else ""
    return tuple(
        QuoteTurn(turn.label if numbered or turn.kind in MODERATORS else unnumbered, turn.words, left_out=False)
        for turn in turns
    )


def codes_of(session: Session, viewer: Viewer, row_id: UUID) -> tuple[str, dict[UUID, str]]:
    """Return the name and the codes of a theme, a subtheme or a single code."""
    grown = tree(session, viewer)
    for theme in grown.themes:
        for branch in (theme, *theme.subthemes):
            if branch.id == row_id:
                return branch.name, {code.id: code.name for code in branch.every_code().values()}
    for code in code_queries.codes(session, viewer):
        if code.id == row_id:
            return code.name, {code.id: code.name}
    raise NotInThisStudy
