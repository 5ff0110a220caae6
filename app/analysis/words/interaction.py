"""Who speaks after whom: how far participants talk with each other, and not only with the moderator."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Final
from uuid import UUID

from app.analysis.undefined import Undefined
from app.analysis.words.spoken import SpokenTurn
from app.sentences import N_

NOBODY_FOLLOWS: Final = Undefined(N_("Nobody speaks after a participant here, so there is nothing to share."))


@dataclass(frozen=True, slots=True)
class Follows:
    """How often the second of two participants speaks right after the first."""

    first: UUID
    second: UUID
    times: int


@dataclass(frozen=True, slots=True)
class Interaction:
    """One transcript: what follows its participants' turns, in counts.

    `to_participant` counts turns of a participant that another participant follows, `to_moderator` those that a
    moderator or another voice that is not counted follows. `exchanges` are the lengths, in turns, of stretches in which
    participants speak with each other, from two turns on, in order. `follows` has the pairs, the most frequent first.
    """

    transcript: UUID
    focus_group: UUID
    to_participant: int
    to_moderator: int
    exchanges: tuple[int, ...]
    follows: tuple[Follows, ...]

    @property
    def among_participants(self) -> float | Undefined:
        """The share of participants' turns that another participant follows, of those that anybody follows: 0 to 1."""
        followed = self.to_participant + self.to_moderator
        return self.to_participant / followed if followed else NOBODY_FOLLOWS

    @property
    def longest(self) -> int:
        """The longest stretch in which participants speak with each other, in turns; 0 when there is none."""
        return max(self.exchanges, default=0)


def interaction(turns: Iterable[SpokenTurn]) -> tuple[Interaction, ...]:
    """Return, for each transcript in order, who speaks after whom.

    `turns` are all turns in order, those of one transcript together; `participant` is None for a moderator and every
    other voice that is not counted. Turns of the same voice one after another are one. Leave back-channels ("mm") in or
    out before: a moderator's "mm" ends a stretch.
    """
    return tuple(_interaction(list(talk)) for _, talk in groupby(turns, key=lambda turn: turn.transcript))


def _interaction(turns: Sequence[SpokenTurn]) -> Interaction:
    voices = [voice for voice, _ in groupby(turn.participant for turn in turns)]
    following = Counter((one, other) for one, other in pairwise(voices) if one is not None and other is not None)
    to_moderator = sum(one is not None and other is None for one, other in pairwise(voices))
    runs = (sum(1 for _ in run) for counted, run in groupby(voices, key=lambda voice: voice is not None) if counted)
    return Interaction(
        turns[0].transcript,
        turns[0].focus_group,
        following.total(),
        to_moderator,
        tuple(length for length in runs if length > 1),
        tuple(
            Follows(one, other, times)
            for (one, other), times in sorted(following.items(), key=lambda item: (-item[1], item[0]))
        ),
    )
