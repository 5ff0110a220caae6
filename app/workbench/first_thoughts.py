"""First thoughts: what each member thinks after a naive reading, sealed until all are in or their writers agree."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from app.security.permissions import Action, Role, require
from app.security.viewer import Viewer, blind_to_nothing
from app.sentences import N_, Refusal
from app.store.base import now
from app.store.queries import first_thoughts as queries
from app.store.queries import studies, transcripts
from app.store.queries.first_thoughts import Thought
from app.store.queries.transcripts import TranscriptLine
from app.store.tables import FirstThought
from app.store.trail_chain import Act, Reference, record
from app.workbench.keeping import WrittenMeanwhile


class AlreadyOpen(Refusal):
    """Changing first thoughts that others can read."""

    sentence = N_("Your first thoughts are open to the others by now, so they stay as they are. A memo can go on.")


class NothingWritten(Refusal):
    """Handing in without a word."""

    sentence = N_("Please write something first, or say that you write no first thoughts about this transcript.")


class NothingToOpen(Refusal):
    """Opening where nobody who has handed in agrees."""

    sentence = N_("Nobody who has handed in has agreed to their first thoughts being opened early.")


class SealedWhileBlind(Refusal):
    """Opening first thoughts while an independent round is open."""

    sentence = N_("An independent round is open, so first thoughts stay sealed until it is revealed.")


@dataclass(frozen=True, slots=True)
class Written:
    """What a member sends: their words, and what is to become of them."""

    words: str
    hand_in: bool = False
    may_open: bool = False
    passed: bool = False
    revision: int = 0


@dataclass(frozen=True, slots=True)
class State:
    """Where a member is with their first thoughts about a transcript; never what they say."""

    initials: str
    handed_in_at: datetime | None
    passed: bool


@dataclass(frozen=True, slots=True)
class Beside:
    """A transcript with the first thoughts about it that the viewer may read, side by side, and who is in.

    `states` is empty for a viewer who is blind: who hands in when is a colleague's business then.
    """

    transcript: TranscriptLine
    mine: Thought | None
    others: tuple[Thought, ...]
    states: tuple[State, ...]

    @property
    def missing(self) -> tuple[str, ...]:
        """The initials of those who have not handed in."""
        return tuple(one.initials for one in self.states if one.handed_in_at is None)


def side_by_side(session: Session, viewer: Viewer) -> list[Beside]:
    """Return every transcript with its first thoughts, in four statements whatever their number."""
    require(viewer, Action.READ)
    found: dict[UUID, list[Thought]] = {}
    for one in queries.thoughts(session, viewer):
        found.setdefault(one.transcript_id, []).append(one)
    states = _states(session, viewer)
    return [
        Beside(
            talk,
            next((one for one in found.get(talk.id, ()) if one.member_id == viewer.member_id), None),
            tuple(one for one in found.get(talk.id, ()) if one.member_id != viewer.member_id),
            states.get(talk.id, states.get(None, ())),
        )
        for talk in transcripts.transcripts(session, viewer)
    ]  # fmt: skip


def keep_thought(session: Session, viewer: Viewer, transcript_id: UUID, written: Written) -> FirstThought:
    """Keep the viewer's own first thoughts, and hand them in if they say so; the last one in opens all of them."""
    require(viewer, Action.MARK_READING)
    transcripts.transcript(session, viewer, transcript_id)
    studies.hold(session, viewer)  # of the last two who hand in at the same time, the second finds all of them in
    mine = queries.own_thought(session, viewer, transcript_id)
    _must_be_changeable(mine, written)
    if mine is None:
        mine = FirstThought(
            study_id=viewer.study_id, id=uuid4(), transcript_id=transcript_id, member_id=viewer.member_id, revision=0
        )
        session.add(mine)
    mine.words, mine.passed, mine.may_open = written.words.strip(), written.passed, written.may_open
    mine.revision += 1
    if not (written.hand_in or written.passed):
        mine.handed_in_at = None
    elif mine.handed_in_at is None:
        mine.handed_in_at = now()
        mine.made_in_id = max(viewer.blind_rounds, default=None)  # only one independent round is open at a time
    session.flush()
    act = "thoughts.handed in" if mine.handed_in_at else "thoughts.kept"
    record(session, Act(viewer.study_id, viewer.member_id, act, mine.id, mine.made_in_id))
    open_when_all_are_in(session, viewer, [transcript_id])
    return mine


def _must_be_changeable(mine: FirstThought | None, written: Written) -> None:
    if mine is not None and mine.opened_at is not None:
        raise AlreadyOpen
    if written.revision != (mine.revision if mine else 0):
        raise WrittenMeanwhile(now=mine.words if mine else "")
    if written.hand_in and not written.passed and not written.words.strip():
        raise NothingWritten


def open_when_all_are_in(session: Session, viewer: Viewer, transcript_ids: Collection[UUID] | None = None) -> None:
    """Open the first thoughts of each transcript about which every lead and co-researcher has handed in theirs.

    While an independent round is open nothing opens by itself: when it did would tell of a colleague.
    """
    if viewer.blind_rounds:
        return
    everybody = {one.id for one in queries.writers(session, viewer)}
    by_talk: dict[UUID, list[Thought]] = {}
    for one in queries.thoughts(session, _for_counting(viewer)):
        if transcript_ids is None or one.transcript_id in transcript_ids:
            by_talk.setdefault(one.transcript_id, []).append(one)
    for talk, thoughts in by_talk.items():
        sealed = [one.id for one in thoughts if one.opened_at is None]
        if sealed and everybody <= {one.member_id for one in thoughts}:
            _open(session, viewer, talk, sealed, "all are in")


def open_early(session: Session, viewer: Viewer, transcript_id: UUID) -> int:
    """Open, as a lead, the first thoughts whose writers agree to it; return how many."""
    require(viewer, Action.EDIT_STUDY)
    transcripts.transcript(session, viewer, transcript_id)
    if viewer.blind_rounds:
        raise SealedWhileBlind
    agreed = [
        one.id
        for one in queries.thoughts(session, _for_counting(viewer), transcript_id)
        if one.may_open and one.opened_at is None
    ]
    if not agreed:
        raise NothingToOpen
    _open(session, viewer, transcript_id, agreed, "their writers agree")
    return len(agreed)


def _open(session: Session, viewer: Viewer, transcript_id: UUID, ids: list[UUID], why: str) -> None:
    queries.open_thoughts(session, _for_counting(viewer), ids)
    payload: dict[str, Reference] = {"transcript": transcript_id, "count": len(ids), "why": why}
    record(session, Act(viewer.study_id, viewer.member_id, "thoughts.opened", transcript_id, payload=payload))


def _for_counting(viewer: Viewer) -> Viewer:
    """Return a viewer who reaches every note that is handed in: to count them and to open them, never to read them."""
    return replace(blind_to_nothing(viewer), role=Role.SUPERVISOR)


def _states(session: Session, viewer: Viewer) -> dict[UUID | None, tuple[State, ...]]:
    """Return, by transcript, where everybody is; under None for a transcript about which nobody has handed in."""
    if viewer.blind_rounds:
        return {None: ()}
    writers = queries.writers(session, viewer)
    handed = {(one.transcript_id, one.member_id): one for one in queries.thoughts(session, _for_counting(viewer))}
    found: dict[UUID | None, tuple[State, ...]] = {None: tuple(State(one.initials, None, False) for one in writers)}
    for talk in {talk for talk, _ in handed}:
        mine = [(writer, handed.get((talk, writer.id))) for writer in writers]
        found[talk] = tuple(
            State(writer.initials, note.handed_in_at if note else None, note.passed if note else False)
            for writer, note in mine
        )
    return found
