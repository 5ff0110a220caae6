"""What an audit keeps equals what it would count anew, whatever is done in between (a stateful property test)."""

from contextlib import suppress

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from sqlalchemy.orm import Session

from app.security.viewer import Viewer
from app.store.queries import coding as coding_queries
from app.store.queries import transcripts as transcript_queries
from app.store.tables import Degree, Revising
from app.workbench.audit import ground as grounds
from app.workbench.audit import page as pages
from app.workbench.audit.choice import Choice
from app.workbench.audit.shelf import Shelf
from app.workbench.code_places import place_code
from app.workbench.codebook import create_code
from app.workbench.coding import remove_coding
from app.workbench.company import coding_with
from app.workbench.looks import missing_codes, take_second_look
from app.workbench.merging import merge_codes, part_code
from app.workbench.placing import NoWholeWord, WordsWithdrawn
from app.workbench.reading_mode import Asked, Step, step
from app.workbench.revising import revise
from app.workbench.rewriting import NothingChanged, Replacement
from app.workbench.rounds import mark_reading
from app.workbench.withdrawing import AlreadyFurther, withdraw
from tests import factories

LINES = ["I: Ask", "P1: Coffee", "P2: Soup", "I: Ask", "P1: Bread", "P2: A walk outside"]
CODERS, TALKS, CODES = 3, 2, 4
WHY = st.sampled_from([Revising.REDACTED, Revising.CORRECTED])
NEW = st.sampled_from(["[name 1]", "…", "Coffee and a walk", "Mm"])


class Edits(RuleBasedStateMachine):
    """A team that codes, alone and together, reads, leaves out, changes words, loses voices and keeps a codebook."""

    session: Session

    def __init__(self) -> None:
        super().__init__()
        self.lead = factories.study(self.session)
        self.coders = [self.lead, *(factories.member(self.session, self.lead) for _ in range(CODERS - 1))]
        self.talks = [factories.transcript(self.session, self.lead, lines=LINES) for _ in range(TALKS)]
        self.theme = factories.theme(self.session, self.lead)
        self.codes = [factories.code(self.session, self.lead) for _ in range(CODES)]
        self.merged: dict[int, int] = {}
        for talk in self.talks:
            for viewer in self.coders:  # so that there is something to compare from the first edit on
                mark_reading(self.session, viewer, transcript_id=talk.id, done=True)

    @rule(
        who=st.integers(0, CODERS - 1),
        talk=st.integers(0, TALKS - 1),
        code=st.integers(0, CODES - 1),
        turn=st.integers(1, len(LINES)),
    )
    def code_a_turn(self, who: int, talk: int, code: int, turn: int) -> None:
        self.put(self.coders[who], talk, code, turn)

    @rule(who=st.integers(0, CODERS - 1), talk=st.integers(0, TALKS - 1), at=st.integers(0, 9))
    def take_a_code_off(self, who: int, talk: int, at: int) -> None:
        viewer = self.coders[who]
        own = [
            row.id
            for row in coding_queries.codings(self.session, viewer, self.talks[talk].id)
            if row.coder_id == viewer.member_id
        ]
        if own:
            remove_coding(self.session, viewer, own[at % len(own)])

    @rule(who=st.integers(0, CODERS - 1), talk=st.integers(0, TALKS - 1), done=st.booleans())
    def read(self, who: int, talk: int, done: bool) -> None:
        mark_reading(self.session, self.coders[who], transcript_id=self.talks[talk].id, done=done)

    @rule(talk=st.integers(0, TALKS - 1), code=st.integers(0, CODES - 1), turn=st.integers(2, len(LINES)))
    def code_together(self, talk: int, code: int, turn: int) -> None:
        before = self.numbers()
        self.put(coding_with(self.session, self.lead, [self.coders[1].member_id]), talk, code, turn)
        assert self.numbers() == before  # nobody agrees with themselves

    def put(self, viewer: Viewer, talk: int, code: int, turn: int) -> None:
        if code not in self.merged:
            with suppress(NoWholeWord, WordsWithdrawn):  # a turn that was changed may hold nothing to code any more
                factories.coding(self.session, viewer, talk=self.talks[talk], label=self.codes[code], turn=turn)

    @rule(who=st.integers(0, CODERS - 1), talk=st.integers(0, TALKS - 1), turn=st.integers(2, len(LINES)))
    def leave_a_turn_out(self, who: int, talk: int, turn: int) -> None:
        step(self.session, self.coders[who], self.talks[talk].id, Asked(turn=turn), Step.LEAVE_OUT)

    @rule(who=st.integers(0, CODERS - 1), talk=st.integers(0, TALKS - 1), turn=st.integers(2, len(LINES)))
    def read_it_after_all(self, who: int, talk: int, turn: int) -> None:
        step(self.session, self.coders[who], self.talks[talk].id, Asked(turn=turn), Step.ON, seen=True)

    @rule(talk=st.integers(0, TALKS - 1), turn=st.integers(2, len(LINES)), why=WHY, new=NEW)
    def change_a_turn(self, talk: int, turn: int, why: Revising, new: str) -> None:
        said = transcript_queries.turns(self.session, self.lead, self.talks[talk].id)[turn - 1]
        edit = Replacement(said.start, said.start + len(said.words), new, said.words)
        with suppress(NothingChanged, WordsWithdrawn):
            revise(self.session, self.lead, self.talks[talk].id, [edit], why)

    @rule(talk=st.integers(0, TALKS - 1), turn=st.sampled_from([2, 3]), degree=st.sampled_from(Degree))
    def withdraw(self, talk: int, turn: int, degree: Degree) -> None:
        said = transcript_queries.turns(self.session, self.lead, self.talks[talk].id)[turn - 1]
        with suppress(AlreadyFurther):
            withdraw(self.session, self.lead, said.participant_id, degree)

    @rule(code=st.integers(0, CODES - 1), into=st.integers(0, CODES - 1))
    def merge_or_part(self, code: int, into: int) -> None:
        if code in self.merged:
            part_code(self.session, self.lead, self.codes[code].id)
            del self.merged[code]
        elif code != into and into not in self.merged and code not in self.merged.values():
            merge_codes(self.session, self.lead, self.codes[code].id, self.codes[into].id)
            self.merged[code] = into

    @rule(code=st.integers(0, CODES - 1))
    def put_into_a_theme(self, code: int) -> None:
        if code not in self.merged:
            place_code(self.session, self.lead, code_id=self.codes[code].id, theme_id=self.theme.id)

    @rule()
    def make_a_code(self) -> None:
        create_code(self.session, self.lead, name=f"Late {len(self.codes)} {id(self)} {next(factories._numbers)}")

    @rule(who=st.integers(0, CODERS - 1))
    def take_a_second_look(self, who: int) -> None:
        for one in missing_codes(self.session, self.coders[who])[:1]:
            take_second_look(self.session, self.coders[who], one.reading.id, one.code_id)

    @invariant()
    def it_is_the_same(self) -> None:
        kept = self.numbers()
        with pytest.MonkeyPatch.context() as anew:
            anew.setattr(grounds, "TALKS", Shelf(0))
            anew.setattr(pages, "PAGES", Shelf(0))
            counted = self.numbers()
        assert kept == counted

    def numbers(self) -> pages.Numbers | None:
        self.session.flush()
        return pages.audit(self.session, self.lead, Choice()).numbers


def test_what_is_kept_equals_what_is_counted_anew(session):
    edits = type("Edits", (Edits,), {"session": session})
    few = settings(max_examples=8, stateful_step_count=20, deadline=None, suppress_health_check=list(HealthCheck))

    run_state_machine_as_test(edits, settings=few)


def test_what_is_kept_makes_room_for_what_is_newer():
    shelf = Shelf[str](2)
    for place in "abc":
        shelf.keep(place, 1, place)

    assert [shelf.find(place, 1) for place in "abc"] == [None, "b", "c"]
    assert shelf.find("b", 2) is None


@pytest.fixture(autouse=True)
def _few_draws(monkeypatch):
    monkeypatch.setattr(pages, "DRAWS", 100)
