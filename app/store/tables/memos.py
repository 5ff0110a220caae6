"""What members write down while they think: memos, replies to them, and what they said before an edit."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.store.base import Base, InStudy, belongs_to, choice, now, of_study


class MemoKind(StrEnum):
    """What a memo is: a thought about the material, or what it does to whoever reads it."""

    ANALYTIC = "analytic"
    REACTION = "reaction"


class MemoOn(StrEnum):
    """What a memo hangs on."""

    STUDY = "study"
    STEP = "step"
    FOCUS_GROUP = "focus-group"
    PARTICIPANT = "participant"
    TRANSCRIPT = "transcript"
    TURN = "turn"
    PASSAGE = "passage"
    CODING = "coding"
    CODE = "code"
    THEME = "theme"


class Memo(InStudy, Base):
    """What a member wrote about something. A private one reaches nobody else; a reply hangs where its memo does.

    Turns are named by their numbers, passages by their place, which moves with the words; both are empty of a place
    when the words are gone. `thing_id` is a coding, code or theme: these can be taken away, and the memo stays, so no
    foreign key holds them. `made_in_id` is the blind round in which the memo was shared, until whose reveal nobody but
    its author and supervisors sees it. `revision` rises with every change, so that a stale page is noticed.
    """

    __tablename__ = "memo"
    __table_args__ = (
        CheckConstraint("length(trim(words)) > 0", name="words"),
        CheckConstraint('start IS NULL OR (0 <= start AND start < "end")', name="passage"),
        CheckConstraint("answers_id IS NULL OR NOT private", name="reply"),
        of_study(),
        belongs_to("member", "author_id"),
        belongs_to("round", "made_in_id"),
        belongs_to("memo", "answers_id"),
        belongs_to("transcript"),
        belongs_to("participant"),
        belongs_to("focus_group"),
        Index(None, "study_id", "hangs_on", "thing_id"),
        Index(None, "study_id", "transcript_id"),
        Index(None, "study_id", "answers_id"),
    )

    author_id: Mapped[UUID]
    kind: Mapped[MemoKind] = mapped_column(choice(MemoKind))
    private: Mapped[bool]
    hangs_on: Mapped[MemoOn] = mapped_column(choice(MemoOn))
    focus_group_id: Mapped[UUID | None]
    participant_id: Mapped[UUID | None]
    transcript_id: Mapped[UUID | None]
    first_turn: Mapped[int | None]
    last_turn: Mapped[int | None]
    start: Mapped[int | None]
    end: Mapped[int | None]
    thing_id: Mapped[UUID | None]
    step: Mapped[int | None]
    answers_id: Mapped[UUID | None]
    words: Mapped[str]
    revision: Mapped[int] = mapped_column(default=1)
    made_in_id: Mapped[UUID | None]
    written_at: Mapped[datetime] = mapped_column(default=now)
    changed_at: Mapped[datetime | None]
    removed_at: Mapped[datetime | None]


class EarlierWords(InStudy, Base):
    """What a memo said before its author edited it, so that the edit can be undone. Only the author reaches it."""

    __tablename__ = "earlier_words"
    __table_args__ = (UniqueConstraint("study_id", "memo_id", "number"), of_study(), belongs_to("memo"))

    memo_id: Mapped[UUID]
    number: Mapped[int]
    kind: Mapped[MemoKind] = mapped_column(choice(MemoKind))
    words: Mapped[str]
