"""What a theme takes over from one that is merged into it: nothing that the team has written is left behind unseen.

Codes, quotes, questions, answers to what does not fit, summaries and responses are copied, so that the discarded theme
can be looked at, and taken back, as it was. Findings move, for a sentence stands in one place. Review checks, sign-offs
and what participants said when they were shown the theme stay with it: they are about that theme and no other.
"""

from uuid import UUID, uuid4

from sqlalchemy import func, insert, select, update
from sqlalchemy.orm import Session

from app.security.viewer import Viewer
from app.store.base import now
from app.store.queries import findings as finding_queries
from app.store.queries import grid
from app.store.tables import CaseAnswer, Finding, Quote, Summary, Theme, ThemeCode, ThemeQuestion, ThemeResponse
from app.store.visible import visible
from app.workbench.sign_offs import Changed, reopen
from app.workbench.theme_past import put_codes


def take_over(session: Session, viewer: Viewer, theme: Theme, into: Theme) -> None:
    """Let a theme take over what another one holds."""
    _codes(session, viewer, theme, into)
    _quotes(session, viewer, theme, into)
    _findings(session, viewer, theme, into)
    _questions(session, viewer, theme, into)
    _answers(session, viewer, theme, into)
    _summaries(session, viewer, theme, into)
    _responses(session, viewer, theme, into)
    session.flush()


def _codes(session: Session, viewer: Viewer, theme: Theme, into: Theme) -> None:
    here = ThemeCode.study_id == viewer.study_id, ThemeCode.theme_id == theme.id
    codes = session.scalars(select(ThemeCode.code_id).where(*here)).all()
    if codes:
        put_codes(session, viewer, into.id, codes, now())


def _quotes(session: Session, viewer: Viewer, theme: Theme, into: Theme) -> None:
    there = select(Quote.unit_id).where(visible(viewer, Quote), Quote.theme_id == into.id)
    last = session.scalar(select(func.max(Quote.position)).where(visible(viewer, Quote))) or 0
    copied = session.scalars(
        select(Quote)
        .where(visible(viewer, Quote), Quote.theme_id == theme.id, Quote.unit_id.not_in(there))
        .order_by(Quote.position, Quote.id)
    ).all()
    if copied:
        session.execute(insert(Quote), [_copied(quote, into, last + at) for at, quote in enumerate(copied, 1)])


def _copied(quote: Quote, into: Theme, position: int) -> dict[str, object]:
    return {
        "study_id": quote.study_id, "theme_id": into.id, "unit_id": quote.unit_id,
        "chosen_by_id": quote.chosen_by_id, "position": position,
    }  # fmt: skip


def _findings(session: Session, viewer: Viewer, theme: Theme, into: Theme) -> None:
    """Move findings. Who stands behind one has not seen it stand in this theme: they are asked again."""
    own = update(Finding).where(Finding.study_id == viewer.study_id, Finding.theme_id == theme.id)
    moved = session.scalars(own.values(theme_id=into.id).returning(Finding.id)).all()
    if moved:
        reopen(session, viewer, Changed(findings=moved))


def _questions(session: Session, viewer: Viewer, theme: Theme, into: Theme) -> None:
    about = finding_queries.theme_questions(session, viewer)
    session.add_all(
        ThemeQuestion(study_id=viewer.study_id, theme_id=into.id, guide_question_id=question)
        for question in about.get(theme.id, set()) - about.get(into.id, set())
    )


def _answers(session: Session, viewer: Viewer, theme: Theme, into: Theme) -> None:
    asked = select(CaseAnswer).where(CaseAnswer.study_id == viewer.study_id, CaseAnswer.theme_id == theme.id)
    session.add_all(
        CaseAnswer(
            study_id=viewer.study_id, id=uuid4(), theme_id=into.id, coding_id=one.coding_id, member_id=one.member_id,
            words=one.words, at=one.at,
        )
        for one in session.scalars(asked.order_by(CaseAnswer.at, CaseAnswer.id)).all()
    )  # fmt: skip


def _summaries(session: Session, viewer: Viewer, theme: Theme, into: Theme) -> None:
    """Copy summaries, below the one that stands there; none of them is finished, for there is more to summarise now."""
    written = grid.summaries(session, viewer)
    for (theme_id, of), one in written.items():
        if theme_id == into.id:
            one.finished = False
        elif theme_id == theme.id and (into.id, of) in written:
            there = written[into.id, of]
            there.words = f"{there.words}\n\n{one.words}"
        elif theme_id == theme.id:
            session.add(_of_same(one, into.id))


def _of_same(one: Summary, theme_id: UUID) -> Summary:
    return Summary(
        study_id=one.study_id, id=uuid4(), theme_id=theme_id, focus_group_id=one.focus_group_id,
        participant_id=one.participant_id, words=one.words, finished=False,
    )  # fmt: skip


def _responses(session: Session, viewer: Viewer, theme: Theme, into: Theme) -> None:
    """Copy how participants respond; of two different responses none holds until the team has looked again."""
    given = grid.responses(session, viewer)
    for (theme_id, voice), response in given.items():
        if theme_id != theme.id:
            continue
        there = given.get((into.id, voice))
        key = (viewer.study_id, into.id, voice)
        if there is None:
            session.add(
                ThemeResponse(study_id=viewer.study_id, theme_id=into.id, participant_id=voice, response=response)
            )
        elif there is not response:
            session.delete(session.get_one(ThemeResponse, key))
