"""Nothing of an open independent round hangs on a theme, where a colleague would notice it."""

import pytest

from app.store.queries.coding import coded_passages
from app.workbench.quotes import choose_quote
from app.workbench.rounds import reveal_round
from app.workbench.themes import StillBlind, place_code
from tests import factories


def test_a_code_of_a_blind_round_is_placed_once_the_round_is_revealed(session):
    lead = factories.study(session)
    theme = factories.theme(session, lead)
    [blind] = factories.blind(session, lead)
    code = factories.code(session, blind)

    with pytest.raises(StillBlind):
        place_code(session, blind, code_id=code.id, theme_id=theme.id)

    [round_id] = blind.blind_rounds
    reveal_round(session, blind, round_id)
    place_code(session, factories.again(session, lead), code_id=code.id, theme_id=theme.id)


def test_a_passage_of_a_blind_round_is_no_quote_before_the_round_is_revealed(session):
    lead = factories.study(session)
    theme, code = factories.theme(session, lead), factories.code(session, lead)
    talk = factories.transcript(session, lead)
    [blind] = factories.blind(session, lead)
    factories.coding(session, blind, talk=talk, label=code)
    [passage] = coded_passages(session, blind, [code.id])

    with pytest.raises(StillBlind):
        choose_quote(session, blind, theme_id=theme.id, unit_id=passage.unit_id)

    [round_id] = blind.blind_rounds
    reveal_round(session, blind, round_id)
    choose_quote(session, factories.again(session, lead), theme_id=theme.id, unit_id=passage.unit_id)
