"""Untrusted files are read in a process of its own, which is ended when it takes too long or too much."""

import asyncio
import os
import sys
import time
from pathlib import Path
from textwrap import dedent

import pytest

from app.importing.readers.limits import DamagedFile
from app.importing.turns import Draft, DraftTurn, NoTurns
from app.importing.words import UnreadableCharacters
from app.sentences import Refusal
from app.workbench import worker
from app.workbench.worker import WorkTookTooLong, draft_from, plain_draft, read_in_worker
from tests.importing.readers import word_files

ENOUGH = 30.0

# The real worker, with tasks that no file would ask for. It writes down which process it is.
MISCHIEF = """\
    #!{python}
    import os, pathlib, sys, time
    sys.path.insert(0, {house!r})
    from app.importing.turns import NoTurns
    from app.workbench import worker

    def refuse(room, name, **values):
        kind = type(name, (NoTurns,), {{"__module__": room}})
        raise kind(**values)

    worker.TASKS |= {{
        "hang": lambda data: time.sleep(60),
        "take memory": lambda data: bytearray(2 * worker.MEMORY),
        "fall": lambda data: os.abort(),
        "say nothing": lambda data: os._exit(0),
        "call a program": lambda data: refuse("os", "system", command="touch {called}"),
        "call another class": lambda data: refuse("app.importing.turns", "Draft", header=(), turns=(), skipped=()),
    }}
    sys.argv = sys.argv[-2:]
    assert sys.argv[1] in worker.TASKS
    pathlib.Path({note!r}).write_text(str(os.getpid()))
    worker.main()
"""


def read(task: str, data: bytes = b"", seconds: float = ENOUGH) -> Draft:
    return asyncio.run(read_in_worker(task, data, seconds))


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


def is_gone(folder: Path) -> bool:
    try:
        os.kill(int((folder / "process").read_text()), 0)
    except ProcessLookupError:
        return True
    return False


def test_a_word_file_comes_back_as_a_draft():
    data = word_files.transcript("Date: 1 May", "I: What helps?", "P1: Coffee på café 🙂", "P1:", "P2: Soup.")

    draft = read("read_docx", data)

    assert draft.header == ("Date: 1 May",)
    assert draft.turns == (
        DraftTurn("I", "What helps?"),
        DraftTurn("P1", "Coffee på café 🙂"),
        DraftTurn("P2", "Soup."),
    )
    assert len(draft.skipped) == 1


@pytest.mark.parametrize(
    ("data", "refusal", "values"),
    [
        (b"%PDF-1.7 and so on", DamagedFile, set()),
        (b"", Refusal, set()),
        (word_files.transcript("Nobody is named here."), NoTurns, set()),
        (word_files.transcript("P1: one", "P1: two", "P2: \x85\x86"), UnreadableCharacters, {"number"}),
    ],
    ids=["a PDF", "nothing", "no labels", "controls"],
)
def test_a_refusal_comes_through_with_its_values(data, refusal, values):
    with pytest.raises(refusal) as refused:
        read("read_docx", data)

    assert set(refused.value.values) == values
    assert refused.value.sentence % refused.value.values
    assert not isinstance(refused.value, WorkTookTooLong)


def test_work_that_hangs_is_ended(mischief):
    begun = time.monotonic()

    with pytest.raises(WorkTookTooLong):
        read("hang", seconds=3)

    assert 3 <= time.monotonic() - begun < 10
    assert is_gone(mischief)


def test_work_whose_reader_has_gone_is_ended(mischief):
    async def begin_and_go() -> None:
        reading = asyncio.create_task(read_in_worker("hang", b"", ENOUGH))
        while not (mischief / "process").exists():
            await asyncio.sleep(0.02)
        reading.cancel()
        with pytest.raises(asyncio.CancelledError):
            await reading

    asyncio.run(begin_and_go())

    assert is_gone(mischief)


@pytest.mark.parametrize("task", ["take memory", "fall", "say nothing"])
def test_work_that_breaks_is_refused_with_a_sentence(mischief, task):
    with pytest.raises(WorkTookTooLong):
        read(task)

    assert is_gone(mischief)


@pytest.mark.parametrize("task", ["call a program", "call another class"])
def test_a_worker_that_was_taken_over_cannot_make_us_call_anything(mischief, task):
    with pytest.raises(WorkTookTooLong):
        read(task)

    assert (mischief / "process").exists()
    assert not (mischief / "called").exists()


def test_a_large_file_passes_through_the_pipe():
    # About a million characters: more than a pipe holds at once.
    turns = [f"P{number % 4 + 1}: {' '.join(map(str, range(number, 150_000 + number)))}" for number in range(2)]

    draft = read("read_docx", word_files.transcript(*turns))

    assert sum(len(turn.words) for turn in draft.turns) > 1_000_000


def test_a_draft_survives_its_plain_form_and_is_cleaned_again():
    draft = Draft(("Header",), (DraftTurn("P1", "Coffee"),), ("Left out",))
    sloppy = plain_draft(draft) | {"turns": [["P1", "  Cafe\u0301 \r\n\r\n på  "]]}

    assert draft_from(plain_draft(draft)) == draft
    assert draft_from(sloppy).turns == (DraftTurn("P1", "Café\npå"),)


@pytest.mark.parametrize(
    "plain",
    [
        {},
        {"header": [], "turns": [], "skipped": []},
        {"header": [], "turns": [["P1", " "]], "skipped": []},
        {"header": [], "turns": [["P1"]], "skipped": []},
        {"header": [], "turns": 7, "skipped": []},
        {"header": 7, "turns": [["P1", "a"]], "skipped": []},
        [],
    ],
)
def test_what_is_no_draft_is_not_taken_for_one(plain):
    with pytest.raises((KeyError, TypeError, ValueError)):
        draft_from(plain)
