"""How much processor time each page of the demo takes, warm (python -m tests.benchmarks.pages [PART OF A NAME]).

The demo study has seven transcripts; aim: at most MOST milliseconds for any page. Every page of every room is opened as
the lead sees it, with the questions that its forms ask. Times are of the web process alone, with the client that asks
it; the median of TRIES looks. What a worker does beside it (words, statistics) is not in them.
"""

import re
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final
from uuid import uuid4

from fastapi import FastAPI
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cli.demo import set_up_demo
from app.importing.roles import Kind
from app.security.viewer import Viewer
from app.settings import Settings
from app.store.database import writing
from app.store.queries.accounts import viewer_of
from app.store.tables import (
    Account,
    Attribute,
    Code,
    Finding,
    FocusGroup,
    MeaningUnit,
    Participant,
    Round,
    Study,
    Theme,
    Transcript,
    Turn,
)
from app.web.application import create_application
from app.workbench import accounts, jobs
from app.workbench.findings import make_finding, put_code_behind
from app.workbench.versions import keep_version
from tests.factories import KEY
from tests.web.scene import Browser

TRIES: Final = 7
MOST: Final = 60
# What is not a page: files, the stream, answers to a page's own questions, and the doors of those who are not in yet.
NOT_PAGES: Final = re.compile(r"static|healthz|live:|entrance:|importing:lost|people:template|transcripts:job")
# What the forms of a page ask, as parts of an address.
ASKED: Final[Mapping[str, tuple[str, ...]]] = {
    "search:all": ("words=coffee",),
    "versions:compared": ("old={version}&new=now",),
    "themes:earlier": ("at=2100-01-01T00:00:00Z",),
    "merging:look": ("into={other}",),
    "statistics:page": ("row={theme}&count=participants", "row={theme}&by={attribute}&count=turns"),
    "comparison:matrix": (
        "by=stakeholder&count=words&scale=per-1000-words", "by=district&codes=true&moderators=true",
        "by={attribute}&count=participants&scale=share", "layer=2&codes=true", "layer=consensus",
    ),
    "comparison:passages": ("by=stakeholder",),
    "heard:page": ("growing=true", "layer=2"),
    "words:page": ("view=keyness", "view=collocations"),
    "words:lines": ("asked=coffee",),
    "words:similar": ("code={code}",),
    "grid:page": ("group={group}",),
    "agreement:passages": ("code={code}",),
    "codebook:code": ("",),
}  # fmt: skip


def known(session: Session, lead: Viewer) -> dict[str, object]:
    """Return what stands in the addresses, and make what the demo lacks."""
    first = {
        "study": Study, "transcript": Transcript, "code": Code, "group": FocusGroup, "theme": Theme,
        "unit": MeaningUnit, "round": Round, "attribute": Attribute,
    }  # fmt: skip
    found: dict[str, object] = {
        name: session.scalars(select(table.id).order_by(table.id).limit(1)).one() for name, table in first.items()
    }
    counted = select(Participant.id).where(Participant.kind == Kind.PARTICIPANT)
    found["participant"] = session.scalars(counted.limit(1)).one()
    code, theme = found["code"], session.scalars(select(Theme.id).where(Theme.parent_id.is_(None)).limit(1)).one()
    finding = session.scalars(select(Finding.id).limit(1)).first()
    if finding is None:
        finding = make_finding(session, lead, theme_id=theme, sentence="Somebody stays.")
        put_code_behind(session, lead, finding, code)
    job = uuid4()
    jobs.begin_job(session, lead, job, "read")
    return found | {
        "finding": finding, "theme": theme, "row": theme, "column": found["group"], "job": job,
        "version": keep_version(session, lead, "Measured.").id, "key": "social-support", "form": "quote-table",
        "hangs_on": "theme", "thing": theme, "other": session.scalars(select(Code.id).where(Code.id != code)).first(),
        "turn": session.scalars(select(Turn.id).limit(1)).one(),
    }  # fmt: skip


def pages(application: FastAPI, places: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """Yield the name and the address of every page."""
    in_path = {f"{name}_id": it for name, it in places.items()} | dict(places)
    for route in application.routes:
        if "GET" not in route.methods or NOT_PAGES.match(route.name):
            continue
        address = str(application.url_path_for(route.name, **{one: in_path[one] for one in places_in(route.path)}))
        yield route.name, address
        for question in ASKED.get(route.name, ()):
            asked = question.format(**places)
            yield f"{route.name}?{question}", f"{address}?{asked}"


def places_in(path: str) -> list[str]:
    return re.findall(r"{(\w+)", path)


def look(browser: Browser, address: str) -> float:
    """Look at a page once; return the milliseconds of processor time that it took."""
    started = time.process_time()
    answer = browser.get(address)
    taken = 1000 * (time.process_time() - started)
    if answer.status_code not in {200, 303}:
        raise RuntimeError(f"{answer.status_code} {address}")
    return taken


def main() -> None:
    wanted = sys.argv[1] if len(sys.argv) > 1 else ""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(secret_key=KEY.decode(), data_directory=Path(folder))
        set_up_demo(settings)
        application = create_application(settings)
        with Browser(application, None) as browser:
            with writing(application.state.desk.engine, KEY) as session:
                account = session.scalars(select(Account).where(Account.login == "lead")).one()
                lead = viewer_of(session, account.id, session.scalars(select(Study.id)).one())
                assert lead is not None
                token, places = accounts.sign_in(session, account.id), known(session, lead)
            signed_in = Browser(application, browser.portal, token)
            for name, address in pages(application, places):
                if wanted not in name:
                    continue
                look(signed_in, address)
                taken = statistics.median(look(signed_in, address) for _ in range(TRIES))
                over = "  too long" if taken > MOST else ""
                sys.stdout.write(f"{name:<76} {taken:6.1f} ms{over}\n")
                sys.stdout.flush()


if __name__ == "__main__":
    main()
