"""Themes are tried: checks, codings that do not fit and must be answered, and what participants said."""

from datetime import date
from uuid import uuid4

import pytest

from app.security.permissions import NotAllowed, Role
from app.store.queries import coding as coding_queries
from app.store.queries import reviewing
from app.store.queries.transcripts import NotInThisStudy
from app.store.tables import Check, CheckAnswer
from app.workbench.coding import CodingOfSomebodyElse, RoundIsOver
from app.workbench.merging import merge_codes
from app.workbench.rounds import reveal_round
from app.workbench.theme_page import theme_page
from app.workbench.theme_review import (
    NothingSaid,
    NotSaidYet,
    answer_case,
    answer_check,
    mark_fit,
    write_reflection,
)
from app.workbench.themes import ThemeInUse, edit_theme, remove_theme
from tests import factories
from tests.on_the_trail import newest_acts

TODAY = date(2026, 3, 2)


class Room:
    """A theme with a code that is on one passage."""

    def __init__(self, session):
        self.session = session
        self.lead = factories.study(session)
        self.talk = factories.transcript(session, self.lead)
        self.theme = factories.theme(session, self.lead, name="Rhythm")
        self.code = factories.code(session, self.lead, name="Meals", theme=self.theme)
        factories.coding(session, self.lead, talk=self.talk, label=self.code, turn=2)
        [self.coding] = factories.coding_ids(session, self.lead, self.talk)

    def page(self, viewer=None):
        return theme_page(self.session, viewer or self.lead, self.theme.id)


@pytest.fixture
def room(session):
    return Room(session)


def test_a_members_newest_answer_counts_and_an_edit_of_the_theme_makes_it_old(session, room):
    for answer in (CheckAnswer.NO, CheckAnswer.PARTLY):
        answer_check(session, room.lead, room.theme.id, asked=Check.EXTRACTS, answer=answer, words=" Not all. ")

    [extracts] = [one for one in room.page().checks if one.check is Check.EXTRACTS]
    assert [(line.answer, line.words, stale) for line, stale in extracts.answers] == [
        (CheckAnswer.PARTLY, "Not all.", False)
    ]

    edit_theme(session, room.lead, room.theme.id, name="Social rhythm", central_idea="")
    [extracts] = [one for one in room.page().checks if one.check is Check.EXTRACTS]
    assert [stale for _, stale in extracts.answers] == [True]


def test_a_coding_that_does_not_fit_waits_for_an_answer(session, room):
    assert room.page().cases == ()

    mark_fit(session, room.lead, room.coding, does_not_fit=True)
    [case] = room.page().cases
    assert ([turn.words for turn in case.said.turns], case.case.code, case.answers) == (
        ["Someone who stays."], "Meals", (),
    )  # fmt: skip

    answer_case(session, room.lead, room.theme.id, room.coding, words=" It is about people, not rhythm. ")
    [case] = room.page().cases
    assert [(line.initials, line.words) for line in case.answers] == [("LA", "It is about people, not rhythm.")]
    with pytest.raises(NothingSaid):
        answer_case(session, room.lead, room.theme.id, room.coding, words=" ")

    mark_fit(session, room.lead, room.coding, does_not_fit=False)
    assert room.page().cases == ()
    with pytest.raises(NotInThisStudy):
        answer_case(session, room.lead, room.theme.id, room.coding, words="Gone.")


def test_what_does_not_fit_a_merged_code_is_answered_where_it_counts(session, room):
    other = factories.code(session, room.lead, name="Coffee")
    factories.coding(session, room.lead, talk=room.talk, label=other, turn=3)
    [own] = [row.id for row in coding_queries.codings(session, room.lead, room.talk.id) if row.code == "Coffee"]
    mark_fit(session, room.lead, own, does_not_fit=True)
    assert room.page().cases == ()

    merge_codes(session, room.lead, other.id, room.code.id)

    assert [case.case.coding_id for case in room.page().cases] == [own]
    answer_case(session, room.lead, room.theme.id, own, words="Coffee is a meal.")


def test_only_its_coder_says_that_a_coding_does_not_fit_and_only_while_the_round_is_open(write):
    with write() as session:
        lead = factories.study(session)
        coder, talk = factories.member(session, lead), factories.transcript(session, lead)
    with write() as session:
        lead, coder = factories.blind(session, lead, coder)
        factories.coding(session, coder, talk=talk)
        [own] = factories.coding_ids(session, coder, talk)
        with pytest.raises(NotInThisStudy):
            mark_fit(session, lead, own, does_not_fit=True)
        mark_fit(session, coder, own, does_not_fit=True)
    with write() as session:
        reveal_round(session, lead, next(iter(lead.blind_rounds)))
        lead, coder = factories.again(session, lead), factories.again(session, coder)
        with pytest.raises(CodingOfSomebodyElse):
            mark_fit(session, lead, own, does_not_fit=False)
        with pytest.raises(RoundIsOver):
            mark_fit(session, coder, own, does_not_fit=False)


def test_what_does_not_fit_stays_its_coders_until_the_reveal(write, read):
    with write() as session:
        lead = factories.study(session)
        coder, talk = factories.member(session, lead), factories.transcript(session, lead)
        theme = factories.theme(session, lead)
        label = factories.code(session, lead, theme=theme)
    with write() as session:
        lead, coder = factories.blind(session, lead, coder)
        factories.coding(session, coder, talk=talk, label=label)
        [own] = factories.coding_ids(session, coder, talk)
        mark_fit(session, coder, own, does_not_fit=True)
        answer_case(session, coder, theme.id, own, words="It turns the theme around.")
    with read() as session:
        assert theme_page(session, lead, theme.id).cases == ()
        assert reviewing.answers(session, lead) == []
        assert [row.act for row in newest_acts(session, lead) if "fit" in row.act or "answered" in row.act] == []
        [case] = theme_page(session, coder, theme.id).cases
        assert len(case.answers) == 1
    with write() as session:
        reveal_round(session, lead, next(iter(lead.blind_rounds)))
    with read() as session:
        [case] = theme_page(session, factories.again(session, lead), theme.id).cases
        assert [line.words for line in case.answers] == ["It turns the theme around."]


def test_what_participants_said_is_kept_with_its_day_and_focus_group(session, room):
    group = factories.focus_group(session, room.lead, label="Service users 9")

    write_reflection(
        session, room.lead, room.theme.id, words=" That is us. ", said_on=date(2026, 3, 1), today=TODAY,
        focus_group_id=group.id,
    )  # fmt: skip
    write_reflection(session, room.lead, room.theme.id, words="Not quite.", said_on=TODAY, today=TODAY)

    assert [(one.words, one.focus_group, one.said_on.day) for one in room.page().reflections] == [
        ("Not quite.", None, 2),
        ("That is us.", "Service users 9", 1),
    ]
    with pytest.raises(NothingSaid):
        write_reflection(session, room.lead, room.theme.id, words=" ", said_on=TODAY, today=TODAY)
    with pytest.raises(NotSaidYet):
        write_reflection(session, room.lead, room.theme.id, words="So.", said_on=date(2026, 3, 3), today=TODAY)
    with pytest.raises(NotInThisStudy):
        write_reflection(
            session, room.lead, room.theme.id, words="So.", said_on=TODAY, today=TODAY, focus_group_id=uuid4()
        )


def test_a_theme_that_was_tried_is_not_removed(session, room):
    empty = factories.theme(session, room.lead)
    answer_check(session, room.lead, empty.id, asked=Check.WHOLE_SET, answer=CheckAnswer.NO)

    with pytest.raises(ThemeInUse):
        remove_theme(session, room.lead, empty.id)


def test_supervisors_try_nothing_and_another_study_finds_nothing(session, room):
    supervisor, other = factories.member(session, room.lead, role=Role.SUPERVISOR), factories.study(session)
    mark_fit(session, room.lead, room.coding, does_not_fit=True)

    for viewer, refusal in ((supervisor, NotAllowed), (other, NotInThisStudy)):
        for act in (
            lambda viewer: answer_check(session, viewer, room.theme.id, asked=Check.EXTRACTS, answer=CheckAnswer.YES),
            lambda viewer: mark_fit(session, viewer, room.coding, does_not_fit=False),
            lambda viewer: answer_case(session, viewer, room.theme.id, room.coding, words="So."),
            lambda viewer: write_reflection(session, viewer, room.theme.id, words="So.", said_on=TODAY, today=TODAY),
        ):
            with pytest.raises(refusal):
                act(viewer)
    assert len(room.page(supervisor).cases) == 1
    with pytest.raises(NotInThisStudy):
        room.page(other)
