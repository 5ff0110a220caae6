"""How live streams hold under many listeners: run with `python -m tests.benchmarks.live [listeners] [events] [url]`.

Opens so many streams on a workbench of its own (SQLite in a temporary folder, or the database at the url, which must
be empty), lets a colleague code so many times, one every 50 ms, and prints how many events arrived, how late, and what
they cost the server and the listeners, which share one process here.
"""

import asyncio
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import uvicorn
from sqlalchemy import Engine

from app.security.permissions import Role
from app.settings import Settings
from app.store.database import open_engine, writing
from app.store.migrating import migrate
from app.web.application import create_application
from app.workbench import accounts
from tests import factories

APART = 0.05
PORT = 8767
LINES = ["I: What helps?", *(f"P1: The {number}th thing that helps is a kettle." for number in range(60))]


def set_up(settings: Settings, listeners: int) -> tuple[UUID, list[str], Callable[[Engine, int], None]]:
    """Make a study whose members listen, ten streams each; return it, their tokens, and how to code a turn."""
    engine = open_engine(settings.database)
    migrate(engine)
    with writing(engine, settings.key) as session:
        lead = factories.study(session)
        talk, code = factories.transcript(session, lead, lines=LINES), factories.code(session, lead)
        others = [factories.member(session, lead, role=Role.SUPERVISOR) for _ in range(-(-listeners // 10))]
        tokens = [accounts.sign_in(session, others[number // 10].account_id) for number in range(listeners)]

    engine.dispose()

    def code_turn(at: Engine, number: int) -> None:
        with writing(at, settings.key) as session:
            factories.coding(session, lead, talk=talk, label=code, turn=number)

    return lead.study_id, tokens, code_turn


async def listen(study: UUID, token: str, arrived: list[float], ready: asyncio.Semaphore, count: int) -> int:
    """Follow one stream until it has told so many changes; note when each arrived."""
    reader, writer = await asyncio.open_connection("127.0.0.1", PORT)
    writer.write(f"GET /studies/{study}/live HTTP/1.1\r\nHost: x\r\nCookie: commonground={token}\r\n\r\n".encode())
    heard, begun = 0, False
    while heard < count and (piece := await reader.read(65536)):
        if not begun and b"event: begun" in piece:
            begun = True
            ready.release()
        told = piece.count(b'"kind":"coding"')  # an event is one write, and small: it is never cut in two here
        heard += told
        arrived += [time.monotonic()] * told
    writer.close()
    return heard


async def measure(listeners: int, events: int, settings: Settings) -> dict[str, float]:
    """Let them listen, code, and wait until everything has arrived."""
    study, tokens, code_turn = await asyncio.to_thread(set_up, settings, listeners)
    application = create_application(settings)
    server = uvicorn.Server(uvicorn.Config(application, port=PORT, log_level="warning"))
    serving = asyncio.create_task(server.serve())
    while not server.started:
        await asyncio.sleep(0.05)
    ready, arrivals = asyncio.Semaphore(0), [list[float]() for _ in tokens]
    hearing = [
        asyncio.create_task(listen(study, token, arrived, ready, events))
        for token, arrived in zip(tokens, arrivals, strict=True)
    ]
    began = time.monotonic()
    for _ in tokens:
        await ready.acquire()
    joined = time.monotonic() - began
    sent, cpu = [], time.process_time()
    for number in range(events):
        await asyncio.sleep(APART)
        await asyncio.to_thread(code_turn, application.state.desk.engine, number + 2)
        sent.append(time.monotonic())
    heard = sum(await asyncio.gather(*hearing))
    cpu = time.process_time() - cpu
    late = sorted((at - sent[place]) * 1000 for arrived in arrivals for place, at in enumerate(arrived))
    stopping = time.monotonic()
    server.should_exit = True
    await serving
    return {
        "delivered": heard, "of": listeners * events, "joined s": joined, "p50 ms": statistics.median(late),
        "p95 ms": late[int(len(late) * 0.95)], "p99 ms": late[int(len(late) * 0.99)],
        "cpu of both ends, us per delivery": cpu / max(heard, 1) * 1e6, "stopped s": time.monotonic() - stopping,
        "load": os.getloadavg()[0],
    }  # fmt: skip


def main() -> None:
    """Measure as the terminal says."""
    listeners, events = int(sys.argv[1]) if len(sys.argv) > 1 else 200, int(sys.argv[2]) if len(sys.argv) > 2 else 60
    with tempfile.TemporaryDirectory() as folder:
        url = sys.argv[3] if len(sys.argv) > 3 else ""
        settings = Settings(data_directory=Path(folder), database_url=url, secret_key="live")
        for name, value in asyncio.run(measure(listeners, events, settings)).items():
            sys.stdout.write(f"{name:<36} {value:10.1f}\n")


if __name__ == "__main__":
    main()
