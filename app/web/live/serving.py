"""The hub for as long as the application runs: fed with what is kept, and closed before the server waits for it."""

import asyncio
import signal
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from importlib import import_module
from types import FrameType

from sqlalchemy import Engine

from app.store.announcing import announce_to
from app.store.database import is_sqlite
from app.web.live.hub import Hub

STOPPING = (signal.SIGINT, signal.SIGTERM)


@asynccontextmanager
async def live_hub(engine: Engine, places: asyncio.Semaphore) -> AsyncIterator[Hub]:
    """Give a hub that hears what is kept in this database."""
    hub = Hub(engine, places)
    listening = None
    if is_sqlite(engine):
        announce_to(engine, hub.hear)
    else:
        notices = import_module("app.web.live.notices")  # it needs PostgreSQL's driver, which SQLite does without
        listening = asyncio.create_task(notices.listen(engine, hub.take_in, hub.look_at_everything))
    try:
        with told_to_stop(hub.loop, hub.close):
            yield hub
    finally:
        if listening is not None:
            listening.cancel()
            with suppress(asyncio.CancelledError):
                await listening
        await hub.finish()


@contextmanager
def told_to_stop(loop: asyncio.AbstractEventLoop, close: Callable[[], None]) -> Iterator[None]:
    """End the streams when the process is told to stop, before its server waits for every answer to be finished.

    The server tells the application only afterwards, and would wait for streams that never finish.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {number: signal.getsignal(number) for number in STOPPING}

    def stop(number: int, frame: FrameType | None) -> None:
        loop.call_soon_threadsafe(close)
        servers_own = before[signal.Signals(number)]
        if callable(servers_own):
            servers_own(number, frame)

    for number in STOPPING:
        signal.signal(number, stop)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
