"""Who is heard: who talks how much and who is quoted, who answers whom, how the codes grow, and which codes meet."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import groupby
from operator import attrgetter
from typing import Final
from uuid import UUID

from sqlalchemy.orm import Session

from app.analysis.counting import Layer
from app.analysis.meetings import Met, code_turns, meetings
from app.analysis.tallies import Tally
from app.analysis.words.answers import GroupAnswers, answers_by_group
from app.analysis.words.growth import Growth, Sample, growth
from app.analysis.words.interaction import Follows, Interaction, interaction
from app.analysis.words.talk import GroupTalk, talk
from app.importing.roles import Kind
from app.security.permissions import Action, require
from app.security.viewer import Viewer
from app.store.queries import people, said, studies, transcripts
from app.store.queries.answers import Answered, answered
from app.store.queries.studies import GroupLine
from app.store.queries.tallies import tallies
from app.store.queries.transcripts import TranscriptLine
from app.store.tables import Degree, Stakeholder
from app.workbench.layers import LayerChoice, Layers, layers
from app.workbench.theme_tree import Tree, tree

# A reflexive analysis does not ask whether new codes stop coming: meaning is made by those who read.
REFLEXIVE: Final = re.compile(r"reflexiv|refleksiv", re.IGNORECASE)
MOST_MEETINGS: Final = 40  # pairs of codes that are shown and drawn

Voice = tuple[UUID, UUID]  # focus group and person


@dataclass(frozen=True, slots=True)
class Heard:
    """Everything of the page. `names` has the label of each (focus group, person); `talks` the transcripts by id.

    `answered` are the answers that coders have marked, by transcript. `growth` is empty where the study's stance is
    reflexive and nobody asks for it all the same.
    """

    groups: tuple[GroupLine, ...]
    stakeholders: Sequence[Stakeholder]
    names: Mapping[Voice, str]
    talk: tuple[GroupTalk, ...]
    interaction: tuple[Interaction, ...]
    answers: tuple[GroupAnswers, ...]
    answered: Mapping[UUID, tuple[Answered, ...]]
    talks: Mapping[UUID, TranscriptLine]
    order: tuple[UUID, ...]
    growth: tuple[Growth, ...]
    reflexive: bool
    meetings: tuple[Met, ...]
    tree: Tree
    layers: Layers
    layer: LayerChoice
    passages: Mapping[UUID, int]

    def group(self, group: UUID) -> str:
        """Return the label of a focus group."""
        return next(one.label for one in self.groups if one.id == group)

    def name(self, group: UUID, person: UUID) -> str:
        """Return the label of a voice."""
        return self.names.get((group, person), "")


def heard(session: Session, viewer: Viewer, layer: str = "", *, growing: bool = False) -> Heard:
    """Return who is heard, in the codings of one layer; `growing` asks for growth whatever the stance."""
    require(viewer, Action.READ)
    study, choices, grown = (
        studies.study(session, viewer),
        layers(session, viewer),
        tree(session, viewer, with_counts=False),
    )
    chosen, held = choices.chosen(layer), tallies(session, viewer)
    talks = {one.id: one for one in transcripts.transcripts(session, viewer)}
    counted = frozenset(one.id for one in people.counted_people(session, viewer))
    reflexive = bool(REFLEXIVE.search(study.stance) or REFLEXIVE.search(study.method))
    groups = tuple(studies.focus_groups(session, viewer))
    order, names = _reading_order(held, talks), voice_names(session, viewer)
    shown, spoken = growing or not reflexive, said.spoken(session, viewer, everybody=True)
    where = {one.id: one.focus_group_id for one in talks.values()}
    codes = [code.id for code in grown.every_code()]
    told = _among(answered(session, viewer), names)
    by_talk = {talk: tuple(some) for talk, some in groupby(told, attrgetter("transcript_id"))}
    return Heard(
        groups, studies.stakeholders(session, viewer), names,
        in_order(talk(spoken, said.quoted_voices(session, viewer), names), names),
        _answers(interaction(spoken), names), answers_by_group(told), by_talk, talks, order,
        growth(_samples(held, counted, chosen.layer, groups, where, order)) if shown else (), reflexive,
        meetings(held, counted, chosen.layer, codes, where)[:MOST_MEETINGS], grown, choices, chosen,
        _passages(held, chosen.layer),
    )  # fmt: skip


def voice_names(session: Session, viewer: Viewer) -> dict[Voice, str]:
    """Return the label of everybody who is counted, by focus group and person, in their order."""
    counts = (None, Degree.NOT_QUOTED)
    return {
        (one.focus_group_id, one.person_id): one.label
        for one in people.voices(session, viewer)
        if one.kind is Kind.PARTICIPANT and one.withdrawn in counts
    }


def in_order(groups: Sequence[GroupTalk], names: Mapping[Voice, str]) -> tuple[GroupTalk, ...]:
    """Return the groups with voices that say as much in the order of their labels, which tells nothing else."""
    place = {voice: number for number, voice in enumerate(names)}
    return tuple(
        replace(
            group,
            voices=tuple(
                sorted(
                    group.voices,
                    key=lambda one: (-one.words, -one.turns, place.get((one.focus_group, one.participant), 0)),
                )
            ),
        )
        for group in groups
    )


def _answers(found: Sequence[Interaction], names: Mapping[Voice, str]) -> tuple[Interaction, ...]:
    """Return who answers whom, pairs that are as frequent in the order of their labels."""
    place = {voice: number for number, voice in enumerate(names)}

    def order(group: UUID, one: Follows) -> tuple[int, int, int]:
        return -one.times, place.get((group, one.first), 0), place.get((group, one.second), 0)

    return tuple(replace(one, follows=tuple(sorted(one.follows, key=partial(order, one.focus_group)))) for one in found)


def _among(found: Sequence[Answered], names: Mapping[Voice, str]) -> list[Answered]:
    """Return the answers among people who are counted."""
    return [
        one
        for one in found
        if (one.focus_group_id, one.participant_id) in names
        and (one.focus_group_id, one.earlier_participant_id) in names
    ]


def _reading_order(held: Sequence[Tally], talks: Mapping[UUID, TranscriptLine]) -> tuple[UUID, ...]:
    """Return the transcripts in the order in which they came in."""
    return tuple(one.transcript for one in held if one.transcript in talks)


def _samples(
    held: Sequence[Tally], counted: frozenset[UUID], layer: Layer, groups: Sequence[GroupLine],
    where: Mapping[UUID, UUID], order: Sequence[UUID],
) -> list[Sample]:  # fmt: skip
    kinds = {one.id: one.stakeholder_id for one in groups}
    by_id = {one.transcript: one for one in held}
    return [Sample(one, kinds[where[one]], frozenset(code_turns(by_id[one], counted, layer))) for one in order]


def _passages(held: Sequence[Tally], layer: Layer) -> dict[UUID, int]:
    """Return how many different passages carry each code."""
    found: dict[UUID, int] = {}
    for tally in held:
        own: dict[UUID, int] = {}
        for strand in tally.strands:
            if layer.holds(strand.coder, strand.round):
                own[strand.code] = own.get(strand.code, 0) | strand.passages
        for code, row in own.items():
            found[code] = found.get(code, 0) + row.bit_count()
    return found
