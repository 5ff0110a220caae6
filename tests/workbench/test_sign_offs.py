"""A sign-off holds until something changes under it."""

from uuid import uuid4

import pytest

from app.security.permissions import NotAllowed, Role
from app.store.queries import coding
from app.store.queries.sign_offs import sign_offs
from app.store.queries.steps import steps as step_lines
from app.store.queries.trail import acts
from app.store.queries.transcripts import NotInThisStudy
from app.store.tables import Bearing, SignedThing, ThemeState
from app.workbench.code_places import place_code, put_back
from app.workbench.codebook import edit_code
from app.workbench.coding import move_coding, recode, remove_coding
from app.workbench.findings import Scope, change_finding, make_finding, put_behind, put_code_behind, take_from
from app.workbench.merging import merge_codes, part_code
from app.workbench.rounds import reveal_round
from app.workbench.sign_offs import SignedBySomebodyElse, sign_off, take_back
from app.workbench.steps import Method, choose_method, edit_step, go_to_step
from app.workbench.theme_board import Card, move_codes
from app.workbench.theme_page import theme_page
from app.workbench.theme_review import mark_fit
from app.workbench.theme_shaping import discard, merge, put_under, set_state
from app.workbench.themes import edit_theme
from tests import factories


class Signed:
    """A theme with a subtheme, a code in it and a coding; the theme is signed off, as are a transcript and a step."""

    def __init__(self, session):
        self.session = session
        self.lead = factories.study(session)
        self.talk = factories.transcript(session, self.lead)
        self.theme = factories.theme(session, self.lead, name="Conditions")
        self.below = factories.theme(session, self.lead, name="Rhythm", under=self.theme)
        self.other = factories.theme(session, self.lead, name="Money")
        self.code = factories.code(session, self.lead, name="Meals", theme=self.below)
        self.spare = factories.code(session, self.lead, name="Hope")
        factories.coding(session, self.lead, talk=self.talk, label=self.code, turn=2)
        [self.coding] = factories.coding_ids(session, self.lead, self.talk)
        choose_method(session, self.lead, Method.FOUR_STEPS, str)
        self.steps = step_lines(session, self.lead)
        self.sign(SignedThing.THEME, self.theme.id)
        self.sign(SignedThing.TRANSCRIPT, self.talk.id)
        self.sign(SignedThing.STEP, self.steps[1].id)

    def sign(self, thing, id_, viewer=None):
        return sign_off(self.session, viewer or self.lead, thing=thing, thing_id=id_, words=" As it is. ")

    def reopened(self):
        return {one.thing.value for one in sign_offs(self.session, self.lead) if one.reopened_at is not None}


@pytest.fixture
def signed(session):
    return Signed(session)


CHANGES = {
    "another name for the theme": lambda s: edit_theme(s.session, s.lead, s.theme.id, name="C", central_idea=""),
    "another name for its subtheme": lambda s: edit_theme(s.session, s.lead, s.below.id, name="R", central_idea=""),
    "another stage": lambda s: set_state(s.session, s.lead, s.theme.id, ThemeState.DEFINED),
    "a discarded subtheme": lambda s: discard(s.session, s.lead, s.below.id, why="Why."),
    "a theme merged into it": lambda s: merge(s.session, s.lead, s.other.id, s.theme.id),
    "a promoted subtheme": lambda s: put_under(s.session, s.lead, s.below.id, None),
    "a theme put under it": lambda s: put_under(s.session, s.lead, s.other.id, s.theme.id),
    "a new subtheme": lambda s: factories.theme(s.session, s.lead, under=s.theme),
    "a code put in": lambda s: place_code(s.session, s.lead, code_id=s.spare.id, theme_id=s.below.id),
    "a code moved out": lambda s: move_codes(s.session, s.lead, [Card(s.code.id, s.below.id)], None),
}
OF_CODINGS = {
    "another coding": lambda s: factories.coding(s.session, s.lead, talk=s.talk, label=s.code, turn=3),
    "a coding removed": lambda s: remove_coding(s.session, s.lead, s.coding),
    "another code on it": lambda s: recode(s.session, s.lead, coding_id=s.coding, code_id=s.spare.id),
    "other bounds": lambda s: move_coding(
        s.session, s.lead, coding_id=s.coding, passage=factories.passage(s.session, s.lead, s.talk, "Someone")
    ),
    "what does not fit": lambda s: mark_fit(s.session, s.lead, s.coding, does_not_fit=True),
}
OF_CODES = {
    "another rule": lambda s: edit_code(s.session, s.lead, s.code.id, name="Meals", rule={"definition": "Eating."}),
    "a code merged into it": lambda s: merge_codes(s.session, s.lead, s.spare.id, s.code.id),
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_changes_in_a_theme_reopens_its_sign_off(signed, change):
    CHANGES[change](signed)

    assert signed.reopened() == {"theme"}


@pytest.mark.parametrize("change", OF_CODINGS)
def test_what_changes_in_its_codings_reopens_the_theme_and_the_step_of_meaning_units(signed, change):
    OF_CODINGS[change](signed)

    assert signed.reopened() == {"theme", "step"}


@pytest.mark.parametrize("change", OF_CODES)
def test_what_changes_in_its_codes_reopens_the_theme_and_the_step_of_the_codebook(signed, change):
    OF_CODES[change](signed)

    assert signed.reopened() == {"theme", "step"}


def test_a_merge_taken_back_and_a_move_taken_back_reopen_too(session, signed):
    merge_codes(session, signed.lead, signed.spare.id, signed.code.id)
    signed.sign(SignedThing.THEME, signed.theme.id)
    part_code(session, signed.lead, signed.spare.id)
    assert [one.reopened_at is None for one in sign_offs(session, signed.lead, [signed.theme.id])] == [False, False]

    move_codes(session, signed.lead, [Card(signed.code.id, signed.below.id)], None)
    session.commit()
    signed.sign(SignedThing.THEME, signed.theme.id)
    [act] = acts(session, signed.lead, ("code.placed",), subject_id=signed.code.id, limit=1)
    put_back(session, signed.lead, act)

    assert all(one.reopened_at is not None for one in sign_offs(session, signed.lead, [signed.theme.id]))


def test_a_coding_that_counts_elsewhere_reopens_where_it_counts(session, signed):
    merge_codes(session, signed.lead, signed.spare.id, signed.code.id)
    signed.sign(SignedThing.THEME, signed.theme.id)
    signed.sign(SignedThing.THEME, signed.other.id)

    factories.coding(session, signed.lead, talk=signed.talk, label=signed.code, turn=3)

    found = {one.thing_id: one.reopened_at is not None for one in sign_offs(session, signed.lead)}
    assert found[signed.theme.id]
    assert not found[signed.other.id]


def test_a_finding_and_its_theme_are_reopened_by_what_changes_in_it(session, signed):
    found = make_finding(session, signed.lead, theme_id=signed.below.id, sentence="Meals carry the week.")
    assert signed.reopened() == {"theme"}
    [row] = coding.codings(session, signed.lead, signed.talk.id)
    for change in (
        lambda: put_behind(session, signed.lead, found, row.unit_id, Bearing.SUPPORTS),
        lambda: take_from(session, signed.lead, found, row.unit_id),
        lambda: put_code_behind(session, signed.lead, found, signed.code.id),
        lambda: change_finding(session, signed.lead, found, sentence="Meals carry it.", scope=Scope()),
    ):
        given = [signed.sign(SignedThing.FINDING, found), signed.sign(SignedThing.THEME, signed.theme.id)]
        change()
        session.flush()
        for one in given:
            session.refresh(one)
            assert one.reopened_at is not None


def test_the_findings_of_a_merged_theme_go_with_it(session, signed):
    found = make_finding(session, signed.lead, theme_id=signed.other.id, sentence="Money decides.")

    merge(session, signed.lead, signed.other.id, signed.theme.id)

    assert [row.id for row in theme_page(session, signed.lead, signed.theme.id).findings] == [found]


def test_what_lies_elsewhere_reopens_nothing(session, signed):
    edit_theme(session, signed.lead, signed.other.id, name="Too little money", central_idea="")
    place_code(session, signed.lead, code_id=signed.spare.id, theme_id=signed.other.id)

    assert signed.reopened() == set()


def test_going_back_to_an_earlier_step_reopens_what_comes_after(session, signed):
    first, _, third, _ = signed.steps
    signed.sign(SignedThing.STEP, first.id)
    go_to_step(session, signed.lead, third.id)
    assert signed.reopened() == set()

    go_to_step(session, signed.lead, signed.steps[1].id, words="Units held two thoughts.")

    found = {one.thing_id: one.reopened_at is not None for one in sign_offs(session, signed.lead)}
    assert (found[first.id], found[signed.steps[1].id]) == (False, True)
    edit_step(session, signed.lead, first.id, name="Reading", about="", artefacts=())
    assert {one.thing_id for one in sign_offs(session, signed.lead) if one.reopened_at} == {
        first.id, signed.steps[1].id,
    }  # fmt: skip


def test_a_blind_coding_reopens_nothing_until_the_round_is_revealed(write):
    with write() as session:
        lead = factories.study(session)
        coder, talk = factories.member(session, lead), factories.transcript(session, lead)
        theme = factories.theme(session, lead)
        label = factories.code(session, lead, theme=theme)
        sign_off(session, lead, thing=SignedThing.THEME, thing_id=theme.id)
    with write() as session:
        lead, coder = factories.blind(session, lead, coder)
        factories.coding(session, coder, talk=talk, label=label)
        own = factories.code(session, coder, theme=theme)
        factories.coding(session, coder, talk=talk, label=own, turn=3)
    with write() as session:
        assert [one.reopened_at for one in sign_offs(session, lead)] == [None]
        reveal_round(session, lead, next(iter(lead.blind_rounds)))
        assert all(one.reopened_at is not None for one in sign_offs(session, lead))


def test_a_sign_off_is_taken_back_by_whoever_gave_it(session, signed):
    supervisor = factories.member(session, signed.lead, role=Role.SUPERVISOR)
    given = signed.sign(SignedThing.THEME, signed.other.id, supervisor)

    with pytest.raises(SignedBySomebodyElse):
        take_back(session, signed.lead, given.id)
    take_back(session, supervisor, given.id)

    assert sign_offs(session, signed.lead, [signed.other.id]) == []


def test_only_what_is_there_is_signed_and_only_within_the_study(session, signed):
    other = factories.study(session)
    given = signed.sign(SignedThing.THEME, signed.other.id)

    for thing, id_ in (
        (SignedThing.THEME, uuid4()), (SignedThing.STEP, signed.theme.id), (SignedThing.FINDING, uuid4()),
    ):  # fmt: skip
        with pytest.raises(NotInThisStudy):
            signed.sign(thing, id_)
    with pytest.raises(NotInThisStudy):
        signed.sign(SignedThing.THEME, signed.theme.id, other)
    with pytest.raises(NotInThisStudy):
        take_back(session, other, given.id)
    assert given.words == "As it is."
    assert issubclass(SignedBySomebodyElse, NotAllowed)
