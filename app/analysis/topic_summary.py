"""Whether a theme gathers what shares a meaning, or only what was answered to one question.

Braun and Clarke set themes as patterns of shared meaning against topic summaries, which gather everything that was said
about a topic, often about one question of the guide. A count cannot tell the two apart, but it can show where to look.

Source: V. Braun and V. Clarke (2019), Reflecting on reflexive thematic analysis, Qualitative Research in Sport,
Exercise and Health 11(4), 589-597.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Asked:
    """A turn in which a question of the guide is asked; turns are numbered in their transcript."""

    transcript: UUID
    turn: int
    question: UUID


@dataclass(frozen=True, slots=True)
class Answered:
    """How many passages out of `of` were said after a question, before the next; None is before the first."""

    question: UUID | None
    passages: int
    of: int

    @property
    def share(self) -> float:
        """The part of all passages, above 0 and at most 1."""
        return self.passages / self.of


def answered(passages: Iterable[tuple[UUID, int]], asks: Iterable[Asked]) -> list[Answered]:
    """Count after which question each passage was said, most first; questions without any are left out.

    `passages` are (transcript, first turn), each passage once. A question is in force from the turn that asks it until
    the next one is asked in the same transcript; asked again, it is the same question. Without passages the list is
    empty.
    """
    by_talk: dict[UUID, list[tuple[int, UUID]]] = {}
    for ask in asks:
        by_talk.setdefault(ask.transcript, []).append((ask.turn, ask.question))
    for turns in by_talk.values():
        turns.sort(key=lambda one: one[0])
    found: Counter[UUID | None] = Counter()
    for transcript, turn in passages:
        asked = by_talk.get(transcript, [])
        at = bisect_right(asked, turn, key=lambda one: one[0])
        found[asked[at - 1][1] if at else None] += 1
    whole = found.total()
    return [Answered(question, count, whole) for question, count in found.most_common()]
