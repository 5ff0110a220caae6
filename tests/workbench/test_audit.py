"""The audit of a small study from every side, worked by hand, and its table read back by the command."""

from dataclasses import replace

import pytest

from app.analysis.audit.units import Cut
from app.analysis.coefficients.kinds import Name
from app.analysis.coefficients.report import report_of
from app.analysis.undefined import Undefined
from app.importing.coded_units import read_coded_units, write_coded_units
from app.security.permissions import NotAllowed, Role
from app.store.queries.transcripts import NotInThisStudy
from app.store.tables import Approach, Member, Outcome
from app.workbench.audit.after import after_talking
from app.workbench.audit.approach import set_approach
from app.workbench.audit.choice import Choice, Rows
from app.workbench.audit.ground import ground
from app.workbench.audit.page import audit
from app.workbench.audit.passages import Did, How, Wanted, behind
from app.workbench.audit.row import of_row
from app.workbench.audit.sets import set_numbers
from app.workbench.audit.sides import (
    WHO_IT_IS,
    between_coders,
    by_background,
    by_focus_group,
    by_stakeholder,
    over_time,
)
from app.workbench.audit.table import NoTableOfCharacters, NothingCompared, unit_table
from app.workbench.audit.walk import walk
from app.workbench.code_places import place_code
from app.workbench.decisions import Settlement, Spot, settle
from app.workbench.rounds import mark_reading, reveal_round
from tests import factories

LINES = ["I: Ask", "P1: Coffee. Cake", "P2: Soup", "I: Ask more", "P1: Mm", "P2: A walk"]


class Team:
    """Three coders: C1 and C2 have read both talks, C3 only the first. What they put where:

    talk one     turn 2   3   5   6      talk two, turn 2   3   5   6
    C1               A    A   -   B                    AB   -   -   -
    C2               A    B   -   B                    A    -   -   A
    C3               A    A   -   -
    """

    def __init__(self, session):
        self.session = session
        lead = factories.study(session)
        backgrounds = ("academic", "academic, lived experience", "lived experience")
        members = [factories.member(session, lead, initials=name) for name in ("C1", "C2", "C3")]
        for member, words in zip(members, backgrounds, strict=True):
            row = session.get_one(Member, (lead.study_id, member.member_id))
            row.backgrounds = words
        users, others = (
            factories.focus_group(session, lead, label=f"{kind}s 1", stakeholder=kind)
            for kind in ("Service user", "Volunteer")
        )
        self.one, self.two = (
            factories.transcript(session, lead, lines=LINES, group=group, title=group.label)
            for group in (users, others)
        )
        self.theme = factories.theme(session, lead, name="Ground")
        self.a, self.b = (factories.code(session, lead, name=name) for name in "AB")
        for code in (self.a, self.b):
            place_code(session, lead, code_id=code.id, theme_id=self.theme.id)
        lead, *coders = factories.blind(session, lead, *members)
        [self.round_id] = lead.blind_rounds
        put = (
            (0, self.one, "A", 2), (0, self.one, "A", 3), (0, self.one, "B", 6), (1, self.one, "A", 2),
            (1, self.one, "B", 3), (1, self.one, "B", 6), (2, self.one, "A", 2), (2, self.one, "A", 3),
            (0, self.two, "A", 2), (0, self.two, "B", 2), (1, self.two, "A", 2), (1, self.two, "A", 6),
        )  # fmt: skip
        codes = {"A": self.a, "B": self.b}
        for who, talk, name, turn in put:
            factories.coding(session, coders[who], talk=talk, label=codes[name], turn=turn)
        for who, talk in ((0, self.one), (0, self.two), (1, self.one), (1, self.two), (2, self.one)):
            mark_reading(session, coders[who], transcript_id=talk.id, done=True)
        reveal_round(session, lead, self.round_id)
        self.lead, *self.coders = (factories.again(session, viewer) for viewer in (lead, *coders))
        self.choice = Choice(self.round_id)

    def shown(self, **choice):
        return audit(self.session, self.lead, replace(self.choice, **choice))

    def behind(self, **wanted):
        found = behind(self.session, self.lead, self.choice, Wanted(**wanted))
        return [(one.talk.title, one.turn.number) for one in found.turns]


@pytest.fixture
def team(session):
    return Team(session)


def test_the_figures_of_a_code(team):
    lines = {line.row.name: line for line in team.shown().lines}
    a, b = lines["A"].figures, lines["B"].figures

    # Code A, as (could, did): talk one 3/3, 2/3, 0/3, 0/3; talk two 2/2, 0/2, 0/2, 1/2. 20 values, 8 of them yes... :
    # yes 3 + 2 + 2 + 1 = 8, no 12. Units that differ: 2/3 gives x(m-x)/(m-1) = 2*1/2 = 1, 1/2 gives 1*1/1 = 1.
    # alpha = 1 - (n - 1) * 2 / (8 * 12) = 1 - 38/96
    assert a.agreement.alpha == pytest.approx(1 - 38 / 96)
    assert (a.agreement.carried_by_any, a.agreement.carried_by_all, a.agreement.turns) == (4, 2, 8)
    assert a.prevalence == pytest.approx(8 / 20)
    assert lines["A"].used == ((3, 8), (3, 8), (2, 4))
    # Code B: talk one 0/3, 1/3, 0/3, 2/3; talk two 1/2, 0/2 three times: yes 4, no 16, differing 1 + 1 + 1 = 3.
    assert b.agreement.alpha == pytest.approx(1 - 19 * 3 / (4 * 16))
    # Most different first.
    assert [line.row.name for line in team.shown().lines] == ["B", "A"]


def test_what_counts_is_said(team):
    scope = team.shown().numbers.scope

    assert (scope.compared, scope.read_by_one, scope.unread, scope.talks_compared) == (8, 0, 0, 2)
    assert [(name, who) for name, who in scope.talks] == [
        ("Service users 1", ("C1", "C2", "C3")), ("Volunteers 1", ("C1", "C2")),
    ]  # fmt: skip
    assert scope.late == ()


def test_codes_that_are_swapped_are_named_and_open_their_passages(team):
    [swap] = team.shown().numbers.swaps

    assert ({swap.first.name, swap.second.name}, swap.units) == ({"A", "B"}, 1)
    assert team.behind(row_id=team.a.id, other_id=team.b.id) == [("Service users 1", 3)]


def test_units_and_rows_are_chosen(team):
    by_unit = {cut: team.shown(cut=cut).numbers.scope.compared for cut in Cut}

    # "Mm" is no saying; "Coffee. Cake" has two sentences; two blocks in each talk; letters of the participants' turns.
    letters = sum(len(line.partition(": ")[2]) for line in LINES if line.startswith("P"))
    assert by_unit == {
        Cut.TURN: 8, Cut.SAYING: 6, Cut.SENTENCE: 10, Cut.BLOCK: 4, Cut.TALK: 2, Cut.CHARACTER: 2 * letters,
    }  # fmt: skip
    assert team.shown(moderators=True).numbers.scope.compared == 12
    [theme] = team.shown(rows=Rows.THEMES).lines
    # The theme is there where A or B is: talk one 3/3, 3/3, 0/3, 2/3; talk two 2/2, 0, 0, 1/2.
    assert theme.row.name == "Ground"
    assert (theme.figures.agreement.carried_by_any, theme.figures.agreement.carried_by_all) == (5, 3)


def test_each_number_opens_its_passages(team):
    assert team.behind(row_id=team.a.id, how=How.ANY) == [
        ("Service users 1", 2), ("Service users 1", 3), ("Volunteers 1", 2), ("Volunteers 1", 6),
    ]  # fmt: skip
    assert team.behind(row_id=team.a.id, how=How.ALL) == [("Service users 1", 2), ("Volunteers 1", 2)]
    assert team.behind(row_id=team.a.id) == [("Service users 1", 3), ("Volunteers 1", 6)]
    assert team.behind(row_id=team.theme.id) == [("Service users 1", 6), ("Volunteers 1", 6)]
    two = frozenset({team.coders[0].member_id, team.coders[2].member_id})
    assert team.behind(coder_ids=two) == [("Service users 1", 6)]
    assert team.behind(row_id=team.a.id, transcript_id=team.two.id) == [("Volunteers 1", 6)]
    second = team.coders[1].member_id
    assert team.behind(row_id=team.a.id, how=How.ANY, by_id=second) == [
        ("Service users 1", 2), ("Volunteers 1", 2), ("Volunteers 1", 6),
    ]  # fmt: skip
    with pytest.raises(NotInThisStudy):
        team.behind(row_id=team.a.id, how=How.ANY, by_id=team.lead.member_id)  # who has read nothing in the round
    with pytest.raises(NotInThisStudy):
        team.behind(row_id=factories.code(team.session, factories.study(team.session)).id)


def test_a_passage_shows_who_coded_and_what_they_marked(team):
    found = behind(team.session, team.lead, team.choice, Wanted(row_id=team.a.id, transcript_id=team.one.id))

    [turn] = found.turns
    [drawn] = turn.rows
    assert drawn.did == (("C1", Did.YES), ("C2", Did.NO), ("C3", Did.YES))
    assert [(piece.words, piece.initials) for piece in drawn.pieces] == [("Soup", ("C1", "C3"))]


def test_a_code_says_whether_the_same_stretches_were_marked_and_a_theme_does_not(team):
    of_code = of_row(team.session, team.lead, team.choice, Wanted(row_id=team.a.id))
    of_theme = of_row(team.session, team.lead, team.choice, Wanted(row_id=team.theme.id))

    # Everybody marks whole turns, so what differs is 4 letters of "Soup" (2 of 3 coders) and 6 of "A walk" (1 of 2).
    # Values: talk one 3 * 24 letters, talk two 2 * 24: 120. Marked: one 3 * 12 + 2 * 4, two 2 * 12 + 6: 74, not 46.
    # Split: 4 * 2 * 1 / 2 + 6 * 1 * 1 / 1 = 10, of ordered pairs twice as many: 20.
    # Own pairs: 3 * 12² + 2 * 4² + 2 * 12² + 6² + 46 = 834.
    chance = 2 * 74 * 46 / (120 * 120 - 834)
    assert of_code.boundaries == pytest.approx(1 - 20 / (120 * chance))
    assert of_theme.boundaries is None


def test_coders_are_compared_with_each_other_and_left_out_one_by_one(team):
    shown = team.shown()
    between = between_coders(shown.basis, shown.numbers.cells)

    # C1 and C3 on talk one: A agrees everywhere, B differs on turn 6 alone. Do of B: 2*1/8; De of B: 2*1*7/(8*7).
    # Do of A 0, De of A: 4 yes and 4 no of 8: 2*4*4/(8*7). 1 - (1/4) / (1/4 + 4/7)
    assert between.of(0, 2).alpha == pytest.approx(1 - (1 / 4) / (1 / 4 + 4 / 7))
    assert (between.of(0, 1).units, between.of(2, 0).units) == (8, 4)
    assert between.without[2] == between.of(0, 1).alpha


def test_backgrounds_are_compared_only_where_nobody_can_be_recognised(team):
    shown = team.shown()

    found = {one.name: one for one in by_background(shown.basis, shown.numbers.cells)}

    assert found.keys() == {"academic", "lived experience"}
    assert {one.across for one in found.values()} == {WHO_IT_IS}  # each leaves one person on the other side


def test_focus_groups_and_stakeholders_are_compared(team):
    here = ground(team.session, team.lead, team.shown().basis)

    assert [(one.name, one.units) for one in by_focus_group(here)] == [("Service users 1", 4), ("Volunteers 1", 4)]
    users, volunteers = by_stakeholder(here)
    # Talk two, code A: 2/2, 0, 0, 1/2: yes 3, no 5 of 8; one differing: 1 - 7 * 1 / (3 * 5)
    assert volunteers.rows[0].alpha == pytest.approx(1 - 7 / 15)
    assert users.name == "Service users"


def test_time_is_told_in_the_order_of_the_coding(team):
    here = ground(team.session, team.lead, team.shown().basis)

    time = over_time(team.session, team.lead, here)

    assert [one.name for _, one in time.talks] == ["Service users 1", "Volunteers 1"]
    assert [half.units for half in time.halves] == [4, 4]


def test_agreement_after_talking_is_that_of_the_consensus(team):
    assert after_talking(team.session, team.lead, team.shown().basis) is None
    for one in walk(team.session, team.lead, team.round_id).open:
        spot = Spot(one.talk.id, one.stretch.first, one.stretch.last, one.seen)
        settle(team.session, team.lead, team.round_id, spot, Settlement(Outcome.BOTH, "We talked"))

    found = after_talking(team.session, team.lead, team.shown().basis)

    assert found.after == pytest.approx(1.0)
    assert found.before == team.shown().numbers.overall
    # Turn 3 of talk one: C1 and C3 had no B, C2 no A; turn 6: C3 no B. Talk two: C2 no B on turn 2, C1 no A on turn 6.
    assert (found.settled, dict(found.moved)) == (5, {"C1": 2, "C2": 2, "C3": 2})


@pytest.mark.parametrize("cut", [Cut.TURN, Cut.SAYING, Cut.SENTENCE, Cut.BLOCK, Cut.TALK])
def test_the_table_of_units_gives_the_same_numbers_when_it_is_read_back(team, cut):
    choice = replace(team.choice, cut=cut)
    table = unit_table(team.session, team.lead, choice)

    read = read_coded_units(write_coded_units(table))
    report = {code.code: code for code in report_of(read, 1).codes}

    shown = audit(team.session, team.lead, choice)
    assert len(read.units) == shown.numbers.scope.compared
    for line in shown.lines:
        one = report[line.row.name]
        values = {coefficient.name: coefficient for coefficient in one.coefficients}
        assert one.counts == line.figures.agreement
        if isinstance(one.counts.alpha, Undefined):  # the command words it otherwise
            assert isinstance(values[Name.ALPHA].value, Undefined)
        else:
            assert values[Name.ALPHA].value == one.counts.alpha
            assert values[Name.ALPHA].interval == line.certainty.interval
            assert one.without == dict(line.certainty.without)


def test_the_table_says_who_did_not_read_a_unit(team):
    table = unit_table(team.session, team.lead, team.choice)

    assert table.coders == ("C1", "C2", "C3")
    assert [row[2] for row in table.marks["A"]] == [True, True, False, False, None, None, None, None]


def test_sets_of_codes_are_compared_with_masi_and_jaccard(team):
    shown = team.shown(cut=Cut.TALK)

    found = set_numbers(team.session, team.lead, shown.basis)

    # Talk one: C1 {A, B}, C2 {A, B}, C3 {A}; talk two: C1 {A, B}, C2 {A}. MASI of {A, B} and {A}: 1 - 1/2 * 2/3 = 2/3.
    # Do: talk one 2 differing pairs of 3 coders: 4 * 2/3 / 2; talk two 2 * 2/3 / 1; sum 8/3, over 5 values.
    # De: 3 of {A, B}, 2 of {A}: 2 * 6 * 2/3 / (5 * 4) = 2/5. alpha = 1 - (8/15) / (2/5)
    masi, jaccard = found.coefficients
    assert found.units == 2
    assert masi.value == pytest.approx(1 - (8 / 15) / (2 / 5))
    assert jaccard.value == pytest.approx(masi.value)  # both distances are the same multiple


def test_what_cannot_be_taken_out_says_why(team):
    with pytest.raises(NoTableOfCharacters):
        unit_table(team.session, team.lead, replace(team.choice, cut=Cut.CHARACTER))
    shared = next(one for one in team.shown().rounds if one.id != team.round_id)
    with pytest.raises(NothingCompared):
        unit_table(team.session, team.lead, Choice(shared.id))


def test_the_lead_says_how_the_study_thinks_about_differences(team):
    set_approach(team.session, team.lead, Approach.REFLEXIVE)

    with pytest.raises(NotAllowed):
        set_approach(team.session, team.coders[0], Approach.CODEBOOK)
    supervisor = factories.member(team.session, team.lead, role=Role.SUPERVISOR)
    with pytest.raises(NotAllowed):
        set_approach(team.session, supervisor, Approach.CODEBOOK)
