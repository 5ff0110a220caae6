"""What kinds of participants share, why others are silent, and what could not be told apart."""

import pytest

from app.analysis.commonalities import Emptiness, Sharing
from app.analysis.confounding import Confounded
from app.importing.roles import Move
from app.store.queries import codes as code_queries
from app.store.queries.studies import guide
from app.store.queries.transcripts import NotInThisStudy
from app.workbench.commonalities import commonalities, text_taken_out
from app.workbench.comparison import compare
from app.workbench.questions import confirm_moves, set_questions
from app.workbench.rounds import mark_reading
from app.workbench.silence import say_what_is_asked
from tests import factories

LINES = ("I: What about rest?", "P1: Coffee helps", "P2: And soup")


@pytest.fixture
def study(session):
    """Home (service users, District A), Work (professionals, B); "Rest" in Home only, "Money" in both."""
    lead = factories.study(session)
    set_questions(session, lead, research=[], guide=["What about rest?", "What about money?"])
    home = factories.focus_group(session, lead, label="Home", district="District A")
    work = factories.focus_group(session, lead, label="Work", stakeholder="Professional", district="District B")
    talks = [factories.transcript(session, lead, group=group, lines=LINES) for group in (home, work)]
    themes = [factories.theme(session, lead, name=name) for name in ("Rest", "Money")]
    codes = [factories.code(session, lead, name=f"in {theme.name}", theme=theme) for theme in themes]
    for code, talk, turn in ((0, 0, 2), (1, 0, 3), (1, 1, 2)):
        factories.coding(session, lead, talk=talks[talk], label=codes[code], turn=turn)
    for talk in talks:
        mark_reading(session, lead, transcript_id=talk.id, done=True)
    session.commit()
    return lead, themes, talks


def sharing(session, lead):
    return {topic.line.name: topic.compared.sharing for topic in commonalities(session, lead).topics}


def why(session, lead):
    """Why Rest is empty in Work."""
    return next(line.cells[1].empty for line in compare(session, lead).lines if line.name == "Rest")


def test_what_is_shared_and_what_only_one_kind_speaks_of(session, study):
    lead = study[0]

    assert sharing(session, lead) == {"Rest": Sharing.ONE_KIND, "Money": Sharing.ALL_KINDS}


def test_the_text_says_it_in_the_study_s_language(session, study):
    lead = study[0]

    said = [piece.words for piece in text_taken_out(session, lead)]

    assert said == [
        "What all kinds of participants share",
        "All kinds of participants speak of “Money” (1 of 1: SU 1/1; 1 of 1: P 1/1). That is one focus group among "
        "service users and one focus group among professionals.",
        "What only one kind of participants speaks of",
        "Only service users speak of “Rest” (1 of 1: SU 1/1). That is one focus group among service users. "
        "It is not heard among professionals: not coded in Work.",
    ]


def test_silence_says_whether_anybody_asked(session, study):
    lead, themes, talks = study
    rest, money = (one.id for one in guide(session, lead))
    assert why(session, lead) == (Emptiness.NOT_CODED,)

    say_what_is_asked(session, lead, [(themes[0].id, rest)])
    assert why(session, lead) == (Emptiness.NOT_ASKED,)

    confirm_moves(session, lead, talks[1].id, {1: (Move.QUESTION, rest)})
    assert why(session, lead) == (Emptiness.NOT_TAKEN_UP,)

    say_what_is_asked(session, lead, [(themes[0].id, money)])
    assert why(session, lead) == (Emptiness.NOT_ASKED,)

    say_what_is_asked(session, lead, [])
    assert why(session, lead) == (Emptiness.NOT_CODED,)


def test_what_only_a_moderator_says_is_told_apart_from_silence(session, study):
    lead, _, talks = study
    code = next(line.id for line in compare(session, lead).lines if line.name == "in Rest")
    factories.coding(session, lead, talk=talks[1], label=code_queries.code(session, lead, code), turn=1)

    assert why(session, lead) == (Emptiness.MODERATOR_ONLY,)


def test_a_question_goes_with_its_themes_and_a_foreign_one_is_refused(session, study):
    lead, themes, _ = study
    rest, _ = guide(session, lead)
    say_what_is_asked(session, lead, [(themes[0].id, rest.id)])
    set_questions(session, lead, research=[], guide=["What about money?"])
    assert why(session, lead) == (Emptiness.NOT_CODED,)

    other = factories.study(session)
    with pytest.raises(NotInThisStudy):
        say_what_is_asked(session, other, [(themes[0].id, guide(session, lead)[0].id)])


def test_kind_and_district_that_cannot_be_told_apart_are_named(session, study):
    # Service users met in District A only, professionals in B only, one focus group each.
    found = compare(session, study[0]).confounded
    assert [(one.alone, isinstance(one, Confounded)) for one in found] == [(True, True), (True, True)]

    factories.focus_group(session, study[0], stakeholder="Professional", district="District A")

    assert len(compare(session, study[0]).confounded) == 1
