"""Code, redact, correct, withdraw and undo in any order: every passage holds the words that it should hold."""

from contextlib import suppress

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from app.store.queries.coding import codings
from app.store.queries.people import voices
from app.store.queries.transcripts import turns
from app.store.tables import Degree, MeaningUnit, Revising, Turn, UnitTurn
from app.workbench.coding import apply_code, remove_coding
from app.workbench.placing import NothingMarked, NoWholeWord, Passage, WordsWithdrawn
from app.workbench.revising import revise
from app.workbench.rewriting import NothingChanged, Replacement
from app.workbench.trail import verify_trails
from app.workbench.undoing import NothingToUndo, undo
from app.workbench.withdrawing import withdraw
from tests import factories
from tests.factories import KEY
from tests.workbench.text_model import Held, TextModel

LINES = ["I: So, what?", "P1: An 🙂 Anna, she", "P2: Yes … Anna stays", "P1: no."]
NEW = ("[name 1]", "x", "…", "a longer word", "Anna")

# Sampled, not integers: hypothesis would look near 0 most of the time.
places = st.tuples(st.sampled_from(range(45)), st.sampled_from(range(1, 14)))
coders = st.sampled_from([0, 1])
KINDS = {
    "apply": st.tuples(coders, st.integers(0, 1), places),
    "edit": st.tuples(st.sampled_from(NEW), st.sampled_from(["redacted", "corrected"]), places),
    "remove": st.tuples(coders, st.integers(0, 9)),
    "undo": st.tuples(coders),
    "withdraw": st.tuples(st.sampled_from(["P1", "P2"])),
}
OFTEN = ("apply", "apply", "edit", "edit", "edit", "remove", "undo", "undo", "withdraw")
steps = st.sampled_from(OFTEN).flatmap(lambda kind: st.tuples(st.just(kind), KINDS[kind]))
coded_first = st.lists(KINDS["apply"], min_size=4, max_size=8)


class World:
    """A study of two coders, and the model of what its one transcript must be."""

    def __init__(self, write, read):
        self.write, self.read = write, read
        with write() as session:
            self.lead = factories.study(session)
            self.coders = [self.lead, factories.member(session, self.lead)]
            self.talk = factories.transcript(session, self.lead, lines=LINES)
            self.codes = [factories.code(session, self.lead).id for _ in range(2)]
        self.model = TextModel.of([line.split(": ", 1)[1] for line in LINES])
        self.count = 0

    def take(self, step):
        """Do one step in the workbench and in the model."""
        kind, details = step
        getattr(self, kind)(*details)
        self.model.settle()

    def passage(self, place):
        start = place[0] % len(self.model.words)
        end = min(start + place[1], len(self.model.words))
        return Passage(start, end, self.model.words[start:end])

    def apply(self, coder, code, place):
        passage, model = self.passage(place), self.model
        marks = model.between(passage.start, passage.end)
        where = model.place(marks)
        same = [one for one in model.coded.values()
                if (one.coder, one.code, model.place(one.marks)) == (coder, self.codes[code], where)]  # fmt: skip
        try:
            with self.write() as session:
                apply_code(session, self.coders[coder], transcript_id=self.talk.id, code_id=self.codes[code],
                           passage=passage)  # fmt: skip
        except (NoWholeWord, WordsWithdrawn):
            assert where is None or not model.turns_of(where)
            return
        if same:
            return
        [new] = self.ids() - model.coded.keys()
        self.count += 1
        held = Held(new, coder, self.codes[code], marks, self.count)
        model.coded[new] = held
        model.acts[coder].append(("applied", Held(new, coder, held.code, set(marks))))

    def remove(self, coder, number):
        mine = [one for one in self.model.coded.values() if one.coder == coder]
        if not mine:
            return
        held = mine[number % len(mine)]
        with self.write() as session:
            remove_coding(session, self.coders[coder], held.id)
        del self.model.coded[held.id]
        self.model.acts[coder].append(("removed", Held(held.id, coder, held.code, set(held.marks))))

    def undo(self, coder):
        acts, model = self.model.acts[coder], self.model
        if not acts:
            with suppress(NothingToUndo), self.write() as session:
                undo(session, self.coders[coder])
                raise AssertionError("there was nothing to undo")
            return
        kind, act = acts.pop()
        with self.write() as session:
            change = undo(session, self.coders[coder])
        where = model.place(act.marks)
        there = where is not None and bool(model.turns_of(where))
        if kind == "applied":
            assert change.gone == (not there or act.id not in model.coded)
            model.coded.pop(act.id, None)
            return
        assert change.gone == (not there)
        if there:
            self.count += 1
            model.coded[act.id] = Held(act.id, coder, act.code, set(act.marks), self.count)

    def edit(self, new, why, place):
        passage = self.passage(place)
        words = passage.words.split("\n")[0]
        edit = Replacement(passage.start, passage.start + len(words), new, words)
        try:
            with self.write() as session:
                revise(session, self.lead, self.talk.id, [edit], Revising(why))
        except (NothingChanged, NothingMarked, WordsWithdrawn):
            assert words.strip() in ("", new) or self.model.marks[passage.start].withdrawn
            return
        start = edit.start + len(words) - len(words.lstrip())
        self.model.edit(start, start + len(words.strip()), new)

    def withdraw(self, label):
        model = self.model
        with self.write() as session:
            who = next(one for one in voices(session, self.lead) if one.label == label)
            withdraw(session, self.lead, who.id, Degree.REMOVED)
        for number in (n for n, line in enumerate(LINES, 1) if line.startswith(label)):
            at = [index for index, mark in enumerate(model.marks) if mark.turn == number and mark.character != "\n"]
            if not model.marks[at[0]].withdrawn:
                model.edit(at[0], at[-1] + 1, "[withdrawn]", withdraws=True)

    def ids(self):
        with self.read() as session:
            return {row.id for row in codings(session, self.lead, self.talk.id)}

    def check(self):
        """Compare all that is stored with the model."""
        model, lead = self.model, self.lead
        with self.read() as session:
            stored = turns(session, lead, self.talk.id)
            words = "\n".join(turn.words for turn in stored)
            rows = codings(session, lead, self.talk.id)
            counted = session.execute(
                select(UnitTurn.unit_id, Turn.number, UnitTurn.words)
                .join(Turn, (Turn.study_id == UnitTurn.study_id) & (Turn.id == UnitTurn.turn_id))
                .where(UnitTurn.study_id == lead.study_id)
            ).all()
            units = session.scalar(
                select(func.count()).select_from(MeaningUnit).where(MeaningUnit.study_id == lead.study_id)
            )
            assert verify_trails(session, KEY)[1] == []
        assert words == model.words
        assert [turn.start for turn in stored] == [0, *(turn.end + 1 for turn in stored[:-1])]
        assert {row.id for row in rows} == model.coded.keys()
        for row in rows:
            held = model.coded[row.id]
            place = model.place(held.marks)
            touched = model.turns_of(place)
            assert (row.start, row.end) == place
            assert (row.code_id, row.coder_id) == (held.code, self.coders[held.coder].member_id)
            assert (row.first_turn, row.last_turn) == (min(touched), max(touched))
            assert {turn: count for unit, turn, count in counted if unit == row.unit_id} == touched
        assert units == len({(held.coder, model.place(held.marks)) for held in model.coded.values()})


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(coded_first, st.lists(steps, min_size=4, max_size=12))
def test_whatever_is_done_in_whatever_order_every_passage_holds_its_words(write, read, coded, todo):
    world = World(write, read)
    for one in coded:
        world.take(("apply", one))

    for step in todo:
        world.take(step)
        world.check()
