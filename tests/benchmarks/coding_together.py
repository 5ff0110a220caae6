"""How many codings a second a server takes from many people: `python -m tests.benchmarks.coding_together [people ...]`.

Aim, on SQLite: at least 400 a second with 8 and with 32 people, and at 32 people 95 of 100 answered within 120 ms. A
server of its own is asked by people in processes of their own, who share the machine with it; each sends the next
coding as soon as the last one is answered. Everybody's first coding, for which statements are put together, is not
counted. The server's processor time is told beside the clock's, because people who
need the processor themselves make the server look slow; and how much longer anything takes on this machine than on the
one that the aim is meant for.
"""

import http.client
import multiprocessing
import os
import statistics
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from multiprocessing.synchronize import Barrier
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlencode
from uuid import uuid4

from app.security import tokens
from app.security.permissions import Role
from app.settings import Settings
from app.store.database import open_engine, writing
from app.store.migrating import migrate
from app.workbench import accounts
from tests import factories
from tests.benchmarks.coding import FORM, WORDS_IN_A_TURN, connected, cpu_of, free_port
from tests.machine import slowness

SECONDS = 6.0
PROCESSES = 4
TURNS = 300
CODES = 40


class Place(NamedTuple):
    """Where somebody codes, and as whom."""

    port: int
    address: str
    token: str
    codes: list[str]
    first: int


def prepared(folder: Path, people: int, port: int) -> list[Place]:
    """Make a study with so many people in it, all at work in one transcript of 12,000 words."""
    settings = Settings(data_directory=folder)
    engine = open_engine(settings.database, settings.ledger)
    migrate(engine)
    lines = [f"P{n % 6 + 1}: " + " ".join(f"word{n}x{k}" for k in range(WORDS_IN_A_TURN)) for n in range(TURNS)]
    with writing(engine, settings.key) as session:
        lead = factories.study(session)
        talk = factories.transcript(session, lead, lines=lines)
        codes = [str(factories.code(session, lead, name=f"Code {n}").id) for n in range(CODES)]
        members = [factories.member(session, lead, role=Role.CO_RESEARCHER) for _ in range(people)]
        shown = [accounts.sign_in(session, one.account_id) for one in members]
    engine.dispose()
    address = f"/studies/{lead.study_id}/transcripts/{talk.id}/codings"
    return [Place(port, address, token, codes, n * TURNS // people) for n, token in enumerate(shown)]


class Person:
    """Somebody at work over one connection."""

    def __init__(self, place: Place) -> None:
        self.place = place
        self.headers = {**FORM, "Cookie": f"commonground={place.token}", "HX-Request": "true"}
        self.form_token = tokens.form_token(place.token)
        self.connection = http.client.HTTPConnection("127.0.0.1", place.port)

    def code(self, turn: int, code: str) -> float:
        """Put a code on a turn; return how long the answer took."""
        sent = {"form_token": self.form_token, "operation": str(uuid4()), "turn": str(turn), "code": code}
        began = time.perf_counter()
        self.connection.request("POST", self.place.address, urlencode(sent), self.headers)
        answer = self.connection.getresponse()
        answer.read()
        assert answer.status == 200, answer.status
        return time.perf_counter() - began

    def begin(self) -> None:
        """Code for the first time."""
        self.code(self.place.first % TURNS + 1, self.place.codes[-1])

    def go_on(self, until: float) -> list[float]:
        """Code one turn after the other until the time is over; return how long each answer took."""
        took = list[float]()
        while time.monotonic() < until:
            n = len(took)
            turn, code = (self.place.first + n) % TURNS + 1, self.place.codes[(n // TURNS + n) % CODES]
            took.append(self.code(turn, code))
        return took


def some_people(places: list[Place], ready: Barrier, answers: "multiprocessing.Queue[list[float]]") -> None:
    """Let some of the people code, each in a thread; tell how long all their answers took."""
    people = [Person(place) for place in places]
    with ThreadPoolExecutor(len(people)) as pool:
        for person in people:
            person.begin()
        ready.wait()
        until = time.monotonic() + SECONDS
        answers.put([one for took in pool.map(Person.go_on, people, [until] * len(people)) for one in took])


def measured(people: int) -> str:
    """Let so many people code for some seconds, and say how it went."""
    with tempfile.TemporaryDirectory() as name:
        port = free_port()
        places = prepared(Path(name), people, port)
        environment = {**os.environ, "COMMONGROUND_DATA_DIRECTORY": name, "COMMONGROUND_PORT": str(port)}
        server = subprocess.Popen(
            [sys.executable, "-m", "app", "serve"], env=environment,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        try:
            connected(port).close()
            return together(server.pid, places)
        finally:
            server.terminate()
            server.wait()


def together(pid: int, places: list[Place]) -> str:
    """Start everybody at the same moment, and wait for them."""
    fresh = multiprocessing.get_context("spawn")
    ready, answers = fresh.Barrier(PROCESSES + 1), fresh.Queue()
    people = [fresh.Process(target=some_people, args=(places[n::PROCESSES], ready, answers)) for n in range(PROCESSES)]
    for one in people:
        one.start()
    ready.wait()
    cpu, began = cpu_of(pid), time.perf_counter()
    took = sorted(one for _ in people for one in answers.get())
    cpu, clock = cpu_of(pid) - cpu, time.perf_counter() - began
    for one in people:
        one.join()
    return (
        f"{len(places)} people: {len(took) / clock:.0f} codings a second; answered within "
        f"{statistics.median(took) * 1000:.0f} ms (half), {took[int(len(took) * 0.95)] * 1000:.0f} ms (95 of 100); "
        f"{cpu / len(took) * 1000:.2f} ms of the server's processor time each, {slowness():.1f} x"
    )


if __name__ == "__main__":
    for number in map(int, sys.argv[1:] or ["8", "32"]):
        print(measured(number))  # noqa: T201
