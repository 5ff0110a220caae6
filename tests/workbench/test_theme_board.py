"""Codes move on the board, one or many; nobody undoes a colleague's move without having seen it."""

from uuid import uuid4

import pytest

from app.security.permissions import NotAllowed, Role
from app.store.queries.trail import Sought, trail
from app.store.queries.transcripts import NotInThisStudy
from app.workbench.merging import merge_codes
from app.workbench.studies import NameTaken
from app.workbench.theme_board import Card, MovedMeanwhile, NothingTicked, move_codes, moved_meanwhile, split_off
from app.workbench.theme_shaping import discard
from app.workbench.theme_tree import tree
from app.workbench.themes import ThemeDiscarded
from tests import factories


class Board:
    """A study with three themes; two codes in the first, one in none."""

    def __init__(self, session):
        self.session = session
        self.lead = factories.study(session)
        self.rhythm, self.shame, self.money = (
            factories.theme(session, self.lead, name=name) for name in ("Rhythm", "Shame", "Money")
        )
        self.meals, self.walks = (
            factories.code(session, self.lead, name=name, theme=self.rhythm) for name in ("Meals", "Walks")
        )
        self.hope = factories.code(session, self.lead, name="Hope")

    def drawn(self):
        grown = tree(self.session, self.lead)
        found = {theme.name: [code.name for code in theme.codes] for theme in grown.themes}
        return found | {"": [code.name for code in grown.unsorted]}


@pytest.fixture
def board(session):
    return Board(session)


def test_many_codes_move_together_wherever_they_lie(session, board):
    cards = [Card(board.meals.id, board.rhythm.id), Card(board.hope.id)]

    touched = move_codes(session, board.lead, cards, board.shame.id)

    assert board.drawn() == {"Rhythm": ["Walks"], "Shame": ["Hope", "Meals"], "Money": [], "": []}
    assert touched == {board.shame.id, board.rhythm.id, None}


def test_codes_are_taken_out_of_their_theme(session, board):
    move_codes(session, board.lead, [Card(board.meals.id, board.rhythm.id)], None)

    assert board.drawn() == {"Rhythm": ["Walks"], "Shame": [], "Money": [], "": ["Hope", "Meals"]}


def test_a_code_may_stay_where_it_is_and_serve_another_theme_too(session, board):
    move_codes(session, board.lead, [Card(board.meals.id, board.rhythm.id)], board.shame.id, also=True)

    assert board.drawn() == {"Rhythm": ["Meals", "Walks"], "Shame": ["Meals"], "Money": [], "": ["Hope"]}


def test_of_two_themes_only_the_one_on_the_card_is_left(session, board):
    move_codes(session, board.lead, [Card(board.meals.id, board.rhythm.id)], board.shame.id, also=True)

    move_codes(session, board.lead, [Card(board.meals.id, board.shame.id)], board.money.id)

    assert board.drawn() == {"Rhythm": ["Meals", "Walks"], "Shame": [], "Money": ["Meals"], "": ["Hope"]}


def test_moving_a_code_to_where_it_is_changes_nothing(session, board):
    before = board.drawn()

    move_codes(session, board.lead, [Card(board.meals.id, board.rhythm.id)], board.rhythm.id)

    assert board.drawn() == before


def test_whoever_moves_on_an_older_page_is_told_where_the_code_is_and_who_put_it_there(session, board):
    colleague = factories.member(session, board.lead, initials="CR")
    seen = Card(board.meals.id, board.rhythm.id)
    move_codes(session, colleague, [seen], board.shame.id)
    session.flush()

    [astray] = moved_meanwhile(session, board.lead, [seen, Card(board.hope.id)], board.money.id)

    assert (astray.code, astray.seen_in, astray.now_in, astray.by) == ("Meals", "Rhythm", ("Shame",), "CR")
    with pytest.raises(MovedMeanwhile):
        move_codes(session, board.lead, [seen, Card(board.hope.id)], board.money.id)
    assert board.drawn()["Money"] == []


def test_two_who_move_a_code_to_the_same_place_agree(session, board):
    seen = Card(board.meals.id, board.rhythm.id)
    move_codes(session, factories.member(session, board.lead), [seen], board.shame.id)

    move_codes(session, board.lead, [seen], board.shame.id)

    assert board.drawn()["Shame"] == ["Meals"]


def test_a_code_taken_out_meanwhile_is_told_too(session, board):
    seen = Card(board.meals.id, board.rhythm.id)
    move_codes(session, factories.member(session, board.lead), [seen], None)

    [astray] = moved_meanwhile(session, board.lead, [seen], board.shame.id)

    assert (astray.seen_in, astray.now_in) == ("Rhythm", ())


def test_nothing_moves_into_a_discarded_theme_nor_without_a_code(session, board):
    discard(session, board.lead, board.money.id, why="It was two things.")

    with pytest.raises(ThemeDiscarded):
        move_codes(session, board.lead, [Card(board.hope.id)], board.money.id)
    with pytest.raises(NothingTicked):
        move_codes(session, board.lead, [], board.shame.id)
    with pytest.raises(NothingTicked):
        split_off(session, board.lead, [], name="New")


def test_codes_of_several_themes_make_a_new_subtheme(session, board):
    cards = [Card(board.meals.id, board.rhythm.id), Card(board.hope.id)]

    made = split_off(session, board.lead, cards, name="Together", parent_id=board.shame.id)

    [shame] = [theme for theme in tree(session, board.lead).themes if theme.name == "Shame"]
    assert [(below.id, [code.name for code in below.codes]) for below in shame.subthemes] == [
        (made.id, ["Hope", "Meals"])
    ]
    assert board.drawn()["Rhythm"] == ["Walks"]
    with pytest.raises(NameTaken):
        split_off(session, board.lead, [Card(board.walks.id, board.rhythm.id)], name="together")


def test_one_act_stands_on_the_trail_however_many_codes_move(session, board):
    session.commit()
    before = len(trail(session, board.lead, Sought(), 500))

    move_codes(session, board.lead, [Card(one.id, board.rhythm.id) for one in (board.meals, board.walks)], None)
    session.commit()

    rows = trail(session, board.lead, Sought(), 500)
    assert len(rows) == before + 1
    assert {row.act for row in rows} >= {"code.many placed"}


def test_what_a_blind_coder_moves_of_their_own_is_their_own(write, read):
    with write() as session:
        lead = factories.study(session)
        coder = factories.member(session, lead)
        theme, shared = factories.theme(session, lead), factories.code(session, lead)
    with write() as session:
        lead, coder = factories.blind(session, lead, coder)
        own = factories.code(session, coder)
    with write() as session:
        move_codes(session, coder, [Card(own.id), Card(shared.id)], theme.id)

    with read() as session:
        assert [row.act for row in trail(session, lead, Sought(), 500)].count("code.placed") == 1
        assert [row.act for row in trail(session, coder, Sought(), 500)].count("code.placed") == 2
        assert [code.id for code in tree(session, lead).themes[0].codes] == [shared.id]
    with write() as session, pytest.raises(NotInThisStudy):
        move_codes(session, lead, [Card(own.id)], theme.id)


def test_a_merged_code_lies_nowhere_and_is_not_moved_unseen(session, board):
    merge_codes(session, board.lead, board.walks.id, board.meals.id)

    [astray] = moved_meanwhile(session, board.lead, [Card(board.walks.id, board.rhythm.id)], board.shame.id)

    assert astray.now_in == ()


def test_supervisors_and_other_studies_move_nothing(session, board):
    supervisor, other = factories.member(session, board.lead, role=Role.SUPERVISOR), factories.study(session)

    with pytest.raises(NotAllowed):
        move_codes(session, supervisor, [Card(board.hope.id)], board.shame.id)
    with pytest.raises(NotAllowed):
        split_off(session, supervisor, [Card(board.hope.id)], name="New")
    for lost in (
        lambda: move_codes(session, other, [Card(board.hope.id)], None),
        lambda: move_codes(session, other, [Card(factories.code(session, other).id)], board.shame.id),
        lambda: move_codes(session, board.lead, [Card(uuid4())], board.shame.id),
        lambda: move_codes(session, board.lead, [Card(board.hope.id)], uuid4()),
    ):
        with pytest.raises(NotInThisStudy):
            lost()
