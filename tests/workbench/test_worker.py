"""Untrusted files are read in a process of its own, which is ended when it takes too long or too much."""

import asyncio
import os
import sys
import time
from pathlib import Path
from textwrap import dedent

import pytest

from app.importing.draft import Draft
from app.importing.plain import NotWhole
from app.workbench import worker
from app.workbench.worker import (
    WorkFailed,
    WorkTookTooLong,
    read_in_worker,
)

ENOUGH = 30.0

# The real worker, whose reader does what the file says. It writes down which process it is, and which folder it may
# leave a mark in.
MISCHIEF = """\
    #!{python}
    import json, os, pathlib, sys, time
    sys.path.insert(0, {house!r})
    from app.importing.turns import NoTurns
    from app.workbench import worker
    from app.workbench.tasks import reading

    def refuse(room, name, **values):
        kind = type(name, (NoTurns,), {{"__module__": room}})
        raise kind(**values)

    def say(answer):
        sys.stdout.write(answer)
        sys.stdout.flush()
        os._exit(0)

    acts = {{
        "hang": lambda: time.sleep(60),
        "take memory": lambda: bytearray(2 * worker.MEMORY),
        "fall": lambda: os.abort(),
        "say nothing": lambda: os._exit(0),
        "say half": lambda: say('{{"header": [], "turns": [{{"label": "P1"'),
        "say something else": lambda: say('{{"rows": [], "every": []}}'),
        "say words": lambda: say("Torvald rang me."),
        "call a program": lambda: refuse("os", "system", command="touch {called}"),
        "call another class": lambda: refuse("app.importing.draft", "Draft", header=(), turns=()),
        "call a room that is not there": lambda: refuse("app.importing.nowhere", "NoTurns"),
        "refuse without a value": lambda: refuse("app.importing.labels", "LabelWithoutKind"),
        "refuse by its own name": lambda: refuse("app.importing.sentences", "Refusal"),
        "write a file": lambda: pathlib.Path({called!r}).write_text("Torvald rang me."),
        "break down": lambda: 1 / 0,
    }}
    reading.work = lambda data: acts[data.partition(b"\\n")[2].decode()]()
    sys.argv = sys.argv[-2:]
    pathlib.Path({note!r}).write_text(str(os.getpid()))
    worker.main()
"""


def read(data: bytes, suffix: str = ".docx", seconds: float = ENOUGH, encoding: str = "") -> Draft:
    return asyncio.run(read_in_worker(data, seconds, suffix=suffix, encoding=encoding))


@pytest.fixture
def mischief(tmp_path, monkeypatch) -> Path:
    """Let the worker be one that does what it is told; return the folder in which it leaves its marks."""
    house = str(Path(worker.__file__).parents[2])
    program = tmp_path / "worker"
    program.write_text(
        dedent(MISCHIEF).format(
            python=sys.executable, house=house, note=str(tmp_path / "process"), called=str(tmp_path / "called")
        )
    )
    program.chmod(0o700)
    monkeypatch.setattr(worker.sys, "executable", str(program))
    return tmp_path


def has_begun(folder: Path) -> bool:
    note = folder / "process"
    return note.exists() and note.read_text() != ""


def is_gone(folder: Path) -> bool:
    try:
        os.kill(int((folder / "process").read_text()), 0)
    except ProcessLookupError:
        return True
    return False


def test_work_that_hangs_is_ended(mischief):
    begun = time.monotonic()

    with pytest.raises(WorkTookTooLong):
        read(b"hang", seconds=3)

    assert 3 <= time.monotonic() - begun < 10
    assert is_gone(mischief)


def test_work_whose_reader_has_gone_is_ended(mischief):
    async def begin_and_go() -> None:
        reading = asyncio.create_task(read_in_worker(b"hang", ENOUGH))
        while not has_begun(mischief):
            await asyncio.sleep(0.02)
        reading.cancel()
        with pytest.raises(asyncio.CancelledError):
            await reading

    asyncio.run(begin_and_go())

    assert is_gone(mischief)


@pytest.mark.parametrize("act", ["take memory", "fall", "say nothing", "say half", "say something else", "say words"])
def test_work_that_breaks_is_refused_with_a_sentence(mischief, act):
    with pytest.raises(WorkTookTooLong) as refused:
        read(act.encode())

    assert is_gone(mischief)
    assert refused.value.__cause__ is None
    assert refused.value.values == {}


@pytest.mark.parametrize(
    "act",
    [
        "call a program", "call another class", "call a room that is not there", "refuse without a value",
        "refuse by its own name",
    ],
)  # fmt: skip
def test_a_worker_that_was_taken_over_cannot_make_us_call_anything(mischief, act):
    with pytest.raises((WorkTookTooLong, NotWhole)):
        read(act.encode())

    assert (mischief / "process").exists()
    assert not (mischief / "called").exists()


@pytest.mark.parametrize(("act", "kind"), [("write a file", "OSError"), ("break down", "ZeroDivisionError")])
def test_a_fault_of_the_worker_is_told_by_its_kind_alone_and_nothing_is_written(mischief, capfd, act, kind):
    with pytest.raises(WorkFailed):
        read(act.encode())

    said = "".join(capfd.readouterr())
    assert kind in said
    assert "Torvald" not in said
    written = mischief / "called"
    assert not written.exists() or written.read_bytes() == b""


def test_a_task_that_is_none_is_not_done():
    async def ask() -> None:
        await worker._ask("demolishing", b"", Draft, ENOUGH)

    with pytest.raises(WorkFailed):
        asyncio.run(ask())
