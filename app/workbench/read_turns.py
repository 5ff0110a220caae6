"""Which turns of participants a round's members have read, and with which codebook: what agreement is counted over."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from app.analysis.agreement import TurnOf
from app.store.queries.readings import TurnsRead

Place = tuple[UUID, int]


@dataclass(frozen=True, slots=True)
class ReadTurns:
    """Turns of the same transcript that the same members have read with the same codebooks are one part.

    `part` says for each turn, as (transcript, number), in which part it is; `readers` says for each part who has read
    it, each with the codebook revision of their reading.
    """

    part: dict[Place, int]
    readers: dict[int, dict[UUID, int]]

    @property
    def turns(self) -> list[TurnOf[int]]:
        """Return the turns, each in its part."""
        return [TurnOf(part, number) for (_, number), part in self.part.items()]

    def placed(self, place: Place) -> TurnOf[int] | None:
        """Return a turn in its part, or nothing for one that is nobody's to be read, like the moderator's."""
        part = self.part.get(place)
        return None if part is None else TurnOf(part, place[1])

    def who_had(self, made_at: int) -> dict[int, frozenset[UUID]]:
        """Return, for each part, the readers whose codebook held a code that was made in this revision."""
        return {
            part: frozenset(who for who, revision in some.items() if made_at <= revision)
            for part, some in self.readers.items()
        }


def read_turns(places: Iterable[Place], read: Iterable[TurnsRead]) -> ReadTurns:
    """Put the turns at these places together by who has read them, from what was read in one round.

    Whoever has read a turn in two stretches has read it with the later codebook.
    """
    by_talk: dict[UUID, list[TurnsRead]] = defaultdict(list)
    for one in sorted(read, key=lambda one: one.codebook_revision):
        by_talk[one.transcript_id].append(one)
    parts: dict[tuple[UUID, tuple[int, ...]], int] = {}
    found = ReadTurns({}, {})
    for talk, number in places:
        here = by_talk[talk]
        held = tuple(at for at, one in enumerate(here) if number in one.numbers)
        part = parts.setdefault((talk, held), len(parts))
        found.part[talk, number] = part
        found.readers.setdefault(part, {here[at].member_id: here[at].codebook_revision for at in held})
    return found
