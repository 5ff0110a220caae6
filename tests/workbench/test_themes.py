"""Themes and subthemes, and the codes in them."""

from uuid import uuid4

import pytest

from app.security.permissions import NotAllowed, Role
from app.store.queries.transcripts import NotInThisStudy
from app.workbench.code_places import place_code
from app.workbench.studies import NameTaken, TitleMissing
from app.workbench.theme_tree import tree
from app.workbench.themes import StillBlind, ThemeInUse, TooDeep, edit_theme, remove_theme
from tests import factories


@pytest.fixture
def lead(session):
    return factories.study(session)


def drawn(session, viewer):
    """Draw the tree as names: theme -> (its codes, {subtheme: its codes})."""
    grown = tree(session, viewer)
    themes = {
        top.name: (
            [code.name for code in top.codes],
            {sub.name: [code.name for code in sub.codes] for sub in top.subthemes},
        )
        for top in grown.themes
    }
    return themes, [code.name for code in grown.unsorted]


def test_the_tree_holds_themes_subthemes_and_codes(session, lead):
    quality = factories.theme(session, lead, name="Quality")
    shame = factories.theme(session, lead, name="Ghosting and shame", under=quality)
    factories.theme(session, lead, name="Conditions")
    factories.code(session, lead, name="Hiding", theme=shame)
    factories.code(session, lead, name="Being believed", theme=quality)
    factories.code(session, lead, name="Loose")

    assert drawn(session, lead) == (
        {"Quality": (["Being believed"], {"Ghosting and shame": ["Hiding"]}), "Conditions": ([], {})},
        ["Loose"],
    )


def test_a_code_has_the_hue_of_its_theme(session, lead):
    first, second = factories.theme(session, lead), factories.theme(session, lead)
    below = factories.theme(session, lead, under=second)
    in_first, in_below = factories.code(session, lead, theme=first), factories.code(session, lead, theme=below)

    assert tree(session, lead).hues == {in_first.id: 1, in_below.id: 2}


def test_a_code_may_serve_two_themes(session, lead):
    first, second = factories.theme(session, lead, name="A"), factories.theme(session, lead, name="B")
    code = factories.code(session, lead, name="Shame", theme=first)

    place_code(session, lead, code_id=code.id, theme_id=second.id)
    place_code(session, lead, code_id=code.id, theme_id=second.id)

    assert drawn(session, lead)[0] == {"A": (["Shame"], {}), "B": (["Shame"], {})}


def test_a_code_moves_from_one_theme_to_another(session, lead):
    first, second = factories.theme(session, lead, name="A"), factories.theme(session, lead, name="B")
    code = factories.code(session, lead, name="Shame", theme=first)

    place_code(session, lead, code_id=code.id, theme_id=second.id, from_theme_id=first.id)

    assert drawn(session, lead)[0] == {"A": ([], {}), "B": (["Shame"], {})}


def test_a_code_is_taken_out_of_every_theme(session, lead):
    first, second = factories.theme(session, lead), factories.theme(session, lead)
    code = factories.code(session, lead, name="Shame", theme=first)
    place_code(session, lead, code_id=code.id, theme_id=second.id)

    place_code(session, lead, code_id=code.id, theme_id=None)

    assert drawn(session, lead)[1] == ["Shame"]


def test_a_subtheme_has_no_subthemes(session, lead):
    below = factories.theme(session, lead, under=factories.theme(session, lead))

    with pytest.raises(TooDeep):
        factories.theme(session, lead, under=below)


@pytest.mark.parametrize("name", ["Quality", " quality ", "QUALITY"])
def test_one_name_stands_for_one_theme(session, lead, name):
    factories.theme(session, lead, name="Quality")
    other = factories.theme(session, lead, name="Other")

    with pytest.raises(NameTaken):
        factories.theme(session, lead, name=name)
    with pytest.raises(NameTaken):
        edit_theme(session, lead, other.id, name=name, central_idea="")


def test_a_theme_is_renamed_and_needs_a_name(session, lead):
    theme = factories.theme(session, lead, name="Quality")

    edit_theme(session, lead, theme.id, name="quality", central_idea=" What helps ")

    assert (theme.name, theme.central_idea) == ("quality", "What helps")
    with pytest.raises(TitleMissing):
        edit_theme(session, lead, theme.id, name=" ", central_idea="")


def test_an_empty_theme_is_removed(session, lead):
    theme = factories.theme(session, lead)

    remove_theme(session, lead, theme.id)

    assert tree(session, lead).themes == ()


@pytest.mark.parametrize("holding", ["a subtheme", "a code", "a quote"])
def test_a_theme_that_holds_something_stays(session, lead, holding):
    theme = factories.theme(session, lead)
    if holding == "a subtheme":
        factories.theme(session, lead, under=theme)
    elif holding == "a code":
        factories.code(session, lead, theme=theme)
    else:
        factories.quote(session, lead, speaks_for=theme)

    with pytest.raises(ThemeInUse):
        remove_theme(session, lead, theme.id)


def test_a_co_researcher_edits_themes_and_a_supervisor_reads_them(session, lead):
    coder, supervisor = factories.member(session, lead), factories.member(session, lead, role=Role.SUPERVISOR)
    theme = factories.theme(session, coder)
    code = factories.code(session, lead, theme=theme)

    for refused in (
        lambda: factories.theme(session, supervisor),
        lambda: edit_theme(session, supervisor, theme.id, name="A", central_idea=""),
        lambda: remove_theme(session, supervisor, theme.id),
        lambda: place_code(session, supervisor, code_id=code.id, theme_id=None),
    ):
        with pytest.raises(NotAllowed):
            refused()
    assert len(tree(session, supervisor).themes) == 1


def test_another_studys_themes_and_codes_are_not_found(session, lead):
    theme, code, other = factories.theme(session, lead), factories.code(session, lead), factories.study(session)
    own = factories.theme(session, other)

    for lost in (
        lambda: edit_theme(session, other, theme.id, name="A", central_idea=""),
        lambda: remove_theme(session, other, theme.id),
        lambda: place_code(session, other, code_id=code.id, theme_id=own.id),
        lambda: place_code(session, other, code_id=factories.code(session, other).id, theme_id=theme.id),
        lambda: factories.theme(session, other, under=theme),
        lambda: remove_theme(session, lead, uuid4()),
    ):
        with pytest.raises(NotInThisStudy):
            lost()
    assert tree(session, other).hues == {}


def test_no_theme_is_removed_while_a_refusal_could_tell_of_a_colleagues_code(session):
    lead = factories.study(session)
    theme = factories.theme(session, lead)
    [blind] = factories.blind(session, lead)

    with pytest.raises(StillBlind):
        remove_theme(session, blind, theme.id)
