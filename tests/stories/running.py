"""The workbench as a team runs it: its own process, its own data directory, its real commands."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
PATIENCE = 30


@dataclass(frozen=True)
class Workbench:
    """A workbench that answers at `address`; `folder` holds its data and what it printed."""

    address: str
    folder: Path

    @property
    def printed(self) -> str:
        return (self.folder / "printed.txt").read_text(encoding="utf-8")

    @property
    def passwords(self) -> dict[str, str]:
        """Return what the demo printed: each login with its fresh password."""
        return dict(re.findall(r"^  (\S+) +(\S+)$", self.printed, re.MULTILINE))


def commonground(folder: Path, *words: str) -> str:
    """Carry out one command on the data in the folder and return what it printed."""
    done = subprocess.run(
        [sys.executable, "-m", "app", *words],
        cwd=ROOT, env=surroundings(folder), text=True, capture_output=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@contextmanager
def running(folder: Path, *command: str) -> Iterator[Workbench]:
    """Keep a serving command running; at the end it is stopped, and must have had no fault."""
    port = free_port()
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
