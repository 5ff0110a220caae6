"""Memos: write one, answer one, edit, share and remove one's own, put it back."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from app.security.permissions import Action, NotAllowed, require
from app.security.viewer import Viewer
from app.sentences import N_, Refusal
from app.store.base import now
from app.store.queries import memos as queries
from app.store.queries import studies
from app.store.queries.revisions import held_revision
from app.store.tables import EarlierWords, Memo, MemoKind, MemoOn, RoundKind, RoundState
from app.store.trail_chain import Act, Reference, record
from app.workbench.memo_things import Columns, on_marked_words, thing
from app.workbench.placing import Passage, place_of
from app.workbench.turned import turned
from app.workbench.units import draw_anew

WRITTEN, CHANGED, REMOVED = "memo.written", "memo.changed", "memo.removed"
# Where the team agrees on how to work: nothing there tells how somebody reads the material.
NEVER_BLIND = frozenset({MemoOn.STUDY, MemoOn.STEP})
PLACE = (
    "hangs_on", "focus_group_id", "participant_id", "transcript_id", "first_turn", "last_turn", "start", "end",
    "thing_id", "step",
)  # fmt: skip


class MemoWithoutWords(Refusal):
    """A memo in which nothing stands."""

    sentence = N_("Write something in the memo first.")


class MemoOfSomebodyElse(NotAllowed):
    """Changing or removing what somebody else wrote."""

    sentence = N_("Only whoever wrote a memo can change or remove it. You can answer it.")


class MemoRemoved(Refusal):
    """Changing or answering a memo that was removed meanwhile."""

    sentence = N_("This memo has been removed in the meantime, so nothing was stored. What you wrote is still here.")


class NothingToAnswer(Refusal):
    """A reply to a private memo, or to a reply."""

    sentence = N_("Only a memo for the team can be answered.")


class MemoStaysInRound(Refusal):
    """Changing what others see while they code blindly."""

    sentence = N_(
        "An independent round is open, so memos from before it stay as they are until it is revealed. Write a new "
        "memo instead: the others see it after the reveal."
    )


@dataclass(frozen=True, slots=True)
class Answered:
    """What a change of a memo is called on the trail that turns an earlier act, and the number of that act."""

    name: str = ""
    number: int | None = None


NOTHING = Answered()


@dataclass(frozen=True, slots=True)
class Differs:
    """That a memo is not what the editor of it saw: what it says by now, and what they wrote."""

    memo_id: UUID
    draft: str


def write_memo(
    session: Session, viewer: Viewer, hangs_on: MemoOn, id_: str, *, words: str, private: bool,
    kind: MemoKind = MemoKind.ANALYTIC, marked: Passage | None = None, memo_id: UUID | None = None,
) -> Memo:  # fmt: skip
    """Write a memo on a thing, or, in a turn, on the words that were marked there; for the team, or private.

    Of a private memo the trail knows nothing.
    """
    require(viewer, Action.WRITE_MEMO)
    hangs_on, columns = _place(session, viewer, hangs_on, id_, marked)
    made_in = None if private else _blind_round(session, viewer, hangs_on)
    memo = Memo(
        study_id=viewer.study_id, id=memo_id or uuid4(), author_id=viewer.member_id, kind=kind, private=private,
        hangs_on=hangs_on, words=_written(words), made_in_id=made_in, revision=0, **columns,
    )  # fmt: skip
    session.add(memo)
    _keep(session, viewer, memo, WRITTEN, {"on": hangs_on.value, "kind": kind.value})
    return memo


def _place(
    session: Session, viewer: Viewer, hangs_on: MemoOn, id_: str, marked: Passage | None
) -> tuple[MemoOn, Columns]:
    found = thing(session, viewer, hangs_on, id_)
    transcript_id = found.where.transcript_id
    if transcript_id is None or hangs_on is MemoOn.TRANSCRIPT:
        return hangs_on, found.columns
    if marked is not None:
        return MemoOn.PASSAGE, on_marked_words(found, place_of(session, viewer, transcript_id, marked))
    held_revision(session, viewer, transcript_id)  # from here on its words stay where they are
    return hangs_on, thing(session, viewer, hangs_on, id_).columns


def answer_memo(session: Session, viewer: Viewer, memo_id: UUID, *, words: str, reply_id: UUID | None = None) -> Memo:
    """Answer a memo of the team; the reply is for the team too."""
    require(viewer, Action.WRITE_MEMO)
    memo = queries.memo(session, viewer, memo_id)
    if memo.private or memo.answers_id is not None:
        raise NothingToAnswer
    if memo.removed_at is not None:
        raise MemoRemoved
    reply = Memo(
        study_id=viewer.study_id, id=reply_id or uuid4(), author_id=viewer.member_id, kind=memo.kind, private=False,
        words=_written(words), answers_id=memo.id, revision=0, made_in_id=_blind_round(session, viewer, memo.hangs_on),
        **{name: getattr(memo, name) for name in PLACE},
    )  # fmt: skip
    session.add(reply)
    _keep(session, viewer, reply, WRITTEN, {"on": memo.hangs_on.value, "kind": memo.kind.value, "answers": memo.id})
    return reply


def edit_memo(
    session: Session, viewer: Viewer, memo_id: UUID, *, words: str, revision: int, kind: MemoKind | None = None
) -> Differs | None:
    """Write one's own memo anew, from a page that showed it in this revision; if it has another by now, say so."""
    memo = _own(session, viewer, memo_id)
    words = _written(words)
    if memo.removed_at is not None:
        raise MemoRemoved
    kind = memo.kind if kind is None or memo.answers_id is not None else kind
    if (memo.words, memo.kind) == (words, kind):
        return None
    if memo.revision != revision:
        return Differs(memo.id, words)
    _say_anew(session, viewer, memo, words, kind)
    return None


def _say_anew(
    session: Session, viewer: Viewer, memo: Memo, words: str, kind: MemoKind, answers: Answered = NOTHING
) -> None:
    _stays_in_round(session, viewer, memo)
    number = len(queries.earlier_words(session, viewer, memo.id)) + 1
    session.add(
        EarlierWords(
            study_id=viewer.study_id, id=uuid4(), memo_id=memo.id, number=number, kind=memo.kind, words=memo.words
        )
    )
    memo.words, memo.kind, memo.changed_at = words, kind, now()
    _keep(session, viewer, memo, answers.name or CHANGED, {"earlier": number}, answers.number)


def share_memo(session: Session, viewer: Viewer, memo_id: UUID) -> None:
    """Give one's own private memo to the team. For the others it is written now."""
    memo = _own(session, viewer, memo_id)
    if memo.removed_at is not None:
        raise MemoRemoved
    if not memo.private:
        return
    memo.private, memo.written_at, memo.changed_at = False, now(), None
    memo.made_in_id = _blind_round(session, viewer, memo.hangs_on)
    _keep(session, viewer, memo, WRITTEN, {"on": memo.hangs_on.value, "kind": memo.kind.value})


def remove_memo(session: Session, viewer: Viewer, memo_id: UUID, answers: Answered = NOTHING) -> None:
    """Remove one's own memo: nobody reads it any more. Replies stay; only its author can put it back."""
    memo = _own(session, viewer, memo_id)
    if memo.removed_at is not None:
        return
    _stays_in_round(session, viewer, memo)
    memo.removed_at = now()
    _keep(session, viewer, memo, answers.name or REMOVED, {}, answers.number)


def put_memo_back(session: Session, viewer: Viewer, memo_id: UUID, answers: Answered = NOTHING) -> None:
    """Put one's own removed memo back where it was; the trail names the removal that this undoes."""
    memo = _own(session, viewer, memo_id)
    if memo.removed_at is None:
        return
    _stays_in_round(session, viewer, memo)
    memo.removed_at = None
    number = answers.number or queries.latest_act_on(session, viewer, memo.id, REMOVED)
    _keep(session, viewer, memo, answers.name or turned(REMOVED), {}, number)


def say_as_before(session: Session, viewer: Viewer, memo_id: UUID, earlier: int, answers: Answered) -> bool:
    """Let one's own memo say what it said before an edit; False when it was edited again or removed since."""
    memo = _own(session, viewer, memo_id)
    before = queries.earlier_words(session, viewer, memo.id)
    if memo.removed_at is not None or len(before) != earlier:
        return False
    _say_anew(session, viewer, memo, before[-1].words, before[-1].kind, answers)
    return True


def _own(session: Session, viewer: Viewer, memo_id: UUID) -> Memo:
    require(viewer, Action.WRITE_MEMO)
    memo = queries.memo(session, viewer, memo_id, to_change=True)
    if memo.author_id != viewer.member_id:
        raise MemoOfSomebodyElse
    return memo


def _written(words: str) -> str:
    words = words.strip()
    if not words:
        raise MemoWithoutWords
    return words


def _blind_round(session: Session, viewer: Viewer, hangs_on: MemoOn) -> UUID | None:
    """Return the round until whose reveal a memo is hidden from those who code in it: the open independent one."""
    if hangs_on in NEVER_BLIND:
        return None
    rounds = studies.rounds(session, viewer)
    blind = (one.id for one in rounds if one.kind is RoundKind.INDEPENDENT and one.state is RoundState.OPEN)
    return next(blind, None)


def _stays_in_round(session: Session, viewer: Viewer, memo: Memo) -> None:
    """Refuse to change what blind coders have before them: it could tell how somebody reads meanwhile."""
    round_id = _blind_round(session, viewer, memo.hangs_on)
    if not memo.private and round_id is not None and memo.made_in_id != round_id:
        raise MemoStaysInRound


def _keep(
    session: Session, viewer: Viewer, memo: Memo, act: str, payload: Mapping[str, Reference], undoes: int | None = None
) -> None:
    """Store a change, let the memo's turns be drawn anew, and record what was done unless the memo is private."""
    memo.revision += 1
    session.flush()
    if memo.transcript_id is not None and memo.first_turn is not None:
        draw_anew(session, viewer, memo.transcript_id, memo.first_turn, memo.last_turn or memo.first_turn)
    if not memo.private:
        record(session, Act(viewer.study_id, viewer.member_id, act, memo.id, memo.made_in_id, undoes, payload))
