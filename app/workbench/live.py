"""What a live stream tells a member: from acts of the trail to ids of what has changed, never words or names."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final
from uuid import UUID, uuid5

from sqlalchemy.orm import Session

from app.security.permissions import Action, require
from app.security.viewer import Viewer
from app.store.announcing import CHOICE, HERE, News, announce, tell_at_once
from app.store.base import now
from app.store.queries import live as queries
from app.store.queries.accounts import viewers_of
from app.store.queries.live import Choice, HeardAct
from app.store.tables import Colleagues, LiveChoice

MOST: Final = 300  # acts that are told one by one; whoever is further behind is told to look at everything
MARGIN: Final = timedelta(seconds=2)
# Acts that are told as a change of something else.
KINDS: Final = {"moves": "transcript", "unit": "coding", "answer": "coding"}


@dataclass(frozen=True, slots=True)
class Happening:
    """Something has changed: its kind, and the ids of what a page may want to fetch.

    A kind is coding (of passages without a code, too), code, theme, quote, reading, round, transcript, participant or
    memo; `subject` is the coding, code, theme, memo ... itself. Without turns, any turn of the transcript may have
    changed; without a transcript, any transcript.
    """

    kind: str
    actor_id: UUID | None
    subject: str | None = None
    transcript: str | None = None
    first: int | None = None
    last: int | None = None
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Joined:
    """Where a viewer's stream begins: the count of what they may hear of, and what they have missed, oldest first.

    `choice` is how the member wants to hear of it.

    `missed` is None when it is too much, or nobody can say: then the page looks at everything.
    """

    count: int
    missed: list[Happening] | None
    choice: Choice


@dataclass(frozen=True, slots=True)
class Heard:
    """What came after a number: who is still the viewer they were, and each act with those who may hear of it."""

    end: int
    there: frozenset[Viewer]
    acts: list[tuple[Happening, list[Viewer]]]


def view_of(viewer: Viewer) -> UUID:
    """Return a name for what a viewer may hear of; a cursor of one view means nothing in another."""
    return uuid5(viewer.member_id, " ".join([viewer.role, *sorted(map(str, viewer.blind_rounds))]))


def joined(
    session: Session, viewer: Viewer, end: int, *, last: tuple[UUID, int] | None, drawn: timedelta | None
) -> Joined:
    """Return where a stream begins that hears all after `end`.

    `last` is the cursor that the browser brings, if it has heard before; else `drawn` says how long ago its page was
    drawn, for what happened since.
    """
    count, choice = queries.heard_count(session, viewer, end), queries.choice_of(session, viewer)
    if last is not None:
        behind = count - last[1]
        if last[0] != view_of(viewer) or not 0 <= behind <= MOST:
            return Joined(count, None, choice)
        acts = queries.latest_heard(session, viewer, end, behind) if behind else []
    elif drawn is not None:
        acts = queries.latest_heard(session, viewer, end, MOST + 1, now() - drawn - MARGIN)
    else:
        acts = []
    if len(acts) > MOST:
        return Joined(count, None, choice)
    return Joined(count, [happening(session, viewer.study_id, act) for act in acts], choice)


def news(session: Session, study_id: UUID, viewers: Sequence[Viewer], after: int) -> Heard:
    """Return what has happened in a study since a number, for each viewer as they are now.

    Whoever is not the viewer any more that they were (another role, another round, no member) is told nothing.
    """
    today = viewers_of(session, study_id)
    there = [viewer for viewer in viewers if today.get(viewer.account_id) == viewer]
    acts = queries.acts_after(session, there, after) if there else []
    told = [(happening(session, study_id, act), hearers) for act, hearers in acts if hearers]
    return Heard(acts[-1][0].number if acts else after, frozenset(there), told)


def happening(session: Session, study_id: UUID, act: HeardAct) -> Happening:
    """Return what an act has changed."""
    first_word, was = act.act.partition(".")[0], json.loads(act.payload or "{}")
    kind, subject = KINDS.get(first_word, first_word), None if act.subject_id is None else str(act.subject_id)
    transcript = was.get("transcript") or (subject if first_word == "moves" else None)
    if kind != "coding" or transcript is None:
        return Happening(kind, act.actor_id, subject, transcript)
    first, last = _turns(session, study_id, was) or (None, None)
    codes = dict.fromkeys(was[name] for name in ("code", "was_code") if name in was)
    return Happening(kind, act.actor_id, subject, transcript, first, last, tuple(codes))


def _turns(session: Session, study_id: UUID, was: Mapping[str, Any]) -> tuple[int, int] | None:
    """Return the turns that a change of coding touches, where it lay before and where it lies now."""
    if "start" not in was:
        return None
    start, end = min(was["start"], was.get("was_start", was["start"])), max(was["end"], was.get("was_end", was["end"]))
    return queries.turns_touched(session, study_id, UUID(was["transcript"]), was.get("revision", 1), start, end)


def choose(session: Session, viewer: Viewer, *, colleagues: Colleagues, shown: bool) -> None:
    """Keep when colleagues' changes come onto the member's screen, and whether colleagues see where the member is."""
    require(viewer, Action.READ)
    session.merge(LiveChoice(study_id=viewer.study_id, member_id=viewer.member_id, colleagues=colleagues, shown=shown))
    session.flush()
    announce(session, {"about": CHOICE, "study": str(viewer.study_id), "account": str(viewer.account_id)})
    if not shown:
        announce(session, _where(viewer, tab="", transcript_id=None, turn=0))


def tell_where(session: Session, viewer: Viewer, *, tab: UUID, transcript_id: UUID | None, turn: int) -> None:
    """Tell colleagues which transcript the member has open in a tab, and at which turn; nothing of it is stored.

    Nobody is told while the member codes in a blind round, or when they have chosen not to be seen.
    """
    require(viewer, Action.READ)
    if viewer.blind_rounds or not queries.choice_of(session, viewer).shown:
        return
    tell_at_once(session, _where(viewer, tab=str(tab), transcript_id=transcript_id, turn=turn))


def _where(viewer: Viewer, *, tab: str, transcript_id: UUID | None, turn: int) -> News:
    """Say where a tab is; without a transcript that it is closed, without a tab that all of the member's are."""
    return {
        "about": HERE, "study": str(viewer.study_id), "member": str(viewer.member_id), "initials": viewer.initials,
        "tab": tab, "transcript": None if transcript_id is None else str(transcript_id), "turn": turn,
    }  # fmt: skip
