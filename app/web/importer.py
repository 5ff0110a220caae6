"""Who imports, and what the pages of an import show; asked in a transaction that ends before long work begins."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Annotated, Final
from uuid import UUID

from fastapi import Depends, Request
from sqlalchemy.orm import Session

from app.importing.draft import Draft
from app.importing.labels import Choice, ConfirmedTurn, LabelFound, labels_found, may_be_kept, settled
from app.importing.roles import Kind
from app.security.permissions import Action, require
from app.security.viewer import Viewer
from app.store.queries import anonymity, studies, transcripts
from app.store.queries.studies import GroupLine
from app.store.queries.transcripts import NotInThisStudy
from app.store.tables import Study
from app.web.sessions import Desk, FormToken, InDesk, identify, in_turn, view


@dataclass(frozen=True, slots=True)
class Importer:
    """A lead who imports, and what their study has: focus groups with the labels known there, and what labels meant."""

    viewer: Viewer
    study: Study
    groups: Mapping[UUID, GroupLine]
    taken: Mapping[UUID, frozenset[str]]
    meant: Mapping[str, Kind]
    desk: Desk

    def group(self, group_id: UUID) -> GroupLine:
        """Return one of the study's focus groups; raises NotInThisStudy."""
        if group_id not in self.groups:
            raise NotInThisStudy
        return self.groups[group_id]


async def importer(request: Request, desk: InDesk, study_id: UUID, form_token: FormToken = "") -> Importer:
    """Ask who is there, and whether they may import."""

    def ask(session: Session) -> Importer:
        viewer = view(request, session, identify(request, desk, session, form_token), study_id)
        require(viewer, Action.IMPORT_TRANSCRIPT)
        return Importer(
            viewer, studies.study(session, viewer),
            {group.id: group for group in studies.focus_groups(session, viewer)},
            transcripts.participant_labels(session, viewer), anonymity.label_choices(session, viewer), desk,
        )  # fmt: skip

    return await in_turn(desk, ask)


IsImporter = Annotated[Importer, Depends(importer)]


STORED: Final = "stored:"  # before the label of a participant of an earlier file
MOST_OFFERED: Final = 100  # a page with every label of a thousand beside every other would have a million choices


@dataclass(frozen=True, slots=True)
class SaidOfLabel:
    """What a form says of one label: of which session it is, who it is, and of whom it is another spelling."""

    session: str
    label: str
    kind: str
    same_as: str

    @property
    def choice(self) -> Choice:
        """The choice as the importing room takes it; whatever is no kind is no speaker."""
        stored = self.same_as.removeprefix(STORED) if self.same_as.startswith(STORED) else ""
        kind = Kind(self.kind) if self.kind in set(Kind) else None
        return Choice(kind, "" if stored else self.same_as, stored)


@dataclass(frozen=True, slots=True)
class ShownLabel:
    """A label, what was chosen for it so far, the labels that may be the same person, and all its turns."""

    found: LabelFound
    chosen: str
    same_as: str
    others: Sequence[str]
    all_turns: Sequence[tuple[int, str]]


def shown_labels(
    draft: Draft, meant: Mapping[str, Kind], said: Mapping[tuple[str, str], SaidOfLabel], taken: Collection[str]
) -> list[ShownLabel]:
    """Return the labels of a draft for the page that asks who they are, with what was said of them so far."""
    found = labels_found(draft, meant)
    turns: dict[tuple[str, str], list[tuple[int, str]]] = {}
    for number, turn in enumerate(draft.turns, 1):
        turns.setdefault((turn.session, turn.label), []).append((number, turn.words))
    by_key = {one.key: one.label for one in found}
    offered = _offered(found)
    shown = []
    for one in found:
        before = said.get((one.session, one.label))
        same = by_key.get(one.like, "") or (STORED + one.label.upper() if one.label.upper() in taken else "")
        kind, same = (before.kind, before.same_as) if before else (one.proposed.value, same)
        others = [label for label in dict.fromkeys((*offered[one.session], same)) if label != one.label]
        others = [label for label in others if label and not label.startswith(STORED)]
        shown.append(ShownLabel(one, kind, same, others, turns[one.session, one.label]))
    return shown


def _offered(found: Sequence[LabelFound]) -> dict[str, list[str]]:
    """Return by session the labels that another one may be the same person as: all, or of very many the frequent."""
    by_session: dict[str, list[LabelFound]] = {}
    for one in found:
        by_session.setdefault(one.session, []).append(one)
    for session, labels in by_session.items():
        if len(labels) > MOST_OFFERED:
            by_session[session] = sorted(labels, key=lambda one: -one.turns)[:MOST_OFFERED]
    return {session: [one.label for one in labels] for session, labels in by_session.items()}


def sessions_of(draft: Draft) -> list[str]:
    """Return the recording sessions of a draft in order."""
    return list(dict.fromkeys(turn.session for turn in draft.turns))


def settled_turns(
    draft: Draft, said: Sequence[SaidOfLabel], groups: Mapping[str, UUID], taken: Mapping[UUID, frozenset[str]]
) -> tuple[tuple[ConfirmedTurn, ...], dict[str, tuple[str, ...]]]:
    """Return the turns of every session under labels that are safe to store, and what those labels were in the file."""
    known = {group: set(labels) for group, labels in taken.items()}
    turns: list[ConfirmedTurn] = []
    voices: dict[str, dict[str, None]] = {}
    for session in sessions_of(draft):
        part = replace(draft, turns=tuple(turn for turn in draft.turns if turn.session == session))
        labels = known.setdefault(groups[session], set())
        choices = {one.label: one.choice for one in said if one.session == session}
        spoken = settled(part, choices, frozenset(labels))
        labels |= {turn.label for turn in spoken if turn.kind is Kind.PARTICIPANT}
        turns += spoken
        for turn in spoken:
            voice = f"{turn.label} · {session}" if turn.label and len(groups) > 1 else turn.label
            voices.setdefault(voice, {})[part.turns[turn.position - 1].label] = None
    return tuple(turns), {label: tuple(names) for label, names in voices.items() if label}


def worth_remembering(said: Sequence[SaidOfLabel]) -> dict[str, Kind]:
    """Return what the study may remember of the labels: of those that are no names, what they meant."""
    kept = ((one.label, one.choice.kind) for one in said if may_be_kept(one.label))
    return {label: kind for label, kind in kept if kind is not None}
