"""The page of a review, drawn after the worker has looked; two steps come to it."""

from collections.abc import Sequence
from dataclasses import replace

from fastapi import Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import HTMLResponse

from app.importing.anonymising.decisions import Choice, Decision
from app.importing.anonymising.forms import folded, key_of
from app.importing.anonymising.review import Decided, Marked
from app.importing.plain import from_plain, plain
from app.web import importing_pages
from app.web.carried import Carried
from app.web.importer import Importer
from app.workbench.worker import find_in_worker


def lines_of(listed: str) -> tuple[str, ...]:
    """Return the names that somebody pasted, one on each line."""
    return tuple(line.strip() for line in listed.splitlines() if line.strip())


def with_list(carried: Carried, listed: str) -> Carried:
    """Return the transcript in review with the names that somebody pasted."""
    return replace(carried, raw=replace(carried.raw, listed=lines_of(listed)))


def marked(
    carried: Carried, decisions: Sequence[Decision], words: str, category: str
) -> tuple[Carried, tuple[Decision, ...], str]:
    """Mark words everywhere, if there are any; who marks words that were kept so far has thought better of it."""
    if not words.strip():
        return carried, tuple(decisions), ""
    mark = from_plain(Marked, plain({"words": words, "category": category}))
    form = key_of(folded(words))
    left = tuple(one for one in decisions if one.choice is not Choice.KEEP or one.key != form)
    return replace(carried, raw=replace(carried.raw, marked=(*carried.raw.marked, mark))), left, category


async def review_page(
    request: Request, who: Importer, carried: Carried, decisions: Sequence[Decision], category: str = ""
) -> HTMLResponse:
    """Let the worker look, and show what a person must decide; `category` is that of words just marked."""
    async with who.desk.workers:
        found = await find_in_worker(Decided(carried.raw, tuple(decisions)), who.desk.settings.worker_seconds)
    return await run_in_threadpool(importing_pages.identifiers, request, who, carried, found, decisions, category)
