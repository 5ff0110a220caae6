"""Questions: what the study asks, what the moderator brings into every focus group, and which turns ask it."""

from collections.abc import Mapping, Sequence
from typing import TypeVar
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.importing.roles import Move
from app.security.permissions import Action, require
from app.security.viewer import Viewer
from app.sentences import N_, Refusal
from app.store.queries import studies as queries
from app.store.queries import transcripts
from app.store.queries.transcripts import NotInThisStudy
from app.store.tables import GuideQuestion, ResearchQuestion, ThemeQuestion, Turn
from app.store.trail_chain import Act, record


class QuestionInUse(Refusal):
    """Removing a guide question that turns of a transcript are known to ask."""

    sentence = N_("Turns of a transcript ask this guide question. Say under Transcripts what they ask instead, first.")


def set_questions(session: Session, viewer: Viewer, *, research: Sequence[str], guide: Sequence[str]) -> None:
    """Write the research questions and the moderator's guide questions, in order."""
    require(viewer, Action.EDIT_STUDY)
    _rewrite(session, viewer, ResearchQuestion, research)
    _rewrite(session, viewer, GuideQuestion, guide)
    session.flush()
    record(session, Act(viewer.study_id, viewer.member_id, "study.questions"))


Question = TypeVar("Question", ResearchQuestion, GuideQuestion)


def _rewrite(session: Session, viewer: Viewer, table: type[Question], lines: Sequence[str]) -> None:
    """Let the questions read like the lines; one whose words stay, or only change, stays the same question."""
    lines = list(dict.fromkeys(line.strip() for line in lines if line.strip()))
    asked = select(table).where(table.study_id == viewer.study_id).order_by(table.position)
    left = {row.words: row for row in session.scalars(asked)}
    kept = {line: left.pop(line) for line in lines if line in left}
    changed = iter(list(left.values()))
    order = [kept.get(line) or next(changed, None) for line in lines]
    for unused in changed:
        _remove_question(session, viewer, unused)
    for place, row in enumerate(order, 1):
        if row is not None:
            row.position = -place  # out of the way of those that take its old place
    session.flush()
    for place, (line, row) in enumerate(zip(lines, order, strict=True), 1):
        if row is None:
            session.add(table(study_id=viewer.study_id, position=place, words=line))
        else:
            row.position, row.words = place, line
    session.flush()


def _remove_question(session: Session, viewer: Viewer, row: ResearchQuestion | GuideQuestion) -> None:
    asks = select(Turn.id).where(Turn.study_id == viewer.study_id, Turn.guide_question_id == row.id)
    if isinstance(row, GuideQuestion) and session.scalar(asks.limit(1)) is not None:
        raise QuestionInUse
    if isinstance(row, GuideQuestion):
        about = ThemeQuestion.study_id == viewer.study_id, ThemeQuestion.guide_question_id == row.id
        session.execute(delete(ThemeQuestion).where(*about))
    session.delete(row)


def confirm_moves(
    session: Session, viewer: Viewer, transcript_id: UUID, moves: Mapping[int, tuple[Move, UUID | None]]
) -> None:
    """Keep what a person says the moderator's turns do: a move, and for a question which guide question it asks.

    `moves` goes by turn number. Raises NotInThisStudy for a turn that is no moderator's, or an unknown question.
    """
    require(viewer, Action.IMPORT_TRANSCRIPT)
    transcripts.transcript(session, viewer, transcript_id)
    spoken = {turn.number for turn in transcripts.asking_turns(session, viewer, transcript_id)}
    known = {question.id for question in queries.guide(session, viewer)}
    asked = {question for _, question in moves.values() if question is not None}
    if not moves.keys() <= spoken or not asked <= known:
        raise NotInThisStudy
    of_transcript = select(Turn).where(Turn.study_id == viewer.study_id, Turn.transcript_id == transcript_id)
    for turn in session.scalars(of_transcript.where(Turn.number.in_(moves))):
        move, question = moves[turn.number]
        turn.move = move
        turn.guide_question_id = question if move is Move.QUESTION else None
        turn.revision += 1  # what is kept of the transcript goes by its blocks, too
    session.flush()
    payload = {"turns": len(moves), "questions": len(asked)}
    record(session, Act(viewer.study_id, viewer.member_id, "moves.confirmed", transcript_id, payload=payload))
