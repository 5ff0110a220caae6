"""Findings: what stands behind a sentence, and the word that follows."""

import pytest

from app.analysis.undefined import Undefined
from app.analysis.wording import Quantifier
from app.security.permissions import NotAllowed, Role
from app.store.queries.coding import codings
from app.store.queries.transcripts import NotInThisStudy
from app.store.tables import Bearing, CountedLevel
from app.workbench.coding import remove_coding
from app.workbench.findings import (
    FindingWhileBlind,
    Scope,
    SentenceMissing,
    change_finding,
    finding,
    findings,
    make_finding,
    put_behind,
    put_code_behind,
    remove_finding,
    take_from,
)
from app.workbench.themes import ThemeInUse, remove_theme
from app.workbench.units import UsedInFinding
from app.workbench.wording_rules import define_words
from tests import factories

# Three focus groups of service users, two of professionals; "Rest" is heard in all of service users, in one of these
# from two people, and in one of professionals.
LINES = ("I: Ask", "P1: Coffee helps", "P2: And soup")


@pytest.fixture
def study(session):
    lead = factories.study(session)
    groups = [factories.focus_group(session, lead) for _ in range(3)]
    groups += [
        factories.focus_group(session, lead, stakeholder="Professional", district="District A") for _ in range(2)
    ]
    talks = [factories.transcript(session, lead, group=group, lines=LINES) for group in groups]
    theme, rest = factories.theme(session, lead, name="Ground"), factories.code(session, lead, name="Rest")
    for talk, turn in ((0, 2), (0, 3), (1, 2), (2, 2), (3, 2)):
        factories.coding(session, lead, talk=talks[talk], label=rest, turn=turn)
    made = make_finding(session, lead, theme_id=theme.id, sentence=" People\n rest. ")
    session.commit()
    return lead, theme, rest, talks, made


def only(session, lead):
    [[found]] = findings(session, lead).values()
    return found


def units(session, lead, talk):
    return [one.unit_id for one in codings(session, lead, talk.id)]


def test_a_finding_without_passages_has_no_word(session, study):
    found = only(session, study[0])

    assert (found.sentence, found.heard, found.of) == ("People rest.", 0, 5)
    assert found.wording.quantifier is Quantifier.NONE


def test_the_word_follows_from_the_passages_that_support_it(session, study):
    lead, _, rest, talks, made = study

    assert put_code_behind(session, lead, made, rest.id) == 5
    assert put_code_behind(session, lead, made, rest.id) == 0
    found = only(session, lead)
    assert (found.wording.quantifier, found.heard, found.of) == (Quantifier.SEVERAL, 4, 5)

    [unit] = units(session, lead, talks[3])
    put_behind(session, lead, made, unit, Bearing.CONTRADICTS)
    found = only(session, lead)
    assert (found.wording.quantifier, found.heard) == (Quantifier.ALL, 3)
    assert found.wording.stakeholder is not None  # all focus groups among service users
    assert dict(found.passages) == {Bearing.SUPPORTS: 4, Bearing.QUALIFIES: 0, Bearing.CONTRADICTS: 1}


def test_a_finding_opens_its_passages_as_they_were_said(session, study):
    lead, _, rest, talks, made = study
    put_code_behind(session, lead, made, rest.id)
    [unit] = units(session, lead, talks[1])
    put_behind(session, lead, made, unit, Bearing.QUALIFIES)

    opened = finding(session, lead, made)

    assert [said.turns[0].words for said in opened.passages[Bearing.QUALIFIES]] == ["Coffee helps"]
    assert len(opened.passages[Bearing.SUPPORTS]) == 4


def test_a_scope_counts_one_kind_or_one_district(session, study):
    lead, _, rest, _, made = study
    put_code_behind(session, lead, made, rest.id)
    kind = only(session, lead).wording.by_stakeholder[1][0]

    change_finding(session, lead, made, sentence="They rest.", scope=Scope(stakeholder_id=kind))
    found = only(session, lead)

    assert (found.sentence, found.heard, found.of) == ("They rest.", 1, 2)
    assert found.wording.quantifier is Quantifier.ONE_OF_TWO


def test_participants_have_words_only_when_the_study_defines_them(session, study):
    # Five of ten participants: P1 of four groups, and P2 of the first.
    lead, _, rest, _, made = study
    put_code_behind(session, lead, made, rest.id)
    change_finding(session, lead, made, sentence="Rest.", scope=Scope(CountedLevel.PARTICIPANTS))
    found = only(session, lead)
    assert isinstance(found.wording, Undefined)
    assert (found.heard, found.of) == (5, 10)

    define_words(session, lead, groups=(None, None, None), people_several=3, people=(40, None, None))

    assert only(session, lead).wording.quantifier is Quantifier.MANY


def test_a_passage_behind_a_finding_keeps_its_coding_until_it_is_taken_away(session, study):
    lead, _, rest, talks, made = study
    put_code_behind(session, lead, made, rest.id)
    [coding] = codings(session, lead, talks[1].id)
    with pytest.raises(UsedInFinding):
        remove_coding(session, lead, coding.id)
    session.rollback()


def test_a_passage_that_is_taken_away_no_longer_counts(session, study):
    lead, _, rest, talks, made = study
    put_code_behind(session, lead, made, rest.id)
    [coding] = codings(session, lead, talks[1].id)

    take_from(session, lead, made, coding.unit_id)

    assert only(session, lead).heard == 3
    remove_coding(session, lead, coding.id)
    with pytest.raises(NotInThisStudy):
        take_from(session, lead, made, coding.unit_id)


def test_a_theme_with_findings_stays_and_goes_after_them(session, study):
    lead, theme, rest, _, made = study
    put_code_behind(session, lead, made, rest.id)
    with pytest.raises(ThemeInUse):
        remove_theme(session, lead, theme.id)

    remove_finding(session, lead, made)
    remove_theme(session, lead, theme.id)

    assert findings(session, lead) == {}


def test_a_finding_needs_words_and_a_place_in_this_study(session, study):
    lead, theme, _, _, made = study
    other = factories.study(session)
    foreign = factories.focus_group(session, other)
    with pytest.raises(SentenceMissing):
        make_finding(session, lead, theme_id=theme.id, sentence=" \n ")
    with pytest.raises(NotInThisStudy):
        make_finding(
            session, lead, theme_id=theme.id, sentence="A.", scope=Scope(stakeholder_id=foreign.stakeholder_id)
        )
    for act in (finding, remove_finding):
        with pytest.raises(NotInThisStudy):
            act(session, other, made)


def test_a_supervisor_reads_findings_and_changes_none(session, study):
    lead, theme, rest, talks, made = study
    supervisor = factories.member(session, lead, role=Role.SUPERVISOR)
    [unit] = units(session, lead, talks[1])

    assert findings(session, supervisor)
    for act in (
        lambda: make_finding(session, supervisor, theme_id=theme.id, sentence="A."),
        lambda: change_finding(session, supervisor, made, sentence="A.", scope=Scope()),
        lambda: remove_finding(session, supervisor, made),
        lambda: put_behind(session, supervisor, made, unit, Bearing.SUPPORTS),
        lambda: put_code_behind(session, supervisor, made, rest.id),
        lambda: take_from(session, supervisor, made, unit),
        lambda: define_words(session, supervisor, groups=(None,) * 3, people_several=None, people=(None,) * 3),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_a_blind_coder_sees_no_passage_of_a_colleague_behind_a_finding(session, study):
    lead, _, _, talks, made = study
    mate = factories.member(session, lead)
    lead, mate = factories.blind(session, lead, mate)
    new = factories.code(session, lead)
    factories.coding(session, lead, talk=talks[4], label=new, turn=2)
    put_code_behind(session, lead, made, new.id)
    session.commit()

    assert (only(session, lead).heard, only(session, mate).heard) == (1, 0)
    with pytest.raises(NotInThisStudy):
        put_code_behind(session, mate, made, new.id)
    with pytest.raises(FindingWhileBlind):
        remove_finding(session, mate, made)
