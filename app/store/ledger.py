"""The ledger: a sealed file beside the database, so that no old backup brings back what was taken out.

Every redaction and withdrawal adds a line before it is committed. A line that no commit followed does no harm: it is
applied like any other the database does not have. Lines hold places, lengths and placeholders, never what stood there.
"""

import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sqlalchemy import event, func, select
from sqlalchemy.orm import Session

from app.security import seals
from app.sentences import N_, Refusal
from app.settings import PRIVATE_FILE, PRIVATE_FOLDER

# Whoever adds a line in PostgreSQL waits for whoever is adding one: any number that nothing else here uses.
LOCK: Final = 7_305_121
WAITING: Final = "lines"
LEDGER: Final = "ledger"  # the file, among what a writing session knows

Entry = Mapping[str, object]


class LedgerAltered(Refusal):
    """A line of the ledger that is not as it was written, or not where."""

    sentence = N_(
        "Line %(number)s of the ledger is not as the workbench wrote it, or the secret key is another. Nothing was "
        "applied. Put the ledger back as it was, with its key, and try again."
    )


@dataclass(frozen=True, slots=True)
class Ledger:
    """The file and the key that seals its lines, each together with the one before."""

    file: Path
    key: bytes

    def entries(self) -> list[Entry]:
        """Return every line as it was written; raises LedgerAltered for one that is not."""
        found, last = list[Entry](), ""
        for number, line in enumerate(self._lines(), 1):
            entry = _read(line)
            seal = entry.pop("seal", None)
            if seal != seals.ledger_seal(self.key, last, _written(entry)):
                raise LedgerAltered(number=number)
            found.append(entry)
            last = str(seal)
        return found

    def append(self, entries: Sequence[Entry]) -> None:
        """Add lines, on the disk when this returns. Only one may do so at a time."""
        lines = self._lines()
        last = str(_read(lines[-1]).get("seal", "")) if lines else ""
        added = []
        for entry in entries:
            last = seals.ledger_seal(self.key, last, _written(entry))
            added.append(_written({**entry, "seal": last}) + "\n")
        self.file.parent.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
        descriptor = os.open(self.file, os.O_RDWR | os.O_CREAT, PRIVATE_FILE)
        with os.fdopen(descriptor, "r+b") as handle:
            handle.truncate(sum(len(line) + 1 for line in lines))  # a line that a crash cut short was never added
            handle.seek(0, os.SEEK_END)
            handle.write("".join(added).encode("ascii"))
            handle.flush()
            os.fsync(handle.fileno())

    def _lines(self) -> list[bytes]:
        """Return the whole lines of the file; what follows the last line end was never written whole."""
        return self.file.read_bytes().split(b"\n")[:-1] if self.file.exists() else []


def _read(line: bytes) -> dict[str, object]:
    try:
        entry = json.loads(line)
    except ValueError:
        return {}
    return entry if isinstance(entry, dict) else {}


def _written(entry: Entry) -> str:
    return json.dumps(entry, sort_keys=True, ensure_ascii=True, separators=(",", ":"))


def note(session: Session, entry: Entry) -> None:
    """Put a line in the ledger; it is written when the transaction is about to be kept."""
    session.info.setdefault(WAITING, []).append(entry)


def keep_ledger(sessions: type[Session]) -> None:
    """Write the lines of such sessions immediately before each of their commits."""
    event.listen(sessions, "before_commit", _write)
    event.listen(sessions, "after_rollback", lambda session: session.info.pop(WAITING, None))


def _write(session: Session) -> None:
    ledger: Ledger | None = session.info.get(LEDGER)
    entries: list[Entry] = session.info.pop(WAITING, [])
    if not entries or ledger is None:
        return
    session.flush()  # what cannot be stored fails here, before the ledger says that it was
    if session.get_bind().dialect.name == "postgresql":
        session.execute(select(func.pg_advisory_xact_lock(LOCK)))
    ledger.append(entries)
