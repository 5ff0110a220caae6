"""Which codings count: the one choice that every page and every export makes in the same way."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final
from uuid import UUID

from sqlalchemy.orm import Session

from app.analysis.counting import Layer
from app.security.permissions import Action, Role, require
from app.security.viewer import Viewer
from app.store.queries import accounts, readings, studies, transcripts
from app.store.queries.readings import TurnsRead, turns_by_transcript
from app.store.queries.transcripts import TranscriptLine
from app.store.tables import Round, RoundKind

MOST_CODERS: Final = 5  # "at least five coders" is as much as any team asks for


class LayerKind(StrEnum):
    """What a layer is made of."""

    CONSENSUS = "consensus"
    ANY = "any"
    CODERS = "coders"
    CODER = "coder"
    ROUND = "round"


@dataclass(frozen=True, slots=True)
class LayerChoice:
    """One layer that can be chosen: `key` names it in an address; `number` is how many coders, or which round."""

    key: str
    kind: LayerKind
    layer: Layer
    number: int = 0
    initials: str = ""
    round_kind: RoundKind | None = None


@dataclass(frozen=True, slots=True)
class Layers:
    """All layers of a study, and which one counts if nobody chooses.

    `settled` says of how many transcripts out of `transcripts` the consensus is complete.
    """

    choices: tuple[LayerChoice, ...]
    default: str
    settled: int
    transcripts: int

    def chosen(self, key: str) -> LayerChoice:
        """Return the layer of this name; of an unknown one, or of none, the one that counts by itself."""
        found = {one.key: one for one in self.choices}
        return found.get(key) or found[self.default]

    def side_by_side(self) -> tuple[LayerChoice, ...]:
        """Return the layers whose words are compared: any coder, two coders, consensus."""
        compared = (LayerKind.ANY, LayerKind.CONSENSUS)
        return tuple(
            one for one in self.choices if one.kind in compared or (one.kind is LayerKind.CODERS and one.number == 2)
        )


@dataclass(frozen=True, slots=True)
class Read:
    """The transcripts of a study and the turns of them that are read, asked once for all that builds on them."""

    talks: Sequence[TranscriptLine]
    turns: Sequence[TurnsRead]

    @property
    def groups(self) -> set[UUID]:
        """The focus groups of which every turn of every transcript has been read by somebody."""
        whole = self.whole()
        unread = {talk.focus_group_id for talk in self.talks if talk.id not in whole}
        return {talk.focus_group_id for talk in self.talks} - unread

    def whole(self, rounds: Collection[UUID] | None = None) -> set[UUID]:
        """Return the transcripts of which every turn has been read by somebody, in some rounds or in any."""
        read = turns_by_transcript(one for one in self.turns if rounds is None or one.round_id in rounds)
        return {talk.id for talk in self.talks if len(read.get(talk.id, ())) >= talk.turns}


def read(session: Session, viewer: Viewer) -> Read:
    """Return what has been read."""
    require(viewer, Action.READ)
    return Read(transcripts.transcripts(session, viewer), readings.turns_read(session, viewer))


def layers(session: Session, viewer: Viewer, known: Read | None = None) -> Layers:
    """Return the layers that can be chosen.

    The consensus is what was settled in rounds of that kind and nothing else; the other layers are what coders marked
    themselves. It counts by itself once every transcript has been read to the end in a consensus round.
    """
    require(viewer, Action.READ)
    rounds = studies.rounds(session, viewer)
    consensus = frozenset(one.id for one in rounds if one.kind is RoundKind.CONSENSUS)
    own = frozenset(one.id for one in rounds) - consensus
    known = known or read(session, viewer)
    talks = {one.id for one in known.talks}
    settled = known.whole(consensus)
    choices = [LayerChoice("any", LayerKind.ANY, Layer(own))]
    if consensus:
        choices.insert(0, LayerChoice("consensus", LayerKind.CONSENSUS, Layer(consensus)))
    choices += _by_coders(own, accounts.members(session, viewer))
    choices += _by_round([one for one in rounds if one.id in own])
    complete = bool(consensus) and talks <= settled
    return Layers(tuple(choices), "consensus" if complete else "any", len(settled), len(talks))


def _by_coders(own: frozenset[UUID], members: Collection[accounts.MemberLine]) -> list[LayerChoice]:
    coders = [one for one in members if one.role is not Role.SUPERVISOR]
    found = [
        LayerChoice(str(number), LayerKind.CODERS, Layer(own, at_least=number), number)
        for number in range(2, min(len(coders), MOST_CODERS) + 1)
    ]
    if len(coders) > 1:
        found += [
            LayerChoice(f"coder-{one.id}", LayerKind.CODER, Layer(own, frozenset({one.id})), initials=one.initials)
            for one in coders
        ]
    return found


def _by_round(rounds: Sequence[Round]) -> list[LayerChoice]:
    if len(rounds) < 2:
        return []
    return [
        LayerChoice(f"round-{one.id}", LayerKind.ROUND, Layer(frozenset({one.id})), one.position, round_kind=one.kind)
        for one in rounds
    ]
