"""The board of any earlier moment can be looked at, and is compared with today's."""

from datetime import timedelta
from itertools import pairwise

import pytest

from app.security.permissions import Role
from app.store.base import now
from app.store.tables import ThemeState
from app.workbench.code_places import place_code
from app.workbench.earlier_boards import Happened, earlier, happenings
from app.workbench.theme_board import Card, move_codes
from app.workbench.theme_shaping import discard, merge, put_under, set_state, take_back
from app.workbench.themes import edit_theme, remove_theme
from tests import factories


@pytest.fixture
def lead(session):
    return factories.study(session)


def drawn(board):
    return {
        theme.name: (names(theme), {below.name: names(below) for below in theme.subthemes}) for theme in board.themes
    }


def names(branch):
    return [name for _, name in branch.codes]


def test_the_board_is_as_it_was_right_after_each_change(session, lead):
    rhythm = factories.theme(session, lead, name="Rhythm")
    meals = factories.code(session, lead, name="Meals", theme=rhythm)
    first = now()
    ritual = factories.theme(session, lead, name="Ritual")
    move_codes(session, lead, [Card(meals.id, rhythm.id)], ritual.id)
    edit_theme(session, lead, ritual.id, name="Rituals", central_idea="")
    second = now()
    put_under(session, lead, ritual.id, rhythm.id)
    discard(session, lead, rhythm.id, why="Why.")

    assert drawn(earlier(session, lead, first)) == {"Rhythm": (["Meals"], {})}
    assert drawn(earlier(session, lead, second)) == {"Rhythm": ([], {}), "Rituals": (["Meals"], {})}
    assert drawn(earlier(session, lead, now())) == {}
    assert drawn(earlier(session, lead, first - timedelta(days=1))) == {}


def test_what_is_different_now_is_told(session, lead):
    rhythm, gone = factories.theme(session, lead, name="Rhythm"), factories.theme(session, lead, name="Brave")
    meals = factories.code(session, lead, name="Meals", theme=rhythm)
    factories.code(session, lead, name="Walks", theme=rhythm)
    then = now()
    assert earlier(session, lead, then).since.is_empty

    shame = factories.theme(session, lead, name="Shame")
    move_codes(session, lead, [Card(meals.id, rhythm.id)], shame.id)
    edit_theme(session, lead, rhythm.id, name="Social rhythm", central_idea="")
    discard(session, lead, gone.id, why="Why.")

    since = earlier(session, lead, then).since
    assert (since.made, since.gone, since.renamed) == (("Shame",), ("Brave",), (("Rhythm", "Social rhythm"),))
    assert since.moved == (("Meals", ("Social rhythm",), ("Shame",)),)


def test_stage_idea_and_place_are_part_of_what_is_different(session, lead):
    rhythm, ritual = (factories.theme(session, lead, name=name) for name in ("Rhythm", "Ritual"))
    then = now()
    put_under(session, lead, ritual.id, rhythm.id)
    edit_theme(session, lead, rhythm.id, name="Rhythm", central_idea="A week with a shape.")
    set_state(session, lead, rhythm.id, ThemeState.REVIEWED)

    since = earlier(session, lead, then).since

    assert since.placed == (("Ritual", "", "Rhythm"),)
    assert since.reworded == ("Rhythm",)
    assert since.states == (("Rhythm", ThemeState.CANDIDATE, ThemeState.REVIEWED),)
    assert not since.is_empty

    put_under(session, lead, ritual.id, None)
    assert earlier(session, lead, then).since.placed == ()


def test_two_earlier_boards_are_compared_with_each_other(session, lead):
    before = now()
    factories.theme(session, lead, name="Rhythm")
    between = now()
    factories.theme(session, lead, name="Ritual")

    for first, second in ((before, between), (between, before)):
        found = earlier(session, lead, first, second)
        assert (found.at, found.until, found.since.made) == (before, between, ("Rhythm",))


def test_changes_stand_newest_first_with_who_made_them(session, lead):
    colleague = factories.member(session, lead, initials="CR")
    rhythm, other = factories.theme(session, lead, name="Rhythm"), factories.theme(session, lead, name="Ritual")
    codes = [factories.code(session, lead, name=name) for name in ("Walks", "Meals")]
    move_codes(session, colleague, [Card(code.id) for code in codes], rhythm.id)
    edit_theme(session, lead, rhythm.id, name="Rhythms", central_idea="")
    merge(session, lead, other.id, rhythm.id)
    take_back(session, lead, other.id)
    put_under(session, lead, other.id, rhythm.id)
    put_under(session, lead, other.id, None)

    told = [(one.what, one.by, one.theme, one.codes) for one in happenings(session, lead)]

    assert told == [
        (Happened.PROMOTED, "LA", "Ritual", ()),
        (Happened.PUT_UNDER, "LA", "Ritual", ()),
        (Happened.TAKEN_BACK, "LA", "Ritual", ()),
        (Happened.MERGED, "LA", "Ritual", ()),
        (Happened.RENAMED, "LA", "Rhythms", ()),
        (Happened.PUT_IN, "CR", "Rhythms", ("Meals", "Walks")),
        (Happened.MADE, "LA", "Ritual", ()),
        (Happened.MADE, "LA", "Rhythm", ()),
    ]


def test_a_removed_theme_was_there_once(session, lead):
    theme = factories.theme(session, lead, name="By mistake")
    then = now()
    remove_theme(session, lead, theme.id)

    assert drawn(earlier(session, lead, then)) == {"By mistake": ([], {})}
    assert earlier(session, lead, then).since.gone == ("By mistake",)


def test_codes_that_a_colleague_keeps_to_themselves_are_on_no_earlier_board(write, read):
    with write() as session:
        lead = factories.study(session)
        coder, theme = factories.member(session, lead), factories.theme(session, lead, name="Rhythm")
    with write() as session:
        lead, coder = factories.blind(session, lead, coder)
        own = factories.code(session, coder, name="Mine")
        place_code(session, coder, code_id=own.id, theme_id=theme.id)
    with read() as session:
        assert [one.what for one in happenings(session, lead)] == [Happened.MADE]
        assert drawn(earlier(session, lead, now())) == {"Rhythm": ([], {})}
        assert drawn(earlier(session, coder, now())) == {"Rhythm": (["Mine"], {})}


def test_everybody_of_the_study_looks_back_and_nobody_else(session, lead):
    factories.theme(session, lead)
    supervisor, other = factories.member(session, lead, role=Role.SUPERVISOR), factories.study(session)

    assert len(happenings(session, supervisor)) == 1
    assert happenings(session, other) == []
    assert earlier(session, other, now()).themes == ()


def test_what_happened_at_one_moment_always_stands_in_the_same_order(session, lead):
    rhythm, ritual = factories.theme(session, lead, name="Rhythm"), factories.theme(session, lead, name="Ritual")
    for _ in range(8):
        meals = factories.code(session, lead, theme=rhythm)
        move_codes(session, lead, [Card(meals.id, rhythm.id)], ritual.id)

    found = happenings(session, lead)
    moved = [(one.what, other.what) for one, other in pairwise(found) if one.at == other.at]

    assert moved == [(Happened.TAKEN_OUT, Happened.PUT_IN)] * 8
