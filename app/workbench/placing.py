"""Where a passage lies: checked against the transcript's own words before anything is coded."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from app.analysis.passages import slice_of, touched, trimmed
from app.security.viewer import Viewer
from app.sentences import N_, Refusal
from app.store.queries import transcripts
from app.store.queries.transcripts import TurnRow


class PassageOutsideTranscript(Refusal):
    """A passage that ends beyond the transcript, or before it begins."""

    sentence = N_("This passage lies outside the transcript. Please reload the page and mark it again.")


class WordsDiffer(Refusal):
    """The words that were marked are not those of the transcript at this place."""

    sentence = N_(
        "The transcript has other words at this place than you marked. Please reload the page and mark them again."
    )


class NothingMarked(Refusal):
    """Coding without a passage and without a turn."""

    sentence = N_("Mark some words first, or choose a turn by its number.")


class NoWholeWord(Refusal):
    """A passage without a whole word."""

    sentence = N_("Please mark at least one whole word.")


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a transcript, with the words that were marked there."""

    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class Place:
    """A checked passage: its code points, its turns, and the words of each."""

    transcript_id: UUID
    start: int
    end: int
    words: str
    turns: tuple[tuple[TurnRow, int], ...]


def place_of(session: Session, viewer: Viewer, transcript_id: UUID, passage: Passage) -> Place:
    """Check a passage against the transcript's own words, shed its blanks, and find its turns."""
    turns = transcripts.turns_between(session, viewer, transcript_id, passage.start, passage.end)
    if not turns:
        transcripts.transcript(session, viewer, transcript_id)
        raise PassageOutsideTranscript
    if passage.start < turns[0].start or passage.end > turns[-1].end:
        raise PassageOutsideTranscript
    if slice_of(turns, passage.start, passage.end) != passage.words:
        raise WordsDiffer
    words, start = trimmed(passage.words, passage.start)
    end = start + len(words)
    held = tuple((each.turn, each.words) for each in touched(turns, start, end))
    if not held:
        raise NoWholeWord
    return Place(transcript_id, start, end, words, held)


def placed(session: Session, viewer: Viewer, transcript_id: UUID, start: int, end: int) -> Place:
    turns = transcripts.turns_between(session, viewer, transcript_id, start, end)
    return place_of(session, viewer, transcript_id, Passage(start, end, slice_of(turns, start, end)))
