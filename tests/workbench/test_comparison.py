"""The matrix of a small study, counted by hand."""

from uuid import uuid4

import pytest

from app.analysis.commonalities import Emptiness
from app.analysis.comparison import Column
from app.analysis.counting import NOTHING
from app.analysis.wording import Quantifier
from app.store.queries.transcripts import NotInThisStudy
from app.workbench.behind import behind
from app.workbench.comparison import compare
from app.workbench.rounds import mark_reading
from tests import factories

# SU1: service users in District A; SU2: service users in District B; PR: professionals in District A.
# Code "a" and "b" are in subtheme "sub" of theme "top"; code "c" is in none. All by one coder:
#
#   SU1  1 I   a                  a moderator's turn: never counted
#        2 P1  a, b on one unit
#        2-3   a                  an exchange of P1 and P2: two turns, nobody's voice
#        4 P1  a
#   SU2  3 P2  b
#   PR   1 I   c                  never counted
#        2 P1  c
#
#   row    column  passages                      turns          participants  focus groups
#   a      SU1     2, 2-3, 4 = 3                 2, 3, 4 = 3    P1 = 1        1
#   b      SU1     2 = 1                         1              1             1
#   b      SU2     3 = 1                         1              1             1
#   sub    SU1     2 (a and b are one), 2-3, 4   3              1             1
#   sub    total   3 + 1 = 4                     3 + 1 = 4      1 + 1 = 2     2
#   c      PR      1                             1              1             1
ONE = (1, 1, 1, 1)
SUB_IN_SU1 = (3, 3, 1, 1)
SUB = (4, 4, 2, 2)
NONE = (0, 0, 0, 0)


@pytest.fixture
def lead(session):
    lead = factories.study(session)
    places = {
        "SU1": ("Service user", "District A", ["I: Ask", "P1: Coffee helps", "P2: And soup", "P1: On Tuesdays"]),
        "SU2": ("Service user", "District B", ["I: Ask", "P1: Nothing", "P2: A walk"]),
        "PR": ("Professional", "District A", ["I: Ask", "P1: A steady place"]),
    }
    talks = {}
    for label, (stakeholder, district, lines) in places.items():
        group = factories.focus_group(session, lead, label=label, stakeholder=stakeholder, district=district)
        talks[label] = factories.transcript(session, lead, group=group, lines=lines)
    top = factories.theme(session, lead, name="top")
    sub = factories.theme(session, lead, name="sub", under=top)
    codes = {name: factories.code(session, lead, name=name, theme=sub) for name in "ab"}
    codes["c"] = factories.code(session, lead, name="c")
    for talk, code, turn in (
        ("SU1", "a", 1), ("SU1", "a", 2), ("SU1", "b", 2), ("SU1", "a", 4), ("SU2", "b", 3),
        ("PR", "c", 1), ("PR", "c", 2),
    ):  # fmt: skip
        factories.coding(session, lead, talk=talks[talk], label=codes[code], turn=turn)
    factories.coding(session, lead, talk=talks["SU1"], label=codes["a"], words="helps\nAnd soup")
    mark_reading(session, lead, transcript_id=talks["SU1"].id, done=True)
    session.commit()
    return lead


def plain(counts):
    """Passages, turns, participants and focus groups."""
    return counts.passages, counts.turns, counts.participants, counts.focus_groups


def cells(session, lead, column):
    found = compare(session, lead, column)
    names = [heading.name for heading in found.headings]
    return {
        line.name: dict(zip(names, (plain(cell.counts) for cell in line.cells), strict=True)) for line in found.lines
    }


def lines(session, lead):
    return {line.name: line for line in compare(session, lead, Column.FOCUS_GROUP).lines}


def test_each_focus_group_is_counted(session, lead):
    assert cells(session, lead, Column.FOCUS_GROUP) == {
        "top": {"SU1": SUB_IN_SU1, "SU2": ONE, "PR": NONE},
        "sub": {"SU1": SUB_IN_SU1, "SU2": ONE, "PR": NONE},
        "a": {"SU1": SUB_IN_SU1, "SU2": NONE, "PR": NONE},
        "b": {"SU1": ONE, "SU2": ONE, "PR": NONE},
        "c": {"SU1": NONE, "SU2": NONE, "PR": ONE},
    }


def test_each_stakeholder_is_counted(session, lead):
    counted = cells(session, lead, Column.STAKEHOLDER)

    assert counted["sub"] == {"Service users": SUB, "Professionals": NONE}
    assert counted["c"] == {"Service users": NONE, "Professionals": ONE}


def test_each_district_is_counted(session, lead):
    counted = cells(session, lead, Column.DISTRICT)

    assert counted["sub"] == {"District A": SUB_IN_SU1, "District B": ONE}
    assert counted["c"] == {"District A": ONE, "District B": NONE}


def test_a_total_counts_every_passage_turn_person_and_focus_group_once(session, lead):
    assert {name: plain(line.total) for name, line in lines(session, lead).items()} == {
        "top": SUB, "sub": SUB, "a": SUB_IN_SU1, "b": (2, 2, 2, 2), "c": ONE,
    }  # fmt: skip


def test_rows_stand_in_the_order_of_the_tree_with_their_depth(session, lead):
    found = compare(session, lead, Column.FOCUS_GROUP)

    assert [(line.name, line.depth) for line in found.lines] == [("top", 0), ("sub", 1), ("a", 2), ("b", 2), ("c", 2)]


def test_a_finding_of_one_kind_of_people_is_worded_for_them(session, lead):
    # "sub": both of two focus groups of service users, none of professionals. "c": the one of professionals.
    worded = {name: line.wording for name, line in lines(session, lead).items()}
    kinds = compare(session, lead, Column.FOCUS_GROUP).stakeholders

    assert (worded["sub"].quantifier, worded["sub"].heard, worded["sub"].of) == (Quantifier.BOTH, 2, 2)
    assert kinds[worded["sub"].stakeholder] == ("Service users", "SU")
    assert worded["a"].quantifier is Quantifier.ONE_OF_TWO
    assert (worded["c"].quantifier, worded["c"].of) == (Quantifier.ONE, 1)
    assert [row[1:] for row in worded["sub"].by_stakeholder] == [(2, 2), (0, 1)]


def test_columns_say_which_are_not_fully_read(session, lead):
    found = compare(session, lead, Column.FOCUS_GROUP)
    districts = compare(session, lead, Column.DISTRICT)

    assert [(heading.name, heading.read) for heading in found.headings] == [
        ("SU1", True),
        ("SU2", False),
        ("PR", False),
    ]
    assert found.unread == ("SU2", "PR")
    assert not any(heading.read for heading in districts.headings)  # District A holds PR, too


def test_a_column_opens_what_it_counts(session, lead):
    for by in Column:
        found = compare(session, lead, by)
        for line in found.lines:
            for heading, cell in zip(found.headings, line.cells, strict=True):
                opened = behind(session, lead, line.id, by=by, column=heading.id)
                assert (opened.place, opened.count) == (heading.name, cell.counts.passages)
                assert len(opened.passages) == opened.count
            assert behind(session, lead, line.id, by=by).count == line.total.passages
    with pytest.raises(NotInThisStudy):
        behind(session, lead, found.lines[0].id, by=Column.STAKEHOLDER, column=uuid4())


def test_words_in_two_passages_are_counted_once(session, lead):
    # "a" in SU1: turn 2 "Coffee helps" (2), the exchange "helps / And soup" (3, of which "helps" is counted already),
    # turn 4 "On Tuesdays" (2): 2 + 2 + 2 = 6.
    words = {line.name: line.total.words for line in compare(session, lead, words=True).lines}

    assert (words["a"], words["b"], words["c"]) == (6, 2 + 2, 3)


def test_a_column_knows_all_that_could_be_counted_in_it(session, lead):
    # SU1: P1 and P2 say "Coffee helps", "And soup", "On Tuesdays": 3 turns, 6 words. District A has PR beside it:
    # "A steady place": 1 turn, 3 words.
    wholes = {heading.name: heading.whole for heading in compare(session, lead, Column.FOCUS_GROUP).headings}
    assert (wholes["SU1"].turns, wholes["SU1"].words, wholes["SU1"].participants) == (3, 6, 2)
    assert (wholes["SU1"].passages, wholes["SU1"].focus_groups) == (3, 1)

    wholes = {heading.name: heading.whole for heading in compare(session, lead, Column.DISTRICT).headings}
    assert (wholes["District A"].turns, wholes["District A"].words, wholes["District A"].focus_groups) == (4, 9, 2)


def test_an_empty_cell_says_why(session, lead):
    found = compare(session, lead)
    quiet = {line.name: [cell.empty for cell in line.cells] for line in found.lines}

    # SU2 and PR are not read; of SU1, "c" is nowhere.
    assert quiet["c"] == [(Emptiness.NOT_CODED,), (Emptiness.NOT_READ,), ()]
    assert quiet["a"] == [(), (Emptiness.NOT_READ,), (Emptiness.NOT_READ,)]


def test_moderators_are_told_apart(session, lead):
    moderators = {line.name: line.row.moderators for line in compare(session, lead).lines}

    assert (moderators["a"].passages, moderators["a"].turns) == (1, 1)
    assert moderators["b"] == NOTHING


def test_another_study_counts_nothing_of_this_one(session, lead):
    other = factories.study(session)

    found = compare(session, other, Column.FOCUS_GROUP)

    assert (found.headings, found.lines) == ((), ())
    with pytest.raises(NotInThisStudy):
        behind(session, other, compare(session, lead).lines[0].id)
