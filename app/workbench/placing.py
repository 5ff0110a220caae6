"""Where a passage lies: checked against the transcript's own words before anything is coded."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from sqlalchemy.orm import Session

from app.analysis.edit_map import carried_through
from app.analysis.passages import slice_of, trimmed
from app.security.viewer import Viewer
from app.sentences import N_, Refusal
from app.store.queries import transcripts
from app.store.queries.revisions import edit_maps, held_revision
from app.store.queries.transcripts import NotInThisStudy, TurnRow
from app.store.tables import Degree
from app.workbench.projecting import Held, held_turns


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


class WordsWithdrawn(Refusal):
    """A passage of a participant who has withdrawn their words."""

    sentence = N_("These words have been withdrawn, so nothing is left here to code or to change.")


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
    turns: Held
    revision: int


def place_of(session: Session, viewer: Viewer, transcript_id: UUID, passage: Passage) -> Place:
    """Check a passage against the transcript's own words, shed its blanks, and find its turns.

    From here on the words stay as they are until the transaction ends.
    """
    revision = held_revision(session, viewer, transcript_id)
    turns = transcripts.turns_between(session, viewer, transcript_id, passage.start, passage.end)
    return _placed(transcript_id, revision, turns, passage)


def place_of_turn(session: Session, viewer: Viewer, transcript_id: UUID, number: int) -> Place:
    """Return a whole turn without its blanks; its words stay as they are. Raises NothingMarked and NotInThisStudy."""
    revision = held_revision(session, viewer, transcript_id)
    turn = _turn(session, viewer, transcript_id, number)
    return _placed(transcript_id, revision, [turn], _whole(turn))


def whole_turn(session: Session, viewer: Viewer, transcript_id: UUID, number: int) -> Passage:
    """Return a whole turn as a passage; raises NothingMarked for 0, and NotInThisStudy."""
    return _whole(_turn(session, viewer, transcript_id, number))


def _turn(session: Session, viewer: Viewer, transcript_id: UUID, number: int) -> TurnRow:
    if not number:
        raise NothingMarked
    turns = transcripts.turns(session, viewer, transcript_id, [number])
    if not turns:
        raise NotInThisStudy
    return turns[0]


def _whole(turn: TurnRow) -> Passage:
    return Passage(turn.start, turn.end, turn.words)


def _placed(transcript_id: UUID, revision: int, turns: Sequence[TurnRow], passage: Passage) -> Place:
    if not turns or passage.start < turns[0].start or passage.end > turns[-1].end:
        raise PassageOutsideTranscript
    if slice_of(turns, passage.start, passage.end) != passage.words:
        raise WordsDiffer
    words, start = trimmed(passage.words, passage.start)
    start, end = _shed(turns, start, start + len(words))
    held = held_turns(turns, start, end)
    if not held:
        raise NoWholeWord
    return Place(transcript_id, start, end, slice_of(turns, start, end), held, revision)


def _shed(turns: Sequence[TurnRow], start: int, end: int) -> tuple[int, int]:
    """Leave out the withdrawn turns at both ends of a passage, as blanks are left out."""
    within = [turn for turn in turns if turn.start < end and start < turn.end]
    left = [turn for turn in within if turn.withdrawn is not Degree.REMOVED]
    if within and not left:
        raise WordsWithdrawn
    return (max(start, left[0].start), min(end, left[-1].end)) if left else (start, end)


def place_now(
    session: Session, viewer: Viewer, transcript_id: UUID, revision: int, start: int, end: int
) -> tuple[Place | None, int]:
    """Return where a passage of an earlier revision lies now, if anything of it is left, and the turn it begins in."""
    held_revision(session, viewer, transcript_id)
    maps = edit_maps(session, viewer, transcript_id, after=revision)
    # What now stands at its place, be it only the sign that words were withdrawn.
    near = carried_through([replace(one, emptied=False) for one in maps], start, end) or (start, end)
    number = transcripts.turns_between(session, viewer, transcript_id, *near)[0].number
    where = carried_through(maps, start, end)
    if where is None:
        return None, number
    turns = transcripts.turns_between(session, viewer, transcript_id, *where)
    passage = Passage(*where, slice_of(turns, *where))
    try:
        return place_of(session, viewer, transcript_id, passage), number
    except (NoWholeWord, WordsWithdrawn):
        return None, number
