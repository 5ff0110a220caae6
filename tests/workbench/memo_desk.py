"""A small study in which people write memos, for the tests of memos."""

from app.security.permissions import Role
from app.store.queries.coding import codings
from app.store.queries.transcripts import turns
from app.store.tables import MemoKind, MemoOn
from app.workbench import memos
from app.workbench.memo_lists import Wanted, every_memo, memos_on
from tests import factories

LINES = ["I: Hello", "P1: My friend Anna, she stays when it is hard", "P2: Tell us Anna's way"]


class MemoDesk:
    """A lead, two co-researchers and a supervisor; each act is a request, and so a transaction, of its own."""

    def __init__(self, write, read):
        self.write, self.read = write, read
        with write() as session:
            self.lead = factories.study(session)
            self.first = factories.member(session, self.lead, initials="C1")
            self.second = factories.member(session, self.lead, initials="C2")
            self.supervisor = factories.member(session, self.lead, role=Role.SUPERVISOR, initials="SV")
            self.talk = factories.transcript(session, self.lead, lines=LINES)
            self.theme = factories.theme(session, self.lead, name="Ground")
            self.code = factories.code(session, self.lead, name="Staying", theme=self.theme)
            factories.coding(session, self.lead, talk=self.talk, label=self.code, words="she stays")
            self.turn = turns(session, self.lead, self.talk.id)[1]
            self.coding = codings(session, self.lead, self.talk.id)[0]

    def again(self, viewer):
        with self.read() as session:
            return factories.again(session, viewer)

    def go_blind(self):
        with self.write() as session:
            self.lead, self.first, self.second = factories.blind(session, self.lead, self.first, self.second)
        [self.round_id] = self.lead.blind_rounds

    def on(self, kind):
        """Return the id of a thing of this kind, as an address names it."""
        ids = {
            MemoOn.STUDY: self.lead.study_id, MemoOn.CODE: self.code.id, MemoOn.THEME: self.theme.id,
            MemoOn.TRANSCRIPT: self.talk.id, MemoOn.TURN: self.turn.id, MemoOn.PASSAGE: self.coding.unit_id,
            MemoOn.CODING: self.coding.id, MemoOn.PARTICIPANT: self.turn.participant_id,
            MemoOn.FOCUS_GROUP: self.talk.focus_group_id, MemoOn.STEP: 1,
        }  # fmt: skip
        return str(ids[kind])

    def note(self, viewer, words="A thought", on=MemoOn.CODE, **more):
        with self.write() as session:
            return memos.write_memo(
                session, viewer, on, self.on(on), words=words, **{"private": False, **more}
            ).id  # fmt: skip

    def answer(self, viewer, memo_id, words="And another"):
        with self.write() as session:
            return memos.answer_memo(session, viewer, memo_id, words=words).id

    def edit(self, viewer, memo_id, words, revision=1, kind=None):
        with self.write() as session:
            return memos.edit_memo(session, viewer, memo_id, words=words, revision=revision, kind=kind)

    def do(self, action, viewer, *arguments):
        with self.write() as session:
            return action(session, viewer, *arguments)

    def threads(self, viewer, on=MemoOn.CODE):
        with self.read() as session:
            here = memos_on(session, viewer, on, self.on(on))
            return [*here.memos, *here.reactions]

    def told(self, viewer, on=MemoOn.CODE):
        """Return what the viewer reads on a thing: each memo's words with those of its answers."""
        return [(thread.memo.words, *(reply.words for reply in thread.replies)) for thread in self.threads(viewer, on)]

    def all(self, viewer):
        """Return every memo of the study that the viewer reads."""
        with self.read() as session:
            found = [thread for kind in MemoKind for thread in every_memo(session, viewer, Wanted(kind))]
            return [thread.memo.words for thread in found]
