"""What a transcript full of codings costs a browser to draw: `python -m tests.benchmarks.drawing [codings ...]`.

Aims, in headless Chromium, 12,000 words: 500 / 2,000 / 5,000 codings drawn in at most 0.25 / 0.5 / 1.0 s of the main
thread's processor time; a colleague's coding costs an open page at most 30 ms of it; from the click on a code until it
is drawn at most 50 ms by the clock, until it is drawn on a colleague's screen at most 150 ms.
"""

import random
import shutil
import statistics
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, CDPSession, Page, sync_playwright

from app.security import passwords
from app.security.permissions import Role
from app.settings import Settings
from app.store.database import open_engine, writing
from app.store.migrating import migrate
from app.store.queries.transcripts import turns
from app.workbench.coding import apply_code
from app.workbench.placing import Passage
from tests import factories
from tests.stories.browsing import ARGUMENTS, Researcher
from tests.stories.running import running

PASSWORD = "kettle ladder harbour plum"
TURNS, WORDS_IN_A_TURN, CODES = 300, 40, 40
TIMES = 20
# Mark words of a turn, press a code, and wait until the turn is drawn with one coding more; return when both were.
CODE = """async ([turn, code]) => {
  const article = () => document.getElementById(`turn-${turn}`);
  article().scrollIntoView({ block: "center" });
  article().querySelector("input[name=turn]").click();
  await new Promise((done) => setTimeout(done, 300));
  const before = article().querySelectorAll(".codings li").length;
  const drawn = new Promise((done) => {
    const look = new MutationObserver(() => {
      if (article().querySelectorAll(".codings li").length <= before) return;
      look.disconnect();
      requestAnimationFrame(() => done(Date.now()));
    });
    look.observe(document.body, { childList: true, subtree: true });
  });
  const pressed = Date.now();
  document.querySelector(`#codes button[value="${code}"]`).click();
  return [pressed, await drawn];
}"""
# Wait until a turn is drawn with one coding more; return when it was.
SEE = """(turn) => {
  const article = () => document.getElementById(`turn-${turn}`);
  const before = article().querySelectorAll(".codings li").length;
  window.seen = new Promise((done) => {
    const look = new MutationObserver(() => {
      if (article().querySelectorAll(".codings li").length <= before) return;
      look.disconnect();
      requestAnimationFrame(() => done(Date.now()));
    });
    look.observe(document.body, { childList: true, subtree: true });
  });
}"""


def prepared(folder: Path, codings: int) -> tuple[str, list[str]]:
    """Make a transcript with so many codings on some words of its turns; return its address and some codes."""
    settings = Settings(data_directory=folder / "data", database_url="")
    engine = open_engine(settings.database, settings.ledger)
    migrate(engine)
    lines = [f"P{n % 6 + 1}: " + " ".join(f"word{n}x{k}" for k in range(WORDS_IN_A_TURN)) for n in range(TURNS)]
    chance = random.Random(4)  # noqa: S311 (a benchmark is no secret)
    with writing(engine, settings.key) as session:
        lead = factories.study(session, by=account(session, "lead"))
        other = factories.member(session, lead, role=Role.LEAD, initials="OT", by=account(session, "other"))
        talk = factories.transcript(session, lead, lines=lines)
        themes = [factories.theme(session, lead) for _ in range(6)]
        codes = [factories.code(session, lead, name=f"Code {n}", theme=themes[n % 6]) for n in range(CODES)]
        said = turns(session, lead, talk.id)
        for n in range(codings):
            turn, viewer = said[n % TURNS], (lead, other)[n % 2]
            place = some_words(chance, turn.words, turn.start)
            apply_code(session, viewer, transcript_id=talk.id, code_id=chance.choice(codes).id, passage=place)
    engine.dispose()
    return f"/studies/{lead.study_id}/transcripts/{talk.id}", [str(one.id) for one in codes]


def account(session: Any, login: str) -> Any:
    return factories.account(session, login=login, password_hash=passwords.hashed(PASSWORD))


def some_words(chance: random.Random, words: str, at: int) -> Passage:
    first = chance.randrange(WORDS_IN_A_TURN - 4)
    many = chance.randrange(3, WORDS_IN_A_TURN - first)
    parts = words.split(" ")
    start = at + sum(len(one) + 1 for one in parts[:first])
    said = " ".join(parts[first : first + many])
    return Passage(start, start + len(said), said)


class Screen:
    """Somebody's open transcript, with what its main thread has used so far."""

    def __init__(self, chromium: Browser, address: str, login: str) -> None:
        who = Researcher(chromium, address)
        who.sign_in(login, PASSWORD)
        self.page: Page = who.page
        self.cdp: CDPSession = self.page.context.new_cdp_session(self.page)
        self.cdp.send("Performance.enable", {"timeDomain": "threadTicks"})

    def used(self) -> float:
        """Return the main thread's processor time in milliseconds."""
        metrics = {one["name"]: one["value"] for one in self.cdp.send("Performance.getMetrics")["metrics"]}
        return float(metrics["TaskDuration"]) * 1000

    def open(self, path: str) -> float:
        """Open a page and return what it cost until nothing was left to draw."""
        self.page.goto("about:blank")
        before = self.used()
        self.page.goto(path)
        self.page.wait_for_timeout(2500)  # a claim about the page would have the browser read all of it
        return self.used() - before


@contextmanager
def opened(codings: int) -> Iterator[tuple[Browser, str, str, list[str]]]:
    """Keep a workbench with such a transcript, and a browser."""
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        path, codes = prepared(Path(name), codings)
        chromium = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=list(ARGUMENTS))
        with running(Path(name), "serve") as workbench:
            yield chromium, workbench.address, path, codes
        chromium.close()


def together(chromium: Browser, address: str, path: str, codes: list[str]) -> None:
    """Let one code what another has open, and say what it cost and how long it took."""
    mine, theirs = Screen(chromium, address, "lead"), Screen(chromium, address, "other")
    for screen in (mine, theirs):
        screen.open(address + path)
    here, there, cost = list[float](), list[float](), list[float]()
    for n in range(TIMES):
        turn = n * 7 + 1
        theirs.page.evaluate(SEE, turn)
        theirs.page.wait_for_timeout(500)
        idle = theirs.used()
        theirs.page.wait_for_timeout(1000)
        before = theirs.used()
        pressed, drawn = mine.page.evaluate(CODE, [turn, codes[(n * 3 + 1) % CODES]])
        seen = theirs.page.evaluate("window.seen")
        theirs.page.wait_for_timeout(1000)
        here.append(drawn - pressed)
        there.append(seen - pressed)
        cost.append(theirs.used() - before - (before - idle))
    say("from the click until it is drawn", here)
    say("until it is drawn on the other screen", there)
    say("what it costs the other screen, processor time", cost)


def say(what: str, took: list[float]) -> None:
    print(f"{what}: median {statistics.median(took):.0f} ms, greatest {max(took):.0f}")  # noqa: T201


if __name__ == "__main__":
    for many in [int(one) for one in sys.argv[1:]] or [500, 2_000, 5_000]:
        with opened(many) as (chromium, address, path, codes):
            screen = Screen(chromium, address, "lead")
            say(f"{many} codings drawn", [screen.open(address + path) for _ in range(3)])
            screen.page.context.close()
            if many == 500:
                together(chromium, address, path, codes)
