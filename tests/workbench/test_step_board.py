"""The study's home shows for each step what exists, who did it, and what is missing."""

import pytest

from app.store.queries.steps import steps
from app.store.tables import Artefact, Check, CheckAnswer, SignedThing, ThemeState
from app.workbench.codebook import edit_code
from app.workbench.first_thoughts import Written, keep_thought
from app.workbench.sign_offs import sign_off
from app.workbench.step_board import step_board
from app.workbench.steps import Method, choose_method, go_to_step
from app.workbench.theme_review import answer_case, answer_check, mark_fit
from app.workbench.theme_shaping import discard, set_state
from app.workbench.themes import edit_theme
from app.workbench.versions import keep_version
from tests import factories


class Home:
    """A study with two transcripts; the first is coded."""

    def __init__(self, session):
        self.session = session
        self.lead = factories.study(session)
        self.coder = factories.member(session, self.lead, initials="CR")
        self.talk, self.other = (factories.transcript(session, self.lead, title=title) for title in ("One", "Two"))
        choose_method(session, self.lead, Method.FOUR_STEPS, str)
        self.steps = steps(session, self.lead)
        self.theme = factories.theme(session, self.lead, name="Rhythm")
        self.code = factories.code(session, self.lead, name="Meals", theme=self.theme)

    def shown(self, viewer=None):
        """Return, for each artefact, the sentences of what exists and is missing, filled, and who did how much."""
        self.session.flush()
        return {
            shown.artefact: (
                [sentence % values for sentence, values in shown.exists],
                [sentence % values for sentence, values in shown.missing],
                dict(shown.by),
            )
            for step in step_board(self.session, viewer or self.lead)
            for shown in step.artefacts
        }


@pytest.fixture
def home(session):
    return Home(session)


def test_first_thoughts_tell_who_is_not_in_yet(session, home):
    keep_thought(session, home.lead, home.talk.id, Written("Warm.", hand_in=True))

    exists, missing, by = home.shown()[Artefact.FIRST_THOUGHTS]

    assert exists == ["First thoughts that you can read: 1, about 1 of 2 transcripts."]
    assert missing == ["One: not in yet from CR.", "Two: not in yet from CR, LA."]
    assert by == {"LA": 1}


def test_meaning_units_tell_which_transcripts_have_none(session, home):
    factories.coding(session, home.lead, talk=home.talk, label=home.code, turn=2)
    factories.coding(session, home.coder, talk=home.talk, label=home.code, turn=2)

    exists, missing, by = home.shown()[Artefact.UNITS]

    assert exists == ["Meaning units: 2; put in short: 0; without a code: 0."]
    assert (missing, by) == (["No meaning units yet in: Two."], {"CR": 1, "LA": 1})


def test_the_codebook_tells_its_versions_and_what_has_no_rule(session, home):
    factories.code(session, home.coder, name="Hope")
    edit_code(session, home.lead, home.code.id, name="Meals", rule={"definition": "Eating together."})
    keep_version(session, home.lead, "Before we went on.")

    exists, missing, by = home.shown()[Artefact.CODEBOOK]

    assert exists == ["Codes: 2; with a definition: 1.", "Versions kept of the codebook: 1."]
    assert missing == ["Without a definition: Hope.", "Not used yet: Hope, Meals."]
    assert by == {"CR": 1, "LA": 1}


def test_themes_tell_their_stages_what_is_empty_and_what_was_discarded(session, home):
    gone = factories.theme(session, home.coder, name="Being brave")
    factories.theme(session, home.coder, name="Money")
    factories.code(session, home.lead, name="Hope")
    set_state(session, home.lead, home.theme.id, ThemeState.REVIEWED)
    discard(session, home.lead, gone.id, why="It praised people.")

    exists, missing, by = home.shown()[Artefact.THEMES]

    assert exists == ["Themes and subthemes: candidate 1, reviewed 1, defined 0."]
    assert missing == ["Codes in no theme: Hope.", "Themes without codes: Money."]
    assert by == {"LA": 1, "CR": 2}
    [step] = [one for one in step_board(session, home.lead) if Artefact.THEMES in one.step.artefacts]
    assert [(one.name, one.why, one.by) for one in step.artefacts[0].discarded] == [
        ("Being brave", "It praised people.", "LA")
    ]


def test_checks_tell_what_is_open_and_what_has_no_answer(session, home):
    factories.coding(session, home.lead, talk=home.talk, label=home.code, turn=2)
    [coding] = factories.coding_ids(session, home.lead, home.talk)
    mark_fit(session, home.lead, coding, does_not_fit=True)
    for check in (Check.EXTRACTS, Check.WHOLE_SET):
        answer_check(session, home.coder, home.theme.id, asked=check, answer=CheckAnswer.YES)
    assert home.shown()[Artefact.CHECKS] == (
        ["Themes and subthemes whose checks are all answered: 0 of 1."],
        ["Checks still open: Rhythm.", "Codings that do not fit and have no answer: 1."],
        {"CR": 2},
    )

    answer_check(session, home.lead, home.theme.id, asked=Check.SHARED_MEANING, answer=CheckAnswer.NO)
    answer_case(session, home.lead, home.theme.id, coding, words="It is about people.")

    assert home.shown()[Artefact.CHECKS] == (
        ["Themes and subthemes whose checks are all answered: 1 of 1."], [], {"CR": 2, "LA": 1},
    )  # fmt: skip


def test_definitions_and_quotes_tell_what_is_bare(session, home):
    edit_theme(session, home.lead, home.theme.id, name="Rhythm", central_idea="The week.", is_not="Work.")
    factories.theme(session, home.lead, name="Money")
    factories.coding(session, home.lead, talk=home.talk, label=home.code, turn=2)
    factories.quote(session, home.coder, talk=home.talk, speaks_for=home.theme)

    shown = home.shown()

    assert shown[Artefact.DEFINITIONS] == (
        ["Themes and subthemes that say what they are about and what they are not: 1 of 2."],
        ["Without a central idea: Money.", "What it is not is still to be said: Money."],
        {},
    )
    assert shown[Artefact.QUOTES] == (
        ["Quotes chosen: 1; focus groups that they come from: 1."], ["Without a quote: Money."], {"CR": 1},
    )  # fmt: skip


def test_where_the_team_is_and_who_stands_behind_a_step(session, home):
    go_to_step(session, home.lead, home.steps[0].id)
    go_to_step(session, home.coder, home.steps[2].id)
    sign_off(session, home.coder, thing=SignedThing.STEP, thing_id=home.steps[0].id, words="Read.")

    board = step_board(session, home.lead)

    assert [one.here for one in board] == [False, False, True, False]
    assert [one.last.initials if one.last else None for one in board] == ["LA", None, "CR", None]
    assert [[sign.words for sign in one.sign_offs] for one in board] == [["Read."], [], [], []]


def test_a_study_without_steps_has_no_board(session):
    assert step_board(session, factories.study(session)) == []


def test_a_blind_coder_finds_nothing_of_a_colleague_on_the_board(write, read):
    with write() as session:
        home = Home(session)
    with write() as session:
        lead, coder = factories.blind(session, home.lead, home.coder)
    with read() as session:
        home.session = session
        before = home.shown(lead)
    with write() as session:
        own = factories.code(session, coder, name="Mine", theme=home.theme)
        factories.coding(session, coder, talk=home.talk, label=own, turn=2)
        [mark] = factories.coding_ids(session, coder, home.talk)
        mark_fit(session, coder, mark, does_not_fit=True)
        factories.quote(session, coder, talk=home.talk, speaks_for=home.theme)
        keep_thought(session, coder, home.talk.id, Written("Warm.", hand_in=True))
    with read() as session:
        home.session = session
        assert home.shown(lead) == before
        assert home.shown(coder) != before
