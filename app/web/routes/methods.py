"""Methods and files of the agreement room: the paragraph, the table of units, the minutes; and the study's approach."""

from enum import StrEnum
from typing import Annotated, Final

from fastapi import APIRouter, Form, Request
from sqlalchemy.orm import Session
from starlette.responses import HTMLResponse, RedirectResponse, Response

from app.exporting.agreement import MethodsFile, methods_text, methods_word, minutes_word
from app.importing.coded_units import write_coded_units
from app.security.viewer import Viewer
from app.store.queries import studies
from app.store.tables import Approach
from app.web.agreement_words import Side
from app.web.methods_words import methods_file
from app.web.minutes_words import minutes_file
from app.web.pages import go_to
from app.web.routes.agreement import InChoice, page
from app.web.sessions import CurrentViewer, FormOnce, InSession
from app.workbench.audit.again import with_themselves
from app.workbench.audit.approach import set_approach
from app.workbench.audit.choice import Choice
from app.workbench.audit.decided import decided
from app.workbench.audit.page import Audit, audit
from app.workbench.audit.sets import set_numbers
from app.workbench.audit.table import NothingCompared, note_taken_out, unit_table

router = APIRouter(prefix="/studies/{study_id}/agreement")
WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class AgreementFile(StrEnum):
    """What can be taken out of the room."""

    METHODS_WORD = "methods.docx"
    METHODS_TEXT = "methods.txt"
    UNITS = "units.csv"
    MINUTES = "minutes.docx"


KINDS: Final = {
    AgreementFile.METHODS_WORD: WORD,
    AgreementFile.METHODS_TEXT: "text/plain; charset=utf-8",
    AgreementFile.UNITS: "text/csv; charset=utf-8",
    AgreementFile.MINUTES: WORD,
}


@router.get("/methods", name="agreement:methods")
def methods(
    request: Request, session: InSession, viewer: CurrentViewer, choice: InChoice, done: str = ""
) -> HTMLResponse:
    """Show the paragraph for the paper, and what can be taken out."""
    shown = audit(session, viewer, choice)
    said = _methods(session, viewer, shown)
    return page(request, session, viewer, shown, Side.METHODS, paragraphs=said.paragraphs if said else (), done=done)


def _methods(session: Session, viewer: Viewer, shown: Audit) -> MethodsFile | None:
    if shown.basis is None or shown.numbers is None or not shown.numbers.scope.compared:
        return None
    return methods_file(
        studies.study(session, viewer), shown, set_numbers(session, viewer, shown.basis),
        with_themselves(session, viewer, shown.basis),
    )  # fmt: skip


@router.post("/files/{form}", name="agreement:file")
def take_out(
    session: InSession, viewer: CurrentViewer, once: FormOnce, choice: InChoice, form: AgreementFile
) -> Response:
    """Send a file."""
    del once
    file = _file(session, viewer, choice, form)
    note_taken_out(session, viewer, choice, form.value)
    disposition = f'attachment; filename="{form.value}"'
    return Response(file, media_type=KINDS[form], headers={"Content-Disposition": disposition})


def _file(session: Session, viewer: Viewer, choice: Choice, form: AgreementFile) -> bytes | str:
    if form is AgreementFile.UNITS:
        return write_coded_units(unit_table(session, viewer, choice))
    if form is AgreementFile.MINUTES:
        minutes = decided(session, viewer, choice)
        if minutes is None:
            raise NothingCompared
        return minutes_word(minutes_file(studies.study(session, viewer), minutes))
    said = _methods(session, viewer, audit(session, viewer, choice))
    if said is None:
        raise NothingCompared
    return methods_word(said) if form is AgreementFile.METHODS_WORD else methods_text(said)


@router.post("/approach", name="agreement:approach")
def approach(
    request: Request, session: InSession, viewer: CurrentViewer, once: FormOnce,
    approach: Annotated[Approach, Form()],
) -> RedirectResponse:  # fmt: skip
    """Say how the study thinks about differences."""
    if once.is_first:
        set_approach(session, viewer, approach)
    return go_to(request, "agreement:methods", "saved", study_id=viewer.study_id)
