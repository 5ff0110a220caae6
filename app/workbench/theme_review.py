"""Try a theme: review checks, answers to what does not fit, and what participants said when they were shown it."""

from datetime import date
from uuid import UUID, uuid4

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.security.permissions import Action, require
from app.security.viewer import Viewer
from app.sentences import N_, Refusal
from app.store.queries import coding as coding_queries
from app.store.queries import reviewing as queries
from app.store.queries import studies, themes
from app.store.queries.transcripts import NotInThisStudy
from app.store.tables import CaseAnswer, Check, CheckAnswer, Coding, Reflection, ReviewCheck
from app.store.trail_chain import Act, record
from app.store.visible import visible
from app.workbench.coding import CodingOfSomebodyElse, RoundIsOver
from app.workbench.sign_offs import Changed, reopen
from app.workbench.units import draw_anew


class NothingSaid(Refusal):
    """An answer or a reflection without a word."""

    sentence = N_("Please write something first.")


class NotSaidYet(Refusal):
    """A reflection on a day that has not come."""

    sentence = N_("This day has not come yet. Please write the day on which it was said.")


def answer_check(
    session: Session, viewer: Viewer, theme_id: UUID, *, asked: Check, answer: CheckAnswer, words: str = ""
) -> ReviewCheck:
    """Say what one finds when a theme is reviewed; an earlier answer stays to be seen."""
    require(viewer, Action.EDIT_THEMES)
    theme = themes.theme(session, viewer, theme_id)
    check = ReviewCheck(
        study_id=viewer.study_id, id=uuid4(), theme_id=theme.id, member_id=viewer.member_id, asked=asked,
        answer=answer, words=words.strip(),
    )  # fmt: skip
    session.add(check)
    session.flush()
    payload = {"check": asked.value, "answer": answer.value}
    record(session, Act(viewer.study_id, viewer.member_id, "theme.checked", theme.id, payload=payload))
    return check


def mark_fit(session: Session, viewer: Viewer, coding_id: UUID, *, does_not_fit: bool) -> Coding:
    """Mark one's own coding as one that belongs to the code and yet does not fit it, or take the mark off."""
    require(viewer, Action.APPLY_CODE)
    row, transcript_id, round_id = coding_queries.coding(session, viewer, coding_id)
    if row.coder_id != viewer.member_id:
        raise CodingOfSomebodyElse
    if not row.open:
        raise RoundIsOver
    here = visible(viewer, Coding), Coding.id == coding_id
    changed = session.execute(
        update(Coding).where(*here, Coding.does_not_fit != does_not_fit).values(does_not_fit=does_not_fit)
    )
    if changed.rowcount:  # type: ignore[attr-defined]
        draw_anew(session, viewer, transcript_id, row.first_turn, row.last_turn)
        reopen(session, viewer, Changed(coding=coding_id))
        act = "coding.does not fit" if does_not_fit else "coding.fits after all"
        payload = {"transcript": transcript_id, "code": row.code_id}
        record(session, Act(viewer.study_id, viewer.member_id, act, coding_id, round_id, payload=payload))
    return session.scalars(select(Coding).where(*here)).one()


def answer_case(session: Session, viewer: Viewer, theme_id: UUID, coding_id: UUID, *, words: str) -> CaseAnswer:
    """Answer a coding that does not fit: what it says about the theme, and what was done about it."""
    require(viewer, Action.EDIT_THEMES)
    theme = themes.theme(session, viewer, theme_id)
    case = next((one for one in queries.cases(session, viewer, theme.id) if one.coding_id == coding_id), None)
    if case is None:
        raise NotInThisStudy
    if not words.strip():
        raise NothingSaid
    answer = CaseAnswer(
        study_id=viewer.study_id, id=uuid4(), theme_id=theme.id, coding_id=coding_id, member_id=viewer.member_id,
        words=words.strip(),
    )  # fmt: skip
    session.add(answer)
    session.flush()
    _, _, round_id = coding_queries.coding(session, viewer, coding_id)
    payload = {"coding": coding_id}
    record(session, Act(viewer.study_id, viewer.member_id, "theme.case answered", theme.id, round_id, payload=payload))
    return answer


def write_reflection(
    session: Session, viewer: Viewer, theme_id: UUID, *, words: str, said_on: date, today: date,
    focus_group_id: UUID | None = None, reflection_id: UUID | None = None,
) -> Reflection:  # fmt: skip
    """Write down what participants said when they were shown a theme, on which day, and in which focus group."""
    require(viewer, Action.EDIT_THEMES)
    theme = themes.theme(session, viewer, theme_id)
    if not words.strip():
        raise NothingSaid
    if said_on > today:
        raise NotSaidYet
    groups = {group.id for group in studies.focus_groups(session, viewer)}
    if focus_group_id is not None and focus_group_id not in groups:
        raise NotInThisStudy
    said = Reflection(
        study_id=viewer.study_id, id=reflection_id or uuid4(), theme_id=theme.id, focus_group_id=focus_group_id,
        said_on=said_on, words=words.strip(), written_by_id=viewer.member_id,
    )  # fmt: skip
    session.add(said)
    session.flush()
    reopen(session, viewer, Changed(themes=[theme.id]))
    record(session, Act(viewer.study_id, viewer.member_id, "theme.reflected", theme.id, payload={"said": said.id}))
    return said
