"""Whether two ways to divide the focus groups can be told apart: kinds of people, and districts."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from app.analysis.wording import Countable


@dataclass(frozen=True, slots=True)
class Confounded:
    """A district whose focus groups are all of one kind of people: what is special there may be the kind's or its own.

    `alone` says that it has one focus group only.
    """

    district: UUID
    stakeholder: UUID
    alone: bool


def confounded(groups: Sequence[Countable]) -> tuple[Confounded, ...]:
    """Return the districts in which kind and place cannot be told apart, in the order of their first focus group.

    Nothing is confounded where the study has one kind of people or one district; focus groups without a district do not
    matter.
    """
    placed: defaultdict[UUID, list[Countable]] = defaultdict(list)
    for group in groups:
        if group.district is not None:
            placed[group.district].append(group)
    if len(placed) < 2 or len({group.stakeholder for group in groups}) < 2:
        return ()
    return tuple(
        Confounded(district, held[0].stakeholder, len(held) == 1)
        for district, held in placed.items()
        if len({group.stakeholder for group in held}) == 1
    )
