"""The one who looks: a member of a study with a role, and the rounds in which they are blind to others."""

from dataclasses import dataclass, field, replace
from enum import StrEnum
from uuid import UUID


class Role(StrEnum):
    """A member's part in a study."""

    LEAD = "lead"
    CO_RESEARCHER = "co-researcher"
    SUPERVISOR = "supervisor"


@dataclass(frozen=True, slots=True)
class Viewer:
    """A member as the one who looks.

    `blind_rounds` are the independent rounds of the study that are not revealed yet, in which this viewer sees only
    their own work; empty for supervisors, who see all. `set_aside` are rounds that are being coded once more: as long
    as the repetition is blind, the viewer sees nothing of them, not even what they coded themselves. Whoever
    enters paper work for this member is `typed_by_id`; `together` are the initials of all who code at one table now.
    """

    study_id: UUID
    member_id: UUID
    account_id: UUID
    role: Role
    initials: str
    blind_rounds: frozenset[UUID]
    set_aside: frozenset[UUID] = field(default=frozenset())
    typed_by_id: UUID | None = None
    together: str = ""

    @property
    def actor_id(self) -> UUID:
        """Who sits there and types, for the trail."""
        return self.typed_by_id or self.member_id


def blind_to_nothing(viewer: Viewer) -> Viewer:
    """Return the viewer as one who reaches every unit: words change for all, whoever may see what hangs on them."""
    return replace(viewer, blind_rounds=frozenset(), set_aside=frozenset())
