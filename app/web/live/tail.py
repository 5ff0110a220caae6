"""The end of one study's trail, followed for everybody who listens there."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from datetime import timedelta
from functools import partial
from typing import Any, Protocol, TypeVar
from uuid import UUID

from sqlalchemy.orm import Session

from app.security.viewer import Viewer
from app.store.queries.accounts import viewer_of
from app.store.queries.live import choice_of, trail_end
from app.web.live import encoding
from app.web.live.listener import Listener
from app.web.live.presence import Presence
from app.workbench import live
from app.workbench.accounts import still_there
from app.workbench.live import Happening, Heard, Joined

Result = TypeVar("Result")


class Ask(Protocol):
    """Ask the store something, in a transaction that is over at once."""

    def __call__(self, question: Callable[[Session], Result], /) -> Awaitable[Result]:
        """Return the answer."""


class Tail:
    """A study's listeners, how far its trail has been told to them, and who is where.

    `counts` is each viewer's own cursor: how many acts up to `end` they may hear of.
    """

    def __init__(self, study_id: UUID) -> None:
        self.study_id = study_id
        self.listeners: set[Listener] = set()
        self.coming: set[Listener] = set()
        self.timer: asyncio.TimerHandle | None = None
        self.presence = Presence()
        self._end: int | None = None
        self._counts: dict[Viewer, int] = {}
        self._one_at_a_time = asyncio.Lock()

    async def join(
        self, ask: Ask, listener: Listener, *, last: tuple[UUID, int] | None, drawn: timedelta | None
    ) -> None:
        """Tell a listener where it begins and what it has missed; from then on it hears everything."""
        viewer, study_id = listener.viewer, self.study_id
        async with self._one_at_a_time:
            end = self._end

            def begin(session: Session) -> tuple[int, Joined] | None:
                signed_in = still_there(session, [listener.token_hash])
                if not signed_in or viewer_of(session, viewer.account_id, study_id) != viewer:
                    return None  # it was let in a moment ago, and has lost its right since
                until = trail_end(session, study_id) if end is None else end
                return until, live.joined(session, viewer, until, last=last, drawn=drawn)

            found = await ask(begin)
            if found is None or listener.ended:
                listener.end()
                return
            self._end, begins = found
            self._counts[viewer] = begins.count
            self.listeners.add(listener)
            self._begin(listener, begins)

    def _begin(self, listener: Listener, begins: Joined) -> None:
        missed = begins.missed or []
        listener.tell(encoding.begun(), begins.count - len(missed))
        listener.tell(encoding.choice(begins.choice))
        if begins.missed is None:
            listener.tell(encoding.refresh(), begins.count)
        for place, happening in enumerate(missed, begins.count - len(missed) + 1):
            own = happening.actor_id == listener.viewer.member_id
            listener.tell(encoding.body(happening, own=own), place)
        for transcript in sorted(self.presence.transcripts()):
            self._tell_who_is_there([listener], transcript)

    def leave(self, listener: Listener) -> None:
        """Take a listener off the list."""
        self.listeners.discard(listener)
        if not any(other.viewer == listener.viewer for other in self.listeners):
            self._counts.pop(listener.viewer, None)

    async def look(self, ask: Ask) -> None:
        """Read what has come, and tell it to those who may hear of it."""
        async with self._one_at_a_time:
            viewers, study_id, end = list(self._counts), self.study_id, self._end
            if end is None or not viewers:
                return
            heard: Heard = await ask(lambda session: live.news(session, study_id, viewers, end))
            self._end = heard.end
            self._let_go(heard.there)
            for happening, hearers in heard.acts:
                self._tell(happening, hearers)

    def _let_go(self, there: frozenset[Viewer]) -> None:
        """End the streams of viewers who are not any more what they were; they come again as what they are now."""
        for listener in [one for one in self.listeners if one.viewer not in there]:
            listener.end()
            self.leave(listener)
            self.tell_where(self.presence.take(str(listener.viewer.member_id)))

    def _tell(self, happening: Happening, hearers: Iterable[Viewer]) -> None:
        of_others, own = encoding.body(happening, own=False), encoding.body(happening, own=True)
        hearing = set(hearers)
        for viewer in hearing & set(self._counts):
            self._counts[viewer] += 1
        for listener in self.listeners:
            viewer = listener.viewer
            if viewer in hearing:
                listener.tell(own if viewer.member_id == happening.actor_id else of_others, self._counts[viewer])

    async def tell_choice(self, ask: Ask, account_id: UUID) -> None:
        """Tell a member's own browsers what the member has chosen, and hide where they are if they chose so."""
        viewers = {one.viewer for one in self.listeners if one.viewer.account_id == account_id}
        for viewer in viewers:
            chosen = await ask(partial(choice_of, viewer=viewer))
            for listener in self.listeners:
                if listener.viewer == viewer:
                    listener.tell(encoding.choice(chosen))

    def tell_where(self, transcripts: Iterable[str]) -> None:
        """Tell who is in these transcripts now, to all who code in no blind round."""
        for transcript in sorted(transcripts):
            self._tell_who_is_there(self.listeners, transcript)

    def _tell_who_is_there(self, listeners: Iterable[Listener], transcript: str) -> None:
        event: Any = encoding.presence(transcript, self.presence.here(transcript))
        for listener in listeners:
            if not listener.viewer.blind_rounds:
                listener.tell(event)
