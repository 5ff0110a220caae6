"""The words of a study, wherever they are: what was said, and what the team wrote about it."""

from collections.abc import Iterator
from typing import Final, NamedTuple
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.security.viewer import Viewer
from app.store.base import in_study
from app.store.tables import (
    Attribute,
    Band,
    CaseAnswer,
    Code,
    CodebookVersion,
    CodeWording,
    Coding,
    ContentNote,
    Decision,
    Degree,
    District,
    Finding,
    FirstThought,
    FocusGroup,
    GuideQuestion,
    MeaningUnit,
    Memo,
    Participant,
    Reading,
    Reflection,
    ResearchQuestion,
    ReviewCheck,
    Round,
    SignOff,
    Stakeholder,
    Step,
    StepMove,
    Study,
    Summary,
    Theme,
    ThemeEdition,
    Transcript,
    Turn,
    VersionCode,
    VersionTheme,
)
from app.store.visible import visible

Written = (
    Study | ResearchQuestion | GuideQuestion | Stakeholder | District | FocusGroup | Attribute | Band | Transcript
    | Code | CodeWording | CodebookVersion | VersionCode | VersionTheme | Theme | Finding | Summary | MeaningUnit | Memo
    | ContentNote | Reading | Step | StepMove | SignOff | ReviewCheck | CaseAnswer | Reflection | FirstThought
    | Decision | Round
)  # fmt: skip
RULE: Final = ("definition", "use_when", "do_not_use_when", "example", "near_miss")
# The columns in which the team writes what it likes, by table.
COLUMNS: Final[dict[type[Written], tuple[str, ...]]] = {
    Study: ("title", "method", "stance", "approval", "information_sheet", "recruitment", "sampling", "dates"),
    ResearchQuestion: ("words",),
    GuideQuestion: ("words",),
    Stakeholder: ("name", "plural", "inclusion"),
    District: ("name",),
    FocusGroup: ("label", "setting", "held_by"),
    Attribute: ("name",),
    Band: ("name",),
    Transcript: ("title", "header"),
    Step: ("name", "about"),
    StepMove: ("words",),
    SignOff: ("words",),
    ReviewCheck: ("words",),
    CaseAnswer: ("words",),
    Reflection: ("words",),
    FirstThought: ("words",),
    Code: ("name", *RULE),
    CodeWording: ("was_called", *RULE),
    CodebookVersion: ("reason",),
    VersionCode: ("was_called", *RULE),
    VersionTheme: ("was_called", "central_idea"),
    Theme: ("name", "central_idea", "is_not", "why"),
    Finding: ("sentence",),
    Summary: ("words",),
    MeaningUnit: ("condensation",),
    ContentNote: ("words",),
    Reading: ("because",),
    Decision: ("reason",),
    Round: ("because",),
    Memo: ("words",),
}
EDITION: Final = ("was_called", "central_idea", "is_not", "why")
# Where one name must not stand twice.
UNIQUE: Final = frozenset({"name", "label"})


class SaidTurn(NamedTuple):
    """A turn of any transcript of the study."""

    transcript_id: UUID
    title: str
    language: str
    number: int
    participant: str
    participant_id: UUID
    start: int
    words: str


def said(session: Session, viewer: Viewer) -> Iterator[SaidTurn]:
    """Yield every turn of the study whose words have not been withdrawn, transcript by transcript."""
    rows = session.execute(
        select(
            Turn.transcript_id, Transcript.title, Transcript.language, Turn.number, Participant.label,
            Turn.participant_id, Turn.start, Turn.words,
        )
        .join(Transcript, in_study(Turn.transcript_id, Transcript.id))
        .join(Participant, in_study(Turn.participant_id, Participant.id))
        .where(Turn.study_id == viewer.study_id, Participant.withdrawn.is_distinct_from(Degree.REMOVED))
        .order_by(Transcript.imported_at, Transcript.id, Turn.number)
    )  # fmt: skip
    for row in rows:
        yield SaidTurn(*row)


def not_to_be_quoted(session: Session, viewer: Viewer) -> set[UUID]:
    """Return the participants who have withdrawn, whatever they asked for."""
    asked = select(Participant.id).where(Participant.study_id == viewer.study_id, Participant.withdrawn.is_not(None))
    return set(session.scalars(asked))


def written(session: Session, viewer: Viewer) -> list[Written]:
    """Return every row of the study that the viewer may see and in which somebody wrote something.

    Private memos are not among them, not even one's own: what is listed here is named on the trail.
    """
    found: list[Written] = [session.scalars(select(Study).where(Study.id == viewer.study_id)).one()]
    for table in (
        ResearchQuestion, GuideQuestion, Stakeholder, District, FocusGroup, Attribute, Band, Transcript, Theme, Finding,
        Summary, CodebookVersion, VersionCode, VersionTheme, ContentNote, Step, StepMove, SignOff, ReviewCheck,
        Reflection,
    ):  # fmt: skip
        found += session.scalars(select(table).where(table.study_id == viewer.study_id).order_by(table.id))
    found += session.scalars(select(Code).where(visible(viewer, Code)).order_by(Code.id))
    earlier = select(CodeWording).join(Code, in_study(CodeWording.code_id, Code.id)).where(visible(viewer, Code))
    found += session.scalars(earlier.order_by(CodeWording.code_id, CodeWording.edition))
    noted = select(MeaningUnit).where(visible(viewer, MeaningUnit), MeaningUnit.condensation != "")
    found += session.scalars(noted.order_by(MeaningUnit.id))
    opened = select(Reading).where(visible(viewer, Reading), Reading.because != "")
    found += session.scalars(opened.order_by(Reading.id))
    handed = select(FirstThought).where(visible(viewer, FirstThought), FirstThought.opened_at.is_not(None))
    found += session.scalars(handed.order_by(FirstThought.id))
    seen = CaseAnswer.coding_id.in_(select(Coding.id).where(visible(viewer, Coding)))
    answered = select(CaseAnswer).where(CaseAnswer.study_id == viewer.study_id)
    if viewer.blind_rounds:  # an answer would tell of a colleague's coding
        answered = answered.where(or_(seen, CaseAnswer.member_id == viewer.member_id))
    found += session.scalars(answered.order_by(CaseAnswer.id))
    settled = select(Decision).where(visible(viewer, Decision), Decision.reason != "")
    found += session.scalars(settled.order_by(Decision.id))
    found += session.scalars(
        select(Round).where(Round.study_id == viewer.study_id, Round.because != "").order_by(Round.id)
    )
    of_team = select(Memo).where(visible(viewer, Memo), Memo.private.is_(False), Memo.removed_at.is_(None))
    found += session.scalars(of_team.order_by(Memo.id))
    return found


def kept_unseen(session: Session, viewer: Viewer) -> list[FirstThought | ThemeEdition]:
    """Return what words may stand in and no list shows: sealed first thoughts of anybody, and what themes said before.

    For replacing words only, never for eyes.
    """
    sealed = FirstThought.study_id == viewer.study_id, FirstThought.opened_at.is_(None)
    found: list[FirstThought | ThemeEdition] = [*session.scalars(select(FirstThought).where(*sealed))]
    found += session.scalars(select(ThemeEdition).where(ThemeEdition.study_id == viewer.study_id))
    return found
