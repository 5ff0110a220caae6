"""The words of a study, wherever they are: what was said, and what the team wrote about it."""

from collections.abc import Iterator
from typing import Final, NamedTuple
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.security.viewer import Viewer
from app.store.base import in_study
from app.store.tables import (
    Attribute,
    Band,
    Code,
    Degree,
    District,
    FocusGroup,
    GuideQuestion,
    MeaningUnit,
    Memo,
    Participant,
    ResearchQuestion,
    Stakeholder,
    Study,
    Theme,
    Transcript,
    Turn,
)
from app.store.visible import visible

Written = (
    Study | ResearchQuestion | GuideQuestion | Stakeholder | District | FocusGroup | Attribute | Band | Transcript
    | Code | Theme | MeaningUnit | Memo
)  # fmt: skip
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
    Code: ("name", "definition", "use_when", "do_not_use_when", "example", "near_miss"),
    Theme: ("name", "central_idea"),
    MeaningUnit: ("condensation",),
    Memo: ("words",),
}
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


def written(session: Session, viewer: Viewer) -> list[Written]:
    """Return every row of the study that the viewer may see and in which somebody wrote something.

    Private memos are not among them, not even one's own: what is listed here is named on the trail.
    """
    found: list[Written] = [session.scalars(select(Study).where(Study.id == viewer.study_id)).one()]
    for table in (
        ResearchQuestion, GuideQuestion, Stakeholder, District, FocusGroup, Attribute, Band, Transcript, Theme,
    ):  # fmt: skip
        found += session.scalars(select(table).where(table.study_id == viewer.study_id).order_by(table.id))
    found += session.scalars(select(Code).where(visible(viewer, Code)).order_by(Code.id))
    noted = select(MeaningUnit).where(visible(viewer, MeaningUnit), MeaningUnit.condensation != "")
    found += session.scalars(noted.order_by(MeaningUnit.id))
    of_team = select(Memo).where(visible(viewer, Memo), Memo.private.is_(False), Memo.removed_at.is_(None))
    found += session.scalars(of_team.order_by(Memo.id))
    return found
