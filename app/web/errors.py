"""The one table from an error to its answer. Every answer is a sentence; none repeats what was sent."""

import json
import secrets
from http import HTTPStatus

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from sqlalchemy.exc import IntegrityError, OperationalError
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from app.importing.readers.package import TooLargeFile
from app.security.permissions import NotAllowed
from app.sentences import N_, Refusal
from app.store.queries.transcripts import NotInThisStudy
from app.web.language import gettext
from app.web.live.hub import TooManyStreams
from app.web.pages import render
from app.web.sessions import StaleForm
from app.workbench import (
    accounts,
    anonymity,
    attributes,
    code_places,
    codebook,
    codebook_exports,
    codebook_undo,
    coding,
    decisions,
    first_thoughts,
    keeping,
    looks,
    members,
    memo_undo,
    memos,
    merging,
    people,
    pins,
    placing,
    questions,
    quotes,
    rounds,
    splitting,
    steps,
    studies,
    theme_board,
    theme_shaping,
    theme_undo,
    themes,
    undoing,
    units,
    withdrawing,
    worker,
)
from app.workbench.audit import table

log = structlog.get_logger()

STATUS: dict[type[Refusal], HTTPStatus] = {
    accounts.NotSignedIn: HTTPStatus.UNAUTHORIZED,
    accounts.TooManyTries: HTTPStatus.TOO_MANY_REQUESTS,
    NotAllowed: HTTPStatus.FORBIDDEN,
    StaleForm: HTTPStatus.FORBIDDEN,
    NotInThisStudy: HTTPStatus.NOT_FOUND,
    members.InvitationOver: HTTPStatus.NOT_FOUND,
    members.AlreadyMember: HTTPStatus.CONFLICT,
    accounts.LoginTaken: HTTPStatus.CONFLICT,
    studies.NameTaken: HTTPStatus.CONFLICT,
    questions.QuestionInUse: HTTPStatus.CONFLICT,
    codebook.CodeExists: HTTPStatus.CONFLICT,
    codebook.CodeRetired: HTTPStatus.CONFLICT,
    codebook.CodeMerged: HTTPStatus.CONFLICT,
    codebook.NotRetired: HTTPStatus.CONFLICT,
    codebook.EditedSince: HTTPStatus.CONFLICT,
    codebook_exports.NoCodesYet: HTTPStatus.CONFLICT,
    codebook_undo.ChangedAgain: HTTPStatus.CONFLICT,
    codebook_undo.UsedSince: HTTPStatus.CONFLICT,
    codebook_undo.NotWhileBlind: HTTPStatus.CONFLICT,
    codebook_undo.TakenBackAlready: HTTPStatus.CONFLICT,
    merging.MergedInCircle: HTTPStatus.CONFLICT,
    merging.NotYetShared: HTTPStatus.CONFLICT,
    merging.NotMerged: HTTPStatus.CONFLICT,
    splitting.StepIsOver: HTTPStatus.CONFLICT,
    pins.NoFreeKey: HTTPStatus.CONFLICT,
    code_places.MovedAgain: HTTPStatus.CONFLICT,
    placing.WordsDiffer: HTTPStatus.CONFLICT,
    placing.PassageOutsideTranscript: HTTPStatus.CONFLICT,
    undoing.CodedAgain: HTTPStatus.CONFLICT,
    memo_undo.MemoChangedAgain: HTTPStatus.CONFLICT,
    theme_undo.ThemeChangedAgain: HTTPStatus.CONFLICT,
    undoing.NothingToUndo: HTTPStatus.CONFLICT,
    undoing.NothingToRedo: HTTPStatus.CONFLICT,
    coding.NoOpenRound: HTTPStatus.CONFLICT,
    coding.RoundHasChanged: HTTPStatus.CONFLICT,
    coding.RoundIsOver: HTTPStatus.CONFLICT,
    units.UsedInQuote: HTTPStatus.CONFLICT,
    units.UsedInFinding: HTTPStatus.CONFLICT,
    keeping.WrittenMeanwhile: HTTPStatus.CONFLICT,
    decisions.DifferenceHasChanged: HTTPStatus.CONFLICT,
    table.NothingCompared: HTTPStatus.CONFLICT,
    rounds.RoundIsOpen: HTTPStatus.CONFLICT,
    rounds.NothingToReveal: HTTPStatus.CONFLICT,
    rounds.NothingToClose: HTTPStatus.CONFLICT,
    rounds.NothingToReopen: HTTPStatus.CONFLICT,
    rounds.NothingToRepeat: HTTPStatus.CONFLICT,
    looks.NothingToLookFor: HTTPStatus.CONFLICT,
    memos.MemoRemoved: HTTPStatus.CONFLICT,
    memos.NothingToAnswer: HTTPStatus.CONFLICT,
    memos.MemoStaysInRound: HTTPStatus.CONFLICT,
    themes.StillBlind: HTTPStatus.CONFLICT,
    themes.ThemeInUse: HTTPStatus.CONFLICT,
    themes.ThemeDiscarded: HTTPStatus.CONFLICT,
    theme_shaping.ChangedMeanwhile: HTTPStatus.CONFLICT,
    theme_board.MovedMeanwhile: HTTPStatus.CONFLICT,
    theme_shaping.NotDiscarded: HTTPStatus.CONFLICT,
    steps.StepInUse: HTTPStatus.CONFLICT,
    first_thoughts.AlreadyOpen: HTTPStatus.CONFLICT,
    first_thoughts.NothingToOpen: HTTPStatus.CONFLICT,
    first_thoughts.SealedWhileBlind: HTTPStatus.CONFLICT,
    attributes.AttributeInUse: HTTPStatus.CONFLICT,
    attributes.BandInUse: HTTPStatus.CONFLICT,
    people.LinkedPerson: HTTPStatus.CONFLICT,
    placing.WordsWithdrawn: HTTPStatus.CONFLICT,
    quotes.NotToBeQuoted: HTTPStatus.CONFLICT,
    withdrawing.UnknownSlip: HTTPStatus.NOT_FOUND,
    withdrawing.AlreadyFurther: HTTPStatus.CONFLICT,
    anonymity.AlreadyHere: HTTPStatus.CONFLICT,
    worker.WorkFailed: HTTPStatus.INTERNAL_SERVER_ERROR,
    TooManyStreams: HTTPStatus.TOO_MANY_REQUESTS,
    TooLargeFile: HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    Refusal: HTTPStatus.UNPROCESSABLE_ENTITY,
}
SENTENCES = {
    HTTPStatus.NOT_FOUND: N_("There is no page at this address."),
    HTTPStatus.METHOD_NOT_ALLOWED: N_("This page cannot be used like that."),
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: N_("This is too large. A file can have at most 25 MB."),
}
UNREADABLE = N_("Something in this form could not be read. Please go back, look through it and send it again.")
OUR_FAULT = N_(
    "Something went wrong on our side, and nothing was changed. Please try again. "
    "If it happens again, tell whoever runs the workbench this number: %(number)s."
)
MEANWHILE = N_(
    "Somebody has just changed the same thing, so this was not stored. Please reload the page and try again."
)
BUSY = N_("The workbench is busy just now, and nothing was changed. Please try again in a moment.")


def status_of(refusal: Refusal) -> HTTPStatus:
    """Return the status for a refusal: that of its own kind, or of the nearest kind above it."""
    return next(STATUS[kind] for kind in type(refusal).__mro__ if kind in STATUS)


def answer(request: Request, sentence: str, status: int) -> Response:
    """Return a page that says one sentence, or, to htmx, the sentence for the page's alert."""
    if "HX-Request" in request.headers:
        response = render(request, "_alert.html", status, sentence=sentence, door=status == HTTPStatus.UNAUTHORIZED)
        response.headers.update({"HX-Retarget": "#alert", "HX-Reswap": "innerHTML show:top", "HX-Push-Url": "false"})
        return response
    return render(request, "error.html", status, sentence=sentence)


def refused(request: Request, refusal: Exception) -> Response:
    """Answer a refusal with its sentence; who is not signed in is sent to the door, or keeps what they are writing."""
    assert isinstance(refusal, Refusal)  # noqa: S101 (registered for this class only)
    status = status_of(refusal)
    if status is HTTPStatus.UNAUTHORIZED and request.method == "GET" and "HX-Request" not in request.headers:
        return RedirectResponse(str(request.app.url_path_for("entrance:sign_in")), HTTPStatus.SEE_OTHER)
    if status in {HTTPStatus.FORBIDDEN, HTTPStatus.UNAUTHORIZED, HTTPStatus.TOO_MANY_REQUESTS}:
        log.info("refused", kind=type(refusal).__name__, path_of=_route_name(request))
    response = answer(request, gettext(refusal.sentence) % refusal.values, status)
    response.headers.update(_told_to_the_page(request, refusal))
    return response


def _told_to_the_page(request: Request, refusal: Refusal) -> dict[str, str]:
    """Return what the page that is still open needs to go on: the token of a new sign-in, or the row that was refused.

    Only a page of ours can send htmx's header and read the answer, so the token tells nobody else anything.
    """
    if "HX-Request" not in request.headers:
        return {}
    if isinstance(refusal, StaleForm):
        return {"HX-Trigger": json.dumps({"signed-in-anew": {"token": request.state.form_token}})}
    return {"HX-Trigger": json.dumps({"refused-row": refusal.values["row"]})} if "row" in refusal.values else {}


def _route_name(request: Request) -> str:
    return str(getattr(request.scope.get("route"), "name", ""))


def not_readable(request: Request, error: Exception) -> Response:
    """Answer a form or address that cannot be read; an id that is none is a page that is not there."""
    assert isinstance(error, RequestValidationError)  # noqa: S101 (registered for this class only)
    if any(part["loc"][0] == "path" for part in error.errors()):
        return answer(request, gettext(NotInThisStudy.sentence), HTTPStatus.NOT_FOUND)
    return answer(request, gettext(UNREADABLE), HTTPStatus.UNPROCESSABLE_ENTITY)


def said_by_http(request: Request, error: Exception) -> Response:
    """Answer what the framework refuses: no such page, too large, wrong method."""
    assert isinstance(error, HTTPException)  # noqa: S101 (registered for this class only)
    try:
        sentence = SENTENCES[HTTPStatus(error.status_code)]
    except (KeyError, ValueError):
        sentence = UNREADABLE
    return answer(request, gettext(sentence), error.status_code)


def database_busy(request: Request, error: Exception) -> Response:
    """Answer when the database cannot take the work now."""
    log.error("database", kind=type(error).__name__, path_of=_route_name(request))
    response = answer(request, gettext(BUSY), HTTPStatus.SERVICE_UNAVAILABLE)
    response.headers["Retry-After"] = "2"
    return response


def changed_meanwhile(request: Request, error: Exception) -> Response:
    """Answer when the database's own rules stop what somebody else was first to do; its message may hold words."""
    log.error("conflict", kind=type(error).__name__, path_of=_route_name(request))
    return answer(request, gettext(MEANWHILE), HTTPStatus.CONFLICT)


def our_fault(request: Request, error: Exception) -> Response:
    """Answer what nobody foresaw, with a number that leads to the server's own record of it."""
    number = secrets.token_hex(4)
    log.error("fault", number=number, kind=type(error).__name__, path_of=_route_name(request))
    return answer(request, gettext(OUR_FAULT) % {"number": number}, HTTPStatus.INTERNAL_SERVER_ERROR)


def answer_errors(application: FastAPI) -> None:
    """Register the table with the application."""
    application.add_exception_handler(Refusal, refused)
    application.add_exception_handler(RequestValidationError, not_readable)
    application.add_exception_handler(HTTPException, said_by_http)
    application.add_exception_handler(OperationalError, database_busy)
    application.add_exception_handler(IntegrityError, changed_meanwhile)
    application.add_exception_handler(Exception, our_fault)
