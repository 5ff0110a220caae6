"""The one who looks: a member of a study with a role, and the rounds in which they are blind to others."""

from dataclasses import dataclass
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

    `blind_rounds` are the open independent rounds of the study in which this viewer sees only their own work;
    empty for supervisors, who see all.
    """

    study_id: UUID
    member_id: UUID
    account_id: UUID
    role: Role
    initials: str
    blind_rounds: frozenset[UUID]
