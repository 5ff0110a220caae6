"""The steps of the method: ready ones to begin with, edited by the study, and never a gate."""

import pytest

from app.security.permissions import NotAllowed, Role
from app.store.queries.steps import moves, steps
from app.store.queries.transcripts import NotInThisStudy
from app.store.tables import Artefact
from app.workbench.steps import (
    READY,
    Method,
    StepInUse,
    add_step,
    choose_method,
    edit_step,
    go_to_step,
    put_earlier,
    remove_step,
)
from app.workbench.studies import TitleMissing
from tests import factories


@pytest.fixture
def lead(session):
    return factories.study(session)


def names(session, viewer):
    return [one.name for one in steps(session, viewer)]


def test_a_study_begins_with_the_four_steps_or_the_six_phases_in_its_own_language(session, lead):
    choose_method(session, lead, Method.FOUR_STEPS, str.upper)
    assert names(session, lead) == [
        "NAIVE READING", "GENERATING UNITS OF MEANING", "DEVELOPING EMERGING THEMES",
        "REVIEWING, DEFINING AND NAMING THEMES",
    ]  # fmt: skip

    choose_method(session, lead, Method.SIX_PHASES, str)
    assert names(session, lead) == [
        "Familiarisation", "Coding", "Generating initial themes", "Developing and reviewing themes",
        "Refining, defining and naming themes", "Writing up",
    ]  # fmt: skip


@pytest.mark.parametrize("method", Method)
def test_every_ready_method_shows_every_artefact_once(method):
    shown = [artefact for step in READY[method] for artefact in step.artefacts]

    assert sorted(shown) == sorted(Artefact)


def test_steps_are_added_worded_moved_and_removed(session, lead):
    choose_method(session, lead, Method.FOUR_STEPS, str)
    last = add_step(session, lead, name=" Writing  up ", artefacts=[Artefact.QUOTES, Artefact.QUOTES])

    put_earlier(session, lead, last.id)
    edit_step(session, lead, last.id, name="Writing", about=" Word it. ", artefacts=[Artefact.THEMES])
    first = steps(session, lead)[0]
    remove_step(session, lead, first.id)
    put_earlier(session, lead, steps(session, lead)[0].id)
    put_earlier(session, lead, steps(session, lead)[-1].id, later=True)

    assert names(session, lead) == [
        "Generating units of meaning", "Developing emerging themes", "Writing",
        "Reviewing, defining and naming themes",
    ]  # fmt: skip
    written = steps(session, lead)[2]
    assert (written.about, written.artefacts) == ("Word it.", {Artefact.THEMES})
    with pytest.raises(TitleMissing):
        edit_step(session, lead, last.id, name=" ", about="", artefacts=())


def test_the_team_goes_on_and_back_and_both_are_kept(session, lead):
    choose_method(session, lead, Method.FOUR_STEPS, str)
    coder = factories.member(session, lead, initials="CR")
    first, second, third, _ = steps(session, lead)

    for viewer, step, words in ((lead, first, ""), (lead, third, ""), (coder, second, " Two thoughts in one. ")):
        go_to_step(session, viewer, step.id, words=words)

    assert [(one.initials, one.back, one.words) for one in moves(session, lead)] == [
        ("LA", False, ""), ("LA", False, ""), ("CR", True, "Two thoughts in one."),
    ]  # fmt: skip


def test_steps_in_which_the_team_has_worked_stay(session, lead):
    choose_method(session, lead, Method.FOUR_STEPS, str)
    first, second, *_ = steps(session, lead)
    go_to_step(session, lead, first.id)

    with pytest.raises(StepInUse):
        remove_step(session, lead, first.id)
    with pytest.raises(StepInUse):
        choose_method(session, lead, Method.SIX_PHASES, str)
    remove_step(session, lead, second.id)


def test_only_leads_edit_steps_supervisors_say_nothing_and_another_study_finds_none(session, lead):
    choose_method(session, lead, Method.FOUR_STEPS, str)
    step = steps(session, lead)[0]
    coder, supervisor = factories.member(session, lead), factories.member(session, lead, role=Role.SUPERVISOR)
    other = factories.study(session)

    for viewer, refusal in ((coder, NotAllowed), (supervisor, NotAllowed), (other, NotInThisStudy)):
        for act in (
            lambda viewer: edit_step(session, viewer, step.id, name="A", about="", artefacts=()),
            lambda viewer: put_earlier(session, viewer, step.id),
            lambda viewer: remove_step(session, viewer, step.id),
        ):
            with pytest.raises(refusal):
                act(viewer)
    for viewer in (coder, supervisor):
        with pytest.raises(NotAllowed):
            add_step(session, viewer, name="A")
        with pytest.raises(NotAllowed):
            choose_method(session, viewer, Method.SIX_PHASES, str)
    with pytest.raises(NotAllowed):
        go_to_step(session, supervisor, step.id)
    with pytest.raises(NotInThisStudy):
        go_to_step(session, other, step.id)
    assert steps(session, other) == []
