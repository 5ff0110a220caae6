"""Change words of a stored transcript, with all that hangs on them. Who may, and why, is decided above."""

import unicodedata
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import ColumnElement, bindparam, insert, update
from sqlalchemy.orm import Session

from app.analysis.edit_map import EditMap, Stretch, replaced
from app.analysis.passages import trimmed
from app.importing.words import UNREADABLE
from app.security.viewer import Viewer, blind_to_nothing
from app.sentences import N_, Refusal
from app.store.base import now
from app.store.database import wipe_when_kept
from app.store.ledger import note
from app.store.queries import revisions as queries
from app.store.queries import transcripts
from app.store.queries.transcripts import TurnRow
from app.store.tables import Degree, Edit, Revising, Revision, Transcript, Turn
from app.workbench.anonymity import hash_of
from app.workbench.carrying import Carried, Change, carry_units
from app.workbench.memo_places import carry_memos
from app.workbench.placing import (
    NothingMarked,
    NoWholeWord,
    Passage,
    PassageOutsideTranscript,
    WordsDiffer,
    WordsWithdrawn,
)
from app.workbench.sign_offs import Changed, reopen


class AcrossTurns(Refusal):
    """Changing words of two turns as if they were one."""

    sentence = N_("Change the words of one turn at a time: this passage goes from one turn into the next.")


class SameWordsTwice(Refusal):
    """Two changes of one place."""

    sentence = N_("The same words would be changed twice. Choose each place once.")


class NoNewWords(Refusal):
    """A correction without words, or with characters that are no text."""

    sentence = N_("Write what should stand there instead, as one line of text.")


class NothingChanged(Refusal):
    """A correction to what stands there already."""

    sentence = N_("These are the words that stand there already, so nothing was changed.")


@dataclass(frozen=True, slots=True)
class Replacement:
    """A stretch of a transcript, the words that stand there, and what shall stand there instead."""

    start: int
    end: int
    words: str
    expected: str


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A transcript whose words were changed: how, which turns, and what became of its units."""

    transcript: Transcript
    revision: int
    edits: EditMap
    turns: tuple[int, ...]
    redrawn: tuple[UUID, ...]
    carried: Carried
    reopened: bool


def rewrite(
    session: Session, viewer: Viewer, transcript_id: UUID, edits: Sequence[Replacement], why: Revising,
    *, texts: Collection[str] = (), again: UUID | None = None,
) -> Rewritten:  # fmt: skip
    """Change words of a transcript for everybody: turns, units, revision, signature and ledger, in one transaction.

    `texts` names what else was redacted, for the ledger; `again` the line of the ledger that is applied again.
    """
    viewer = blind_to_nothing(viewer)
    transcript = queries.held_alone(session, viewer, transcript_id)
    before = transcripts.turns(session, viewer, transcript_id)
    sound = _sound(before, edits, why)
    change = queries.edit_map(why, (stretch for stretch, _ in sound))
    after = _after(before, sound)
    ids = queries.revision_ids(session, viewer, transcript_id)
    revision_id = _keep_revision(session, viewer, transcript, change, why)
    redrawn = _put_turns(session, viewer, before, after)
    transcript.length = after[-1].end
    reopen(session, viewer, Changed(transcripts=[transcript_id]))  # first: some codings may go
    moves = Change(change, before, after)
    carried = carry_units(session, viewer, transcript_id, moves)
    carry_memos(session, viewer, transcript_id, moves)
    reopened = _reopen(session, viewer, transcript_id, after)
    placeholders = [words if why is Revising.REDACTED else None for _, words in sound]
    note(session, {
        "act": why.value, "study": str(viewer.study_id), "transcript": str(transcript_id), "id": str(revision_id),
        "after": str(ids[-1]) if ids else None, "revision": transcript.revision, "by": str(viewer.member_id),
        "edits": [[*stretch, words] for (stretch, _), words in zip(sound, placeholders, strict=True)],
        "texts": sorted(texts), "again": str(again) if again else None, "at": now().isoformat(),
    })  # fmt: skip
    wipe_when_kept(session)
    numbers = tuple(new.number for old, new in zip(before, after, strict=True) if old.words != new.words)
    return Rewritten(transcript, transcript.revision, change, numbers, redrawn, carried, reopened)


def _sound(turns: Sequence[TurnRow], edits: Sequence[Replacement], why: Revising) -> list[tuple[Stretch, str]]:
    """Check every edit against the transcript's own words; return the stretches in order with their new words."""
    if not edits:
        raise NothingMarked
    sound = sorted(_stretch(turns, edit, why) for edit in edits)
    if any(one.end > other.start for (one, _), (other, _) in pairwise(sound)):
        raise SameWordsTwice
    changing = [(stretch, new) for stretch, new in sound if new]
    if not changing:
        raise NothingChanged
    return changing


def _stretch(turns: Sequence[TurnRow], edit: Replacement, why: Revising) -> tuple[Stretch, str]:
    """Return an edit without blanks at its ends; its new words are empty when they stand there already."""
    turn, old = checked(turns, Passage(edit.start, edit.end, edit.expected))
    if turn.withdrawn is Degree.REMOVED and why is not Revising.WITHDRAWN:
        raise WordsWithdrawn
    new = one_line(edit.words)
    return Stretch(old.start, old.end, len(new)), "" if new == old.words else new


def checked(turns: Sequence[TurnRow], passage: Passage) -> tuple[TurnRow, Passage]:
    """Return the one turn that a passage lies in, and the passage without blanks at its ends."""
    if not turns or passage.start < 0 or passage.end > turns[-1].end:
        raise PassageOutsideTranscript
    if passage.start >= passage.end:
        raise NothingMarked
    turn = next((turn for turn in turns if turn.start <= passage.start and passage.end <= turn.end), None)
    if turn is None:
        raise AcrossTurns
    if turn.words[passage.start - turn.start : passage.end - turn.start] != passage.words:
        raise WordsDiffer
    words, start = trimmed(passage.words, passage.start)
    if not words:
        raise NothingMarked
    return turn, Passage(start, start + len(words), words)


def one_line(typed: str) -> str:
    """Return what somebody typed as words of a turn: NFC, single blanks; raises NoNewWords."""
    words = " ".join(unicodedata.normalize("NFC", typed).split())
    if not words or UNREADABLE.search(words):
        raise NoNewWords
    return words


def _after(before: Sequence[TurnRow], sound: Sequence[tuple[Stretch, str]]) -> list[TurnRow]:
    """Return the turns as they are now, each where it now begins."""
    after, start = [], 0
    for turn in before:
        mine = [(stretch, new) for stretch, new in sound if turn.start <= stretch.start < turn.end]
        words = replaced(turn.words, turn.start, mine) if mine else turn.words
        if mine and not unicodedata.is_normalized("NFC", words):
            raise NoWholeWord  # half of a letter with its accent was marked
        after.append(turn._replace(start=start, end=start + len(words), words=words))
        start += len(words) + 1
    return after


def _keep_revision(session: Session, viewer: Viewer, transcript: Transcript, change: EditMap, why: Revising) -> UUID:
    """Keep the revision with its places and lengths."""
    transcript.revision += 1
    revision = Revision(
        study_id=viewer.study_id, id=uuid4(), transcript_id=transcript.id, number=transcript.revision, why=why,
        made_by_id=viewer.member_id,
    )  # fmt: skip
    session.add(revision)
    session.flush()
    rows = [
        {"study_id": viewer.study_id, "id": uuid4(), "revision_id": revision.id, **stretch._asdict()}
        for stretch in change.stretches
    ]
    session.execute(insert(Edit), rows)
    return revision.id


def _put_turns(
    session: Session, viewer: Viewer, before: Sequence[TurnRow], after: Sequence[TurnRow]
) -> tuple[UUID, ...]:
    """Store the turns that changed or moved; each is drawn anew. Returns their ids."""
    moved = [new for old, new in zip(before, after, strict=True) if old != new]
    one = update(Turn).where(Turn.study_id == viewer.study_id, Turn.id == bindparam("turn"))
    names = ("start", "end", "words")
    values: dict[str, ColumnElement[Any]] = {name: bindparam(f"new_{name}") for name in names} | {
        "revision": Turn.revision + 1
    }
    rows = [{"turn": turn.id} | {f"new_{name}": getattr(turn, name) for name in names} for turn in moved]
    session.flush()
    session.connection().execute(one.values(values), rows)
    return tuple(turn.id for turn in moved)


def _reopen(session: Session, viewer: Viewer, transcript_id: UUID, turns: Sequence[TurnRow]) -> bool:
    """Reopen the signature under the anonymising; a hash of the old words would let somebody guess at them."""
    screening = queries.screening(session, viewer, transcript_id)
    if screening is None:
        return False
    screening.reopened_at, screening.words_hash = now(), hash_of(turn.words for turn in turns)
    return True
