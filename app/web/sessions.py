"""One transaction for one request, and who is there: the dependencies that every route begins with."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import nullcontext
from dataclasses import dataclass, field
from typing import Annotated, TypeVar
from uuid import UUID

from fastapi import Depends, Form, Request
from sqlalchemy import Engine
from sqlalchemy.orm import Session
from starlette.concurrency import run_in_threadpool

from app.security import tokens
from app.security.viewer import Viewer
from app.sentences import N_, Refusal
from app.settings import Settings
from app.store.database import PLACES, is_sqlite, reader, writer, writing
from app.store.queries.accounts import SignedIn, viewer_of
from app.store.queries.transcripts import NotInThisStudy
from app.store.tables import Account
from app.web.group_commit import GroupCommit
from app.web.guards import SAFE
from app.workbench import accounts
from app.workbench.operations import first_time


class StaleForm(Refusal):
    """A form without the token of the browser's sign-in."""

    sentence = N_(
        "This form was from an earlier sign-in. Please send it once more; if that does not help, reload the page."
    )


# Hashing is slow on purpose: whoever waits for it waits without a thread, so that a flood of sign-ins stops nobody.
HASHED_AT_ONCE = 2
# Each worker process may take a gigabyte; whoever waits for one waits without a thread or a connection.
WORKERS = 2


@dataclass
class Desk:
    """What the process holds: its settings, its database with places at it, and on SQLite the one writer's turn.

    A request keeps its connection from one thread to the next. With more requests than connections, those that
    wait for one would hold all the threads that the others need to give theirs back; so they wait for a place.
    """

    settings: Settings
    engine: Engine
    places: asyncio.Semaphore = field(init=False)
    turn: asyncio.Lock | None = field(init=False)
    together: GroupCommit = field(init=False)
    hashing: asyncio.Semaphore = field(init=False)
    workers: asyncio.Semaphore = field(init=False)

    def __post_init__(self) -> None:
        """SQLite has one writer; whoever will write waits here, fairly and without holding a thread."""
        self.places = asyncio.Semaphore(PLACES)
        self.hashing = asyncio.Semaphore(HASHED_AT_ONCE)
        self.workers = asyncio.Semaphore(WORKERS)
        self.turn = asyncio.Lock() if is_sqlite(self.engine) else None
        self.together = GroupCommit(self.engine, self.settings.key, self.turn, self.places)


async def desk(request: Request) -> Desk:
    """Return what the process holds."""
    found: Desk = request.app.state.desk
    return found


InDesk = Annotated[Desk, Depends(desk)]


async def session(request: Request, desk: InDesk) -> AsyncIterator[Session]:
    """Open the request's one transaction; keep it when the route returns, undo it when the route raises.

    A request that only reads opens a reading transaction. One that writes awaits its turn before it takes a
    thread (on SQLite), and is committed before the answer leaves.
    """
    if request.method in SAFE:
        async with desk.places:
            opened = reader(desk.engine)
            try:
                yield opened
            finally:
                await run_in_threadpool(opened.close)
        return
    async with desk.turn or nullcontext(), desk.places:
        opened = writer(desk.engine, desk.settings.key)
        try:
            yield opened
        except BaseException:
            await run_in_threadpool(opened.close)
            raise
        await run_in_threadpool(keep, opened)


def keep(session: Session) -> None:
    """Keep what a session has written, and close it: both in one thread, because changing threads takes longer."""
    try:
        session.commit()
    finally:
        session.close()


Result = TypeVar("Result")


async def in_turn(desk: Desk, work: Callable[[Session], Result]) -> Result:
    """Do a small piece of writing in a transaction of its own, for routes that do long work between two of them."""

    def whole() -> Result:
        with writing(desk.engine, desk.settings.key) as session:
            return work(session)

    async with desk.turn or nullcontext():
        return await run_in_threadpool(whole)


async def apart(desk: Desk, ask: Callable[[Session], Result]) -> Result:
    """Read something in a transaction of its own, for routes that have long work to do with it afterwards."""

    def whole() -> Result:
        with reader(desk.engine) as session:
            return ask(session)

    return await run_in_threadpool(whole)


InSession = Annotated[Session, Depends(session, scope="function")]


def cookie_name(settings: Settings) -> str:
    """Return the name of the sign-in cookie; with https it is bound to this host."""
    return "__Host-commonground" if settings.secure_cookies else "commonground"


FormToken = Annotated[str, Form(alias="form_token")]


def recognise(request: Request, desk: Desk, session: Session, shown: str) -> SignedIn:
    """Return who is signed in; any request but a reading one must also show the form token of this sign-in."""
    token = request.cookies.get(cookie_name(desk.settings))
    there = accounts.who_is_there(session, token)
    request.state.account, request.state.form_token = there.account, tokens.form_token(token or "")
    if request.method not in SAFE and not tokens.same(shown, request.state.form_token):
        raise StaleForm
    return there


def identify(request: Request, desk: Desk, session: Session, shown: str) -> Account:
    """Return who is signed in, and remember that they were active if they change something."""
    there = recognise(request, desk, session, shown)
    if request.method not in SAFE:
        accounts.note_seen(session, there)
    return there.account


def current_account(request: Request, desk: InDesk, session: InSession, form_token: FormToken = "") -> Account:
    """Return who is signed in, in the request's own transaction; where the address names a study, find its viewer.

    Both in one thread, because changing threads takes longer than asking.
    """
    account = identify(request, desk, session, form_token)
    study_id = _study_of(request)
    request.state.viewer = viewer_of(session, account.id, study_id) if study_id else None
    return account


def _study_of(request: Request) -> UUID | None:
    """Return the study that the address names, if it names any."""
    try:
        return UUID(request.path_params.get("study_id", ""))
    except ValueError:
        return None


CurrentAccount = Annotated[Account, Depends(current_account)]


def view(request: Request, session: Session, account: Account, study_id: UUID) -> Viewer:
    """Return the account as the viewer of a study; raises NotInThisStudy."""
    viewer = viewer_of(session, account.id, study_id)
    if viewer is None:
        raise NotInThisStudy
    request.state.viewer = viewer
    return viewer


async def current_viewer(request: Request, account: CurrentAccount, study_id: UUID) -> Viewer:
    """Return the signed-in account as the viewer of the study in the address; raises NotInThisStudy."""
    del account, study_id  # that they are there has been asked
    viewer: Viewer | None = request.state.viewer
    if viewer is None:
        raise NotInThisStudy
    return viewer


CurrentViewer = Annotated[Viewer, Depends(current_viewer)]


@dataclass(frozen=True, slots=True)
class Once:
    """A form's operation id, and whether this is the first time that it arrives."""

    id: UUID
    is_first: bool


def once(session: InSession, account: CurrentAccount, operation: Annotated[UUID, Form()]) -> Once:
    """Note the form's operation id; a form that was carried out is not carried out again."""
    return Once(operation, first_time(session, account.id, operation))


FormOnce = Annotated[Once, Depends(once)]


async def asker(request: Request, desk: InDesk, study_id: UUID, form_token: FormToken = "") -> Viewer:
    """Return who asks by a form that changes nothing, in a transaction that is over before anything is searched."""
    return await in_turn(
        desk, lambda session: view(request, session, identify(request, desk, session, form_token), study_id)
    )


Asker = Annotated[Viewer, Depends(asker)]
