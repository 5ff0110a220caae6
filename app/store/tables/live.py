"""How a member wants to hear of colleagues at work, and whether colleagues see where the member is."""

from enum import StrEnum
from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from app.store.base import Base, belongs_to, choice, of_study


class Colleagues(StrEnum):
    """When colleagues' changes come onto a member's screen."""

    AT_ONCE = "at once"
    ASKED = "when I ask"
    FINISHED = "when I have finished"


class LiveChoice(Base):
    """What one member has chosen; without a row, what suits the role."""

    __tablename__ = "live_choice"
    __table_args__ = (of_study(), belongs_to("member"))

    study_id: Mapped[UUID] = mapped_column(primary_key=True)
    member_id: Mapped[UUID] = mapped_column(primary_key=True)
    colleagues: Mapped[Colleagues] = mapped_column(choice(Colleagues))
    shown: Mapped[bool]
