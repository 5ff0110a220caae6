"""Every page counts as a slow, obvious recount does, which looks at every row anew for every number: random studies."""

import re
from functools import partial
from itertools import combinations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from app.analysis.comparison import Column
from app.importing.roles import Kind
from app.store.queries.people import voices
from app.store.tables import Bearer, Coding, MeaningUnit, Participant, Turn
from app.workbench.attributes import add_attribute
from app.workbench.bands import put_in_bands
from app.workbench.behind import behind
from app.workbench.comparison import compare
from app.workbench.consensus import consensus
from app.workbench.grid import grid
from app.workbench.heard import heard
from app.workbench.people import everybody, link_person
from app.workbench.portrait import portrait
from tests import factories
from tests.factories import on_sqlite

LINES = (
    "I: What helps you?",
    "P1: It's a place",
    "P2: Soup, and time-outs",
    "P1: Yes",
    "I: Go on",
    "P3: A [name 1] walk",
)
TURNS = len(LINES)
WORD = re.compile(r"\w+(?:['’\-]\w+)*")
# Stakeholder and district of each focus group: one stands in no district.
GROUPS = (("Service user", "District A"), ("Service user", ""), ("Professional", "District B"))
CODES = 4
# (who codes, focus group, first turn, how many turns, words left out at the front, code)
CODINGS = st.lists(
    st.tuples(
        st.integers(0, 1), st.integers(0, len(GROUPS) - 1), st.integers(1, TURNS), st.integers(1, 3), st.integers(0, 1),
        st.integers(0, CODES - 1),
    ),
    max_size=16,
)  # fmt: skip
BANDS = st.lists(st.sampled_from(["young", "old", None]), min_size=9, max_size=9)


class Study:
    """Codes 0 and 1 in a subtheme, 2 in its theme, 3 in none. P1 of the first and of the second group are one human."""

    def __init__(self, session, codings, bands):
        session.rollback()  # nothing stays of the study before this one
        self.session, self.lead = session, factories.study(session)
        coders = [self.lead, factories.member(session, self.lead, initials="CR")]
        self.groups = [
            factories.focus_group(session, self.lead, stakeholder=kind, district=district) for kind, district in GROUPS
        ]
        self.talks = [factories.transcript(session, self.lead, lines=LINES, group=one) for one in self.groups]
        self.theme = factories.theme(session, self.lead)
        self.below = factories.theme(session, self.lead, under=self.theme)
        self.empty = factories.theme(session, self.lead)
        places = [self.below, self.below, self.theme, None]
        self.codes = [factories.code(session, self.lead, theme=place) for place in places]
        for who, group, first, length, left_out, code in codings:
            said = [line.partition(": ")[2] for line in LINES[first - 1 : first - 1 + length]]
            words = "\n".join(said)
            factories.coding(
                session, coders[who], talk=self.talks[group], label=self.codes[code],
                words=words.partition(" ")[2] if left_out and " " in words else words,
            )  # fmt: skip
        self._put_in_bands(bands)
        session.flush()
        self.rows = {
            self.theme.id: {0, 1, 2}, self.below.id: {0, 1}, self.empty.id: set(),
            **{one.id: {at} for at, one in enumerate(self.codes)},
        }  # fmt: skip

    def _put_in_bands(self, bands):
        session, lead = self.session, self.lead
        self.age = add_attribute(session, lead, name="Age", bearer=Bearer.PARTICIPANT, bands=["young", "old"])
        names = {band.name: band.id for one in everybody(session, lead).attributes for band in one.bands}
        counted = [one for one in voices(session, lead) if one.kind is Kind.PARTICIPANT]
        chosen = {(one.id, self.age.id): names[band] for one, band in zip(counted, bands, strict=True) if band}
        if chosen:
            put_in_bands(session, lead, chosen)
        first, second = [one.id for one in counted if one.label == "P1"][:2]
        link_person(session, lead, first, second)
        self.bands = {one: band for (one, _), band in chosen.items()}

    def everything(self):
        """Every (code, passage, its turns with the words of each that it holds), from the tables themselves."""
        turns = self.session.scalars(select(Turn)).all()
        units = {unit.id: unit for unit in self.session.scalars(select(MeaningUnit))}
        place = {code.id: at for at, code in enumerate(self.codes)}
        for coding in self.session.scalars(select(Coding)):
            unit = units[coding.unit_id]
            held = {}
            for turn in turns:
                if turn.transcript_id == unit.transcript_id:
                    found = [(turn.start + one.start(), turn.start + one.end()) for one in WORD.finditer(turn.words)]
                    inside = [one for one in found if unit.start <= one[0] and one[1] <= unit.end]
                    if inside:
                        held[turn] = inside
            yield place[coding.code_id], unit, held

    def count(self, codes, who=lambda _: True):
        """Count some codes among the participants of whom `who` holds."""
        people = {one.id: one for one in self.session.scalars(select(Participant))}
        passages, turns, words, humans, groups = set(), set(), set(), set(), set()
        for code, unit, held in self.everything():
            for turn, inside in held.items():
                voice = people[turn.participant_id]
                if code not in codes or voice.kind is not Kind.PARTICIPANT or not who(voice):
                    continue
                passages.add((unit.transcript_id, unit.start, unit.end))
                turns.add(turn.id)
                words |= {(unit.transcript_id, *one) for one in inside}
                groups.add(voice.focus_group_id)
                spoken = {people[one.participant_id] for one in held}
                if len({one.id for one in spoken if one.kind is Kind.PARTICIPANT}) == 1:  # no exchange
                    humans.add(voice.person_id)
        return len(passages), len(turns), len(words), len(humans), len(groups)

    def turns_of(self, code):
        """Return the turns of participants that carry a code, each with its focus group."""
        people = {one.id: one for one in self.session.scalars(select(Participant))}
        return {
            (turn.id, people[turn.participant_id].focus_group_id)
            for at, _, held in self.everything()
            for turn in held
            if at == code and people[turn.participant_id].kind is Kind.PARTICIPANT
        }


def five(counts):
    return counts.passages, counts.turns, counts.words, counts.participants, counts.focus_groups


def whole(function):
    """Play some random studies, each in a transaction that is undone."""
    given_ = given(codings=CODINGS, bands=BANDS)
    set_ = settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    return on_sqlite(set_(given_(function)))


@whole
def test_every_cell_and_total_of_the_matrix_in_any_columns(session, codings, bands):
    study = Study(session, codings, bands)
    group_of = {one.id: one for one in study.groups}

    def stands_in(by, place, voice):
        group = group_of[voice.focus_group_id]
        known = {
            Column.FOCUS_GROUP: group.id,
            Column.STAKEHOLDER: group.stakeholder_id,
            Column.DISTRICT: group.district_id,
        }
        return place == (known[by] if by in known else study.bands.get(voice.id))

    for by in (*Column, study.age.id):
        found = compare(session, study.lead, by, words=True)
        assert {line.id for line in found.lines} == set(study.rows)
        for line in found.lines:
            codes = study.rows[line.id]
            assert five(line.total) == study.count(codes)
            for heading, cell in zip(found.headings, line.cells, strict=True):
                here = heading.id if heading.name else None
                assert five(cell.counts) == study.count(codes, partial(stands_in, by, here))
                assert behind(session, study.lead, line.id, by=by, column=heading.id).count == cell.counts.passages


@whole
def test_who_is_heard_what_meets_and_how_codes_grow(session, codings, bands):
    study = Study(session, codings, bands)
    carried = {at: study.turns_of(at) for at in range(CODES)}
    names = {code.id: at for at, code in enumerate(study.codes)}

    found = heard(session, study.lead)

    said = {"P1": ["It's", "a", "place", "Yes"], "P2": ["Soup", "and", "time-outs"], "P3": ["A", "walk"]}
    for group in found.talk:
        assert {found.name(one.focus_group, one.participant): (one.words, one.turns) for one in group.voices} == {
            "P1": (len(said["P1"]), 2), "P2": (len(said["P2"]), 1), "P3": (len(said["P3"]), 1),
        }  # fmt: skip
    meeting = {
        frozenset({one, other}): (len(both), len(carried[one] | carried[other]), len({group for _, group in both}))
        for one, other in combinations(range(CODES), 2)
        if (both := carried[one] & carried[other])
    }
    assert {
        frozenset({names[one.first], names[one.second]}): (one.both, one.either, one.focus_groups)
        for one in found.meetings
    } == meeting
    seen, steps = set(), []
    for talk in found.order:
        here = {at for at in range(CODES) if any(group == found.talks[talk].focus_group_id for _, group in carried[at])}
        steps.append((len(here), len(here - seen), len(seen | here)))
        seen |= here
    assert [(one.carried, one.new, one.found) for one in found.growth[0].steps] == steps
    assert {names[code]: count for code, count in found.passages.items()} == {
        at: count
        for at in range(CODES)
        if (
            count := len(
                {(unit.transcript_id, unit.start, unit.end) for code, unit, _ in study.everything() if code == at}
            )
        )
    }


@whole
def test_the_summary_grid_who_agrees_and_the_portraits(session, codings, bands):
    study = Study(session, codings, bands)
    rows = [study.theme.id, study.below.id, study.empty.id]
    counted = [one for one in voices(session, study.lead) if one.kind is Kind.PARTICIPANT]

    assert [[cell.passages for cell in cells] for cells in grid(session, study.lead).cells] == [
        [
            study.count(study.rows[row], lambda voice, at=group.id: voice.focus_group_id == at)[0]
            for group in study.groups
        ]
        for row in rows
    ]
    for group in study.groups:
        found = grid(session, study.lead, group.id)
        assert [[cell.passages for cell in cells] for cells in found.cells] == [
            [study.count(study.rows[row], lambda voice, at=one.id: voice.id == at)[0] for one in found.columns]
            for row in rows
        ]
    assert consensus(session, study.lead).speaking == {
        (row, one.id)
        for row in rows
        for one in counted
        if study.count(study.rows[row], lambda voice, at=one.person_id: voice.person_id == at)[3]
    }
    for talk in study.talks:
        own = {(code, unit.start, unit.end) for code, unit, _ in study.everything() if unit.transcript_id == talk.id}
        assert sum(len(line.passages) for line in portrait(session, study.lead, talk.id).lines) == len(own)
