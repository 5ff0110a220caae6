"""A small study with somebody who reads, for the tests of readings and of the reading mode."""

from app.security.permissions import Role
from app.store.queries import readings, studies
from app.workbench import reading_mode
from app.workbench.reading_mode import Asked, Step
from tests import factories

LINES = ("I: Ask", "P1: Coffee helps", "P2: My brother died", "P1: Soup", "P2: Time", "P1: A walk")


class Reader:
    """A lead, two co-researchers and a supervisor, and one transcript of six turns."""

    def __init__(self, session):
        self.session = session
        self.lead = factories.study(session)
        self.reader = factories.member(session, self.lead, initials="RE")
        self.other = factories.member(session, self.lead, initials="OT")
        self.supervisor = factories.member(session, self.lead, role=Role.SUPERVISOR, initials="SV")
        self.talk = factories.transcript(session, self.lead, lines=LINES, title="Talk")

    @property
    def round_id(self):
        return studies.round_of_work(self.session, self.lead).id

    def card(self, **asked):
        return reading_mode.card(self.session, self.reader, self.talk.id, Asked(**asked))

    def step(self, step=Step.ON, *, turn, viewer=None, **more):
        asked = Asked(more.pop("reading_id", None), turn)
        return reading_mode.step(self.session, viewer or self.reader, self.talk.id, asked, step, **more)

    def finish(self, reading_id=None, viewer=None):
        return reading_mode.finish(self.session, viewer or self.reader, self.talk.id, reading_id)

    def left_out(self, viewer):
        return readings.my_left_out(self.session, viewer, self.round_id).get(self.talk.id, frozenset())

    def turns_read(self, viewer=None):
        """Return the turns that each member has read."""
        found = {}
        for one in readings.turns_read(self.session, viewer or self.lead):
            found[one.initials] = found.get(one.initials, frozenset()) | one.numbers
        return {initials: sorted(numbers) for initials, numbers in found.items()}
