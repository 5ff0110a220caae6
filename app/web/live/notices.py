"""What PostgreSQL tells every process: one connection that listens, and is opened again when it is lost."""

import asyncio
import json
from collections.abc import Callable

import psycopg
import structlog
from sqlalchemy import Engine

from app.store.announcing import CHANNEL, News

log = structlog.get_logger()
FIRST_WAIT, LONGEST_WAIT = 0.5, 15.0


async def listen(engine: Engine, take_in: Callable[[News], None], look_around: Callable[[], None]) -> None:
    """Take in what is announced on the engine's database until cancelled; after a gap, look around for what was missed.

    A notice only wakes: whatever it says, the trail is asked what there is to tell.
    """
    places, names = engine.dialect.create_connect_args(engine.url)
    wait = FIRST_WAIT
    while True:
        try:
            async with await psycopg.AsyncConnection.connect(*places, **names, autocommit=True) as connection:
                await connection.execute(f"LISTEN {CHANNEL}".encode())
                look_around()
                wait = FIRST_WAIT
                async for notice in connection.notifies():
                    take_in(_read(notice.payload))
        except psycopg.Error as error:
            log.warning("live", kind=type(error).__name__)
        await asyncio.sleep(wait)
        wait = min(2 * wait, LONGEST_WAIT)


def _read(payload: str) -> News:
    """Read a notice; anybody who can reach the database can send one, so it may be anything."""
    try:
        found = json.loads(payload)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
