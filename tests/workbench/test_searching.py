"""Search over the study: words in any case, by whom they were said, and with which code."""

import pytest

from app.store.queries.transcripts import turns
from app.workbench.searching import NothingToFind, find_turns
from tests import factories

LINES = ("I: Who stays?", "P1: Åse stays. ÅSE!", "P2: 100 % of us stay\nhere, øst.", "P1: A straße, a _line_.")


@pytest.fixture
def lead(session):
    return factories.study(session)


@pytest.fixture
def talk(session, lead):
    return factories.transcript(session, lead, lines=LINES)


def found(session, viewer, words="", **chosen):
    """Return the turns that were found, each with what is marked in it."""
    hits = find_turns(session, viewer, words=words, **chosen).hits
    return [(hit.turn.number, [words for words, marked in hit.pieces if marked]) for hit in hits]


def test_words_are_found_whatever_their_case_and_blanks(session, lead, talk):
    assert talk
    assert found(session, lead, "åse") == [(2, ["Åse", "ÅSE"])]
    assert found(session, lead, "STAY") == [(1, ["stay"]), (2, ["stay"]), (3, ["stay"])]
    assert found(session, lead, " stay  here ") == [(3, ["stay\nhere"])]
    assert found(session, lead, "ØST") == [(3, ["øst"])]
    assert found(session, lead, "STRAß") == [(4, ["straß"])]


def test_signs_that_a_database_takes_for_others_stand_for_themselves(session, lead, talk):
    assert talk
    assert found(session, lead, "%") == [(3, ["%"])]
    assert found(session, lead, "_line_") == [(4, ["_line_"])]
    assert found(session, lead, "_ine") == []
    assert found(session, lead, "\\") == []


def test_the_pieces_are_the_words_of_the_turn(session, lead, talk):
    said = {turn.number: turn.words for turn in turns(session, lead, talk.id)}
    for hit in find_turns(session, lead, words="a").hits:
        assert "".join(words for words, _ in hit.pieces) == said[hit.turn.number]


def test_a_label_and_a_code_narrow_the_search(session, lead, talk):
    code = factories.code(session, lead)
    factories.coding(session, lead, talk=talk, label=code, turn=2)

    assert found(session, lead, "stay", label="P2") == [(3, ["stay"])]
    assert found(session, lead, code_id=code.id) == [(2, [])]
    assert found(session, lead, "us", code_id=code.id) == []


def test_a_blind_coder_finds_by_their_own_codings_alone(session, lead, talk):
    code, colleague = factories.code(session, lead), factories.member(session, lead)
    me, other = factories.blind(session, lead, colleague)
    factories.coding(session, other, talk=talk, label=code, turn=2)
    factories.coding(session, me, talk=talk, label=code, turn=3)

    assert found(session, me, code_id=code.id) == [(3, [])]


def test_nothing_of_another_study_is_found_and_nothing_is_no_search(session, lead, talk):
    assert talk
    stranger = factories.study(session, title="Elsewhere")

    assert found(session, stranger, "stay") == []
    with pytest.raises(NothingToFind):
        find_turns(session, lead, words="  ", label="P1")
