"""The worker process: long work on untrusted files, away from the web process and with limits.

The web process starts `python -m app.workbench.worker TASK`, writes what the task needs to its input and reads one line
of JSON from its output. Words pass through the two pipes only, never through a file.
"""

import asyncio
import importlib
import os
import resource
import sys
from base64 import b64decode
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeVar

import structlog
from pydantic import TypeAdapter

from app.analysis.crosstab.records import AskedTable, Crosstab
from app.analysis.manuscript.report import Checking, Report
from app.analysis.words.counting import AskedWords, Worded
from app.importing.anonymising.review import Checked, Decided, Review
from app.importing.codebooks.reading import ReadCodebook
from app.importing.draft import Draft
from app.importing.plain import NotWhole, from_plain, plain
from app.importing.roles import Move
from app.sentences import N_, Refusal

Answer = TypeVar("Answer")
log = structlog.get_logger()

# Where the refusals of a worker's work are defined.
ROOMS: Final = ("app.importing.", "app.analysis.", "app.charts.")
# All that the worker is told of our surroundings: no address of a database, no key.
NEEDED = ("PATH", "PYTHONHOME", "VIRTUAL_ENV", "LANG", "LC_ALL")
ASKED_WORDS: Final = TypeAdapter(AskedWords)  # thousands of turns, written ten times as fast
MEMORY = 2**30
PROCESSOR_SECONDS = 20
TASKS = (
    "reading", "finding", "replacing", "asking", "locking", "codebook", "checking", "crosstab", "picture",
    "wording",
)  # fmt: skip


class WorkTookTooLong(Refusal):
    """The worker did not finish in time or ran out of memory."""

    sentence = N_("This takes too long to read. Please make one file for each conversation, and try again.")


class WorkFailed(Refusal):
    """The worker met something that nobody foresaw."""

    sentence = N_(
        "This could not be read because of a fault of ours, and nothing was stored. "
        "Please tell whoever runs the workbench."
    )


@dataclass(frozen=True, slots=True)
class Asking:
    """A moderator's turns in order, the guide's questions, and the language of the talk."""

    turns: tuple[str, ...]
    guide: tuple[str, ...]
    language: str


@dataclass(frozen=True, slots=True)
class Key:
    """What placeholders and labels stand for, the passphrase that locks it, and what the file says of itself."""

    stands_for: dict[str, tuple[str, ...]]
    passphrase: str
    about: dict[str, str]


async def read_in_worker(file: bytes, seconds: float, *, suffix: str = "", encoding: str = "") -> Draft:
    """Read a file; raises what the reader refused, or WorkTookTooLong."""
    return await _ask("reading", plain([suffix, encoding]).encode() + b"\n" + file, Draft, seconds)


async def read_codebook_in_worker(file: bytes, seconds: float, *, suffix: str = "", encoding: str = "") -> ReadCodebook:
    """Read a codebook; raises what the reader refused, or WorkTookTooLong."""
    return await _ask("codebook", plain([suffix, encoding]).encode() + b"\n" + file, ReadCodebook, seconds)


async def find_in_worker(decided: Decided, seconds: float) -> Review:
    """Find what could tell who is who, with what was decided so far."""
    return await _ask("finding", plain(decided).encode(), Review, seconds)


async def replace_in_worker(decided: Decided, seconds: float) -> Checked:
    """Put the placeholders in and look once more; raises what was refused, such as rows that are still open."""
    return await _ask("replacing", plain(decided).encode(), Checked, seconds)


async def moves_in_worker(asking: Asking, seconds: float) -> list[tuple[Move, int | None]]:
    """Return for each of a moderator's turns what it seems to do, and the number of the guide question it asks."""
    return await _ask("asking", plain(asking).encode(), list[tuple[Move, int | None]], seconds)


async def check_in_worker(checking: Checking, seconds: float) -> Report:
    """Check a findings text; raises what was refused, such as too many quotes."""
    return await _ask("checking", plain(checking).encode(), Report, seconds)


async def crosstab_in_worker(asked: AskedTable, seconds: float) -> Crosstab:
    """Say everything of a table of counts."""
    return await _ask("crosstab", plain(asked).encode(), Crosstab, seconds)


async def words_in_worker(asked: AskedWords, seconds: float) -> Worded:
    """Count words."""
    return await _ask("wording", ASKED_WORDS.dump_json(asked), Worded, seconds)


async def picture_in_worker(svg: str, seconds: float) -> bytes:
    """Return a chart as a PNG picture; raises NoLetters where the machine has no font."""
    return b64decode(await _ask("picture", svg.encode(), str, seconds))


async def lock_in_worker(key: Key, seconds: float) -> bytes:
    """Return a key file; raises what was refused, such as a weak passphrase."""
    return b64decode(await _ask("locking", plain(key).encode(), str, seconds))


async def _ask(task: str, data: bytes, told: type[Answer], seconds: float) -> Answer:
    """Do one task in a process of its own."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-P", "-m", "app.workbench.worker", task,
        stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL,
        limit=2**26, env=_surroundings(),
    )  # fmt: skip
    try:
        answer, _ = await asyncio.wait_for(process.communicate(data), seconds)
    except TimeoutError:
        raise WorkTookTooLong from None
    finally:
        if process.returncode is None:  # it took too long, or whoever asked has gone
            process.kill()
            await process.wait()
    if process.returncode != 0 or not answer:
        raise WorkTookTooLong
    return _answer(answer, told)


def _surroundings() -> dict[str, str]:
    """Return the worker's environment: our own package is found where we are, whatever folder we were started in."""
    found = {name: os.environ[name] for name in NEEDED if name in os.environ}
    ours = str(Path(__file__).parents[2])
    return found | {"PYTHONPATH": os.pathsep.join(filter(None, (ours, os.environ.get("PYTHONPATH"))))}


def _answer(answer: bytes, told: type[Answer]) -> Answer:
    """Return what the worker told, of the kind that was asked for; it reads untrusted files and may be taken over."""
    if answer.startswith(b'{"refusal": '):
        raise _refusal(answer)
    if answer.startswith(b'{"fault": '):
        log.error("worker", kind=from_plain(dict[str, str], answer)["fault"])
        raise WorkFailed
    try:
        return from_plain(told, answer)
    except NotWhole:
        raise WorkTookTooLong from None


def _refusal(answer: bytes) -> Refusal:
    """Return the refusal that the worker names: only one of the rooms that know nothing of us is ever called."""
    said = from_plain(dict[str, list[str] | dict[str, str | int]], answer)
    named, values = said.get("refusal"), said.get("values")
    if not isinstance(named, list) or len(named) != 2 or not isinstance(values, dict):
        return WorkTookTooLong()
    room, name = named
    try:
        kind = getattr(importlib.import_module(room), name, None) if room.startswith(ROOMS) else None
        if isinstance(kind, type) and issubclass(kind, Refusal) and kind.sentence % values:
            return kind(**values)
    except (ImportError, KeyError, TypeError, ValueError):
        pass  # no such refusal, or not with these values
    return WorkTookTooLong()


def main() -> None:
    """Do one task on what comes in, write one line of JSON."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (PROCESSOR_SECONDS, PROCESSOR_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        task = importlib.import_module(f"app.workbench.tasks.{TASKS[TASKS.index(sys.argv[1])]}")
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))  # from here on nothing can be written to a file
        answer = plain(task.work(sys.stdin.buffer.read()))
    except Refusal as refusal:
        kind = type(refusal)
        answer = plain({"refusal": [kind.__module__, kind.__name__], "values": refusal.values})
    except MemoryError:
        sys.exit(1)
    except Exception as fault:  # its kind is told; its words may be those of a transcript
        answer = plain({"fault": type(fault).__name__})
    sys.stdout.write(answer)


if __name__ == "__main__":
    main()
