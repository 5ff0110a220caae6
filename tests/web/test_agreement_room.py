"""What the agreement room says where there is little or nothing to compare, or where something has changed since."""

import html
import re
from importlib.metadata import version
from io import BytesIO

import docx
import pytest
from sqlalchemy import select

from app.analysis.agreement import CodeAgreement
from app.analysis.coefficients.interval import DRAWS, Interval
from app.store.tables import Account, Member, Round
from app.web.agreement_words import verdict
from app.workbench.codebook import retire_code
from app.workbench.looks import missing_codes
from app.workbench.merging import merge_codes
from app.workbench.reading_mode import Asked, Step, step
from app.workbench.rounds import mark_reading, open_independent_round, reveal_round
from tests import factories
from tests.web.differing import read_differently, settled_once
from tests.workbench.changing import redact


def words(scene, query="", name="agreement:audit", by="lead"):
    answer = scene.browsers[by].get(scene.to(name) + query)
    assert answer.status_code == 200
    return " ".join(html.unescape(answer.text).split())


def read_by(scene, *names, lines=("I: Ask", "P1: Coffee", "P2: Soup"), **put):
    """Let these people read a talk to the end, and put the scene's code where it says."""
    with scene.write() as session:
        group = factories.focus_group(session, scene.viewers["lead"], label="Neighbours 1")
        talk = factories.transcript(session, scene.viewers["lead"], lines=lines, title="Talk", group=group)
        for name in names:
            viewer = factories.again(session, scene.viewers[name])
            for turn in put.get(name.replace("-", "_"), ()):
                factories.coding(session, viewer, talk=talk, label=scene.code, turn=turn)
            mark_reading(session, viewer, transcript_id=talk.id, done=True)
    return talk


def test_where_nobody_is_done_it_says_so(scene):
    assert "Nobody has marked a reading as done in this round, so there is nothing to compare." in words(scene)


def test_where_nothing_is_compared_no_sum_of_nothing_is_shown(scene):
    shown = words(scene)

    assert "that nobody has read to the end in this round." in shown
    assert "read by at least two of" not in shown


@pytest.mark.parametrize("name", ["agreement:audit", "agreement:methods"])
def test_moderators_turns_are_not_called_turns_of_participants(scene, name):
    read_by(scene, "lead", "co-researcher", lead=(2,))

    # one turn of the moderator and two of participants
    assert "2 turns of participants in 1 transcript" in words(scene, name=name)
    assert "3 turns of participants and moderators in 1 transcript" in words(scene, "?moderators=true", name=name)


def test_one_coder_is_told_that_two_are_needed(scene):
    read_by(scene, "co-researcher")

    assert "Only CR has marked a reading as done in this round. Agreement needs two" in words(scene)


def test_coders_who_never_met_are_not_compared(scene):
    read_by(scene, "lead")
    with scene.write() as session:
        mark_reading(session, scene.viewers["co-researcher"], transcript_id=scene.talk.id, done=True)

    assert "No two coders have read the same turns in this round, so there is nothing to compare." in words(scene)


def study_of_yes(session, scene):
    """Return the address of a study in which two have read a talk whose participants say nothing but yes."""
    lead = factories.study(session, by=session.get_one(Account, scene.viewers["lead"].account_id))
    talk = factories.transcript(session, lead, lines=("I: Ask", "P1: Mm", "I: More", "P2: Yes"))
    for viewer in (lead, factories.member(session, lead, initials="CR")):
        mark_reading(session, viewer, transcript_id=talk.id, done=True)
    return lead.study_id


def test_where_no_unit_is_left_it_says_which_choice_to_change(scene):
    with scene.write() as session:
        study_id = study_of_yes(session, scene)

    shown = scene.lead.get(f"/studies/{study_id}/agreement?unit=saying")

    assert "With these choices nothing is left to compare. Choose another unit" in shown.text


def test_a_whole_that_nobody_shares_says_to_choose_a_smaller_unit(scene):
    talk = read_by(scene, "lead", "co-researcher")
    with scene.write() as session:
        for name, turn in (("lead", 2), ("co-researcher", 3)):
            step(session, scene.viewers[name], talk.id, Asked(turn=turn), Step.LEAVE_OUT)

    assert "No two coders have read the whole of the same unit. Choose a smaller one" in words(scene, "?unit=talk")


def test_no_variation_is_said_and_is_never_a_number(scene):
    read_by(scene, "lead", "co-researcher")

    shown = words(scene)

    assert "Nobody used this code, so there is nothing to compare." in shown
    assert "nan" not in shown.casefold().split()


@pytest.mark.parametrize(
    ("alpha", "low", "said"),
    [
        (0.5, 0.3, "talk it over"),
        (0.7, 0.3, "tentative"),
        (0.8, 0.667, "read alike"),
        (0.8, 0.66, "read alike, unsure"),
    ],
)
def test_who_reads_alike_is_called_unsure_where_the_interval_reaches_too_low(alpha, low, said):
    agreement = CodeAgreement(turns=90, carried_by_any=9, carried_by_all=5, alpha=alpha, percent=0.9, positive=0.8)
    sure = Interval(low, 1.0, 0.1, 0.5, clusters=9, draws=DRAWS, undefined=0, seed=1)

    assert verdict(agreement, sure) == said


def test_draws_that_are_all_the_same_make_no_interval(scene):
    read_by(scene, "lead", "co-researcher", lines=QUESTIONS, lead=(2, 4), co_researcher=(2, 4))

    shown = words(scene)

    assert "The draws are all the same, so they cannot say how sure this is." in shown
    assert "1.00 to 1.00" not in shown


def test_initials_stand_right_behind_the_words_that_were_marked(scene):
    talk = read_by(scene, "lead", "co-researcher", lines=("I: Ask", "P1: Soup and coffee"), lead=(2,))
    with scene.write() as session:
        viewer = factories.again(session, scene.viewers["co-researcher"])
        factories.coding(session, viewer, talk=talk, label=scene.code, turn=2, words="coffee")

    shown = words(scene, f"?how=any&row={scene.code.id}", "agreement:passages")

    assert '<mark class="by">Soup and<span class="who-marked"> LA</span></mark> <mark class="by">coffee<span' in shown


def test_everybody_everywhere_is_no_agreement_beyond_chance(scene):
    read_by(scene, "lead", "co-researcher", lead=(2, 3), co_researcher=(2, 3))

    assert "Everyone used this code on every turn, so agreement cannot be told from chance." in words(scene)


def test_a_merged_and_a_retired_code_are_named(scene):
    with scene.write() as session:
        read_differently(session, scene)
        lead = scene.viewers["lead"]
        other = factories.code(session, lead, name="Another")
        merge_codes(session, lead, other.id, scene.code.id)
        retire_code(session, lead, factories.code(session, lead, name="No longer").id)

    shown = words(scene)

    assert "1 code that was merged into another one counts as that one." in shown
    assert "Codes that have been retired since are still compared: No longer." in shown


def test_a_code_made_later_is_named_as_missing(scene):
    with scene.write() as session:
        read_differently(session, scene)
        factories.code(session, scene.viewers["lead"], name="Late")
        assert {one.code for one in missing_codes(session, scene.viewers["co-researcher"])} >= {"Late"}

    assert "they are missing, not a “no”, until they take a second look: Late." in words(scene)


def test_redacted_words_leave_the_turn_and_its_codings_comparable(scene):
    with scene.write() as session:
        talk = read_differently(session, scene)
        redact(session, scene.viewers["lead"], talk, "Soup", "[name 1]")

    shown = words(scene)

    for said in (
        "4 turns of participants in 1 transcript, read by at least two of CR, LA.",
        "words that were taken out",
    ):
        assert said in shown
    assert "Soup" not in words(scene, f"?row={scene.code.id}&how=any", "agreement:passages")


def test_a_passage_over_several_turns_counts_on_each_of_them(scene):
    with scene.write() as session:
        talk = read_differently(session, scene)
        viewer = factories.again(session, scene.viewers["co-researcher"])
        factories.coding(session, viewer, talk=talk, label=scene.code, words="Soup\nBread")

    # Lead 2, 3, 4; co-researcher 2, 5, and now 3 and 4: they differ on turn 5 alone.
    shown = words(scene, f"?row={scene.code.id}", "agreement:passages")

    assert "1 turn." in shown
    assert "turn 5" in shown


def test_what_a_reader_passed_over_is_missing_and_not_a_no(scene):
    with scene.write() as session:
        talk = read_differently(session, scene)
        viewer = factories.again(session, scene.viewers["co-researcher"])
        step(session, viewer, talk.id, Asked(turn=3), Step.LEAVE_OUT)

    shown = words(scene)

    assert "3 turns of participants in 1 transcript" in shown
    assert "1 turn that only one coder has read." in shown
    assert "What a reader passed over: for that reader it is missing" in shown


QUESTIONS = ("I: Ask", "P1: Coffee") * 6


def taken_out(scene, form):
    """Return the words of a file of the agreement room."""
    answer = scene.lead.fill_in(scene.to("agreement:file", form=form))
    assert answer.status_code == 200
    if form.endswith(".txt"):
        return answer.text
    document = docx.Document(BytesIO(answer.content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([one.text for one in document.paragraphs] + cells)


@pytest.mark.parametrize("form", ["methods.txt", "methods.docx"])
def test_the_methods_paragraph_names_all_that_a_reader_needs_to_compute_it_again(scene, form):
    read_by(scene, "lead", "co-researcher", lines=QUESTIONS, lead=(2, 4, 6, 8), co_researcher=(2, 4, 6, 10))

    said = taken_out(scene, form)

    for named in (
        "Krippendorff's alpha (2011;", "percent agreement and positive agreement.",
        "6 turns of participants in 1 transcript, read to the end by at least two of CR, LA.", "The unit was: ",
        "The 95 % intervals of alpha are percentiles of 2000 draws of 6 stretches of talk", "(seed 1)",
        "an aid to the team's talk about its coding, not as a proof of quality",
        f"Computed with Common Ground {version('common-ground')}", "Being seen",
        "References: Efron, B.", "Krippendorff, K. (2011).", "Passonneau, R. J. (2006).",
    ):  # fmt: skip
        assert named in said
    assert re.search(r"\d\.\d\d–\d\.\d\d", said)


def test_the_methods_paragraph_claims_no_interval_where_there_is_none(scene):
    read_by(scene, "lead", "co-researcher", lead=(2,), co_researcher=(3,))

    said = taken_out(scene, "methods.txt")

    assert "No intervals are given: there is too little here to draw from." in said
    assert "draws" not in said


def test_what_only_one_and_what_nobody_has_read_is_named_only_where_there_is_some(scene):
    read_by(scene, "lead", "co-researcher", lead=(2,), co_researcher=(3,))

    said = taken_out(scene, "methods.txt")

    assert re.search(r"Left out as well: [1-9]\d* turns that nobody had read to the end\.", said)
    assert " 0 turns" not in said


def test_a_round_that_is_coded_once_more_is_out_of_sight_and_afterwards_the_paragraph_says_so(scene):
    talk = read_by(scene, "lead", "co-researcher", lead=(2,), co_researcher=(3,))
    with scene.write() as session:
        lead = factories.again(session, scene.viewers["lead"])
        [first] = session.scalars(select(Round).where(Round.study_id == lead.study_id))
        again = open_independent_round(session, lead, first.id)

    assert "An earlier round is coded once more." in words(scene)
    with scene.write() as session:
        for name in ("lead", "co-researcher"):
            mark_reading(session, factories.again(session, scene.viewers[name]), transcript_id=talk.id, done=True)
        reveal_round(session, factories.again(session, scene.viewers["lead"]), again.id)

    assert "An earlier round is coded once more." not in words(scene)
    assert "An earlier round was coded once more here" in taken_out(scene, "methods.txt")
    shown = words(scene, name="agreement:time")
    assert "A low number is no fault." in shown
    assert "with their own earlier coding is: CR" in taken_out(scene, "methods.txt")
    [link] = re.findall(r'href="([^"]*again=[^"]*)" aria-label="alpha of LA with their own', shown)
    behind = scene.lead.get(html.unescape(link)).text
    assert "LA (1) is the earlier time, LA (2) this one" in behind
    assert "LA (1): " in behind
    somebody_else = f"{scene.to('agreement:passages')}?again={scene.viewers['supervisor'].member_id}"
    assert scene.lead.get(somebody_else).status_code == 404


def test_the_minutes_say_where_what_why_and_who_and_hold_no_words_of_participants(scene):
    with scene.write() as session:
        talk = read_differently(session, scene)
        settled_once(session, scene, talk)

    said = taken_out(scene, "minutes.docx")

    for named in ("Minutes: what we settled", "turn 3", "We talked", "Being seen", "coded by LA"):
        assert named in said
    assert "Soup" not in said


def test_a_reflexive_study_opens_on_where_readings_differ_with_its_numbers_folded(scene):
    read_by(scene, "lead", "co-researcher", lines=QUESTIONS, lead=(2, 4), co_researcher=(2, 6))
    scene.lead.fill_in(scene.to("agreement:approach"), approach="reflexive")

    open_part, _, folded = words(scene).partition("Numbers, for whoever asks for them")

    assert "Where our readings differ" in open_part.partition("<main")[2]
    assert "We read 2 places in the talks differently." in open_part
    assert not re.search(r"<table|alpha|not a proof of quality", open_part.partition("<main")[2], re.IGNORECASE)
    assert open_part.endswith('<details class="card"><summary>')
    assert "They say nothing about how good the analysis is." in folded
    assert "<table" in folded


@pytest.mark.parametrize("approach", ["codebook", "reflexive"])
def test_where_no_difference_is_open_there_is_nothing_to_walk_through(scene, approach):
    read_by(scene, "lead", "co-researcher", lead=(2,), co_researcher=(2,))
    scene.lead.fill_in(scene.to("agreement:approach"), approach=approach)

    shown = words(scene)

    assert "No difference is open here." in shown
    assert "Walk through them" not in shown


def test_backgrounds_by_which_one_person_could_be_recognised_are_named_once_without_numbers(scene):
    read_by(scene, "lead", "co-researcher", lead=(2,), co_researcher=(3,))
    with scene.write() as session:
        for member in session.scalars(select(Member).where(Member.study_id == scene.study_id)):
            member.backgrounds = "Academic" if member.initials == "LA" else "Lived experience"

    shown = words(scene, name="agreement:coders")

    assert "Not shown: academic, lived experience. Only one person has it" in shown
    assert "Among the others" not in shown


def test_a_supervisor_is_told_who_settles_what_is_read_differently(scene):
    read_by(scene, "lead", "co-researcher", lead=(2,), co_researcher=(3,))

    assert "Those who code settle this." in words(scene, name="deciding:walk", by="supervisor")
    assert "Those who code settle this." not in words(scene, name="deciding:walk")
