"""Find in a transcript what could tell who is who."""

from app.importing.anonymising.review import Decided, Review
from app.importing.anonymising.reviewing import review
from app.importing.plain import from_plain


def work(data: bytes) -> Review:
    """Return what a person must decide about."""
    return review(from_plain(Decided, data))
