"""How participants answer each other, as coders have marked it: counts by focus group, and who answers whom."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import Protocol
from uuid import UUID


class Answer(Protocol):
    """That one participant's turn answers another's: `how` is a word of the study's own list."""

    @property
    def focus_group_id(self) -> UUID: ...
    @property
    def how(self) -> str: ...
    @property
    def participant_id(self) -> UUID: ...
    @property
    def earlier_participant_id(self) -> UUID: ...


@dataclass(frozen=True, slots=True)
class GroupAnswers:
    """One focus group: how often turns answer others, by how they do; and (who, whom) with how often, most often first.

    A pair of turns counts once for each way of answering, however many coders have marked it.
    """

    focus_group: UUID
    counts: Counter[str]
    pairs: tuple[tuple[UUID, UUID, int], ...]


def answers_by_group(answers: Iterable[Answer]) -> tuple[GroupAnswers, ...]:
    """Count answers by focus group, in the order in which the groups first come; pairs as frequent stay in theirs."""
    place: dict[UUID, int] = {}
    found = sorted(answers, key=lambda one: place.setdefault(one.focus_group_id, len(place)))
    return tuple(_of_group(group, list(some)) for group, some in groupby(found, attrgetter("focus_group_id")))


def _of_group(group: UUID, answers: list[Answer]) -> GroupAnswers:
    pairs = Counter((one.participant_id, one.earlier_participant_id) for one in answers)
    return GroupAnswers(
        group,
        Counter(one.how for one in answers),
        tuple((who, whom, times) for (who, whom), times in pairs.most_common()),
    )
