"""What somebody chose to compare: the round, the unit, and whether codes, subthemes or themes."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from app.analysis.audit.units import Cut


class Rows(StrEnum):
    """What the rows of the table are; themes and subthemes are rolled up from their codes."""

    CODES = "codes"
    SUBTHEMES = "subthemes"
    THEMES = "themes"


@dataclass(frozen=True, slots=True)
class Choice:
    """The choices of the audit page; without a round, the latest one that holds a reading."""

    round_id: UUID | None = None
    cut: Cut = Cut.TURN
    rows: Rows = Rows.CODES
    moderators: bool = False


USUAL = Choice()
