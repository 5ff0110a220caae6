"""One browser that listens: what it is still to be sent, and whether it still may hear."""

import asyncio
from collections.abc import AsyncIterator
from uuid import UUID

from app.security.viewer import Viewer
from app.web.live import encoding
from app.workbench.live import view_of

ROOM_FOR = 256  # a browser that takes this many events too slowly is told to look at everything instead


class Listener:
    """A stream that waits. It holds its viewer and a few bytes: no session, thread or transaction."""

    def __init__(self, viewer: Viewer, token_hash: str) -> None:
        self.viewer = viewer
        self.token_hash = token_hash
        self.view: UUID = view_of(viewer)
        self.ended = False
        self._pending: list[bytes] = []
        self._something = asyncio.Event()

    def tell(self, event: bytes, count: int | None = None) -> None:
        """Put an event in line; `count` is its place in what the viewer may hear of, if it has one."""
        if count is not None and len(self._pending) >= ROOM_FOR:
            self._pending, event = [], encoding.refresh()
        if count is not None or len(self._pending) < ROOM_FOR:
            self._pending.append(event if count is None else encoding.numbered(self.view, count, event))
        self._something.set()

    def end(self) -> None:
        """Close the stream; what is in line is not sent any more."""
        self.ended = True
        self._pending = []
        self._something.set()

    async def pieces(self) -> AsyncIterator[bytes]:
        """Yield what there is to send, as it comes, until the stream ends."""
        while not self.ended:
            await self._something.wait()
            self._something.clear()
            if self._pending:
                piece, self._pending = b"".join(self._pending), []
                yield piece
