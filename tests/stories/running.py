"""The workbench as a team runs it: its own process, its own data directory, its real commands."""

import atexit
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

from app.cli.demo import set_up_demo
from app.settings import Settings

ROOT = Path(__file__).parent.parent.parent
PATIENCE = 90  # a busy machine may need a while to make the demo


@dataclass(frozen=True)
class Workbench:
    """A workbench that answers at `address`; `folder` holds its data and what it printed."""

    address: str
    folder: Path
    people: Mapping[str, str] = field(default_factory=dict)

    @property
    def printed(self) -> str:
        return (self.folder / "printed.txt").read_text(encoding="utf-8")

    @property
    def passwords(self) -> Mapping[str, str]:
        """Return each login of the demo with its fresh password."""
        return self.people or dict(re.findall(r"^  (\S+) +(\S+)$", self.printed, re.MULTILINE))


def commonground(folder: Path, *words: str) -> str:
    """Carry out one command on the data in the folder and return what it printed."""
    done = subprocess.run(
        [sys.executable, "-m", "app", *words],
        cwd=ROOT, env=surroundings(folder), text=True, capture_output=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@contextmanager
def running(folder: Path, *command: str, port: int = 0) -> Iterator[Workbench]:
    """Keep a serving command running, at a port of its own or at this one; at the end it must have had no fault."""
    port = port or free_port()
    told = [*command, "--port", str(port)] if command[0] == "demo" else [*command]
    workbench = Workbench(f"http://127.0.0.1:{port}", folder)
    with (folder / "printed.txt").open("w", encoding="utf-8") as printed:
        process = subprocess.Popen(
            [sys.executable, "-m", "app", *told],
            cwd=ROOT, env=surroundings(folder, port), stdout=printed, stderr=subprocess.STDOUT,
        )  # fmt: skip
        try:
            wait_for(port, process)
            yield workbench
        finally:
            stop(process)
    assert "Traceback" not in workbench.printed, workbench.printed
    assert "fault" not in workbench.printed, workbench.printed


@contextmanager
def running_demo(folder: Path) -> Iterator[Workbench]:
    """Keep a workbench running on a copy of the demo study, which is made once for all stories."""
    made, people = _demo()
    shutil.copytree(made, folder / "data")
    with running(folder, "serve") as workbench:
        yield replace(workbench, people=people)


@cache
def _demo() -> tuple[Path, Mapping[str, str]]:
    folder = Path(tempfile.mkdtemp(prefix="demo-of-the-stories-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    settings = Settings(data_directory=folder, database_url="", host="127.0.0.1", secure_cookies=False)
    return folder, set_up_demo(settings)


def surroundings(folder: Path, port: int = 0) -> dict[str, str]:
    """Return the environment with our settings in place of anybody else's."""
    plain = {name: value for name, value in os.environ.items() if not name.startswith("COMMONGROUND_")}
    ours = {"COMMONGROUND_DATA_DIRECTORY": str(folder / "data"), "COMMONGROUND_PORT": str(port)}
    return plain | ours | {"TMPDIR": str(folder)}


def free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])


def wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        assert process.poll() is None, "The workbench stopped before it answered."
        with socket.socket() as asked:
            if asked.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise AssertionError("The workbench did not answer in time.")


def stop(process: subprocess.Popen[bytes]) -> None:
    """Stop a process as Ctrl+C does."""
    process.send_signal(signal.SIGINT)
    try:
        process.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait(PATIENCE)
