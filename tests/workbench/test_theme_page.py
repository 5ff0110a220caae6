"""The page of a theme counts as a slow and obvious recount does, and shows to each what they may see."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.analysis.comparison import Column
from app.importing.roles import Kind, Move
from app.store.queries import coding, studies
from app.store.queries.transcripts import turns
from app.workbench.code_places import place_code
from app.workbench.code_quotes import A_PAGE, quotes_of
from app.workbench.comparison import compare
from app.workbench.merging import merge_codes
from app.workbench.questions import confirm_moves, set_questions
from app.workbench.theme_page import theme_page
from app.workbench.theme_shaping import discard
from tests import factories
from tests.factories import on_sqlite

LINES = ("I: What helps?", "P1: Somebody.", "P2: Coffee.", "P1: Time.", "I: What hinders?", "P3: Money.")
GROUPS = 2
# (who codes, focus group, first turn, code): whole turns, some of them the moderator's.
CODINGS = st.lists(
    st.tuples(st.integers(0, 1), st.integers(0, GROUPS - 1), st.integers(1, len(LINES)), st.integers(0, 3)), max_size=14
)


class Study:
    """A theme with a subtheme; code 0 in the theme, 1 in the subtheme, 2 to be merged into 1, 3 in none."""

    def __init__(self, session):
        self.lead = factories.study(session)
        self.coders = [self.lead, factories.member(session, self.lead, initials="CR")]
        self.groups = [factories.focus_group(session, self.lead) for _ in range(GROUPS)]
        self.talks = [factories.transcript(session, self.lead, lines=LINES, group=group) for group in self.groups]
        self.theme = factories.theme(session, self.lead)
        self.below = factories.theme(session, self.lead, under=self.theme)
        self.codes = [factories.code(session, self.lead) for _ in range(4)]
        place_code(session, self.lead, code_id=self.codes[0].id, theme_id=self.theme.id)
        place_code(session, self.lead, code_id=self.codes[1].id, theme_id=self.below.id)


def recount(session, study, codes):
    """Return for each group the turns of each participant that carry one of the codes, from the codings themselves."""
    found = {}
    for group, talk in zip(study.groups, study.talks, strict=True):
        carrying = {row.first_turn for row in coding.codings(session, study.lead, talk.id) if row.own_code_id in codes}
        spoken = {}
        for turn in turns(session, study.lead, talk.id):
            if turn.kind is Kind.PARTICIPANT:
                spoken.setdefault(turn.participant, set())
                if turn.number in carrying:
                    spoken[turn.participant].add(turn.number)
        found[group.label] = {label: len(numbers) for label, numbers in spoken.items()}
    return found


@on_sqlite
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=CODINGS)
def test_the_spread_of_a_theme_equals_a_slow_recount(session, rows):
    study = Study(session)
    for who, group, turn, label in rows:
        factories.coding(session, study.coders[who], talk=study.talks[group], label=study.codes[label], turn=turn)
    merge_codes(session, study.lead, study.codes[2].id, study.codes[1].id)

    for theme, codes in ((study.theme, {0, 1, 2}), (study.below, {1, 2})):
        expected = recount(session, study, {study.codes[one].id for one in codes})
        spread = theme_page(session, study.lead, theme.id).spread
        assert {
            group.label: {voice.label: voice.turns for voice in group.voices} for group in spread.groups
        } == expected
        assert [group.heard for group in spread.groups] == [any(voices.values()) for voices in expected.values()]
        assert spread.speaking == sum(turns > 0 for voices in expected.values() for turns in voices.values())
        [line] = [one for one in compare(session, study.lead, Column.STAKEHOLDER).lines if one.id == theme.id]
        assert spread.wording == line.wording
    session.rollback()


def test_codings_of_a_merged_code_count_for_the_theme(session):
    lead = factories.study(session)
    talk, theme = factories.transcript(session, lead), factories.theme(session, lead)
    whole, part = factories.code(session, lead, theme=theme), factories.code(session, lead)
    factories.coding(session, lead, talk=talk, label=part, turn=3)
    assert theme_page(session, lead, theme.id).spread.speaking == 0

    merge_codes(session, lead, part.id, whole.id)

    page = theme_page(session, lead, theme.id)
    assert (page.spread.speaking, [code.codings for code in page.codes]) == (1, [1])
    assert [said.turns[0].words for said in quotes_of(session, lead, whole.id).said] == [
        "A place with coffee and time."
    ]


def test_the_share_of_passages_after_one_question_is_told(session):
    lead = factories.study(session)
    set_questions(session, lead, research=[], guide=["What helps?", "What hinders?"])
    helps, hinders = (question.id for question in studies.guide(session, lead))
    talk, theme = factories.transcript(session, lead, lines=LINES), factories.theme(session, lead)
    confirm_moves(session, lead, talk.id, {1: (Move.QUESTION, helps), 5: (Move.QUESTION, hinders)})
    label = factories.code(session, lead, theme=theme)
    for turn in (2, 3, 6):
        factories.coding(session, lead, talk=talk, label=label, turn=turn)

    shares = theme_page(session, lead, theme.id).topic.shares

    assert [(question, one.passages, one.of) for question, one in shares] == [
        ("What helps?", 2, 3), ("What hinders?", 1, 3),
    ]  # fmt: skip


def test_a_quote_whose_passage_lost_the_code_is_marked(session):
    lead = factories.study(session)
    talk, theme = factories.transcript(session, lead), factories.theme(session, lead)
    label = factories.code(session, lead, theme=theme)
    factories.coding(session, lead, talk=talk, label=label)
    factories.quote(session, lead, talk=talk, speaks_for=theme)
    assert [quote.carried for quote in theme_page(session, lead, theme.id).quotes] == [True]

    place_code(session, lead, code_id=label.id, theme_id=None)

    assert [quote.carried for quote in theme_page(session, lead, theme.id).quotes] == [False]


def test_a_discarded_theme_keeps_its_page(session):
    lead = factories.study(session)
    theme = factories.theme(session, lead)
    factories.code(session, lead, name="Going out", theme=theme)
    discard(session, lead, theme.id, why="It praised people.")

    page = theme_page(session, lead, theme.id)

    assert (page.branch, [code.name for code in page.codes]) == (None, ["Going out"])
    assert [one.state.value for one in page.editions] == ["discarded", "candidate"]


@pytest.mark.parametrize("coders", [1, 2])
def test_the_passages_of_a_code_come_a_page_at_a_time_each_once(session, coders):
    lead = factories.study(session)
    label, others = factories.code(session, lead), [lead, factories.member(session, lead, initials="CR")][:coders]
    talk = factories.transcript(session, lead, lines=[f"P1: Words {turn}." for turn in range(1, A_PAGE + 6)])
    for viewer in others:
        for turn in range(1, A_PAGE + 6):
            factories.coding(session, viewer, talk=talk, label=label, turn=turn)

    first = quotes_of(session, lead, label.id)
    rest = quotes_of(session, lead, label.id, after=first.more)

    assert (len(first.said), first.more, len(rest.said), rest.more) == (A_PAGE, A_PAGE, 5, 0)
    numbers = [said.turns[0].number for said in (*first.said, *rest.said)]
    assert numbers == list(range(1, A_PAGE + 6))
    assert {said.coders for said in first.said} == {("CR", "LA")[2 - coders :] if coders == 2 else ("LA",)}
