"""A transcript twice as long takes twice the work and not four times."""

import sys
from types import FrameType

from app.importing.anonymising.replacing import replaced
from app.importing.anonymising.rows import rows
from app.importing.anonymising.screened_text import screened_text
from tests.importing.anonymising.long_transcripts import long_transcript


def steps(words: int, names: int) -> int:
    """Count the calls that finding the rows and replacing them take."""
    turns, identifiers = long_transcript(words, names)
    text = screened_text((), turns)
    calls = 0

    def count(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event.endswith("call")

    earlier = sys.getprofile()
    sys.setprofile(count)
    try:
        found_rows = rows(text, identifiers, language="nb")
        replaced((), turns, found_rows, {})
    finally:
        sys.setprofile(earlier)
    assert len(found_rows) > names * 0.9
    return calls


def test_work_grows_with_the_words():
    assert steps(8_000, 200) < 2.5 * steps(4_000, 200)


def test_work_grows_with_the_names():
    assert steps(8_000, 400) < 2.5 * steps(8_000, 200)
