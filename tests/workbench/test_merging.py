"""Two codes become one: every count follows, nothing is lost, and the merge can be taken back."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.analysis.comparison import Column
from app.security.permissions import NotAllowed, Role
from app.store.database import open_engine, writer
from app.store.queries import codes as code_queries
from app.store.queries import coding, trail
from app.store.queries.standing import counted_code
from app.store.queries.transcripts import NotInThisStudy
from app.workbench.audit.choice import USUAL
from app.workbench.audit.page import audit
from app.workbench.code_page import card, passage_page
from app.workbench.code_places import place_code
from app.workbench.codebook import CodeMerged, CodeRetired, NameMerged, create_code, retire_code
from app.workbench.coding import recode, remove_coding
from app.workbench.comparison import compare
from app.workbench.merging import MergedInCircle, NotMerged, NotYetShared, merge_codes, part_code, preview
from app.workbench.quotes import chosen_quotes, passages
from app.workbench.rounds import mark_reading
from app.workbench.theme_tree import tree
from app.workbench.themes import remove_theme
from app.workbench.undoing import undo
from tests import factories
from tests.coded_turns import coded_turns
from tests.databases import BOTH
from tests.factories import KEY


@pytest.fixture
def lead(session):
    return factories.study(session)


@pytest.fixture
def talk(session, lead):
    return factories.transcript(session, lead)


def counts(session, viewer):
    return {row.name: row.codings for row in code_queries.codes(session, viewer)}


def test_the_codings_of_a_merged_code_count_as_those_of_the_other(session, lead, talk):
    shame, hiding = (factories.code(session, lead, name=name) for name in ("Shame", "Hiding"))
    factories.coding(session, lead, talk=talk, label=shame, turn=2)
    factories.coding(session, lead, talk=talk, label=hiding, turn=2)
    factories.coding(session, lead, talk=talk, label=hiding, turn=3)

    merge_codes(session, lead, hiding.id, shame.id)

    # Turn 2 carries both by one coder, which is one coding; turn 3 is the other.
    assert counts(session, lead) == {"Shame": 2}
    assert code_queries.coding_count(session, lead, shame.id) == 2
    assert {row.code for row in coding.codings(session, lead, talk.id)} == {"Shame"}
    assert {row.own_code_id for row in coding.codings(session, lead, talk.id)} == {shame.id, hiding.id}
    assert len(passages(session, lead, code_ids=[shame.id])) == 2
    assert {turn.code for turn in coded_turns(session, lead)} == {shame.id}


def test_a_merge_is_taken_back_whole(session, lead, talk):
    theme = factories.theme(session, lead)
    shame, hiding = factories.code(session, lead, name="Shame"), factories.code(session, lead, theme=theme)
    factories.coding(session, lead, talk=talk, label=hiding, turn=2)
    before = everything(session, lead, talk)
    merge_codes(session, lead, hiding.id, shame.id)
    assert everything(session, lead, talk) != before

    part_code(session, lead, hiding.id)

    assert everything(session, lead, talk) == before


def test_chains_end_at_the_last_code_and_come_apart_in_any_order(session, lead, talk):
    a, b, c = (factories.code(session, lead, name=name) for name in "ABC")
    factories.coding(session, lead, talk=talk, label=a, turn=2)
    merge_codes(session, lead, a.id, b.id)
    merge_codes(session, lead, b.id, c.id)

    assert counts(session, lead) == {"C": 1}
    assert counted_code(session, lead, a.id) == c.id
    part_code(session, lead, b.id)
    assert counts(session, lead) == {"B": 1, "C": 0}
    part_code(session, lead, a.id)
    assert counts(session, lead) == {"A": 1, "B": 0, "C": 0}


def test_merging_into_a_merged_code_is_merging_into_what_it_stands_for(session, lead):
    a, b, c = (factories.code(session, lead, name=name) for name in "ABC")
    merge_codes(session, lead, b.id, c.id)

    assert merge_codes(session, lead, a.id, b.id).id == c.id
    part_code(session, lead, b.id)
    assert counted_code(session, lead, a.id) == c.id


def test_circles_are_refused(session, lead):
    a, b, c = (factories.code(session, lead, name=name) for name in "ABC")
    merge_codes(session, lead, a.id, b.id)
    merge_codes(session, lead, b.id, c.id)

    for target in (a, b, c):
        with pytest.raises(MergedInCircle):
            merge_codes(session, lead, c.id, target.id)
    with pytest.raises(CodeMerged):
        merge_codes(session, lead, a.id, factories.code(session, lead).id)


def test_what_stands_for_itself_cannot_be_parted_and_a_retired_code_takes_nothing_in(session, lead):
    a, b = (factories.code(session, lead, name=name) for name in "AB")
    retire_code(session, lead, b.id)

    with pytest.raises(NotMerged):
        part_code(session, lead, a.id)
    with pytest.raises(CodeRetired):
        merge_codes(session, lead, a.id, b.id)


def test_a_page_that_still_offers_the_merged_code_puts_the_other_one_on(session, lead, talk):
    a, b = (factories.code(session, lead, name=name) for name in "AB")
    merge_codes(session, lead, a.id, b.id)

    factories.coding(session, lead, talk=talk, label=a, turn=2)

    [row] = coding.codings(session, lead, talk.id)
    assert (row.code, row.own_code_id) == ("B", b.id)


def test_undo_puts_a_coding_back_with_its_own_code(write, read):
    with write() as session:
        lead = factories.study(session)
        talk = factories.transcript(session, lead)
        a, b, c = (factories.code(session, lead, name=name) for name in "ABC")
        factories.coding(session, lead, talk=talk, label=a, turn=2)
        factories.coding(session, lead, talk=talk, label=a, turn=3)
        merge_codes(session, lead, a.id, b.id)
    with write() as session:
        first, second = coding.codings(session, lead, talk.id)
        remove_coding(session, lead, first.id)
        recode(session, lead, coding_id=second.id, code_id=c.id)
    for _ in range(2):
        with write() as session:
            undo(session, lead)
    with write() as session:
        part_code(session, lead, a.id)

    with read() as session:
        assert {row.code for row in coding.codings(session, lead, talk.id)} == {"A"}


def test_the_name_of_a_merged_code_stays_its_own(session, lead):
    a, b = (factories.code(session, lead, name=name) for name in ("Hiding", "Shame"))
    merge_codes(session, lead, a.id, b.id)

    with pytest.raises(NameMerged):
        create_code(session, lead, name="hiding")


def test_a_theme_that_holds_merged_codes_only_can_go(session, lead):
    theme = factories.theme(session, lead)
    a, b = factories.code(session, lead, name="A", theme=theme), factories.code(session, lead, name="B")
    merge_codes(session, lead, a.id, b.id)

    remove_theme(session, lead, theme.id)
    part_code(session, lead, a.id)

    assert [code.name for code in tree(session, lead).unsorted] == ["A", "B"]


def test_the_preview_says_what_agreement_will_be(write, read):
    with write() as session:
        lead = factories.study(session)
        other = factories.member(session, lead)
        talk = factories.transcript(session, lead, lines=[f"P{1 + n % 2}: Turn {n}" for n in range(6)])
        a, b = (factories.code(session, lead, name=name) for name in "AB")
        unused = factories.code(session, lead, name="Unused")
        for viewer, marks in ((lead, ((a, 1), (b, 2), (a, 3))), (other, ((a, 1), (a, 2), (b, 4)))):
            for label, turn in marks:
                factories.coding(session, viewer, talk=talk, label=label, turn=turn)
            mark_reading(session, viewer, transcript_id=talk.id, done=True)
        late = factories.code(session, lead, name="Late")
    with read() as session:
        told = {one.id: preview(session, lead, one.id, b.id) for one in (a, unused, late)}
        before = {line.row.name: line.figures.agreement for line in audit(session, lead, USUAL).lines}

    for one, found in told.items():
        with write() as session:
            merge_codes(session, lead, one, b.id)
        with read() as session:
            after = {line.row.name: line.figures.agreement for line in audit(session, lead, USUAL).lines}["B"]
            codings = counts(session, lead)["B"]
        with write() as session:
            part_code(session, lead, one)
        assert found.rounds[0].agreement.merged == after
        assert found.extent.merged.codings == codings
    # A and B together: the lead on 1, 2, 3, the other on 1, 2, 4.
    assert told[a.id].rounds[0].agreement.merged.carried_by_all == 2
    # Merging in what nobody used, be it made after the readings, takes nothing away.
    assert told[unused.id].rounds[0].agreement.merged == told[late.id].rounds[0].agreement.merged == before["B"]


def test_of_a_code_merged_with_a_later_one_that_was_used_earlier_readers_say_nothing(write, read):
    with write() as session:
        lead = factories.study(session)
        other = factories.member(session, lead)
        talk = factories.transcript(session, lead)
        a = factories.code(session, lead, name="A")
        for viewer in (lead, other):
            factories.coding(session, viewer, talk=talk, label=a, turn=2)
            mark_reading(session, viewer, transcript_id=talk.id, done=True)
        late = factories.code(session, lead, name="Late")
        factories.coding(session, lead, talk=talk, label=late, turn=3)
        merge_codes(session, lead, late.id, a.id)

    with read() as session:
        assert [line.figures.agreement.turns for line in audit(session, lead, USUAL).lines] == [0]


def test_who_may_merge(session, lead):
    a, b = (factories.code(session, lead, name=name) for name in "AB")
    coder, supervisor = factories.member(session, lead), factories.member(session, lead, role=Role.SUPERVISOR)
    outsider = factories.study(session)

    for act in (merge_codes, preview):
        for viewer in (coder, supervisor):
            with pytest.raises(NotAllowed):
                act(session, viewer, a.id, b.id)
        with pytest.raises(NotInThisStudy):
            act(session, outsider, a.id, b.id)
    merge_codes(session, lead, a.id, b.id)
    with pytest.raises(NotAllowed):
        part_code(session, coder, a.id)
    with pytest.raises(NotInThisStudy):
        part_code(session, outsider, a.id)


def test_before_the_reveal_a_colleagues_code_cannot_be_merged_and_ones_own_takes_nothing_of_the_team(session, lead):
    coder = factories.member(session, lead)
    shared = factories.code(session, lead, name="Shared")
    lead, coder = factories.blind(session, lead, coder)
    mine, theirs = factories.code(session, lead, name="Mine"), factories.code(session, coder, name="Theirs")
    second = factories.code(session, lead, name="Mine too")

    for source, target in ((mine, theirs), (theirs, mine), (shared, theirs), (theirs, shared)):
        with pytest.raises(NotInThisStudy):
            merge_codes(session, lead, source.id, target.id)
    with pytest.raises(NotYetShared):
        merge_codes(session, lead, shared.id, mine.id)
    merge_codes(session, lead, mine.id, second.id)
    merge_codes(session, lead, second.id, shared.id)

    assert counts(session, lead) == {"Shared": 0}
    assert counts(session, coder) == {"Shared": 0, "Theirs": 0}
    assert card(session, coder, shared.id).merged == ()
    session.commit()
    assert "code.merged" not in {line.act for line in trail.trail(session, coder, trail.Sought(), 500)}


def test_a_colleagues_own_merges_into_a_code_that_the_lead_merges_follow_it(session, lead, talk):
    # The coder's own code stands for the team's A; the lead, who cannot see it, merges A into B.
    coder = factories.member(session, lead, role=Role.LEAD)
    a, b = (factories.code(session, lead, name=name) for name in "AB")
    lead, coder = factories.blind(session, lead, coder)
    own = factories.code(session, coder, name="Own")
    factories.coding(session, coder, talk=talk, label=own, turn=2)
    merge_codes(session, coder, own.id, a.id)

    merge_codes(session, lead, a.id, b.id)

    assert counts(session, coder) == {"B": 1}
    assert counts(session, lead) == {"B": 0}


def everything(session, viewer, *talks):
    """Return every count and list that a page shows, by name, so that two states of a study can be compared."""
    grown = tree(session, viewer)
    codes = code_queries.codes(session, viewer)
    return {
        "tree": grown,
        "cells": [
            (line.name, line.cells, line.total, line.heard_in, line.wording)
            for by in Column
            for line in compare(session, viewer, by).lines
        ],
        "agreement": [(line.row.name, line.figures.agreement) for line in audit(session, viewer, USUAL).lines],
        "quotes": chosen_quotes(session, viewer),
        "passages": [passages(session, viewer, code_ids=[row.id]) for row in codes],
        "pages": [passage_page(session, viewer, row.id, 1, 99) for row in codes],
        "counts": [code_queries.coding_count(session, viewer, row.id) for row in codes],
        "codings": [sorted(map(str, coding.codings(session, viewer, talk.id))) for talk in talks],
    }  # fmt: skip


# A small study for the laws: two coders, six turns, four codes of which two are in a theme.
CODES, TURNS = "ABCD", range(1, 7)
marks = st.lists(st.tuples(st.sampled_from((0, 1)), st.sampled_from(CODES), st.sampled_from(TURNS)), max_size=14)
merges = st.lists(st.tuples(st.sampled_from(CODES), st.sampled_from(CODES)), min_size=1, max_size=4)


@pytest.mark.parametrize("kind", BOTH)
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(marked=marks, wanted=merges)
def test_after_merges_every_count_is_a_slow_recount_and_taken_back_all_is_as_before(databases, kind, marked, wanted):
    with databases.fresh(kind) as url:
        engine = open_engine(url)
        try:
            the_law(engine, marked, wanted)
        finally:
            engine.dispose()


def the_law(engine, marked, wanted):
    with writer(engine, KEY) as session:
        lead = factories.study(session)
        coders = (lead, factories.member(session, lead))
        talk = factories.transcript(session, lead, lines=[f"P{1 + n % 3}: Turn {n}" for n in TURNS])
        theme = factories.theme(session, lead)
        codes = {name: factories.code(session, lead, name=name) for name in CODES}
        for name in "AB":
            place_code(session, lead, code_id=codes[name].id, theme_id=theme.id)
        for who, name, turn in marked:
            factories.coding(session, coders[who], talk=talk, label=codes[name], turn=turn)
        for viewer in coders:
            mark_reading(session, viewer, transcript_id=talk.id, done=True)
        session.flush()
        before = everything(session, lead, talk)

        stands, done = {}, []
        for source, target in wanted:
            try:
                merge_codes(session, lead, codes[source].id, codes[target].id)
            except (MergedInCircle, CodeMerged):
                continue
            stands[source] = last(stands, target)
            done.append(source)
        recounted(session, lead, codes, stands, marked)
        for source in done:
            part_code(session, lead, codes[source].id)
        session.flush()
        session.expire_all()
        assert everything(session, lead, talk) == before


def last(stands, name):
    while name in stands:
        name = stands[name]
    return name


def recounted(session, lead, codes, stands, marked):
    """Count by hand, from what was marked, and hold every count of the workbench against it."""
    own = {(who, last(stands, name), turn) for who, name, turn in marked}
    left = [name for name in CODES if name not in stands]
    slow = {name: sum(code == name for _, code, _ in own) for name in left}
    assert counts(session, lead) == slow
    assert {name: code_queries.coding_count(session, lead, codes[name].id) for name in left} == slow
    places = {name: {turn for _, code, turn in own if code == name} for name in left}
    for name in left:
        assert card(session, lead, codes[name].id).passages == len(places[name])
        assert len(passages(session, lead, code_ids=[codes[name].id])) == len(places[name])
    lines = {line.name: line for line in compare(session, lead, Column.FOCUS_GROUP).lines if line.depth == 2}
    assert {name: line.total.passages for name, line in lines.items()} == {n: len(places[n]) for n in left}
    found = {line.row.name: line.figures.agreement for line in audit(session, lead, USUAL).lines}
    for name in left:
        by = [{turn for who, code, turn in own if (who, code) == (coder, name)} for coder in (0, 1)]
        assert found[name].carried_by_any == len(by[0] | by[1])
        assert found[name].carried_by_all == len(by[0] & by[1])
