"""What the theme board costs the server with 300 codes and 10,000 codings: `python -m tests.benchmarks.theme_board`.

Aim: at most 50 ms of processor time for a move, of one code or of ten. A server of its own is asked over one
connection, as htmx asks it; its processor time, user and system together, is read from the operating system.
"""

import http.client
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlencode
from uuid import UUID, uuid4

from app.security import passwords
from app.settings import Settings
from app.store.database import open_engine, writing
from app.store.migrating import migrate
from app.workbench import accounts
from app.workbench.theme_board import Card, move_codes
from tests import factories
from tests.benchmarks.coding import FORM, PASSWORD, connected, cpu_of, free_port

CODES, CODINGS, THEMES, SUBTHEMES, TURNS = 300, 10_000, 8, 3, 1_000
TIMES = 100


def prepared(folder: Path) -> tuple[str, list[UUID], list[UUID]]:
    """Make a study with themes, subthemes, codes and codings; return its address, its codes and its places."""
    settings = Settings(data_directory=folder)
    engine = open_engine(settings.database, settings.ledger)
    migrate(engine)
    with writing(engine, settings.key) as session:
        account = accounts.create_account(session, login="lead", name="Lead", password_hash=passwords.hashed(PASSWORD))
        lead = factories.study(session, by=account)
        lines = [f"P{n % 6 + 1}: What is said in turn {n} about support." for n in range(TURNS)]
        talk = factories.transcript(session, lead, lines=lines)
        tops = [factories.theme(session, lead, name=f"Wide theme {n}") for n in range(THEMES)]
        below = [factories.theme(session, lead, under=top) for top in tops for _ in range(SUBTHEMES)]
        codes = [factories.code(session, lead, name=f"Code number {n}").id for n in range(CODES)]
        places = [theme.id for theme in below]
        for at, place in enumerate(places):
            move_codes(session, lead, [Card(code) for code in codes[at :: len(places)]], place)
        for n in range(CODINGS):
            factories.coding_room.apply_code_to_turn(
                session, lead, transcript_id=talk.id, code_id=codes[n % CODES], number=n // CODES * 29 % TURNS + 1
            )
        return f"/studies/{lead.study_id}/themes", codes, places


class Client:
    """The lead's browser, as far as the server can tell."""

    def __init__(self, port: int, board: str) -> None:
        self.connection, self.board = connected(port), board
        self.connection.request("POST", "/sign-in", urlencode({"login": "lead", "password": PASSWORD}), FORM)
        answer = self.connection.getresponse()
        answer.read()
        self.headers = {"Cookie": str(answer.headers["set-cookie"]).partition(";")[0], "HX-Request": "true"}
        [self.token, *_] = re.findall(r'name="form_token" value="([^"]+)"', self.look())

    def look(self) -> str:
        self.connection.request("GET", self.board, headers=self.headers)
        return self._answer(self.connection).decode()

    def move(self, cards: list[str], to: UUID) -> None:
        sent = [("form_token", self.token), ("operation", str(uuid4())), ("theme", str(to))]
        form = urlencode(sent + [("card", card) for card in cards])
        self.connection.request("POST", f"{self.board}/codes", form, {**FORM, **self.headers})
        self._answer(self.connection)

    @staticmethod
    def _answer(connection: http.client.HTTPConnection) -> bytes:
        done = connection.getresponse()
        body = done.read()
        assert done.status == 200, done.status
        return body


def measured(pid: int, what: Callable[[int], object]) -> tuple[float, float]:
    """Return processor time and time by the clock of one round, in milliseconds."""
    for n in range(5):
        what(n)
    cpu, clock = cpu_of(pid), time.perf_counter()
    for n in range(TIMES):
        what(n + 5)
    return (cpu_of(pid) - cpu) / TIMES * 1000, (time.perf_counter() - clock) / TIMES * 1000


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        board, codes, places = prepared(Path(name))
        port = free_port()
        environment = {**os.environ, "COMMONGROUND_DATA_DIRECTORY": name, "COMMONGROUND_PORT": str(port)}
        server = subprocess.Popen(
            [sys.executable, "-m", "app", "serve"],
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            client = Client(port, board)

            def moves(many: list[UUID]) -> Callable[[int], None]:
                """Move codes to and fro between two subthemes of different themes."""
                here, there = places[0], places[-1]
                return lambda n: client.move([f"{code} {(here, there)[n % 2]}" for code in many], (there, here)[n % 2])

            for what, round_ in (
                ("moving one code", moves(codes[0 :: len(places)][:1])),
                ("moving ten codes", moves(codes[0 :: len(places)][1:11])),
                ("opening the board", lambda _: client.look()),
            ):
                cpu, clock = measured(server.pid, round_)
                print(f"{what}: {cpu:.1f} ms of processor time, {clock:.1f} ms by the clock")  # noqa: T201
        finally:
            server.terminate()
            server.wait()


if __name__ == "__main__":
    main()
