"""A browser that listens to a live stream: the application is called as a server calls it, and the bytes are kept."""

import asyncio
import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Self
from urllib.parse import urlsplit

import anyio

from tests.web.scene import COOKIE, Browser

PATIENCE = 10.0


@dataclass(frozen=True)
class Told:
    """One event as a browser reads it."""

    event: str
    data: dict[str, Any]
    id: str = ""

    @property
    def place(self) -> int:
        """Return its place in what the viewer may hear of."""
        return int(self.id.partition(".")[2])


@dataclass
class Stream:
    """One open stream."""

    browser: Browser
    address: str
    last: str = ""
    plain: bool = False
    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    received: bytes = b""
    ended: bool = False

    def __enter__(self) -> Self:
        assert self.browser.portal is not None
        self._left: anyio.Event = self.browser.portal.call(anyio.Event)
        self._task = self.browser.portal.start_task_soon(self._listen)
        self.until(lambda: self.status != 0)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.leave()

    def leave(self) -> None:
        """Close the browser's end."""
        assert self.browser.portal is not None
        self.browser.portal.call(self._left.set)
        self._task.result(PATIENCE)

    async def _listen(self) -> None:
        parts = urlsplit(self.address)
        sent = {"host": "testserver", "cookie": f"{COOKIE}={self.browser.cookies.get(COOKIE)}"}
        if not self.plain:
            sent["hx-request"] = "true"
        if self.last:
            sent["last-event-id"] = self.last
        scope = {
            "type": "http", "asgi": {"version": "3.0", "spec_version": "2.3"}, "http_version": "1.1", "method": "GET",
            "scheme": "http", "path": parts.path, "raw_path": parts.path.encode(), "root_path": "",
            "query_string": parts.query.encode(), "server": ("testserver", 80), "client": ("127.0.0.1", 1),
            "headers": [(name.encode(), value.encode()) for name, value in sent.items()],
        }  # fmt: skip
        asked = False

        async def receive() -> dict[str, Any]:
            nonlocal asked
            if not asked:
                asked = True
                return {"type": "http.request", "body": b"", "more_body": False}
            await self._left.wait()
            return {"type": "http.disconnect"}

        async def send(message: dict[str, Any]) -> None:
            if message["type"] == "http.response.start":
                self.headers = {name.decode(): value.decode() for name, value in message["headers"]}
                self.status = message["status"]
            elif message["type"] == "http.response.body":
                self.received += message.get("body", b"")

        await self.browser.app(scope, receive, send)
        self.ended = True

    def until(self, done: Callable[[], bool]) -> None:
        """Wait until something is so."""
        end = time.monotonic() + PATIENCE
        while not done():
            assert time.monotonic() < end, f"not told in time; received: {self.received!r}"
            time.sleep(0.01)

    def events(self) -> list[Told]:
        """Return what has been told so far."""
        found = []
        for part in self.received.decode().split("\n\n")[:-1]:
            lines = dict(line.split(": ", 1) for line in part.split("\n") if not line.startswith(":"))
            if lines:
                found.append(Told(lines["event"], json.loads(lines["data"]), lines.get("id", "")))
        return found

    def changes(self) -> list[Told]:
        """Return the changes that have been told so far."""
        return [one for one in self.events() if one.event == "changed"]

    def hears(self, count: int) -> list[Told]:
        """Wait for so many changes, and return them."""
        self.until(lambda: len(self.changes()) >= count)
        return self.changes()

    def settle(self) -> None:
        """Wait for long enough that anything to be told would have come."""
        assert self.browser.portal is not None
        self.browser.portal.call(asyncio.sleep, 0.3)


@contextmanager
def listening(browser: Browser, address: str, last: str = "", *, plain: bool = False) -> Iterator[Stream]:
    """Let a browser listen, from the first byte on; `plain` as it would open any address."""
    with Stream(browser, address, last, plain) as stream:
        if stream.status == 200:
            stream.until(lambda: any(one.event == "choice" for one in stream.events()) or stream.ended)
        yield stream
