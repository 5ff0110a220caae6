"""The worker process: long work on untrusted files, away from the web process and with limits.

The web process starts `python -m app.workbench.worker read_docx`, writes the file's bytes to its input and reads
one line of JSON from its output. Words pass through the two pipes only, never through a file.
"""

import asyncio
import dataclasses
import importlib
import json
import os
import resource
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from app.importing.docx import read_docx
from app.importing.turns import Draft, DraftTurn
from app.importing.words import clean
from app.sentences import N_, Refusal

# All that the worker is told of our surroundings: no address of a database, no key.
NEEDED = ("PATH", "PYTHONHOME", "VIRTUAL_ENV", "LANG", "LC_ALL")
MEMORY = 2**30
PROCESSOR_SECONDS = 20
TASKS: dict[str, Callable[[bytes], Draft]] = {"read_docx": read_docx}


class WorkTookTooLong(Refusal):
    """The worker did not finish in time or ran out of memory."""

    sentence = N_("This file takes too long to read. Please save it anew in your word processor and try again.")


async def read_in_worker(task: str, data: bytes, seconds: float) -> Draft:
    """Run one task on `data` in a process of its own; raises what the task refused, or WorkTookTooLong."""
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
    return _draft(json.loads(answer))


def _surroundings() -> dict[str, str]:
    """Return the worker's environment: our own package is found where we are, whatever folder we were started in."""
    found = {name: os.environ[name] for name in NEEDED if name in os.environ}
    ours = str(Path(__file__).parents[2])
    return found | {"PYTHONPATH": os.pathsep.join(filter(None, (ours, os.environ.get("PYTHONPATH"))))}


def _draft(answer: dict[str, Any]) -> Draft:
    if "refusal" in answer:
        room, name = answer["refusal"]
        # The worker reads untrusted files: of what it names, only a refusal of the importing room is called.
        kind = getattr(importlib.import_module(room), name) if room.startswith("app.importing.") else None
        if isinstance(kind, type) and issubclass(kind, Refusal):
            raise kind(**answer["values"])
        raise WorkTookTooLong
    return draft_from(answer)


def draft_from(plain: dict[str, Any]) -> Draft:
    """Return a draft from its plain form, cleaned again; raises KeyError, TypeError or ValueError if it is none."""
    turns = tuple(DraftTurn(str(label), clean(str(words))) for label, words in plain["turns"])
    if not turns or not all(turn.words for turn in turns):
        raise ValueError("A draft holds turns, and a turn holds words.")
    return Draft(tuple(map(clean, plain["header"])), turns, tuple(map(str, plain["skipped"])))


def plain_draft(draft: Draft) -> dict[str, object]:
    """Return a draft as lists of strings, for a pipe or a form."""
    plain = dataclasses.asdict(draft)
    plain["turns"] = [[turn.label, turn.words] for turn in draft.turns]
    return plain


def main() -> None:
    """Read one file from the input, write one line of JSON to the output."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (PROCESSOR_SECONDS, PROCESSOR_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        answer: dict[str, object] = plain_draft(TASKS[sys.argv[1]](sys.stdin.buffer.read()))
    except Refusal as refusal:
        kind = type(refusal)
        answer = {"refusal": [kind.__module__, kind.__name__], "values": refusal.values}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main()
