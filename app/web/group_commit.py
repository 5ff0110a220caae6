"""Changes that wait for the one writer's turn at the same moment are kept in one transaction (a group commit).

Beginning, committing and writing to the disk take longer than a coding itself. With many people at work these are done
once for all who wait; each is answered when everything is on the disk.
"""

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress
from contextvars import Context, copy_context
from dataclasses import dataclass, field
from typing import Any, Final, Generic, TypeVar

from sqlalchemy import Engine
from sqlalchemy.orm import Session
from starlette.concurrency import run_in_threadpool

from app.store.database import writing
from app.store.trail_chain import write_trail

AT_ONCE: Final = 16  # changes in one transaction at most, so that nobody waits long for the others
Result = TypeVar("Result")
Work = Callable[[Session], Result]


class Interrupted(RuntimeError):
    """Work that was under way when the server stopped; whether it was kept is not known."""


@dataclass(slots=True, eq=False)
class Waiting(Generic[Result]):
    """Work that waits for its turn, with the language and all else that its request has set, and its outcome."""

    work: Work[Result]
    context: Context = field(default_factory=copy_context)
    result: list[Result] = field(default_factory=list)
    error: Exception = field(default_factory=Interrupted)

    def carry_out(self, session: Session) -> None:
        """Do the work as its request would."""
        self.result = [self.context.run(self.work, session)]

    def alone(self, engine: Engine, key: bytes) -> None:
        """Do the work in a transaction of its own."""
        try:
            with writing(engine, key) as session:
                self.carry_out(session)
        except Exception as error:
            self.result, self.error = [], error

    def outcome(self) -> Result:
        """Return what the work returned, or raise what it raised."""
        if not self.result:
            raise self.error
        return self.result[0]


@dataclass(slots=True)
class GroupCommit:
    """The changes that wait, and the turn they wait for; without turns (on PostgreSQL) each has its own transaction."""

    engine: Engine
    key: bytes
    turn: asyncio.Lock | None
    places: asyncio.Semaphore
    waiting: list[Waiting[Any]] = field(default_factory=list)

    async def carry_out(self, work: Work[Result]) -> Result:
        """Do the work in a transaction that may hold others' work too; returns when it is kept, raises what it raises.

        Work that is refused does not touch the others'; it may be begun twice.
        """
        mine = Waiting(work)
        if self.turn is None:
            async with self.places:
                await run_in_threadpool(mine.alone, self.engine, self.key)
            return mine.outcome()
        self.waiting.append(mine)
        try:
            async with self.turn:
                if mine in self.waiting:
                    await self._lead()
        finally:
            if mine in self.waiting:
                self.waiting.remove(mine)
        return mine.outcome()

    async def _lead(self) -> None:
        """Carry out whatever waits by now: whoever has the turn does it for all."""
        async with self.places:
            together, self.waiting = self.waiting[:AT_ONCE], self.waiting[AT_ONCE:]
            await run_in_threadpool(carry_out_together, self.engine, self.key, together)


def carry_out_together(engine: Engine, key: bytes, together: Sequence[Waiting[Any]]) -> None:
    """Do work in one transaction; if one of them fails, each in one of its own."""
    if len(together) == 1 or not _kept_together(engine, key, together):
        for one in together:
            one.alone(engine, key)


def _kept_together(engine: Engine, key: bytes, together: Sequence[Waiting[Any]]) -> bool:
    """Say whether all could be kept. Each is on the trail before the next begins, to which its objects are unknown."""
    with suppress(Exception):
        with writing(engine, key) as session:
            for one in together:
                one.carry_out(session)
                session.flush()
                write_trail(session)
                session.expunge_all()
        return True
    return False
