"""A database with its ledger that can be put back to an earlier copy, for the tests of the ledger."""

import shutil
from contextlib import contextmanager
from pathlib import Path

from app.store.database import open_engine, reader, writing
from app.store.ledger import Ledger
from app.store.queries.people import voices
from app.store.queries.transcripts import turns
from app.store.tables import Revising
from app.workbench.codebook import edit_code
from app.workbench.ledger import apply_ledger
from app.workbench.revising import Decision, change_words, look, revise
from app.workbench.rewriting import Replacement
from app.workbench.trail import verify_trails
from app.workbench.withdrawing import withdraw
from tests import factories
from tests.factories import KEY
from tests.on_the_trail import newest_acts

CANARY = "Kvitrvand"
LINES = [f"P1: I know {CANARY} wel", "P2: My brother Torolv too", f"P1: {CANARY} again"]


class House:
    """A database with its ledger beside it, which can be put back to an earlier copy."""

    def __init__(self, url, folder):
        self.url = url
        self.ledger = Ledger(folder / "ledger.jsonl", KEY)
        self.file = Path(url.removeprefix("sqlite:///"))
        self.engine = open_engine(url, self.ledger.file)
        self.copies = 0
        with self.write() as session:
            self.lead = factories.study(session)
            self.talk = factories.transcript(session, self.lead, lines=LINES, title="Talk")
            self.code = factories.code(session, self.lead, name="Ground")
            edit_code(session, self.lead, self.code.id, name="Ground", rule={"example": f"As {CANARY} said"})

    @contextmanager
    def write(self):
        with writing(self.engine, KEY) as session:
            yield session

    @contextmanager
    def read(self):
        with reader(self.engine) as session:
            yield session

    def back_up(self):
        """Copy the database as a careful person does: with nobody at work."""
        self.engine.dispose()
        self.copies += 1
        copy = self.file.with_suffix(f".backup{self.copies}")
        shutil.copyfile(self.file, copy)
        return copy

    def restore(self, copy):
        self.engine.dispose()
        shutil.copyfile(copy, self.file)

    def words(self):
        with self.read() as session:
            return [turn.words for turn in turns(session, self.lead, self.talk.id)]

    def change(self, old, new, why=Revising.REDACTED):
        with self.write() as session:
            place = factories.passage(session, self.lead, self.talk, old)
            revise(session, self.lead, self.talk.id, [Replacement(place.start, place.end, new, old)], why)

    def redact_everywhere(self, words, new):
        with self.write() as session:
            passage = factories.passage(session, self.lead, self.talk, words)
            shown = look(session, self.lead, self.talk.id, passage)
            places = frozenset((spot.transcript_id, spot.start, spot.end) for spot in shown.elsewhere)
            keys = frozenset(spot.key for spot in shown.texts)
            decision = Decision(passage, Revising.REDACTED, new, places, keys)
            change_words(session, self.lead, self.talk.id, decision)

    def withdraw(self, label, degree):
        with self.write() as session:
            who = next(one for one in voices(session, self.lead) if one.label == label)
            withdraw(session, self.lead, who.id, degree)

    def apply(self):
        with self.write() as session:
            return apply_ledger(session, self.ledger.entries())

    def acts(self):
        with self.read() as session:
            assert verify_trails(session, KEY)[1] == []
            return [(line.act, line.initials) for line in newest_acts(session, self.lead)]

    def holds(self, words):
        return any(words.encode() in part.read_bytes() for part in self.file.parent.glob(f"{self.file.name}*"))
