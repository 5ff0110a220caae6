"""The door: sign in and out, choose a language, come in by an invitation."""

import re
from contextlib import suppress
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Form, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import HTMLResponse, RedirectResponse, Response

from app.security import passwords
from app.store.database import reader
from app.store.queries.accounts import account_exists, language_of, study_title
from app.web import language
from app.web.forms import Line, Words
from app.web.pages import go_to, render
from app.web.sessions import CurrentAccount, Desk, FormOnce, InDesk, InSession, cookie_name, identify
from app.workbench import accounts, members

router = APIRouter()
OUR_PAGE = re.compile(r"/[A-Za-z0-9_-][A-Za-z0-9_/-]*")


@router.get("/", name="entrance:home")
def home(request: Request) -> RedirectResponse:
    """Lead to the studies; whoever is not signed in is led to the door from there."""
    return go_to(request, "studies:all")


@router.get("/sign-in", name="entrance:sign_in")
def sign_in_page(request: Request) -> HTMLResponse:
    """Show the door."""
    return render(request, "entrance/sign_in.html", login="", sentence="")


async def checked_account(desk: InDesk, login: Line, password: Line) -> UUID | None:
    """Check the password in a reading session of its own: hashing is slow, and nobody's write should wait for it."""

    def check() -> UUID | None:
        with reader(desk.engine) as session:
            return accounts.check_password(session, login, password)

    async with desk.hashing:
        return await run_in_threadpool(check)


@router.post("/sign-in", name="entrance:enter")
def enter(
    request: Request,
    account_id: Annotated[UUID | None, Depends(checked_account)],
    session: InSession,
    desk: InDesk,
    login: Line,
) -> Response:
    """Let somebody in, or say kindly that name and password do not fit."""
    if account_id is None:
        accounts.note_failure(session, login)
        sentence = language.gettext(accounts.WrongPassword.sentence)
        return render(request, "entrance/sign_in.html", 401, login=login, sentence=sentence)
    response = go_to(request, "studies:all")
    _give_cookie(response, desk, accounts.sign_in(session, account_id))
    _speak(response, language_of(session, account_id) or "")
    return response


def _give_cookie(response: Response, desk: Desk, token: str) -> None:
    response.set_cookie(
        cookie_name(desk.settings), token, max_age=int(accounts.LONGEST.total_seconds()), httponly=True,
        secure=desk.settings.secure_cookies, samesite="lax", path="/",
    )  # fmt: skip


@router.post("/sign-out", name="entrance:leave")
def leave(request: Request, session: InSession, account: CurrentAccount, desk: InDesk) -> RedirectResponse:
    """End this browser's sign-in."""
    del account
    accounts.sign_out(session, request.cookies.get(cookie_name(desk.settings), ""))
    response = go_to(request, "entrance:sign_in")
    response.delete_cookie(cookie_name(desk.settings), path="/", secure=desk.settings.secure_cookies, httponly=True)
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


@router.get("/language/{chosen}", name="entrance:language")
def choose_language(chosen: str, back: str = "/") -> RedirectResponse:
    """Keep the reader's language in a cookie, and go back to the page of ours where it was chosen."""
    response = RedirectResponse(back if OUR_PAGE.fullmatch(back) else "/", 303)
    _speak(response, chosen)
    return response


@router.post("/language/{chosen}", name="entrance:keep_language")
def keep_language(
    session: InSession, account: CurrentAccount, once: FormOnce, chosen: str, back: Words = "/"
) -> RedirectResponse:
    """Keep the language of whoever is signed in with their account, so that every device speaks it from now on."""
    if once.is_first and chosen in language.LANGUAGES:
        accounts.keep_language(session, account.id, chosen)
    return choose_language(chosen, back)


def _speak(response: Response, chosen: str) -> None:
    if chosen in language.LANGUAGES:
        response.set_cookie(language.COOKIE, chosen, max_age=31536000, httponly=True, samesite="lax")


@router.get("/invitations/{token}", name="entrance:invitation")
def invitation(request: Request, session: InSession, desk: InDesk, token: str) -> HTMLResponse:
    """Show what an invitation offers, and the form to take it up, with the account that is signed in or a new one."""
    offered = members.open_invitation(session, token)
    with suppress(accounts.NotSignedIn):
        identify(request, desk, session, "")
    return render(
        request, "entrance/invitation.html", token=token, role=offered.role,
        title=study_title(session, offered.study_id),
    )  # fmt: skip


async def hashed_password(desk: InDesk, password: Line) -> str:
    """Hash a new password before the write turn is taken."""
    async with desk.hashing:
        return await run_in_threadpool(passwords.hashed, password)


@router.post("/invitations/{token}", name="entrance:join")
def join(
    request: Request,
    password_hash: Annotated[str, Depends(hashed_password)],
    session: InSession,
    desk: InDesk,
    token: str,
    operation: Annotated[UUID, Form()],
    name: Line,
    login: Line,
    backgrounds: Words = "",
) -> Response:
    """Make an account and take up the invitation with it; the account takes the form's operation id as its own."""
    if account_exists(session, operation):
        return go_to(request, "studies:all")
    members.open_invitation(session, token)
    account = accounts.create_account(
        session, login=login, name=name, password_hash=password_hash, account_id=operation
    )
    member = members.accept_invitation(session, account.id, account.name, token=token, backgrounds=backgrounds)
    response = go_to(request, "studies:home", "welcome", study_id=member.study_id)
    _give_cookie(response, desk, accounts.sign_in(session, account.id))
    return response


@router.post("/invitations/{token}/account", name="entrance:join_with_account")
def join_with_account(
    request: Request, session: InSession, account: CurrentAccount, once: FormOnce, token: str
) -> RedirectResponse:
    """Take up the invitation with the account that is signed in."""
    if not once.is_first:
        return go_to(request, "studies:all")
    member = members.accept_invitation(session, account.id, account.name, token=token)
    return go_to(request, "studies:home", "welcome", study_id=member.study_id)
