"""Themes are marked, discarded with a reason and taken back, merged, put under another one or made to stand alone."""

import pytest

from app.security.permissions import NotAllowed, Role
from app.store.queries.theme_past import editions
from app.store.queries.transcripts import NotInThisStudy
from app.store.tables import ThemeState
from app.workbench.code_places import place_code
from app.workbench.codebook import EditedSince
from app.workbench.quotes import chosen_by_theme
from app.workbench.studies import NameTaken
from app.workbench.theme_board import discarded
from app.workbench.theme_shaping import (
    ChangedMeanwhile,
    MergedWithItself,
    NotDiscarded,
    ReasonMissing,
    discard,
    merge,
    put_under,
    set_state,
    take_back,
)
from app.workbench.theme_tree import tree
from app.workbench.themes import StillBlind, ThemeDiscarded, ThemeInUse, TooDeep, edit_theme, remove_theme
from tests import factories


@pytest.fixture
def lead(session):
    return factories.study(session)


def shape(session, viewer):
    return {theme.name: [below.name for below in theme.subthemes] for theme in tree(session, viewer).themes}


def codes_of(session, viewer, name):
    return [code.name for theme in tree(session, viewer).themes if theme.name == name for code in theme.codes]


def test_a_theme_goes_from_candidate_to_defined_and_its_past_is_kept(session, lead):
    theme = factories.theme(session, lead, name="Shame")

    set_state(session, lead, theme.id, ThemeState.REVIEWED)
    edit_theme(session, lead, theme.id, name="Ghosting and shame", central_idea="Falling silent.", is_not="Conflict.")
    set_state(session, lead, theme.id, ThemeState.DEFINED)
    set_state(session, lead, theme.id, ThemeState.DEFINED)

    kept = editions(session, lead, theme_id=theme.id)
    assert [(one.edition, one.name, one.state.value, one.is_not, one.until is None) for one in kept] == [
        (1, "Shame", "candidate", "", False),
        (2, "Shame", "reviewed", "", False),
        (3, "Ghosting and shame", "reviewed", "Conflict.", False),
        (4, "Ghosting and shame", "defined", "Conflict.", True),
    ]
    assert [one.until for one in kept[:-1]] == [one.since for one in kept[1:]]


def test_a_discarded_theme_leaves_the_board_frees_its_codes_and_keeps_its_reason(session, lead):
    theme = factories.theme(session, lead, name="Being brave")
    factories.code(session, lead, name="Going out", theme=theme)

    with pytest.raises(ReasonMissing):
        discard(session, lead, theme.id, why=" ")
    discard(session, lead, theme.id, why="It praised people.")

    assert shape(session, lead) == {}
    assert [code.name for code in tree(session, lead).unsorted] == ["Going out"]
    [gone] = discarded(session, lead)
    assert (gone.name, gone.why, gone.by, gone.codes, gone.merged_into) == (
        "Being brave", "It praised people.", "LA", 1, "",
    )  # fmt: skip


def test_a_discarded_theme_comes_back_with_its_codes(session, lead):
    theme = factories.theme(session, lead, name="Being brave")
    factories.code(session, lead, name="Going out", theme=theme)
    discard(session, lead, theme.id, why="It praised people.")

    take_back(session, lead, theme.id)

    assert codes_of(session, lead, "Being brave") == ["Going out"]
    assert theme.state is ThemeState.CANDIDATE
    assert discarded(session, lead) == []
    with pytest.raises(NotDiscarded):
        take_back(session, lead, theme.id)


def test_with_a_theme_its_subthemes_leave_and_one_of_them_can_come_back_alone(session, lead):
    top = factories.theme(session, lead, name="Conditions")
    below = factories.theme(session, lead, name="Rhythm", under=top)
    discard(session, lead, below.id, why="Not yet.")
    discard(session, lead, top.id, why="Too wide.")

    take_back(session, lead, below.id)

    assert shape(session, lead) == {"Rhythm": []}


def test_what_is_discarded_is_not_shaped_and_takes_nothing_in(session, lead):
    gone, other = factories.theme(session, lead, name="Gone"), factories.theme(session, lead, name="Other")
    code = factories.code(session, lead)
    discard(session, lead, gone.id, why="Two things.")

    for refused in (
        lambda: set_state(session, lead, gone.id, ThemeState.DEFINED),
        lambda: put_under(session, lead, other.id, gone.id),
        lambda: merge(session, lead, other.id, gone.id),
        lambda: factories.theme(session, lead, under=gone),
        lambda: place_code(session, lead, code_id=code.id, theme_id=gone.id),
    ):
        with pytest.raises(ThemeDiscarded):
            refused()
    with pytest.raises(NameTaken):
        factories.theme(session, lead, name="gone")


def test_a_subtheme_is_promoted_and_a_theme_put_under_another(session, lead):
    top, other = factories.theme(session, lead, name="Conditions"), factories.theme(session, lead, name="Shame")
    below = factories.theme(session, lead, name="Rhythm", under=top)

    put_under(session, lead, below.id, None)
    put_under(session, lead, other.id, top.id)

    assert shape(session, lead) == {"Conditions": ["Shame"], "Rhythm": []}
    with pytest.raises(TooDeep):
        put_under(session, lead, top.id, below.id)  # it has a subtheme of its own
    with pytest.raises(TooDeep):
        put_under(session, lead, below.id, other.id)  # the other one is a subtheme
    with pytest.raises(TooDeep):
        put_under(session, lead, below.id, below.id)


def test_a_merged_theme_gives_codes_subthemes_and_quotes_to_the_other_and_says_where_it_went(session, lead):
    talk = factories.transcript(session, lead)
    one, other = factories.theme(session, lead, name="Ghosting"), factories.theme(session, lead, name="Shame")
    factories.theme(session, lead, name="Silence", under=one)
    shared = factories.code(session, lead, name="Hiding", theme=one)
    place_code(session, lead, code_id=shared.id, theme_id=other.id)
    factories.code(session, lead, name="Left alone", theme=one)
    factories.coding(session, lead, talk=talk, label=shared)
    factories.quote(session, lead, talk=talk, speaks_for=one)

    merge(session, lead, one.id, other.id)

    assert shape(session, lead) == {"Shame": ["Silence"]}
    assert codes_of(session, lead, "Shame") == ["Hiding", "Left alone"]
    assert [len(chosen_by_theme(session, lead).get(id_, ())) for id_ in (one.id, other.id)] == [1, 1]
    [gone] = discarded(session, lead)
    assert (gone.name, gone.merged_into) == ("Ghosting", "Shame")


def test_a_theme_is_not_merged_with_itself_or_its_own(session, lead):
    top = factories.theme(session, lead)
    below = factories.theme(session, lead, under=top)
    deep = factories.theme(session, lead, under=factories.theme(session, lead))

    for into in (top, below):
        with pytest.raises(MergedWithItself):
            merge(session, lead, top.id, into.id)
    with pytest.raises(TooDeep):
        merge(session, lead, top.id, deep.id)


def test_themes_are_not_merged_while_a_colleague_may_have_hidden_quotes(session, lead):
    one, other = factories.theme(session, lead), factories.theme(session, lead)
    [blind] = factories.blind(session, lead)

    with pytest.raises(StillBlind):
        merge(session, blind, one.id, other.id)


@pytest.mark.parametrize("what", ["state", "discard", "merge", "under"])
def test_whoever_shapes_a_theme_on_an_older_page_is_told(session, lead, what):
    theme, other = factories.theme(session, lead, name="Rhythm"), factories.theme(session, lead)
    seen = tree(session, lead).themes[0].stamp
    factories.code(session, lead, theme=theme)

    with pytest.raises(ChangedMeanwhile) as told:
        {
            "state": lambda: set_state(session, lead, theme.id, ThemeState.DEFINED, seen=seen),
            "discard": lambda: discard(session, lead, theme.id, why="Why.", seen=seen),
            "merge": lambda: merge(session, lead, theme.id, other.id, seen=seen),
            "under": lambda: put_under(session, lead, theme.id, other.id, seen=seen),
        }[what]()
    assert told.value.values == {"name": "Rhythm"}
    set_state(session, lead, theme.id, ThemeState.DEFINED, seen=tree(session, lead).themes[0].stamp)


def test_who_writes_on_an_older_edition_is_refused(session, lead):
    theme = factories.theme(session, lead, name="Rhythm")
    edit_theme(session, lead, theme.id, name="Social rhythm", central_idea="", edition=1)

    with pytest.raises(EditedSince):
        edit_theme(session, lead, theme.id, name="Rhythms", central_idea="", edition=1)
    edit_theme(session, lead, theme.id, name="Social rhythm", central_idea="", edition=2)
    assert theme.edition == 2


def test_a_discarded_theme_that_holds_nothing_can_be_removed_and_one_that_holds_codes_stays(session, lead):
    empty, full = factories.theme(session, lead), factories.theme(session, lead)
    factories.code(session, lead, theme=full)
    for one in (empty, full):
        discard(session, lead, one.id, why="Why not.")

    remove_theme(session, lead, empty.id)

    with pytest.raises(ThemeInUse):
        remove_theme(session, lead, full.id)
    assert [one.id for one in discarded(session, lead)] == [full.id]


def test_supervisors_shape_nothing_and_another_study_finds_nothing(session, lead):
    theme, into = factories.theme(session, lead), factories.theme(session, lead)
    supervisor, other = factories.member(session, lead, role=Role.SUPERVISOR), factories.study(session)

    for viewer, refusal in ((supervisor, NotAllowed), (other, NotInThisStudy)):
        for act in (
            lambda viewer: set_state(session, viewer, theme.id, ThemeState.DEFINED),
            lambda viewer: discard(session, viewer, theme.id, why="Why."),
            lambda viewer: take_back(session, viewer, theme.id),
            lambda viewer: put_under(session, viewer, theme.id, into.id),
            lambda viewer: merge(session, viewer, theme.id, into.id),
        ):
            with pytest.raises(refusal):
                act(viewer)
    assert discarded(session, supervisor) == []
