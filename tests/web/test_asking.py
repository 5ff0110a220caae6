"""What the moderator's turns do: proposed by the workbench, said by a person, and nothing counts before."""

from uuid import uuid4

import pytest
from sqlalchemy import select

from app.importing.roles import Move
from app.store.queries.studies import guide
from app.store.tables import Turn
from app.workbench.importing import store_transcript
from app.workbench.questions import set_questions
from tests import factories
from tests.factories import on_sqlite
from tests.web.kept import every_column
from tests.web.way_in import Step

LINES = (
    "I: Welcome, all. What does support mean to you?", "P1: Somebody who stays.", "I: Mm.", "P2: Coffee.",
    "C: Can you say more about the coffee?", "P2: No.", "I: And what gets in the way of support?", "P1: Money.",
)  # fmt: skip
QUESTIONS = ["What does support mean to you?", "What gets in the way of support?"]
CONFIRM = "This is what the moderator does"


@pytest.fixture
def talk(scene):
    """Store a talk in which two guide questions are asked, and one that is no question of the guide."""
    with scene.write() as session:
        lead = scene.viewers["lead"]
        set_questions(session, lead, research=[], guide=QUESTIONS)
        return factories.transcript(session, lead, lines=LINES, title="The kitchen")


@pytest.fixture
def asked(scene, talk):
    """Return the page of the talk."""

    def page(who="lead", **path):
        browser = scene.browsers[who]
        return Step(browser, browser.get(scene.to("asking:all", **({"transcript_id": talk.id} | path))))

    return page


def questions_of(scene):
    with scene.read() as session:
        return [str(question.id) for question in guide(session, scene.viewers["lead"])]


def kept(scene, talk):
    """Return the turns of which it is known what they do: the move, and which question is asked."""
    with scene.read() as session:
        rows = select(Turn.number, Turn.move, Turn.guide_question_id).where(Turn.transcript_id == talk.id)
        known = session.execute(rows.order_by(Turn.number)).all()
        return {number: (move, question and str(question)) for number, move, question in known if move is not None}


def test_what_the_turns_seem_to_do_is_proposed_and_nothing_counts_before_somebody_has_said_so(scene, talk, asked):
    before = every_column(scene)
    first, second = questions_of(scene)

    page = asked()

    assert page.values("turn") == ["1", "3", "5", "7"]
    assert page.values("move") == [first, "back-channel", "probe", second]
    assert "These are proposals." in page.text
    assert every_column(scene) == before
    assert kept(scene, talk) == {}


def test_what_somebody_says_is_kept_and_shown_and_can_change(scene, talk, asked):
    first, second = questions_of(scene)

    saved = asked().press(CONFIRM, {"move": [first, "back-channel", "question", second]})
    page = asked()
    page.press(CONFIRM, {"move": ["probe", "probe", "question", first]})

    assert saved.status == 303
    assert page.values("move") == [first, "back-channel", "question", second]
    assert "These are proposals." not in page.text
    assert kept(scene, talk) == {
        1: (Move.PROBE, None), 3: (Move.PROBE, None), 5: (Move.QUESTION, None), 7: (Move.QUESTION, first),
    }  # fmt: skip


@on_sqlite
def test_proposals_that_are_right_are_kept_with_one_press(scene, talk, asked):
    first, second = questions_of(scene)

    saved = asked().press(CONFIRM)

    assert "Saved." in scene.lead.get(saved.answer.headers["location"]).text
    assert kept(scene, talk) == {
        1: (Move.QUESTION, first), 3: (Move.BACK_CHANNEL, None), 5: (Move.PROBE, None), 7: (Move.QUESTION, second),
    }  # fmt: skip


@on_sqlite
def test_a_turn_of_which_nothing_is_known_yet_is_no_question_until_somebody_says_so(scene, talk, asked):
    first, _ = questions_of(scene)
    page = asked()
    page.press(CONFIRM, {"turn": ["1"], "move": [first]})

    again = asked()

    assert again.values("move") == [first, "probe", "probe", "probe"]
    assert kept(scene, talk) == {1: (Move.QUESTION, first)}


@on_sqlite
def test_only_the_moderators_turns_and_the_studys_own_questions_are_taken(scene, talk, asked):
    with scene.write() as session:
        set_questions(session, scene.viewers["outsider"], research=[], guide=["Elsewhere?"])
        elsewhere = str(guide(session, scene.viewers["outsider"])[0].id)
    page = asked()

    for fields, status in (
        ({"turn": ["2"], "move": ["probe"]}, 404),
        ({"turn": ["99"], "move": ["probe"]}, 404),
        ({"turn": ["1"], "move": [elsewhere]}, 404),
        ({"turn": ["1"], "move": [str(uuid4())]}, 404),
        ({"turn": ["1"], "move": ["a nod"]}, 404),
        ({"turn": ["x"], "move": ["probe"]}, 422),
        ({"turn": [str(10**30)], "move": ["probe"]}, 404),
        ({"turn": [], "move": []}, 422),
    ):
        refused = page.press(CONFIRM, {**fields, "operation": str(uuid4())})
        assert (fields, refused.status) == (fields, status)

    assert kept(scene, talk) == {}


@on_sqlite
def test_proposals_follow_the_language_of_the_talk(scene):
    with scene.write() as session:
        lead = scene.viewers["lead"]
        set_questions(session, lead, research=[], guide=["Hva betyr støtte for dere?"])
        turns = factories.confirmed(
            "I: Da lurer jeg på: hva betyr støtten for hver av dere?", "P1: Kaffe.", "I: Nettopp."
        )
        group = factories.focus_group(session, lead)
        talk = store_transcript(
            session, lead, focus_group_id=group.id, title="Kjøkkenet", header=(), turns=turns, language="nb"
        )

    page = Step(scene.lead, scene.lead.get(scene.to("asking:all", transcript_id=talk.id)))

    assert page.values("move") == [*questions_of(scene), "back-channel"]


@on_sqlite
def test_a_talk_without_a_moderator_and_a_study_without_a_guide_say_so(scene):
    with scene.write() as session:
        silent = factories.transcript(session, scene.viewers["lead"], lines=["P1: One.", "P2: Two."])

    page = Step(scene.lead, scene.lead.get(scene.to("asking:all", transcript_id=silent.id)))
    without = Step(scene.lead, scene.lead.get(scene.to("asking:all")))

    assert "No turn of this transcript is the moderator's." in page.text
    assert "The study has no guide questions yet." in without.text
    assert without.values("move") == ["probe", "probe"]


@pytest.mark.parametrize(("who", "status"), [("co-researcher", 403), ("supervisor", 403), ("outsider", 404)])
@on_sqlite
def test_nobody_but_the_lead_says_what_the_moderator_does(scene, talk, asked, who, status):
    there = scene.to("asking:confirm", transcript_id=talk.id)

    assert asked(who).status == status
    assert scene.browsers[who].fill_in(there, turn="1", move="probe").status_code == status
    assert scene.lead.get(scene.to("asking:all", transcript_id=uuid4())).status_code == 404
    assert scene.lead.get(scene.to("asking:all", transcript_id=scene.other_talk.id)).status_code == 404
    assert kept(scene, talk) == {}
