"""A study in an independent round, for the tests of blindness and rounds."""

from app.security.permissions import Role
from app.store.queries import coding
from app.workbench.coding import remove_coding
from app.workbench.quotes import choose_quote
from app.workbench.rounds import mark_reading, reveal_round
from app.workbench.undoing import undo
from tests import factories


class World:
    """A study with two coders and a supervisor: some shared work, then an independent round."""

    def __init__(self, write, read):
        self.write, self.read = write, read
        with write() as session:
            lead = factories.study(session)
            coders = [factories.member(session, lead, initials=name) for name in ("C1", "C2")]
            self.supervisor = factories.member(session, lead, role=Role.SUPERVISOR)
            self.talk = factories.transcript(session, lead)
            self.theme = factories.theme(session, lead)
            self.code = factories.code(session, lead, name="Shared", theme=self.theme)
            factories.coding(session, lead, talk=self.talk, label=self.code, turn=2)
            mark_reading(session, lead, transcript_id=self.talk.id, done=True)
        with write() as session:
            self.lead, self.first, self.second = factories.blind(session, lead, *coders)
        [self.round_id] = self.lead.blind_rounds
        self.work(self.first, "Of the first")

    def work(self, viewer, name):
        """Do everything that a coder can do in a round; the last act is one that can be undone."""
        with self.write() as session:
            own = factories.code(session, viewer, name=name, theme=self.theme)
            factories.coding(session, viewer, talk=self.talk, label=own, turn=3)
            factories.coding(session, viewer, talk=self.talk, label=self.code, turn=2)
            factories.coding(session, viewer, talk=self.talk, label=self.code, turn=3)
            mark_reading(session, viewer, transcript_id=self.talk.id, done=True)
        with self.write() as session:
            undo(session, viewer)
        with self.write() as session:
            factories.coding(session, viewer, talk=self.talk, label=own, turn=1)
            mine = [row for row in coding.codings(session, viewer, self.talk.id) if row.coder_id == viewer.member_id]
            remove_coding(session, viewer, mine[0].id)
            choose_quote(session, viewer, theme_id=self.theme.id, unit_id=mine[1].unit_id)
        with self.write() as session:
            factories.coding(session, viewer, talk=self.talk, label=own, words="coffee and time")

    def reveal(self):
        """Reveal the round; return lead, first, second as their next requests find them."""
        with self.write() as session:
            reveal_round(session, self.lead, self.round_id)
        with self.read() as session:
            return [factories.again(session, viewer) for viewer in (self.lead, self.first, self.second)]
