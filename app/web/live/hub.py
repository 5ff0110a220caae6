"""Who listens in this process, and the waking of them when something is kept that they may hear of."""

import asyncio
import math
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from typing import Final, TypeVar
from uuid import UUID

import structlog
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session
from starlette.concurrency import run_in_threadpool

from app.sentences import N_, Refusal
from app.store.announcing import CHOICE, HERE, SIGN_INS, STUDY, News
from app.store.database import reader
from app.web.live import encoding
from app.web.live.listener import Listener
from app.web.live.presence import EXPIRES, Place
from app.web.live.tail import Tail
from app.workbench.accounts import still_there

log = structlog.get_logger()

# Trail rows are looked at on the beats of a clock, not when they come: were one colleague's act looked at together
# with another's, a blind coder could tell from the delay of their own act that somebody else is at work.
BEAT: Final = 0.05
PING: Final = 15.0
STREAMS: Final = 12  # of one account in one process: a few browsers on a few machines

Result = TypeVar("Result")


class TooManyStreams(Refusal):
    """More live streams than the browsers of one person need."""

    sentence = N_("This account has too many pages open that follow colleagues. Please close some of them.")


class Hub:
    """The listeners of one process, by study. Everything here happens on the event loop, except what asks the store."""

    def __init__(self, engine: Engine, places: asyncio.Semaphore) -> None:
        self.engine = engine
        self.places = places
        self.loop = asyncio.get_running_loop()
        self.closed = False
        self.tails: dict[UUID, Tail] = {}
        self.tasks: set[asyncio.Task[None]] = set()
        self._checking = False
        self._pinging = self.loop.call_at(self._next(PING), self._ping)

    def listeners(self) -> list[Listener]:
        """Return everybody who listens, or is being let in."""
        return [listener for tail in self.tails.values() for listener in tail.listeners | tail.coming]

    def make_room(self, account_id: UUID) -> None:
        """Raise TooManyStreams where one account has as many as it may."""
        if sum(listener.viewer.account_id == account_id for listener in self.listeners()) >= STREAMS:
            raise TooManyStreams

    async def join(self, listener: Listener, *, last: tuple[UUID, int] | None, drawn: timedelta | None) -> None:
        """Let a listener hear from now on, and what it has missed before."""
        if self.closed:
            listener.end()
            return
        study_id = listener.viewer.study_id
        tail = self.tails.setdefault(study_id, Tail(study_id))
        tail.coming.add(listener)
        try:
            await tail.join(self.ask, listener, last=last, drawn=drawn)
        finally:
            tail.coming.discard(listener)

    def leave(self, listener: Listener) -> None:
        """Take a listener off the list."""
        listener.end()
        tail = self.tails.get(listener.viewer.study_id)
        if tail is not None:
            tail.leave(listener)
            if not tail.listeners and not tail.coming:
                del self.tails[tail.study_id]

    def close(self) -> None:
        """End every stream, so that the process can stop at once."""
        self.closed = True
        self._pinging.cancel()
        for listener in self.listeners():
            listener.end()

    async def finish(self) -> None:
        """Close, and wait for what is under way."""
        self.close()
        await asyncio.gather(*self.tasks, return_exceptions=True)

    async def ask(self, question: Callable[[Session], Result]) -> Result:
        """Ask the store something small, in a thread and a reading transaction that are over at once."""

        def whole() -> Result:
            with reader(self.engine) as session:
                return question(session)

        async with self.places:
            return await run_in_threadpool(whole)

    def hear(self, news: News) -> None:
        """Take in what is announced; from any thread."""
        with suppress(RuntimeError):  # the loop has stopped: nobody listens any more
            self.loop.call_soon_threadsafe(self.take_in, news)

    def take_in(self, news: News) -> None:
        """Take in what is announced; on the loop."""
        if news.get("about") == SIGN_INS:
            self.check()
            return
        with suppress(ValueError, KeyError):
            tail = self.tails.get(UUID(str(news["study"])))
            if tail is None:
                return
            if news.get("about") == STUDY:
                self.wake(tail)
            elif news.get("about") == HERE:
                self._place(tail, news)
            elif news.get("about") == CHOICE:
                account_id = UUID(str(news["account"]))
                self._begin(lambda: tail.tell_choice(self.ask, account_id))

    def look_at_everything(self) -> None:
        """Look at every trail: something may have been announced that did not reach us."""
        for tail in self.tails.values():
            self.wake(tail)

    def wake(self, tail: Tail) -> None:
        """Look at a study's trail on the next beat."""
        if tail.timer is None and not self.closed:
            tail.timer = self.loop.call_at(self._next(BEAT), self._look, tail)

    def check(self) -> None:
        """End the streams of sign-ins that are over."""
        if not self._checking and not self.closed:
            self._checking = True
            self._begin(self._check)

    def _next(self, beat: float) -> float:
        return (math.floor(self.loop.time() / beat) + 1) * beat

    def _begin(self, work: Callable[[], object]) -> None:
        async def whole() -> None:
            try:
                await work()  # type: ignore[misc]
            except SQLAlchemyError as error:  # a busy database: the next ping tries again
                log.error("live", kind=type(error).__name__)

        task = asyncio.create_task(whole())
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)

    def _look(self, tail: Tail) -> None:
        tail.timer = None
        self._begin(lambda: tail.look(self.ask))

    async def _check(self) -> None:
        self._checking = False
        hashes = {listener.token_hash for listener in self.listeners()}
        if not hashes:
            return
        there = await self.ask(lambda session: still_there(session, hashes))
        for listener in self.listeners():
            if listener.token_hash in hashes - there:
                listener.end()
                tail = self.tails[listener.viewer.study_id]
                tail.tell_where(tail.presence.take(str(listener.viewer.member_id)))

    def _ping(self) -> None:
        """Tell everybody, at the same moment and whatever has happened, that the stream is alive; then look around."""
        self._pinging = self.loop.call_at(self._next(PING), self._ping)
        self.ping()
        self.check()
        self.look_at_everything()

    def ping(self) -> None:
        """Send the sign of life, and forget whose tab has given none."""
        for tail in self.tails.values():
            for listener in tail.listeners:
                listener.tell(encoding.PING)
            tail.tell_where(tail.presence.expire(self.loop.time()))

    def _place(self, tail: Tail, news: News) -> None:
        member, tab, transcript = str(news["member"]), str(news["tab"]), news["transcript"]
        if transcript is None:
            tail.tell_where(tail.presence.take(member, tab or None))
            return
        until = self.loop.time() + EXPIRES
        place = Place(member, str(news["initials"]), str(transcript), int(news["turn"] or 0), until)
        tail.tell_where(tail.presence.put(tab, place))
