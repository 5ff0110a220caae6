"""The portrait of one transcript: who speaks in it, what is coded where, and how far the talk goes among themselves."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from app.analysis.tallies import Tally, places
from app.analysis.words.interaction import Interaction, interaction
from app.analysis.words.talk import GroupTalk, talk
from app.security.permissions import Action, require
from app.security.viewer import Viewer
from app.store.queries import said, transcripts
from app.store.queries.codes import CodeRow
from app.store.queries.tallies import tallies
from app.store.queries.transcripts import TranscriptLine
from app.workbench.heard import Voice, in_order, voice_names
from app.workbench.layers import LayerChoice, layers
from app.workbench.theme_tree import tree


@dataclass(frozen=True, slots=True)
class CodeLine:
    """A code of the transcript: its theme's hue, and each passage as first turn, last turn and number of coders."""

    code: CodeRow
    hue: int
    passages: tuple[tuple[int, int, int], ...]


@dataclass(frozen=True, slots=True)
class Portrait:
    """One transcript as it is coded in one layer. `turns` is the number of its last turn."""

    talk: TranscriptLine
    layer: LayerChoice
    turns: int
    names: Mapping[Voice, str]
    voices: GroupTalk | None
    interaction: Interaction | None
    lines: tuple[CodeLine, ...]


def portrait(session: Session, viewer: Viewer, transcript_id: UUID, layer: str = "") -> Portrait:
    """Return the portrait of a transcript; raises NotInThisStudy."""
    require(viewer, Action.READ)
    row, grown = transcripts.transcript(session, viewer, transcript_id), tree(session, viewer, with_counts=False)
    chosen = layers(session, viewer).chosen(layer)
    tally = next(one for one in tallies(session, viewer) if one.transcript == transcript_id)
    spoken = said.spoken(session, viewer, everybody=True, only=transcript_id)
    names = {voice: name for voice, name in voice_names(session, viewer).items() if voice[0] == row.focus_group_id}
    groups = in_order(talk(spoken, said.quoted_voices(session, viewer), names), names)
    marked = _marked(tally, chosen)
    lines = (
        CodeLine(code, grown.hues.get(code.id, 0), tuple(sorted(marked[code.id])))
        for code in grown.every_code()
        if code.id in marked
    )
    return Portrait(
        row, chosen, max((turn.number for turn in spoken), default=0), names, next(iter(groups), None),
        next(iter(interaction(spoken)), None), tuple(lines),
    )  # fmt: skip


def _marked(tally: Tally, choice: LayerChoice) -> dict[UUID, list[tuple[int, int, int]]]:
    coders: defaultdict[tuple[UUID, int], set[UUID]] = defaultdict(set)
    for strand in tally.strands:
        if choice.layer.holds(strand.coder, strand.round):
            for place in places(strand.passages):
                coders[strand.code, place].add(strand.coder)
    found: defaultdict[UUID, list[tuple[int, int, int]]] = defaultdict(list)
    for (code, place), who in coders.items():
        if len(who) >= choice.layer.at_least:
            bounds = tally.bounds(place)
            found[code].append((bounds.first, bounds.last, len(who)))
    return found
