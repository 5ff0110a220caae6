"""The words that a study leaves out when it counts words."""

from uuid import UUID

from sqlalchemy import Text
from sqlalchemy.orm import Mapped, mapped_column

from app.store.base import Base, of_study


class StopWords(Base):
    """A study's own stop words, one on a line; without a row, those that come with its language."""

    __tablename__ = "stop_words"
    __table_args__ = (of_study(),)

    study_id: Mapped[UUID] = mapped_column(primary_key=True)
    words: Mapped[str] = mapped_column(Text)
