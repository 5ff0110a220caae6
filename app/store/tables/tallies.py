"""What is counted again and again, kept until something that it counts changes."""

from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from app.store.base import Base, belongs_to


class KeptTally(Base):
    """The tally of one transcript as bytes (`app.analysis.tally_packing`); a missing one is made anew.

    It holds the codings of all coders: whoever works in a blind round never sees one.
    """

    __tablename__ = "kept_tally"
    __table_args__ = (belongs_to("transcript"),)

    study_id: Mapped[UUID] = mapped_column(primary_key=True)
    transcript_id: Mapped[UUID] = mapped_column(primary_key=True)
    marks: Mapped[bytes]
    words: Mapped[bytes]
