"""How long the way in takes for a Word file of 12,000 words: `python -m tests.benchmarks.importing`.

Aims, in seconds of processor time: read and labelled 0.25, screened 1.2, stored 0.25. Each step is measured warm in
this process (the best of five), and as its worker process does it, with starting Python, the word lists, and the pipes.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter, process_time
from typing import TypeVar
from uuid import uuid4

from app.importing.anonymising.decisions import accepted
from app.importing.anonymising.review import Checked, Decided, Raw, Review
from app.importing.anonymising.reviewing import look_again, review
from app.importing.draft import Draft, DraftTurn
from app.importing.formats import read_draft
from app.importing.labels import Choice, ConfirmedTurn, labels_found, settled
from app.importing.plain import from_plain, plain
from app.security.viewer import Viewer
from app.store.database import open_engine, writing
from app.store.migrating import migrate
from app.workbench.anonymity import Signature
from app.workbench.importing import NewTranscript, import_signed
from tests import factories
from tests.benchmarks.screening import WORDS, transcript
from tests.factories import KEY
from tests.importing.readers import word_files

TIMES = 5
ROOT = Path(__file__).parents[2]
Made = TypeVar("Made")


def word_file(language: str) -> bytes:
    """Return a Word file of so many words, in which eight people speak in turn and a moderator now and then."""
    lines = [line.strip() for line in transcript(language, WORDS).splitlines() if line.strip()]
    said = (f"{'Moderator' if n % 9 == 0 else f'P{n % 9}'}: {line}" for n, line in enumerate(lines))
    return word_files.transcript("Focus group: Volunteers 1", *said)


def read_and_labelled(data: bytes) -> tuple[Draft, tuple[ConfirmedTurn, ...]]:
    draft = read_draft(data, ".docx")
    return draft, settled(draft, {found.key: Choice(found.proposed) for found in labels_found(draft)})


def best(step: Callable[[], Made]) -> tuple[float, Made]:
    """Return the least processor time of several, and what was made."""
    taken = []
    for _ in range(TIMES):
        began = process_time()
        made = step()
        taken.append(process_time() - began)
    return min(taken), made


def in_worker(task: str, data: bytes) -> tuple[float, float, bytes]:
    """Return processor and clock seconds, and the answer, of a worker process."""
    began = perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-P", "-m", "app.workbench.worker", task],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=os.environ | {"PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(data)
    process.stdin.close()
    answer = process.stdout.read()
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return used.ru_utime + used.ru_stime, perf_counter() - began, answer


def stored(turns: tuple[ConfirmedTurn, ...], language: str) -> float:
    """Return the processor time of storing a signed transcript in a SQLite file, its commit included: best of five."""
    with tempfile.TemporaryDirectory() as folder:
        engine = open_engine(f"sqlite:///{folder}/study.db")
        migrate(engine)
        with writing(engine, KEY) as session:
            lead = factories.study(session)
            group = factories.focus_group(session, lead).id
            session.flush()
            viewer = Viewer(lead.study_id, lead.member_id, lead.account_id, lead.role, lead.initials, frozenset())
        taken = []
        for number in range(TIMES):
            new = NewTranscript(uuid4(), group, "Talk", (), (*turns, turns[number]), language)  # other words each time
            began = process_time()
            with writing(engine, KEY) as session:
                import_signed(session, viewer, [new], Signature({}, "1"), {}, slips=True)
            taken.append(process_time() - began)
        engine.dispose()
    return min(taken)


def tell(step: str, seconds: float, aim: float | None = None, more: str = "") -> bool:
    """Write one line; say whether the aim was missed."""
    hoped = f"  (at most {aim})" if aim else ""
    sys.stdout.write(f"  {step:28}{seconds:7.3f} s{hoped}{more}\n")
    return aim is not None and seconds > aim


def measure(language: str) -> bool:
    """Measure one language; say whether an aim was missed."""
    data = word_file(language)
    reading, (draft, turns) = best(lambda: read_and_labelled(data))
    raw = Raw(draft.header, tuple(DraftTurn(turn.label, turn.words) for turn in turns), (), language)
    screening, found = best(lambda: review(Decided(raw, ())))
    decided = Decided(raw, tuple(accepted(row) for row in found.rows))
    replacing, checked = best(lambda: look_again(decided))
    words = sum(len(turn.words.split()) for turn in turns)
    sys.stdout.write(f"{language}: {words} words, {len(turns)} turns, {len(found.rows)} rows\n")
    missed = [tell("read and labelled", reading, 0.25), tell("screened", screening, 1.2)]
    tell("replaced and looked at again", replacing)
    missed.append(tell("stored", stored(turns, language), 0.25))
    tasks = (
        ("reading", b'[".docx", ""]\n' + data, Draft), ("finding", plain(Decided(raw, ())).encode(), Review),
        ("replacing", plain(decided).encode(), Checked),
    )  # fmt: skip
    for task, asked, kind in tasks:
        processor, clock, answer = in_worker(task, asked)
        began = process_time()
        from_plain(kind, answer)
        parsing = process_time() - began
        tell(f"worker: {task}", processor, more=f", {clock:.2f} by the clock, parsed {parsing:.3f} s")
    assert checked.turns
    return any(missed)


def main() -> None:
    """Print the figures; fail when an aim was missed."""
    for task, least in (("reading", b'[".txt", ""]\nP1: a'), ("finding", b"{}"), ("replacing", b"{}")):
        processor, clock, _ = min(in_worker(task, least) for _ in range(3))
        tell(f"worker starts: {task}", processor, more=f", {clock:.2f} by the clock")
    missed = [measure(language) for language in ("en", "nb")]
    sys.exit(any(missed))


if __name__ == "__main__":
    main()
