"""What applying a code costs the server: `python -m tests.benchmarks.coding`.

Aim: at most 2.5 ms of processor time for 12,000 and for 120,000 words. A server of its own is asked over one
connection; its processor time, user and system together, is read before and after from the operating system. How much
longer anything takes on this machine than on the one that the aim is meant for is told with it.
"""

import http.client
import os
import re
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import urlencode
from uuid import uuid4

from app.security import passwords
from app.settings import Settings
from app.store.database import open_engine, writing
from app.store.migrating import migrate
from app.store.queries import transcripts
from app.workbench import accounts
from tests import factories
from tests.machine import slowness

PASSWORD = "kettle ladder harbour plum"
TIMES = 300
WORDS_IN_A_TURN = 40


def prepared(folder: Path, words: int) -> tuple[str, str, list[int]]:
    """Make a study with a transcript of so many words; return the address of its screen, a code, and its turns."""
    settings = Settings(data_directory=folder)
    engine = open_engine(settings.database, settings.ledger)
    migrate(engine)
    lines = [
        f"P{n % 6 + 1}: " + " ".join(f"word{n}x{k}" for k in range(WORDS_IN_A_TURN))
        for n in range(words // WORDS_IN_A_TURN)
    ]
    with writing(engine, settings.key) as session:
        account = accounts.create_account(session, login="lead", name="Lead", password_hash=passwords.hashed(PASSWORD))
        lead = factories.study(session, by=account)
        talk = factories.transcript(session, lead, lines=lines)
        codes = [factories.code(session, lead, name=f"Code {n}") for n in range(40)]
        numbers = [turn.number for turn in transcripts.turns(session, lead, talk.id)]
        for n in range(500):
            factories.coding(session, lead, talk=talk, label=codes[n % 40], turn=numbers[n % len(numbers)])
        return f"/studies/{lead.study_id}/transcripts/{talk.id}", str(codes[-1].id), numbers


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def cpu_of(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def measured(words: int) -> tuple[float, float]:
    """Return processor time and time by the clock of one coding, in milliseconds."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        screen, code, numbers = prepared(folder, words)
        port = free_port()
        environment = {**os.environ, "COMMONGROUND_DATA_DIRECTORY": name, "COMMONGROUND_PORT": str(port)}
        server = subprocess.Popen(
            [sys.executable, "-m", "app", "serve"],
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            return coded(server.pid, port, screen, code, numbers)
        finally:
            server.terminate()
            server.wait()


def connected(port: int) -> http.client.HTTPConnection:
    for _ in range(100):
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port)
            connection.request("GET", "/healthz")
            connection.getresponse().read()
            return connection
        except OSError:
            time.sleep(0.1)
    raise TimeoutError


def coded(pid: int, port: int, screen: str, code: str, numbers: list[int]) -> tuple[float, float]:
    connection = connected(port)
    connection.request("POST", "/sign-in", urlencode({"login": "lead", "password": PASSWORD}), FORM)
    answer = connection.getresponse()
    answer.read()
    cookie = {"Cookie": str(answer.headers["set-cookie"]).partition(";")[0]}
    connection.request("GET", screen, headers=cookie)
    page = connection.getresponse().read().decode()
    [token, *_] = re.findall(r'name="form_token" value="([^"]+)"', page)

    def apply(number: int) -> None:
        sent = {"form_token": token, "operation": str(uuid4()), "turn": str(number), "code": code}
        connection.request("POST", f"{screen}/codings", urlencode(sent), {**FORM, **cookie, "HX-Request": "true"})
        done = connection.getresponse()
        done.read()
        assert done.status == 200, done.status

    for number in numbers[:20]:
        apply(number)
    cpu, clock = cpu_of(pid), time.perf_counter()
    for n in range(TIMES):
        apply(numbers[(20 + n) % len(numbers)])
    return (cpu_of(pid) - cpu) / TIMES * 1000, (time.perf_counter() - clock) / TIMES * 1000


FORM = {"Content-Type": "application/x-www-form-urlencoded"}

if __name__ == "__main__":
    for size in (12_000, 120_000):
        cpu, clock = measured(size)
        print(f"{size} words: {cpu:.2f} ms of processor time, {clock:.2f} ms by the clock, {slowness():.1f} x")  # noqa: T201
