"""How a happening travels in a stream of events: ids and kinds, encoded once for all who hear it."""

import json
import re
from collections.abc import Mapping
from uuid import UUID

from app.store.queries.live import Choice
from app.workbench.live import Happening

PING = b":\n\n"
CURSOR = re.compile(r"([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.(\d{1,18})", re.ASCII)
NOBODYS = UUID(int=0)


def body(happening: Happening, *, own: bool) -> bytes:
    """Return what is told of a happening; `own` where the member did it, in this tab or another."""
    told = {
        "kind": happening.kind, "subject": happening.subject, "transcript": happening.transcript,
        "first": happening.first, "last": happening.last, "codes": list(happening.codes), "own": own,
    }  # fmt: skip
    return _event("changed", told)


def begun() -> bytes:
    """Return the first event of a stream: from here on everything is told."""
    return _event("begun", {})


def refresh() -> bytes:
    """Return the event that says: too much has changed to be told one by one, look at everything."""
    return _event("refresh", {})


def choice(chosen: Choice) -> bytes:
    """Return how the member wants to hear of colleagues, and whether colleagues see where the member is."""
    return _event("choice", {"colleagues": chosen.colleagues.value, "shown": chosen.shown})


def presence(transcript: str, here: list[tuple[str, str, int]]) -> bytes:
    """Return who has a transcript open: member, initials and turn (0 where it is not known)."""
    return _event("presence", {"transcript": transcript, "here": [list(one) for one in here]})


def numbered(view: UUID, count: int, event: bytes) -> bytes:
    """Return an event with its place in what the viewer may hear of."""
    return b"id: %s.%d\n%s" % (str(view).encode(), count, event)


def cursor(text: str) -> tuple[UUID, int] | None:
    """Read the cursor that a browser brings back: None where it brings none, nobody's where it is none of ours."""
    if not text:
        return None
    found = CURSOR.fullmatch(text)
    return (UUID(found[1]), int(found[2])) if found else (NOBODYS, 0)


def _event(name: str, data: Mapping[str, object]) -> bytes:
    return b"event: %s\ndata: %s\n\n" % (name.encode(), json.dumps(data, separators=(",", ":")).encode())
