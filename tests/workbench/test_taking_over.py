"""What becomes of what the team has written about a theme when it is merged into another one."""

from datetime import date
from types import SimpleNamespace

import pytest

from app.store.queries import findings as finding_queries
from app.store.queries import grid as grid_queries
from app.store.queries import studies
from app.store.queries.sign_offs import sign_offs
from app.store.tables import Check, CheckAnswer, Response, SignedThing
from app.workbench.consensus import consensus, say_responses
from app.workbench.findings import findings, make_finding, put_code_behind
from app.workbench.grid import counted_voices, grid, summarise
from app.workbench.questions import set_questions
from app.workbench.sign_offs import sign_off
from app.workbench.silence import say_what_is_asked
from app.workbench.theme_page import theme_page
from app.workbench.theme_review import answer_case, answer_check, mark_fit, write_reflection
from app.workbench.theme_shaping import merge, take_back
from tests import factories


@pytest.fixture
def team(session):
    """Ghosting is to be merged into Shame. Two participants of one focus group speak of both."""
    lead = factories.study(session)
    talk = factories.transcript(session, lead)
    ghosting, shame = (factories.theme(session, lead, name=name) for name in ("Ghosting", "Shame"))
    left, hiding = (factories.code(session, lead, theme=theme) for theme in (ghosting, shame))
    for label, turn in ((left, 2), (hiding, 3)):
        factories.coding(session, lead, talk=talk, label=label, turn=turn)
    return SimpleNamespace(
        session=session, lead=lead, talk=talk, ghosting=ghosting, shame=shame, left=left, group=talk.focus_group_id,
        merge=lambda: merge(session, lead, ghosting.id, shame.id),
        page=lambda theme: theme_page(session, lead, theme.id),
    )  # fmt: skip


def summarised(team, theme, of, words, *, finished=False):
    summarise(team.session, team.lead, theme.id, of, words=words, before="", finished=finished)


def written(team, theme, of):
    one = grid_queries.summaries(team.session, team.lead)[theme.id, of]
    return one.words, one.finished


def test_a_finding_moves_with_its_passages_and_whoever_signed_it_is_asked_again(team):
    session, lead = team.session, team.lead
    found = make_finding(session, lead, theme_id=team.ghosting.id, sentence="People are left without a word.")
    put_code_behind(session, lead, found, team.left.id)
    sign_off(session, lead, thing=SignedThing.FINDING, thing_id=found)
    before = findings(session, lead)[team.ghosting.id]

    team.merge()

    after = findings(session, lead)
    assert team.ghosting.id not in after
    assert [(one.id, one.wording, one.passages) for one in after[team.shame.id]] == [
        (one.id, one.wording, one.passages) for one in before
    ]
    assert [one.reopened_at is None for one in sign_offs(session, lead, [found])] == [False]


def test_summaries_are_joined_and_none_of_them_is_finished_any_more(team):
    [first, second] = [one.id for one in counted_voices(team.session, team.lead)]
    summarised(team, team.ghosting, team.group, "They vanish.", finished=True)
    summarised(team, team.shame, team.group, "They hide.", finished=True)
    summarised(team, team.ghosting, first, "She was left.", finished=True)
    summarised(team, team.shame, second, "He hides.", finished=True)

    team.merge()

    assert written(team, team.shame, team.group) == ("They hide.\n\nThey vanish.", False)
    assert written(team, team.shame, first) == ("She was left.", False)
    assert written(team, team.shame, second) == ("He hides.", False)
    assert written(team, team.ghosting, team.group) == ("They vanish.", True)
    [cells] = grid(team.session, team.lead).cells
    assert [(cell.passages, cell.open) for cell in cells] == [(2, True)]


def test_responses_go_along_and_where_they_differ_the_team_looks_again(team):
    first, second = (one.id for one in counted_voices(team.session, team.lead))
    say_responses(team.session, team.lead, team.ghosting.id, [(first, Response.AGREE), (second, Response.DISSENT)])
    say_responses(team.session, team.lead, team.shame.id, [(second, Response.AGREE)])

    team.merge()

    assert consensus(team.session, team.lead).given.get((team.shame.id, first)) is Response.AGREE
    assert (team.shame.id, second) not in consensus(team.session, team.lead).given


def test_questions_and_answers_to_what_does_not_fit_go_along(team):
    session, lead = team.session, team.lead
    set_questions(session, lead, research=[], guide=["What ends support?", "What is hard to say?"])
    ends, hard = (question.id for question in studies.guide(session, lead))
    say_what_is_asked(session, lead, [(team.ghosting.id, ends), (team.ghosting.id, hard), (team.shame.id, hard)])
    [odd, *_] = factories.coding_ids(session, lead, team.talk)
    mark_fit(session, lead, odd, does_not_fit=True)
    answer_case(session, lead, team.ghosting.id, odd, words="She came back.")

    team.merge()

    assert finding_queries.theme_questions(session, lead)[team.shame.id] == {ends, hard}
    assert [[line.words for line in case.answers] for case in team.page(team.shame).cases] == [["She came back."]]


def test_what_was_said_of_the_discarded_theme_stays_on_its_page_to_which_the_other_one_leads(team):
    session, lead, day = team.session, team.lead, date(2026, 3, 2)
    answer_check(session, lead, team.ghosting.id, asked=Check.EXTRACTS, answer=CheckAnswer.YES)
    write_reflection(session, lead, team.ghosting.id, words="That is it.", said_on=day, today=day)
    sign_off(session, lead, thing=SignedThing.THEME, thing_id=team.ghosting.id)

    team.merge()

    gone, into = team.page(team.ghosting), team.page(team.shame)
    assert [one.name for one in into.taken_in] == ["Ghosting"]
    assert (into.reflections, into.sign_offs, [one.answers for one in into.checks]) == ((), (), [(), (), ()])
    assert [one.words for one in gone.reflections] == ["That is it."]
    assert [one.reopened_at is None for one in gone.sign_offs] == [False]
    assert any(one.answers for one in gone.checks)

    take_back(session, lead, team.ghosting.id)

    assert team.page(team.shame).taken_in == ()


def test_a_theme_that_took_another_one_in_is_to_be_checked_again(team):
    answer_check(team.session, team.lead, team.shame.id, asked=Check.WHOLE_SET, answer=CheckAnswer.YES)
    assert [stale for one in team.page(team.shame).checks for _, stale in one.answers] == [False]

    team.merge()

    assert [stale for one in team.page(team.shame).checks for _, stale in one.answers] == [True]
